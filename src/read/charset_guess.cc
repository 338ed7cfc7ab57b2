#include "read/charset_guess.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "base/utf8.h"

namespace clew::read {
namespace {

constexpr std::size_t kSample = 1 << 16;

enum class Script : std::uint8_t { none, latin, arabic, cyrillic, greek, hebrew, thai };

Script script_of(char16_t c) {
  if (c >= 0x0620 && c <= 0x06D3) return Script::arabic;
  if (c >= 0x0400 && c <= 0x045F) return Script::cyrillic;
  if (c == 0x0490 || c == 0x0491) return Script::cyrillic;
  if (c >= 0x0386 && c <= 0x03CE) return Script::greek;
  if (c >= 0x05D0 && c <= 0x05EA) return Script::hebrew;
  if (c >= 0x0E01 && c <= 0x0E4E) return Script::thai;
  if ((c >= 0x00C0 && c <= 0x017F && c != 0x00D7 && c != 0x00F7) || c == 0x0192) return Script::latin;
  return Script::none;
}

// Letters of the languages at hand, by how common they are (per mille of running text, roughly in thirds).
struct Letters {
  const char16_t* common;
  const char16_t* usual;
  const char16_t* rare;
};
constexpr Letters kArabic{u"اليمنورتهبد", u"عسفقكحجأشصةىخطضئإذزغثآظؤءپچگژ", u"ًٌٍَُِّْـ"};
constexpr Letters kCyrillic{u"оеаинтсрвл", u"кмдпуяыьгзбчйхжшюцщэфіїє", u"ъёґўј"};
constexpr Letters kGreek{u"αοιετσνηυρ", u"πκμλςωάίόέδγχθφή", u"βύξζώψΑΕΙΟΤΣΠΚ"};
constexpr Letters kHebrew{u"ויהלאתרבמ", u"שנדקעכםחפטסגןצז", u"ץךף"};
constexpr Letters kThai{u"านรอกเงมยลวดทส่้", u"ปตคหบจขพแชะิีุูัไใ์ื็โถณผซธศภ", u"ฟฝฉษญฐำๆ"};
constexpr Letters kWestern{u"éèàäöüßçñáíóúøåæêô", u"âîëïìòùûãõÉÖÄÜÅØœÇ", u"ÀÈÊÁÍÓÚÑÆÿõ"};
constexpr Letters kCentral{u"éáíóöüäßłąęśżěřšžčýő", u"ńćůťďňđâîúűôŁŚŻČŠŽŘ", u"źĺľŕĄĘÁÉÍÓÖÜ"};
constexpr Letters kTurkish{u"ışğüöçİ", u"ŞĞÜÖÇâîû", u""};

struct Candidate {
  std::string_view name;
  const char* icu;
  Script script;
  Letters letters;
  int bias;  // what must be outweighed before it is chosen: the rarer the charset is in mail, the more
};
constexpr std::array kCandidates{
    Candidate{"windows-1252", "windows-1252", Script::latin, kWestern, 2},
    Candidate{"windows-1256", "windows-1256", Script::arabic, kArabic, 0},
    Candidate{"iso-8859-6", "iso-8859-6", Script::arabic, kArabic, -6},
    Candidate{"windows-1251", "windows-1251", Script::cyrillic, kCyrillic, 0},
    Candidate{"koi8-r", "koi8-r", Script::cyrillic, kCyrillic, -6},
    Candidate{"windows-1253", "windows-1253", Script::greek, kGreek, -8},
    Candidate{"windows-1255", "windows-1255", Script::hebrew, kHebrew, -8},
    Candidate{"windows-874", "windows-874", Script::thai, kThai, -30},
    Candidate{"windows-1250", "windows-1250", Script::latin, kCentral, -4},
    Candidate{"windows-1254", "windows-1254", Script::latin, kTurkish, -2},
};

// What one byte says for one candidate.
struct ByteScore {
  std::int8_t weight = 0;
  Script script = Script::none;
  bool upper = false;
};
using ScoreTable = std::array<ByteScore, 128>;

bool among(const char16_t* letters, char16_t c) {
  return std::u16string_view(letters).find(c) != std::u16string_view::npos;
}

bool is_upper(char16_t c) {
  return (c >= 0x0410 && c <= 0x042F) || (c >= 0x0391 && c <= 0x03A9) || (c >= 0x00C0 && c <= 0x00DE);
}

int weigh(const Candidate& candidate, char16_t c) {
  if (c == 0) return -24;
  if (c < 0xA0) return -14;  // C1 controls stand in no text
  if (c >= 0x2013 && c <= 0x2026) return 4;
  if (c == 0x200C || c == 0x060C || c == 0x061F || c == 0x061B)
    return candidate.script == Script::arabic ? 5 : -6;
  if (c == 0x00A0 || c == 0x00AB || c == 0x00BB || c == 0x00A9 || c == 0x00AE || c == 0x00B0 || c == 0x20AC ||
      c == 0x2122 || c == 0x2116 || c == 0x00A3 || c == 0x00A7 || c == 0x00B7)
    return 3;
  if (among(candidate.letters.common, c)) return 8;
  if (among(candidate.letters.usual, c)) return 5;
  if (among(candidate.letters.rare, c)) return 1;
  const Script script = script_of(c);
  if (script == candidate.script && script != Script::latin) return is_upper(c) ? 3 : -1;
  if (script != Script::none) return script == candidate.script ? -1 : -6;
  return -5;
}

// The tables of all candidates, built once per thread.
const std::array<ScoreTable, kCandidates.size()>& score_tables() {
  thread_local const auto tables = [] {
    std::array<ScoreTable, kCandidates.size()> out{};
    for (std::size_t i = 0; i < kCandidates.size(); ++i) {
      const UpperHalf* half = upper_half(kCandidates[i].icu);
      for (std::size_t b = 0; b < 128; ++b) {
        const char16_t c = half ? (*half)[b] : u'\0';
        out[i][b] = {static_cast<std::int8_t>(weigh(kCandidates[i], c)), script_of(c), is_upper(c)};
      }
    }
    return out;
  }();
  return tables;
}

bool is_ascii_letter(unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

std::int64_t score(std::string_view sample, const Candidate& candidate, const ScoreTable& table) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto byte = static_cast<unsigned char>(sample[i]);
    if (byte < 0x80) continue;
    const ByteScore& own = table[byte - 0x80];
    total += own.weight;
    if (own.script == Script::none) continue;
    bool ascii_near = false, same_near = false;
    for (const std::size_t n : {i - 1, i + 1}) {
      if (n >= sample.size()) continue;
      const auto next = static_cast<unsigned char>(sample[n]);
      ascii_near |= is_ascii_letter(next);
      same_near |= next >= 0x80 && table[next - 0x80].script == own.script;
    }
    if (candidate.script == Script::latin) {
      const char before = i > 0 ? sample[i - 1] : ' ';
      if (own.upper && before >= 'a' && before <= 'z')
        total -= 9;  // a capital inside a word
      else if (ascii_near)
        total += 5;
      else
        total -= same_near ? 5 : 2;
    } else {
      if (!same_near) total -= ascii_near ? 9 : 6;  // words of one letter are rare
      if (same_near) total += 2;
      const auto before = static_cast<unsigned char>(i > 0 ? sample[i - 1] : ' ');
      if (own.upper && before >= 0x80 && table[before - 0x80].script == own.script &&
          !table[before - 0x80].upper)
        total -= 8;  // a capital inside a word
    }
  }
  return total;
}

// A multi-byte charset: how its pairs look, and where its commonest characters lie.
struct Pairs {
  std::string_view name;
  unsigned char lead_from, lead_to, trail_from, trail_to, common_from, common_to, common_trail;
  bool kana;  // the common ones are kana, without punctuation
};
constexpr std::array kPairs{
    Pairs{"euc-jp", 0xA1, 0xF4, 0xA1, 0xFE, 0xA4, 0xA5, 0xA1, true},
    Pairs{"euc-kr", 0xA1, 0xFD, 0xA1, 0xFE, 0xB0, 0xC8, 0xA1, false},   // hangul
    Pairs{"gb18030", 0x81, 0xFE, 0x40, 0xFE, 0xB0, 0xD7, 0xA1, false},  // level 1 hanzi
    Pairs{"big5", 0xA1, 0xF9, 0x40, 0xFE, 0xA4, 0xC6, 0x40, false},     // frequently used hanzi
    Pairs{"shift_jis", 0x81, 0xFC, 0x40, 0xFC, 0x82, 0x83, 0x40, true},
};

// Per mille of the pairs that are common ones, or -1 when the sample is not of this charset.
int pair_score(std::string_view sample, const Pairs& pairs, std::uint64_t least) {
  std::uint64_t good = 0, common = 0, bad = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto lead = static_cast<unsigned char>(sample[i]);
    if (lead < 0x80) continue;
    if (pairs.name == "shift_jis" && lead >= 0xA1 && lead <= 0xDF) continue;  // half-width kana
    if (i + 1 >= sample.size()) break;
    const auto trail = static_cast<unsigned char>(sample[i + 1]);
    if (lead < pairs.lead_from || lead > pairs.lead_to || trail < pairs.trail_from ||
        trail > pairs.trail_to || trail == 0x7F) {
      ++bad;
      continue;
    }
    ++i;
    ++good;
    const bool punctuation = !pairs.kana && lead >= 0xA1 && lead <= 0xA3;
    if ((lead >= pairs.common_from && lead <= pairs.common_to && trail >= pairs.common_trail) || punctuation)
      ++common;
  }
  if (good < least || bad * 100 > good) return -1;
  return static_cast<int>(common * 1000 / good);
}

std::string_view guess_pairs(std::string_view sample, std::uint64_t least) {
  std::array<int, kPairs.size()> scores{};
  for (std::size_t i = 0; i < kPairs.size(); ++i) scores[i] = pair_score(sample, kPairs[i], least);
  // Kana is a mark of Japanese that nothing else has; hangul lies inside the range of hanzi, so it comes
  // next.
  if (scores[0] > 350) return kPairs[0].name;
  if (scores[4] > 350) return kPairs[4].name;
  if (scores[1] > 850) return kPairs[1].name;
  if (scores[2] > 750 && scores[2] >= scores[3]) return kPairs[2].name;
  if (scores[3] > 750) return kPairs[3].name;
  return {};
}

// Controls that no text has: what holds many is a file of another kind under a text's name, in no language.
bool is_binary(std::string_view sample) {
  const auto odd = std::count_if(sample.begin(), sample.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && (byte < 0x07 || byte > 0x0D) && byte != 0x1B && byte != 0x1A;
  });
  return odd >= 4 && static_cast<std::size_t>(odd) * 30 > sample.size();
}

}  // namespace

const UpperHalf* upper_half(const char* icu_name) {
  thread_local std::map<std::string, UpperHalf, std::less<>> cache;
  const auto found = cache.find(std::string_view(icu_name));
  if (found != cache.end()) return &found->second;
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(icu_name, &status);
  if (U_FAILURE(status)) return nullptr;
  UpperHalf half{};
  for (int byte = 0x80; byte < 0x100; ++byte) {
    const char in = static_cast<char>(byte);
    char16_t out[4];
    status = U_ZERO_ERROR;
    const int32_t n = ucnv_toUChars(converter, out, 4, &in, 1, &status);
    if (U_SUCCESS(status) && n == 1 && out[0] != 0xFFFD && out[0] != 0x1A)
      half[static_cast<std::size_t>(byte - 0x80)] = out[0];
  }
  ucnv_close(converter);
  return &cache.emplace(icu_name, half).first->second;
}

ByteCensus take_census(std::string_view sample) {
  ByteCensus out;
  for (std::size_t i = 0; i < sample.size();) {
    const auto byte = static_cast<unsigned char>(sample[i]);
    if (byte < 0x80) {
      out.ascii_letters += is_ascii_letter(byte);
      ++i;
      continue;
    }
    const Decoded c = decode_utf8(sample, i);
    const int length = c.valid ? c.length : 1;
    for (int k = 0; k < length; ++k) {
      const auto b = static_cast<unsigned char>(sample[i + static_cast<std::size_t>(k)]);
      ++out.high;
      out.c1 += b < 0xA0;
    }
    if (c.valid) {
      if (c.length == 2)
        ++out.utf8_pairs;
      else
        ++out.utf8_longer;
    } else {
      const bool cut = sample.size() - i < 4 && byte >= 0xC2 && byte <= 0xF4 &&
                       std::all_of(sample.begin() + static_cast<std::ptrdiff_t>(i) + 1, sample.end(),
                                   [](char b) { return (static_cast<unsigned char>(b) & 0xC0) == 0x80; });
      if (cut) break;
      ++out.utf8_broken;
    }
    i += static_cast<std::size_t>(length);
  }
  return out;
}

std::string_view guess_utf16(std::string_view sample) {
  sample = sample.substr(0, 4096);
  if (sample.size() < 8) return {};
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i & 1] += sample[i] == '\0';
  const std::size_t half = sample.size() / 2;
  if (zeros[1] * 10 > half * 4 && zeros[0] * 20 < half) return "utf-16le";
  if (zeros[0] * 10 > half * 4 && zeros[1] * 20 < half) return "utf-16be";
  return {};
}

std::string_view guess_iso2022(std::string_view sample) {
  sample = sample.substr(0, kSample);
  for (std::size_t at = sample.find('\x1B'); at != std::string_view::npos; at = sample.find('\x1B', at + 1)) {
    const std::string_view mark = sample.substr(at + 1, 3);
    if (mark.starts_with("$)C")) return "iso-2022-kr";
    if (mark.starts_with("$)A") || mark.starts_with("$)G")) return "iso-2022-cn";
    if (mark.starts_with("$B") || mark.starts_with("$@") || mark.starts_with("$(D") || mark.starts_with("(J"))
      return "iso-2022-jp";
  }
  return {};
}

std::string_view guess_eight_bit(std::string_view sample) {
  sample = sample.substr(0, kSample);
  if (is_binary(sample)) return "windows-1252";
  const auto& tables = score_tables();
  std::size_t best = 0;
  std::int64_t best_score = INT64_MIN;
  for (std::size_t i = 0; i < kCandidates.size(); ++i) {
    const std::int64_t now = score(sample, kCandidates[i], tables[i]) + kCandidates[i].bias;
    if (now > best_score) {
      best_score = now;
      best = i;
    }
  }
  const auto high = std::count_if(sample.begin(), sample.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  // Words that read well in one script need no second guess. Where the bytes make no words anywhere, even a
  // short run of pairs is the better one.
  if (kCandidates[best].script != Script::latin && best_score >= 7 * high) return kCandidates[best].name;
  const std::string_view pairs = guess_pairs(sample, best_score < 3 * high ? 2 : 6);
  if (!pairs.empty()) return pairs;
  return best_score < 0 ? "windows-1252" : kCandidates[best].name;
}

}  // namespace clew::read
