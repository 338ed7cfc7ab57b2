// The list of commands, in the order of `clew help`. A new command is a file cmd_*.cc and a line here.
#include "cli/command.h"

namespace clew::cli {

extern const Command kIngest, kExtract, kLoad, kStatus, kSearch, kShow, kPeople, kMerge, kSplit, kUndo, kWhy,
    kNetwork, kTimeline, kDigest, kExport, kVerify, kAnnotate, kRemove, kMatch, kScreen;

std::span<const Command* const> commands() {
  static const Command* const kCommands[] = {
      &kIngest, &kExtract, &kLoad,     &kStatus, &kSearch, &kShow,   &kPeople,   &kMerge, &kSplit,  &kUndo,
      &kWhy,    &kNetwork, &kTimeline, &kDigest, &kExport, &kVerify, &kAnnotate, &kMatch, &kScreen, &kRemove,
  };
  return kCommands;
}

}  // namespace clew::cli
