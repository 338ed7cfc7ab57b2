// annotate/topics.h - what the words around a number say that it is.
#pragma once

#include <cstddef>
#include <string_view>

namespace clew::annotate {

/// What a number or code is announced as.
enum class Topic {
  none,
  phone,
  fax,
  card,
  bank_code,
  passport,
  national_number,
  social_security,
  ship,
  ship_radio,
  aircraft,
  company,
  entity_code,
  place
};

/// The topic that the nearest of the seven words before `at` names; none when there is none. An announcement
/// covers a list ("passports A, B and C"), but not what follows another word ("passport A, order B"). Only
/// the last 96 bytes are looked at. Languages: English, Persian, Arabic, German, French, Turkish.
Topic topic_before(std::string_view text, std::size_t at);
/// True when the word directly before `at` is "number" or one of its abbreviations, in the languages above.
bool numbered_before(std::string_view text, std::size_t at);
/// The same as topic_before, of the three words after `at`.
Topic topic_after(std::string_view text, std::size_t at);

}  // namespace clew::annotate
