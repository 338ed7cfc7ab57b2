// clew people, orgs, places, events: who and what the case knows of.
#include "cli/command.h"
#include "model/document.h"
#include "view/open.h"
#include "view/people.h"

namespace clew::cli {
namespace {

constexpr Option kPeopleOptions[] = {
    {"CASE", "", "the case", true},
    {"--about", "WHO", "only this one: a key, an address or a name"},
    {"--type", "TYPE", "only these: person or org"},
};
constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"--about", "WHICH", "only this one: a key or a name"},
};

std::string day(std::optional<std::int64_t> date, Format format) {
  if (!date) return {};
  const std::string text = model::iso8601(*date);
  return format == Format::table ? text.substr(0, text.find('T')) : text;
}

// A table has room for a few; records and CSV give all.
std::string joined(const std::vector<std::string>& texts, Format format) {
  constexpr std::size_t kShown = 3;
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (format == Format::table && i == kShown)
      return out + " and " + std::to_string(texts.size() - kShown) + " more";
    out += (i == 0 ? "" : "; ") + texts[i];
  }
  return out;
}

Result<int> list(const Args& args, std::vector<std::string_view> types, bool orgs_in_letters = false) {
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  Listing out = TRY(Listing::open(
      args, {"name", "sent", "received", "named", "first", "last", "addresses", "names", "type", "entity"}));
  view::PeopleQuery query;
  query.types = std::move(types);
  query.orgs_in_letters = orgs_in_letters;
  if (args.has("--about")) query.about = args.get("--about");
  query.limit = out.limit();
  JsonWriter json;
  TRY(view::each_person(db, query, [&](const store::StoredEntity& who) {
    json.clear();
    view::write_entity(json, who);
    out.add(json.text(),
            {who.name, std::to_string(who.sent), std::to_string(who.received), std::to_string(who.named),
             day(who.first, out.format()), day(who.last, out.format()), joined(who.addresses, out.format()),
             joined(who.names, out.format()), who.type, who.key});
    return true;
  }));
  return 0;
}

Result<int> run_people(const Args& args) {
  const std::string& type = args.get("--type");
  if (type.empty()) return list(args, {"person", "org"}, true);
  if (type != "person" && type != "org")
    return Error{Code::usage, "no such type: " + type, {}, "person or org"};
  return list(args, {type});
}
Result<int> run_orgs(const Args& args) { return list(args, {"org"}); }
Result<int> run_places(const Args& args) { return list(args, {"place"}); }
Result<int> run_events(const Args& args) { return list(args, {"event", "programme"}); }

}  // namespace

extern const Command kPeople, kOrgs, kPlaces, kEvents;
const Command kPeople{
    .name = "people",
    .summary = "who is in the case: names in every script, addresses, letters, first and last seen",
    .text =
        "One entity is one person, or one office or list, with all addresses and names that letters give, "
        "and\n"
        "the names by which texts call it; why they are one, `clew why` says, and `clew merge` and `clew "
        "split`\n"
        "correct. Letters are counted once, whatever their copies; `named` counts the passages of texts "
        "that\n"
        "name it, each once, however often it is quoted. Most letters first, then most often named. Whom "
        "only\n"
        "texts name is there too; a short name that stands beside one full name that it fits counts as that.",
    .options = kPeopleOptions,
    .examples =
        "  clew people inquiry.clew\n"
        "  clew people inquiry.clew --about ali@example.org --format jsonl\n"
        "  clew people inquiry.clew --type org --limit 20\n",
    .lists = true,
    .run = run_people,
};
const Command kOrgs{
    .name = "orgs",
    .summary = "the organisations that the case knows: names, how often named, first and last seen",
    .text =
        "Offices and lists of letter headers, and organisations that texts name. Columns as in `clew "
        "people`.",
    .options = kOptions,
    .examples =
        "  clew orgs inquiry.clew\n"
        "  clew orgs inquiry.clew --about \"Harbour Foundation\" --format jsonl\n",
    .lists = true,
    .run = run_orgs,
};
const Command kPlaces{
    .name = "places",
    .summary = "the places that texts name: names in every script, how often, first and last seen",
    .text = "Places with the same name are one here: which of two towns is meant no letter says.",
    .options = kOptions,
    .examples = "  clew places inquiry.clew --limit 20\n",
    .lists = true,
    .run = run_places,
};
const Command kEvents{
    .name = "events",
    .summary = "the events and programmes that texts name: names, how often, first and last seen",
    .text = "Conferences, wars, elections, operations and the like, by name.",
    .options = kOptions,
    .examples = "  clew events inquiry.clew --format csv\n",
    .lists = true,
    .run = run_events,
};

}  // namespace clew::cli
