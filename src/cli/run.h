// cli/run.h - the whole program behind main().
#pragma once

namespace clew::cli {

/// Parses, runs one command, prints errors to stderr; gives the exit status of the contract.
int run(int argc, char** argv);

}  // namespace clew::cli
