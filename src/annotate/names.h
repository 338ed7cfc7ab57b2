// annotate/names.h - persons, organisations, places, nationalities and events in running text.
//
// A model for each language (models/names-*.md): English, Persian, Arabic. Which one reads a passage is
// decided by its own words and its document's language; in a mixed passage, sentence by sentence. A build
// without models (CLEW_UNLICENSED_MODELS=OFF leaves the Arabic one out) finds fewer names, and is no error.
#pragma once

#include <string_view>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/name_model.h"

namespace clew::annotate {

/// The model that this build carries for "en" (for "fa-Latn" too), "fa" or "ar", opened when it is first
/// asked for; null: none. Threads: safe from any.
const NameModel* name_model(std::string_view language);

/// Appends mentions in order, without overlaps; `confidence` is calibrated on texts kept aside. Linear in the
/// length of the text; of Persian and Arabic the words are kept until its end. Threads: safe from any.
void find_names(std::string_view text, const Context& context, std::vector<model::Mention>& mentions);

}  // namespace clew::annotate
