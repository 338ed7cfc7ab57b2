// clew remove: takes a document out of the case for good.
#include <cstdio>

#include "cli/command.h"
#include "pipeline/remove_document.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"ID", "", "the document: 6 digits of its id or more", true},
    {"--reason", "TEXT", "why; kept in the case with the document's SHA-256", true},
};

Result<int> run_remove(const Args& args) {
  const std::string reason = args.get("--reason");
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
    return Error{
        Code::usage, "--reason wants words", {}, "say why, for those who look for the document later"};
  auto done = pipeline::remove_document(args.get("CASE"), args.get("ID"), reason);
  if (!done) return std::move(done).error().in(args.get("CASE"));
  const store::Removal& removal = *done;
  JsonWriter json;
  json.begin_object().key("removed").begin_array();
  for (const std::string& id : removal.documents) json.value(id);
  json.end_array().field("texts", removal.texts).field("passages", removal.passages);
  json.field("passages_moved", removal.passages_moved).field("mentions_lost", removal.mentions_lost);
  json.field("parties", removal.parties).field("other_copies", removal.other_copies).end_object();
  json.end_line();
  std::fwrite(json.text().data(), 1, json.text().size(), stdout);
  if (removal.documents.empty()) warn("an earlier removal was interrupted: its last bytes are erased now");
  if (removal.other_copies > 0)
    warn("the same letter is in the case in other bytes (" + std::to_string(removal.other_copies) +
         "): each copy is a document of its own");
  return 0;
}

}  // namespace

extern const Command kRemove;
const Command kRemove{
    "remove",
    "takes a document out of the case for good",
    "Erases its text, its index rows, everything derived from it, and attachments that hang nowhere "
    "else; then\nrewrites the case file, so that no byte of the text is left in it (this takes as "
    "long as copying the file, and\nits size again on the disk). A tombstone keeps the SHA-256 and "
    "the reason: ingest does not bring it back.\nWhat stays: file names, ledgers, and other "
    "documents that quote the same words. Sources are not touched, nor\nare backups or what a disk "
    "keeps of overwritten files.",
    kOptions,
    "clew remove inquiry.clew 3fa9c0d1e2b4 --reason 'private letter, court order 12/2020'\n",
    false,
    run_remove};

}  // namespace clew::cli
