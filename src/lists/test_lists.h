// lists/test_lists.h - reads a list from a string, for tests. Not for anything else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lists/list_reader.h"

namespace clew::lists {

struct Outcome {
  std::string format;
  model::ListInfo info;
  std::vector<model::ListEntry> entries;
  std::string error;  ///< with its place; empty: none

  const model::ListEntry* entry(std::string_view id, bool supplement = false) const {
    for (const model::ListEntry& one : entries)
      if (one.id == id && one.supplement == supplement) return &one;
    return nullptr;
  }
};

/// Chooses the format by content, as ingest does.
inline Outcome read_text(std::string_view text, std::string_view file_name) {
  Outcome out;
  const Format* const format = choose_format(text.substr(0, 4096), file_name);
  if (format == nullptr) return out;
  out.format = format->name;
  MemorySource source(text);
  auto info = read_list(*format, source, file_name, [&](model::ListEntry& entry) {
    out.entries.push_back(entry);
    return Result<void>();
  });
  if (info)
    out.info = *info;
  else
    out.error = to_string(info.error());
  return out;
}

/// "primary:Name|alias:Other".
inline std::string names_of(const model::ListEntry* entry) {
  std::string out;
  if (entry == nullptr) return "no such entry";
  for (const model::ListName& name : entry->names)
    out += (out.empty() ? "" : "|") + std::string(name_of(name.kind)) + ":" + name.text;
  return out;
}

/// The values of one kind, "value (note)" where there is a note, with '|' between.
inline std::string said(const model::ListEntry* entry, model::ListDetailKind what) {
  std::string out;
  if (entry == nullptr) return "no such entry";
  for (const model::ListDetail& detail : entry->details)
    if (detail.what == what)
      out += (out.empty() ? "" : "|") + detail.value + (detail.note.empty() ? "" : " (" + detail.note + ")");
  return out;
}

}  // namespace clew::lists
