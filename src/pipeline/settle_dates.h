// pipeline/settle_dates.h - which of two readings a date has, by how its sender writes dates in other
// letters.
#pragma once

#include "base/result.h"
#include "store/db.h"

namespace clew::pipeline {

/// Puts that reading of "3/4/2001" first which the sender's dates with one reading are written in, at
/// confidence 0.7; where they tell nothing or disagree, both readings stand as found, day first, at 0.5. What
/// the passage or its text decided stays. Needs mentions and entities; the same however often it runs. One
/// transaction.
Result<void> settle_dates(const store::Db& db);

}  // namespace clew::pipeline
