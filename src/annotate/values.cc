#include "annotate/values.h"

#include "annotate/dates.h"
#include "annotate/day_order.h"
#include "annotate/money.h"
#include "annotate/numbers.h"
#include "annotate/quantities.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;

constexpr std::size_t kWindow = 8192;  // tokens read at once
constexpr std::size_t kAhead = 64;     // no expression is longer

void add(std::string_view text, std::size_t start, std::size_t end, MentionType type, std::string value,
         double confidence, std::vector<Mention>& mentions) {
  Mention& mention = mentions.emplace_back();
  mention.start = start;
  mention.end = end;
  mention.type = type;
  mention.text = text.substr(start, end - start);
  mention.value = std::move(value);
  mention.confidence = confidence;
}

constexpr Roles kSumHeads = {Role::unit,  Role::tens,         Role::hundreds,     Role::hundred,
                             Role::scale, Role::scale_two,    Role::half,         Role::third_or_quarter,
                             Role::dozen, Role::few,          Role::plural_scale, Role::symbol,
                             Role::code,  Role::million_code, Role::before_sum};
constexpr Roles kDateHeads = {
    Role::unit,       Role::tens,        Role::ordinal,    Role::half,         Role::third_or_quarter,
    Role::few,        Role::month,       Role::jalali,     Role::hijri,        Role::weekday,
    Role::season,     Role::time_unit,   Role::weekend,    Role::decade,       Role::rest,
    Role::year_word,  Role::day_word,    Role::month_word, Role::quarter_name, Role::day_shift,
    Role::year_shift, Role::night_shift, Role::which,      Role::edge,         Role::part_of_day,
    Role::hour_word,  Role::hundred,     Role::hundreds,   Role::scale};
// Words so common that the one behind them is asked as well.
constexpr Roles kWeakHeads = {Role::article, Role::the, Role::before_n, Role::from, Role::within};
constexpr Roles kAllHeads = kSumHeads.with(kDateHeads);

bool is_head(const Token* token, const Roles& heads) {
  return token != nullptr &&
         (token->kind == TokenKind::number || (token->word != nullptr && token->word->roles.meets(heads)));
}

/// Puts that reading of "A|B" first which the passage, else what surrounds it, is written in.
void choose_order(std::string_view text, const Context& context, FoundDate& date) {
  const std::size_t bar = date.value.find('|');
  if (bar == std::string::npos) return;
  DayOrder order = day_order_of(text);
  if (order == DayOrder::unknown && context.around != nullptr) order = context.around->day_order();
  if (order == DayOrder::unknown) return;
  date.confidence = 0.9;
  if ((order == DayOrder::month_first) != date.month_first)
    date.value = date.value.substr(bar + 1) + "|" + date.value.substr(0, bar);
}

// Words that are a date by themselves.
constexpr Roles kWhole = {Role::day_shift,   Role::night_shift, Role::year_shift, Role::month,
                          Role::jalali,      Role::hijri,       Role::weekday,    Role::decade,
                          Role::part_of_day, Role::weekend};
constexpr Roles kNumberWords = {Role::unit, Role::tens, Role::hundreds};
// What makes a sum or date of a number in words.
constexpr Roles kTails = {Role::scale,
                          Role::scale_two,
                          Role::scale_letter,
                          Role::plural_scale,
                          Role::hundred,
                          Role::hundreds,
                          Role::unit,
                          Role::tens,
                          Role::ten_after,
                          Role::currency,
                          Role::symbol,
                          Role::code,
                          Role::minor,
                          Role::country,
                          Role::million_code,
                          Role::month,
                          Role::jalali,
                          Role::hijri,
                          Role::month_word,
                          Role::year_word,
                          Role::day_word,
                          Role::time_unit,
                          Role::ampm,
                          Role::oclock,
                          Role::ordinal,
                          Role::half,
                          Role::dozen,
                          Role::and_,
                          Role::which,
                          Role::part_of_day,
                          Role::third_or_quarter,
                          Role::point,
                          Role::weekday};

/// Whether what follows a number or word can make a sum or date of it: most stand alone.
bool leads(const Tokens& tokens, std::size_t i) {
  const Token &number = tokens.all[i], *next = tokens.at(i + 1), *after = tokens.at(i + 2);
  if (number.word != nullptr) {
    const Roles& roles = number.word->roles;
    if (roles.meets(kWhole)) return true;
    if (next == nullptr || next->kind == TokenKind::other) return false;
    return next->word == nullptr || !roles.meets(kNumberWords) || next->word->roles.meets(kTails);
  }
  const bool may_be_year = number.digits == 4;
  if (next == nullptr) return may_be_year || i > 0;
  switch (next->kind) {
    case TokenKind::word:
      return true;
    case TokenKind::number:
      return may_be_year || tokens.mark(i + 2, '/') || (number.digits <= 3 && next->digits == 3);
    case TokenKind::other:
      if (next->glued) return tokens.text[number.end] == 's';  // the 1990s
      return may_be_year && i > 0 && tokens.all[i - 1].kind != TokenKind::other;
    case TokenKind::mark:
      return may_be_year || (after != nullptr && after->kind != TokenKind::other) || next->glued;
  }
  return true;
}

/// Whether a sum or date can begin at token `i`, by the words there and behind a weak one.
bool may_begin(const Tokens& tokens, std::size_t i, const Roles& heads) {
  static constexpr Roles kNone;
  const Token& token = tokens.all[i];
  if (token.kind == TokenKind::number) return true;
  const Roles& roles = token.word != nullptr ? token.word->roles : kNone;
  if (roles.meets(heads)) return true;
  return roles.meets(kWeakHeads) && is_head(tokens.at(i + 1), heads.with(kWeakHeads));
}

// What a number of goods begins with.
constexpr Roles kCounts = {Role::unit,  Role::tens, Role::hundreds, Role::hundred,
                           Role::scale, Role::half, Role::dozen,    Role::plural_scale};
bool may_count(const Tokens& tokens, std::size_t i) {
  const Token& token = tokens.all[i];
  if (token.glued && i > 0 && tokens.all[i - 1].kind != TokenKind::mark) {
    const Token& before = tokens.all[i - 1];  // a word that the number is part of, but for the Arabic "and"
    if (before.end - before.start != 2 || static_cast<unsigned char>(tokens.text[before.start]) < 0x80)
      return false;
  }
  return token.kind == TokenKind::number || (token.word != nullptr && token.word->roles.meets(kCounts));
}

}  // namespace

void find_values(std::string_view text, const Context& context, std::vector<Mention>& mentions) {
  const std::uint8_t languages = kLatin | script_language(text, context.language);
  const Base base = base_of(context.date);
  std::vector<Token> all;
  all.reserve(std::min(text.size() / 8 + 8, kWindow));
  std::size_t at = 0, i = 0;
  while (at < text.size()) {
    lex(text, at, kWindow, languages, all);
    const std::size_t stop = at < text.size() && all.size() > kAhead ? all.size() - kAhead : all.size();
    const Tokens tokens{text, all, languages};
    while (i < stop) {
      if (!may_begin(tokens, i, kAllHeads)) {
        ++i;
        continue;
      }
      const bool leads_on = leads(tokens, i);
      if (leads_on && may_begin(tokens, i, kSumHeads)) {
        if (auto sum = read_sum(tokens, i)) {
          add(text, sum->start, sum->end, MentionType::money, std::move(sum->value), 1, mentions);
          i = sum->next;
          continue;
        }
      }
      if (leads_on && may_begin(tokens, i, kDateHeads)) {
        if (auto date = read_date(tokens, i, base)) {
          choose_order(text, context, *date);
          add(text, date->start, date->end, MentionType::date, std::move(date->value), date->confidence,
              mentions);
          i = date->next;
          continue;
        }
      }
      if (may_count(tokens, i)) {
        if (auto amount = read_quantity(tokens, i)) {
          add(text, amount->start, amount->end, MentionType::goods, std::move(amount->value), 0.9, mentions);
          i = amount->next;
          continue;
        }
      }
      ++i;
    }
    const std::size_t gone = std::min(i, all.size());
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(gone));
    i -= gone;
  }
}

}  // namespace clew::annotate
