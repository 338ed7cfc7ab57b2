#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/progress.h"
#include "pipeline/ingest.h"

namespace clew::cli {
namespace {

constexpr Option kJobsOption{"--jobs", "N", "worker processes (default: one for each processor)"};
constexpr Option kAsOption{"--as", "KIND",
                           "report: what is no mail among the sources is a news report or digest"};
constexpr Option kDatasetOption{"--dataset", "NAME", "a name for these sources, for `search in:NAME`"};

constexpr Option kIngestOptions[] = {
    {"CASE", "", "the case file; made when it is not there", true},
    {"SOURCE", "", "files and folders: mailboxes, Maildirs, letters, texts, reports", true, true},
    kJobsOption,
    kAsOption,
    kDatasetOption,
    {"--retry", "", "also read again what failed before"},
    {"--no-annotate", "", "leave names, sums and dates to the next ingest: texts can be searched sooner"},
};
constexpr Option kExtractOptions[] = {
    {"PATH", "", "files and folders; without any, paths are read from standard input, one a line", false,
     true},
    kJobsOption,
    kAsOption,
    kDatasetOption,
    {"--with-text", "", "texts in the document records (they are always there, since `load` needs them)"},
};
constexpr Option kLoadOptions[] = {
    {"CASE", "", "the case file; made when it is not there", true},
    {"FILE", "", "files of records as `clew extract` prints them; without any, standard input", false, true},
    kJobsOption,
};

Result<pipeline::IngestOptions> options_of(const Args& args) {
  pipeline::IngestOptions options;
  const auto jobs = TRY(args.number("--jobs"));
  if (jobs && (*jobs == 0 || *jobs > 256))
    return Error{Code::usage, "--jobs wants a number from 1 to 256", {}, {}};
  options.jobs = static_cast<int>(jobs.value_or(0));
  if (args.has("--as")) {
    options.kind = args.get("--as");
    if (options.kind != "report") return Error{Code::usage, "--as knows only: report", {}, {}};
  }
  options.dataset = args.get("--dataset");
  options.progress = terminal_progress();
  return options;
}

// What happened, for people; the exit status of the contract.
int tell(std::string_view verb, const pipeline::IngestOutcome& outcome, const std::string& case_path) {
  end_progress();
  std::string text = std::string(verb) + " " + std::to_string(outcome.files) + " new files in " +
                     std::to_string(static_cast<int>(outcome.seconds * 10) / 10) + "." +
                     std::to_string(static_cast<int>(outcome.seconds * 10) % 10) + " s";
  if (outcome.failed > 0) {
    text += "; " + std::to_string(outcome.failed) + " items failed";
    if (!case_path.empty()) text += ": clew status " + case_path + " --failed lists them";
  }
  warn(text);
  return outcome.failed > 0 ? 1 : 0;
}

Result<int> run_ingest(const Args& args) {
  auto options = TRY(options_of(args));
  options.sources = args.all("SOURCE");
  options.retry = args.has("--retry");
  options.annotate = !args.has("--no-annotate");
  const auto outcome = pipeline::ingest(args.get("CASE"), options);
  if (!outcome) {
    end_progress();
    return outcome.error();
  }
  return tell("read", *outcome, args.get("CASE"));
}

Result<int> run_extract(const Args& args) {
  auto options = TRY(options_of(args));
  options.sources = args.all("PATH");
  if (options.sources.empty()) {
    if (::isatty(STDIN_FILENO) == 1)
      return Error{Code::usage, "no paths: give them as arguments or on standard input", {}, {}};
    for (std::string line; std::getline(std::cin, line);)
      if (!line.empty()) options.sources.push_back(line);
    if (options.sources.empty()) return 0;  // a search for files that found none
  }
  if (::isatty(STDOUT_FILENO) == 1) options.progress = {};
  const auto outcome = pipeline::extract(options, [](std::string_view line) {
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fputc('\n', stdout) != EOF;
  });
  if (!outcome) {
    end_progress();
    return outcome.error();
  }
  return tell("read", *outcome, {});
}

Result<int> run_load(const Args& args) {
  auto options = TRY(options_of(args));
  std::vector<std::unique_ptr<std::ifstream>> files;
  std::vector<std::istream*> streams;
  for (const std::string& path : args.all("FILE")) {
    files.push_back(std::make_unique<std::ifstream>(path, std::ios::binary));
    if (!*files.back()) return Error{Code::not_found, "cannot be opened", path, {}};
    streams.push_back(files.back().get());
  }
  if (streams.empty()) streams.push_back(&std::cin);
  const auto outcome = pipeline::load(args.get("CASE"), streams, options);
  if (!outcome) {
    end_progress();
    return outcome.error();
  }
  return tell("loaded", *outcome, args.get("CASE"));
}

}  // namespace

extern const Command kIngest;
const Command kIngest{
    .name = "ingest",
    .summary = "read mail, reports and other files into a case",
    .text =
        "Reads what the case does not have yet: run it again after new files arrived, or after it was\n"
        "interrupted, and it goes on. Sources are never changed. What cannot be read is listed, not hidden.\n"
        "A header block of RFC 5322 makes a file mail, whatever its name.",
    .options = kIngestOptions,
    .examples =
        "  clew ingest inquiry.clew mail/ reports/\n"
        "  clew ingest inquiry.clew reports/ --as report --dataset press\n"
        "  clew ingest inquiry.clew inbox.mbox --jobs 4\n",
    .run = run_ingest,
};

extern const Command kExtract;
const Command kExtract{
    .name = "extract",
    .summary = "the same reading with no case: one JSON record a line",
    .text =
        "Prints documents with their texts, passages, mentions, failures and ledgers, in the order of the "
        "files.",
    .options = kExtractOptions,
    .examples =
        "  clew extract letter.eml\n"
        "  find archive -name '*.mbox' | clew extract > records.jsonl\n"
        "  clew extract mail/ | clew load inquiry.clew\n",
    .run = run_extract,
};

extern const Command kLoad;
const Command kLoad{
    .name = "load",
    .summary = "write extract's records, from anywhere, into a case",
    .text = "The case is equal to one that `ingest` would have made of the same files.",
    .options = kLoadOptions,
    .examples =
        "  clew load inquiry.clew records.jsonl\n"
        "  ssh elsewhere clew extract mail/ | clew load inquiry.clew\n",
    .run = run_load,
};

}  // namespace clew::cli
