// clew status: what is in a case, whether its books balance, what could not be read.
#include <string>

#include "cli/command.h"
#include "cli/terminal.h"
#include "model/record_json.h"
#include "view/open.h"
#include "view/status.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case file", true},
    {"--failed", "", "list what could not be read, with the reasons"},
};

void print_line(std::string_view name, const std::string& value) {
  print(std::string(name) + std::string(name.size() < 12 ? 12 - name.size() : 1, ' ') + value + "\n");
}

std::string listed(const std::vector<std::pair<std::string, std::uint64_t>>& counts) {
  std::string out;
  for (const auto& [word, n] : counts)
    out += (out.empty() ? "" : ", ") + harmless_text(word, false) + " " + grouped(n);
  return out;
}

void print_totals(const store::CaseTotals& totals) {
  print_line("documents", grouped(totals.documents) + "  (" + listed(totals.types) + ")");
  print_line("letters", grouped(totals.letters) + " in " + grouped(totals.threads) + " threads, " +
                            grouped(totals.copies) + " copies, " + grouped(totals.attachments) +
                            " attachments");
  print_line("people", grouped(totals.people));
  print_line("passages", grouped(totals.passages));
  print_line("languages", listed(totals.languages));
  if (totals.first && totals.last)
    print_line("dates", model::iso8601(*totals.first).substr(0, 10) + " to " +
                            model::iso8601(*totals.last).substr(0, 10));
  print_line("bytes", grouped(totals.bytes) + " read, " + grouped(totals.case_bytes) + " in the case");
  print_line("failed", grouped(totals.failed) + (totals.failed > 0 ? "  (clew status CASE --failed)" : ""));
}

std::string account(const model::Ledger& ledger) {
  return grouped(ledger.expected) + " expected = " + grouped(ledger.read) + " read + " +
         grouped(ledger.failed) + " failed + " + grouped(ledger.skipped) + " skipped";
}

/// The accounts in a table: those that do not balance by name, all others in one sum.
class Books {
 public:
  void add(const model::Ledger& ledger) {
    ++count_;
    sum_.expected += ledger.expected, sum_.read += ledger.read, sum_.failed += ledger.failed;
    sum_.skipped += ledger.skipped;
    sum_.bytes_expected += ledger.bytes_expected, sum_.bytes_read += ledger.bytes_read;
    sum_.bytes_failed += ledger.bytes_failed, sum_.bytes_skipped += ledger.bytes_skipped;
    if (ledger.balances()) return;
    ++wrong_;
    print(bold("DOES NOT BALANCE") + "  " + harmless_text(ledger.place, false) + ": " + account(ledger) +
          "; bytes: " + grouped(ledger.bytes_expected) + " expected, " +
          grouped(ledger.bytes_read + ledger.bytes_failed + ledger.bytes_skipped) + " accounted for\n");
  }
  void finish() const {
    if (count_ == 0) return;
    print_line("containers", grouped(count_) + ": " + account(sum_));
    if (wrong_ == 0)
      print("The books balance.\n");
    else
      print(bold("The books of " + grouped(wrong_) + " containers do not balance.") + "\n");
  }

 private:
  model::Ledger sum_;
  std::uint64_t count_ = 0, wrong_ = 0;
};

Result<int> list_failures(const store::Db& db, const Args& args) {
  Listing out = TRY(Listing::open(args, {"place", "code", "bytes", "reason", "document"}));
  std::uint64_t listed = 0;
  TRY(store::each_failure(db, [&](const model::Failure& failure) -> Result<bool> {
    if (out.limit() && listed == *out.limit()) return false;
    JsonWriter json;
    model::write_failure(json, failure, true);
    out.add(json.text(),
            {failure.place, failure.code, std::to_string(failure.bytes), failure.reason, failure.document});
    ++listed;
    return true;
  }));
  return 0;
}

Result<int> run_status(const Args& args) {
  const auto db = TRY(view::open_case(args.get("CASE")));
  if (args.has("--failed")) return list_failures(db, args);
  Listing out = TRY(Listing::open(args, {"place", "expected", "read", "failed", "skipped", "duplicates",
                                         "bytes expected", "bytes read", "bytes failed", "bytes skipped"}));
  const store::CaseTotals totals = TRY(store::read_totals(db));
  if (out.format() == Format::table) {
    print_totals(totals);
    Books books;
    TRY(store::each_ledger(db, [&](const model::Ledger& ledger) -> Result<bool> {
      books.add(ledger);
      return true;
    }));
    books.finish();
    return 0;
  }
  JsonWriter json;
  view::write_status(json, totals);
  if (out.format() == Format::jsonl) out.add(json.text(), {});
  std::uint64_t listed = 0;
  TRY(store::each_ledger(db, [&](const model::Ledger& ledger) -> Result<bool> {
    if (out.limit() && listed++ == *out.limit()) return false;
    JsonWriter row;
    model::write_ledger(row, ledger, true);
    std::vector<std::string> cells{ledger.place};
    for (const std::uint64_t n :
         {ledger.expected, ledger.read, ledger.failed, ledger.skipped, ledger.duplicates,
          ledger.bytes_expected, ledger.bytes_read, ledger.bytes_failed, ledger.bytes_skipped})
      cells.push_back(std::to_string(n));
    out.add(row.text(), cells);
    return true;
  }));
  return 0;
}

}  // namespace

extern const Command kStatus;
const Command kStatus{
    "status",
    "what is in a case, its accounts, and what could not be read",
    "Every container (a mailbox, a folder, an archive) has an account: items expected = read + failed +\n"
    "skipped by rule, and the same for bytes. As JSON lines: the totals, then one line an account.\n"
    "As CSV: the accounts.",
    kOptions,
    "clew status inquiry.clew\n"
    "clew status inquiry.clew --failed\n"
    "clew status inquiry.clew --format jsonl\n",
    true,
    run_status};

}  // namespace clew::cli
