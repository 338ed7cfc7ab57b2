// The list of commands, in the order of `clew help`. A new command is a file cmd_*.cc and a line here.
#include "cli/command.h"

namespace clew::cli {

extern const Command kIngest, kExtract, kLoad, kStatus, kSearch, kShow, kPeople, kOrgs, kPlaces, kEvents,
    kMerge, kSplit, kUndo, kWhy, kNetwork, kTimeline, kClaims, kMoney, kSupport, kRoles, kPatterns, kDigest,
    kExport, kVerify, kAnnotate, kRemove, kServe, kMatch, kScreen;

std::span<const Command* const> commands() {
  static const Command* const kCommands[] = {
      &kIngest,   &kExtract, &kLoad,    &kStatus, &kSearch,   &kShow,   &kPeople,  &kOrgs,
      &kPlaces,   &kEvents,  &kMerge,   &kSplit,  &kUndo,     &kWhy,    &kNetwork, &kTimeline,
      &kClaims,   &kMoney,   &kSupport, &kRoles,  &kPatterns, &kDigest, &kExport,  &kVerify,
      &kAnnotate, &kRemove,  &kServe,   &kMatch,  &kScreen,
  };
  return kCommands;
}

}  // namespace clew::cli
