// annotate/date_reader.h - the grammar behind dates.h. Each function reads one kind of expression that begins
// at a token and answers with nothing when there is none. Threads: one reader a thread.
#pragma once

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
  Found ordered(int a, int b, int year, Era era, bool plain, std::size_t next) const;
  Found named(std::size_t i);
  Found day_first(std::size_t i);
  Found month_first(std::size_t i);
  Found nth_day(std::size_t i);
  Found year_alone(std::size_t i, bool loose);
  Found month_alone(std::size_t i, bool loose);
  std::size_t year_behind(std::size_t i, const Month& month, Point& point, bool& relative);
  std::optional<Small> small(std::size_t i, bool cardinal) const;
  std::optional<Month> month(std::size_t i) const;
  std::optional<Year> year(std::size_t i, std::optional<Era> era, bool two_digits) const;
  std::size_t two_word_year(std::size_t i, int& value) const;
  std::size_t era_after(std::size_t i, Era& era) const;

  // date_relative.cc: what is relative to the base, and parts of calendar units
  Found relative(std::size_t i);
  Found which_first(std::size_t i);
  Found week_of(std::size_t i);
  Found unit_first(std::size_t i);
  Found counted(std::size_t i);
  Found before_counted(std::size_t i);
  Found edge(std::size_t i);
  Found weekday(std::size_t i);
  // date_periods.cc: parts of months, years and centuries
  Found season(std::size_t i, std::optional<int> which);
  Found week_within(std::size_t i);
  Found the_weekend(std::size_t i);
  Found quarter(std::size_t i);
  Found decade(std::size_t i);
  Found whole(Unit unit, int n, Era era, std::size_t next) const;
  Found weekend(int n, std::size_t i, std::size_t next) const;
  Found weekday_in(int weekday, int which, bool by_week, std::size_t next) const;
  Found month_which(const Month& month, int which) const;
  Found stretch(int count, Unit unit, int direction, Era era, std::size_t next) const;
  Found offset(int count, Unit unit, int direction, Era era, std::size_t next) const;
  std::optional<Small> count(std::size_t i) const;
  std::optional<Unit> unit(std::size_t i, bool& dual) const;

  // date_clock.cc: times of the day
  std::optional<ClockPart> clock(std::size_t i, bool announced);
  std::optional<ClockPart> part_of_day(std::size_t i) const;
  bool clock_digits(std::size_t i, bool announced, ClockPart& out) const;
  bool clock_words(std::size_t i, bool announced, ClockPart& out) const;
  void clock_half(ClockPart& out) const;
  void clock_zone(ClockPart& out) const;
  void attach_clock(DatePart& part);
  Found clock_first(std::size_t i);
  Found clock_range(std::size_t i);

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
