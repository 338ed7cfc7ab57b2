#include "annotate/identifiers.h"

#include <algorithm>
#include <array>

#include "annotate/checks.h"
#include "annotate/codes.h"
#include "annotate/coordinates.h"
#include "annotate/digit_run.h"
#include "annotate/phones.h"
#include "annotate/topics.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;

enum class Byte : unsigned char { none, digit, plus, capital, small, arabic };

// What makes the scan stop and look.
constexpr auto kBytes = [] {
  std::array<Byte, 256> table{};
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = Byte::digit;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = Byte::capital;
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = Byte::small;
  table['+'] = Byte::plus;
  table[0xD9] = table[0xDB] = Byte::arabic;
  return table;
}();

bool is_alnum(char c) {
  const Byte kind = kBytes[static_cast<unsigned char>(c)];
  return kind == Byte::digit || kind == Byte::capital || kind == Byte::small;
}

class Scan {
 public:
  Scan(std::string_view text, std::string_view language, std::vector<Mention>& mentions)
      : text_(text), language_(language), mentions_(mentions) {}

  void run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      switch (kBytes[static_cast<unsigned char>(text_[at])]) {
        case Byte::none:
          ++at;
          break;
        case Byte::small:
          at = skip_small(at);
          break;
        case Byte::capital:
          at = word(at);
          break;
        case Byte::plus:
          at = digit_at(text_, at + 1).value >= 0 ? number(at) : at + 1;
          break;
        case Byte::arabic:
          at = digit_at(text_, at).value >= 0 ? number(at) : at + 2;
          break;
        case Byte::digit:
          at = number(at);
          break;
      }
    }
  }

 private:
  void add(std::size_t start, std::size_t end, std::string value) {
    Mention& mention = mentions_.emplace_back();
    mention.start = start;
    mention.end = end;
    mention.type = MentionType::identifier;
    mention.text = text_.substr(start, end - start);
    mention.value = std::move(value);
  }

  // A word that begins with a small letter: few codes do (wallets; IBANs in a hurry).
  std::size_t skip_small(std::size_t at) {
    std::size_t end = at;
    bool digits = false;
    while (end < text_.size() && kBytes[static_cast<unsigned char>(text_[end])] == Byte::small) ++end;
    for (; end < text_.size() && is_alnum(text_[end]); ++end)
      digits = digits || (text_[end] >= '0' && text_[end] <= '9');
    return digits ? code(at, end) : end;
  }

  // A word that begins with a capital.
  std::size_t word(std::size_t at) {
    std::size_t end = at;
    bool digits = false, small = false;
    for (; end < text_.size() && is_alnum(text_[end]); ++end) {
      const Byte kind = kBytes[static_cast<unsigned char>(text_[end])];
      digits = digits || kind == Byte::digit;
      small = small || kind == Byte::small;
    }
    if (digits) return code(at, end);
    return small || end - at > 11 ? end : capitals(at, end);
  }

  // Capitals alone: a bank's code, the first part of an aircraft's registration.
  std::size_t capitals(std::size_t at, std::size_t end) {
    const std::string_view letters = text_.substr(at, end - at);
    if ((letters.size() == 8 || letters.size() == 11) && is_country(letters.substr(4, 2)) &&
        topic_before(text_, at) == Topic::bank_code) {
      add(at, end, "bic:" + std::string(letters));
    } else if (letters.size() <= 2) {
      const std::size_t stop = aircraft_end(text_, at);
      if (stop > end &&
          (topic_before(text_, at) == Topic::aircraft || topic_after(text_, stop) == Topic::aircraft)) {
        add(at, stop, "aircraft:" + std::string(text_.substr(at, stop - at)));
        return stop;
      }
    }
    return end;
  }

  // A word of letters and digits at [at, end).
  std::size_t code(std::size_t at, std::size_t end) {
    const Code found = read_code(text_, at, end);
    if (found.end == at) return end;
    add(found.start, found.end, found.value);
    return std::max(end, found.end);
  }

  std::size_t number(std::size_t at) {
    if (const Place place = read_place(text_, at); place.end > at) {
      add(place.start, place.end, place.value);
      return place.end;
    }
    DigitRun run = read_digit_run(text_, at);
    if (run.count == 0) return std::min(text_.size(), long_run_end(at));
    if (run.end < text_.size() && is_alnum(text_[run.end]) && run.group_count == 1) {
      std::size_t end = run.end;
      while (end < text_.size() && is_alnum(text_[end])) ++end;
      return code(at, end);
    }
    // A bracket before the first group belongs to it: (713) 555-0123.
    if (run.plus == false && at > 0 && text_[at - 1] == '(' && run.end < text_.size()) take_bracket(run);
    if (run.count < 5) return run.end;
    std::string value = value_of(run);
    if (value.empty()) return first_group_end(run);
    add(run.start, run.end, std::move(value));
    return run.end;
  }

  // What the groups after the first are may be something else: go on behind the first.
  std::size_t first_group_end(const DigitRun& run) const {
    std::size_t at = run.start;
    while (at < run.end && digit_at(text_, at).value < 0) ++at;
    for (Digit d = digit_at(text_, at); d.value >= 0; d = digit_at(text_, at)) at += d.bytes;
    return at;
  }

  std::size_t long_run_end(std::size_t at) const {
    if (text_[at] == '+') ++at;
    for (Digit d = digit_at(text_, at); d.value >= 0; d = digit_at(text_, at)) at += d.bytes;
    return at;
  }

  void take_bracket(DigitRun& run) const {
    std::size_t at = run.start;
    for (Digit d = digit_at(text_, at); d.value >= 0; d = digit_at(text_, at)) at += d.bytes;
    if (at >= text_.size() || text_[at] != ')') return;
    DigitRun rest = read_digit_run(text_, at + 1 < text_.size() && text_[at + 1] == ' ' ? at + 2 : at + 1);
    if (rest.count == 0 || rest.count + run.groups[0] > DigitRun::kMost || rest.group_count > 14) return;
    DigitRun joined;
    joined.start = run.start - 1;
    joined.end = rest.end;
    joined.brackets = true;
    joined.count = run.groups[0] + rest.count;
    std::copy_n(run.buffer.begin(), run.groups[0], joined.buffer.begin());
    std::copy_n(rest.buffer.begin(), rest.count, joined.buffer.begin() + run.groups[0]);
    joined.groups[0] = run.groups[0];
    joined.separators[1] = ' ';
    for (std::size_t g = 0; g < rest.group_count; ++g) {
      joined.groups[g + 1] = rest.groups[g];
      if (g > 0) joined.separators[g + 1] = rest.separators[g];
    }
    joined.group_count = rest.group_count + 1;
    run = joined;
  }

  std::string value_of(const DigitRun& run) const {
    const std::string_view digits = run.digits();
    if (run.plus) {
      const std::string phone = phone_value(run, true, language_);
      return phone.empty() ? phone : "phone:" + phone;
    }
    const Topic topic = topic_before(text_, run.start);
    if (is_card(run, topic)) return "card:" + std::string(digits);
    if (std::string announced = announced_value(run, topic); !announced.empty()) return announced;
    if (run.shaped({3, 4, 7, 1}) && digits.starts_with("784") && passes_luhn(digits))
      return "id:AE:" + std::string(digits);
    const std::string phone = phone_value(run, topic == Topic::phone || topic == Topic::fax, language_);
    return phone.empty() ? phone : "phone:" + phone;
  }

  static bool is_card(const DigitRun& run, Topic topic) {
    const std::string_view digits = run.digits();
    if (digits.size() < 13 || digits.size() > 19 || digits[0] < '3' || digits[0] > '9') return false;
    const bool grouped = run.shaped({4, 4, 4, 4}) || (run.shaped({4, 6, 5}) && digits[0] == '3');
    const bool long_enough =
        digits.size() == 16 || (digits.size() == 15 && digits[0] == '3') || topic == Topic::card;
    return (grouped || topic == Topic::card) && long_enough && passes_luhn(digits) &&
           digits.find_first_not_of(digits[0]) != std::string_view::npos;
  }

  std::string announced_value(const DigitRun& run, Topic topic) const {
    const std::string digits(run.digits());
    const bool single = run.group_count == 1;
    switch (topic) {
      case Topic::national_number:
        if (is_iranian_person(digits) && (single || run.shaped({3, 6, 1}))) return "id:IR:" + digits;
        if (is_iranian_company(digits) && single) return "company:IR:" + digits;
        if (is_turkish_person(digits) && single) return "id:TR:" + digits;
        if (is_egyptian_person(digits) && single) return "id:EG:" + digits;
        return {};
      case Topic::social_security:
        return run.shaped({3, 2, 4}) ? "id:US:" + digits : std::string();
      case Topic::passport:
        return single && digits.size() >= 6 && digits.size() <= 9 ? "passport:" + digits : std::string();
      case Topic::ship:
        return single && is_imo(digits) ? "imo:" + digits : std::string();
      case Topic::ship_radio:
        return single && digits.size() == 9 && digits[0] >= '2' && digits[0] <= '7' ? "mmsi:" + digits
                                                                                    : std::string();
      case Topic::company:
        if (single && is_iranian_company(digits) && digits.size() == 11) return "company:IR:" + digits;
        return single && digits.size() >= 5 && digits.size() <= 10 && numbered_before(text_, run.start)
                   ? "company:" + digits
                   : std::string();
      case Topic::none:
      case Topic::phone:
      case Topic::fax:
      case Topic::card:
      case Topic::bank_code:
      case Topic::aircraft:
      case Topic::entity_code:
      case Topic::place:
        break;
    }
    return {};
  }

  // Century, birthday, governorate: the shape of Egypt's number of fourteen digits.
  static bool is_egyptian_person(std::string_view digits) {
    if (digits.size() != 14 || (digits[0] != '2' && digits[0] != '3')) return false;
    const int month = (digits[3] - '0') * 10 + (digits[4] - '0'),
              day = (digits[5] - '0') * 10 + (digits[6] - '0');
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  std::string_view text_, language_;
  std::vector<Mention>& mentions_;
};

}  // namespace

void find_identifiers(std::string_view text, std::string_view language, std::vector<Mention>& mentions) {
  Scan(text, language, mentions).run();
}

}  // namespace clew::annotate
