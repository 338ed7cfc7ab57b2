// cli/terminal.h - text of the case on a terminal: made harmless, and marked where that helps.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clew::cli {

/// Whether stdout is a terminal: only then may anything be marked.
bool on_terminal();
/// Control and direction characters become blanks, so that case text cannot command a terminal. Line feeds
/// stay with `keep_lines`, else white space becomes single blanks.
std::string harmless_text(std::string_view text, bool keep_lines);
/// In bold on a terminal. The text must be harmless already.
std::string bold(std::string_view text);
/// Harmless, with these byte ranges (in order) in bold on a terminal.
std::string with_marks(std::string_view text, const std::vector<std::pair<std::size_t, std::size_t>>& marks,
                       bool keep_lines);
/// 1234567 -> "1,234,567".
std::string grouped(std::uint64_t number);
void print(std::string_view text);

}  // namespace clew::cli
