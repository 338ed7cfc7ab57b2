// view/screening.h - answers about sanctions: which names are like listed ones, what the list says, what the
// case says, and what speaks for and against.
//
// A hit is a likeness, not a finding: it names both sides and leaves the word to the user. Lists are loaded
// and indexed once; then names are asked one by one. Threads: one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "match/match.h"
#include "model/list.h"
#include "screen/evidence.h"
#include "store/db.h"
#include "store/lists.h"

namespace clew::view {

/// Where a name of the case stands.
struct ScreenPlace {
  std::string document;  ///< 64 hexadecimal digits
  std::string subject, date;
  std::uint64_t start = 0, end = 0;  ///< bytes into its text; both 0: in the header
  std::string quote;                 ///< the passage around; empty for a header
};

struct ScreenHit {
  std::string id;  ///< 16 hexadecimal digits, the same for the same name, list and entry
  screen::Subject subject;
  std::string type;    ///< "name", "entity" (of the case) or "text" (named in its texts)
  std::string entity;  ///< its key
  std::vector<ScreenPlace> places;
  double score = 0, name_score = 0;
  std::string list, version, entry, listed_name, name_kind, kind;
  std::vector<std::string> programmes;
  std::string listed_on, statement;
  std::uint64_t line = 0;  ///< in the list's file
  bool listed = true;
  match::Comparison comparison;
  std::vector<std::string> supports, speaks_against;
  double owned_share = -1;             ///< percent owned by listed ones; negative: nothing is told of owners
  std::vector<std::string> ownership;  ///< the chain, in words
  std::optional<store::Verdict> verdict;
  std::string change;  ///< with changes asked for: new, changed, gone
};

struct ScreenOptions {
  double threshold = match::kSame;
};

/// What names are screened against.
class ScreenBase {
 public:
  ScreenBase();
  ~ScreenBase();
  ScreenBase(ScreenBase&&) noexcept;

  void begin_list(const model::ListInfo& info, std::string version);
  /// REQUIRES: begin_list().
  void add(model::ListEntry&& entry);
  /// Call once, when all is there.
  void finish();
  /// The newest lists of a case.
  static Result<ScreenBase> of_case(const store::Db& db);

  std::size_t lists() const;
  std::size_t names() const;
  /// Hits of one name, best first; an entry is hit once, by the listed name that is most like it. `verdict`
  /// and `places` are not filled.
  void screen(const screen::Subject& subject, const ScreenOptions& options, std::vector<ScreenHit>& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// People and organisations of the case, from headers and from texts, with the user's word on each hit. Best
/// first, then by name. Errors: not_found (the case has no list).
Result<std::vector<ScreenHit>> screen_case(const store::Db& db, const ScreenOptions& options);
/// Of these hits, those that the last screening had not or the list words otherwise now; then those that it
/// had and that are gone.
Result<std::vector<ScreenHit>> changes_since(const store::Db& db, std::vector<ScreenHit> hits);
/// Remembers hits as the last screening. Errors: busy, io.
Result<void> keep_screening(const std::string& case_path, const std::vector<ScreenHit>& hits);
/// The user's word on a hit of the case: true, false or unsure. Errors: usage (no such word, no such hit).
Result<store::Verdict> decide_hit(const std::string& case_path, std::string_view hit,
                                  std::string_view verdict, std::string_view note);

void write_hit(JsonWriter& json, const ScreenHit& hit);
/// Which words met, in one line: "Velmorik = VELMORIC (spelling); Tare missing there".
std::string reasons_of(const ScreenHit& hit);

}  // namespace clew::view
