// The European Union's consolidated financial sanctions list as XML (export, FSF 1.1).
#include "lists/entry.h"
#include "lists/list_reader.h"
#include "lists/place.h"
#include "lists/xml_records.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListEntry;
using model::ListNameKind;

void read_name(const XmlNode& node, ListEntry& entry) {
  std::string name = clean(node.attribute("wholeName"));
  if (name.empty())
    name = join({node.attribute("firstName"), node.attribute("middleName"), node.attribute("lastName")});
  const bool weak = same_word(node.attribute("strong"), "false");
  add_name(entry, name,
           weak                  ? ListNameKind::weak
           : entry.names.empty() ? ListNameKind::primary
                                 : ListNameKind::alias);
  add(entry, ListDetailKind::gender, node.attribute("gender"));
  add(entry, ListDetailKind::position, node.attribute("function"));
}

void read_birth(const XmlNode& node, ListEntry& entry) {
  std::string date = iso_date(node.attribute("birthdate"));
  if (date.empty())
    date = iso_date(node.attribute("year"), node.attribute("monthOfYear"), node.attribute("dayOfMonth"));
  if (!node.attribute("yearRangeFrom").empty() && !node.attribute("yearRangeTo").empty())
    date = join({node.attribute("yearRangeFrom"), node.attribute("yearRangeTo")}, "/");
  if (!date.empty() && node.attribute("circa") == "true") date = "~" + date;
  add(entry, ListDetailKind::birth_date, date);
  const std::string_view country = node.attribute("countryDescription");
  add(entry, ListDetailKind::birth_place,
      join({node.attribute("place"), node.attribute("city"), node.attribute("region"),
            same_word(country, "unknown") ? std::string_view() : country},
           ", "));
}

void read_identification(const XmlNode& node, ListEntry& entry) {
  std::string note = clean(node.attribute("identificationTypeDescription"));
  if (note.empty()) note = clean(node.attribute("identificationTypeCode"));
  if (has_word(note, "passport")) note = "passport";
  const std::string_view country = node.attribute("countryDescription");
  if (!country.empty() && !same_word(country, "unknown")) note += " (" + clean(country) + ")";
  std::string number = clean(node.attribute("number"));
  if (number.empty()) number = clean(node.attribute("latinNumber"));
  add(entry, ListDetailKind::identifier, number, note);
}

ListEntry entry_of(const XmlNode& node) {
  ListEntry entry;
  entry.line = node.line;
  entry.id = clean(node.attribute("euReferenceNumber"));
  if (entry.id.empty()) entry.id = clean(node.attribute("logicalId"));
  if (const XmlNode* const type = node.child("subjectType")) {
    entry.kind = kind_of(type->attribute("code"));
    if (entry.kind == model::ListedKind::unknown) entry.kind = kind_of(type->attribute("classificationCode"));
  }
  each(node, "nameAlias", [&](const XmlNode& one) { read_name(one, entry); });
  each(node, "regulation", [&](const XmlNode& one) {
    add(entry, ListDetailKind::programme, one.attribute("programme"));
    add(entry, ListDetailKind::basis, one.attribute("numberTitle"));
    if (node.attribute("designationDate").empty())
      add(entry, ListDetailKind::listed_on, iso_date(one.attribute("publicationDate")));
  });
  add(entry, ListDetailKind::listed_on, iso_date(node.attribute("designationDate")));
  each(node, "citizenship", [&](const XmlNode& one) {
    add(entry, ListDetailKind::nationality, one.attribute("countryDescription"));
  });
  each(node, "birthdate", [&](const XmlNode& one) { read_birth(one, entry); });
  each(node, "identification", [&](const XmlNode& one) { read_identification(one, entry); });
  each(node, "address", [&](const XmlNode& one) {
    add(entry, ListDetailKind::address,
        join({one.attribute("street"), one.attribute("poBox"), one.attribute("zipCode"),
              one.attribute("city"), one.attribute("region"), one.attribute("countryDescription")},
             ", "),
        one.attribute("countryDescription"));
  });
  add(entry, ListDetailKind::remark, node.attribute("designationDetails"));
  each(node, "remark", [&](const XmlNode& one) { add(entry, ListDetailKind::remark, one.text); });
  return entry;
}

bool matches(std::string_view head, std::string_view) {
  std::string attributes;
  return xml_root(head, &attributes) == "export" &&
         (has_word(attributes, "fpi/fsd/export") || head.find("sanctionEntity") != std::string_view::npos);
}

Result<model::ListInfo> read(Source& file, std::string_view, const EntrySink& sink) {
  static constexpr std::string_view kRecords[] = {"sanctionEntity"};
  model::ListInfo info;
  info.name = "EU consolidated";
  TRY(read_xml(
      file, "export", kRecords,
      [&](const XmlNode& root) {
        info.date = iso_date(root.attribute("generationDate"));
        return Result<void>();
      },
      [&](const XmlNode& node) -> Result<void> {
        ListEntry entry = entry_of(node);
        if (entry.names.empty()) return bad_place(node.line, node.column, "an entity without a name");
        return sink(entry);
      }));
  return info;
}

}  // namespace

extern const Format kEuXml;
const Format kEuXml{"eu-xml", "European Union, XML", matches, read};

}  // namespace clew::lists
