#include "view/export_gexf.h"

#include <unordered_map>

#include "model/document.h"
#include "store/entities.h"
#include "store/ties.h"

namespace clew::view {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
    " xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n"
    "  <meta><creator>clew</creator><description>who wrote to whom</description></meta>\n"
    "  <graph mode=\"dynamic\" defaultedgetype=\"directed\" idtype=\"string\" timeformat=\"date\""
    " timerepresentation=\"interval\">\n"
    "    <attributes class=\"node\" mode=\"static\">\n"
    "      <attribute id=\"type\" title=\"type\" type=\"string\"/>\n"
    "      <attribute id=\"addresses\" title=\"addresses\" type=\"string\"/>\n"
    "      <attribute id=\"sent\" title=\"sent\" type=\"long\"/>\n"
    "      <attribute id=\"received\" title=\"received\" type=\"long\"/>\n"
    "      <attribute id=\"first\" title=\"first\" type=\"string\"/>\n"
    "      <attribute id=\"last\" title=\"last\" type=\"string\"/>\n"
    "    </attributes>\n"
    "    <attributes class=\"edge\" mode=\"static\">\n"
    "      <attribute id=\"to\" title=\"to\" type=\"long\"/>\n"
    "      <attribute id=\"cc\" title=\"cc\" type=\"long\"/>\n"
    "      <attribute id=\"bcc\" title=\"bcc\" type=\"long\"/>\n"
    "      <attribute id=\"first\" title=\"first\" type=\"string\"/>\n"
    "      <attribute id=\"last\" title=\"last\" type=\"string\"/>\n"
    "    </attributes>\n"
    "    <nodes>\n";

// Days, because networkx does not read dateTime; the attributes hold the full times. Years 1 to 9999
// (xsd:date).
std::string time_attribute(std::string_view name, std::optional<std::int64_t> date) {
  if (!date) return {};
  const std::string text = model::iso8601(*date);
  if (text.size() != 20 || text.starts_with("0000")) return {};
  return " " + std::string(name) + "=\"" + text.substr(0, 10) + "\"";
}

std::string times(std::optional<std::int64_t> first, std::optional<std::int64_t> last) {
  return time_attribute("start", first) + time_attribute("end", last);
}

void value(std::string& to, std::string_view name, std::string_view text) {
  to += "<attvalue for=\"";
  to += name;
  to += "\" value=\"";
  append_xml(to, text);
  to += "\"/>";
}

void dates(std::string& to, std::optional<std::int64_t> first, std::optional<std::int64_t> last) {
  if (first) value(to, "first", model::iso8601(*first));
  if (last) value(to, "last", model::iso8601(*last));
}

}  // namespace

Result<void> export_gexf(const store::Db& db, const Out& out) {
  TRY(out(kHead));
  std::unordered_map<std::int64_t, std::string> keys;
  Result<void> status;
  TRY(store::each_entity(db, {.in_letters = true}, [&](const store::StoredEntity& e) {
    std::string node = "      <node id=\"" + xml(e.key) + "\" label=\"" + xml(e.name) + "\"" +
                       times(e.first, e.last) + "><attvalues>";
    value(node, "type", e.type);
    value(node, "addresses", joined(e.addresses, "; "));
    value(node, "sent", std::to_string(e.sent));
    value(node, "received", std::to_string(e.received));
    dates(node, e.first, e.last);
    status = out(node + "</attvalues></node>\n");
    keys.emplace(e.id, e.key);
    return status.has_value();
  }));
  TRY(std::move(status));
  TRY(out("    </nodes>\n    <edges>\n"));
  std::uint64_t number = 0;
  TRY(store::each_tie(db, [&](const store::Tie& tie) -> Result<bool> {
    const auto a = keys.find(tie.a), b = keys.find(tie.b);
    if (a == keys.end() || b == keys.end()) return true;
    std::string edge = "      <edge id=\"" + std::to_string(number++) + "\" source=\"" + xml(a->second) +
                       "\" target=\"" + xml(b->second) + "\" weight=\"" + std::to_string(tie.count()) + "\"" +
                       times(tie.first, tie.last) + "><attvalues>";
    value(edge, "to", std::to_string(tie.to));
    value(edge, "cc", std::to_string(tie.cc));
    value(edge, "bcc", std::to_string(tie.bcc));
    dates(edge, tie.first, tie.last);
    TRY(out(edge + "</attvalues></edge>\n"));
    return true;
  }));
  return out("    </edges>\n  </graph>\n</gexf>\n");
}

}  // namespace clew::view
