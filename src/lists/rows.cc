#include "lists/rows.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "lists/place.h"

namespace clew::lists {
namespace {

constexpr std::size_t kPiece = 256 << 10;
constexpr std::size_t kMaxLine = 16 << 20;

// windows-1252, 0x80..0x9F; 0 where it has no character.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// Looks through the bytes for what is UTF-8 and what is not.
class Survey {
 public:
  void take(std::string_view bytes) {
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      ++column_;
      if (pending_ > 0 && (byte & 0xC0) == 0x80 && !(pending_ == length_ && bad_second(byte))) {
        if (--pending_ == 0) ++characters_;
        continue;
      }
      if (pending_ > 0) invalid();
      pending_ = 0;
      lead_line_ = line_, lead_column_ = column_;
      if (byte == '\n') ++line_, column_ = 0;
      if (byte < 0x80) continue;
      first_ = byte;
      length_ = pending_ = byte >= 0xF0 && byte <= 0xF4 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0;
      if (byte > 0xF4 || byte < 0xC2) pending_ = 0, invalid();
    }
  }
  void end() {
    if (pending_ > 0) invalid();
  }
  bool valid() const { return invalid_ == 0; }
  bool mixed() const { return invalid_ > 0 && characters_ > 0; }
  Error error() const {
    return bad_place(bad_line_, bad_column_,
                     "a byte that is no UTF-8 in a file that is UTF-8 elsewhere: its charsets are mixed");
  }

 private:
  bool bad_second(unsigned char byte) const {
    return (first_ == 0xE0 && byte < 0xA0) || (first_ == 0xED && byte > 0x9F) ||
           (first_ == 0xF0 && byte < 0x90) || (first_ == 0xF4 && byte > 0x8F);
  }
  void invalid() {
    if (invalid_++ == 0) bad_line_ = lead_line_, bad_column_ = lead_column_;
  }
  std::uint64_t line_ = 1, column_ = 0, lead_line_ = 1, lead_column_ = 0, bad_line_ = 0, bad_column_ = 0,
                invalid_ = 0, characters_ = 0;
  int pending_ = 0, length_ = 0;
  unsigned char first_ = 0;
};

std::size_t quote_end(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    if (text[at] != '"') continue;
    if (at + 1 < text.size() && text[at + 1] == '"') {
      ++at;
      continue;
    }
    return at;
  }
  return std::string_view::npos;
}

void append_unquoted(std::string& to, std::string_view quoted) {
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    to += quoted[i];
    if (quoted[i] == '"') ++i;  // the second of a pair
  }
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\x1A") == std::string_view::npos; }

}  // namespace

Result<TextPieces> TextPieces::open(Source& file) {
  TextPieces out(file);
  TRY(file.seek(0));
  out.raw_.resize(kPiece);
  std::size_t have = TRY(file.read(out.raw_.data(), out.raw_.size()));
  const std::string_view head = std::string_view(out.raw_).substr(0, have);
  std::uint64_t begin = 0;
  if (head.starts_with("\xEF\xBB\xBF")) begin = 3;
  if (head.starts_with("\xFF\xFE")) out.charset_ = Charset::utf16le, begin = 2;
  if (head.starts_with("\xFE\xFF")) out.charset_ = Charset::utf16be, begin = 2;
  if (begin != 2) {
    Survey survey;
    survey.take(head.substr(begin));
    while (have > 0) {
      have = TRY(file.read(out.raw_.data(), out.raw_.size()));
      survey.take(std::string_view(out.raw_).substr(0, have));
    }
    survey.end();
    if (survey.mixed() || (begin == 3 && !survey.valid())) return survey.error();
    if (!survey.valid()) out.charset_ = Charset::windows1252;
  }
  TRY(file.seek(begin));
  return out;
}

Result<bool> TextPieces::more(std::string& to) {
  raw_.resize(kPiece);
  std::size_t have = 0;
  while (have < raw_.size()) {
    const std::size_t got = TRY(file_->read(raw_.data() + have, raw_.size() - have));
    if (got == 0) break;
    have += got;
  }
  if (have == 0) return false;
  const std::string_view bytes = std::string_view(raw_).substr(0, have);
  if (charset_ == Charset::utf8) {
    to.append(bytes);
    return true;
  }
  if (charset_ == Charset::windows1252) {
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80) {
        to += c;
        continue;
      }
      const char32_t mapped = byte < 0xA0 ? kWindows1252[byte - 0x80u] : byte;
      append_utf8(to, mapped == 0 ? 0xFFFD : mapped);
    }
    return true;
  }
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {  // pieces are of even length, but for the last
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    const char32_t unit = charset_ == Charset::utf16le ? b * 256u + a : a * 256u + b;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000 && high_ != 0) {
      append_utf8(to, 0x10000 + (high_ - 0xD800) * 0x400 + (unit - 0xDC00));
      high_ = 0;
    } else {
      append_utf8(to, unit);
      high_ = 0;
    }
  }
  return true;
}

Result<Lines> Lines::open(Source& file) { return Lines(TRY(TextPieces::open(file))); }

Result<bool> Lines::next(std::string_view& line) {
  std::size_t searched = at_;
  for (;;) {
    std::size_t end = text_.find('\n', searched);
    if (end == std::string::npos) {
      if (text_.size() - at_ > kMaxLine)
        return bad_place(number_ + 1, 1, "a line of more than 16 MiB", Code::limit);
      text_.erase(0, at_);
      searched = text_.size();
      at_ = 0;
      if (TRY(pieces_.more(text_))) continue;
      if (text_.empty()) return false;
      end = text_.size();
    }
    line = std::string_view(text_).substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    return true;
  }
}

Result<Rows> Rows::open(Source& file, char separator) { return Rows(TRY(Lines::open(file)), separator); }

Result<bool> Rows::next(Row& row) {
  std::string_view line;
  do {
    if (!TRY(lines_.next(line))) return false;
  } while (blank(line));
  row.line = lines_.number();
  row.cells.clear();
  TRY(cut(line, row));
  return true;
}

Result<void> Rows::cut(std::string_view line, Row& row) {
  const std::uint64_t opened = lines_.number();
  std::string joined;  // a quoted cell may hold line feeds
  std::size_t at = 0;
  for (;;) {
    std::string& cell = row.cells.emplace_back();
    if (at < line.size() && line[at] == '"') {
      std::size_t end = quote_end(line, at + 1);
      while (end == std::string_view::npos) {
        if (joined.empty()) joined.assign(line);
        const std::size_t quote = at, searched = joined.size();
        std::string_view following;
        if (!TRY(lines_.next(following)))
          return bad_place(opened, quote + 1, "a quoted cell that begins here does not end");
        joined += '\n';
        joined += following;
        if (joined.size() > kMaxLine)
          return bad_place(opened, quote + 1, "a quoted cell of more than 16 MiB", Code::limit);
        line = joined;
        // A pair of quotes cannot span lines, so that the search goes on where the new line begins.
        end = quote_end(line, searched + 1);
      }
      append_unquoted(cell, line.substr(at + 1, end - at - 1));
      at = end + 1;
      while (at < line.size() && line[at] == ' ') ++at;
      if (at < line.size() && line[at] != separator_)
        return bad_place(lines_.number(), at + 1, "text behind the closing quote of a cell");
    } else {
      const std::size_t end = std::min(line.find(separator_, at), line.size());
      cell = line.substr(at, end - at);
      at = end;
    }
    if (at >= line.size()) return {};
    ++at;
  }
}

std::string column_key(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') key += static_cast<char>(c + 32);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) key += c;
  }
  return key;
}

Header::Header(const std::vector<std::string>& names) {
  for (const std::string& name : names) names_.push_back(column_key(name));
}

std::optional<std::size_t> Header::find(std::initializer_list<std::string_view> names) const {
  for (const std::string_view wanted : names)
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (names_[i] == wanted) return i;
  return std::nullopt;
}

bool Header::same_as(const std::vector<std::string>& cells) const {
  return std::equal(
      cells.begin(), cells.end(), names_.begin(), names_.end(),
      [](const std::string& cell, const std::string& name) { return column_key(cell) == name; });
}

std::vector<std::string> first_row(std::string_view head, char separator) {
  std::string narrow;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    for (const char c : head.substr(2))
      if (c != '\0') narrow += c;
    head = narrow;
  }
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::string_view line = head.substr(0, head.find_first_of("\r\n"));
  std::vector<std::string> cells;
  std::size_t at = 0;
  for (;;) {
    std::string& one = cells.emplace_back();
    if (at < line.size() && line[at] == '"') {
      const std::size_t end = quote_end(line, at + 1);
      if (end == std::string_view::npos) return cells;
      append_unquoted(one, line.substr(at + 1, end - at - 1));
      at = std::min(line.find(separator, end + 1), line.size());
    } else {
      const std::size_t end = std::min(line.find(separator, at), line.size());
      one = line.substr(at, end - at);
      at = end;
    }
    if (at >= line.size()) return cells;
    ++at;
  }
}

}  // namespace clew::lists
