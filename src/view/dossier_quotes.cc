#include "view/dossier_quotes.h"

#include <algorithm>
#include <set>

#include "base/fold.h"
#include "base/utf8.h"

namespace clew::view {
namespace {

constexpr std::size_t kWordsOfSubstance = 8;
// A text longer than this is not looked through to its end for something to quote.
constexpr std::size_t kMostPassages = 20'000;

bool is_quotable(model::ZoneKind kind) {
  switch (kind) {
    case model::ZoneKind::body:
    case model::ZoneKind::quote:
    case model::ZoneKind::forward:
      return true;
    case model::ZoneKind::head:
    case model::ZoneKind::greeting:
    case model::ZoneKind::closing:
    case model::ZoneKind::signature:
    case model::ZoneKind::disclaimer:
      return false;
  }
  return false;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// The byte after a mark that ends a sentence at `at`, if white space or the end follows; else 0.
std::size_t sentence_end(std::string_view text, std::size_t at) {
  static constexpr std::string_view kMarks[] = {".", "!", "?", "؟", "۔", "…", "。"};
  for (const std::string_view mark : kMarks) {
    if (!text.substr(at).starts_with(mark)) continue;
    std::size_t end = at + mark.size();
    while (end < text.size() && (text[end] == '"' || text[end] == '\'' || text[end] == ')')) ++end;
    for (const std::string_view closing : {"”", "»", "’"})
      if (text.substr(end).starts_with(closing)) end += closing.size();
    if (end == text.size() || is_space(text[end])) return end;
  }
  return 0;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

// Whether the paragraph ends as a sentence does; headlines, datelines and bylines do not.
bool is_prose(std::string_view text) {
  for (bool more = true; more && !text.empty();) {
    more = is_space(text.back()) || text.back() == '"' || text.back() == '\'' || text.back() == ')';
    if (more) text.remove_suffix(1);
    for (const std::string_view closing : {"”", "»", "’"})
      if (text.ends_with(closing)) text.remove_suffix(closing.size()), more = true;
  }
  for (const std::string_view mark : {".", "!", "?", "؟", "۔", "…", "。"})
    if (text.ends_with(mark)) return true;
  return false;
}

// Where the quote begins when the match lies far inside: the last sentence or, failing that, word before it
// that leaves room for the match.
std::size_t begin_before(std::string_view text, const Match& match) {
  const std::size_t earliest = match.end > kQuoteBytes * 3 / 4 ? match.end - kQuoteBytes * 3 / 4 : 0;
  std::size_t sentence = 0, word = 0;
  for (std::size_t at = earliest; at < match.start; ++at) {
    if (const std::size_t end = sentence_end(text, at); end != 0 && end < match.start) sentence = end;
    if (word == 0 && is_space(text[at])) word = at;
  }
  const std::size_t chosen = sentence != 0 ? sentence : word;
  return chosen == 0 ? floor_boundary(text, match.start) : std::min(skip_space(text, chosen), match.start);
}

}  // namespace

Match find_match(const Highlighter& terms, std::string_view paragraph) {
  Match match;
  if (!terms.has_terms()) return match;
  std::set<std::size_t> found;
  for (const Mark& mark : terms.find(paragraph, 1)) {
    if (found.empty() || mark.start < match.start) match.start = mark.start, match.end = mark.end;
    found.insert(mark.term);
  }
  match.terms = found.size();
  return match;
}

Result<std::vector<Candidate>> quotable(store::DocumentReader& reader, const store::Db& db,
                                        const store::Query& query, const Highlighter& terms,
                                        std::int64_t text_row, bool prose, std::size_t most) {
  std::vector<Candidate> own, others, spare;
  std::uint64_t from = 0;
  if (terms.has_terms()) {
    const auto pieces = TRY(store::matching_pieces(db, query, text_row, 1));
    if (!pieces.empty()) from = pieces.front().start;
  }
  std::size_t seen = 0;
  bool enough = false;
  TRY(reader.each_passage(text_row, [&](const model::Passage& passage) -> Result<bool> {
    if (passage.end <= from) return true;
    if (++seen > kMostPassages || enough) return false;
    if (!is_quotable(passage.zone) || passage.end <= passage.start) return true;
    const bool of_another = passage.depth > 0 || passage.zone != model::ZoneKind::body;
    if (of_another && !terms.has_terms()) return true;
    Candidate candidate;
    candidate.bytes = TRY(reader.text(text_row, passage.start, passage.end));
    candidate.passage = static_cast<std::int64_t>(passage.id);
    candidate.start = passage.start;
    candidate.match = find_match(terms, candidate.bytes);
    candidate.of_another = of_another;
    if (of_another) {
      if (candidate.match.terms == 0 || others.size() >= 16) return true;
      candidate.author = passage.author.name.empty() ? passage.author.address : passage.author.name;
      others.push_back(std::move(candidate));
      return true;
    }
    WordCutter cutter(candidate.bytes);
    for (Word word; candidate.words < 64 && cutter.next(word);) ++candidate.words;
    if (prose && !is_prose(candidate.bytes)) {
      if (spare.size() < most) spare.push_back(std::move(candidate));
      return true;
    }
    own.push_back(std::move(candidate));
    // Without a term to look for, the first paragraphs of substance are the ones that are wanted.
    enough = !terms.has_terms() && std::count_if(own.begin(), own.end(), [](const Candidate& c) {
                                     return c.words >= kWordsOfSubstance;
                                   }) >= static_cast<std::ptrdiff_t>(most);
    if (own.size() > 256) {  // bounded: keep what could still be chosen
      std::stable_sort(own.begin(), own.end(),
                       [](const Candidate& a, const Candidate& b) { return a.match.terms > b.match.terms; });
      own.resize(128);
    }
    return true;
  }));
  if (own.empty()) own = std::move(spare);
  const bool own_match =
      std::any_of(own.begin(), own.end(), [](const Candidate& c) { return c.match.terms > 0; });
  if (!own_match && !others.empty()) own = std::move(others);
  std::stable_sort(own.begin(), own.end(), [](const Candidate& a, const Candidate& b) {
    if (a.match.terms != b.match.terms) return a.match.terms > b.match.terms;
    const bool a_full = a.words >= kWordsOfSubstance, b_full = b.words >= kWordsOfSubstance;
    if (a_full != b_full) return a_full;
    return a_full ? a.start < b.start : a.words > b.words;
  });
  if (own.size() > most) own.resize(most);
  return own;
}

Cut cut_quote(std::string_view text, const Match& match) {
  Cut cut{skip_space(text, 0), text.size()};
  while (cut.end > cut.start && is_space(text[cut.end - 1])) --cut.end;
  if (cut.end - cut.start <= kQuoteBytes) return cut;
  if (match.terms > 0 && match.end - cut.start > kQuoteBytes * 3 / 4)
    cut.start = std::max(cut.start, begin_before(text, match));
  if (cut.end - cut.start <= kQuoteBytes) return cut;
  const std::size_t limit = floor_boundary(text, cut.start + kQuoteBytes);
  const std::size_t must = match.terms > 0 && match.end <= limit ? std::max(match.end, cut.start) : cut.start;
  std::size_t sentence = 0, word = 0;
  for (std::size_t at = std::max(must, cut.start + 1); at < limit; ++at) {
    if (is_space(text[at])) word = at;
    if (at < cut.start + kQuoteBytes / 3) continue;
    if (const std::size_t end = sentence_end(text, at); end != 0 && end <= limit) sentence = end;
  }
  cut.end = sentence != 0 ? sentence : word != 0 ? word : limit;
  while (cut.end > cut.start && is_space(text[cut.end - 1])) --cut.end;
  return cut;
}

bool is_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    const char32_t c = d.character;
    if ((c >= 0x590 && c <= 0x8FF && !(c >= 0x660 && c <= 0x669) && !(c >= 0x6F0 && c <= 0x6F9)) ||
        (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC))
      return true;
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x590) ||
        (c >= 0x900 && c < 0x2000) || (c >= 0x3040 && c < 0xFB00))
      return false;
    at += static_cast<std::size_t>(d.length);
  }
  return false;
}

}  // namespace clew::view
