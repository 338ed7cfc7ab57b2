#include "annotate/lexicon.h"

#include <algorithm>

namespace clew::annotate {
namespace {

// Latin-1 Supplement and Latin Extended-A, U+00C0 to U+017F, without their accents; '.' is no letter.
constexpr std::string_view kPlain =
    "aaaaaaaceeeeiiiidnooooo.ouuuuyts"   // C0-DF
    "aaaaaaaceeeeiiiidnooooo.ouuuuyty"   // E0-FF
    "aaaaaaccccccccddddeeeeeeeeeegggg"   // 100-11F
    "gggghhhhiiiiiiiiiiiijjkkklllllll"   // 120-13F
    "lllnnnnnnnnnoooooooorrrrrrssssss"   // 140-15F
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // 160-17F

void fold_arabic(unsigned code, std::string_view bytes, std::string& to) {
  if ((code >= 0x610 && code <= 0x61A) || (code >= 0x64B && code <= 0x65F) || code == 0x640 || code == 0x670)
    return;
  switch (code) {
    case 0x64A:
    case 0x649:
    case 0x626:
      to += "ی";
      return;
    case 0x643:
      to += "ک";
      return;
    case 0x629:
    case 0x6C0:
    case 0x6D5:
      to += "ه";
      return;
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
      to += "ا";
      return;
    case 0x624:
      to += "و";
      return;
    default:
      to += bytes;
  }
}

void fold_cyrillic(unsigned code, std::string& to) {
  if (code >= 0x410 && code <= 0x42F) code += 0x20;
  to += static_cast<char>(0xC0 | code >> 6);
  to += static_cast<char>(0x80 | (code & 0x3F));
}

std::string folded_key(std::string_view word) {
  std::string key;
  for (std::size_t at = 0; at < word.size();) at += fold_character(word, at, key);
  return key;
}

template <class Take>
void each_word(std::string_view words, Take take) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end > 0) take(words.substr(0, end));
    words.remove_prefix(std::min(words.size(), end + 1));
  }
}

}  // namespace

std::size_t fold_character(std::string_view text, std::size_t at, std::string& to) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) {
    to += first >= 'A' && first <= 'Z' ? static_cast<char>(first + ('a' - 'A')) : text[at];
    return 1;
  }
  const auto second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0u;
  if (first >= 0xC2 && first < 0xE0 && (second & 0xC0) == 0x80) {
    const unsigned code = (first & 0x1Fu) << 6 | (second & 0x3Fu);
    if (code >= 0xC0 && code <= 0x17F) {
      to += kPlain[code - 0xC0];
    } else if (code >= 0x600) {
      fold_arabic(code, text.substr(at, 2), to);
    } else if (code >= 0x400 && code <= 0x45F) {
      fold_cyrillic(code, to);
    } else {
      to.append(text, at, 2);
    }
    return 2;
  }
  if (first == 0xE2 && second == 0x80 && at + 2 < text.size()) return 3;  // joiners, direction signs, quotes
  to += text[at];
  return 1;
}

const Lexicon& Lexicon::get() {
  static const Lexicon lexicon;
  return lexicon;
}

LexiconWord& Lexicon::word(std::string_view key) {
  const std::uint32_t hash = hash_of(key);
  std::size_t at = hash & (kSlots - 1);
  for (; slots_[at].word != kNone; at = (at + 1) & (kSlots - 1))
    if (slots_[at].hash == hash && words_[slots_[at].word].key == key) return words_[slots_[at].word];
  filter_[hash >> 6 & (kSlots - 1)] |= std::uint64_t{1} << (hash & 63);
  slots_[at] = {hash, static_cast<std::uint16_t>(words_.size())};
  words_.emplace_back().key = key;
  return words_.back();
}

void Lexicon::add(std::string_view words, Role role, int value, std::uint8_t languages) {
  each_word(words, [&](std::string_view raw) {
    const std::string key = folded_key(raw);
    const auto parts = std::count(key.begin(), key.end(), '_') + 1;
    if (parts > 1) {
      LexiconWord& head = word(std::string_view(key).substr(0, key.find('_')));
      head.phrase_words = static_cast<std::uint8_t>(std::max<long>(head.phrase_words, parts));
    }
    LexiconWord& entry = word(key);
    for (std::size_t i = 0; i < entry.count; ++i) {
      if (entry.senses[i].role == role && entry.senses[i].value == value) {
        entry.senses[i].languages |= languages;
        return;
      }
    }
    entry.roles.add(role);
    if (entry.count < LexiconWord::kMost)
      entry.senses[entry.count++] = {role, languages, static_cast<std::int16_t>(value)};
  });
}

void Lexicon::add_currencies() {
  const auto add_lines = [&](std::span<const CurrencyLine> lines, Role role) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const int value = static_cast<int>(i);
      add(lines[i].latin, role, value, kAll);
      add(lines[i].persian, role, value, kPersian);
      add(lines[i].arabic, role, value, kArabic);
    }
  };
  add_lines(currency_words(), Role::currency);
  add_lines(minor_words(), Role::minor);
  add_lines(symbols(), Role::symbol);
  int index = 0;
  each_word(currency_codes(), [&](std::string_view code) {
    add(code, Role::code, index, kAll);
    add("m" + std::string(code), Role::million_code, index, kAll);
    ++index;
  });
  for (std::size_t i = 0; i < countries().size(); ++i) {
    add(countries()[i].latin, Role::country, static_cast<int>(i), kAll);
    add(countries()[i].persian, Role::country, static_cast<int>(i), kPersian);
    add(countries()[i].arabic, Role::country, static_cast<int>(i), kArabic);
  }
}

Lexicon::Lexicon() : slots_(kSlots), filter_(kSlots) {
  words_.reserve(4096);
  for (const WordLine& line : english_words()) add(line.words, line.role, line.value, kAll);
  for (const WordLine& line : european_words()) add(line.words, line.role, line.value, kAll);
  for (const WordLine& line : persian_words()) add(line.words, line.role, line.value, kPersian);
  for (const WordLine& line : arabic_words()) add(line.words, line.role, line.value, kArabic);
  add_currencies();
}

}  // namespace clew::annotate
