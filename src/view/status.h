// view/status.h - the state of a case as its record: see store/status.h for what is counted and how.
#pragma once

#include "base/json.h"
#include "store/status.h"

namespace clew::view {

/// {"record":"status", ...}: one object, dates ISO 8601.
void write_status(JsonWriter& json, const store::CaseTotals& totals);

}  // namespace clew::view
