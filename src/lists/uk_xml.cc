// The United Kingdom's lists as XML: the UK Sanctions List of the FCDO (Designations) and OFSI's consolidated
// list (ArrayOfFinancialSanctionsTarget), which writes a target for each name of a subject.
#include "lists/entry.h"
#include "lists/grouped.h"
#include "lists/list_reader.h"
#include "lists/place.h"
#include "lists/uk_names.h"
#include "lists/xml_records.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListEntry;
using model::ListNameKind;
using model::ListTie;

std::string name_in(const XmlNode& node, std::string_view prefix) {
  std::string names[6];
  for (int i = 1; i <= 6; ++i) {
    const std::string number = std::to_string(i);
    names[i - 1] = node.value(std::string(prefix) + number);
    if (names[i - 1].empty()) names[i - 1] = node.value("Name" + number);
  }
  return join({names[0], names[1], names[2], names[3], names[4], names[5]});
}

// A leaf of the details, wherever it stands.
struct Leaf {
  std::string_view name;
  ListDetailKind what;
  std::string_view note;
};
constexpr Leaf kLeaves[] = {
    {"Nationality", ListDetailKind::nationality, ""},
    {"Position", ListDetailKind::position, ""},
    {"Gender", ListDetailKind::gender, ""},
    {"IMONumber", ListDetailKind::identifier, "imo"},
    {"PassportNumber", ListDetailKind::identifier, "passport"},
    {"NationalIdentifierNumber", ListDetailKind::identifier, "national number"},
    {"BusinessRegistrationNumber", ListDetailKind::identifier, "registration"},
    {"HullIdentificationNumber", ListDetailKind::identifier, "hull"},
    {"CurrentBelievedFlagOfShip", ListDetailKind::country, "flag"},
};

void walk(const XmlNode& node, ListEntry& entry) {
  for (const XmlNode& child : node.children) {
    if (child.name == "Address") {
      std::string lines[6];
      for (int i = 1; i <= 6; ++i) lines[i - 1] = child.value("AddressLine" + std::to_string(i));
      add(entry, ListDetailKind::address,
          join({lines[0], lines[1], lines[2], lines[3], lines[4], lines[5], child.value("AddressPostalCode"),
                child.value("AddressCountry")},
               ", "),
          child.value("AddressCountry"));
      continue;
    }
    if (child.name == "Location")
      add(entry, ListDetailKind::birth_place,
          join({child.value("TownOfBirth"), child.value("CountryOfBirth")}, ", "));
    if (child.name == "DOB") add(entry, ListDetailKind::birth_date, iso_date(child.text));
    if (child.name == "ParentCompany") add_uk_tie(entry, ListTie::owner, child.text, "parent company");
    if (child.name == "CurrentOwnerOperator")
      add_uk_tie(entry, ListTie::owner, child.text, "current owner or operator");
    if (child.name == "Subsidiary") add_uk_tie(entry, ListTie::owned, child.text, "subsidiary");
    for (const Leaf& leaf : kLeaves)
      if (child.name == leaf.name && child.children.empty()) add(entry, leaf.what, child.text, leaf.note);
    walk(child, entry);
  }
}

ListEntry entry_of(const XmlNode& node) {
  ListEntry entry;
  entry.id = clean(node.value("UniqueID"));
  entry.line = node.line;
  entry.kind = kind_of(node.value("IndividualEntityShip"));
  each_at(node, "Names/Name", [&](const XmlNode& one) {
    add_name(entry, name_in(one, "Name"), uk_name_kind(one.value("NameType"), one.value("AliasStrength")));
  });
  each_at(node, "NonLatinNames/NonLatinName", [&](const XmlNode& one) {
    add_name(entry, one.value("NameNonLatinScript"), ListNameKind::original);
  });
  add(entry, ListDetailKind::programme, node.value("RegimeName"));
  add(entry, ListDetailKind::listed_on, iso_date(node.value("DateDesignated")));
  walk(node, entry);
  add(entry, ListDetailKind::remark, node.value("OtherInformation"));
  add(entry, ListDetailKind::remark, node.value("UKStatementofReasons"));
  return entry;
}

Result<void> nothing(const XmlNode&) { return {}; }

Result<model::ListInfo> read_uk(Source& file, std::string_view, const EntrySink& sink) {
  static constexpr std::string_view kRecords[] = {"Designation", "DateGenerated"};
  model::ListInfo info;
  info.name = "UK sanctions";
  TRY(read_xml(file, "Designations", kRecords, nothing, [&](const XmlNode& node) -> Result<void> {
    if (node.name == "DateGenerated") {
      info.date = iso_date(node.text);
      return {};
    }
    ListEntry entry = entry_of(node);
    if (entry.names.empty()) return bad_place(node.line, node.column, "a designation without a name");
    return sink(entry);
  }));
  return info;
}

// The names of the fields differ from year to year in their prefix alone.
std::string_view any(const XmlNode& node, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const std::string_view value = node.value(key); !value.empty()) return value;
  return {};
}

void read_target(const XmlNode& n, ListEntry& entry) {
  if (entry.kind == model::ListedKind::unknown) entry.kind = kind_of(n.value("GroupTypeDescription"));
  add_name(entry, name_in(n, "name"),
           uk_name_kind(any(n, {"AliasTypeName", "AliasType"}), n.value("AliasQuality")));
  add_name(entry, n.value("NameNonLatinScript"), ListNameKind::original);
  add(entry, ListDetailKind::programme, n.value("RegimeName"));
  add(entry, ListDetailKind::listed_on, iso_date(any(n, {"DateDesignated", "DateListed"})));
  add(entry, ListDetailKind::birth_date, iso_date(any(n, {"Individual_DateOfBirth", "DateOfBirth"})));
  add(entry, ListDetailKind::birth_place,
      join({any(n, {"Individual_TownOfBirth", "TownOfBirth"}),
            any(n, {"Individual_CountryOfBirth", "CountryOfBirth"})},
           ", "));
  add(entry, ListDetailKind::nationality, any(n, {"Individual_Nationality", "Nationality"}));
  add(entry, ListDetailKind::identifier, any(n, {"Individual_PassportNumber", "PassportNumber"}), "passport");
  add(entry, ListDetailKind::identifier, any(n, {"Individual_NINumber", "NationalIdentificationNumber"}),
      "national number");
  add(entry, ListDetailKind::identifier, any(n, {"Ship_IMONumber", "IMONumber"}), "imo");
  add(entry, ListDetailKind::identifier, any(n, {"Entity_BusinessRegNumber", "BusinessRegNumber"}),
      "registration");
  add(entry, ListDetailKind::position, any(n, {"Individual_Position", "Position"}));
  add(entry, ListDetailKind::gender, any(n, {"Individual_Gender", "Gender"}));
  add_uk_tie(entry, ListTie::owner, any(n, {"Entity_ParentCompany", "ParentCompany"}), "parent company");
  add_uk_tie(entry, ListTie::owner, any(n, {"Ship_CurrentOwners", "CurrentOwners"}),
             "current owner or operator");
  add_uk_tie(entry, ListTie::owned, any(n, {"Entity_Subsidiaries", "Subsidiaries"}), "subsidiary");
  add(entry, ListDetailKind::address,
      join({n.value("Address1"), n.value("Address2"), n.value("Address3"), n.value("Address4"),
            n.value("Address5"), n.value("Address6"), n.value("PostCode"), n.value("Country")},
           ", "),
      n.value("Country"));
  add(entry, ListDetailKind::remark, n.value("OtherInformation"));
  add(entry, ListDetailKind::remark, n.value("UKStatementOfReasons"));
}

Result<model::ListInfo> read_ofsi(Source& file, std::string_view, const EntrySink& sink) {
  static constexpr std::string_view kRecords[] = {"FinancialSanctionsTarget"};
  model::ListInfo info;
  info.name = "UK OFSI consolidated";
  Grouped grouped(sink);
  TRY(read_xml(file, "ArrayOfFinancialSanctionsTarget", kRecords, nothing,
               [&](const XmlNode& node) -> Result<void> {
                 const std::string id = clean(node.value("GroupID"));
                 if (id.empty()) return bad_place(node.line, node.column, "a target without GroupID");
                 if (const std::string date = iso_date(node.value("LastUpdated")); date > info.date)
                   info.date = date;
                 read_target(node, *TRY(grouped.entry(id, node.line)));
                 return {};
               }));
  TRY(grouped.flush());
  return info;
}

bool matches_uk(std::string_view head, std::string_view) { return xml_root(head) == "Designations"; }
bool matches_ofsi(std::string_view head, std::string_view) {
  return xml_root(head) == "ArrayOfFinancialSanctionsTarget";
}

}  // namespace

extern const Format kUkXml, kOfsiXml;
const Format kUkXml{"uk-xml", "United Kingdom (FCDO), XML", matches_uk, read_uk};
const Format kOfsiXml{"ofsi-xml", "United Kingdom (OFSI), XML", matches_ofsi, read_ofsi};

}  // namespace clew::lists
