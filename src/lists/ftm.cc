// FollowTheMoney entities as JSON lines: OpenSanctions' data sets and watchlists of one's own. Beside people,
// organisations and vessels, the entities that tie them (Ownership, Directorship, ...), say why they are
// listed (Sanction) or what their papers are (Passport, Identification) are told of those they concern.
#include <simdjson.h>

#include <algorithm>

#include "lists/entry.h"
#include "lists/list_reader.h"
#include "lists/place.h"
#include "lists/rows.h"

namespace clew::lists {
namespace {

namespace dom = simdjson::dom;
using model::ListDetailKind;
using model::ListEntry;
using model::ListNameKind;
using model::ListTie;

std::string_view text_of(dom::element object, std::string_view key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? value : std::string_view();
}

/// Each text of a property; of a nested entity, its id.
template <class Visit>
void each_value(dom::element properties, std::string_view key, Visit visit) {
  dom::element value;
  if (properties[key].get(value) != simdjson::SUCCESS) return;
  const auto one = [&](dom::element item) {
    std::string_view text;
    if (item.get(text) == simdjson::SUCCESS) return visit(text);
    if (item.is_object() && item["id"].get(text) == simdjson::SUCCESS) visit(text);
  };
  dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return one(value);
  for (const dom::element item : list) one(item);
}

std::string_view first_value(dom::element properties, std::string_view key) {
  std::string_view first;
  each_value(properties, key, [&](std::string_view text) {
    if (first.empty()) first = text;
  });
  return first;
}

struct Property {
  std::string_view name;
  ListDetailKind what;
  std::string_view note;
};
constexpr Property kDetails[] = {
    {"program", ListDetailKind::programme, ""},
    {"programId", ListDetailKind::programme, ""},
    {"birthPlace", ListDetailKind::birth_place, ""},
    {"nationality", ListDetailKind::nationality, ""},
    {"citizenship", ListDetailKind::nationality, ""},
    {"country", ListDetailKind::country, ""},
    {"jurisdiction", ListDetailKind::country, "jurisdiction"},
    {"flag", ListDetailKind::country, "flag"},
    {"address", ListDetailKind::address, ""},
    {"position", ListDetailKind::position, ""},
    {"gender", ListDetailKind::gender, ""},
    {"notes", ListDetailKind::remark, ""},
    {"summary", ListDetailKind::remark, ""},
    {"idNumber", ListDetailKind::identifier, "id number"},
    {"passportNumber", ListDetailKind::identifier, "passport"},
    {"registrationNumber", ListDetailKind::identifier, "registration"},
    {"taxNumber", ListDetailKind::identifier, "tax number"},
    {"innCode", ListDetailKind::identifier, "inn"},
    {"ogrnCode", ListDetailKind::identifier, "ogrn"},
    {"leiCode", ListDetailKind::identifier, "lei"},
    {"swiftBic", ListDetailKind::identifier, "bic"},
    {"iban", ListDetailKind::identifier, "iban"},
    {"imoNumber", ListDetailKind::identifier, "imo"},
    {"mmsi", ListDetailKind::identifier, "mmsi"},
    {"callSign", ListDetailKind::identifier, "call sign"},
    {"isin", ListDetailKind::identifier, "isin"},
};

struct Interval {
  std::string_view schema, from, to;
  ListTie tie;  // what `to` is to `from`
};
constexpr Interval kIntervals[] = {
    {"Ownership", "asset", "owner", ListTie::owner},
    {"Directorship", "organization", "director", ListTie::linked},
    {"Representation", "agent", "client", ListTie::acts_for},
    {"UnknownLink", "subject", "object", ListTie::linked},
    {"Associate", "person", "associate", ListTie::linked},
    {"Family", "person", "relative", ListTie::linked},
    {"Membership", "member", "organization", ListTie::linked},
    {"Employment", "employee", "employer", ListTie::linked},
    {"Occupancy", "holder", "post", ListTie::linked},
};

class Reader {
 public:
  explicit Reader(const EntrySink& sink) : sink_(sink) {}

  Result<void> take(dom::element object, std::uint64_t line) {
    const std::string_view schema = text_of(object, "schema");
    dom::element properties;
    if (object["properties"].get(properties) != simdjson::SUCCESS || !properties.is_object()) return {};
    note_list(object);
    for (const Interval& interval : kIntervals)
      if (schema == interval.schema) return take_tie(interval, properties, line);
    if (schema == "Sanction") return take_sanction(properties, line);
    if (schema == "Passport" || schema == "Identification") return take_paper(schema, properties, line);
    const model::ListedKind kind = kind_named(schema);
    if (kind == model::ListedKind::unknown && schema != "LegalEntity" && schema != "Thing" &&
        schema != "Asset")
      return {};  // an address, a document, a payment: nothing that can be met by name
    return take_entity(object, properties, kind, line);
  }

  std::string list_name() const { return datasets_.empty() ? std::string() : datasets_.front(); }
  const std::string& date() const { return date_; }

 private:
  static model::ListedKind kind_named(std::string_view schema) {
    if (schema == "Airplane") return model::ListedKind::aircraft;
    return kind_of(schema);
  }

  // The data set that all entities share names the list.
  void note_list(dom::element object) {
    std::vector<std::string> here;
    dom::array list;
    if (object["datasets"].get(list) == simdjson::SUCCESS)
      for (const dom::element one : list)
        if (std::string_view text; one.get(text) == simdjson::SUCCESS) here.emplace_back(text);
    if (!std::exchange(any_, true)) datasets_ = here;
    std::erase_if(datasets_, [&](const std::string& known) {
      return std::find(here.begin(), here.end(), known) == here.end();
    });
    const std::string seen(text_of(object, "last_seen").substr(0, 10));
    date_ = std::max(date_, seen);
  }

  static bool is_listed(dom::element object, dom::element properties) {
    bool target = false, told = object["target"].get(target) == simdjson::SUCCESS, topics = false;
    each_value(properties, "topics", [&](std::string_view topic) {
      topics = true;
      target |= topic.starts_with("sanction");
    });
    return target || (!told && !topics);
  }

  Result<void> take_entity(dom::element object, dom::element properties, model::ListedKind kind,
                           std::uint64_t line) {
    ListEntry entry;
    entry.id = text_of(object, "id");
    entry.line = line;
    entry.kind = kind;
    entry.listed = is_listed(object, properties);
    if (entry.id.empty()) return bad_place(line, 1, "an entity without id");
    const std::string caption = clean(text_of(object, "caption"));
    // The caption is one of the names; it leads.
    bool leads = false;
    each_value(properties, "name", [&](std::string_view text) { leads |= clean(text) == caption; });
    if (leads) add_name(entry, caption, ListNameKind::primary);
    each_value(properties, "name", [&](std::string_view text) {
      add_name(entry, text, entry.names.empty() ? ListNameKind::primary : ListNameKind::alias);
    });
    each_value(properties, "alias",
               [&](std::string_view text) { add_name(entry, text, ListNameKind::alias); });
    each_value(properties, "previousName",
               [&](std::string_view text) { add_name(entry, text, ListNameKind::former); });
    each_value(properties, "weakAlias",
               [&](std::string_view text) { add_name(entry, text, ListNameKind::weak); });
    each_value(properties, "abbreviation",
               [&](std::string_view text) { add_name(entry, text, ListNameKind::weak); });
    if (entry.names.empty()) add_name(entry, caption, ListNameKind::primary);
    if (entry.names.empty()) return {};
    for (const std::string_view key : {"birthDate", "incorporationDate", "buildDate"})
      each_value(properties, key, [&](std::string_view text) {
        add(entry, key == "birthDate" ? ListDetailKind::birth_date : ListDetailKind::remark,
            key == "birthDate" ? iso_date(text) : std::string(key) + " " + std::string(text));
      });
    for (const Property& property : kDetails)
      each_value(properties, property.name,
                 [&](std::string_view text) { add(entry, property.what, text, property.note); });
    if (entry.listed) add(entry, ListDetailKind::listed_on, text_of(object, "first_seen").substr(0, 10));
    TRY(sink_(entry));
    return take_nested(object, properties, line);
  }

  // In nested exports the entities that concern this one stand inside it.
  Result<void> take_nested(dom::element object, dom::element properties, std::uint64_t line) {
    dom::array list;
    if (properties["sanctions"].get(list) != simdjson::SUCCESS) return {};
    for (const dom::element one : list) {
      dom::element inner;
      if (!one.is_object() || one["properties"].get(inner) != simdjson::SUCCESS) continue;
      TRY(sanction_of(text_of(object, "id"), inner, line));
    }
    return {};
  }

  Result<void> take_sanction(dom::element properties, std::uint64_t line) {
    std::vector<std::string> concerned;
    each_value(properties, "entity", [&](std::string_view id) { concerned.emplace_back(id); });
    for (const std::string& id : concerned) TRY(sanction_of(id, properties, line));
    return {};
  }

  Result<void> sanction_of(std::string_view id, dom::element properties, std::uint64_t line) {
    ListEntry entry = supplement(id, line);
    entry.listed = true;
    for (const std::string_view key : {"program", "programId"})
      each_value(properties, key,
                 [&](std::string_view text) { add(entry, ListDetailKind::programme, text); });
    for (const std::string_view key : {"listingDate", "startDate"})
      each_value(properties, key,
                 [&](std::string_view text) { add(entry, ListDetailKind::listed_on, text.substr(0, 10)); });
    for (const std::string_view key : {"authority", "provisions"})
      each_value(properties, key, [&](std::string_view text) { add(entry, ListDetailKind::basis, text); });
    each_value(properties, "reason",
               [&](std::string_view text) { add(entry, ListDetailKind::remark, text); });
    return sink_(entry);
  }

  Result<void> take_paper(std::string_view schema, dom::element properties, std::uint64_t line) {
    ListEntry entry = supplement(first_value(properties, "holder"), line);
    if (entry.id.empty()) return {};
    std::string note = schema == "Passport" ? "passport" : clean(first_value(properties, "type"));
    if (const auto country = first_value(properties, "country"); !country.empty())
      note += " (" + clean(country) + ")";
    each_value(properties, "number",
               [&](std::string_view text) { add(entry, ListDetailKind::identifier, text, note); });
    return entry.details.empty() ? Result<void>() : sink_(entry);
  }

  Result<void> take_tie(const Interval& interval, dom::element properties, std::uint64_t line) {
    std::vector<std::string> from, to;
    each_value(properties, interval.from, [&](std::string_view id) { from.emplace_back(id); });
    each_value(properties, interval.to, [&](std::string_view id) { to.emplace_back(id); });
    std::string words(interval.schema);
    for (const std::string_view key : {"role", "relationship", "percentage", "sharesValue"})
      if (const std::string_view text = first_value(properties, key); !text.empty())
        words += ", " + clean(text);
    const double share =
        interval.tie == ListTie::owner ? share_of(first_value(properties, "percentage")) : -1;
    for (const std::string& one : from) {
      ListEntry entry = supplement(one, line);
      for (const std::string& other : to) entry.relations.push_back({interval.tie, other, {}, share, words});
      if (!entry.relations.empty()) TRY(sink_(entry));
    }
    return {};
  }

  static ListEntry supplement(std::string_view id, std::uint64_t line) {
    ListEntry entry;
    entry.id = id;
    entry.line = line;
    entry.supplement = true;
    entry.listed = false;
    return entry;
  }

  const EntrySink& sink_;
  bool any_ = false;
  std::vector<std::string> datasets_;
  std::string date_;
};

bool matches(std::string_view head, std::string_view) {
  const std::string_view mark = "\xEF\xBB\xBF";
  if (head.starts_with(mark)) head.remove_prefix(mark.size());
  if (!head.starts_with('{')) return false;
  const std::string_view line = head.substr(0, head.find('\n'));
  return line.find("\"schema\"") != std::string_view::npos &&
         line.find("\"properties\"") != std::string_view::npos &&
         line.find("\"record\"") == std::string_view::npos;
}

Result<model::ListInfo> read(Source& file, std::string_view file_name, const EntrySink& sink) {
  Lines lines = TRY(Lines::open(file));
  dom::parser parser;
  Reader reader(sink);
  std::string_view line;
  std::string padded;
  while (TRY(lines.next(line))) {
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    padded.assign(line);
    padded.reserve(padded.size() + simdjson::SIMDJSON_PADDING);
    dom::element object;
    if (const auto error = parser.parse(padded.data(), padded.size(), false).get(object);
        error != simdjson::SUCCESS || !object.is_object())
      return bad_place(lines.number(), 1,
                       error == simdjson::SUCCESS
                           ? std::string("no JSON object")
                           : std::string("no JSON: ") + simdjson::error_message(error));
    if (text_of(object, "schema").empty())
      return bad_place(lines.number(), 1, "no entity of FollowTheMoney: it has no schema");
    TRY(reader.take(object, lines.number()));
  }
  model::ListInfo info;
  info.name = reader.list_name();
  if (info.name.empty()) info.name = file_name.substr(0, file_name.find('.'));
  info.date = reader.date();
  return info;
}

}  // namespace

extern const Format kFtm;
const Format kFtm{"ftm", "FollowTheMoney, JSON lines", matches, read};

}  // namespace clew::lists
