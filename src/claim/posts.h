// claim/posts.h - who holds which post, from appositions ("Ann Lee, director of the board,"), titles before
// names ("Deputy Minister Ann Lee") and copulas ("Ann Lee is the only director").
#pragma once

#include <vector>

#include "claim/draft.h"

namespace clew::claim {

/// Drafts of roles. Posts that are found are to be remembered by the caller (References::remember_post).
std::vector<Draft> read_posts(const SentenceReading& reading);

}  // namespace clew::claim
