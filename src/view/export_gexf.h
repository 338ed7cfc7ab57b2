// view/export_gexf.h - the network of a case as GEXF 1.3 (gexf.net), with the times of its nodes and edges,
// for Gephi's timeline.
#pragma once

#include "base/result.h"
#include "store/db.h"
#include "view/export_text.h"

namespace clew::view {

/// Nodes: entities (id: key) with type, addresses, sent, received; edges: directed ties, weight their
/// letters, with to, cc, bcc. `start` and `end` are the first and last letter. Errors: those of the store and
/// of `out`.
Result<void> export_gexf(const store::Db& db, const Out& out);

}  // namespace clew::view
