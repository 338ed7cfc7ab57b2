// annotate/date_reader.h - the grammar behind dates.h. Each function reads one kind of expression that begins
// at a token and answers with nothing when there is none. Threads: one reader a thread.
#pragma once

#include <array>
#include <optional>

#include "annotate/dates.h"

namespace clew::annotate {

struct DatePart {
  std::size_t next = 0;  ///< the token after it
  Span span;
  std::optional<Span> other;  ///< the other reading of 3/4/2001
  bool month_first = false;   ///< `span` has the month first, `other` the day
  int weekday = -1;           ///< a weekday is all that is known
  std::string zone;           ///< of its times: "Z", "+02:00"
  double confidence = 1;
  bool valued = true;  ///< false: there is no base to resolve it by
};

struct ClockPart {
  std::size_t next = 0;
  Point from, to;  ///< only hour, minute, second
  std::string zone;
  bool sure = false;  ///< can be nothing but a time
  bool half = false;  ///< of twelve hours, with the half not said
  bool part = false;  ///< "morning": from and to are its ends
};

class DateReader {
 public:
  static constexpr std::size_t kUnits = static_cast<std::size_t>(Unit::century) + 1;
  DateReader(const Tokens& tokens, const Base& base) : t_(tokens), base_(base) {}
  std::optional<FoundDate> read(std::size_t i);

 private:
  using Found = std::optional<DatePart>;
  struct Small {
    int value = 0;
    std::size_t next = 0;
    bool ordinal = false, words = false;
  };
  struct Year {
    int year = 0;
    Era era = Era::gregorian;
    std::size_t next = 0;
  };
  struct Month {
    int month = 0;
    Era era = Era::gregorian;
    std::size_t next = 0;
    bool weak = false;   ///< also another word
    bool never = false;  ///< never a month alone
  };

  // date_calendar.cc: days, months and years by number and name
  Found numeric(std::size_t i);
  Found numeric_three(std::size_t i);
  Found numeric_two(std::size_t i);
  Found numeric_month(std::size_t i) const;
  Found numeric_point(std::size_t i) const;
  bool told_two(std::size_t i) const;
  Found ordered(int a, int b, int year, Era era, bool plain, std::size_t next) const;
  Found named(std::size_t i);
  Found day_first(std::size_t i);
  Found month_first(std::size_t i);
  Found year_first(std::size_t i);
  Found nth_day(std::size_t i);
  Found days_within(std::size_t i);
  Found year_alone(std::size_t i, bool loose);
  Found year_in_words(std::size_t i, bool loose);
  Found year_announced(std::size_t i) const;
  bool told_year(std::size_t i, const Year& said) const;
  std::size_t quarter_behind(std::size_t i, Span& span) const;
  Found month_alone(std::size_t i, bool loose);
  std::size_t year_behind(std::size_t i, const Month& month, Point& point, bool& relative);
  std::optional<Small> small(std::size_t i, bool cardinal) const;
  std::optional<Month> month(std::size_t i) const;
  std::optional<Year> year(std::size_t i, std::optional<Era> era, bool two_digits) const;
  std::size_t two_word_year(std::size_t i, int& value) const;
  std::size_t era_after(std::size_t i, Era& era) const;

  // date_relative.cc: what is relative to the base, and parts of calendar units
  Found relative(std::size_t i);
  Found apposed(Found part);
  Found which_first(std::size_t i);
  Found unit_first(std::size_t i);
  Found counted(std::size_t i);
  Found counted_weekday(int count, std::size_t i) const;
  Found before_counted(std::size_t i);
  Found edge(std::size_t i);
  Found edge_home(std::size_t i, std::size_t at);
  void cut_edge(int third, Span& span) const;
  Found weekday(std::size_t i);
  // date_periods.cc: parts of months, years and centuries
  Found season(std::size_t i, std::optional<int> which);
  static Span season_span(Era era, int year, int season);
  Found the_weekend(std::size_t i);
  Found quarter(std::size_t i);
  Found quarter_by_month(std::size_t i);
  Found first_months(std::size_t i);
  Found half_year(std::size_t i);
  Found decade(std::size_t i);
  Found whole(Unit unit, int n, Era era, std::size_t next) const;
  Found weekend(int n, std::size_t i, std::size_t next) const;
  Found weekday_in(int weekday, int which, bool by_week, std::size_t next) const;
  Found month_which(const Month& month, int which) const;
  Found stretch(int count, Unit unit, int direction, Era era, std::size_t next) const;
  Found offset(int count, Unit unit, int direction, Era era, std::size_t next) const;
  std::optional<Small> count(std::size_t i) const;
  std::size_t counted_more(std::size_t i, Unit last, std::array<int, kUnits>& units) const;
  Found counted_from(std::size_t i, int count, Unit unit, std::size_t next, int direction);
  Found from_anchor(std::size_t i, int count, Unit unit, int direction, std::size_t next);
  std::optional<Unit> unit(std::size_t i, bool& dual) const;

  // date_weeks.cc: weeks by number, date or place within a month or year; lengths with their first day
  Found week_of(std::size_t i);
  Found week_after_next(std::size_t i);
  Found rest_of(std::size_t i);
  Found week_with_day(std::size_t i, std::size_t day_at);
  Found week_number(std::size_t i);
  Found week_within(std::size_t i);
  Found nth_weekday(std::size_t i, int n, int weekday, std::size_t next) const;
  Found starting(std::size_t i, int count, Unit unit, std::size_t next);
  static Span week_around(std::int64_t day);

  // date_clock.cc: times of the day
  std::optional<ClockPart> clock(std::size_t i, bool announced);
  std::optional<ClockPart> part_of_day(std::size_t i) const;
  bool clock_digits(std::size_t i, bool announced, ClockPart& out) const;
  bool clock_words(std::size_t i, bool announced, ClockPart& out) const;
  bool arabic_hour(std::size_t i) const;
  bool minutes_past(std::size_t i, ClockPart& out) const;
  void clock_half(ClockPart& out) const;
  void clock_zone(ClockPart& out) const;
  void attach_clock(DatePart& part);
  Found clock_first(std::size_t i);
  Found clock_bare(std::size_t i);
  Found clock_range(std::size_t i, bool told = false);
  void attach_within(DatePart& part);
  bool attach_half(std::size_t at, DatePart& part) const;

  // dates.cc
  Found part(std::size_t i, bool loose);
  Found range(std::size_t i, Found first);
  std::size_t joint(std::size_t i, bool between) const;
  void settle(DatePart& part, std::size_t i) const;
  void settle_year(Point& point, int tense) const;
  int tense(std::size_t i, std::size_t next) const;

  bool announced(std::size_t i) const;
  bool plain_end(std::size_t next) const;
  /// The calendar of relative words: that of the word's own language.
  Era era_at(std::size_t i) const {
    return (t_.languages & kPersian) != 0 && t_.at(i) != nullptr && t_.at(i)->word != nullptr &&
                   (static_cast<unsigned char>(t_.at(i)->word->key[0]) & 0x80) != 0
               ? Era::jalali
               : Era::gregorian;
  }
  bool is(std::size_t i, Role role) const { return t_.is(i, role); }
  int value(std::size_t i, Role role) const { return t_.value(i, role); }
  std::uint64_t number(std::size_t i) const { return t_.at(i)->number; }
  int digits(std::size_t i) const { return t_.number(i) ? t_.at(i)->digits : 0; }
  std::size_t skip_the(std::size_t i) const { return is(i, Role::the) ? i + 1 : i; }

  const Tokens& t_;
  const Base& base_;
  bool second_ = false;  // reading the second part of a span, which a dash may join on
};

}  // namespace clew::annotate
