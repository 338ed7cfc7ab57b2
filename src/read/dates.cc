#include "read/dates.h"

#include <algorithm>
#include <array>
#include <vector>

#include "read/encoded_words.h"

namespace clew::read {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// One run of digits, of letters, or one other character.
struct Token {
  enum Kind : std::uint8_t { number, word, mark } kind;
  std::string_view text;
  int value = -1;      // of a number of at most nine digits
  bool spaced = true;  // white space (or nothing) before it
};

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> out;
  bool spaced = true;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ' || c == '\t') {
      spaced = true;
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    Token token{Token::mark, {}, -1, spaced};
    if (is_digit(c)) {
      token.kind = Token::number;
      while (end < text.size() && is_digit(text[end])) ++end;
      if (end - at <= 9) {
        token.value = 0;
        for (std::size_t i = at; i < end; ++i) token.value = token.value * 10 + (text[i] - '0');
      }
    } else if (is_letter(c)) {
      token.kind = Token::word;
      while (end < text.size() && is_letter(text[end])) ++end;
    }
    token.text = text.substr(at, end - at);
    out.push_back(token);
    at = end;
    spaced = false;
  }
  return out;
}

struct Name {
  std::string_view name;  // lower case
  int value;
};

// English by its first three letters; others in full and as commonly cut.
constexpr std::array kMonths{Name{"jan", 1}, Name{"feb", 2},  Name{"mar", 3},  Name{"apr", 4},
                             Name{"may", 5}, Name{"jun", 6},  Name{"jul", 7},  Name{"aug", 8},
                             Name{"sep", 9}, Name{"oct", 10}, Name{"nov", 11}, Name{"dec", 12}};
constexpr std::array kForeignMonths{
    // German, Dutch, Swedish
    Name{"mär", 3}, Name{"märz", 3}, Name{"mrz", 3}, Name{"mrt", 3}, Name{"maart", 3}, Name{"mars", 3},
    Name{"mai", 5}, Name{"mei", 5}, Name{"maj", 5}, Name{"okt", 10}, Name{"dez", 12}, Name{"juni", 6},
    Name{"juli", 7}, Name{"oktober", 10}, Name{"dezember", 12}, Name{"jän", 1}, Name{"jänner", 1},
    Name{"januari", 1}, Name{"februari", 2}, Name{"augusti", 8},
    // French
    Name{"janv", 1}, Name{"janvier", 1}, Name{"septembre", 9}, Name{"octobre", 10}, Name{"novembre", 11},
    Name{"fév", 2}, Name{"févr", 2}, Name{"février", 2}, Name{"fevr", 2}, Name{"avr", 4}, Name{"avril", 4},
    Name{"juin", 6}, Name{"juil", 7}, Name{"juillet", 7}, Name{"août", 8}, Name{"aoû", 8}, Name{"aout", 8},
    Name{"déc", 12}, Name{"décembre", 12},
    // Spanish, Portuguese, Italian
    Name{"ene", 1}, Name{"enero", 1}, Name{"marzo", 3}, Name{"mayo", 5}, Name{"junio", 6}, Name{"julio", 7},
    Name{"octubre", 10}, Name{"gen", 1}, Name{"fev", 2}, Name{"abr", 4}, Name{"abril", 4}, Name{"mag", 5},
    Name{"maggio", 5}, Name{"giu", 6}, Name{"giugno", 6}, Name{"lug", 7}, Name{"luglio", 7}, Name{"ago", 8},
    Name{"agosto", 8}, Name{"set", 9}, Name{"sett", 9}, Name{"ott", 10}, Name{"out", 10}, Name{"dic", 12},
    Name{"diciembre", 12}, Name{"dicembre", 12},
    // Turkish
    Name{"oca", 1}, Name{"ocak", 1}, Name{"şub", 2}, Name{"şubat", 2}, Name{"nis", 4}, Name{"nisan", 4},
    Name{"mayıs", 5}, Name{"haz", 6}, Name{"haziran", 6}, Name{"tem", 7}, Name{"temmuz", 7}, Name{"ağu", 8},
    Name{"ağustos", 8}, Name{"eyl", 9}, Name{"eylül", 9}, Name{"eki", 10}, Name{"ekim", 10}, Name{"kas", 11},
    Name{"kasım", 11}, Name{"ara", 12}, Name{"aralık", 12},
    // Russian
    Name{"янв", 1}, Name{"января", 1}, Name{"фев", 2}, Name{"февраля", 2}, Name{"мар", 3}, Name{"марта", 3},
    Name{"апр", 4}, Name{"апреля", 4}, Name{"май", 5}, Name{"мая", 5}, Name{"июн", 6}, Name{"июня", 6},
    Name{"июл", 7}, Name{"июля", 7}, Name{"авг", 8}, Name{"августа", 8}, Name{"сен", 9}, Name{"сентября", 9},
    Name{"окт", 10}, Name{"октября", 10}, Name{"ноя", 11}, Name{"ноября", 11}, Name{"дек", 12},
    Name{"декабря", 12},
    // Arabic; Persian names of the Gregorian months
    Name{"يناير", 1}, Name{"فبراير", 2}, Name{"مارس", 3}, Name{"أبريل", 4}, Name{"ابريل", 4},
    Name{"إبريل", 4}, Name{"مايو", 5}, Name{"يونيو", 6}, Name{"يوليو", 7}, Name{"أغسطس", 8}, Name{"اغسطس", 8},
    Name{"سبتمبر", 9}, Name{"أكتوبر", 10}, Name{"اكتوبر", 10}, Name{"نوفمبر", 11}, Name{"ديسمبر", 12},
    Name{"ژانویه", 1}, Name{"فوریه", 2}, Name{"آوریل", 4}, Name{"مه", 5}, Name{"ژوئن", 6}, Name{"ژوئیه", 7},
    Name{"اوت", 8}, Name{"سپتامبر", 9}, Name{"اکتبر", 10}, Name{"نوامبر", 11}, Name{"دسامبر", 12}};

// Minutes east of Greenwich. The first ones are RFC 5322's own.
constexpr std::array kZones{
    Name{"ut", 0},      Name{"gmt", 0},     Name{"est", -300}, Name{"edt", -240}, Name{"cst", -360},
    Name{"cdt", -300},  Name{"mst", -420},  Name{"mdt", -360}, Name{"pst", -480}, Name{"pdt", -420},
    Name{"utc", 0},     Name{"z", 0},       Name{"wet", 0},    Name{"west", 60},  Name{"bst", 60},
    Name{"cet", 60},    Name{"met", 60},    Name{"mez", 60},   Name{"cest", 120}, Name{"mest", 120},
    Name{"mesz", 120},  Name{"eet", 120},   Name{"eest", 180}, Name{"msk", 180},  Name{"msd", 240},
    Name{"irst", 210},  Name{"irdt", 270},  Name{"jst", 540},  Name{"kst", 540},  Name{"hkt", 480},
    Name{"sgt", 480},   Name{"aest", 600},  Name{"aedt", 660}, Name{"nzst", 720}, Name{"nzdt", 780},
    Name{"akst", -540}, Name{"akdt", -480}, Name{"hst", -600}, Name{"ast", -240}, Name{"adt", -180},
    Name{"sast", 120}};
constexpr std::size_t kStandardZones = 10;

bool same(std::string_view word, std::string_view name) {
  return std::equal(word.begin(), word.end(), name.begin(), name.end(),
                    [](char a, char b) { return lower(a) == b; });
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

// Puts a date together from tokens, one part at a time.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : tokens_(tokenize(text)) {}  // keeps views into the text

  std::optional<model::Moment> run() {
    for (at_ = 0; at_ < tokens_.size();)
      if (!read_iso_day() && !read_time() && !read_zone() && !read_figures() && !read_word()) read_number();
    return finish();
  }
  const std::string& note() const { return note_; }
  bool standard() const { return standard_; }

 private:
  const Token* peek(std::size_t ahead) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  bool is_number(std::size_t ahead, std::size_t longest = 9) const {
    const Token* token = peek(ahead);
    return token && token->kind == Token::number && token->text.size() <= longest;
  }
  bool is_mark(std::size_t ahead, char c) const {
    const Token* token = peek(ahead);
    return token && token->kind == Token::mark && token->text[0] == c;
  }
  void remark(std::string_view what) {
    standard_ = false;
    if (note_.find(what) != std::string::npos) return;
    if (!note_.empty()) note_ += "; ";
    note_ += what;
  }

  // 2001-10-15, also with "T" and a time behind it (the word "T" is skipped by read_word).
  bool read_iso_day() {
    if (day_ >= 0 || !is_number(0, 4) || tokens_[at_].text.size() != 4) return false;
    for (const char mark : {'-', '/', '.'}) {
      if (!is_mark(1, mark) || !is_number(2, 2) || !is_mark(3, mark) || !is_number(4, 2)) continue;
      year_ = tokens_[at_].value;
      year_digits_ = 4;
      month_ = tokens_[at_ + 2].value;
      day_ = tokens_[at_ + 4].value;
      at_ += 5;
      remark("ISO 8601");
      return true;
    }
    return false;
  }

  bool read_time() {
    if (hour_ >= 0 || !is_number(0, 2)) return false;
    const bool dots = is_mark(1, '.') && is_number(2, 2) && is_mark(3, '.') && is_number(4, 2) && day_ >= 0;
    if (!dots && !(is_mark(1, ':') && is_number(2, 2))) return false;
    hour_ = tokens_[at_].value;
    minute_ = tokens_[at_ + 2].value;
    if (tokens_[at_].text.size() != 2 || tokens_[at_ + 2].text.size() != 2) standard_ = false;
    at_ += 3;
    const char mark = dots ? '.' : ':';
    if (dots) remark("dots in the time");
    if (is_mark(0, mark) && is_number(1, 2)) {
      second_ = tokens_[at_ + 1].value;
      at_ += 2;
      if ((is_mark(0, '.') || is_mark(0, ',')) && !peek(0)->spaced && is_number(1) && !peek(1)->spaced) {
        at_ += 2;
        remark("fraction of a second dropped");
      }
    }
    if (const Token* token = peek(0); token && token->kind == Token::word) {
      const bool pm = same(token->text, "pm") || same(token->text, "p");
      if (pm || same(token->text, "am")) {
        if (hour_ < 1 || hour_ > 12) return ++at_, hour_ <= 23;
        hour_ = hour_ % 12 + (pm ? 12 : 0);
        ++at_;
        remark("12-hour time");
      }
    }
    return true;
  }

  // +0330, -8, +03:30, GMT+2, and names.
  bool read_zone() {
    if (hour_ < 0) return false;
    if (is_mark(0, '+') && is_mark(1, '-')) {
      ++at_;
      remark("+- before the zone read as -");
    }
    if ((is_mark(0, '+') || is_mark(0, '-')) && is_number(1, 6) && !peek(1)->spaced &&
        (!zone_ || *zone_ == 0)) {
      read_offset();
      return true;
    }
    const Token* token = peek(0);
    if (!token || token->kind != Token::word || zone_) return false;
    for (std::size_t i = 0; i < kZones.size(); ++i) {
      if (!same(token->text, kZones[i].name)) continue;
      zone_ = kZones[i].value;
      if (i >= kStandardZones) remark("zone " + std::string(token->text));
      ++at_;
      return true;
    }
    if (token->text.size() == 1 && !same(token->text, "t") && is_letter(token->text[0])) {
      zone_ = 0;  // military letters were used the wrong way round: RFC 5322 says to take them as unknown
      remark("zone letter read as UTC");
      ++at_;
      return true;
    }
    return false;
  }

  void read_offset() {
    const bool east = is_mark(0, '+');
    const Token& number = tokens_[at_ + 1];
    int hours = 0, minutes = 0;
    at_ += 2;
    if (number.text.size() <= 2) {
      hours = number.value;
      if (is_mark(0, ':') && is_number(1, 2)) {
        minutes = tokens_[at_ + 1].value;
        at_ += 2;
      }
      remark("zone without four digits");
    } else {
      hours = number.value / 100;
      minutes = number.value % 100;
      if (number.text.size() != 4) remark("zone without four digits");
    }
    if (zone_) remark("zone name and offset");
    if (hours > 23 || minutes > 59) {
      zone_ = 0;
      remark("impossible zone, read as UTC");
    } else {
      zone_ = (hours * 60 + minutes) * (east ? 1 : -1);
    }
  }

  // 15/10/2001, 15.10.01, 15-10-2001: the day first, unless that cannot be.
  bool read_figures() {
    if (day_ >= 0 || !is_number(0, 2)) return false;
    for (const char mark : {'/', '.', '-'}) {
      if (!is_mark(1, mark) || !is_number(2, 2) || !is_mark(3, mark) || !is_number(4, 4)) continue;
      day_ = tokens_[at_].value;
      month_ = tokens_[at_ + 2].value;
      year_ = tokens_[at_ + 4].value;
      year_digits_ = tokens_[at_ + 4].text.size();
      at_ += 5;
      if (day_ <= 12 && month_ > 12) {
        std::swap(day_, month_);
        remark("month/day/year");
      } else {
        remark(day_ <= 12 ? "day and month in figures, read as day/month/year" : "day/month/year");
      }
      return true;
    }
    return false;
  }

  bool read_word() {
    const Token* token = peek(0);
    if (token->kind == Token::mark) {
      if (token->text[0] != ',' && token->text[0] != '-' && token->text[0] != '.') standard_ = false;
      if (token->text[0] == '-') standard_ = false;
      ++at_;
      return true;
    }
    if (token->kind != Token::word) return false;
    if (month_ < 0) {
      for (const Name& name : kMonths) {
        if (token->text.size() < 3 || !same(token->text.substr(0, 3), name.name)) continue;
        if (!is_english_month(token->text, name.value)) continue;
        month_ = name.value;
        if (token->text.size() != 3) remark("month in full");
        ++at_;
        return true;
      }
      for (const Name& name : kForeignMonths) {
        if (!same(token->text, name.name)) continue;
        month_ = name.value;
        remark("month name " + std::string(token->text));
        ++at_;
        return true;
      }
    }
    static constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const bool weekday = at_ == 0 && std::any_of(kDays.begin(), kDays.end(), [&](std::string_view day) {
                           return token->text.size() >= 3 && same(token->text.substr(0, 3), day);
                         });
    if (!weekday || token->text.size() != 3) standard_ = false;
    ++at_;
    return true;
  }

  static bool is_english_month(std::string_view word, int month) {
    static constexpr std::array<std::string_view, 12> kFull{"january",   "february", "march",    "april",
                                                            "may",       "june",     "july",     "august",
                                                            "september", "october",  "november", "december"};
    const std::string_view full = kFull[static_cast<std::size_t>(month - 1)];
    return word.size() <= full.size() && same(word, full.substr(0, word.size()));
  }

  void read_number() {
    const Token& token = tokens_[at_++];
    if (token.value < 0) {
      standard_ = false;
      return;
    }
    if (day_ < 0 && token.text.size() <= 2) {
      if (month_ >= 0) remark("month before day");
      day_ = token.value;
    } else if (year_ < 0 && token.text.size() <= 4 && (day_ >= 0 || token.text.size() == 4)) {
      if (hour_ >= 0) remark("year after the time");
      year_ = token.value;
      year_digits_ = token.text.size();
    } else {
      standard_ = false;
    }
  }

  std::optional<model::Moment> finish() {
    if (year_ < 0 || month_ < 1 || month_ > 12 || day_ < 1) return std::nullopt;
    if (year_digits_ <= 3 || year_ < 100) {
      // RFC 5322, 4.3. A year below 100 in four figures comes from programs that lost the century.
      if (year_digits_ == 4)
        remark("year " + std::string(year_ < 10 ? "000" : "00") + std::to_string(year_) +
               " read as two-digit year");
      else if (year_digits_ == 3)
        remark("three-digit year");
      else
        remark("two-digit year");
      year_ += year_ >= 50 ? 1900 : 2000;
    }
    if (year_ < 1900) remark("year before 1900");
    if (day_ > days_in(year_, month_)) return std::nullopt;
    if (hour_ < 0) {
      hour_ = 0;
      minute_ = 0;
      remark("no time, read as midnight");
    }
    if (hour_ == 24 && minute_ == 0 && second_ == 0)
      remark("hour 24");
    else if (hour_ > 23)
      return std::nullopt;
    if (minute_ > 59 || second_ > 60) return std::nullopt;
    if (!zone_) {
      zone_ = 0;
      remark("no zone, read as UTC");
    }
    model::Moment out;
    out.zone = *zone_;
    out.utc = utc_seconds(year_, month_, day_, hour_, minute_, second_) - std::int64_t{60} * *zone_;
    return out;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int year_ = -1, month_ = -1, day_ = -1, hour_ = -1, minute_ = 0, second_ = 0;
  std::size_t year_digits_ = 4;
  std::optional<int> zone_;
  bool standard_ = true;
  std::string note_;
};

// Comments removed: "(PDT)". An unclosed one hides the rest.
std::string without_comments(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') {
      ++depth;
      out += ' ';
    } else if (c == ')') {
      if (depth > 0) --depth;
    } else if (depth == 0) {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::int64_t utc_seconds(int year, int month, int day, int hour, int minute, int second) {
  // Days from the civil calendar, with years that begin in March (so that the leap day comes last).
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  const std::int64_t days = std::int64_t{era} * 146097 + day_of_era - 719468;
  return days * 86400 + hour * 3600 + minute * 60 + second;
}

ReadDate parse_date(std::string_view raw) {
  ReadDate out;
  constexpr std::size_t kLongest = 1024;
  const std::string text = decode_header(raw.substr(0, kLongest));
  if (raw.size() <= kLongest) {
    const std::string plain = without_comments(text);
    DateReader reader(plain);
    out.moment = reader.run();
    if (out.moment) out.note = reader.note();
    if (out.moment && reader.standard()) return out;
  }
  out.raw = text;
  if (!out.moment) out.note = text.empty() ? "empty" : "not readable";
  return out;
}

}  // namespace clew::read
