// Switzerland's list (SECO, swiss-sanctions-list). Places and programmes stand outside of the targets that
// refer to them, some behind them, so the file is read twice.
#include <algorithm>
#include <map>

#include "lists/entry.h"
#include "lists/list_reader.h"
#include "lists/place.h"
#include "lists/xml_records.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListEntry;
using model::ListNameKind;
using model::ListTie;

struct Tables {
  std::map<std::string, std::string, std::less<>> places;      // ssid -> words
  std::map<std::string, std::string, std::less<>> programmes;  // ssid of a sanctions set -> programme
};

std::string place_words(const XmlNode& node) {
  return join({node.value("location"), node.value("area"), node.value("country")}, ", ");
}

void note_table(const XmlNode& node, Tables& tables) {
  if (node.name == "place") {
    tables.places[std::string(node.attribute("ssid"))] = place_words(node);
    return;
  }
  std::string name;
  for (const std::string_view key : {"program-key", "program-name"})
    each(node, key, [&](const XmlNode& one) {
      if (name.empty() && (one.attribute("lang") == "eng" || one.attribute("lang").empty()))
        name = clean(one.text);
    });
  each(node, "sanctions-set",
       [&](const XmlNode& one) { tables.programmes[std::string(one.attribute("ssid"))] = name; });
}

std::string place_of(const XmlNode& node, const Tables& tables) {
  const auto found = tables.places.find(node.attribute("place-id"));
  return found == tables.places.end() ? place_words(node) : found->second;
}

// The parts of a name in their order; `variant`: which of its spellings, 0 for the first written.
std::string spelled(const XmlNode& name, std::size_t variant) {
  std::vector<std::pair<int, const XmlNode*>> parts;
  each(name, "name-part", [&](const XmlNode& part) {
    if (has_word(part.attribute("name-part-type"), "title")) return;
    parts.emplace_back(std::atoi(std::string(part.attribute("order")).c_str()), &part);
  });
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string out;
  for (const auto& [order, part] : parts) {
    std::string text(part->value("value"));
    if (text.empty() && part->children.empty()) text = part->text;
    std::size_t seen = 0;
    each(*part, "spelling-variant", [&](const XmlNode& one) {
      if (++seen == variant) text = one.text;
    });
    out = join({out, text});
  }
  return out;
}

void read_name(const XmlNode& name, bool main, ListEntry& entry) {
  const bool weak = has_word(name.attribute("quality"), "low");
  const std::string_view type = name.attribute("name-type");
  const bool primary = main && has_word(type, "primary") && entry.names.empty();
  const ListNameKind kind = weak ? ListNameKind::weak : primary ? ListNameKind::primary : alias_kind(type);
  std::size_t variants = 0;
  each(name, "name-part", [&](const XmlNode& part) {
    const auto here = static_cast<std::size_t>(
        std::count_if(part.children.begin(), part.children.end(),
                      [](const XmlNode& one) { return one.name == "spelling-variant"; }));
    variants = std::max(variants, here);
  });
  add_name(entry, spelled(name, 0), kind);
  for (std::size_t i = 1; i <= std::min<std::size_t>(variants, 100); ++i)
    add_name(entry, spelled(name, i), weak ? ListNameKind::weak : ListNameKind::alias);
}

void read_identity(const XmlNode& node, const Tables& tables, ListEntry& entry) {
  const bool main = node.attribute("main") != "false";
  each(node, "name", [&](const XmlNode& one) { read_name(one, main, entry); });
  each(node, "day-month-year", [&](const XmlNode& one) {
    std::string date = iso_date(one.attribute("year"), one.attribute("month"), one.attribute("day"));
    if (!date.empty() && has_word(one.attribute("quality"), "low")) date = "~" + date;
    add(entry, ListDetailKind::birth_date, date);
  });
  each(node, "place-of-birth",
       [&](const XmlNode& one) { add(entry, ListDetailKind::birth_place, place_of(one, tables)); });
  each(node, "nationality",
       [&](const XmlNode& one) { add(entry, ListDetailKind::nationality, one.value("country")); });
  each(node, "address", [&](const XmlNode& one) {
    add(entry, ListDetailKind::address,
        join({one.value("c-o"), one.value("address-details"), one.value("p-o-box"), one.value("zip-code"),
              place_of(one, tables)},
             ", "));
  });
  each(node, "identification-document", [&](const XmlNode& one) {
    std::string note = clean(one.attribute("document-type"));
    if (const std::string issuer = clean(one.value("issuer")); !issuer.empty()) note += " (" + issuer + ")";
    add(entry, ListDetailKind::identifier, one.value("number"), note);
  });
}

void read_subject(const XmlNode& node, const Tables& tables, ListEntry& entry) {
  if (entry.kind == model::ListedKind::unknown)
    entry.kind = kind_of(node.name == "object" ? node.attribute("object-type") : std::string_view(node.name));
  add(entry, ListDetailKind::gender, node.attribute("sex"));
  each(node, "identity", [&](const XmlNode& one) { read_identity(one, tables, entry); });
  each(node, "relation", [&](const XmlNode& one) {
    const std::string type = clean(one.attribute("relation-type"));
    const ListTie tie =
        has_word(type, "owned") || has_word(type, "controlled") || has_word(type, "subsidiary")
            ? ListTie::owner
        : has_word(type, "owner") || has_word(type, "parent")  ? ListTie::owned
        : has_word(type, "behalf") || has_word(type, "acting") ? ListTie::acts_for
                                                               : ListTie::linked;
    entry.relations.push_back(
        {tie, clean(one.attribute("target-id")), {}, -1, join({type, one.value("remark")})});
  });
  for (const std::string_view key : {"justification", "other-information", "generic-attribute"})
    each(node, key, [&](const XmlNode& one) {
      const std::string_view name = one.attribute("name");
      if (has_word(name, "imo"))
        add(entry, ListDetailKind::identifier, one.text, "imo");
      else
        add(entry, ListDetailKind::remark, join({name, one.text}));
    });
}

ListEntry entry_of(const XmlNode& node, const Tables& tables) {
  ListEntry entry;
  entry.id = clean(node.attribute("ssid"));
  entry.line = node.line;
  for (const std::string_view key : {"individual", "entity", "object"})
    each(node, key, [&](const XmlNode& one) { read_subject(one, tables, entry); });
  each(node, "identity", [&](const XmlNode& one) { read_identity(one, tables, entry); });
  each(node, "sanctions-set-id", [&](const XmlNode& one) {
    const auto found = tables.programmes.find(one.text);
    add(entry, ListDetailKind::programme, found == tables.programmes.end() ? one.text : found->second);
  });
  std::string newest;
  each(node, "modification", [&](const XmlNode& one) {
    std::string date = iso_date(one.attribute("effective-date"));
    if (date.empty()) date = iso_date(one.attribute("publication-date"));
    const std::string_view type = one.attribute("modification-type");
    if (type == "listed") add(entry, ListDetailKind::listed_on, date);
    if (date >= newest) newest = date, entry.listed = type != "de-listed";
  });
  return entry;
}

bool matches(std::string_view head, std::string_view) { return xml_root(head) == "swiss-sanctions-list"; }

Result<model::ListInfo> read(Source& file, std::string_view, const EntrySink& sink) {
  static constexpr std::string_view kTables[] = {"place", "sanctions-program", "target"};
  constexpr std::string_view kRoot = "swiss-sanctions-list";
  model::ListInfo info;
  info.name = "Switzerland (SECO)";
  Tables tables;
  TRY(read_xml(
      file, kRoot, kTables,
      [&](const XmlNode& root) {
        info.date = iso_date(root.attribute("date"));
        return Result<void>();
      },
      [&](const XmlNode& node) {
        if (node.name != "target") note_table(node, tables);
        return Result<void>();
      }));
  TRY(file.seek(0));
  TRY(read_xml(
      file, kRoot, kTables, [](const XmlNode&) { return Result<void>(); },
      [&](const XmlNode& node) -> Result<void> {
        if (node.name != "target") return {};
        ListEntry entry = entry_of(node, tables);
        if (entry.names.empty()) return bad_place(node.line, node.column, "a target without a name");
        return sink(entry);
      }));
  return info;
}

}  // namespace

extern const Format kSecoXml;
const Format kSecoXml{"seco-xml", "Switzerland (SECO), XML", matches, read};

}  // namespace clew::lists
