// pipeline/annotate_text.h - one text, taken as one document, through everything that reads text; no case.
#pragma once

#include <string>
#include <string_view>

namespace clew::pipeline {

/// One JSON object: {"language","sentences","zones","mentions"}; offsets are bytes into `text`. Threads: safe
/// from any.
std::string annotate_text(std::string_view text);

}  // namespace clew::pipeline
