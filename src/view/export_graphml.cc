#include "view/export_graphml.h"

#include <unordered_map>

#include "model/document.h"
#include "store/entities.h"
#include "store/ties.h"

namespace clew::view {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\""
    "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
    "  <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
    "  <key id=\"type\" for=\"node\" attr.name=\"type\" attr.type=\"string\"/>\n"
    "  <key id=\"addresses\" for=\"node\" attr.name=\"addresses\" attr.type=\"string\"/>\n"
    "  <key id=\"sent\" for=\"node\" attr.name=\"sent\" attr.type=\"long\"/>\n"
    "  <key id=\"received\" for=\"node\" attr.name=\"received\" attr.type=\"long\"/>\n"
    "  <key id=\"count\" for=\"edge\" attr.name=\"count\" attr.type=\"long\"/>\n"
    "  <key id=\"to\" for=\"edge\" attr.name=\"to\" attr.type=\"long\"/>\n"
    "  <key id=\"cc\" for=\"edge\" attr.name=\"cc\" attr.type=\"long\"/>\n"
    "  <key id=\"bcc\" for=\"edge\" attr.name=\"bcc\" attr.type=\"long\"/>\n"
    "  <key id=\"first\" for=\"all\" attr.name=\"first\" attr.type=\"string\"/>\n"
    "  <key id=\"last\" for=\"all\" attr.name=\"last\" attr.type=\"string\"/>\n"
    "  <graph id=\"network\" edgedefault=\"directed\">\n";

void data(std::string& to, std::string_view key, std::string_view value) {
  to += "<data key=\"";
  to += key;
  to += "\">";
  append_xml(to, value);
  to += "</data>";
}

void dates(std::string& to, std::optional<std::int64_t> first, std::optional<std::int64_t> last) {
  if (first) data(to, "first", model::iso8601(*first));
  if (last) data(to, "last", model::iso8601(*last));
}

}  // namespace

Result<void> export_graphml(const store::Db& db, const Out& out) {
  TRY(out(kHead));
  std::unordered_map<std::int64_t, std::string> keys;
  Result<void> status;
  TRY(store::each_entity(db, {.in_letters = true}, [&](const store::StoredEntity& e) {
    std::string node = "    <node id=\"" + xml(e.key) + "\">";
    data(node, "name", e.name);
    data(node, "type", e.type);
    data(node, "addresses", joined(e.addresses, "; "));
    data(node, "sent", std::to_string(e.sent));
    data(node, "received", std::to_string(e.received));
    dates(node, e.first, e.last);
    status = out(node + "</node>\n");
    keys.emplace(e.id, e.key);
    return status.has_value();
  }));
  TRY(std::move(status));
  TRY(store::each_tie(db, [&](const store::Tie& tie) -> Result<bool> {
    const auto a = keys.find(tie.a), b = keys.find(tie.b);
    if (a == keys.end() || b == keys.end()) return true;
    std::string edge = "    <edge source=\"" + xml(a->second) + "\" target=\"" + xml(b->second) + "\">";
    data(edge, "count", std::to_string(tie.count()));
    if (tie.to > 0) data(edge, "to", std::to_string(tie.to));
    if (tie.cc > 0) data(edge, "cc", std::to_string(tie.cc));
    if (tie.bcc > 0) data(edge, "bcc", std::to_string(tie.bcc));
    dates(edge, tie.first, tie.last);
    TRY(out(edge + "</edge>\n"));
    return true;
  }));
  return out("  </graph>\n</graphml>\n");
}

}  // namespace clew::view
