// screen/listed.h - all that is listed, of all lists, with the parts of an entry put together.
//
// What the lists say stays theirs: entries of several lists are never joined here. Built by one thread, then
// read by any number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "model/list.h"

namespace clew::screen {

/// A version of a list that takes part.
struct List {
  model::ListInfo info;
  std::string version;  ///< how a hit names it: its date, or the beginning of its file's hash
};

/// An entry of a list with its supplements.
struct Listed {
  std::uint32_t list = 0;  ///< index into Everything::lists()
  model::ListEntry entry;
};

class Everything {
 public:
  /// Entries that follow stand in this list. A list published in several files is one by its name: its parts
  /// need not come in order.
  void begin_list(List list);
  /// REQUIRES: begin_list().
  void add(model::ListEntry&& entry);
  /// Puts supplements to their entries; call once, before anything is asked. Supplements of entries that no
  /// list has are dropped: their number.
  std::size_t finish();

  const std::vector<List>& lists() const { return lists_; }
  const std::vector<Listed>& entries() const { return entries_; }
  const List& list_of(const Listed& one) const { return lists_[one.list]; }
  /// The entry of that number in that list, or nullptr.
  const Listed* find(std::string_view list_name, std::string_view entry) const;

 private:
  static std::string key(std::string_view list_name, std::string_view entry);
  std::vector<List> lists_;
  std::vector<Listed> entries_, supplements_;
  std::unordered_map<std::string, std::uint32_t> by_number_;
};

/// The name that leads an entry; "" for none.
std::string_view name_of(const model::ListEntry& entry);
/// All values of one kind.
std::vector<std::string_view> details_of(const model::ListEntry& entry, model::ListDetailKind what);
/// What the list says of the entry, in one line for people.
std::string statement_of(const model::ListEntry& entry);

}  // namespace clew::screen
