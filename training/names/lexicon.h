// training/names/lexicon.h - packs word clusters and name lists into the tables of annotate/name_lexicon.h.
#pragma once

#include <string>

#include "base/model_file.h"

namespace clew::training {

struct LexiconSources {
  std::string clusters;  ///< what `vectors` wrote; empty: none
  std::string lists;     ///< "kind<TAB>phrase"; empty: none
  bool arabic = false;
};

/// Adds the sections to `model`. Throws std::runtime_error on a file that cannot be read.
void add_lexicon(const LexiconSources& sources, ModelWriter& model);

}  // namespace clew::training
