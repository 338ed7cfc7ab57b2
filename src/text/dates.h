// text/dates.h - the date that a mail program wrote into the head of a quoted letter.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace clew::text {

/// A date as it stands in bytes [from, to) of a text. `iso` has the precision that is stated: a day, or a
/// minute or second when there is a time; "Z" and UTC only when a zone is named. Dates of the Solar Hijri
/// calendar are turned into Gregorian ones by the 33-year cycle, which is right for the years 1206 to 1498.
/// `timed`: a time is stated.
struct FoundDate {
  std::size_t from = 0, to = 0;
  std::string iso;
  bool timed = false;
};

/// How to read 03/04/2001 when both numbers could be a month.
enum class DayOrder { month_first, day_first };

/// The first date of `text`: numeric (5/3/2001, 3.5.2001, 2001-05-03, ۱۳۸۸/۲/۳) or with a month's name in any
/// of the languages that find_zones knows. Looks at the first 400 bytes.
std::optional<FoundDate> find_date(std::string_view text, DayOrder order = DayOrder::month_first);

/// True for a weekday's name, folded.
bool is_weekday(std::string_view folded_word);

}  // namespace clew::text
