// pipeline/thread_case.h - puts every letter of a case into its thread.
#pragma once

#include "base/result.h"
#include "store/db.h"

namespace clew::pipeline {

/// Recomputes documents.thread from what the case holds, as one change; rows that stay the same are not
/// touched, so a second call writes nothing. See assemble/threads.h for the method. Errors: the store's.
Result<void> thread_case(const store::Db& db);

}  // namespace clew::pipeline
