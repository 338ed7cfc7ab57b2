// text/mailboxes.h - a name and address as mail programs print them in running text (not RFC 5322 headers).
#pragma once

#include <string_view>

#include "model/document.h"

namespace clew::text {

/// `"Arden, Sam" <s.arden@example.org>`, `Arden, Sam [mailto:s.arden@example.org]`, `s.arden@example.org (Sam
/// Arden)`, and Lotus Notes' `Sam Arden/LON/CO@CO` or `Sam Arden@CO`, which give a name and no address. The
/// name is kept as written, without quotes and doubled white space; the domain is in lower case.
model::Mailbox parse_mailbox(std::string_view raw);

/// White space of any length as one space, none at the ends.
std::string collapse_spaces(std::string_view text);

}  // namespace clew::text
