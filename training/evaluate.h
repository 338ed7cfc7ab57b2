// training/evaluate.h - the measures of clew_evaluate; each prints its figures.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "text/syntax.h"
#include "training/conllu.h"

namespace clew::training {

/// The `n` greatest counts, a line each, under a heading.
void print_commonest(const std::map<std::string, int>& counts, const char* what, std::size_t n);

/// Tokens and sentences of the raw text against gold; the `errors` commonest mistakes.
void evaluate_tokens(const std::vector<Sentence>& gold, std::string_view language, std::size_t columns,
                     std::size_t errors);

/// Tags, heads and relations on gold tokens and sentences, and tokens a second. `universal`: subtypes of
/// relations do not count.
void evaluate_syntax(const std::vector<Sentence>& gold, const text::Syntax& syntax, text::ParseMode mode,
                     bool universal, std::size_t errors);

/// The same from the raw text: F1 over words as in the CoNLL 2018 shared task (a word whose bytes are not
/// found as one token is missed, and so is one whose head is not).
void evaluate_raw_syntax(const std::vector<Sentence>& gold, const text::Syntax& syntax, text::ParseMode mode,
                         bool universal, std::string_view language, std::size_t columns);

}  // namespace clew::training
