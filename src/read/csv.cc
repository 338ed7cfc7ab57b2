// Tables as text: comma-, semicolon- or tab-separated values (RFC 4180) keep their bytes, so that a quote of
// a row is the row. What the columns mean is for those who read the text.
#include <algorithm>
#include <string>

#include "read/plain_text.h"
#include "read/reader.h"
#include "read/sniff.h"

namespace clew::read {
namespace {

bool ends_with_any_case(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() &&
         std::equal(
             ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()),
             [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b); });
}

bool is_tabs(std::string_view name) {
  return ends_with_any_case(name, ".tsv") || ends_with_any_case(name, ".tab");
}

Match match_csv(std::string_view head, std::string_view file_name) {
  if (!ends_with_any_case(file_name, ".csv") && !is_tabs(file_name)) return Match::no;
  return head.empty() || looks_like_text(head) ? Match::by_name : Match::no;
}

Result<void> read_csv(Source& file, const Limits& limits, Sink& sink) {
  return read_plain_text(file, limits, sink, "text/csv");
}

}  // namespace

extern const Reader kCsv;
const Reader kCsv{"csv", "comma-separated values", false, match_csv, read_csv};

}  // namespace clew::read
