// text/head_words.h - the words by which mail programs of many languages introduce quoted letters.
//
// All lookups take folded words (base/fold.h), so one spelling stands for all.
#pragma once

#include <cstdint>
#include <string_view>

namespace clew::text {

/// A line of a head block. `other` is a field that belongs to blocks but tells nothing ("Importance:").
enum class Field : std::uint8_t { none, from, date, to, cc, bcc, subject, other };
/// "gesendet" -> date.
Field field_of(std::string_view folded_key);

/// The dividing lines that stand alone before a letter.
enum class Banner : std::uint8_t { none, original, forwarded };
/// `folded_line`: all words of the line. Longer lines match by their beginning.
Banner banner_of(std::string_view folded_line);

/// "wrote", "schrieb", "نوشت", "كتب".
bool is_wrote(std::string_view folded_word);
/// "on", "am", "le", "در", "في": the first word of "On DATE, NAME wrote:".
bool starts_wrote(std::string_view folded_word);

/// Beginnings of lines in a letter, of one to four words.
bool begins_greeting(std::string_view folded_line);
bool begins_closing(std::string_view folded_line);
/// "sent from my", "get outlook for": what a telephone signs with.
bool begins_device(std::string_view folded_line);
/// "tel", "fax", "ext": labels of a signature's numbers.
bool begins_contact(std::string_view folded_line);
/// "do you yahoo", "to unsubscribe", "you received this message because": what a service adds.
bool begins_footer(std::string_view folded_line);
/// False: no footer begins with the first word of this; one whose first bytes are the same may.
bool may_begin_footer(std::string_view folded_line);
/// How many different phrases of confidentiality notices the text holds; two make a notice.
int count_notice_phrases(std::string_view folded_text);

}  // namespace clew::text
