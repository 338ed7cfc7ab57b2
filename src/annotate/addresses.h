// annotate/addresses.h - mail addresses, URLs and the display names that stand before addresses, in running
// text.
#pragma once

#include <string_view>
#include <vector>

#include "model/mention.h"

namespace clew::annotate {

/// Appends mentions, in no order and without overlaps: `identifier` with the value "mail:local@domain"
/// (domain in lower case; Exchange's user@SITE is none) or "url:scheme://host/..." (scheme and host in lower
/// case, "http" where only "www." stands); `person` for NAME in "NAME <address>" and "NAME [mailto:address]".
/// Punctuation after an address or URL is no part of it. Linear in the length of the text.
void find_addresses(std::string_view text, std::vector<model::Mention>& mentions);

}  // namespace clew::annotate
