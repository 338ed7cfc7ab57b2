// OFAC's lists in the advanced form (Sanctions, the UN's advanced sanctions data model). Words stand in
// tables of reference values before the parties; places, documents, ties and measures beside them. So the
// file is read twice: once for the tables, once for the parties.
#include <map>
#include <unordered_map>

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
using model::ListTie;

constexpr std::string_view kRoot = "Sanctions";

struct Document {
  std::string type, number, country;
};

struct Tables {
  // "AliasType/1400" -> "A.K.A."; also "PartySubType.party/4" -> the party type's id.
  std::unordered_map<std::string, std::string> values;
  std::unordered_map<std::string, std::string> places;
  std::unordered_map<std::string, std::vector<Document>> documents;  // by identity
  struct Measures {
    std::string list, date;
    std::vector<std::string> programmes;
  };
  std::unordered_map<std::string, Measures> measures;                        // by profile
  std::unordered_map<std::string, std::vector<model::ListRelation>> ties{};  // by profile
  std::string date;

  std::string_view value(std::string_view table, std::string_view id) const {
    const auto found = values.find(std::string(table) + "/" + std::string(id));
    return found == values.end() ? std::string_view() : std::string_view(found->second);
  }
};

std::string date_in(const XmlNode& node) {
  return iso_date(node.value("Year"), node.value("Month"), node.value("Day"));
}

void note_references(const XmlNode& sets, Tables& tables) {
  for (const XmlNode& set : sets.children)
    for (const XmlNode& one : set.children) {
      const std::string id(one.attribute("ID"));
      tables.values[one.name + "/" + id] = one.text;
      if (one.name == "PartySubType")
        tables.values["PartySubType.party/" + id] = one.attribute("PartyTypeID");
    }
}

void note_place(const XmlNode& node, Tables& tables) {
  std::string words;
  each(node, "LocationPart", [&](const XmlNode& part) {
    each(part, "LocationPartValue", [&](const XmlNode& value) {
      words = join({words, value.value("Value")}, words.empty() ? "" : ", ");
    });
  });
  each(node, "LocationCountry", [&](const XmlNode& country) {
    words = join({words, tables.value("Country", country.attribute("CountryID"))}, ", ");
  });
  tables.places[std::string(node.attribute("ID"))] = words;
}

void note_tie(const XmlNode& node, Tables& tables) {
  const std::string from(node.attribute("From-ProfileID")), to(node.attribute("To-ProfileID"));
  const std::string words(tables.value("RelationType", node.attribute("RelationTypeID")));
  const ListTie tie = has_word(words, "owned or controlled by") ? ListTie::owner
                      : has_word(words, "owns")                 ? ListTie::owned
                      : has_word(words, "acting for")           ? ListTie::acts_for
                                                                : ListTie::linked;
  std::string told = words;
  if (const std::string remark = clean(node.value("Comment")); !remark.empty()) told += ": " + remark;
  tables.ties[from].push_back({tie, to, {}, -1, told});
}

void note_measures(const XmlNode& node, Tables& tables) {
  Tables::Measures& of = tables.measures[std::string(node.attribute("ProfileID"))];
  of.list = tables.value("List", node.attribute("ListID"));
  each_at(node, "EntryEvent/Date", [&](const XmlNode& date) { of.date = date_in(date); });
  each(node, "SanctionsMeasure", [&](const XmlNode& measure) {
    const std::string_view type = tables.value("SanctionsType", measure.attribute("SanctionsTypeID"));
    const std::string comment = clean(measure.value("Comment"));
    if (has_word(type, "program") && !comment.empty()) of.programmes.push_back(comment);
  });
}

Result<void> note(const XmlNode& node, Tables& tables) {
  if (node.name == "DateOfIssue") tables.date = date_in(node);
  if (node.name == "ReferenceValueSets") note_references(node, tables);
  if (node.name == "Location") note_place(node, tables);
  if (node.name == "ProfileRelationship") note_tie(node, tables);
  if (node.name == "SanctionsEntry") note_measures(node, tables);
  if (node.name == "IDRegDocument")
    tables.documents[std::string(node.attribute("IdentityID"))].push_back(
        {std::string(tables.value("IDRegDocType", node.attribute("IDRegDocTypeID"))),
         clean(node.value("IDRegistrationNo")),
         std::string(tables.value("Country", node.attribute("IssuedBy-CountryID")))});
  return {};
}

void read_alias(const XmlNode& alias, const std::map<std::string, std::string, std::less<>>& parts,
                const Tables& tables, ListEntry& entry) {
  const bool primary = alias.attribute("Primary") == "true";
  const std::string_view type = tables.value("AliasType", alias.attribute("AliasTypeID"));
  bool first = true;
  each(alias, "DocumentedName", [&](const XmlNode& name) {
    std::string given, family, other;
    bool latin = true;
    each_at(name, "DocumentedNamePart/NamePartValue", [&](const XmlNode& value) {
      const auto part = parts.find(value.attribute("NamePartGroupID"));
      const std::string_view what =
          part == parts.end() ? std::string_view() : tables.value("NamePartType", part->second);
      std::string& to = has_word(what, "last") ? family : has_word(what, "first") ? given : other;
      to = join({to, value.text});
      const std::string_view script = tables.value("Script", value.attribute("ScriptID"));
      latin &= script.empty() || has_word(script, "latin");
    });
    const ListNameKind kind = !latin                                    ? ListNameKind::original
                              : alias.attribute("LowQuality") == "true" ? ListNameKind::weak
                              : primary && first                        ? ListNameKind::primary
                                                                        : alias_kind(type);
    add_name(entry, join({given, other, family}), kind);
    first = false;
  });
}

void read_feature(const XmlNode& feature, const Tables& tables, ListEntry& entry) {
  const std::string_view type = tables.value("FeatureType", feature.attribute("FeatureTypeID"));
  each(feature, "FeatureVersion", [&](const XmlNode& version) {
    std::string words, country;
    each(version, "VersionDetail", [&](const XmlNode& detail) {
      words =
          join({words, detail.text, tables.value("DetailReference", detail.attribute("DetailReferenceID"))});
    });
    each(version, "VersionLocation", [&](const XmlNode& location) {
      const auto found = tables.places.find(std::string(location.attribute("LocationID")));
      if (found != tables.places.end()) words = join({words, found->second}, ", ");
    });
    if (const XmlNode* const period = version.child("DatePeriod"); period != nullptr && words.empty()) {
      const XmlNode* const from = period->find("Start/From");
      const XmlNode* const to = period->find("End/To");
      const std::string begin = from == nullptr ? std::string() : date_in(*from);
      const std::string end = to == nullptr ? std::string() : date_in(*to);
      const bool about =
          has_word(period->value("Start"), "approx") ||
          (period->child("Start") != nullptr && period->child("Start")->attribute("Approximate") == "true");
      words = begin.empty() ? end : end.empty() || end == begin ? begin : begin + "/" + end;
      // A whole year is written as its first and its last day.
      if (begin.size() == 10 && end.size() == 10 && begin.ends_with("-01-01") && end.ends_with("-12-31"))
        words = begin.substr(0, 4) == end.substr(0, 4) ? begin.substr(0, 4)
                                                       : begin.substr(0, 4) + "/" + end.substr(0, 4);
      if (about && !words.empty()) words = "~" + words;
    }
    if (has_word(type, "birthdate"))
      add(entry, ListDetailKind::birth_date, words);
    else if (has_word(type, "place of birth"))
      add(entry, ListDetailKind::birth_place, words);
    else if (has_word(type, "nationality") || has_word(type, "citizenship"))
      add(entry, ListDetailKind::nationality, words);
    else if (type == "Location")
      add(entry, ListDetailKind::address, words);
    else if (type == "Title")
      add(entry, ListDetailKind::position, words);
    else if (has_word(type, "flag"))
      add(entry, ListDetailKind::country, words, "flag");
    else if (!words.empty())
      add_ofac_identifier(type, words, country, entry);
  });
}

void read_identity(const XmlNode& identity, const Tables& tables, ListEntry& entry) {
  std::map<std::string, std::string, std::less<>> parts;  // group -> name part type
  each_at(identity, "NamePartGroups/MasterNamePartGroup/NamePartGroup", [&](const XmlNode& group) {
    parts[std::string(group.attribute("ID"))] = group.attribute("NamePartTypeID");
  });
  for (const bool wanted : {true, false})  // the primary alias comes first
    each(identity, "Alias", [&](const XmlNode& alias) {
      if ((alias.attribute("Primary") == "true") == wanted) read_alias(alias, parts, tables, entry);
    });
  const auto documents = tables.documents.find(std::string(identity.attribute("ID")));
  if (documents == tables.documents.end()) return;
  for (const Document& one : documents->second) add_ofac_identifier(one.type, one.number, one.country, entry);
}

ListEntry entry_of(const XmlNode& party, const Tables& tables) {
  ListEntry entry;
  entry.id = clean(party.attribute("FixedRef"));
  entry.line = party.line;
  each(party, "Profile", [&](const XmlNode& profile) {
    const std::string id(profile.attribute("ID"));
    const std::string_view sub = profile.attribute("PartySubTypeID");
    entry.kind = kind_of(tables.value("PartySubType", sub));
    if (entry.kind == model::ListedKind::unknown)
      entry.kind = kind_of(tables.value("PartyType", tables.value("PartySubType.party", sub)));
    each(profile, "Identity", [&](const XmlNode& one) { read_identity(one, tables, entry); });
    each(profile, "Feature", [&](const XmlNode& one) { read_feature(one, tables, entry); });
    if (const auto found = tables.measures.find(id); found != tables.measures.end()) {
      for (const std::string& one : found->second.programmes) add(entry, ListDetailKind::programme, one);
      add(entry, ListDetailKind::listed_on, found->second.date);
    }
    if (const auto found = tables.ties.find(id); found != tables.ties.end())
      entry.relations.insert(entry.relations.end(), found->second.begin(), found->second.end());
  });
  add(entry, ListDetailKind::remark, party.value("Comment"));
  return entry;
}

bool matches(std::string_view head, std::string_view) {
  std::string attributes;
  return xml_root(head, &attributes) == kRoot &&
         (has_word(attributes, "sanctions") || head.find("ReferenceValueSets") != std::string_view::npos);
}

Result<model::ListInfo> read(Source& file, std::string_view file_name, const EntrySink& sink) {
  static constexpr std::string_view kTables[] = {"DateOfIssue",   "ReferenceValueSets",  "Location",
                                                 "IDRegDocument", "ProfileRelationship", "SanctionsEntry"};
  static constexpr std::string_view kParties[] = {"DistinctParty"};
  const auto nothing = [](const XmlNode&) { return Result<void>(); };
  Tables tables;
  TRY(read_xml(file, kRoot, kTables, nothing, [&](const XmlNode& node) { return note(node, tables); }));
  model::ListInfo info;
  info.date = tables.date;
  info.name = ofac_list_name(file_name);
  for (const auto& [profile, measures] : tables.measures)
    if (has_word(measures.list, "consolidated") || has_word(measures.list, "non-sdn"))
      info.name = "OFAC Consolidated";
  TRY(file.seek(0));
  TRY(read_xml(file, kRoot, kParties, nothing, [&](const XmlNode& node) -> Result<void> {
    ListEntry entry = entry_of(node, tables);
    if (entry.names.empty()) return bad_place(node.line, node.column, "a party without a name");
    return sink(entry);
  }));
  return info;
}

}  // namespace

extern const Format kOfacAdvanced;
const Format kOfacAdvanced{"ofac-advanced", "OFAC, advanced XML", matches, read};

}  // namespace clew::lists
