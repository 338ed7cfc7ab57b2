#include "cli/command.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/utf8.h"

namespace clew::cli {
namespace {

// Case text is hostile: what a terminal would obey is shown as a blank.
std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    const char32_t c = d.character;
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
                         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    append_utf8(out, control ? U' ' : c);
    at += static_cast<std::size_t>(d.length);
  }
  return out;
}

// Columns on a terminal; marks and joiners take none. Wide East Asian characters take two.
std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    const char32_t c = d.character;
    at += static_cast<std::size_t>(d.length);
    if ((c >= 0x300 && c <= 0x36F) || (c >= 0x64B && c <= 0x65F) || c == 0x670 ||
        (c >= 0x200B && c <= 0x200F))
      continue;
    columns += (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xD7A3) || (c >= 0xFF00 && c <= 0xFF60) ||
                       (c >= 0x1F300 && c <= 0x1FAFF)
                   ? 2
                   : 1;
  }
  return columns;
}

std::string cut(std::string_view text, std::size_t columns) {
  if (width(text) <= columns) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    std::string next = out;
    append_utf8(next, d.character);
    if (width(next) + 1 > columns) break;
    out = std::move(next);
    at += static_cast<std::size_t>(d.length);
  }
  return out + "…";
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

void put(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void put_csv(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + csv_cell(cells[i]);
  put(line + "\r\n");
}

std::size_t terminal_columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 120;
}

}  // namespace

Result<std::optional<std::uint64_t>> Args::number(std::string_view name) const {
  if (!has(name)) return std::optional<std::uint64_t>();
  const std::string text = get(name);
  std::uint64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size())
    return Error{Code::usage, std::string(name) + " wants a whole number, not '" + text + "'", {}, {}};
  return std::optional(value);
}

Result<Listing> Listing::open(const Args& args, std::vector<std::string> columns) {
  Listing listing;
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  listing.format_ = terminal ? Format::table : Format::jsonl;
  const std::string format = args.get("--format");
  if (format == "table")
    listing.format_ = Format::table;
  else if (format == "jsonl")
    listing.format_ = Format::jsonl;
  else if (format == "csv")
    listing.format_ = Format::csv;
  else if (!format.empty())
    return Error{Code::usage, "--format is table, jsonl or csv, not '" + format + "'", {}, {}};
  listing.limit_ = TRY(args.number("--limit"));
  if (!args.has("--limit") && terminal) listing.limit_ = 50;
  listing.columns_ = std::move(columns);
  if (listing.format_ == Format::csv) put_csv(listing.columns_);
  return listing;
}

Listing::Listing(Listing&& other) noexcept
    : format_(other.format_),
      limit_(other.limit_),
      columns_(std::move(other.columns_)),
      rows_(std::move(other.rows_)),
      open_(std::exchange(other.open_, false)) {}

void Listing::add(std::string_view json, const std::vector<std::string>& cells) {
  switch (format_) {
    case Format::jsonl:
      put(json);
      put("\n");
      return;
    case Format::csv:
      put_csv(cells);
      return;
    case Format::table: {
      std::vector<std::string> row;
      for (const std::string& cell : cells) row.push_back(harmless(cell));
      rows_.push_back(std::move(row));
    }
  }
}

Listing::~Listing() {
  if (!open_ || format_ != Format::table || rows_.empty()) return;
  std::vector<std::size_t> widths;
  for (const std::string& column : columns_) widths.push_back(width(column));
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < std::min(widths.size(), row.size()); ++i)
      widths[i] = std::max(widths[i], width(row[i]));
  // The widest columns give way until the row fits.
  const std::size_t room = terminal_columns();
  for (;;) {
    std::size_t total = 2 * (widths.size() - 1);
    for (const std::size_t w : widths) total += w;
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (total <= room || *widest <= 12) break;
    *widest -= std::min(*widest - 12, total - room);
  }
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t i = 0; i < std::min(cells.size(), widths.size()); ++i) {
      const std::string cell = cut(cells[i], widths[i]);
      out += cell;
      if (i + 1 < widths.size()) out += std::string(widths[i] - width(cell) + 2, ' ');
    }
    put(out + "\n");
  };
  line(columns_);
  std::vector<std::string> rule;
  for (const std::size_t w : widths) {
    std::string dashes;
    for (std::size_t i = 0; i < w; ++i) dashes += "─";
    rule.push_back(std::move(dashes));
  }
  line(rule);
  for (const auto& row : rows_) line(row);
}

void warn(std::string_view text) {
  std::fprintf(stderr, "clew: %.*s\n", static_cast<int>(text.size()), text.data());
}

}  // namespace clew::cli
