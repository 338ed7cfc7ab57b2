// Laws, programmes, and arms.
#include "annotate/terms_found.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;

constexpr std::size_t kMostWords = 12;  // of a name

bool close_by(Gap gap) { return gap == Gap::space || gap == Gap::hyphen || gap == Gap::none; }

/// Whether word `i` goes on with the name of the word before: no columns of a table between them.
bool goes_on(const TermContext& c, std::size_t i) {
  const auto& words = c.text.words();
  if (i == 0 || i >= words.size()) return false;
  return (close_by(words[i].gap) || words[i].gap == Gap::line) && words[i].start - words[i - 1].end <= 2;
}

bool is_small_word(std::string_view word) {
  static constexpr std::string_view kWords[] = {"of", "on", "and",  "for",        "the", "against",
                                                "to", "in", "with", "concerning", "a"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

/// Words that begin a sentence rather than a name.
bool begins_no_name(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "The",   "This",  "That",  "An",   "A",       "Any",     "Each",  "Every", "Our",
      "Their", "His",   "Her",   "Its",  "Such",    "Under",   "In",    "By",    "As",
      "No",    "And",   "But",   "If",   "Section", "Article", "Title", "We",    "I",
      "These", "Those", "Which", "With", "For",     "To",      "On",    "At",    "Of"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word[0] == '1' || word[0] == '2') &&
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The first word of the name that ends before word `last`: capitals, with small words between them.
std::size_t name_begin(const TermContext& c, std::size_t last) {
  const auto& words = c.text.words();
  const auto opens = [&](std::size_t i) {
    return words[i].capital && !words[i].digits && !begins_no_name(c.text.word(i));
  };
  std::size_t first = last, at = last;
  while (at > 0 && last - at < kMostWords && goes_on(c, at)) {
    if (opens(at - 1))
      first = --at;
    else if (at < last && is_small_word(c.text.word(at - 1)) && at > 1 && goes_on(c, at - 1) && opens(at - 2))
      --at;
    else
      break;
  }
  return first;
}

/// Begins what a law is about: "on the Law of the Sea".
bool is_about(std::string_view word) {
  return word == "on" || word == "of" || word == "for" || word == "against" || word == "concerning" ||
         word == "relating";
}

/// The end of "on the Law of the Sea" behind a name's last word; word numbers.
std::size_t tail_end(const TermContext& c, std::size_t from) {
  const auto& words = c.text.words();
  std::size_t end = from, at = from;
  if (!goes_on(c, at) || !is_about(c.text.word(at))) return from;
  while (at < words.size() && at - from < kMostWords && goes_on(c, at)) {
    if (words[at].capital && !words[at].digits)
      end = ++at;
    else if (is_small_word(c.text.word(at)) || is_about(c.text.word(at)))
      ++at;
    else
      break;
  }
  return end;
}

/// Behind a law's name: "2004", "of 2004", "(2015)", "No 12 of 1999". Byte where it ends.
std::size_t year_end(const TermContext& c, std::size_t at, std::size_t end) {
  const auto& words = c.text.words();
  if (at < words.size() && c.text.at(at, bit(Term::number_sign)) && at + 1 < words.size() &&
      words[at + 1].digits && words[at + 1].gap <= Gap::dot) {
    end = words[at + 1].end;
    at += 2;
  }
  if (at < words.size() && c.text.word(at) == "of" && close_by(words[at].gap)) ++at;
  if (at >= words.size() || !is_year(c.text.word(at)) || words[at].gap > Gap::open) return end;
  end = words[at].end;
  if (words[at].gap == Gap::open && end < c.text.text().size() && c.text.text()[end] == ')') ++end;
  return end;
}

/// The end of a number such as 2231, 36/2012, 107-56, 2010/413/CFSP that begins at word `at`; 0: there is
/// none.
std::size_t number_end(const TermContext& c, std::size_t at, std::size_t& next) {
  const auto& words = c.text.words();
  if (at >= words.size() || !words[at].digits) return 0;
  std::size_t end = words[at].end;
  next = at + 1;
  while (next < words.size() && words[next].start == end + 1 &&
         (c.text.text()[end] == '/' || c.text.text()[end] == '-') && next - at < 4) {
    end = words[next].end;
    ++next;
  }
  return end;
}

/// "Resolution 2231", "Council Regulation (EU) No 36/2012", "قطعنامه ۱۹۲۹".
std::size_t find_numbered(const TermContext& c, std::size_t i) {
  const FoundTerm head = c.text.at(i, bit(Term::numbered));
  if (!head) return i;
  const auto& words = c.text.words();
  std::size_t at = i + head.words;
  bool sign = false;
  if (at < words.size() && words[at].gap == Gap::open && c.text.at(at, bit(Term::before_law))) ++at;
  if (const FoundTerm number = c.text.at(at, bit(Term::number_sign)); number && words[at].gap <= Gap::open)
    at += number.words, sign = true;
  if (at >= words.size() || words[at].gap > Gap::open) return i;
  std::size_t next = at;
  std::size_t end = number_end(c, at, next);
  if (end == 0) return i;
  const std::string_view number = c.text.word(at);
  const bool slashed = next > at + 1;
  const std::string_view word = c.text.word(i);
  const bool certain =
      sign || slashed || head.words > 1 || word == "UNSCR" || !c.text.is_latin(i) ||
      ((word.starts_with("resolution") || word.starts_with("Resolution")) && number.size() >= 3);
  if (!certain || (!slashed && !sign && is_year(number) && head.words == 1 &&
                   word.find("esolution") == std::string_view::npos))
    return i;
  end = year_end(c, next, end);
  std::size_t first = i;
  while (first > 0 && close_by(words[first].gap)) {
    const FoundTerm by = c.text.before(first, bit(Term::before_law));
    if (!by) break;
    first -= by.words;
  }
  c.add(words[first].start + (head.bare && first == i ? words[i].skip : 0U), end, MentionType::law, 0.9);
  while (next < words.size() && words[next].start < end) ++next;
  return next;
}

std::size_t find_named_law(const TermContext& c, std::size_t i) {
  const auto& words = c.text.words();
  const FoundTerm head = c.text.at(i, bit(Term::law) | bit(Term::weak_law));
  if (!head || !words[i].capital || (words[i].gap == Gap::hyphen && i > 0)) return i;
  const std::size_t first = name_begin(c, i), last = i + head.words, tail = tail_end(c, last);
  const std::size_t plain = words[tail - 1].end, end = year_end(c, tail, plain);
  const bool named = first<i, about = tail> last, dated = end != plain;
  const bool weak = (head.terms & bit(Term::law)) == 0;
  if (weak ? !about && !(named && dated) : !named && !dated && tail - last < 2) return i;
  // "Law School", "Dear Bill".
  if (!about && !dated && goes_on(c, last) && words[last].capital) return i;
  if (const Mention* name = c.name_in(words[first].start, end);
      name != nullptr && name->type == MentionType::person)
    return i;
  c.add(words[first].start, end, MentionType::law, 0.8);
  std::size_t next = tail;
  while (next < words.size() && words[next].start < end) ++next;
  return next;
}

}  // namespace

std::size_t find_law(const TermContext& c, std::size_t i) {
  if (const std::size_t next = find_numbered(c, i); next != i) return next;
  const auto& words = c.text.words();
  if (const FoundTerm name = c.text.at(i, bit(Term::law_name)); name) {
    const std::size_t last = i + name.words;
    c.add(words[i].start + (name.bare ? words[i].skip : 0U), words[last - 1].end, MentionType::law, 0.85);
    return last;
  }
  return find_named_law(c, i);
}

std::size_t find_programme(const TermContext& c, std::size_t i) {
  const auto& words = c.text.words();
  const FoundTerm last = c.text.at(i, bit(Term::programme)), head = c.text.at(i, bit(Term::operation));
  if (last && words[i].capital && c.text.is_latin(i)) {
    const std::size_t first = name_begin(c, i), end = i + last.words;
    const bool further = goes_on(c, end) && words[end].capital;  // Program Manager
    const std::size_t least = c.text.word(i) == "Project" || c.text.word(i) == "Initiative" ? 1 : 2;
    if (i - first >= least && !further && words[i].gap != Gap::line) {
      c.add(words[first].start, words[end - 1].end, MentionType::programme, 0.7);
      return end;
    }
  }
  if (!head) return i;
  std::size_t end = i + head.words;
  if (c.text.is_latin(i)) {
    if (!words[i].capital) return i;
    while (end < words.size() && end - i < 5 && close_by(words[end].gap) && words[end].capital &&
           !c.text.at(end, bit(Term::weak_post) | bit(Term::post) | bit(Term::field) | bit(Term::programme)))
      ++end;
    if (end == i + head.words) return i;
    c.add(words[i].start, words[end - 1].end, MentionType::programme, 0.75);
    return end;
  }
  // Without capitals, only what stands in quotation marks.
  if (end >= words.size() || words[end].gap != Gap::quote) return i;
  const std::string_view rest = c.text.text().substr(words[end].start, 160);
  const std::size_t close = std::min(rest.find("»"), rest.find('"'));
  if (close == std::string_view::npos || rest.substr(0, close).find('\n') != std::string_view::npos) return i;
  const std::size_t stop = words[end].start + close;
  while (end < words.size() && words[end].start < stop) ++end;
  c.add(words[i].start + (head.bare ? words[i].skip : 0U), stop + (rest[close] == '"' ? 1 : 2),
        MentionType::programme, 0.75);
  return end;
}

std::size_t find_arms(const TermContext& c, std::size_t i) {
  const FoundTerm head = c.text.at(i, bit(Term::arms));
  if (!head) return i;
  const auto& words = c.text.words();
  std::size_t first = i, last = i + head.words;
  if (c.text.is_latin(i)) {
    while (first > 0 && close_by(words[first].gap) && i - first < 4) {
      const FoundTerm before = c.text.before(first, bit(Term::goods_name));
      if (!before) break;
      first -= before.words;
    }
  } else {
    while (last < words.size() && words[last].gap == Gap::space) {
      const FoundTerm more = c.text.at(last, bit(Term::goods_name));
      if (!more) break;
      last += more.words;
    }
  }
  const std::size_t start = words[first].start + (head.bare && first == i ? words[i].skip : 0U);
  if (!c.found.empty() && c.found.back().end > start) return i;
  if (c.name_in(start, words[last - 1].end) != nullptr) return i;
  c.add(start, words[last - 1].end, MentionType::goods, 0.8);
  return last;
}

}  // namespace clew::annotate
