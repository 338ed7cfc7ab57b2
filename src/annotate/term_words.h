// annotate/term_words.h - the words of posts, laws, programmes, goods and measures, and what each does. The
// words stand in term_words_*.cc, one table a language; nothing here knows a grammar.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace clew::annotate {

/// What a word or phrase does.
enum class Term : std::uint8_t {
  post,         ///< a post by itself: minister, ambassador, وزیر
  office,       ///< the same, of governments: what stands behind its "of" is part of its name
  weak_post,    ///< a post only beside other signs of one: head, officer, عضو
  before_post,  ///< belongs to the post behind it: deputy, former
  after_post,   ///< belongs to the post before it: general, elect, سابق, العام
  field,        ///< what a post is in charge of: finance, foreign affairs, مالی
  of,           ///< between a post and its field
  appoints,     ///< before a post: as, named, appointed, به عنوان
  law,          ///< the last word of a law's name: act, treaty; with capitals
  weak_law,     ///< the same where a year, a number or what it is about stands behind: convention, code
  numbered,     ///< a law known by its number: resolution, directive, قطعنامه
  before_law,   ///< who made it: Security Council, EU
  law_name,     ///< a whole name: constitution of fa and ar: قانون اساسی
  number_sign,  ///< no, number, شماره, رقم
  programme,    ///< the last word of a programme's name, with capitals
  operation,    ///< the first word of one: operation, project, عملیات
  arms,         ///< weapons and dual-use goods, told wherever they stand
  goods,        ///< other goods, told where an amount of them is
  goods_name,   ///< belongs to the goods behind it: heavy, anti-tank
  unit,         ///< a measure; `symbol` is its sign
  counter,      ///< between a number and what is counted, without meaning: دستگاه, عدد
  percent
};
using Terms = std::uint32_t;  ///< a set of them
constexpr Terms bit(Term term) { return Terms{1} << static_cast<unsigned>(term); }

/// Phrases with a comma between; hyphens are spaces. `symbol`: of units.
struct TermLine {
  Term term;
  std::string_view phrases;
  std::string_view symbol = {};
};

std::span<const TermLine> english_terms();
std::span<const TermLine> persian_terms();
std::span<const TermLine> arabic_terms();

}  // namespace clew::annotate
