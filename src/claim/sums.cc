#include "claim/sums.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "text/characters.h"

namespace clew::claim {
namespace {

// ISO 4217, those in use.
constexpr std::string_view kCodes =
    " aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn bzd "
    "cad cdf chf clp "
    "cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl "
    "htg huf idr "
    "ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga "
    "mkd mmk mnt "
    "mop mru mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub "
    "rwf sar sbd "
    "scr sdg sek sgd shp sll sos srd ssp stn svc syp szl thb tjs tmt tnd top try ttd twd tzs uah ugx usd uyu "
    "uzs ves vnd "
    "vuv wst xaf xcd xof xpf yer zar zmw ";

// Digits of any of the three scripts as ASCII, marks as they are; everything else ends the number.
std::string digits_of(std::string_view text) {
  std::string out;
  bool ended = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::Char c = text::char_at(text, at);
    at += c.length;
    char digit = 0;
    if (c.code >= '0' && c.code <= '9') digit = static_cast<char>(c.code);
    if (c.code >= 0x660 && c.code <= 0x669) digit = static_cast<char>('0' + (c.code - 0x660));
    if (c.code >= 0x6F0 && c.code <= 0x6F9) digit = static_cast<char>('0' + (c.code - 0x6F0));
    if (digit != 0) {
      if (ended) return {};
      out += digit;
    } else if (c.code == '.' || c.code == ',' || c.code == '\'' || c.code == ' ' || c.code == 0xA0 ||
               c.code == 0x202F) {
      if (!out.empty() && !ended) out += c.code == '.' ? '.' : c.code == ',' ? ',' : ' ';
    } else if (c.code == 0x66C || c.code == 0x66B) {  // Arabic marks of groups and decimals
      if (!out.empty()) out += c.code == 0x66C ? ',' : '.';
    } else if (c.code == '(' || c.code == '-' || c.code == 0x2212) {
      if (out.empty()) return {};
    } else if (!out.empty()) {
      ended = true;
    }
  }
  while (!out.empty() && (out.back() < '0' || out.back() > '9')) out.pop_back();
  return out;
}

}  // namespace

std::optional<double> read_sum(std::string_view text) {
  const std::string digits = digits_of(text);
  if (digits.empty() || digits.size() > 24) return std::nullopt;
  // The last mark is the decimal one where what follows it is no group of three, or where another mark stands
  // before.
  const std::size_t last = digits.find_last_of(".,");
  std::size_t decimal = std::string::npos;
  if (last != std::string::npos) {
    const std::size_t after = digits.size() - last - 1;
    const char other = digits[last] == '.' ? ',' : '.';
    const bool mixed = digits.find(other) < last;
    const bool repeated = digits.find(digits[last]) < last;
    if (mixed || (!repeated && after != 3)) decimal = last;
  }
  std::string plain;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] >= '0' && digits[i] <= '9') plain += digits[i];
    if (i == decimal) plain += '.';
  }
  double value = 0;
  const auto [end, status] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (status != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
  return value;
}

std::string currency_code(std::string_view word) {
  if (word.size() != 3) return {};
  std::string lower(word), code(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (kCodes.find(' ' + lower + ' ') == std::string_view::npos) return {};
  for (char& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return code;
}

}  // namespace clew::claim
