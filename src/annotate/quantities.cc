#include "annotate/quantities.h"

#include <algorithm>
#include <array>

#include "annotate/term_text.h"

namespace clew::annotate {
namespace {

constexpr Terms kNames = bit(Term::goods_name) | bit(Term::counter);
constexpr Terms kGoods = bit(Term::goods) | bit(Term::arms);
constexpr Terms kMeasures = bit(Term::unit) | bit(Term::percent);
constexpr int kMostNames = 3;

bool is_percent_sign(std::string_view text, std::size_t at, std::size_t& end) {
  if (at < text.size() && text[at] == ' ') ++at;
  for (const std::string_view sign : {"%", "٪"}) {
    if (text.substr(at).starts_with(sign)) {
      end = at + sign.size();
      return true;
    }
  }
  return false;
}

/// Skips a word between a measure and its goods: "of", "من". Gives where to read on.
std::size_t behind_of(std::string_view text, std::size_t at) {
  for (const std::string_view of : {" of ", " من "})
    if (text.substr(at).starts_with(of)) return at + of.size() - 1;
  return at;
}

/// The goods at `at`, with what belongs before them: "heavy machine guns". 0: none. What is both a name and
/// goods ("steel") is the former where goods follow.
std::size_t goods_end(std::string_view text, std::size_t at, bool arabic, int names = kMostNames) {
  std::size_t end = at;
  if (names > 0 && term_at(text, at, arabic, kNames, end))
    if (const std::size_t further = goods_end(text, end, arabic, names - 1); further != 0) return further;
  end = at;
  return term_at(text, at, arabic, kGoods, end) ? end : 0;
}

/// English counts things in the plural; what has none is not counted without a measure.
bool may_be_counted(std::string_view goods) {
  static constexpr std::array<std::string_view, 6> kSame = {"aircraft", "sheep", "cattle",
                                                            "fish",     "men",   "LNG"};
  if (static_cast<unsigned char>(goods.back()) >= 0x80) return true;
  return goods.ends_with("s") || goods.ends_with("S") ||
         std::any_of(kSame.begin(), kSame.end(),
                     [&](std::string_view word) { return goods.ends_with(word); });
}

/// Most numbers end a line or a sentence: whether a word, a sign or more of the number follows.
bool may_go_on(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto is_word = [](unsigned c) {
    return (c | 32U) - 'a' < 26U || c >= 0x80 || c == '%' || c - '0' < 10U;
  };
  const unsigned c = byte(at);
  return is_word(c) ||
         ((c == ' ' || c == '-' || c == '.' || c == ',' || c == '\n' || c == '\r') && is_word(byte(at + 1)));
}

/// Four digits that are rather a year of the common, Persian or Islamic calendar.
bool looks_like_year(const Tokens& tokens, std::size_t i, const Number& number) {
  const Token& token = tokens.all[i];
  if (token.kind != TokenKind::number || token.digits != 4 || number.next != i + 1) return false;
  return (token.number >= 1900 && token.number < 2100) || (token.number >= 1300 && token.number < 1450);
}

/// "20 to 30", "20-30": the second number.
std::optional<Number> up_to(const Tokens& tokens, std::size_t i) {
  if (!tokens.is(i, Role::to) && !tokens.is(i, Role::dash) && !tokens.mark(i, '-')) return std::nullopt;
  return read_number(tokens, i + 1);
}

std::string text_of(const Number& number, const std::optional<Number>& most) {
  std::string out = "qty:" + decimal_text(number.millionths);
  if (most) out += "/" + decimal_text(most->millionths);
  return out;
}

}  // namespace

std::optional<FoundQuantity> read_quantity(const Tokens& tokens, std::size_t i) {
  if (!may_go_on(tokens.text, tokens.all[i].end)) return std::nullopt;
  const auto number = read_number(tokens, i);
  if (!number || number->next == 0 || number->next > tokens.all.size()) return std::nullopt;
  std::optional<Number> most = up_to(tokens, number->next);
  if (most && (most->vague || number->vague)) most.reset();
  const std::size_t next = most ? most->next : number->next;
  const std::size_t number_end = tokens.all[next - 1].end;
  const bool arabic = (tokens.languages & kArabic) != 0;
  FoundQuantity out;
  out.start = tokens.all[i].start;
  const std::string amount = number->vague ? std::string() : text_of(*number, most);
  std::size_t end = number_end;
  if (is_percent_sign(tokens.text, number_end, end)) {
    out.value = amount.empty() ? amount : amount + " %";
  } else if (const FoundTerm measure =
                 term_at(tokens.text, behind_of(tokens.text, number_end), arabic, kMeasures, end);
             measure) {
    const bool percent = (measure.terms & bit(Term::percent)) != 0;
    // A letter or two in small print behind a number in words, or glued to a word, is no measure.
    if (!number->digits && measure.symbol.size() > 0 && end - number_end <= 3) return std::nullopt;
    if (!amount.empty())
      out.value = amount + " " + (percent ? std::string("%") : std::string(measure.symbol));
    if (!percent)
      if (const std::size_t goods = goods_end(tokens.text, behind_of(tokens.text, end), arabic); goods != 0)
        end = goods;
  } else {
    end = goods_end(tokens.text, behind_of(tokens.text, number_end), arabic);
    if (end == 0 || looks_like_year(tokens, i, *number)) return std::nullopt;
    if (number->millionths == kOne && !most) return std::nullopt;
    if (!may_be_counted(tokens.text.substr(out.start, end - out.start))) return std::nullopt;
    out.value = amount;
  }
  out.end = end;
  out.next = next;
  while (out.next < tokens.all.size() && tokens.all[out.next].start < end) ++out.next;
  return out;
}

}  // namespace clew::annotate
