// annotate/annotate.h - finds the mentions of one passage. Knows nothing of documents, claims or the store.
#pragma once

#include <string_view>
#include <vector>

#include "model/mention.h"

namespace clew::annotate {

/// Raised by one whenever any annotator would answer differently: `ingest` then redoes what is older.
inline constexpr int kVersion = 2;

/// What a passage's home tells about it.
struct Context {
  std::string_view language;  ///< of the document
  std::string_view zone;      ///< name_of(ZoneKind)
  std::string_view date;      ///< ISO 8601 of who wrote the passage; may be empty
};

/// Mentions in order of start, then longest first. A pure function of its arguments. Threads: safe from any.
std::vector<model::Mention> find_mentions(std::string_view passage, const Context& context);

}  // namespace clew::annotate
