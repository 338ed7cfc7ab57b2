#include "text/dates.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <utility>
#include <vector>

#include "base/fold.h"
#include "model/document.h"

namespace clew::text {
namespace {

constexpr std::size_t kLookAt = 400;
constexpr std::size_t kMostWords = 48;
constexpr int kJalali = 100;  // added to the number of a month of the Solar Hijri calendar

// Names of each month as mail programs write them, in the languages of this room.
constexpr std::array<std::string_view, 12> kMonths = {
    "january ledna tammik tammikuuta jan januar janvier janv enero ene gennaio gen januari janeiro stycznia "
    "sty января янв ژانویه "
    "ینایر ocak",
    "february subat unora helmik helmikuuta feb februar fevrier fevr febrero febbraio februari fevereiro fev "
    "lutego lut февраля фев فوریه "
    "فبرایر شباط",
    "march brezna maalisk maaliskuuta mar marz mrz mars marzo maart mrt marco marca marts марта мар مارس "
    "اذار mart",
    "april dubna huhtik huhtikuuta apr avril avr abril abr aprile kwietnia kwi апреля апр آوریل اوریل ابریل "
    "نیسان nisan",
    "may kvetna toukok toukokuuta mai mayo maggio mag mei maio maja maj мая می مه مایو ایار mayis",
    "june cervna kesak kesakuuta jun juni juin junio giugno giu junho czerwca cze июня июн ژوین ژوئن یونیو "
    "یونیه حزیران haziran",
    "july cervence heinak heinakuuta jul juli juillet juil julio luglio lug julho lipca lip июля июл ژوییه "
    "ژوئیه جولای یولیو یولیه تموز "
    "temmuz",
    "august srpna elok elokuuta aug aout agosto ago augustus augusti sierpnia августа авг اوت اگوست اغسطس اب "
    "agustos",
    "september eylul zari syysk syyskuuta sep sept septembre septiembre settembre set setembro wrzesnia wrz "
    "сентября сен سپتامبر سبتمبر "
    "ایلول",
    "october ekim rijna lokak lokakuuta oct oktober okt octobre octubre ottobre ott outubro out pazdziernika "
    "paz октября окт اکتبر "
    "اکتوبر",
    "november listopadu marrask marraskuuta nov novembre noviembre novembro listopada lis ноября ноя نوامبر "
    "نوفمبر kasim",
    "december aralik prosince jouluk joulukuuta dec dezember dez decembre diciembre dic dicembre dezembro "
    "grudnia gru desember des декабря дек "
    "دسامبر دیسمبر",
};
constexpr std::array<std::string_view, 12> kJalaliMonths = {
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "ابان", "اذر", "دی", "بهمن", "اسفند"};
constexpr std::string_view kWeekdays =
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun "
    "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonnabend sonntag so "
    "lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim "
    "lunes martes mie miercoles jueves jue viernes vie sabado sab domingo dom "
    "lunedi martedi mercoledi giovedi gio venerdi sabato domenica "
    "maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo "
    "segunda terca ter quarta qua quinta qui sexta sex feira seg "
    "mandag man tirsdag tir tirs onsdag ons torsdag tor tors fredag fre lordag lor sondag mandag tisdag tis "
    "lordag "
    "poniedzialek pon wtorek wto wt sroda sro sr czwartek czw piatek pt sobota niedziela ndz nie "
    "понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс "
    "pazartesi pzt sali carsamba persembe cuma cumartesi cmt pazar "
    "pondeli utery streda ctvrtek patek nedele maanantai tiistai keskiviikko torstai perjantai lauantai "
    "sunnuntai "
    "شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه پنجشنبه جمعه سه چهار پنج "
    "الاثنین الثلاثاء الاربعاء الخمیس الجمعه السبت الاحد اثنین ثلاثاء اربعاء خمیس سبت احد";
// Words that stand within a date and say nothing: "at", "um", "a las", "ساعت".
constexpr std::string_view kConnectors =
    "at um a las la alle ore om kl klo of de del den der le el il uhr h the o clock as г в о godz saat ساعت "
    "در تاریخ في فی "
    "الساعه مورخ روز r dnia tarihinde den em els as heures ч";

struct Names {
  std::map<std::string, int, std::less<>> months, zones;
  std::map<std::string, bool, std::less<>> weekdays, connectors;
  Names() {
    for (std::size_t i = 0; i < 12; ++i) {
      each(kMonths[i], [&](std::string_view name) { months.emplace(name, static_cast<int>(i) + 1); });
      months.emplace(folded(kJalaliMonths[i]), static_cast<int>(i) + 1 + kJalali);
    }
    each(kWeekdays, [&](std::string_view name) { weekdays.emplace(name, true); });
    each(kConnectors, [&](std::string_view name) { connectors.emplace(name, true); });
    // RFC 5322, 4.3, and the two of central Europe; other abbreviations name several zones each.
    zones = {{"gmt", 0},       {"utc", 0},       {"ut", 0},        {"z", 0},         {"est", -5 * 60},
             {"edt", -4 * 60}, {"cst", -6 * 60}, {"cdt", -5 * 60}, {"mst", -7 * 60}, {"mdt", -6 * 60},
             {"pst", -8 * 60}, {"pdt", -7 * 60}, {"cet", 60},      {"cest", 120}};
  }
  template <class Take>
  static void each(std::string_view list, Take take) {
    WordCutter cutter(list);
    for (Word word; cutter.next(word);) take(word.folded);
  }
};

const Names& names() {
  static const Names made;
  return made;
}

struct Token {
  std::size_t from, to;
  std::string word;  // folded; without the digits that it begins with, where it is a number
  int number = -1;   // of the digits that it begins with; -1: none, or more than five
  int digits = 0;
};

struct Parts {
  int year = -1, month = -1, day = -1, hour = -1, minute = -1, second = -1, zone = 0;
  bool zoned = false, afternoon = false, morning = false;
};

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  WordCutter cutter(text);
  for (Word word; tokens.size() < kMostWords && cutter.next(word);) {
    Token token{word.start, word.end, std::string(word.folded)};
    std::size_t n = 0;
    while (n < token.word.size() && token.word[n] >= '0' && token.word[n] <= '9') ++n;
    if (n > 0) {
      token.digits = static_cast<int>(n);
      if (n <= 5) token.number = std::stoi(token.word.substr(0, n));
      token.word.erase(0, n);
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

/// Gregorian days since 1970-01-01 of a Solar Hijri date.
std::int64_t jalali_days(int year, int month, int day) {
  const int cycle_years = year + 1595;
  std::int64_t days = -355668 + 365LL * cycle_years + cycle_years / 33 * 8 + (cycle_years % 33 + 3) / 4 +
                      day + (month < 7 ? (month - 1) * 31 : (month - 7) * 30 + 186);
  return days - 719528;  // from the year 0 to 1970
}

class DateReader {
 public:
  DateReader(std::string_view text, DayOrder order) : text_(text.substr(0, kLookAt)), order_(order) {}

  std::optional<FoundDate> find() {
    tokens_ = tokens_of(text_);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!may_begin(i)) continue;
      if (auto found = read(i)) return found;
    }
    return std::nullopt;
  }

 private:
  char between(std::size_t i) const {  // the character after token i, when one alone stands before the next
    return i + 1 < tokens_.size() && tokens_[i + 1].from == tokens_[i].to + 1 ? text_[tokens_[i].to] : '\0';
  }
  int month_of(const Token& token) const {
    const auto found = names().months.find(token.word);
    return token.digits > 0 || found == names().months.end() ? -1 : found->second;
  }
  bool may_begin(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.number >= 0) return true;
    return token.digits == 0 && (month_of(token) > 0 || names().weekdays.contains(token.word));
  }

  std::optional<FoundDate> read(std::size_t first) {
    parts_ = {};
    either_way_ = false;
    std::size_t at = first, end = tokens_[first].to;
    while (at < tokens_.size() && near(at, first)) {
      std::size_t used = take_numeric(at);
      if (used == 0) used = take_time(at);
      if (used == 0) used = take_zone(at);
      if (used == 0) used = take_word(at);
      if (used == 0) {
        if (!(tokens_[at].digits == 0 && names().connectors.contains(tokens_[at].word))) break;
        ++at;
        continue;
      }
      at += used;
      end = tokens_[at - 1].to;
    }
    // "02/03/2009 14:10": who writes the month first has a clock of twice twelve hours, so this is the 2nd of
    // March.
    if (either_way_ && parts_.hour >= 0 && !parts_.morning && !parts_.afternoon)
      std::swap(parts_.day, parts_.month);
    return finish(tokens_[first].from, end);
  }

  // Nothing but punctuation and little white space stands between the parts of one date.
  bool near(std::size_t at, std::size_t first) const {
    if (at == first) return true;
    const std::string_view gap = text_.substr(tokens_[at - 1].to, tokens_[at].from - tokens_[at - 1].to);
    if (gap.size() > 6) return false;
    return gap.find_first_of("<@;\"|=") == std::string_view::npos;
  }

  // 5/3/2001, 3.5.2001, 2001-05-03
  std::size_t take_numeric(std::size_t i) {
    if (parts_.day >= 0 || i + 2 >= tokens_.size()) return 0;
    const char mark = between(i);
    if ((mark != '/' && mark != '.' && mark != '-') || between(i + 1) != mark) return 0;
    const Token &a = tokens_[i], &b = tokens_[i + 1], &c = tokens_[i + 2];
    if (a.number < 0 || b.number < 0 || c.number < 0 || !a.word.empty() || !b.word.empty()) return 0;
    if (!c.word.empty() && c.word[0] != 't') return 0;
    if (a.digits == 4) {
      parts_.year = a.number, parts_.month = b.number, parts_.day = c.number;
    } else if (mark == '/' && a.number <= 12 && (order_ == DayOrder::month_first || b.number > 12)) {
      parts_.month = a.number, parts_.day = b.number, parts_.year = c.number;
      either_way_ = b.number <= 12 && c.digits == 4;
    } else {
      parts_.day = a.number, parts_.month = b.number, parts_.year = c.number;
    }
    if (a.digits != 4 && c.digits == 2) parts_.year += c.number < 70 ? 2000 : 1900;
    if (a.digits == 4 && c.word.size() > 1 && c.digits <= 2) {  // 2001-05-03T10:11
      parts_.hour = std::atoi(c.word.c_str() + 1);
      if (between(i + 2) == ':' && i + 3 < tokens_.size()) {
        parts_.minute = tokens_[i + 3].number;
        return 4;
      }
    }
    return 3;
  }

  // 10:11, 10:11:12 PM, 10h11, 5pm
  std::size_t take_time(std::size_t i) {
    const Token& hour = tokens_[i];
    if (parts_.hour >= 0 || hour.number < 0 || hour.digits > 2 || hour.number > 24) return 0;
    if (hour.word.size() >= 2 && hour.word[0] == 'h') {
      parts_.hour = hour.number, parts_.minute = std::atoi(hour.word.c_str() + 1);
      return 1;
    }
    if (hour.word == "am" || hour.word == "pm") {
      set_half(hour.word);
      parts_.hour = hour.number, parts_.minute = 0;
      return 1;
    }
    const char mark = between(i);
    if (!hour.word.empty() || (mark != ':' && !(mark == '.' && parts_.day > 0 && parts_.year > 0))) return 0;
    const Token& minute = tokens_[i + 1];
    if (minute.number < 0 || minute.digits != 2 || minute.number > 59) return 0;
    parts_.hour = hour.number, parts_.minute = minute.number;
    set_half(minute.word);
    if (between(i + 1) == ':' && tokens_[i + 2].digits == 2) {
      parts_.second = tokens_[i + 2].number;
      set_half(tokens_[i + 2].word);
      return 3;
    }
    return 2;
  }

  bool set_half(std::string_view word) {
    if (word == "pm" || word == "م" || word == "مساء" || word == "بعدازظهر" || word == "عصر")
      parts_.afternoon = true;
    if (word == "am" || word == "ص" || word == "صباحا" || word == "صبح") parts_.morning = true;
    return parts_.afternoon || parts_.morning;
  }

  // +0200, GMT, (PST)
  std::size_t take_zone(std::size_t i) {
    if (parts_.hour < 0) return 0;
    const Token& token = tokens_[i];
    const char sign = token.from > 0 ? text_[token.from - 1] : '\0';
    if (token.number >= 0 && token.word.empty() && (sign == '+' || sign == '-')) {
      int minutes = -1;
      std::size_t used = 1;
      if (token.digits == 4) minutes = token.number / 100 * 60 + token.number % 100;
      if (token.digits <= 2) minutes = token.number * 60;
      if (token.digits <= 2 && between(i) == ':' && tokens_[i + 1].digits == 2) {
        minutes += tokens_[i + 1].number;
        used = 2;
      }
      if (minutes < 0 || minutes > 14 * 60) return 0;
      parts_.zone = sign == '+' ? minutes : -minutes;
      parts_.zoned = true;
      return used;
    }
    const auto found = names().zones.find(token.word);
    if (token.digits > 0 || found == names().zones.end()) return 0;
    if (!parts_.zoned) parts_.zone = found->second;
    parts_.zoned = true;
    return 1;
  }

  // Month and weekday names, AM and PM, years, days.
  std::size_t take_word(std::size_t i) {
    const Token& token = tokens_[i];
    if (token.digits == 0) {
      const int month = month_of(token);
      if (month > 0 && parts_.month < 0) {
        parts_.month = month;
        return 1;
      }
      if (parts_.hour >= 0 && !parts_.afternoon && !parts_.morning && set_half(token.word)) return 1;
      if (parts_.hour >= 0 &&
          (token.word == "p" || token.word == "a" || token.word == "ب" || token.word == "ق") &&
          i + 1 < tokens_.size() && (tokens_[i + 1].word == "m" || tokens_[i + 1].word == "ظ")) {
        set_half(token.word == "p" || token.word == "ب" ? "pm" : "am");
        return 2;
      }
      const bool time_follows = i + 1 < tokens_.size() && tokens_[i + 1].number >= 0;
      return names().weekdays.contains(token.word) && (parts_.day < 0 || time_follows) ? 1 : 0;
    }
    const bool plain = token.word.empty() || token.word == "st" || token.word == "nd" || token.word == "rd" ||
                       token.word == "th" || token.word == "er" || token.word == "ere";
    if (token.number < 0 || !plain) return 0;
    if (token.digits == 4 && parts_.year < 0 && parts_.month > 0) {
      parts_.year = token.number;
      return 1;
    }
    const bool month_follows =
        i + 1 < tokens_.size() &&
        (month_of(tokens_[i + 1]) > 0 ||
         (i + 2 < tokens_.size() && tokens_[i + 1].digits == 0 &&
          names().connectors.contains(tokens_[i + 1].word) && month_of(tokens_[i + 2]) > 0));
    if (token.digits <= 2 && parts_.day < 0 && (parts_.month > 0 || month_follows)) {
      parts_.day = token.number;
      return 1;
    }
    if (token.digits == 2 && token.word.empty() && parts_.year < 0 && parts_.month > 0 && parts_.day > 0 &&
        between(i) != ':') {
      parts_.year = token.number + (token.number < 70 ? 2000 : 1900);
      return 1;
    }
    return 0;
  }

  std::optional<FoundDate> finish(std::size_t from, std::size_t to) const {
    using namespace std::chrono;
    if (parts_.year < 0 || parts_.month < 0 || parts_.day < 0) return std::nullopt;
    int month = parts_.month % kJalali;
    year_month_day date{year(parts_.year), std::chrono::month(static_cast<unsigned>(month)),
                        day(static_cast<unsigned>(parts_.day))};
    if (parts_.month > kJalali || (parts_.year >= 1300 && parts_.year < 1500)) {
      if (month < 1 || month > 12 || parts_.day < 1 || parts_.day > (month < 7 ? 31 : 30))
        return std::nullopt;
      if (parts_.year < 1206 || parts_.year > 1498) return std::nullopt;
      date = sys_days(days(jalali_days(parts_.year, month, parts_.day)));
    }
    if (!date.ok() || static_cast<int>(date.year()) < 1960 || static_cast<int>(date.year()) > 2100)
      return std::nullopt;
    FoundDate found{from, to, "", parts_.hour >= 0 && parts_.minute >= 0};
    char out[40];
    int n = std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()),
                          static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    found.iso.assign(out, static_cast<std::size_t>(n));
    if (!found.timed) return found;
    int hour = parts_.hour;
    if (parts_.afternoon && hour < 12) hour += 12;
    if (parts_.morning && hour == 12) hour = 0;
    if (hour > 23 || parts_.minute > 59 || parts_.second > 60) return found;
    if (parts_.zoned) {
      const std::int64_t local = sys_days(date).time_since_epoch().count() * 86400LL + hour * 3600LL +
                                 parts_.minute * 60LL + std::max(parts_.second, 0);
      found.iso = model::iso8601(local - parts_.zone * 60LL);
      return found;
    }
    n = parts_.second >= 0
            ? std::snprintf(out, sizeof out, "T%02d:%02d:%02d", hour, parts_.minute, parts_.second)
            : std::snprintf(out, sizeof out, "T%02d:%02d", hour, parts_.minute);
    found.iso.append(out, static_cast<std::size_t>(n));
    return found;
  }

  std::string_view text_;
  DayOrder order_;
  std::vector<Token> tokens_;
  Parts parts_;
  bool either_way_ = false;  // the day may be the month, and the month the day
};

}  // namespace

std::optional<FoundDate> find_date(std::string_view text, DayOrder order) {
  return DateReader(text, order).find();
}

bool is_weekday(std::string_view folded_word) { return names().weekdays.contains(folded_word); }

}  // namespace clew::text
