#include "annotate/numbers.h"

#include <algorithm>

namespace clew::annotate {
namespace {

Wide power_of_ten(int n) {
  Wide value = 1;
  while (n-- > 0) value *= 10;
  return value;
}

bool is_group_mark(const Tokens& t, std::size_t i) {
  return t.mark(i, ',') || t.mark(i, 't') || t.mark(i, '.') || t.mark(i, '\'');
}

// Reads words: units, tens and hundreds below 1000, with scales between; the state of one number.
class Reader {
 public:
  Reader(const Tokens& tokens, std::size_t i) : t_(tokens), i_(i) {}

  std::optional<Number> read() {
    if (!begin()) return std::nullopt;
    while (more()) {
    }
    out_.scale = total_ == 0 && !have_ ? last_scale_ : 0;
    total_ += term_ + (have_ ? current_ : 0);
    if (!any_) return std::nullopt;
    if (total_ < 0 || total_ > kMostNumber) return std::nullopt;
    out_.next = i_;
    out_.millionths = total_;
    return out_;
  }

 private:
  // The first part; false when no number begins here.
  bool begin() {
    if (t_.number(i_)) {
      const auto digits = read_digits(t_, i_);
      if (!digits) return false;
      out_ = *digits;
      current_ = digits->millionths;
      have_ = any_ = true;
      least_ = kOne;
      i_ = digits->next;
      fraction_after();
      return true;
    }
    if (t_.is(i_, Role::article)) {
      if (t_.is(i_ + 1, Role::few) || t_.is(i_ + 1, Role::dozen)) return ++i_, true;
      if (t_.is(i_ + 1, Role::scale) || t_.is(i_ + 1, Role::hundred)) return ++i_, true;
      if (t_.is(i_ + 1, Role::half)) return ++i_, half_first();
      return false;
    }
    if (t_.is(i_, Role::half)) return half_first();
    if (t_.is(i_, Role::third_or_quarter)) return quarter_first();
    return true;
  }

  // "half a million", "نیم میلیون", "نصف مليون".
  bool half_first() {
    std::size_t next = i_ + 1;
    if (t_.is(next, Role::of)) ++next;
    if (t_.is(next, Role::article)) ++next;
    if (!t_.is(next, Role::scale) && !t_.is(next, Role::dozen)) return false;
    current_ = kOne / 2;
    have_ = any_ = true;
    least_ = 1;
    i_ = next;
    return true;
  }

  bool quarter_first() {
    std::size_t next = i_ + 1;
    if (t_.is(next, Role::of)) ++next;
    if (t_.is(next, Role::article)) ++next;
    if (!t_.is(next, Role::scale)) return false;
    current_ = kOne / t_.value(i_, Role::third_or_quarter);
    have_ = any_ = true;
    least_ = 1;
    i_ = next;
    return true;
  }

  // "3 1/2", "1/2": only before a scale, a unit or the end of the number; dates have their own reading.
  void fraction_after() {
    std::size_t slash = i_ + 1;
    if (out_.decimals > 0 || !t_.number(i_) || t_.glued(i_) || !t_.mark(slash, '/') || !t_.glued(slash) ||
        !t_.number(slash + 1) || !t_.glued(slash + 1))
      return;
    const std::uint64_t above = t_.at(i_)->number, below = t_.at(slash + 1)->number;
    if (below < 2 || below > 16 || above >= below) return;
    current_ += kOne * static_cast<Wide>(above) / static_cast<Wide>(below);
    i_ = slash + 2;
    least_ = 1;
  }

  bool more() {
    if (scale()) return true;
    std::size_t next = i_;
    bool joined = false;
    if (any_ && t_.is(next, Role::and_)) ++next, joined = true;
    if (any_ && !joined && t_.mark(next, '-') && t_.glued(next) && have_ && current_ % (10 * kOne) == 0 &&
        !out_.digits)
      ++next;  // twenty-five
    if (joined && half_after(next)) return true;
    return part(next, joined);
  }

  // "and a half", "ونصف", "و نیم" behind a unit or a scale.
  bool half_after(std::size_t next) {
    if (t_.is(next, Role::article)) ++next;
    const int parts = t_.is(next, Role::half)               ? 2
                      : t_.is(next, Role::third_or_quarter) ? t_.value(next, Role::third_or_quarter)
                                                            : 0;
    if (parts == 0 || !any_) return false;
    if (have_) {
      current_ += kOne / parts;
      least_ = 1;
      i_ = next + 1;
      return true;
    }
    if (last_scale_ == 0) return false;
    total_ += last_scale_ * kOne / parts;
    i_ = next + 1;
    if (t_.is(i_, Role::scale) && power_of_ten(t_.value(i_, Role::scale)) == last_scale_)
      ++i_;  // مليون ونصف مليون
    return true;
  }

  bool scale() {
    if (t_.mark(i_, '-') && t_.glued(i_) && t_.glued(i_ + 1) && t_.is(i_ + 1, Role::scale) && out_.digits &&
        have_ && last_scale_ == 0)
      ++i_;  // $5-million
    const bool plural = t_.is(i_, Role::plural_scale);
    int power = t_.is(i_, Role::scale) ? t_.value(i_, Role::scale)
                : plural               ? t_.value(i_, Role::plural_scale)
                                       : -1;
    if (power < 0 && t_.is(i_, Role::scale_letter) && out_.digits && have_ && !out_.scaled &&
        (t_.glued(i_) || letter_fits()))
      power = t_.value(i_, Role::scale_letter);
    if (power < 0 && t_.is(i_, Role::hundred)) return hundred();
    if (power < 0) return dual();
    if (plural && !have_ && !out_.vague) {
      if (any_) return false;
      out_.vague = any_ = true;
      return ++i_, true;
    }
    const Wide factor = power_of_ten(power);
    if (!have_ && last_scale_ != 0 && any_ && scale_glued_) {  // هزار میلیارد: the scale multiplies the term
      term_ *= factor;
    } else if (!have_ && any_ && !out_.vague) {
      return false;
    } else {
      if (last_scale_ != 0 && factor >= last_scale_) return false;
      total_ += term_;
      term_ = (have_ ? current_ : kOne) * factor;
    }
    if (term_ > kMostNumber || term_ < 0) return false;
    last_scale_ = factor;
    have_ = false;
    any_ = out_.scaled = scale_glued_ = true;
    current_ = 0;
    ++i_;
    return true;
  }

  // A letter with a space before it: "5 m" only when the word is no unit's.
  bool letter_fits() const {
    return t_.value(i_, Role::scale_letter) != 12 && t_.at(i_)->word->key.size() > 1;
  }

  bool hundred() {
    if (have_ && (current_ >= 100 * kOne || out_.decimals > 0)) return false;
    if (!have_ && any_ && last_scale_ == 0 && !out_.vague) return false;
    current_ = (have_ ? current_ : kOne) * 100;
    have_ = any_ = true;
    least_ = 100 * kOne;
    scale_glued_ = false;
    ++i_;
    return true;
  }

  bool dual() {
    if (!t_.is(i_, Role::scale_two) || have_) return false;
    const Wide factor = power_of_ten(t_.value(i_, Role::scale_two));
    if (last_scale_ != 0 && factor >= last_scale_) return false;
    total_ += term_;
    term_ = 2 * factor * kOne;
    last_scale_ = factor;
    any_ = out_.scaled = true;
    scale_glued_ = false;
    ++i_;
    return true;
  }

  // A unit, ten, hundred or dozen, or digits behind a scale, at token `next`.
  bool part(std::size_t next, bool joined) {
    if (t_.number(next)) return digits_part(next, joined);
    if (t_.is(next, Role::few)) {
      if (any_) return false;
      out_.vague = any_ = true;
      i_ = next + 1;
      return true;
    }
    if (t_.is(next, Role::dozen)) {
      if (joined || (have_ && current_ >= 100 * kOne)) return false;
      current_ = (have_ ? current_ : kOne) * 12;
      have_ = any_ = true;
      least_ = 1;
      i_ = next + 1;
      return true;
    }
    int value = -1;
    for (const Role role : {Role::unit, Role::tens, Role::hundreds})
      if (value < 0 && t_.is(next, role)) value = t_.value(next, role);
    if (have_ && !joined && t_.is(next, Role::ten_after) && current_ % (100 * kOne) < 10 * kOne &&
        current_ % (100 * kOne) > 0)
      value = 10;
    if (value < 0 || out_.digits) return have_ || value < 0 ? false : take(value, next, joined);
    return take(value, next, joined);
  }

  bool take(int value, std::size_t next, bool joined) {
    const Wide amount = value * kOne;
    if (!have_) {
      if (any_ && !joined && (t_.languages & kLatin) != 0 && last_scale_ == 0) return false;
      current_ = amount;
      least_ = granularity(value);
    } else {
      const Wide low = current_ % (100 * kOne);
      const bool teen = value == 10 && low > 0 && low < 10 * kOne;  // خمسة عشر
      const bool turned = joined && low > 0 && low < 10 * kOne && value >= 20 && value < 100;  // خمسة وعشرون
      if (!teen && !turned && (amount >= least_ || value == 0)) return false;
      if (!teen && !turned && !joined && !english_order(value)) return false;
      current_ += amount;
      least_ = std::min(least_, granularity(value));
    }
    have_ = any_ = true;
    scale_glued_ = false;
    i_ = next + 1;
    return true;
  }

  // Without "and": twenty five, two hundred fifty; Arabic and Persian always say "and".
  bool english_order(int value) const {
    return least_ == 100 * kOne ? value < 100 : least_ == 10 * kOne && value < 10;
  }

  static Wide granularity(int value) {
    return value >= 100 ? 100 * kOne : value >= 20 && value % 10 == 0 ? 10 * kOne : kOne;
  }

  // "36 million and 800 thousand", "3 million 200 thousand": only when the scale that follows is smaller.
  bool digits_part(std::size_t next, bool joined) {
    if (last_scale_ == 0 || have_ || (!joined && t_.glued(next))) return false;
    const auto digits = read_digits(t_, next);
    if (!digits || digits->millionths >= 1000 * kOne) return false;
    const bool scaled =
        t_.is(digits->next, Role::scale) && power_of_ten(t_.value(digits->next, Role::scale)) < last_scale_;
    if (!joined && !scaled) return false;
    if (joined && !scaled && (static_cast<unsigned char>(t_.at(next - 1)->word->key[0]) & 0x80) == 0)
      return false;
    if (!scaled && digits->millionths >= last_scale_ * kOne) return false;
    current_ = digits->millionths;
    have_ = true;
    least_ = kOne;
    scale_glued_ = false;
    i_ = digits->next;
    return true;
  }

  const Tokens& t_;
  std::size_t i_;
  Number out_;
  Wide total_ = 0;       // closed terms but the last
  Wide term_ = 0;        // the last term with a scale
  Wide current_ = 0;     // below the next scale
  Wide least_ = 0;       // the smallest place that current_ uses
  Wide last_scale_ = 0;  // of term_
  bool have_ = false, any_ = false;
  bool scale_glued_ = false;  // nothing stands between term_ and here
};

}  // namespace

std::optional<Number> read_digits(const Tokens& t, std::size_t i) {
  if (!t.number(i)) return std::nullopt;
  const Token* first = t.at(i);
  Number out;
  out.digits = true;
  Wide whole = static_cast<Wide>(first->number);
  int digits = first->digits;
  std::size_t next = i + 1;
  // Groups of three with one kind of separator; a full stop only when there are two or decimals follow a
  // comma.
  char separator = '\0';
  int groups = 0;
  if (first->digits <= 3) {
    while (t.number(next + 1) && t.glued(next) && t.glued(next + 1) && is_group_mark(t, next) &&
           t.at(next + 1)->digits == 3 && (separator == '\0' || t.mark(next, separator)) && digits < 16) {
      if (t.mark(next, '.') && groups == 0) {
        const bool again =
            t.mark(next + 2, '.') && t.glued(next + 2) && t.number(next + 3) && t.at(next + 3)->digits == 3;
        const bool comma = t.mark(next + 2, ',') && t.glued(next + 2) && t.number(next + 3) &&
                           t.glued(next + 3) && t.at(next + 3)->digits <= 2;
        if (!again && !comma) break;
      }
      separator = t.at(next)->mark;
      whole = whole * 1000 + static_cast<Wide>(t.at(next + 1)->number);
      digits += 3;
      ++groups;
      next += 2;
    }
  }
  Wide millionths = whole * kOne;
  const bool point =
      t.mark(next, 'd') || (t.mark(next, '.') && separator != '.') ||
      (t.mark(next, ',') && separator != ',' && t.number(next + 1) && t.at(next + 1)->digits <= 2) ||
      (t.mark(next, '/') && (t.languages & kPersian) != 0 && t.number(next + 1) &&
       t.at(next + 1)->digits <= 2 && t.is(next + 2, Role::scale));
  if (point && t.glued(next) && t.glued(next + 1) && t.number(next + 1)) {
    const Token* after = t.at(next + 1);
    Wide unit = kOne;
    for (int n = 0; n < after->digits; ++n) unit /= 10;
    const int kept = std::min<int>(after->digits, 6);
    std::uint64_t fraction = after->number;
    for (int n = after->digits; n > kept; --n) fraction /= 10;
    if (after->digits > 6) unit = 1;
    millionths += static_cast<Wide>(fraction) * unit;
    out.decimals = after->digits;
    next += 2;
  }
  if (millionths > kMostNumber) return std::nullopt;
  out.millionths = millionths;
  out.next = next;
  return out;
}

std::optional<Number> read_number(const Tokens& tokens, std::size_t i) { return Reader(tokens, i).read(); }

std::string decimal_text(Wide millionths) {
  const bool minus = millionths < 0;
  if (minus) millionths = -millionths;
  Wide whole = millionths / kOne;
  int fraction = static_cast<int>(millionths % kOne);
  std::string digits;
  do {
    digits += static_cast<char>('0' + static_cast<int>(whole % 10));
    whole /= 10;
  } while (whole > 0);
  if (minus) digits += '-';
  std::reverse(digits.begin(), digits.end());
  if (fraction == 0) return digits;
  std::string tail = std::to_string(fraction);
  tail.insert(0, 6 - tail.size(), '0');
  while (tail.back() == '0') tail.pop_back();
  return digits + "." + tail;
}

}  // namespace clew::annotate
