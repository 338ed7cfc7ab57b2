// cli/command.h - a command is a row: its name, its options, its examples, its function. One table feeds
// parsing, help, docs/commands.md and the tests. Doors hold no logic: parse, call one function, print.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace clew::cli {

struct Option {
  std::string_view name;   ///< "--limit", or a positional: "CASE"
  std::string_view value;  ///< word for its value in the help: "N"; empty for a flag; positionals: empty
  std::string_view help;
  bool required = false;
  bool many = false;  ///< may be given more than once (or, a positional, takes the rest)
};

/// What the user gave, checked against the command's options.
class Args {
 public:
  bool has(std::string_view name) const { return values_.contains(name); }
  /// The last value given; empty when there is none.
  std::string get(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() || found->second.empty() ? std::string() : found->second.back();
  }
  std::vector<std::string> all(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>() : found->second;
  }
  /// A whole number >= 0. Errors: usage.
  Result<std::optional<std::uint64_t>> number(std::string_view name) const;
  void set(std::string name, std::vector<std::string> values) {
    values_[std::move(name)] = std::move(values);
  }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct Command {
  std::string_view name;
  std::string_view summary;  ///< one line
  std::string_view text;     ///< what more a user should know; may be empty
  std::span<const Option> options;
  std::string_view examples;             ///< lines, each a command that works
  bool lists = false;                    ///< also takes --format and --limit
  Result<int> (*run)(const Args& args);  ///< gives the exit status
};

/// All commands in the order of `clew help`: see commands.cc.
std::span<const Command* const> commands();

enum class Format { table, jsonl, csv };

/// Prints rows as the user asked: a table on a terminal, JSON lines otherwise. Holds back nothing: a row is
/// out when add() returns, except in a table, whose widths need all rows (at most --limit of them).
class Listing {
 public:
  /// `columns`: headings of the table and the CSV. Errors: usage (a bad --format or --limit).
  static Result<Listing> open(const Args& args, std::vector<std::string> columns);
  /// Finishes the table.
  ~Listing();
  Listing(Listing&&) noexcept;
  /// `json`: one JSON object without a line feed. `cells`: as many as columns; may hold any text.
  void add(std::string_view json, const std::vector<std::string>& cells);
  /// --limit, or 50 on a terminal, else nothing.
  std::optional<std::uint64_t> limit() const { return limit_; }
  Format format() const { return format_; }

 private:
  Listing() = default;
  Format format_ = Format::jsonl;
  std::optional<std::uint64_t> limit_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
  bool open_ = true;
};

/// A line for people on stderr: "clew: ...".
void warn(std::string_view text);

}  // namespace clew::cli
