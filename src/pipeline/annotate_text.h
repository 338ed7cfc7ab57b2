// pipeline/annotate_text.h - one text, taken as one document, through everything that reads text; no case.
#pragma once

#include <string>
#include <string_view>

namespace clew::pipeline {

struct AnnotateOptions {
  bool syntax = false;  ///< with parts of speech and dependencies, where there is a model of the language
};

/// One JSON object: {"language","sentences","zones","mentions","attributions","claims"}; offsets are bytes
/// into `text`. A sentence has its own "language"; with `syntax` also "tokens", each
/// {"start","end","upos","tag","head","relation"}, head being the index of a token of the sentence, -1 for
/// the root; without a model, {"start","end"} only. Threads: safe from any.
std::string annotate_text(std::string_view text, const AnnotateOptions& options = {});

}  // namespace clew::pipeline
