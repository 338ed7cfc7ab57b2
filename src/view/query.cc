#include "view/query.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "base/fold.h"
#include "base/utf8.h"
#include "model/document.h"

namespace clew::view {
namespace {

using store::Field;
using store::Phrase;
using store::Query;
using Kind = store::Query::Kind;

constexpr std::size_t kMostBytes = 16 * 1024;
constexpr int kMostDepth = 40;
constexpr int kMostTerms = 200;
constexpr int kMostDistance = 60;

struct FieldName {
  std::string_view name;
  Field field;
};
constexpr std::array kFields = {
    FieldName{"from", Field::from},     FieldName{"to", Field::to},
    FieldName{"cc", Field::cc},         FieldName{"bcc", Field::bcc},
    FieldName{"with", Field::with},     FieldName{"subject", Field::subject},
    FieldName{"date", Field::date},     FieldName{"since", Field::date},
    FieldName{"until", Field::date},    FieldName{"type", Field::type},
    FieldName{"lang", Field::language}, FieldName{"in", Field::place},
    FieldName{"person", Field::person}, FieldName{"org", Field::org},
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// What may close a quotation that begins at `text[at]`; nothing when none begins there. `length`: of the
/// mark.
std::vector<std::string_view> closers_at(std::string_view text, std::size_t at, std::size_t& length) {
  struct Mark {
    std::string_view open;
    std::vector<std::string_view> closers;
  };
  static const std::vector<Mark> kMarks = {
      {"\"", {"\""}},          {"“", {"”", "“", "\""}}, {"”", {"”", "\""}},
      {"„", {"“", "”", "\""}}, {"‟", {"”", "‟", "\""}}, {"«", {"»"}},
      {"»", {"«", "»"}},       {"＂", {"＂"}},
  };
  for (const Mark& mark : kMarks)
    if (text.substr(at).starts_with(mark.open)) {
      length = mark.open.size();
      return mark.closers;
    }
  return {};
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Query> parse() {
    if (text_.size() > kMostBytes) return Error{Code::usage, "the query is too long", {}, "16 KiB at most"};
    skip_space();
    if (at_ == text_.size()) return Query{};
    Query query = TRY(either(0));
    if (at_ < text_.size()) return fail(at_, "a closing parenthesis that nothing opens", "");
    return query;
  }

 private:
  /// An error with the query and a mark under the place.
  Error fail(std::size_t at, std::string what, std::string hint) const {
    const std::size_t column = count_characters(text_.substr(0, at));
    std::string line = repair_utf8(text_);
    for (char& c : line) c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    if (line.size() > 400) line = line.substr(0, floor_boundary(line, 400)) + "...";
    what += " at character " + std::to_string(column + 1) + " of the query";
    if (column < 400) what += "\n  " + line + "\n  " + std::string(column, ' ') + "^";
    return Error{Code::usage, std::move(what), {}, std::move(hint)};
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  /// A word of the language, in capitals and by itself. `(` may follow NOT at once.
  bool take(std::string_view word) {
    if (!sees(word)) return false;
    at_ += word.size();
    skip_space();
    return true;
  }
  bool sees(std::string_view word) const {
    if (!text_.substr(at_).starts_with(word)) return false;
    const std::size_t after = at_ + word.size();
    return after == text_.size() || is_space(text_[after]) || text_[after] == '(' || text_[after] == ')';
  }
  bool at_end_of_group() const { return at_ == text_.size() || text_[at_] == ')'; }

  static Query joined(Kind kind, std::vector<Query> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Query query{.kind = kind};
    for (Query& part : parts) {
      if (part.kind == kind)
        std::move(part.parts.begin(), part.parts.end(), std::back_inserter(query.parts));
      else
        query.parts.push_back(std::move(part));
    }
    return query;
  }

  Result<Query> either(int depth) {
    if (depth > kMostDepth) return fail(at_, "parentheses are nested too deeply", "40 levels at most");
    std::vector<Query> parts;
    do {
      parts.push_back(TRY(both(depth)));
    } while (take("OR"));
    return joined(Kind::any_of, std::move(parts));
  }

  Result<Query> both(int depth) {
    std::vector<Query> parts;
    do {
      if (sees("AND") || sees("OR") || at_end_of_group())
        return fail(at_, "something to search for is missing",
                    "AND and OR stand between two terms; \"and\" is a word");
      parts.push_back(TRY(maybe_not(depth)));
    } while (take("AND") || (!at_end_of_group() && !sees("OR")));
    return joined(Kind::all_of, std::move(parts));
  }

  Result<Query> maybe_not(int depth) {
    bool negated = false;
    for (;;) {
      if (take("NOT")) {
        negated = !negated;
      } else if (text_[at_] == '-' && at_ + 1 < text_.size() && !is_space(text_[at_ + 1])) {
        ++at_;
        negated = !negated;
      } else {
        break;
      }
      if (at_end_of_group()) return fail(at_, "nothing follows NOT", "write NOT before a term: NOT draft");
    }
    Query query = TRY(term(depth));
    if (!negated) return query;
    Query none{.kind = Kind::none_of};
    none.parts.push_back(std::move(query));
    return none;
  }

  Result<Query> term(int depth) {
    if (++terms_ > kMostTerms) return fail(at_, "too many terms", "200 at most");
    if (text_[at_] == '(') {
      const std::size_t open = at_++;
      skip_space();
      Query query = TRY(either(depth + 1));
      if (at_ == text_.size()) return fail(open, "a parenthesis that nothing closes", "");
      ++at_;
      skip_space();
      return query;
    }
    if (starts_near()) return near();
    if (const FieldName* field = field_here()) return filter(*field);
    Query query{.kind = Kind::phrase};
    query.phrases.push_back(TRY(phrase(false)));
    skip_space();
    return query;
  }

  // --- Operands.

  struct Operand {
    std::size_t start = 0;
    std::string_view words;
    bool star = false;  ///< the last word may go on
  };

  /// A quotation, or everything up to white space or a parenthesis (in near(): up to the comma of its
  /// distance).
  Result<Operand> operand(bool in_near) {
    Operand found{at_, {}, false};
    std::size_t mark = 0;
    if (const auto closers = closers_at(text_, at_, mark); !closers.empty()) {
      const std::size_t open = at_;
      at_ += mark;
      std::size_t end = std::string_view::npos, length = 0;
      for (const std::string_view closer : closers)
        if (const std::size_t here = text_.find(closer, at_); here < end) end = here, length = closer.size();
      if (end == std::string_view::npos)
        return fail(open, "a quotation that nothing closes", "close it, or leave the mark out");
      found.words = text_.substr(at_, end - at_);
      at_ = end + length;
      if (found.words.ends_with('*')) found.star = true;
    } else {
      std::size_t unused = 0;
      while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '(' && text_[at_] != ')' &&
             closers_at(text_, at_, unused).empty() && !(in_near && at_distance()))
        ++at_;
      found.words = text_.substr(found.start, at_ - found.start);
      found.star = found.words.ends_with('*');
    }
    if (at_ < text_.size() && text_[at_] == '*') {
      found.star = true;
      ++at_;
    }
    return found;
  }

  Result<Phrase> phrase(bool in_near) {
    const Operand written = TRY(operand(in_near));
    return fold(written);
  }

  Result<Phrase> fold(const Operand& written) const {
    Phrase found;
    WordCutter cutter(written.words);
    for (Word word; cutter.next(word);) found.words.emplace_back(word.folded);
    if (found.words.empty())
      return fail(written.start, "no letters or digits to search for",
                  "punctuation is not in the index; put words that belong together in quotes");
    if (found.words.size() > static_cast<std::size_t>(store::kMostPhraseWords))
      return fail(written.start, "a phrase of more than 64 words", "a part of it will find it as well");
    found.prefix = written.star;
    return found;
  }

  // --- near(a "b c", 10)

  bool starts_near() const {
    const std::string_view here = text_.substr(at_);
    return here.starts_with("near(") || here.starts_with("NEAR(");
  }

  /// Whether a comma, a number and the closing parenthesis follow.
  bool at_distance() const {
    std::size_t at = at_;
    const auto space = [&] {
      while (at < text_.size() && is_space(text_[at])) ++at;
    };
    if (text_[at] != ',') return false;
    ++at;
    space();
    const std::size_t digits = at;
    while (at < text_.size() && text_[at] >= '0' && text_[at] <= '9') ++at;
    if (at == digits) return false;
    space();
    return at < text_.size() && text_[at] == ')';
  }

  Result<Query> near() {
    const std::size_t open = at_;
    Query query{.kind = Kind::near};
    query.distance = 10;
    at_ += std::string_view("near(").size();
    std::size_t words = 0;
    for (;;) {
      skip_space();
      if (at_ == text_.size()) return fail(open, "near( that nothing closes", "write near(first second, 10)");
      if (text_[at_] == ')' || at_distance()) break;
      if (text_[at_] == '(') return fail(at_, "near() takes words and phrases only", "");
      query.phrases.push_back(TRY(phrase(true)));
      words += query.phrases.back().words.size();
    }
    if (text_[at_] == ',') TRY(distance(query));
    ++at_;
    if (query.phrases.size() < 2)
      return fail(open, "near() wants two words at least", "write near(first second, 10)");
    if (words + static_cast<std::size_t>(query.distance) > static_cast<std::size_t>(store::kMostPhraseWords))
      return fail(open, "near() spans too much", "the distance and the words are 64 together at most");
    skip_space();
    return query;
  }

  Result<void> distance(Query& query) {
    ++at_;
    skip_space();
    const std::size_t start = at_;
    const auto [end, status] =
        std::from_chars(text_.data() + at_, text_.data() + text_.size(), query.distance);
    at_ = static_cast<std::size_t>(end - text_.data());
    skip_space();
    if (status != std::errc() || query.distance > kMostDistance)
      return fail(start, "too large a distance for near()", "60 words at most");
    return {};
  }

  // --- field:value

  const FieldName* field_here() const {
    for (const FieldName& field : kFields) {
      const std::string_view here = text_.substr(at_, field.name.size());
      const std::size_t colon = at_ + field.name.size();
      if (colon >= text_.size() || text_[colon] != ':') continue;
      if (std::equal(here.begin(), here.end(), field.name.begin(), field.name.end(), [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
          }))
        return &field;
    }
    return nullptr;
  }

  Result<Query> filter(const FieldName& field) {
    at_ += field.name.size() + 1;
    if (at_end_of_group() || is_space(text_[at_]) || text_[at_] == '(')
      return fail(at_, std::string(field.name) + ": wants its value right behind the colon",
                  "write " + std::string(field.name) + ":value, or " + std::string(field.name) +
                      ":\"several words\"");
    Query query{.kind = Kind::filter, .field = field.field};
    const Operand written = TRY(operand(false));
    switch (field.field) {
      case Field::date:
        TRY(dates(query, field.name, written));
        break;
      case Field::type:
        query.value = lower(written.words);
        if (!model::document_type(query.value))
          return fail(written.start, "no such type of document",
                      "mail, attachment, report, text, list, calendar, contact or other");
        break;
      case Field::language:
        query.value = lower(written.words);
        break;
      case Field::place:
        query.value = std::string(written.words);
        break;
      case Field::person:
      case Field::org:
        query.value = std::string(written.words);
        query.phrases.push_back(TRY(fold(written)));
        break;
      default:
        query.phrases.push_back(TRY(fold(written)));
    }
    skip_space();
    return query;
  }

  static std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
  }

  Result<void> dates(Query& query, std::string_view name, const Operand& written) const {
    std::string_view first = written.words, last = first;
    const std::size_t dots = first.find("..");
    if (name == "since") {
      last = {};
    } else if (name == "until") {
      first = {};
    } else if (dots != std::string_view::npos) {
      last = first.substr(dots + 2);
      first = first.substr(0, dots);
    }
    if (!first.empty()) query.since = model::parse_iso8601(first);
    if (!last.empty()) query.until = model::parse_iso8601_end(last);
    if ((first.empty() && last.empty()) || (!first.empty() && !query.since) ||
        (!last.empty() && !query.until))
      return fail(written.start, "a date that cannot be read",
                  "write 2009, 2009-03, 2009-03-21, or a span: 2009-03..2009-06, 2009-03.., ..2009");
    if (query.since && query.until && *query.since >= *query.until)
      return fail(written.start, "a span that ends before it begins", "");
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int terms_ = 0;
};

void collect_terms(const Query& query, std::vector<const Query*>& to) {
  if (query.kind == Kind::phrase || query.kind == Kind::near) to.push_back(&query);
  if (query.kind == Kind::all_of || query.kind == Kind::any_of)
    for (const Query& part : query.parts) collect_terms(part, to);
}

}  // namespace

Result<Query> parse_query(std::string_view text) { return Parser(text).parse(); }

std::vector<const Query*> shown_terms(const Query& query) {
  std::vector<const Query*> terms;
  collect_terms(query, terms);
  return terms;
}

}  // namespace clew::view
