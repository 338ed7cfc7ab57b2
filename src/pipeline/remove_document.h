// pipeline/remove_document.h - takes a document out of a case and brings what was derived from it up to date.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "store/remove.h"

namespace clew::pipeline {

/// See store/remove.h. After a kill, or while another program had the case open, bytes may be left: the same
/// call again erases them, and then gives a Removal without documents. Errors: usage, not_found, conflict,
/// busy.
Result<store::Removal> remove_document(const std::string& case_path, std::string_view id,
                                       std::string_view reason);

}  // namespace clew::pipeline
