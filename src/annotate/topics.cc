#include "annotate/topics.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace clew::annotate {
namespace {

struct Entry {
  std::string_view word;  // lower case; Arabic script with ی ک ه ا for ي ك ة أإآ
  Topic topic;
};

constexpr std::array kEntries = {
    Entry{"phone", Topic::phone},
    Entry{"phones", Topic::phone},
    Entry{"telephone", Topic::phone},
    Entry{"tel", Topic::phone},
    Entry{"tél", Topic::phone},
    Entry{"telefon", Topic::phone},
    Entry{"téléphone", Topic::phone},
    Entry{"mobile", Topic::phone},
    Entry{"mob", Topic::phone},
    Entry{"mobil", Topic::phone},
    Entry{"cell", Topic::phone},
    Entry{"cellphone", Topic::phone},
    Entry{"handy", Topic::phone},
    Entry{"call", Topic::phone},
    Entry{"whatsapp", Topic::phone},
    Entry{"viber", Topic::phone},
    Entry{"landline", Topic::phone},
    Entry{"pager", Topic::phone},
    Entry{"تلفن", Topic::phone},
    Entry{"موبایل", Topic::phone},
    Entry{"همراه", Topic::phone},
    Entry{"تماس", Topic::phone},
    Entry{"واتساپ", Topic::phone},
    Entry{"هاتف", Topic::phone},
    Entry{"الهاتف", Topic::phone},
    Entry{"جوال", Topic::phone},
    Entry{"الجوال", Topic::phone},
    Entry{"موبایلی", Topic::phone},
    Entry{"محمول", Topic::phone},
    Entry{"المحمول", Topic::phone},
    Entry{"تلفون", Topic::phone},
    Entry{"fax", Topic::fax},
    Entry{"telefax", Topic::fax},
    Entry{"فکس", Topic::fax},
    Entry{"فاکس", Topic::fax},
    Entry{"نمابر", Topic::fax},
    Entry{"دورنگار", Topic::fax},
    Entry{"card", Topic::card},
    Entry{"visa", Topic::card},
    Entry{"mastercard", Topic::card},
    Entry{"amex", Topic::card},
    Entry{"karte", Topic::card},
    Entry{"کارت", Topic::card},
    Entry{"بطاقه", Topic::card},
    Entry{"البطاقه", Topic::card},
    Entry{"bic", Topic::bank_code},
    Entry{"swift", Topic::bank_code},
    Entry{"سوییفت", Topic::bank_code},
    Entry{"سوئیفت", Topic::bank_code},
    Entry{"سویفت", Topic::bank_code},
    Entry{"passport", Topic::passport},
    Entry{"passports", Topic::passport},
    Entry{"reisepass", Topic::passport},
    Entry{"passeport", Topic::passport},
    Entry{"pasaport", Topic::passport},
    Entry{"pp", Topic::passport},
    Entry{"گذرنامه", Topic::passport},
    Entry{"پاسپورت", Topic::passport},
    Entry{"جواز", Topic::passport},
    Entry{"الجواز", Topic::passport},
    Entry{"جوازه", Topic::passport},
    Entry{"national", Topic::national_number},
    Entry{"identity", Topic::national_number},
    Entry{"kimlik", Topic::national_number},
    Entry{"tckn", Topic::national_number},
    Entry{"ملی", Topic::national_number},
    Entry{"کدملی", Topic::national_number},
    Entry{"قومی", Topic::national_number},
    Entry{"القومی", Topic::national_number},
    Entry{"وطنی", Topic::national_number},
    Entry{"الوطنی", Topic::national_number},
    Entry{"هویه", Topic::national_number},
    Entry{"الهویه", Topic::national_number},
    Entry{"تذکره", Topic::national_number},
    Entry{"ssn", Topic::social_security},
    Entry{"social", Topic::social_security},
    Entry{"imo", Topic::ship},
    Entry{"mmsi", Topic::ship_radio},
    Entry{"tail", Topic::aircraft},
    Entry{"aircraft", Topic::aircraft},
    Entry{"plane", Topic::aircraft},
    Entry{"airplane", Topic::aircraft},
    Entry{"jet", Topic::aircraft},
    Entry{"helicopter", Topic::aircraft},
    Entry{"boeing", Topic::aircraft},
    Entry{"airbus", Topic::aircraft},
    Entry{"هواپیما", Topic::aircraft},
    Entry{"هواپیمای", Topic::aircraft},
    Entry{"بالگرد", Topic::aircraft},
    Entry{"طائره", Topic::aircraft},
    Entry{"طاپره", Topic::aircraft},
    Entry{"طایره", Topic::aircraft},
    Entry{"الطایره", Topic::aircraft},
    Entry{"company", Topic::company},
    Entry{"crn", Topic::company},
    Entry{"incorporated", Topic::company},
    Entry{"registered", Topic::company},
    Entry{"handelsregister", Topic::company},
    Entry{"hrb", Topic::company},
    Entry{"siren", Topic::company},
    Entry{"ثبت", Topic::company},
    Entry{"شناسه", Topic::company},
    Entry{"تجاری", Topic::company},
    Entry{"التجاری", Topic::company},
    Entry{"lei", Topic::entity_code},
    Entry{"coordinates", Topic::place},
    Entry{"coords", Topic::place},
    Entry{"position", Topic::place},
    Entry{"gps", Topic::place},
    Entry{"latitude", Topic::place},
    Entry{"lat", Topic::place},
    Entry{"مختصات", Topic::place},
    Entry{"احداثیات", Topic::place},
    Entry{"الاحداثیات", Topic::place},
};

std::size_t hash_of(std::string_view word) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash ^ hash >> 15;
}

// Open addressing; made once.
struct Table {
  static constexpr std::size_t kSlots = 512;
  std::array<const Entry*, kSlots> slots{};
  Table() {
    for (const Entry& entry : kEntries) {
      std::size_t at = hash_of(entry.word) % kSlots;
      while (slots[at] != nullptr) at = (at + 1) % kSlots;
      slots[at] = &entry;
    }
  }
};

Topic topic_of(std::string_view word) {
  static const Table table;
  if (word.size() < 2) return Topic::none;
  for (std::size_t at = hash_of(word) % Table::kSlots; table.slots[at] != nullptr;
       at = (at + 1) % Table::kSlots)
    if (table.slots[at]->word == word) return table.slots[at]->topic;
  return Topic::none;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

// Lower case, one form of each Arabic letter, no marks, joiners or Arabic punctuation.
void append_folded_word(std::string& to, std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    if (c >= 'A' && c <= 'Z') {
      to += static_cast<char>(c + ('a' - 'A'));
    } else if (c < 0xD8 || c > 0xDB || i + 1 >= word.size()) {
      if (c == 0xE2 && i + 2 < word.size()) {
        i += 2;  // general punctuation: joiners, direction marks, quotes
      } else {
        to += word[i];
      }
    } else {
      const unsigned code = (c & 0x1Fu) << 6 | (static_cast<unsigned char>(word[++i]) & 0x3Fu);
      if ((code >= 0x64B && code <= 0x65F) || code == 0x640 || code == 0x60C || code == 0x61B ||
          code == 0x61F)
        continue;
      if (code == 0x64A || code == 0x649 || code == 0x626) {
        to += "ی";
      } else if (code == 0x643) {
        to += "ک";
      } else if (code == 0x629) {
        to += "ه";
      } else if (code == 0x622 || code == 0x623 || code == 0x625) {
        to += "ا";
      } else {
        to.append(word, i - 1, 2);
      }
    }
  }
}

constexpr std::size_t kBytes = 96;

bool is_joiner(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kJoiners = {"and",    "or", "no", "nr",
                                                               "number", "و",  "یا", "او"};
  return std::find(kJoiners.begin(), kJoiners.end(), word) != kJoiners.end();
}
bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Topic topic_before(std::string_view text, std::size_t at) {
  const std::size_t low = at > kBytes ? at - kBytes : 0;
  std::string word;
  bool other = false;
  for (int words = 0; at > low && words < 7; ++words) {
    while (at > low && !is_word_byte(text[at - 1])) --at;
    const std::size_t end = at;
    while (at > low && is_word_byte(text[at - 1])) --at;
    word.clear();
    append_folded_word(word, text.substr(at, end - at));
    const Topic topic = topic_of(word);
    if (topic != Topic::none) return topic;
    if (has_digit(word) && other) return Topic::none;
    other = other || !(has_digit(word) || is_joiner(word));
  }
  return Topic::none;
}

bool numbered_before(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 14> kNumber = {
      "no",  "number", "nr",    "num", "reg", "registration", "crn",
      "hrb", "siren",  "شماره", "رقم", "ملی", "برقم",         "nummer"};
  const std::size_t low = at > kBytes ? at - kBytes : 0;
  while (at > low && !is_word_byte(text[at - 1])) --at;
  const std::size_t end = at;
  while (at > low && is_word_byte(text[at - 1])) --at;
  std::string word;
  append_folded_word(word, text.substr(at, end - at));
  return std::find(kNumber.begin(), kNumber.end(), word) != kNumber.end();
}

Topic topic_after(std::string_view text, std::size_t at) {
  const std::size_t high = std::min(text.size(), at + kBytes);
  std::string word;
  for (int words = 0; at < high && words < 3; ++words) {
    while (at < high && !is_word_byte(text[at])) ++at;
    const std::size_t start = at;
    while (at < high && is_word_byte(text[at])) ++at;
    word.clear();
    append_folded_word(word, text.substr(start, at - start));
    const Topic topic = topic_of(word);
    if (topic != Topic::none) return topic;
  }
  return Topic::none;
}

}  // namespace clew::annotate
