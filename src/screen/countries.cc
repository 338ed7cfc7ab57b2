#include "screen/countries.h"

#include <unicode/locid.h>

#include <unordered_map>

#include "base/fold.h"

namespace clew::screen {
namespace {

struct Form {
  std::string_view name, code;
};
// As lists write them, where ICU does not.
constexpr Form kForms[] = {
    {"iran islamic republic of", "ir"},
    {"islamic republic of iran", "ir"},
    {"russian federation", "ru"},
    {"syrian arab republic", "sy"},
    {"korea north", "kp"},
    {"democratic people s republic of korea", "kp"},
    {"dprk", "kp"},
    {"north korea", "kp"},
    {"korea south", "kr"},
    {"republic of korea", "kr"},
    {"south korea", "kr"},
    {"libyan arab jamahiriya", "ly"},
    {"democratic republic of the congo", "cd"},
    {"congo democratic republic of the", "cd"},
    {"congo democratic republic", "cd"},
    {"republic of the congo", "cg"},
    {"congo", "cg"},
    {"united states of america", "us"},
    {"usa", "us"},
    {"uk", "gb"},
    {"great britain", "gb"},
    {"palestinian", "ps"},
    {"palestine", "ps"},
    {"state of palestine", "ps"},
    {"occupied palestinian territory", "ps"},
    {"venezuela bolivarian republic of", "ve"},
    {"bolivia plurinational state of", "bo"},
    {"tanzania united republic of", "tz"},
    {"united republic of tanzania", "tz"},
    {"moldova republic of", "md"},
    {"republic of moldova", "md"},
    {"ivory coast", "ci"},
    {"cote d ivoire", "ci"},
    {"burma", "mm"},
    {"myanmar", "mm"},
    {"turkey", "tr"},
    {"turkiye", "tr"},
    {"czech republic", "cz"},
    {"macedonia", "mk"},
    {"swaziland", "sz"},
    {"viet nam", "vn"},
    {"lao people s democratic republic", "la"},
    {"uae", "ae"},
    {"hong kong", "hk"},
    {"taiwan province of china", "tw"},
    {"the gambia", "gm"},
    {"holy see", "va"},
    {"ussr", "ru"},
};

std::unordered_map<std::string, std::string> make_table() {
  std::unordered_map<std::string, std::string> table;
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    std::string lower(*code);
    for (char& c : lower) c = static_cast<char>(c + 32);
    table.emplace(lower, lower);
    const icu::Locale country("", *code);
    for (const char* language : {"en", "fr", "de", "fa", "ar", "ru"}) {
      icu::UnicodeString name;
      country.getDisplayCountry(icu::Locale(language), name);
      std::string utf8;
      name.toUTF8String(utf8);
      table.emplace(folded(utf8), lower);
    }
  }
  for (const Form& form : kForms) table.insert_or_assign(std::string(form.name), std::string(form.code));
  return table;
}

}  // namespace

std::string country_code(std::string_view words) {
  static const std::unordered_map<std::string, std::string> kTable = make_table();
  std::string key = folded(words);
  if (const auto found = kTable.find(key); found != kTable.end()) return found->second;
  if (key.starts_with("the ")) return country_code(key.substr(4));
  return {};
}

}  // namespace clew::screen
