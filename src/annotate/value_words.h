// annotate/value_words.h - the words that sums, numbers and dates are made of, and what each of them means.
// The words stand in words_*.cc and currencies.cc, one table a language; nothing here knows a grammar.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace clew::annotate {

/// What a word does in a number, sum or date. `value` of the sense:
enum class Role : std::uint8_t {
  // numbers
  unit,            ///< 0..19
  tens,            ///< 20..90
  hundreds,        ///< 100..900 in one word (پانصد, مئتان)
  hundred,         ///< multiplies what stands before
  ten_after,       ///< عشر of خمسة عشر: adds ten to the unit before
  scale,           ///< power of ten: 3, 6, 9, 12
  scale_two,       ///< the same, dual: ألفان, مليوني
  scale_letter,    ///< the same as a letter behind digits: k, m, bn
  ordinal,         ///< 1..31, 100
  ordinal_suffix,  ///< st, nd, th, ام
  half,
  third_or_quarter,  ///< denominator: 3, 4
  dozen,
  few,           ///< a small number that is not said: taken as 3 in relative dates
  article,       ///< a, an
  plural_scale,  ///< thousands, millions, میلیون‌ها, آلاف: power of ten, vague without a number
                 ///< before
  // currencies: index into currencies()
  symbol,        ///< $ £ €
  code,          ///< USD, Rs
  currency,      ///< dollar, dollars, ریال
  minor,         ///< cent, pence, سنت
  country,       ///< Saudi, عراقی: index into countries()
  million_code,  ///< MUSD: index into currencies()
  // joints
  and_,
  of,
  the,
  in,  ///< in, on, during, در, فی: before a date
  at,
  from,  ///< from, between, از, بین, من
  to,    ///< to, till, until, تا, الی
  by,
  dash,  ///< -, –
  // calendar
  month,        ///< 1..12 Gregorian; +100 when the word is also another one (may, march, mar, آب),
                ///< +200 when it is a month only beside a day or year (می)
  jalali,       ///< 1..12; likewise (مهر, تیر, دی; حمل)
  hijri,        ///< 1..12
  weekday,      ///< 0 Monday .. 6 Sunday; +100 likewise (sun, sat)
  season,       ///< 1 spring .. 4 winter
  time_unit,    ///< Unit
  unit_adverb,  ///< weekly ... : not a date
  weekend,
  quarter_name,  ///< Q 0, H 4: before a digit
  year_word,     ///< year, سال, عام: before a number
  day_word,      ///< روز, یوم, day
  month_word,    ///< ماه, شهر before or after a month's name
  decade,        ///< nineties, تسعینات: 20..90
  era,           ///< AD, م, هـ, ش: Era
  // relative
  day_shift,    ///< yesterday -1, today 0, tomorrow 1
  year_shift,   ///< امسال 0, پارسال -1
  night_shift,  ///< tonight 0, دیشب -1: the night of that day
  which,        ///< last -1, this 0, next 1
  which_after,  ///< of fa and ar, behind the noun: گذشته -1, جاری 0, آینده 1
  past,         ///< past, recent: the last N
  ago,          ///< ago, earlier, پیش: -1; later, hence, دیگر: 1
  before_n,     ///< قبل, منذ, ar, before N units: -1; بعد, خلال: 1
  before,       ///< before: -1, after: 1, between a length and a date
  from_now,
  now,
  within,
  rest,
  edge,   ///< beginning 1, middle 2, end 3
  other,  ///< "same" 0, "but one" 1; 2: before it, "Friday" is a prayer
  // time of day
  part_of_day,  ///< Part
  ampm,         ///< am 0, pm 12
  oclock,
  hour_word,  ///< ساعت, الساعة
  past_hour,  ///< past 1, to -1
  zone,       ///< minutes from UTC
  tense,      ///< -1: tells of the past, 1: of the future
};

enum class Unit : std::uint8_t {
  second,
  minute,
  hour,
  day,
  week,
  fortnight,
  month,
  quarter,
  year,
  decade,
  century
};
enum class Era : std::uint8_t { gregorian, jalali, hijri };
enum class Part : std::uint8_t { morning, noon, afternoon, evening, night, midnight, dawn, forenoon };

/// Languages as bits.
inline constexpr std::uint8_t kLatin = 1, kPersian = 2, kArabic = 4, kAll = 7;

/// One line of a table: words with a space between ("_" within a word stands for a space), folded as
/// fold_value() does.
struct WordLine {
  std::string_view words;
  Role role;
  int value = 0;
};

std::span<const WordLine> english_words();
std::span<const WordLine> european_words();
std::span<const WordLine> persian_words();
std::span<const WordLine> arabic_words();

struct Currency {
  std::string_view code;  ///< ISO 4217; "XXX": the words leave it open
  int decimals = 2;       ///< of the minor unit
  int factor = 1;         ///< how many of the ISO currency one is: toman 10 (IRR)
};

/// A word for a currency: in general, and with a country's name beside it.
struct CurrencyLine {
  std::string_view latin, persian, arabic;     ///< words, as in WordLine
  std::string_view code;                       ///< without a country: "XXX" when that leaves it open
  std::string_view persian_code, arabic_code;  ///< where the language decides; empty: `code`
  std::string_view by_country;                 ///< "CA=CAD AU=AUD ..."
};
struct CountryLine {
  std::string_view country;  ///< ISO 3166-1 alpha-2
  std::string_view latin, persian, arabic;
};
std::span<const CurrencyLine> currency_words();
std::span<const CurrencyLine> minor_words();  ///< cents: one hundredth of the currency
std::span<const CurrencyLine> symbols();
std::span<const CountryLine> countries();
std::string_view currency_codes();  ///< ISO 4217 codes, a space between
int decimals_of(std::string_view code);

}  // namespace clew::annotate
