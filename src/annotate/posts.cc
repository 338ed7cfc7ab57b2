// Posts: "deputy director", "Minister of Harbours", "معاون سابق وزیر", "المدير العام".
#include "annotate/terms_found.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;

constexpr Terms kHeads = bit(Term::office) | bit(Term::post) | bit(Term::weak_post);
constexpr Terms kStrong = bit(Term::office) | bit(Term::post);
constexpr Terms kFront = bit(Term::before_post) | bit(Term::field);
constexpr Terms kBack = bit(Term::after_post) | bit(Term::field);
constexpr std::size_t kMostFront = 5, kMostTail = 7;  // words

bool close_by(Gap gap) { return gap == Gap::space || gap == Gap::hyphen || gap == Gap::none; }

bool is_word(const TermContext& c, std::size_t i, std::string_view word) {
  return i < c.text.words().size() && c.text.word(i) == word;
}

/// Words [first, last) of a post.
struct Post {
  std::size_t first = 0, last = 0;
  bool front = false, tail = false;
};

/// What stands before an English head and belongs to it: deputy, former, finance.
void take_front(const TermContext& c, Post& post) {
  const auto& words = c.text.words();
  const std::size_t head = post.first;
  while (post.first > 0 && head - post.first < kMostFront && close_by(words[post.first].gap)) {
    const FoundTerm before = c.text.before(post.first, kFront);
    if (!before) return;
    const std::size_t from = post.first - before.words;
    // Only what is a term itself may be two words; a name is no field of a post.
    if (const Mention* name = c.name_in(words[from].start, words[post.first - 1].end);
        name != nullptr && name->type != MentionType::nationality)
      return;
    post.first = from;
    post.front = true;
  }
}

/// "of Harbours", "of foreign affairs", "for operations".
void take_english_tail(const TermContext& c, Post& post, bool office) {
  const auto& words = c.text.words();
  std::size_t at = post.last;
  if (at >= words.size() || !close_by(words[at].gap)) return;
  if (const FoundTerm more = c.text.at(at, bit(Term::after_post)); more && c.text.is_latin(at)) {
    post.last = at += more.words;
    post.front = true;
  }
  if (at + 1 >= words.size() || !close_by(words[at].gap) || !c.text.at(at, bit(Term::of))) return;
  ++at;
  if (is_word(c, at, "the") && at + 1 < words.size()) ++at;
  const std::size_t from = at;
  const auto goes_on = [&](std::size_t i) {
    return i < words.size() &&
           (close_by(words[i].gap) || (words[i].gap == Gap::line && i > from && words[i].capital));
  };
  while (at - from < kMostTail && goes_on(at)) {
    const Mention* name = c.name_in(words[at].start, words[at].end);
    if (name != nullptr &&
        (name->type == MentionType::person || (!office && name->type != MentionType::nationality)))
      break;
    if (const FoundTerm field = c.text.at(at, bit(Term::field)); field) {
      at += field.words;
    } else if (office && words[at].capital && !words[at].digits) {
      ++at;
    } else if ((is_word(c, at, "and") || is_word(c, at, "&")) && at > from && at + 1 < words.size() &&
               close_by(words[at + 1].gap) &&
               (c.text.at(at + 1, bit(Term::field)) || (office && words[at + 1].capital)) &&
               !c.text.at(at + 1, kHeads)) {
      ++at;
    } else {
      break;
    }
  }
  if (at == from) return;
  post.last = at;
  post.tail = true;
}

/// Persian and Arabic say everything behind the head.
void take_eastern_tail(const TermContext& c, Post& post) {
  const auto& words = c.text.words();
  const std::size_t from = post.last;
  for (std::size_t at = from; at < words.size() && at - from < kMostTail && words[at].gap == Gap::space;) {
    if (const Mention* name = c.name_in(words[at].start, words[at].end);
        name != nullptr && (name->type == MentionType::person || name->type == MentionType::place))
      return;
    if (const FoundTerm more = c.text.at(at, kBack); more) {
      post.last = at += more.words;
      post.tail = true;
    } else if (at > from && c.text.at(at, bit(Term::of)) && at + 1 < words.size() &&
               c.text.at(at + 1, bit(Term::field))) {
      ++at;
    } else if (at == from && c.text.at(at, bit(Term::office) | bit(Term::post)) &&
               c.text.at(at, bit(Term::office) | bit(Term::post)).words + at < words.size() + 1) {
      at += c.text.at(at, bit(Term::office) | bit(Term::post)).words;  // deputy of the minister
      post.last = at;
      post.tail = true;
    } else {
      return;
    }
  }
}

bool is_person(const Mention* name) { return name != nullptr && name->type == MentionType::person; }
bool is_body(const Mention* name) {
  return name != nullptr && (name->type == MentionType::org || name->type == MentionType::place);
}

/// Whether a line of the text holds the post and little else, as in a signature.
bool stands_in_signature(const TermContext& c, const Post& post) {
  if (c.zone != "signature" && c.zone != "closing") return false;
  const auto& words = c.text.words();
  const bool starts =
      post.first == 0 || words[post.first].gap >= Gap::line || words[post.first].gap == Gap::comma;
  const bool ends = post.last >= words.size() || words[post.last].gap >= Gap::comma;
  return starts && ends;
}

/// What else speaks for a common word being a post here.
bool has_sign(const TermContext& c, const Post& post) {
  const auto& words = c.text.words();
  const std::size_t start = words[post.first].start, end = words[post.last - 1].end;
  if (is_person(c.name_from(end, 2))) return true;  // Director Leyla Nimvari
  const Mention* before = c.name_until(start, 6);   // Leyla Nimvari, (the) director
  if (is_person(before)) {
    const std::string_view between = c.text.text().substr(before->end, start - before->end);
    if (between.starts_with(",") || between.starts_with(" (") || between.starts_with("،") ||
        between.find('\n') != std::string_view::npos)
      return true;
  }
  if (is_body(before) && before->end + 2 >= start && is_person(c.name_from(end, 2))) return true;
  if (post.first > 0 && close_by(words[post.first].gap) && c.text.before(post.first, bit(Term::appoints)) &&
      (post.last >= words.size() || !close_by(words[post.last].gap) || is_word(c, post.last, "of") ||
       is_word(c, post.last, "at") || is_word(c, post.last, "for")))
    return true;
  if (post.last + 1 < words.size() && close_by(words[post.last].gap) &&
      (is_word(c, post.last, "of") || is_word(c, post.last, "at"))) {
    const std::size_t next = is_word(c, post.last + 1, "the") ? post.last + 2 : post.last + 1;
    if (next < words.size() && is_body(c.name_from(words[next].start, 1)))
      return true;  // head of the Harbour Fund
  }
  if (!c.text.is_latin(post.first) && is_body(c.name_from(end, 2))) return true;
  return stands_in_signature(c, post);
}

}  // namespace

std::size_t find_post(const TermContext& c, std::size_t i) {
  const FoundTerm head = c.text.at(i, kHeads);
  if (!head) return i;
  const auto& words = c.text.words();
  const bool strong = (head.terms & kStrong) != 0, office = (head.terms & bit(Term::office)) != 0;
  Post post{i, i + head.words, false, false};
  if (c.text.is_latin(i)) {
    take_front(c, post);
    take_english_tail(c, post, office);
  } else {
    take_eastern_tail(c, post);
  }
  const std::size_t start = words[post.first].start + (head.bare && post.first == i ? words[i].skip : 0U);
  const std::size_t end = words[post.last - 1].end;
  // A post within a longer name ("President Hotel") is none; a name within the post is part of it.
  const Mention* name = c.name_in(words[i].start, words[i + head.words - 1].end);
  if (name != nullptr && (name->start < start || name->end > end) && name->type != MentionType::nationality)
    return i;
  if (!c.found.empty() && c.found.back().end > start) return i;
  const bool counted = post.front || post.tail;
  if (!strong && !has_sign(c, post) && !counted) return i;
  // "general", "second officer" in small letters mean many things.
  if (!strong && !words[i].capital && c.text.is_latin(i) && !has_sign(c, post) && head.words == 1 && !counted)
    return i;
  c.add(start, end, MentionType::role, strong ? 0.85 : 0.7);
  return post.last;
}

}  // namespace clew::annotate
