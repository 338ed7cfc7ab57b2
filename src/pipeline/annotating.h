// pipeline/annotating.h - passages -> mentions, the second of the two kinds of work; runs in a locked-down
// worker.
//
// A pure function of a passage and its home's context. The input is a file of JSON lines
// {"passage":ID,"language","zone","date","text"}; the records are {"passage":ID,"mentions":[...]} with
// offsets relative to the passage, written only where something was found.
#pragma once

#include <string>
#include <string_view>

#include "annotate/annotate.h"
#include "pipeline/reading.h"

namespace clew::pipeline {

/// One line of the input; `passage` is its row in the case.
std::string annotate_request(std::int64_t passage, std::string_view text, const annotate::Context& context);
void annotate_file(Source& requests, RecordOutput& output);

}  // namespace clew::pipeline
