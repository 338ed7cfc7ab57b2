// digest/markdown.h - a dossier as CommonMark, readable in a terminal too.
#pragma once

#include <string>

#include "view/dossier.h"

namespace clew::digest {

/// Each quote is a block quote `> “words” [n]`, a cut being shown outside the quote marks as […]; the list of
/// sources says for each n: `n. SHORT-ID · place · date · bytes a–b · SHA-256 HEX`. Right-to-left quotes
/// stand in a <div dir="rtl">. All text from the case is escaped: see escape.h. Threads: safe from any.
std::string to_markdown(const view::Dossier& dossier);

}  // namespace clew::digest
