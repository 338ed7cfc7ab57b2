#include "annotate/letter_lines.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "annotate/letter_words.h"
#include "base/fold.h"
#include "text/head_words.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;
using std::string_view;

constexpr double kGreeted = 0.9, kSigned = 0.8;  // measured on letters with gold
constexpr std::size_t kLongestLine = 60;         // bytes of a line that is only a greeting or a name
constexpr std::ptrdiff_t kWordsOfClosing = 6;
constexpr std::size_t kLinesOfClosing = 3;  // a name stands so few lines below "Thanks,"

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

struct Span {
  std::size_t start = 0, end = 0;
  bool empty() const { return start >= end; }
};

class Reader {
 public:
  Reader(string_view text, string_view zone, const NameModel& model, std::size_t first,
         std::vector<Mention>& names)
      : text_(text),
        model_(model),
        first_(static_cast<std::ptrdiff_t>(first)),
        names_(names),
        known_(names.size()) {
    greeting_ = zone == "greeting";
    below_ = zone == "closing" || zone == "signature";
  }

  void run() {
    std::size_t since_closing = kLinesOfClosing;
    bool top = true;    // no line with words yet
    bool ended = true;  // the line before ended a sentence
    for (std::size_t at = 0; at < text_.size();) {
      const void* found = std::memchr(text_.data() + at, '\n', text_.size() - at);
      const std::size_t end = found == nullptr
                                  ? text_.size()
                                  : static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
      const Span line = trimmed(at, end);
      at = end + 1;
      if (line.empty()) continue;
      const bool last = text_.find_first_not_of(" \t\r\n*_-", end) == string_view::npos;
      if (!greet(line, top)) {
        if (ends_letter(line, last)) since_closing = 0;
        const bool sure = since_closing < kLinesOfClosing || (below_ && top);
        if (since_closing > 0 && (sure || (last && ended))) sign(line, sure);
      }
      ++since_closing;
      top = false;
      ended = std::strchr(".!?", text_[line.end - 1]) != nullptr;
    }
  }

 private:
  /// Without quote marks, white space and dashes at the ends.
  Span trimmed(std::size_t start, std::size_t end) const {
    while (start < end && (is_space(text_[start]) || text_[start] == '>' || text_[start] == '-' ||
                           text_[start] == '*' || text_[start] == '~' || text_[start] == '_'))
      ++start;
    while (end > start && (is_space(text_[end - 1]) || text_[end - 1] == '*')) --end;
    return {start, end};
  }
  string_view of(Span s) const { return text_.substr(s.start, s.end - s.start); }

  /// A word of letters, dashes and apostrophes from `at` on.
  Span word(std::size_t at, std::size_t end) const {
    std::size_t to = at;
    while (to < end && (is_letter(text_[to]) || ((text_[to] == '-' || text_[to] == '\'') && to > at &&
                                                 to + 1 < end && is_letter(text_[to + 1]))))
      ++to;
    return {at, to};
  }

  /// "Hi Bo," "Dear Bo:" "Good morning, Bo." and, at the top of a greeting, "Bo," alone.
  bool greet(Span line, bool top) {
    std::size_t at = line.start;
    Span name = word(at, line.end);
    if (name.empty()) return false;
    bool greeted = false;
    for (int i = 0; i < 3 && !name.empty() && is_hail(of(name)); ++i) {
      greeted = true;
      at = name.end;
      while (at < line.end && (text_[at] == ' ' || text_[at] == ',')) ++at;
      name = word(at, line.end);
    }
    if (name.empty()) return greeted;
    if (!greeted && !(greeting_ && top)) return false;
    const std::size_t after = name.end;
    const bool ends = after == line.end || std::strchr(",:;!.-", text_[after]) != nullptr ||
                      (text_[after] == ' ' && after + 1 < line.end && text_[after + 1] == '-');
    const NameWord known = model_.know(of(name));
    const bool alone = line.end - line.start < kLongestLine;
    if (ends && (greeted ? alone || text_[after] != '-' : alone) && !is_no_addressee(of(name)) &&
        !is_group_word(of(name)) && may_be_name(known))
      put(name, kGreeted, greeted || after + 1 >= line.end);
    return true;
  }

  static bool is_hail(string_view word) {
    for (const string_view hail :
         {"Hi", "Hello", "Hey", "Dear", "Howdy", "Good", "Morning", "morning", "afternoon", "evening",
          "Greetings", "HI", "HELLO", "DEAR", "hi", "hello", "hey", "dear"})
      if (word == hail) return true;
    return false;
  }

  /// Whether a name may stand in the next lines: "Thanks," or "Kind regards".
  bool ends_letter(Span line, bool last) {
    const auto spaces = std::count(text_.begin() + static_cast<std::ptrdiff_t>(line.start),
                                   text_.begin() + static_cast<std::ptrdiff_t>(line.end), ' ');
    const bool closing = spaces < kWordsOfClosing && line.end - line.start <= kLongestLine &&
                         text::begins_closing(folded(of(line)));
    if (closing || last) sign_in_line(line);
    const char stop = text_[line.end - 1];
    return closing && (stop == ',' || stop == '!' || stop == '.' || spaces < 3);
  }

  /// "Thanks, Bo" and "... any questions.  ABC": a last word behind the end of a sentence.
  void sign_in_line(Span line) {
    std::size_t end = line.end;
    if (end > line.start && text_[end - 1] == '.' && end - line.start < kLongestLine) --end;
    std::size_t start = end;
    while (start > line.start && is_letter(text_[start - 1])) --start;
    std::size_t before = start;
    while (before > line.start && text_[before - 1] == ' ') --before;
    if (before == line.start || before == start || start == end) return;
    const char stop = text_[before - 1];
    if (std::strchr(".!?,", stop) == nullptr) return;
    const Span name{start, end};
    const NameWord known = model_.know(of(name));
    const bool initials = known.shape == Shape::upper && end - start <= 3 && stop != ',';
    const bool closing = text::begins_closing(folded(text_.substr(line.start, before - line.start)));
    if (!closing && (!initials || known.lists != 0)) return;
    if (!initials && line.end - line.start > kLongestLine) return;
    if (is_no_addressee(of(name)) || is_group_word(of(name))) return;
    if (initials ? known.is_rare() : may_be_name(known)) put(name, kSigned, closing);
  }

  /// A line that is one to three words and nothing else.
  void sign(Span line, bool sure) {
    if (line.end - line.start > kLongestLine) return;
    Span whole{line.start, line.start};
    int words = 0;
    std::size_t end = line.end;
    while (end > line.start && std::strchr(".,", text_[end - 1]) != nullptr) --end;
    bool listed = true;
    for (std::size_t at = line.start; at < end; ++words) {
      const Span part = word(at, end);
      const bool number = part.end < end && text_[part.end] >= '0' && text_[part.end] <= '9';
      // "Ann Lee Ext 12", "Ann Lee x12"
      if (words > 0 && ((of(part) == "x" && number) || text::begins_contact(folded(of(part))))) break;
      if (part.empty() || (part.end < end && text_[part.end] != ' ' && text_[part.end] != '.')) return;
      const NameWord known = model_.know(of(part));
      if (is_no_addressee(of(part)) || is_group_word(of(part)) || is_post(of(part))) return;
      if (!may_be_name(known) || (words > 0 && known.shape == Shape::lower)) return;
      listed &= (known.lists & (kForename | kSurname)) != 0 && capital(known) >= 5 &&
                (known.shape != Shape::upper || part.end - part.start > 3);
      if (!sure && (known.shape == Shape::lower || !listed)) return;
      whole.end = part.end;
      at = part.end;
      while (at < end && (text_[at] == ' ' || text_[at] == '.')) ++at;
    }
    if (words == 1 ||
        (sure && words > 1 && words <= 3 && (model_.know(of(word(whole.start, end))).lists & kForename) != 0))
      put(whole, kSigned, sure);
  }

  /// How often it is written with a capital within sentences, in sevenths; 0: it hardly stands there.
  static int capital(const NameWord& known) { return known.caps == 0 ? 0 : (known.caps - 1) & 7; }

  /// No word that texts mostly write small, nor one that names something else.
  static bool may_be_name(const NameWord& known) {
    const bool person = (known.lists & (kForename | kSurname)) != 0;
    if (!person &&
        (known.lists & (kCountry | kRegion | kCalendar | kNationality | kLanguage | kOrgWord | kTitle)) != 0)
      return false;
    switch (known.shape) {
      case Shape::capital:
      case Shape::upper:
      case Shape::mixed:
      case Shape::hyphenated:
        return capital(known) == 0 || capital(known) >= ((known.lists & kForename) != 0 ? 2 : 5);
      case Shape::lower:
        return (known.lists & kForename) != 0 && (capital(known) == 0 || capital(known) >= 4);
      default:
        return false;
    }
  }

  /// Keeps what is known of the same words, but for other kinds of names where the place is `sure`.
  void put(Span name, double confidence, bool sure) {
    if (names_.size() > known_ && names_.back().end > name.start) return;
    const auto from = names_.begin() + first_, to = names_.begin() + static_cast<std::ptrdiff_t>(known_);
    auto over =
        std::upper_bound(from, to, name.start, [](std::size_t at, const Mention& m) { return at < m.end; });
    if (over != to && over->start < name.end) {
      if (!sure || over->type == MentionType::person || over->start != name.start || over->end != name.end)
        return;
      over->type = MentionType::person;
      over->confidence = confidence;
      return;
    }
    Mention& mention = names_.emplace_back();
    mention.start = name.start;
    mention.end = name.end;
    mention.type = MentionType::person;
    mention.text = of(name);
    mention.confidence = confidence;
  }

  string_view text_;
  const NameModel& model_;
  std::ptrdiff_t first_;
  std::vector<Mention>& names_;
  std::size_t known_;
  bool greeting_ = false, below_ = false;
};

}  // namespace

void read_letter_lines(string_view text, string_view zone, const NameModel& model, std::size_t first,
                       std::vector<Mention>& names) {
  if (zone == "head") return;
  Reader(text, zone, model, first, names).run();
}

}  // namespace clew::annotate
