#include "claim/signatures.h"

#include <algorithm>

#include "claim/frames.h"

namespace clew::claim {
namespace {

using model::Mention;
using model::MentionType;
using model::Span;

constexpr std::size_t kMostLines = 12;
constexpr std::size_t kLongestLine = 80;

std::vector<Span> lines_of(const Document& document, std::size_t paragraph) {
  std::vector<Span> lines;
  const auto& input = document.paragraph(paragraph);
  const std::string_view text = document.text(input.start, input.end);
  for (std::size_t at = 0; at < text.size() && lines.size() <= kMostLines;) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t first = at, last = end;
    while (first < last && (text[first] == ' ' || text[first] == '>' || text[first] == '\t')) ++first;
    while (last > first && (text[last - 1] == ' ' || text[last - 1] == '\r' || text[last - 1] == ',')) --last;
    if (first < last) lines.push_back({input.start + first, input.start + last});
    at = end + 1;
  }
  return lines;
}

// The mention of that type in a line, or null.
const Mention* mention_in(const std::vector<Mention>& mentions, const Span& line, MentionType type) {
  for (const Mention& mention : mentions)
    if (mention.type == type && mention.start >= line.start && mention.end <= line.end) return &mention;
  return nullptr;
}

// Whether the line holds a word for a post, and nothing that no post has.
bool is_post(std::string_view line) {
  if (line.size() > kLongestLine || line.find_first_of("@0123456789:;?!") != std::string_view::npos)
    return false;
  std::string word;
  const FrameLexicon& lexicon = FrameLexicon::english();
  std::size_t words = 0;
  bool post = false;
  const auto end = [&] {
    if (word.empty()) return;
    ++words;
    post = post || (lexicon.is(word, WordClass::title) && !lexicon.is(word, WordClass::honorific)) ||
           word == "office";
    word.clear();
  };
  for (const char c : line) {
    if (c == ' ' || c == ',' || c == '/' || c == '&') {
      end();
    } else {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  end();
  const bool capital = line.front() >= 'A' && line.front() <= 'Z';
  return post && capital && words <= 9;
}

model::ClaimArgument argument(const Document& document, std::string role, const Span& span) {
  model::ClaimArgument made;
  made.role = std::move(role);
  made.start = span.start;
  made.end = span.end;
  made.text = document.text(span.start, span.end);
  return made;
}

void read_one(const Document& document, std::size_t paragraph, std::vector<model::Claim>& claims) {
  const auto lines = lines_of(document, paragraph);
  if (lines.size() > kMostLines) return;
  const auto& mentions = document.paragraph(paragraph).mentions;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Mention* name = mention_in(mentions, lines[i], MentionType::person);
    if (name == nullptr || name->start > lines[i].start + 5) continue;
    // "Ann Lee, Director", or the post on the next line.
    Span post{name->end, lines[i].end};
    std::size_t next = i + 1;
    if (post.end - post.start > 3 && document.text(post.start, post.start + 1) == ",") {
      post.start += 2;
    } else if (post.end == post.start && i + 1 < lines.size()) {
      post = lines[i + 1];
      next = i + 2;
    } else {
      continue;
    }
    if (post.start >= post.end || !is_post(document.text(post.start, post.end))) continue;
    model::Claim claim;
    claim.type = model::ClaimType::role;
    claim.reader = "rules-1";
    claim.confidence = 0.85;
    claim.start = name->start;
    claim.end = post.end;
    const Mention* body = mention_in(mentions, post, MentionType::org);
    if (body != nullptr && body->start > post.start + 2) {
      // "Director, Gull Trading Ltd"
      const std::string_view before = document.text(post.start, body->start);
      if (const std::size_t comma = before.find(','); comma != std::string_view::npos && comma > 0)
        post.end = post.start + comma;
    } else if (body == nullptr && next < lines.size()) {
      body = mention_in(mentions, lines[next], MentionType::org);
    }
    claim.args = {argument(document, "holder", {name->start, name->end}), argument(document, "title", post)};
    if (body != nullptr) {
      claim.args.push_back(argument(document, "organisation", {body->start, body->end}));
      claim.end = std::max(claim.end, body->end);
    }
    claims.push_back(std::move(claim));
    return;
  }
}

}  // namespace

void read_signatures(const Document& document, std::vector<ParagraphClaims>& found) {
  for (std::size_t p = 0; p < document.size(); ++p) {
    const model::ZoneKind zone = document.paragraph(p).zone;
    if (!document.paragraph(p).wanted) continue;
    if (zone == model::ZoneKind::signature || zone == model::ZoneKind::closing)
      read_one(document, p, found[p].claims);
  }
}

}  // namespace clew::claim
