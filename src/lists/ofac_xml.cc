// OFAC's SDN and consolidated lists as XML (sdnList, schema of SDN.XSD).
#include "lists/entry.h"
#include "lists/list_reader.h"
#include "lists/ofac_remarks.h"
#include "lists/place.h"
#include "lists/xml_records.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListEntry;
using model::ListNameKind;

std::string name_in(const XmlNode& node) { return join({node.value("firstName"), node.value("lastName")}); }

void read_vessel(const XmlNode& node, ListEntry& entry) {
  add(entry, ListDetailKind::identifier, node.value("callSign"), "call sign");
  add(entry, ListDetailKind::country, node.value("vesselFlag"), "flag");
  if (const std::string owner = clean(node.value("vesselOwner")); !owner.empty())
    entry.relations.push_back({model::ListTie::owner, {}, owner, -1, "vessel owner"});
  for (const std::string_view key : {"vesselType", "tonnage", "grossRegisteredTonnage"})
    if (!node.value(key).empty())
      add(entry, ListDetailKind::remark, std::string(key) + " " + std::string(node.value(key)));
}

ListEntry entry_of(const XmlNode& node) {
  ListEntry entry;
  entry.id = clean(node.value("uid"));
  entry.line = node.line;
  entry.kind = kind_of(node.value("sdnType"));
  add_name(entry, name_in(node), ListNameKind::primary);
  each_at(node, "akaList/aka", [&](const XmlNode& aka) {
    add_name(entry, name_in(aka), alias_kind(join({aka.value("category"), aka.value("type")})));
  });
  each_at(node, "programList/program",
          [&](const XmlNode& one) { add(entry, ListDetailKind::programme, one.text); });
  add(entry, ListDetailKind::position, node.value("title"));
  each_at(node, "dateOfBirthList/dateOfBirthItem", [&](const XmlNode& one) {
    add(entry, ListDetailKind::birth_date, iso_date(one.value("dateOfBirth"), DayOrder::month_first));
  });
  each_at(node, "placeOfBirthList/placeOfBirthItem",
          [&](const XmlNode& one) { add(entry, ListDetailKind::birth_place, one.value("placeOfBirth")); });
  for (const std::string_view path : {"nationalityList/nationality", "citizenshipList/citizenship"})
    each_at(node, path,
            [&](const XmlNode& one) { add(entry, ListDetailKind::nationality, one.value("country")); });
  each_at(node, "idList/id", [&](const XmlNode& one) {
    add_ofac_identifier(one.value("idType"), one.value("idNumber"), one.value("idCountry"), entry);
  });
  each_at(node, "addressList/address", [&](const XmlNode& one) {
    add(entry, ListDetailKind::address,
        join({one.value("address1"), one.value("address2"), one.value("address3"), one.value("city"),
              one.value("stateOrProvince"), one.value("postalCode"), one.value("country")},
             ", "),
        one.value("country"));
  });
  if (const XmlNode* const vessel = node.child("vesselInfo")) read_vessel(*vessel, entry);
  read_ofac_remarks(clean(node.value("remarks")), entry);
  return entry;
}

bool matches(std::string_view head, std::string_view) { return xml_root(head) == "sdnList"; }

Result<model::ListInfo> read(Source& file, std::string_view file_name, const EntrySink& sink) {
  static constexpr std::string_view kRecords[] = {"sdnEntry", "publshInformation"};
  model::ListInfo info;
  info.name = ofac_list_name(file_name);
  std::uint64_t announced = 0, seen = 0;
  const auto record = [&](const XmlNode& node) -> Result<void> {
    if (node.name == "publshInformation") {
      info.date = iso_date(node.value("Publish_Date"), DayOrder::month_first);
      announced = std::strtoull(std::string(node.value("Record_Count")).c_str(), nullptr, 10);
      return {};
    }
    ListEntry entry = entry_of(node);
    if (entry.names.empty()) return bad_place(node.line, node.column, "an entry without a name");
    ++seen;
    return sink(entry);
  };
  TRY(read_xml(
      file, "sdnList", kRecords, [](const XmlNode&) { return Result<void>(); }, record));
  if (announced != 0 && announced != seen)
    return Error{
        Code::bad_input,
        "it says that it has " + std::to_string(announced) + " entries, and has " + std::to_string(seen),
        {},
        "the list is left out as a whole"};
  return info;
}

}  // namespace

extern const Format kOfacXml;
const Format kOfacXml{"ofac-xml", "OFAC, XML", matches, read};

}  // namespace clew::lists
