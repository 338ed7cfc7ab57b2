// Parsing and help, from the table of commands; CLI11 stays in this file.
#include "cli/run.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <map>

#include "cli/command.h"

namespace clew::cli {
namespace {

constexpr Option kListOptions[] = {
    {"--format", "FORMAT", "table, jsonl or csv (a table on a terminal, else jsonl)"},
    {"--limit", "N", "at most N rows (50 on a terminal, else all)"},
};

struct Slot {
  Option option;
  std::vector<std::string> values;
  bool flag = false;
};

bool is_positional(const Option& option) { return !option.name.starts_with("-"); }

// Adds the options of one command to its parser; `slots` receive what the user gives.
void define(CLI::App& app, const Command& command, std::vector<std::unique_ptr<Slot>>& slots) {
  const auto add = [&](const Option& option) {
    slots.push_back(std::make_unique<Slot>(Slot{option, {}, false}));
    Slot& slot = *slots.back();
    if (!is_positional(option) && option.value.empty()) {
      app.add_flag(std::string(option.name), slot.flag, std::string(option.help));
      return;
    }
    CLI::Option* added = app.add_option(std::string(option.name), slot.values, std::string(option.help));
    if (!option.value.empty())
      added->type_name(std::string(option.value));
    else
      added->type_name("");
    if (option.required) added->required();
    if (option.many) added->allow_extra_args(is_positional(option));
    // A value named by several words, as "A B", takes as many.
    else
      added->allow_extra_args(false)->expected(
          1 + static_cast<int>(std::count(option.value.begin(), option.value.end(), ' ')));
  };
  for (const Option& option : command.options) add(option);
  if (command.lists)
    for (const Option& option : kListOptions) add(option);
}

std::string footer(const Command& command) {
  std::string out;
  if (!command.text.empty()) out += std::string(command.text) + "\n";
  if (!command.examples.empty()) {
    if (!out.empty()) out += "\n";
    out += "Examples:\n" + std::string(command.examples);
  }
  return out;
}

// What `clew help` shows: CLI11 would show the help of the command `help`.
std::string overview() {
  std::string out =
      "Clew reads leaked mail, reports and lists into one case file and shows who says what about whom.\n\n"
      "Usage: clew COMMAND CASE ...\n\nCommands:\n";
  for (const Command* command : commands()) {
    std::string line = "  " + std::string(command->name);
    line.resize(std::max<std::size_t>(line.size() + 1, 14), ' ');
    out += line + std::string(command->summary) + "\n";
  }
  return out + "\nclew help COMMAND shows a command's options and examples.\n";
}

void report(const Error& error) { std::fprintf(stderr, "clew: %s\n", to_string(error).c_str()); }

int run_parsed(const Command& command, const std::vector<std::unique_ptr<Slot>>& slots) {
  Args args;
  for (const auto& slot : slots)
    if (slot->flag || !slot->values.empty()) args.set(std::string(slot->option.name), slot->values);
  const Result<int> status = command.run(args);
  const bool lost = std::fflush(stdout) != 0;
  if (!status) {
    report(status.error());
    return exit_status(status.error().code);
  }
  if (lost) {
    std::fprintf(stderr, "clew: standard output could not be written\n");
    return 3;
  }
  return *status;
}

}  // namespace

int run(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
  if (argc == 2 && (std::string_view(argv[1]) == "--help" || std::string_view(argv[1]) == "-h")) {
    std::fputs(overview().c_str(), stdout);
    return 0;
  }
  CLI::App app{"Clew", "clew"};
  app.set_version_flag("--version", "clew " CLEW_VERSION);
  app.require_subcommand(0, 1);
  std::map<const CLI::App*, std::pair<const Command*, std::vector<std::unique_ptr<Slot>>>> parsers;
  for (const Command* command : commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command->name), std::string(command->summary));
    auto& entry = parsers[sub];
    entry.first = command;
    define(*sub, *command, entry.second);
    sub->footer(footer(*command));
  }
  CLI::App* help = app.add_subcommand("help", "shows what a command does");
  std::string topic;
  help->add_option("COMMAND", topic, "the command");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : 2;
  }
  if (help->parsed() || app.get_subcommands().empty()) {
    if (topic.empty()) {
      std::fputs(overview().c_str(), help->parsed() ? stdout : stderr);
      return help->parsed() ? 0 : 2;
    }
    try {
      std::fputs(app.get_subcommand(topic)->help("clew").c_str(), stdout);
      return 0;
    } catch (const CLI::OptionNotFound&) {
      std::fprintf(stderr, "clew: no command '%s' (clew help lists them)\n", topic.c_str());
      return 2;
    }
  }
  const auto& [command, slots] = parsers.at(app.get_subcommands().front());
  return run_parsed(*command, slots);
}

}  // namespace clew::cli
