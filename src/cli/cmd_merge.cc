// clew merge, split, undo, why: the user's word on who is who, and what speaks for it.
#include "cli/command.h"
#include "pipeline/resolve_case.h"
#include "view/open.h"
#include "view/people.h"

namespace clew::cli {
namespace {

constexpr Option kMergeOptions[] = {
    {"CASE", "", "the case", true},
    {"A", "", "a key, an address or a whole name", true},
    {"B", "", "the same: who A also is", true},
    {"--reason", "TEXT", "why, for the log"},
};
constexpr Option kSplitOptions[] = {
    {"CASE", "", "the case", true},
    {"WHAT", "", "addresses or whole names that are somebody else's", true, true},
    {"--reason", "TEXT", "why, for the log"},
};
constexpr Option kUndoOptions[] = {
    {"CASE", "", "the case", true},
    {"N", "", "the decision's number; without one, the last that stands"},
};
constexpr Option kWhyOptions[] = {
    {"CASE", "", "the case", true},
    {"A", "", "a key, an address or a name", true},
    {"B", "", "another, to ask why the two are one"},
};

Result<int> print(const Args& args, const pipeline::Decided& decided, bool undone) {
  Listing out = TRY(Listing::open(args, {"decision", "action", "undone", "entity", "name", "addresses"}));
  std::string addresses;
  for (const auto& address : decided.entity.addresses) addresses += (addresses.empty() ? "" : "; ") + address;
  JsonWriter json;
  json.begin_object()
      .field("decision", decided.decision)
      .field("action", decided.action)
      .field("undone", undone);
  json.field("entity", decided.entity.key).field("name", decided.entity.name).key("addresses").begin_array();
  for (const auto& address : decided.entity.addresses) json.value(address);
  json.end_array().end_object();
  out.add(json.text(), {std::to_string(decided.decision), decided.action, undone ? "yes" : "no",
                        decided.entity.key, decided.entity.name, addresses});
  return 0;
}

Result<int> run_merge(const Args& args) {
  return print(
      args,
      TRY(pipeline::merge_entities(args.get("CASE"), args.get("A"), args.get("B"), args.get("--reason"))),
      false);
}

Result<int> run_split(const Args& args) {
  return print(args, TRY(pipeline::split_entity(args.get("CASE"), args.all("WHAT"), args.get("--reason"))),
               false);
}

Result<int> run_undo(const Args& args) {
  std::optional<std::int64_t> number;
  if (const auto n = TRY(args.number("N"))) number = static_cast<std::int64_t>(*n);
  return print(args, TRY(pipeline::undo_decision(args.get("CASE"), number)), true);
}

Result<int> run_why(const Args& args) {
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  const view::Why why = TRY(view::explain_entity(db, args.get("A"), args.get("B")));
  Listing out = TRY(Listing::open(args, {"entity", "who", "name", "address", "reason"}));
  std::uint64_t rows = 0;
  JsonWriter json;
  for (const view::WhyRow& row : why.rows) {
    if (out.limit() && rows++ >= *out.limit()) break;
    json.clear();
    view::write_why(json, row);
    std::string reason = row.reason;
    if (row.decision != 0)
      reason = "decision " + std::to_string(row.decision) + " (" + row.action +
               (row.undone ? ", undone)" : ")") + (row.reason.empty() ? "" : ": ") + row.reason;
    out.add(json.text(), {row.entity, row.entity_name, row.name, row.address, reason});
  }
  if (!why.one) warn("these are two: nothing joins them");
  return 0;
}

}  // namespace

extern const Command kMerge, kSplit, kUndo, kWhy;
const Command kMerge{
    .name = "merge",
    .summary = "say that two are one person or organisation",
    .text =
        "The decision is kept in the case's log with its reason, by names and addresses, so that it holds\n"
        "whatever is ingested later. `clew undo` takes it back.",
    .options = kMergeOptions,
    .examples = "  clew merge inquiry.clew ali@example.org \"A. Rezaei\" --reason \"same signature\"\n",
    .lists = true,
    .run = run_merge,
};
const Command kSplit{
    .name = "split",
    .summary = "say that an address or a name is somebody else's",
    .text =
        "Takes the address, or the name wherever it stands, out of its entity into one of its own. Several "
        "at\n"
        "once make one new entity. Kept in the log like a merge.",
    .options = kSplitOptions,
    .examples = "  clew split inquiry.clew info@example.org --reason \"the office's address\"\n",
    .lists = true,
    .run = run_split,
};
const Command kUndo{
    .name = "undo",
    .summary = "take back a merge or a split",
    .text = "The log keeps the decision, marked as undone.",
    .options = kUndoOptions,
    .examples =
        "  clew undo inquiry.clew\n"
        "  clew undo inquiry.clew 3\n",
    .lists = true,
    .run = run_undo,
};
const Command kWhy{
    .name = "why",
    .summary = "why these names and addresses are one person",
    .text = "Each name and address with the reason for which it was joined, then your decisions about them.",
    .options = kWhyOptions,
    .examples =
        "  clew why inquiry.clew ali@example.org\n"
        "  clew why inquiry.clew ali@example.org \"Ali Rezaei\"\n",
    .lists = true,
    .run = run_why,
};

}  // namespace clew::cli
