// read/addresses.h - the address lists of mail headers (RFC 5322, 3.4), as people and programs write them.
//
// Besides the grammar (names in quotes, comments, groups, routes, the obsolete forms): commas in names
// without quotes ("Doe, Jane <j@example.org>"), semicolons between addresses, names in single quotes,
// addresses given twice, Exchange and Notes names ("</O=ORG/CN=X>", "Jane Doe/HOU/ORG@ORG"), encoded words
// anywhere, raw 8-bit bytes, quotes and brackets that are never closed.
#pragma once

#include <string_view>
#include <vector>

#include "model/document.h"

namespace clew::read {

/// The mailboxes of a list, in order; groups give their members. A word alone is an address ("root"); several
/// words without an address are a name. `hint`: as in decode_header(). Linear time; safe from any thread.
std::vector<model::Mailbox> parse_addresses(std::string_view raw, std::string_view hint = {});

}  // namespace clew::read
