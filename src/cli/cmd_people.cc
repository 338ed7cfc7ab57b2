// clew people: who is in the case.
#include "cli/command.h"
#include "model/document.h"
#include "view/open.h"
#include "view/people.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"--about", "WHO", "only this one: a key, an address or a name"},
    {"--type", "TYPE", "only these: person or org"},
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

Result<int> run(const Args& args) {
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  Listing out = TRY(Listing::open(
      args, {"name", "sent", "received", "first", "last", "addresses", "names", "type", "entity"}));
  view::PeopleQuery query;
  query.type = args.get("--type");
  if (args.has("--about")) query.about = args.get("--about");
  query.limit = out.limit();
  JsonWriter json;
  TRY(view::each_person(db, query, [&](const store::StoredEntity& who) {
    json.clear();
    view::write_entity(json, who);
    out.add(json.text(),
            {who.name, std::to_string(who.sent), std::to_string(who.received), day(who.first, out.format()),
             day(who.last, out.format()), joined(who.addresses, out.format()),
             joined(who.names, out.format()), who.type, who.key});
    return true;
  }));
  return 0;
}

}  // namespace

extern const Command kPeople;
const Command kPeople{
    .name = "people",
    .summary = "who is in the case: names in every script, addresses, letters, first and last seen",
    .text =
        "One entity is one person, or one office or list, with all addresses and names that letters give; "
        "why\n"
        "they are one, `clew why` says, and `clew merge` and `clew split` correct. Letters are counted "
        "once,\n"
        "whatever their copies. Most letters first.",
    .options = kOptions,
    .examples =
        "  clew people inquiry.clew\n"
        "  clew people inquiry.clew --about ali@example.org --format jsonl\n"
        "  clew people inquiry.clew --type org --limit 20\n",
    .lists = true,
    .run = run,
};

}  // namespace clew::cli
