// read/mbox_lines.h - the lines that part the letters of a mailbox. Knows single lines, no files.
//
// Forms (RFC 4155 and practice): "From SENDER Www Mmm dd hh:mm[:ss] [zone] yyyy" with the zone before or
// after the year, the sender as an address, "-", "MAILER-DAEMON" or "user at host"; the same with a date of
// RFC 5322; and "From SENDER" alone, as some exporters write it. Threads: safe from any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clew::read {

/// dated: a date with weekday, month, day, time and year stands on it. patch: git's "From <hash> Mon Sep 17
/// 00:00:00 2001", which also stands inside letters that carry a patch. bare: one word at most follows "From
/// ".
enum class SeparatorKind { none, bare, patch, dated };

/// Views into the line.
struct Separator {
  SeparatorKind kind = SeparatorKind::none;
  bool exact = false;  ///< dated, one sender (or "user at host") before the date and at most a zone after it
  std::string_view sender, date;
};

/// `line`: without its end; starts with "From ". Lines longer than 1 KiB are none.
Separator parse_separator(std::string_view line);

/// "Subject: hello" -> "Subject"; empty when the line does not begin with a field name and a colon (RFC 5322,
/// 3.6.8; blanks before the colon are tolerated as in 4.5).
std::string_view header_field_name(std::string_view line);

/// The number of a Content-Length field, when `line` is one and the number is sound.
std::optional<std::uint64_t> content_length(std::string_view line);

/// The line is exactly the 73 equals signs that LISTSERV writes before each letter.
bool is_listserv_line(std::string_view line);

/// The line is a mailbox's quoted "From " line (">From ", ">>From ", ...): the number of marks, else 0.
std::size_t from_quote_depth(std::string_view line);

/// The letter with one mark less on each From-quoted line of its body, but where the mark fits those of the
/// line above or below (">text"): that is a reply's. The header is left alone: mail servers wrote the ">From
/// " lines there.
std::string unquote_from_lines(std::string_view letter, char line_end);

}  // namespace clew::read
