#include "base/fold.h"

#include <gtest/gtest.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include <map>
#include <random>

#include "base/utf8.h"

namespace clew {
namespace {

struct Plain {
  std::size_t start, end;
  std::string folded;
  bool operator==(const Plain&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Plain& word) {
  return out << word.start << "-" << word.end << " " << word.folded;
}

std::vector<Plain> words_of(std::string_view text) {
  std::vector<Plain> words;
  WordCutter cutter(text);
  for (Word word; cutter.next(word);) words.push_back({word.start, word.end, std::string(word.folded)});
  return words;
}

// ---- The slow, obvious twin: asks ICU about every character, keeps no table. ----

constexpr std::string_view kTwinJoiners =
    "\u00AD\u061C\u0640\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E"
    "\u2060\u2066\u2067\u2068\u2069\uFEFF";

bool twin_is_joiner(char32_t c) {
  std::string bytes;
  append_utf8(bytes, c);
  return c != 0xFFFD && kTwinJoiners.find(bytes) != std::string_view::npos;
}

bool twin_is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }
bool twin_is_letter(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0 && !twin_is_joiner(c);
}

std::u32string twin_nfkd(std::u32string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  std::u32string out;
  for (const char32_t c : text) {
    UChar in[2], to[64];
    std::int32_t length = 0;
    U16_APPEND_UNSAFE(in, length, static_cast<UChar32>(c));
    status = U_ZERO_ERROR;
    length = unorm2_normalize(nfkd, in, length, to, 64, &status);
    for (std::int32_t i = 0; i < length;) {
      UChar32 each = 0;
      U16_NEXT(to, i, length, each);
      out += static_cast<char32_t>(each);
    }
  }
  return out;
}

std::u32string twin_case(char32_t c) {
  // u_foldCase knows single characters only; the few that become several are in the standard's special list.
  static const std::map<char32_t, std::u32string> several = {
      {0xDF, U"ss"}, {0x149, U"\u02BCn"}, {0x1E9E, U"ss"}, {0x587, U"\u0565\u0582"}};
  if (const auto found = several.find(c); found != several.end()) return found->second;
  return std::u32string(1, static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT)));
}

char32_t twin_letter(char32_t c) {
  static const std::map<char32_t, char32_t> forms = {{U'ي', U'ی'}, {U'ى', U'ی'}, {U'ك', U'ک'}, {U'ڪ', U'ک'},
                                                     {U'ة', U'ه'}, {U'ە', U'ه'}, {U'ھ', U'ه'}, {U'ہ', U'ه'},
                                                     {U'ۃ', U'ه'}, {U'ٱ', U'ا'}, {U'ٲ', U'ا'}, {U'ٳ', U'ا'}};
  const auto found = forms.find(c);
  return found == forms.end() ? c : found->second;
}

std::u32string twin_fold(char32_t c) {
  std::u32string now(1, c);
  for (int i = 0; i < 4; ++i) {
    std::u32string next;
    bool letters = false, other = false, spaces = true;
    for (const char32_t part : twin_nfkd(now)) {
      if (twin_is_mark(part)) continue;
      for (const char32_t one : twin_case(part)) {
        if (twin_is_mark(one) || twin_is_joiner(one)) continue;
        if (!twin_is_letter(one)) {
          other = true;
          spaces = spaces && u_charType(static_cast<UChar32>(one)) == U_SPACE_SEPARATOR;
          continue;
        }
        letters = true;
        const bool digit = u_charType(static_cast<UChar32>(one)) == U_DECIMAL_DIGIT_NUMBER;
        next += digit ? static_cast<char32_t>('0' + u_charDigitValue(static_cast<UChar32>(one)))
                      : twin_letter(one);
      }
    }
    if (other && (letters || !spaces)) return std::u32string(1, c);
    now = next;
  }
  return now;
}

bool twin_has_script(char32_t c, std::initializer_list<UScriptCode> scripts) {
  for (const UScriptCode script : scripts) {
    if (uscript_hasScript(static_cast<UChar32>(c), script)) return true;
  }
  return false;
}

enum class TwinKind { separator, joiner, mark, letter, single, thai, lao, khmer, burmese };

TwinKind twin_kind(char32_t c) {
  if (twin_is_joiner(c)) return TwinKind::joiner;
  if (twin_is_mark(c)) return TwinKind::mark;
  if (!twin_is_letter(c)) return TwinKind::separator;
  if (twin_fold(c).empty()) return TwinKind::mark;
  if (twin_has_script(c, {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA})) return TwinKind::single;
  if (u_charType(static_cast<UChar32>(c)) == U_DECIMAL_DIGIT_NUMBER) return TwinKind::letter;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  if (script == USCRIPT_THAI) return TwinKind::thai;
  if (script == USCRIPT_LAO) return TwinKind::lao;
  if (script == USCRIPT_KHMER) return TwinKind::khmer;
  return script == USCRIPT_MYANMAR ? TwinKind::burmese : TwinKind::letter;
}

struct TwinCharacter {
  std::size_t start, end;
  TwinKind kind;
  std::string folded;
};

// Marks the characters before which the dictionaries break; `run` is of dictionary script.
std::vector<bool> twin_breaks(const std::vector<TwinCharacter>& run, std::string_view text) {
  std::u16string utf16;
  std::vector<std::size_t> index_at;
  for (std::size_t i = 0; i < run.size(); ++i) {
    UChar units[2];
    std::int32_t length = 0;
    U16_APPEND_UNSAFE(units, length, static_cast<UChar32>(decode_utf8(text, run[i].start).character));
    for (std::int32_t k = 0; k < length; ++k) {
      utf16 += units[k];
      index_at.push_back(i);
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator* breaks =
      ubrk_open(UBRK_WORD, "th", utf16.data(), static_cast<std::int32_t>(utf16.size()), &status);
  std::vector<bool> cut(run.size() + 1, false);
  for (std::int32_t at = ubrk_next(breaks); at != UBRK_DONE; at = ubrk_next(breaks)) {
    cut[static_cast<std::size_t>(at) < utf16.size() ? index_at[static_cast<std::size_t>(at)] : run.size()] =
        true;
  }
  ubrk_close(breaks);
  return cut;
}

std::vector<Plain> twin_words(std::string_view text) {
  std::vector<TwinCharacter> all;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    const auto length = static_cast<std::size_t>(d.length);
    TwinCharacter one{at, at + length, d.valid ? twin_kind(d.character) : TwinKind::separator, ""};
    if (one.kind >= TwinKind::letter) {
      const std::u32string form = twin_fold(d.character);
      const bool whole = one.kind == TwinKind::single && form.size() > 1;
      for (const char32_t c : whole ? std::u32string(1, d.character) : form) append_utf8(one.folded, c);
    }
    all.push_back(one);
    at += length;
  }
  std::vector<Plain> words;
  for (std::size_t i = 0; i < all.size();) {
    const TwinKind kind = all[i].kind;
    if (kind < TwinKind::letter) {
      ++i;
      continue;
    }
    std::size_t stop = i + 1;
    while (stop < all.size() && (all[stop].kind == TwinKind::joiner || all[stop].kind == TwinKind::mark ||
                                 (all[stop].kind == kind && kind != TwinKind::single))) {
      ++stop;
    }
    const std::vector<TwinCharacter> run(all.begin() + static_cast<std::ptrdiff_t>(i),
                                         all.begin() + static_cast<std::ptrdiff_t>(stop));
    const std::vector<bool> cut =
        kind >= TwinKind::thai ? twin_breaks(run, text) : std::vector<bool>(run.size());
    Plain word{0, 0, ""};
    for (std::size_t k = 0; k < run.size(); ++k) {
      if (cut[k] && k > 0) {
        if (!word.folded.empty()) words.push_back(word);
        word = {0, 0, ""};
      }
      if (run[k].kind >= TwinKind::letter && word.folded.empty()) word.start = run[k].start;
      word.folded += run[k].folded;
      if (run[k].kind != TwinKind::joiner) word.end = run[k].end;
    }
    if (!word.folded.empty()) words.push_back(word);
    i = stop;
  }
  return words;
}

std::string joined(const std::vector<Plain>& words) {
  std::string text;
  for (const Plain& word : words) text += (text.empty() ? "" : " ") + word.folded;
  return text;
}

TEST(Fold, EnglishWordsAreLowerCasedWithTheirPlaces) {
  EXPECT_EQ(words_of("The Orchard's 2nd ledger"),
            (std::vector<Plain>{
                {0, 3, "the"}, {4, 11, "orchard"}, {12, 13, "s"}, {14, 17, "2nd"}, {18, 24, "ledger"}}));
}

TEST(Fold, PersianWordIsFoundHoweverItWasTyped) {
  EXPECT_EQ(folded("می‌رود"), folded("ميرود"));
  EXPECT_EQ(folded("كتابي"), folded("کتابی"));
  EXPECT_EQ(folded("خانۀ"), folded("خانه"));
  EXPECT_EQ(folded("۱۳۸۸"), "1388");
  EXPECT_EQ(folded("ســـلام"), folded("سلام"));
}

TEST(Fold, ArabicVowelsHamzaAndTehMarbutaFold) {
  EXPECT_EQ(folded("أَحْمَدُ إِلَى آخِرِ مَدْرَسَةٍ"), folded("احمد الی اخر مدرسه"));
  EXPECT_EQ(folded("مؤسسة ٱلبناء"), folded("موسسه البناء"));
  EXPECT_EQ(folded("ﻻ"), folded("لا"));
  EXPECT_EQ(folded("٢٠٠٩"), "2009");
}

TEST(Fold, AccentsWidthsAndCasesFold) {
  EXPECT_EQ(folded("Élan ŁÓDŹ Straße ﬁne Ｗｉｄｅ İstanbul"), "elan łodz strasse fine wide istanbul");
  EXPECT_EQ(folded("x² Ⅷ"), "x2 viii");
}

TEST(Fold, WhatDecomposesIntoSignsStaysWhole) { EXPECT_EQ(folded("1½ ⑴"), "1½ ⑴"); }

TEST(Fold, JoinersVanishAndDoNotSeparate) {
  const std::string text = "\u200Fco\u00ADop\u200E. next";
  EXPECT_EQ(words_of(text), (std::vector<Plain>{{3, 9, "coop"}, {14, 18, "next"}}));
}

TEST(Fold, HanAndKanaAreCutByCharacter) { EXPECT_EQ(folded("abc漢字def9かな"), "abc 漢 字 def9 か な"); }

TEST(Fold, ThaiIsCutByTheDictionary) {
  const auto words = words_of("ภาษาไทย");
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].end, words[1].start);
}

TEST(Fold, InvalidBytesSeparate) {
  EXPECT_EQ(folded("ab\xFF"
                   "cd\xC3"),
            "ab cd");
  EXPECT_TRUE(words_of("\xE2\x80").empty());
}

TEST(Fold, EmptyAndWordlessTextsGiveNothing) {
  EXPECT_EQ(folded(""), "");
  EXPECT_EQ(folded(" -- \u0301 \n"), "");
  std::string kept = "a";
  append_folded(kept, " ... ");
  EXPECT_EQ(kept, "a");
  append_folded(kept, "B!");
  EXPECT_EQ(kept, "a b");
}

TEST(Fold, EveryCharacterFoldsAsItsTwinAndIsStable) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if ((c >= 0xD800 && c <= 0xDFFF) || (c >= 0xAC10 && c < 0xD7A0) || (c >= 0x4E10 && c < 0x9FF0) ||
        (c >= 0x20010 && c < 0x31300) || (c >= 0x32400 && c < 0xE0000) || c >= 0xE0200) {
      continue;  // long ranges of alike characters, and private use
    }
    std::string text;
    append_utf8(text, c);
    const std::vector<Plain> words = words_of(text);
    ASSERT_EQ(words, twin_words(text)) << std::hex << static_cast<std::uint32_t>(c);
    const std::string once = folded(text);
    ASSERT_EQ(folded(once), once) << std::hex << static_cast<std::uint32_t>(c);
    for (const char byte : once) {  // what SQLite's "ascii" tokenizer takes for part of one word
      ASSERT_TRUE(static_cast<unsigned char>(byte) >= 0x80 || (byte >= 'a' && byte <= 'z') ||
                  (byte >= '0' && byte <= '9'))
          << std::hex << static_cast<std::uint32_t>(c);
    }
  }
}

TEST(Fold, RandomTextOfAllPlanesIsCutAsByTheTwin) {
  std::mt19937 random(7);
  const std::u32string bits = U"aZ9 .\u200C\u0301\u0640لايةك۱漢かไทยภาษา\u0E31พ\U0001F600\u1000\u103Bßé½ﷺ\n";
  const std::pair<char32_t, char32_t> ranges[] = {{0, 0x80},          {0x80, 0x600},      {0x600, 0x700},
                                                  {0x700, 0x1200},    {0x1200, 0x2100},   {0x2000, 0x3400},
                                                  {0x4E00, 0x4F00},   {0xF900, 0xFFFF},   {0x10000, 0x12000},
                                                  {0x1D400, 0x1D800}, {0x20000, 0x20100}, {0xE0000, 0xE0200}};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    const int length = static_cast<int>(random() % 40);
    for (int i = 0; i < length; ++i) {
      const auto& range = ranges[random() % std::size(ranges)];
      const auto pick = random() % 10;
      if (pick < 6) {
        append_utf8(text, bits[random() % bits.size()]);
      } else if (pick < 9) {
        append_utf8(text, range.first + static_cast<char32_t>(random() % (range.second - range.first)));
      } else {
        text += static_cast<char>(random());
      }
    }
    const std::vector<Plain> words = words_of(text);
    ASSERT_EQ(words, twin_words(text)) << "round " << round << ": " << text;
    ASSERT_EQ(folded(text), joined(words)) << "round " << round << ": " << text;
  }
}

TEST(Fold, LongAsciiAndMixedTextFoldsTheSameOnBothPaths) {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += i % 7 == 0 ? "naïve Ledgers, " : i % 11 == 0 ? "نامه‌ای " : "The  plain-Words ";
  EXPECT_EQ(folded(text), joined(words_of(text)));
}

TEST(Fold, LongRunsWithoutSpacesStayLinear) {
  std::string text;
  for (int i = 0; i < 60000; ++i) text += "ภาษา";
  std::size_t at = 0, count = 0;
  WordCutter cutter(text);
  for (Word word; cutter.next(word); ++count) {
    ASSERT_GE(word.start, at);
    ASSERT_GT(word.end, word.start);
    at = word.end;
  }
  EXPECT_EQ(at, text.size());
  EXPECT_GT(count, 50000u);
  std::string marks;
  for (int i = 0; i < 60000; ++i) marks += "\u0E31";
  EXPECT_TRUE(words_of(marks).empty());
  EXPECT_EQ(words_of("ก" + marks).size(), 1u);
}

}  // namespace
}  // namespace clew
