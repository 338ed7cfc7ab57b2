// pipeline/list_records.h - lists and their entries as records: packed bytes from a worker, JSON from
// `extract`.
#pragma once

#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "model/list.h"
#include "pipeline/packed.h"

namespace simdjson::dom {
class element;
}

namespace clew::pipeline {

/// A list stands before its entries, and once more behind them, then complete.
void pack_list(Packer& to, const model::ListInfo& info, bool complete);
void pack_list_entry(Packer& to, const model::ListEntry& entry);
/// What follows the kind. Errors: internal.
Result<model::ListInfo> unpack_list(Unpacker& from, bool& complete);
Result<void> unpack_list_entry(Unpacker& from, model::ListEntry& entry);

void write_list(JsonWriter& json, const model::ListInfo& info, std::string_view document, bool complete);
void write_list_entry(JsonWriter& json, const model::ListEntry& entry, std::string_view document);
model::ListInfo list_of(const simdjson::dom::element& record, bool& complete);
model::ListEntry list_entry_of(const simdjson::dom::element& record);

}  // namespace clew::pipeline
