// annotate/recipient_entries.h - cuts the value of a field of recipients into its entries, and these into
// words.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace clew::annotate {

/// A word of a field, or the comma between the parts of a name in quotes.
struct Piece {
  std::size_t start = 0, end = 0;
  bool comma = false;
};

/// What stands between two separators.
struct Entry {
  std::vector<Piece> pieces;
  bool addressed = false;  ///< an address, or the hierarchy of Lotus Notes, stands behind
  bool comma = false;      ///< a comma ends it
};

/// Bytes [from, to) of the text, which may go over several lines with quote marks. Semicolons divide if there
/// is one, else commas outside quotes. Addresses, brackets, what follows them in an entry, and quotes are
/// left out. Linear. Threads: safe from any.
std::vector<Entry> cut_entries(std::string_view text, std::size_t from, std::size_t to);

}  // namespace clew::annotate
