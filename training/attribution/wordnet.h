// training/attribution/wordnet.h - classes of nouns and verbs from WordNet's database files.
#pragma once

#include <string>
#include <vector>

#include "base/model_file.h"
#include "training/attribution/corpus.h"

namespace clew::training {

/// Adds the sections "classes.keys" and "classes.values" of claim::WordClasses: all verbs of one word, and
/// the nouns that stand in the articles. `folder` has index.noun, data.noun, index.verb, data.verb. Throws
/// std::runtime_error.
void add_word_classes(const std::string& folder, const std::vector<Article>& articles, ModelWriter& model);

}  // namespace clew::training
