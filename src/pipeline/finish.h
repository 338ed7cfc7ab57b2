// pipeline/finish.h - the passes after reading: what is derived from documents is brought up to date.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.h"
#include "pipeline/ingest.h"
#include "pipeline/pool.h"
#include "store/writer.h"

namespace clew::pipeline {

/// Marks the case as having documents whose derived rows are not up to date; part of the writer's
/// transaction.
Result<void> mark_stale(store::Writer& writer);

/// Annotates each new passage at its home, threads letters, resolves people, counts. Does nothing when
/// nothing is stale. Each pass commits.
Result<void> finish_case(store::Writer& writer, Pool& pool, const ProgressReport& progress,
                         bool annotate = true);

/// What follows from documents and mentions: threads, people and ties, counts, the list by date. `tell` hears
/// which comes next. Each pass commits.
Result<void> derive_case(const store::Db& db, const std::function<void(std::string_view stage)>& tell);

}  // namespace clew::pipeline
