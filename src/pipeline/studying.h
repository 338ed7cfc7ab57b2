// pipeline/studying.h - texts of the case -> their words for the full-text index, their mentions and claims.
//
// The second of the two kinds of work. Pure: what a text gives depends on its request alone. Runs in a
// locked-down worker.
#pragma once

#include <string>

#include "base/source.h"
#include "pipeline/packed.h"
#include "pipeline/reading.h"
#include "store/studies.h"

namespace clew::pipeline {

/// Puts a text, or the subject of a document, behind the requests of a job.
void request_text(Packer& to, const store::TextToStudy& text);
void request_subject(Packer& to, std::int64_t document, std::string_view subject);

/// Does what a file of requests asks. Records: PackedKind::mentions and ::claims for each passage with any,
/// at the end PackedKind::run for the words of texts and for those of subjects.
void study_file(Source& requests, RecordOutput& output);

/// Hands such a record on to the case. Errors: internal (a worker that gives no such thing).
Result<void> add_studied(std::string_view record, store::Studies& studies);

}  // namespace clew::pipeline
