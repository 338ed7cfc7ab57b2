#include "annotate/name_bounds.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "annotate/letter_words.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;
using std::string_view;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }
bool is_dash(string_view word) { return word == "-" || word == "--" || word == "\u2013" || word == "\u2014"; }

constexpr std::size_t kLongestNickname = 30;  // bytes between two parts of a name

/// A word of a span, in bytes of the text.
struct Piece {
  std::size_t start = 0, end = 0;
};

class Mender {
 public:
  Mender(string_view text, std::vector<Mention>& out) : text_(text), out_(out) {}

  void mend(Mention&& mention) {
    if (mention.type != MentionType::person) {
      out_.push_back(std::move(mention));
      return;
    }
    cut(mention.start, mention.end);
    const auto dash = std::find_if(pieces_.begin(), pieces_.end(), [&](Piece p) { return is_dash(word(p)); });
    const bool within = dash != pieces_.begin() && dash != pieces_.end() && is_particle(word(*(dash - 1)));
    if (dash == pieces_.end() || within) {  // "al - Janabi" of cut words is one
      keep(mention, pieces_.begin(), pieces_.end());
      return;
    }
    // "Ann Lee - Jo Reed" is two; of "Northwind - Jo Reed" the longer part.
    for (auto from = pieces_.begin(); from != pieces_.end();) {
      auto to = std::find_if(from, pieces_.end(), [&](Piece p) { return is_dash(word(p)); });
      if (to - from >= 2) keep(mention, from, to);
      from = to == pieces_.end() ? to : to + 1;
    }
  }

  /// The short form of a company's name is no person elsewhere in the passage either.
  void settle(std::size_t first) {
    join_at_nicknames(first);
    for (auto m = out_.begin() + static_cast<std::ptrdiff_t>(first); m != out_.end(); ++m) {
      if (m->type != MentionType::org) continue;
      if (const string_view form = short_form(*m); !form.empty()) companies_.push_back(form);
    }
    if (companies_.empty()) return;
    std::sort(companies_.begin(), companies_.end());
    for (auto m = out_.begin() + static_cast<std::ptrdiff_t>(first); m != out_.end(); ++m) {
      if (m->type == MentionType::person && std::binary_search(companies_.begin(), companies_.end(), m->text))
        m->type = MentionType::org;
    }
  }

 private:
  void join_at_nicknames(std::size_t first) {
    std::size_t kept = first;
    for (std::size_t i = first; i < out_.size(); ++i) {
      Mention& next = out_[i];
      if (kept > first && next.type == MentionType::person && out_[kept - 1].type == MentionType::person &&
          is_nickname_between(out_[kept - 1], next)) {
        Mention& left = out_[kept - 1];
        left.end = next.end;
        left.text = text_.substr(left.start, left.end - left.start);
        continue;
      }
      if (kept != i) out_[kept] = std::move(next);
      ++kept;
    }
    out_.resize(kept);
  }

  using Iterator = std::vector<Piece>::const_iterator;

  string_view word(Piece p) const { return text_.substr(p.start, p.end - p.start); }

  /// White space divides; a bracket ends.
  void cut(std::size_t from, std::size_t to) {
    pieces_.clear();
    while (from < to) {
      if (is_space(text_[from])) {
        ++from;
        continue;
      }
      std::size_t end = from;
      while (end < to && !is_space(text_[end]) && text_[end] != '(') ++end;
      if (end > from) pieces_.push_back({from, end});
      if (end < to && text_[end] == '(') break;
      from = end;
    }
  }

  void keep(const Mention& whole, Iterator from, Iterator to) {
    while (from != to && is_courtesy(word(*from))) ++from;
    while (from != to && has_digit(word(*(to - 1)))) --to;
    if (from == to) return;
    if (to - from == 1 && is_no_addressee(word(*from))) return;
    if (std::all_of(from, to, [&](Piece p) { return is_post(word(p)) || joins_posts(word(p)); })) return;
    const std::size_t start = from->start, end = with_ending(to - from, *(to - 1));
    if (is_street(start, end, word(*(to - 1)))) return;
    Mention mention = whole;
    mention.start = start;
    mention.end = end;
    if (const std::size_t company = company_end(end); company > end) {
      mention.type = MentionType::org;
      mention.end = company;
    }
    mention.text = text_.substr(mention.start, mention.end - mention.start);
    out_.push_back(std::move(mention));
  }

  bool ends_sentence(std::size_t at) const {
    if (at < text_.size() && std::strchr(",;:)", text_[at]) != nullptr) return false;
    const Piece next = word_after(at, false);
    return next.start == next.end || !(text_[next.start] >= 'a' && text_[next.start] <= 'z');
  }

  /// The end of a name with its last initial's point and a "Jr." or ", III" behind it.
  std::size_t with_ending(std::ptrdiff_t words, Piece last) const {
    std::size_t end = last.end;
    if (words > 1 && is_initial(word(last)) && text_.substr(end, 1) == "." && !ends_sentence(end + 1)) ++end;
    const Piece next = word_after(end, true);
    std::size_t length = 0;
    while (length < next.end - next.start && is_letter(text_[next.start + length])) ++length;
    if (!is_suffix(text_.substr(next.start, length)) || !is_capital(text_[next.start])) return end;
    end = next.start + length;
    return text_.substr(end, 1) == "." && length == 2 ? end + 1 : end;
  }

  /// Whether a nickname in quotes is all that parts two names: "Ann "Bix" Lee", of which a part may be taken
  /// already.
  bool is_nickname_between(const Mention& left, const Mention& right) const {
    const string_view gap = text_.substr(left.end, right.start - left.end);
    const std::size_t quote = gap.find_first_of("\"'");
    if (gap.size() > kLongestNickname || quote == string_view::npos || quote > 2 ||
        gap.substr(0, quote).find_first_not_of(". ") != string_view::npos)
      return false;
    const char mark = gap[quote];
    if (!std::all_of(gap.begin(), gap.end(),
                     [&](char c) { return is_letter(c) || c == ' ' || c == '.' || c == mark; }))
      return false;
    const string_view whole = text_.substr(left.end, right.end - left.end);
    const std::size_t close = whole.find(mark, quote + 1);
    return std::count(whole.begin(), whole.end(), mark) == 2 && close > quote + 1 &&
           close + 2 < whole.size() && whole[close + 1] == ' ' &&
           whole.substr(0, close).find('\n') == string_view::npos;
  }

  /// The short form that is given to an organisation: Hill in 'Hill Production Company ("Hill")'; empty:
  /// none.
  string_view short_form(const Mention& company) const {
    const string_view behind = text_.substr(company.end, kLongestNickname);
    const std::size_t open = behind.find("(\"");
    if (open > 2) return {};
    const std::size_t close = behind.find('"', open + 2);
    if (close == string_view::npos) return {};
    const string_view form = behind.substr(open + 2, close - open - 2);
    return string_view(company.text).starts_with(form) ? form : string_view();
  }

  static bool has_digit(string_view word) { return std::any_of(word.begin(), word.end(), is_digit); }
  static bool joins_posts(string_view word) {
    return word == "and" || word == "&" || word == "of" || word == "the" || word == "to";
  }

  /// The word behind `at` on the same line, a comma before it passed over if `comma`; empty: none.
  Piece word_after(std::size_t at, bool comma) const {
    if (comma && at < text_.size() && text_[at] == ',') ++at;
    if (at >= text_.size() || text_[at] != ' ') return {};
    while (at < text_.size() && text_[at] == ' ') ++at;
    std::size_t end = at;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != ',' && text_[end] != ';' &&
           end - at < 40)
      ++end;
    return {at, end};
  }

  /// A number of a house stands before it, or it ends like a street behind a number.
  bool is_street(std::size_t start, std::size_t end, string_view last) const {
    const Piece next = word_after(end, false);
    if (is_only_street_word(last)) return true;
    const bool named = is_street_word(last) || is_street_word(word(next));
    std::size_t at = start;
    while (at > 0 && text_[at - 1] == ' ') --at;
    std::size_t digits = at;
    while (digits > 0 && is_digit(text_[digits - 1])) --digits;
    const std::size_t count = at - digits;
    if (at == start || count == 0 || count > 5) return false;
    if (digits > 0 && !is_space(text_[digits - 1]) && text_[digits - 1] != ',') return false;
    const bool year = count == 4 && (text_[digits] == '1' || text_[digits] == '2') &&
                      (text_[digits + 1] == '9' || text_[digits + 1] == '0');
    return named || (count >= 3 && !year && (digits == 0 || text_[digits - 1] == '\n'));
  }

  /// Where a company's name ends that goes on behind `end`: "& Company", ", Inc.", "Production RMT Company".
  std::size_t company_end(std::size_t end) const {
    std::size_t at = end;
    for (int i = 0; i < 4; ++i) {
      const Piece next = word_after(at, i == 0);
      if (next.start == next.end) return end;
      const string_view form = word(next);
      if (is_company_word(form) && is_capital(form[0])) return next.end;
      if (form != "&" && !is_capital(form[0])) return end;
      if (text_[at] == ',') return end;
      at = next.end;
    }
    return end;
  }

  string_view text_;
  std::vector<Mention>& out_;
  std::vector<Piece> pieces_;
  std::vector<string_view> companies_;
};

}  // namespace

void mend_bounds(string_view text, std::size_t first, std::vector<Mention>& names) {
  std::vector<Mention> found(std::make_move_iterator(names.begin() + static_cast<std::ptrdiff_t>(first)),
                             std::make_move_iterator(names.end()));
  names.resize(first);
  Mender mender(text, names);
  for (Mention& mention : found) {
    // A company's name may have taken in the next one.
    if (names.size() > first && mention.start < names.back().end) continue;
    mender.mend(std::move(mention));
  }
  mender.settle(first);
}

}  // namespace clew::annotate
