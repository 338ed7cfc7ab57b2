// view/export_graphml.h - the network of a case as GraphML (graphml.graphdrawing.org), for yEd, Gephi,
// networkx.
#pragma once

#include "base/result.h"
#include "store/db.h"
#include "view/export_text.h"

namespace clew::view {

/// Nodes: entities (id: key) with name, type, addresses, sent, received, first, last. Edges: directed ties
/// with count, to, cc, bcc, first, last. Times ISO 8601, UTC. Errors: those of the store and of `out`.
Result<void> export_graphml(const store::Db& db, const Out& out);

}  // namespace clew::view
