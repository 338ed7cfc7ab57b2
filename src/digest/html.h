// digest/html.h - a dossier as one HTML file that needs nothing from outside and runs nothing.
#pragma once

#include <string>

#include "view/dossier.h"

namespace clew::digest {

/// Each quote is <q data-document data-start data-end data-sha256>, its text content being the quoted bytes
/// (a control character is an empty <i data-c="1B">): data-document is the short id, data-sha256 the full
/// one, start and end are bytes into the stored text. A Content-Security-Policy allows nothing but the inline
/// style. Threads: safe from any.
std::string to_html(const view::Dossier& dossier);

}  // namespace clew::digest
