#include "text/clitics.h"

#include <algorithm>
#include <iterator>

namespace clew::text {
namespace {

constexpr std::string_view kZwnj = "\u200C";
constexpr std::string_view kEndings[] = {"ها",     "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان",
                                         "هایشان", "ام",  "ات",   "اش",   "مان",  "تان",  "شان",    "ای",
                                         "ی",      "ایم", "اید",  "اند",  "یی",   "ترین", "تر"};

std::size_t letters_of(std::string_view s) {
  return static_cast<std::size_t>(std::count_if(
      s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

Front arabic_front(std::string_view word) {
  if (word.size() < 6 || word.size() > 120) return {};
  std::size_t at = 0;
  const auto begins = [&](std::string_view s) { return word.substr(at).starts_with(s); };
  const auto leaves = [&](std::size_t bytes, std::size_t n) {
    return letters_of(word.substr(at + bytes)) >= n;
  };
  if (begins("ال") && leaves(4, 2)) return {4, true};
  if ((begins("و") || begins("ف")) && leaves(2, 3)) at += 2;
  if (begins("لل") && leaves(4, 2)) return {static_cast<std::uint8_t>(at + 4), true};
  const std::size_t conjunction = at;
  if ((begins("ب") || begins("ك") || begins("ل") || begins("س")) && leaves(2, 3)) at += 2;
  if (begins("ال") && leaves(4, 2)) return {static_cast<std::uint8_t>(at + 4), true};
  if (conjunction > 0 && at > conjunction) at = conjunction;  // "ولد": one letter is guess enough
  return {static_cast<std::uint8_t>(at), false};
}

std::uint8_t persian_back(std::string_view word) {
  const std::size_t joint = word.rfind(kZwnj);
  if (joint == std::string_view::npos || joint == 0 || word.size() > 250) return 0;
  const std::string_view ending = word.substr(joint + kZwnj.size());
  if (std::find(std::begin(kEndings), std::end(kEndings), ending) == std::end(kEndings)) return 0;
  return static_cast<std::uint8_t>(word.size() - joint);
}

}  // namespace clew::text
