// view/record_json.h - records out of a case as JSON: hits, and documents with what the case adds to them.
#pragma once

#include "base/json.h"
#include "view/document.h"
#include "view/search.h"

namespace clew::view {

/// The contract's `hit`.
void write_hit(JsonWriter& json, const Hit& hit);
/// The contract's `document`, without its text.
void write_document(JsonWriter& json, const DocumentView& view);
/// {"entity","type","name","names","addresses","sent","received","first"?,"last"?,"known_as","ties","letters"}
void write_entity(JsonWriter& json, const EntityView& view);
/// {"document","score","shared","type","subject"?,"date"?}
void write_alike(JsonWriter& json, const Alike& alike);

}  // namespace clew::view
