// lists/rows.h - lines and rows of a text file whose charset may lie: CSV (RFC 4180) with any separator.
//
// The charset is settled before the first line is given: a byte order mark (UTF-8, UTF-16) wins, else UTF-8,
// else windows-1252 if no character beyond ASCII is written as UTF-8 anywhere. A file in which both stand is
// mixed, and refused with the place where it turns. Memory: a piece of the file and one row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"

namespace clew::lists {

/// The text of a file in UTF-8, piece by piece. Errors: bad_input with line and column, io.
class TextPieces {
 public:
  static Result<TextPieces> open(Source& file);
  /// Appends more text to `to`; false: there is none.
  Result<bool> more(std::string& to);

 private:
  enum class Charset { utf8, windows1252, utf16le, utf16be };
  explicit TextPieces(Source& file) : file_(&file) {}
  Source* file_;
  Charset charset_ = Charset::utf8;
  std::string raw_;
  char32_t high_ = 0;  // the first half of a surrogate pair
};

/// Lines without their ends (LF or CRLF), from 1. Errors: as above, limit (a line of more than 16 MiB).
class Lines {
 public:
  static Result<Lines> open(Source& file);
  /// False: no more. The view lives until the next call.
  Result<bool> next(std::string_view& line);
  std::uint64_t number() const { return number_; }

 private:
  explicit Lines(TextPieces pieces) : pieces_(std::move(pieces)) {}
  TextPieces pieces_;
  std::string text_;
  std::size_t at_ = 0;
  std::uint64_t number_ = 0;
};

struct Row {
  std::vector<std::string> cells;
  std::uint64_t line = 0;  ///< where it begins
};

/// Rows of cells; empty lines are passed over, also one with a lone end-of-file mark (0x1A). Errors: as
/// above, bad_input (a quoted cell that does not end, text behind a closing quote).
class Rows {
 public:
  static Result<Rows> open(Source& file, char separator);
  Result<bool> next(Row& row);

 private:
  Rows(Lines lines, char separator) : lines_(std::move(lines)), separator_(separator) {}
  Result<void> cut(std::string_view line, Row& row);
  Lines lines_;
  char separator_;
};

/// The columns of a table by the names in its header; names are compared without case, spaces and signs.
class Header {
 public:
  Header() = default;
  explicit Header(const std::vector<std::string>& names);
  /// The number of the first column that bears one of these names, or nothing.
  std::optional<std::size_t> find(std::initializer_list<std::string_view> names) const;
  std::size_t size() const { return names_.size(); }
  bool same_as(const std::vector<std::string>& cells) const;

 private:
  std::vector<std::string> names_;
};

/// A cell, or nothing where the row or the column is too short.
inline std::string_view cell(const Row& row, std::optional<std::size_t> column) {
  return column && *column < row.cells.size() ? std::string_view(row.cells[*column]) : std::string_view();
}
/// The first line of a head, cut into cells; for recognising formats. Empty cells if nothing is there.
std::vector<std::string> first_row(std::string_view head, char separator);
/// Lower case, letters and digits alone: "D.O.B" -> "dob".
std::string column_key(std::string_view name);

}  // namespace clew::lists
