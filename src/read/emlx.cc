// read/emlx.cc - a letter as Apple Mail keeps it: a line with the letter's length, the letter, a property
// list.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "read/eml.h"
#include "read/header_block.h"
#include "read/mime_part.h"
#include "read/sniff.h"

namespace clew::read {
namespace {

constexpr std::size_t kLengthLine = 32;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The first line, when it is nothing but a number: the letter's offset and its length.
bool read_length(std::string_view head, std::uint64_t& begin, std::uint64_t& length) {
  const std::size_t end = head.substr(0, kLengthLine).find('\n');
  if (end == std::string_view::npos) return false;
  std::size_t digits = 0;
  length = 0;
  while (digits < end && head[digits] >= '0' && head[digits] <= '9' && digits < 15)
    length = length * 10 + static_cast<std::uint64_t>(head[digits++] - '0');
  if (digits == 0) return false;
  begin = end + 1;
  return std::all_of(head.begin() + static_cast<std::ptrdiff_t>(digits),
                     head.begin() + static_cast<std::ptrdiff_t>(end), is_space);
}

// The text between the tags that follow <key>NAME</key>: <integer>1</integer> gives "1".
std::string_view plist_value(std::string_view plist, std::string_view name) {
  const std::string key = "<key>" + std::string(name) + "</key>";
  std::size_t at = plist.find(key);
  if (at == std::string_view::npos) return {};
  at = plist.find('>', plist.find('<', at + key.size()));
  if (at == std::string_view::npos) return {};
  const std::size_t end = plist.find("</", at);
  return end == std::string_view::npos ? std::string_view{} : plist.substr(at + 1, end - at - 1);
}

std::string flag_words(std::string_view value) {
  static constexpr std::array<std::pair<int, std::string_view>, 10> kBits{{{0, "read"},
                                                                           {1, "deleted"},
                                                                           {2, "answered"},
                                                                           {3, "encrypted"},
                                                                           {4, "flagged"},
                                                                           {5, "recent"},
                                                                           {6, "draft"},
                                                                           {8, "forwarded"},
                                                                           {9, "redirected"},
                                                                           {23, "signed"}}};
  const unsigned long long bits = std::strtoull(std::string(value.substr(0, 20)).c_str(), nullptr, 10);
  std::string out;
  for (const auto& [bit, word] : kBits)
    if (bits >> bit & 1) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

std::string moment_text(std::string_view value) {
  const double seconds = std::strtod(std::string(value.substr(0, 32)).c_str(), nullptr);
  if (!(seconds > 0 && seconds < 253402300800.0)) return {};  // up to the year 9999
  return model::iso8601(static_cast<std::int64_t>(seconds));
}

model::Fields plist_fields(std::string_view plist) {
  model::Fields out;
  const auto add = [&](std::string_view name, std::string value) {
    if (!value.empty()) out.emplace_back(name, std::move(value));
  };
  add("flags", flag_words(plist_value(plist, "flags")));
  add("date-received", moment_text(plist_value(plist, "date-received")));
  add("date-last-viewed", moment_text(plist_value(plist, "date-last-viewed")));
  return out;
}

Match match(std::string_view head, std::string_view name) {
  std::uint64_t begin = 0, length = 0;
  if (read_length(head, begin, length) && looks_like_mail(head.substr(static_cast<std::size_t>(begin))))
    return Match::by_content;
  return name.ends_with(".emlx") ? Match::by_name : Match::no;
}

Result<std::string> read_range(Source& file, std::uint64_t begin, std::uint64_t n) {
  TRY(file.seek(begin));
  std::string out(static_cast<std::size_t>(n), '\0');
  std::size_t have = 0;
  while (have < out.size()) {
    const std::size_t got = TRY(file.read(out.data() + have, out.size() - have));
    if (got == 0) break;
    have += got;
  }
  out.resize(have);
  return out;
}

Result<void> read(Source& file, const Limits& limits, Sink& sink) {
  const std::string head = TRY(read_range(file, 0, std::min<std::uint64_t>(kLengthLine, file.size())));
  std::uint64_t begin = 0, length = 0;
  if (!read_length(head, begin, length))
    return Error{Code::bad_input, "the first line is not the letter's length", {}, {}};
  const std::uint64_t end = std::min(begin + length, file.size());
  constexpr std::uint64_t kLongestPlist = 1 << 20;
  const std::string plist = TRY(read_range(file, end, std::min(kLongestPlist, file.size() - end)));
  PartSource letter(file, {begin, end}, Encoding::identity, false);
  return read_letter(letter, limits, plist_fields(plist), sink);
}

}  // namespace

extern const Reader kEmlx;
const Reader kEmlx{"emlx", "e-mail (Apple Mail .emlx)", false, match, read};

}  // namespace clew::read
