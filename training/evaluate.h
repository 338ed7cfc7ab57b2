// training/evaluate.h - the measures of clew_evaluate; each prints its figures.
#pragma once

#include <string_view>
#include <vector>

#include "training/conllu.h"

namespace clew::training {

/// Tokens and sentences of the raw text against gold; the `errors` commonest mistakes.
void evaluate_tokens(const std::vector<Sentence>& gold, std::string_view language, std::size_t columns,
                     std::size_t errors);

}  // namespace clew::training
