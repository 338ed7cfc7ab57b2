// pipeline/assemble_case.h - compares the claims of a case with each other.
#pragma once

#include "base/result.h"
#include "store/db.h"

namespace clew::pipeline {

/// Makes groups and disputes of claims anew (assemble/claim_groups.h), by whom names mean now. One
/// transaction. Errors: the store's.
Result<void> assemble_case(const store::Db& db);

}  // namespace clew::pipeline
