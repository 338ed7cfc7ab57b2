// cli/progress.h - shows long work on a terminal's stderr; says nothing where there is none.
#pragma once

#include "pipeline/ingest.h"

namespace clew::cli {

/// A report that redraws one line at most ten times a second; an empty one when stderr is no terminal.
pipeline::ProgressReport terminal_progress();
/// Wipes the line.
void end_progress();

}  // namespace clew::cli
