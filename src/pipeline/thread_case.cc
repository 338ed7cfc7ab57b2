#include "pipeline/thread_case.h"

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>
#include <vector>

#include "assemble/subjects.h"
#include "assemble/threads.h"
#include "base/fold.h"
#include "store/threads.h"

namespace clew::pipeline {
namespace {

/// A series of letters with one subject is looked at in parts of at most this many, to bound memory.
constexpr std::size_t kPart = 20'000;

/// A letter whose base subject is that of a reply which cites nothing.
struct Candidate {
  std::uint64_t subject;
  std::int64_t date;
  assemble::Letter letter;
  bool seeks;
};

std::uint64_t hash_of(const std::string& base) { return std::hash<std::string>{}(base); }

// The base subjects of all replies that cite nothing, sorted. Few where mail programs wrote references.
Result<std::vector<std::uint64_t>> sought_subjects(const store::ThreadTables& tables,
                                                   const assemble::Threader& threader) {
  std::vector<std::uint64_t> sought;
  TRY(tables.each_subject([&](const store::LetterSubject& row) {
    if (threader.cites(row.letter)) return;
    bool is_reply = false;
    const std::string_view stripped = assemble::strip_subject(row.subject, is_reply);
    if (!is_reply) return;
    const std::string base = folded(stripped);
    if (!assemble::is_weak_subject(base)) sought.push_back(hash_of(base));
  }));
  std::sort(sought.begin(), sought.end());
  sought.erase(std::unique(sought.begin(), sought.end()), sought.end());
  return sought;
}

Result<std::vector<Candidate>> candidates(const store::ThreadTables& tables,
                                          const assemble::Threader& threader,
                                          const std::vector<std::uint64_t>& sought) {
  std::vector<Candidate> out;
  TRY(tables.each_subject([&](const store::LetterSubject& row) {
    bool is_reply = false;
    const std::string base = assemble::base_subject(row.subject, is_reply);
    const std::uint64_t subject = hash_of(base);
    if (std::binary_search(sought.begin(), sought.end(), subject) && !assemble::is_weak_subject(base))
      out.push_back({subject, row.date, row.letter, is_reply && !threader.cites(row.letter)});
  }));
  std::sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.subject, a.date, a.letter) < std::tie(b.subject, b.date, b.letter);
  });
  return out;
}

Result<void> join_by_subject(store::ThreadTables& tables, assemble::Threader& threader) {
  const auto sought = TRY(sought_subjects(tables, threader));
  if (sought.empty()) return {};
  const auto letters = TRY(candidates(tables, threader, sought));
  TRY(tables.load_people());
  constexpr std::int64_t kGap = assemble::kSubjectDays * 86'400;
  std::vector<assemble::SubjectLetter> part;
  for (std::size_t from = 0, to = 0; from < letters.size(); from = to) {
    bool seeks = letters[from].seeks;
    for (to = from + 1; to < letters.size() && to - from < kPart; ++to) {
      if (letters[to].subject != letters[from].subject || letters[to].date - letters[to - 1].date > kGap)
        break;
      seeks |= letters[to].seeks;
    }
    if (!seeks || to - from < 2) continue;
    part.clear();
    for (std::size_t i = from; i < to; ++i) {
      auto people = TRY(tables.people(letters[i].letter));
      part.push_back({letters[i].letter, letters[i].date, letters[i].seeks, std::move(people.senders),
                      std::move(people.recipients)});
    }
    threader.add_subject(part);
  }
  return {};
}

}  // namespace

Result<void> thread_case(const store::Db& db) {
  auto tables = TRY(store::ThreadTables::open(db));
  assemble::Threader threader(tables.take_order());
  std::vector<assemble::IdUse> uses;
  TRY(tables.each_id([&](std::span<const store::MessageIdUse> id) {
    uses.clear();
    for (const auto& use : id) uses.push_back({use.letter, use.place});
    threader.add_id(uses);
  }));
  // Beyond this point no references are added: it is known which replies cite nothing.
  TRY(join_by_subject(tables, threader));
  return tables.write(threader.finish().thread);
}

}  // namespace clew::pipeline
