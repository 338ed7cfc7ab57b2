// annotate/identifiers.h - numbers and codes that name one thing: telephones, accounts, cards, papers, ships,
// aircraft, companies, wallets, places. Mail addresses and URLs are in addresses.h.
#pragma once

#include <string_view>
#include <vector>

#include "model/mention.h"

namespace clew::annotate {

/// Appends `identifier` mentions in order, without overlaps. Values: see docs/values.md
/// ("phone:+982188123456", "iban:...", "imo:9074729" ...). What has check digits must pass them; what is but
/// a shape counts only where the words before it say what it is (topics.h). `language` ("fa", "ar", "en"; may
/// be empty) decides national telephone numbers. One pass over the bytes; the work at each place is bounded.
void find_identifiers(std::string_view text, std::string_view language,
                      std::vector<model::Mention>& mentions);

}  // namespace clew::annotate
