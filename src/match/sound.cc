#include "match/sound.h"

#include <array>

namespace clew::match {
namespace {

struct Spelling {
  std::string_view written, sound;
};
// Longer ones first among those that begin alike.
constexpr Spelling kSpellings[] = {
    {"shch", "SC"}, {"stch", "SC"}, {"tsch", "C"}, {"dsch", "j"}, {"sch", "S"}, {"tch", "C"}, {"tsh", "C"},
    {"dzh", "j"},   {"dj", "j"},    {"sh", "S"},   {"ch", "C"},   {"kh", "X"},  {"gh", "G"},  {"zh", "Z"},
    {"th", "t"},    {"dh", "d"},    {"ph", "f"},   {"bh", "b"},   {"rh", "r"},  {"ck", "k"},  {"cq", "k"},
    {"qu", "k"},    {"q", "k"},     {"oo", "u"},   {"ou", "u"},   {"ee", "i"},  {"ie", "i"},  {"ei", "e"},
    {"ey", "e"},    {"ai", "e"},    {"ay", "e"},   {"au", "o"},   {"oe", "o"},  {"ae", "a"},  {"ue", "u"},
    {"tz", "ts"},   {"w", "v"},     {"y", "i"},
};

bool is_plain_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

void append_sound(std::string& out, std::string_view plain, std::size_t& at) {
  const char c = plain[at];
  const std::string_view rest = plain.substr(at);
  const char next = rest.size() > 1 ? rest[1] : '\0';
  if (c == 'x') {
    out += at == 0 ? "s" : "ks";
    ++at;
    return;
  }
  for (const Spelling& spelling : kSpellings) {
    if (!rest.starts_with(spelling.written)) continue;
    // "ay", "ey" before a vowel are two sounds: Fayez; so is "ie" after which a vowel comes.
    const std::size_t length = spelling.written.size();
    const bool vowels = length == 2 && is_plain_vowel(spelling.written[0]) && rest.size() > 2 &&
                        is_plain_vowel(rest[2]) && rest[1] != rest[0];
    if (vowels) continue;
    out += spelling.sound;
    at += length;
    return;
  }
  // "aw" before a consonant or at the end is "au".
  if (c == 'a' && next == 'w' && (rest.size() == 2 || !is_plain_vowel(rest[2]))) {
    out += 'o';
    at += 2;
    return;
  }
  if (c == 'c')
    out += next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
  else
    out += c;
  ++at;
}

}  // namespace

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string sound_of(std::string_view plain) {
  std::string out;
  for (std::size_t at = 0; at < plain.size();) {
    // A letter doubled is one.
    if (at > 0 && plain[at] == plain[at - 1] && !(plain[at] >= '0' && plain[at] <= '9') && plain[at] != 'e' &&
        plain[at] != 'o') {
      ++at;
      continue;
    }
    append_sound(out, plain, at);
  }
  if (out.size() > 2 && out.back() == 'h' && is_vowel(out[out.size() - 2])) out.pop_back();
  std::string single;
  for (const char c : out)
    if (single.empty() || single.back() != c || (c >= '0' && c <= '9')) single += c;
  return single;
}

std::string bones_of(std::string_view sound) {
  std::string out;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const char c = sound[i];
    if (is_vowel(c)) {
      if (i == 0) out += 'a';
    } else if (!(c == 'h' && i > 0 && i + 1 == sound.size()) && (out.empty() || out.back() != c)) {
      out += c;
    }
  }
  return out;
}

std::uint8_t letter_number(char c) {
  static constexpr auto kNumbers = [] {
    std::array<std::uint8_t, 128> made{};
    for (int i = 0; i < 26; ++i) made[static_cast<std::size_t>('a' + i)] = static_cast<std::uint8_t>(1 + i);
    for (int i = 0; i < 10; ++i) made[static_cast<std::size_t>('0' + i)] = static_cast<std::uint8_t>(27 + i);
    made['S'] = 37, made['C'] = 38, made['X'] = 39, made['G'] = 40, made['Z'] = 41;
    return made;
  }();
  return static_cast<unsigned char>(c) < 128 ? kNumbers[static_cast<unsigned char>(c)] : std::uint8_t{0};
}

std::uint32_t letters_of(std::string_view sound) {
  std::uint32_t mask = 0;
  for (const char c : sound) {
    const std::uint32_t number = letter_number(c);
    mask |= 1U << (number < 27 ? number : number < 37 ? 27 : number - 37 + 28) % 32;
  }
  return mask;
}

}  // namespace clew::match
