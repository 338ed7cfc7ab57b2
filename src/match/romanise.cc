#include "match/romanise.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <string>

#include "base/fold.h"
#include "base/utf8.h"

namespace clew::match {
namespace {

struct Letter {
  char32_t c;
  std::string_view latin;
};

// Folded letters only: accents are gone (Russian й is и here), and so are capitals.
constexpr Letter kLetters[] = {
    // Latin letters that do not come apart.
    {U'æ', "ae"},
    {U'ø', "o"},
    {U'œ', "oe"},
    {U'ł', "l"},
    {U'đ', "d"},
    {U'ð', "d"},
    {U'þ', "th"},
    {U'ı', "i"},
    {U'ə', "a"},
    {U'ŋ', "n"},
    {U'ħ', "h"},
    {U'ß', "ss"},
    {U'ɛ', "e"},
    {U'ɔ', "o"},
    {U'ɓ', "b"},
    {U'ɗ', "d"},
    {U'ƙ', "k"},
    {U'ƴ', "y"},
    {U'ŧ', "t"},
    // Cyrillic.
    {U'а', "a"},
    {U'б', "b"},
    {U'в', "v"},
    {U'г', "g"},
    {U'д', "d"},
    {U'е', "e"},
    {U'ж', "zh"},
    {U'з', "z"},
    {U'и', "i"},
    {U'к', "k"},
    {U'л', "l"},
    {U'м', "m"},
    {U'н', "n"},
    {U'о', "o"},
    {U'п', "p"},
    {U'р', "r"},
    {U'с', "s"},
    {U'т', "t"},
    {U'у', "u"},
    {U'ф', "f"},
    {U'х', "kh"},
    {U'ц', "ts"},
    {U'ч', "ch"},
    {U'ш', "sh"},
    {U'щ', "shch"},
    {U'ъ', ""},
    {U'ы', "y"},
    {U'ь', ""},
    {U'э', "e"},
    {U'ю', "yu"},
    {U'я', "ya"},
    {U'є', "ye"},
    {U'і', "i"},
    {U'ґ', "g"},
    {U'ђ', "dj"},
    {U'ј', "j"},
    {U'љ', "lj"},
    {U'њ', "nj"},
    {U'ћ', "c"},
    {U'џ', "dz"},
    {U'ѕ', "dz"},
    {U'ә', "a"},
    {U'ғ', "gh"},
    {U'қ', "k"},
    {U'ң', "n"},
    {U'ө', "o"},
    {U'ұ', "u"},
    {U'ү', "u"},
    {U'һ', "h"},
    {U'ҳ', "h"},
    {U'ҷ', "j"},
    {U'ѣ', "e"},
    {U'ѳ', "f"},
    {U'ѵ', "i"},
    // Greek.
    {U'α', "a"},
    {U'β', "v"},
    {U'γ', "g"},
    {U'δ', "d"},
    {U'ε', "e"},
    {U'ζ', "z"},
    {U'η', "i"},
    {U'θ', "th"},
    {U'ι', "i"},
    {U'κ', "k"},
    {U'λ', "l"},
    {U'μ', "m"},
    {U'ν', "n"},
    {U'ξ', "x"},
    {U'ο', "o"},
    {U'π', "p"},
    {U'ρ', "r"},
    {U'σ', "s"},
    {U'ς', "s"},
    {U'τ', "t"},
    {U'υ', "y"},
    {U'φ', "f"},
    {U'χ', "ch"},
    {U'ψ', "ps"},
    {U'ω', "o"},
    // Armenian, as it is said in the east.
    {U'ա', "a"},
    {U'բ', "b"},
    {U'գ', "g"},
    {U'դ', "d"},
    {U'ե', "e"},
    {U'զ', "z"},
    {U'է', "e"},
    {U'ը', "y"},
    {U'թ', "t"},
    {U'ժ', "zh"},
    {U'ի', "i"},
    {U'լ', "l"},
    {U'խ', "kh"},
    {U'ծ', "ts"},
    {U'կ', "k"},
    {U'հ', "h"},
    {U'ձ', "dz"},
    {U'ղ', "gh"},
    {U'ճ', "ch"},
    {U'մ', "m"},
    {U'յ', "y"},
    {U'ն', "n"},
    {U'շ', "sh"},
    {U'ո', "o"},
    {U'չ', "ch"},
    {U'պ', "p"},
    {U'ջ', "j"},
    {U'ռ', "r"},
    {U'ս', "s"},
    {U'վ', "v"},
    {U'տ', "t"},
    {U'ր', "r"},
    {U'ց', "ts"},
    {U'ւ', "v"},
    {U'փ', "p"},
    {U'ք', "k"},
    {U'օ', "o"},
    {U'ֆ', "f"},
    {U'և', "ev"},
    // Georgian.
    {U'ა', "a"},
    {U'ბ', "b"},
    {U'გ', "g"},
    {U'დ', "d"},
    {U'ე', "e"},
    {U'ვ', "v"},
    {U'ზ', "z"},
    {U'თ', "t"},
    {U'ი', "i"},
    {U'კ', "k"},
    {U'ლ', "l"},
    {U'მ', "m"},
    {U'ნ', "n"},
    {U'ო', "o"},
    {U'პ', "p"},
    {U'ჟ', "zh"},
    {U'რ', "r"},
    {U'ს', "s"},
    {U'ტ', "t"},
    {U'უ', "u"},
    {U'ფ', "p"},
    {U'ქ', "k"},
    {U'ღ', "gh"},
    {U'ყ', "k"},
    {U'შ', "sh"},
    {U'ჩ', "ch"},
    {U'ც', "ts"},
    {U'ძ', "dz"},
    {U'წ', "ts"},
    {U'ჭ', "ch"},
    {U'ხ', "kh"},
    {U'ჯ', "j"},
    {U'ჰ', "h"},
};

// Two letters that are one sound.
struct Pair {
  char32_t first, second;
  std::string_view latin;
};
constexpr Pair kPairs[] = {
    {U'ο', U'υ', "ou"},  {U'α', U'ι', "ai"}, {U'ε', U'ι', "ei"}, {U'ο', U'ι', "oi"}, {U'α', U'υ', "av"},
    {U'ε', U'υ', "ev"},  {U'μ', U'π', "b"},  {U'ν', U'τ', "d"},  {U'γ', U'κ', "g"},  {U'γ', U'γ', "ng"},
    {U'γ', U'χ', "nch"}, {U'τ', U'ζ', "tz"}, {U'ո', U'ւ', "u"},  {U'к', U'с', "ks"},
};

/// Arabic letters in the order of their bytes, and how they are written where no model tells. A vowel stands
/// where vowel() says so.
constexpr Letter kNative[] = {
    {U'ا', "a"},
    {U'ب', "b"},
    {U'پ', "p"},
    {U'ت', "t"},
    {U'ث', "th"},
    {U'ج', "j"},
    {U'چ', "ch"},
    {U'ح', "h"},
    {U'خ', "kh"},
    {U'د', "d"},
    {U'ذ', "dh"},
    {U'ر', "r"},
    {U'ز', "z"},
    {U'ژ', "zh"},
    {U'س', "s"},
    {U'ش', "sh"},
    {U'ص', "s"},
    {U'ض', "d"},
    {U'ط', "t"},
    {U'ظ', "z"},
    {U'ع', "a"},
    {U'غ', "gh"},
    {U'ف', "f"},
    {U'ق', "q"},
    {U'ک', "k"},
    {U'گ', "g"},
    {U'ل', "l"},
    {U'م', "m"},
    {U'ن', "n"},
    {U'و', "u"},
    {U'ه', "h"},
    {U'ی', "i"},
    {U'ء', ""},
    {U'ٹ', "t"},
    {U'ڈ', "d"},
    {U'ڑ', "r"},
    {U'ں', "n"},
    {U'ھ', "h"},
    {U'ے', "e"},
    {U'ڤ', "v"},
    {U'ښ', "sh"},
    {U'ږ', "g"},
    {U'ځ', "dz"},
    {U'څ', "ts"},
    {U'ټ', "t"},
    {U'ډ', "d"},
    {U'ړ', "r"},
    {U'ڼ', "n"},
    {U'ې', "e"},
    {U'ڕ', "r"},
    {U'ڵ', "l"},
    {U'ۆ', "o"},
    {U'ڭ', "ng"},
    // Hebrew; finals and others alike.
    {U'א', "a"},
    {U'ב', "b"},
    {U'ג', "g"},
    {U'ד', "d"},
    {U'ה', "h"},
    {U'ו', "o"},
    {U'ז', "z"},
    {U'ח', "h"},
    {U'ט', "t"},
    {U'י', "i"},
    {U'כ', "k"},
    {U'ל', "l"},
    {U'מ', "m"},
    {U'נ', "n"},
    {U'ס', "s"},
    {U'ע', "a"},
    {U'פ', "p"},
    {U'צ', "ts"},
    {U'ק', "k"},
    {U'ר', "r"},
    {U'ש', "sh"},
    {U'ת', "t"},
};
static_assert(std::size(kNative) < kNativeLetters);
constexpr std::size_t kArabicLetters = 53;

char32_t plain_hebrew(char32_t c) {
  switch (c) {
    case U'ך':
      return U'כ';
    case U'ם':
      return U'מ';
    case U'ן':
      return U'נ';
    case U'ף':
      return U'פ';
    case U'ץ':
      return U'צ';
    default:
      return c;
  }
}

/// Letters below U+0600 and Georgian by their number.
struct LetterTable {
  std::array<std::string_view, 0x600> low{};
  std::array<std::string_view, 0x30> georgian{};
  std::array<bool, 0x600> known{};
  std::array<std::uint8_t, 0x200> native{};  // from U+0580 on
  LetterTable() {
    for (const Letter& letter : kLetters) {
      if (letter.c < low.size()) {
        low[letter.c] = letter.latin;
        known[letter.c] = true;
      } else if (letter.c >= 0x10D0 && letter.c < 0x1100) {
        georgian[letter.c - 0x10D0] = letter.latin;
      }
    }
    for (std::size_t i = 0; i < std::size(kNative); ++i)
      native[kNative[i].c - 0x580] = static_cast<std::uint8_t>(i + 1);
  }
};
const LetterTable& table() {
  static const LetterTable made;
  return made;
}

std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    at += static_cast<std::size_t>(c.length);
    if (c.valid && c.character != U' ') out += c.character;
  }
  return out;
}

/// The letters and digits of ASCII in what ICU makes of it; words stay apart.
std::string by_icu(std::string_view word) {
  thread_local const std::unique_ptr<icu::Transliterator> any_to_latin = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  if (!any_to_latin) return {};
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  any_to_latin->transliterate(text);
  std::string made, out;
  text.toUTF8String(made);
  for (const char c : folded(made)) {
    const bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (keep) out += c;
    if (c == ' ' && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_vowel_letter(std::uint8_t letter) {
  const char32_t c = kNative[letter - 1].c;
  return c == U'ا' || c == U'و' || c == U'ی' || c == U'ع' || c == U'ے' || c == U'ې' || c == U'ۆ' ||
         c == U'א' || c == U'ו' || c == U'י' || c == U'ע';
}

/// Consonants with an "a" between two of them: good enough to be shown, and for keys.
std::string plain_of_native(std::string_view native) {
  std::string out;
  for (std::size_t i = 0; i < native.size(); ++i) {
    const auto letter = static_cast<std::uint8_t>(native[i]);
    const std::string_view latin = kNative[letter - 1].latin;
    const bool vowel = is_vowel_letter(letter);
    if (vowel) {
      // At the beginning, and between vowels, waw and ya are consonants.
      const char32_t c = kNative[letter - 1].c;
      const bool half =
          (c == U'و' || c == U'ی' || c == U'ו' || c == U'י') &&
          (i == 0 || (i + 1 < native.size() && is_vowel_letter(static_cast<std::uint8_t>(native[i + 1]))));
      if (half) {
        if (i > 0 && !out.empty() && std::string_view("aeiou").find(out.back()) == std::string_view::npos)
          out += 'a';
        out += (c == U'و' || c == U'ו') ? "w" : "y";
        continue;
      }
      out += latin;
      continue;
    }
    const bool after_consonant = i > 0 && !is_vowel_letter(static_cast<std::uint8_t>(native[i - 1]));
    const bool last = i + 1 == native.size();
    if (after_consonant && !(last && native.size() > 3 && latin != "h" && i >= 2 &&
                             is_vowel_letter(static_cast<std::uint8_t>(native[i - 2])) == false))
      out += 'a';
    else if (after_consonant)
      out += 'a';
    out += latin;
  }
  return out;
}

}  // namespace

Script script_of(char32_t c) {
  if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) return Script::latin;
  if (c >= 0x370 && c < 0x400) return Script::greek;
  if (c >= 0x1F00 && c < 0x2000) return Script::greek;
  if (c >= 0x400 && c < 0x530) return Script::cyrillic;
  if (c >= 0x590 && c < 0x600) return Script::hebrew;
  if ((c >= 0x600 && c < 0x780) || (c >= 0x8A0 && c < 0x900) || (c >= 0xFB50 && c < 0xFE00) ||
      (c >= 0xFE70 && c < 0xFF00))
    return Script::arabic;
  if (c >= 0x3040 && c < 0x3100) return Script::kana;
  if ((c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x40000))
    return Script::han;
  if ((c >= 0xAC00 && c < 0xD7B0) || (c >= 0x1100 && c < 0x1200)) return Script::hangul;
  return Script::other;
}

std::uint8_t native_letter(char32_t c) {
  c = plain_hebrew(c);
  if (c < 0x580 || c >= 0x780) return 0;
  return table().native[c - 0x580];
}

Romanised romanise(std::string_view word) {
  Romanised out;
  const std::u32string letters = decoded(folded(word));
  if (letters.empty()) return out;
  bool by_table = true;
  for (std::size_t i = 0; i < letters.size() && by_table; ++i) {
    const char32_t c = letters[i];
    if (c < 0x80) {
      out.plain += static_cast<char>(c);
      continue;
    }
    const Script script = script_of(c);
    out.script = script;
    if (const std::uint8_t native = native_letter(c); native != 0) {
      out.native += static_cast<char>(native);
      continue;
    }
    const Pair* pair = nullptr;
    for (const Pair& two : kPairs)
      if (i + 1 < letters.size() && two.first == c && two.second == letters[i + 1]) pair = &two;
    if (pair != nullptr) {
      out.plain += pair->latin;
      ++i;
    } else if (c < 0x600) {
      out.plain += table().low[c];
    } else if (c >= 0x10D0 && c < 0x1100) {
      out.plain += table().georgian[c - 0x10D0];
    } else {
      by_table = false;
    }
  }
  if (!by_table) {
    out.plain = by_icu(word);
    out.native.clear();
  } else if (!out.native.empty()) {
    out.script = static_cast<std::uint8_t>(out.native[0]) > kArabicLetters ? Script::hebrew : Script::arabic;
    out.plain = plain_of_native(out.native) + out.plain;  // digits, if any, stand last
  }
  return out;
}

}  // namespace clew::match
