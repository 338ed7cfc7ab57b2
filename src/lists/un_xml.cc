// The United Nations Security Council's consolidated list (CONSOLIDATED_LIST).
#include "lists/entry.h"
#include "lists/list_reader.h"
#include "lists/place.h"
#include "lists/xml_records.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListEntry;
using model::ListNameKind;

std::string place_in(const XmlNode& node) {
  return join({node.value("NOTE"), node.value("STREET"), node.value("CITY"), node.value("STATE_PROVINCE"),
               node.value("ZIP_CODE"), node.value("COUNTRY")},
              ", ");
}

void read_birth_date(const XmlNode& node, ListEntry& entry) {
  std::string date = iso_date(!node.value("DATE").empty() ? node.value("DATE") : node.value("YEAR"));
  if (!node.value("FROM_YEAR").empty())
    date = join({node.value("FROM_YEAR"), node.value("TO_YEAR")}, "/");
  else if (!date.empty() && has_word(node.value("TYPE_OF_DATE"), "approx"))
    date = "~" + date;
  add(entry, ListDetailKind::birth_date, date.empty() ? iso_date(node.value("NOTE")) : date,
      node.value("NOTE"));
}

void read_document(const XmlNode& node, ListEntry& entry) {
  const std::string_view country =
      !node.value("ISSUING_COUNTRY").empty() ? node.value("ISSUING_COUNTRY") : node.value("COUNTRY_OF_ISSUE");
  const std::string type = join({node.value("TYPE_OF_DOCUMENT"), node.value("TYPE_OF_DOCUMENT2")});
  std::string note = has_word(type, "pass") ? "passport" : type;
  if (!country.empty()) note += " (" + clean(country) + ")";
  add(entry, ListDetailKind::identifier, node.value("NUMBER"), note);
}

ListEntry entry_of(const XmlNode& node) {
  ListEntry entry;
  entry.id = clean(node.value("REFERENCE_NUMBER"));
  if (entry.id.empty()) entry.id = clean(node.value("DATAID"));
  entry.line = node.line;
  const bool person = node.name == "INDIVIDUAL";
  entry.kind = person ? model::ListedKind::person : model::ListedKind::organisation;
  const std::string prefix = node.name + "_";
  add_name(entry,
           join({node.value("FIRST_NAME"), node.value("SECOND_NAME"), node.value("THIRD_NAME"),
                 node.value("FOURTH_NAME")}),
           ListNameKind::primary);
  add_name(entry, node.value("NAME_ORIGINAL_SCRIPT"), ListNameKind::original);
  each(node, prefix + "ALIAS", [&](const XmlNode& alias) {
    add_name(entry, alias.value("ALIAS_NAME"), alias_kind(alias.value("QUALITY")));
    add(entry, ListDetailKind::birth_date, iso_date(alias.value("DATE_OF_BIRTH")));
  });
  add(entry, ListDetailKind::programme, node.value("UN_LIST_TYPE"));
  add(entry, ListDetailKind::listed_on, iso_date(node.value("LISTED_ON")));
  add(entry, ListDetailKind::gender, node.value("GENDER"));
  each_at(node, "NATIONALITY/VALUE",
          [&](const XmlNode& one) { add(entry, ListDetailKind::nationality, one.text); });
  for (const std::string_view path : {"DESIGNATION/VALUE", "TITLE/VALUE"})
    each_at(node, path, [&](const XmlNode& one) { add(entry, ListDetailKind::position, one.text); });
  each(node, prefix + "DATE_OF_BIRTH", [&](const XmlNode& one) { read_birth_date(one, entry); });
  each(node, prefix + "PLACE_OF_BIRTH",
       [&](const XmlNode& one) { add(entry, ListDetailKind::birth_place, place_in(one)); });
  each(node, prefix + "ADDRESS",
       [&](const XmlNode& one) { add(entry, ListDetailKind::address, place_in(one), one.value("COUNTRY")); });
  each(node, prefix + "DOCUMENT", [&](const XmlNode& one) { read_document(one, entry); });
  add(entry, ListDetailKind::remark, node.value("COMMENTS1"));
  return entry;
}

bool matches(std::string_view head, std::string_view) { return xml_root(head) == "CONSOLIDATED_LIST"; }

Result<model::ListInfo> read(Source& file, std::string_view, const EntrySink& sink) {
  static constexpr std::string_view kRecords[] = {"INDIVIDUAL", "ENTITY"};
  model::ListInfo info;
  info.name = "UN Security Council";
  TRY(read_xml(
      file, "CONSOLIDATED_LIST", kRecords,
      [&](const XmlNode& root) {
        info.date = iso_date(root.attribute("dateGenerated"));
        return Result<void>();
      },
      [&](const XmlNode& node) -> Result<void> {
        ListEntry entry = entry_of(node);
        if (entry.names.empty()) return bad_place(node.line, node.column, "an entry without a name");
        return sink(entry);
      }));
  return info;
}

}  // namespace

extern const Format kUnXml;
const Format kUnXml{"un-xml", "UN Security Council, XML", matches, read};

}  // namespace clew::lists
