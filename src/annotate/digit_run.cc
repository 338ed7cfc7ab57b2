#include "annotate/digit_run.h"

#include <algorithm>

namespace clew::annotate {
namespace {

bool starts(std::string_view text, std::size_t at, std::string_view mark) {
  return text.size() - at >= mark.size() && text.compare(at, mark.size(), mark) == 0;
}

// A separator at `at`: its kind and length. Spaces may be no-break ones; dashes of any length are "-".
struct Separator {
  char kind = '\0';
  std::size_t bytes = 0;
};
Separator separator_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const char c = text[at];
  if (c == ' ' || c == '\t') return {' ', 1};
  if (c == '-' || c == '.' || c == '/' || c == '(' || c == ')') return {c, 1};
  if (c != '\xC2' && c != '\xE2') return {};
  if (starts(text, at, "\xC2\xA0")) return {' ', 2};
  if (starts(text, at, "\xE2\x80\x91") || starts(text, at, "\xE2\x80\x93") ||
      starts(text, at, "\xE2\x80\x90"))
    return {'-', 3};
  if (starts(text, at, "\xE2\x80\xAF") || starts(text, at, "\xE2\x80\x89")) return {' ', 3};
  return {};
}

}  // namespace

bool DigitRun::shaped(std::initializer_list<int> lengths) const {
  return lengths.size() == group_count && std::equal(lengths.begin(), lengths.end(), groups.begin(),
                                                     [](int a, unsigned char b) { return a == b; });
}

DigitRun read_digit_run(std::string_view text, std::size_t at) {
  DigitRun run;
  run.start = run.end = at;
  char separator = '\0';
  if (at < text.size() && text[at] == '+') run.plus = true, ++at;
  bool open = false;
  while (run.group_count < run.groups.size()) {
    // What may stand between two groups: one separator, or a bracket with a space or dash beside it.
    std::size_t from = at, spaces = 0, others = 0;
    for (Separator s = separator_at(text, from); s.kind != '\0'; s = separator_at(text, from)) {
      if (s.kind == '(') {
        if (open) break;
        open = run.brackets = true;
      } else if (s.kind == ')') {
        if (!open) break;
        open = false;
      } else if (s.kind == ' ') {
        if (++spaces > 3) break;
      } else if (++others > 1) {
        break;
      }
      if (separator == '\0' || s.kind != ' ') separator = s.kind;
      from += s.bytes;
    }
    if (run.group_count == 0) separator = '\0';
    std::size_t length = 0, stop = from;
    for (Digit d = digit_at(text, stop); d.value >= 0; d = digit_at(text, stop)) {
      if (run.count + length >= DigitRun::kMost) return run.group_count == 0 ? DigitRun{} : run;
      run.buffer[run.count + length++] = static_cast<char>('0' + d.value);
      stop += d.bytes;
    }
    if (length == 0 || spaces > 3 || others > 1) break;
    if (open && run.group_count > 0 && separator_at(text, stop).kind != ')') break;  // 555-0123 (24 hours)
    if (spaces > 1) run.long_space = true;
    run.separators[run.group_count] = separator;
    run.groups[run.group_count++] = static_cast<unsigned char>(length);
    run.count += length;
    run.end = at = stop;
    separator = '\0';
  }
  return run;
}

}  // namespace clew::annotate
