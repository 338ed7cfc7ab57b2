#include "store/people.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "base/json.h"
#include "store/savepoint.h"

namespace clew::store {
namespace {

constexpr std::size_t kBatch = 4096;
/// Ties held in memory (32 bytes each) before they are added up, and spilled where that does not help.
constexpr std::size_t kHeldTies = 1 << 20;
constexpr std::int64_t kNoFirst = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kNoLast = std::numeric_limits<std::int64_t>::min();

enum Role { kFrom = 1, kTo = 2, kCc = 3, kBcc = 4 };

// Tables indexed by row id: the writer counts up from 1; a file that was tampered with must not make us
// allocate without bounds.
Result<std::size_t> party_table_size(const Db& db) {
  const auto last = TRY(db.number("SELECT max(id) FROM parties")).value_or(0);
  const auto rows = TRY(db.number("SELECT count(*) FROM parties")).value_or(0);
  if (last < 0 || last >= kNoEntity || last / 64 > rows + (1 << 20))
    return Error{Code::corrupt, "the rows of parties are numbered too sparsely", {}, {}};
  return static_cast<std::size_t>(last) + 1;
}

struct Participant {
  int role;
  std::uint32_t party;
};

/// Walks all letters (first copies) with their participants, by two scans side by side.
class LetterWalk {
 public:
  static Result<LetterWalk> open(const Db& db, std::size_t parties) {
    LetterWalk walk{
        TRY(db.prepare("SELECT id, date FROM documents WHERE message = id ORDER BY id")),
        TRY(db.prepare("SELECT document, role, party FROM participants ORDER BY document, role, seq")),
        parties};
    walk.more_ = TRY(walk.rows_.step());
    return walk;
  }

  /// The next letter, or false. Only from, to, cc and bcc.
  Result<bool> next() {
    if (!TRY(letters_.step())) return false;
    date_ = letters_.integer_or_null(1);
    participants_.clear();
    const std::int64_t letter = letters_.integer(0);
    while (more_ && rows_.integer(0) < letter) more_ = TRY(rows_.step());
    while (more_ && rows_.integer(0) == letter) {
      const auto role = rows_.integer(1), party = rows_.integer(2);
      if (role >= kFrom && role <= kBcc && party >= 0 && static_cast<std::size_t>(party) < parties_count_)
        participants_.push_back({static_cast<int>(role), static_cast<std::uint32_t>(party)});
      more_ = TRY(rows_.step());
    }
    return true;
  }

  std::optional<std::int64_t> date() const { return date_; }
  std::span<const Participant> participants() const { return participants_; }

 private:
  LetterWalk(Statement letters, Statement rows, std::size_t parties)
      : letters_(std::move(letters)), rows_(std::move(rows)), parties_count_(parties) {}
  Statement letters_, rows_;
  std::size_t parties_count_;
  bool more_ = false;
  std::optional<std::int64_t> date_;
  std::vector<Participant> participants_;
};

struct Span64 {
  std::int64_t first = kNoFirst, last = kNoLast;
  void add(std::optional<std::int64_t> date) {
    if (date) first = std::min(first, *date), last = std::max(last, *date);
  }
  void add(const Span64& other) { first = std::min(first, other.first), last = std::max(last, other.last); }
  std::optional<std::int64_t> first_or_null() const {
    return first == kNoFirst ? std::nullopt : std::optional(first);
  }
  std::optional<std::int64_t> last_or_null() const {
    return last == kNoLast ? std::nullopt : std::optional(last);
  }
};

/// Kinds in the order of their words, which is the order of the table.
constexpr const char* kKinds[] = {"bcc", "cc", "to"};
std::uint32_t kind_of(int role) { return role == kBcc ? 0 : role == kCc ? 1 : 2; }

struct HeldTie {
  std::uint32_t a, b;
  std::uint32_t kind, count;
  Span64 span;
  auto key() const { return std::tie(a, b, kind); }
};

/// Adds up ties in bounded memory.
class TieSum {
 public:
  explicit TieSum(const Db& db) : db_(&db) {}

  Result<void> add(std::uint32_t a, std::uint32_t b, int role, std::optional<std::int64_t> date) {
    HeldTie tie{a, b, kind_of(role), 1, {}};
    tie.span.add(date);
    held_.push_back(tie);
    if (held_.size() < kHeldTies) return {};
    add_up();
    return held_.size() > kHeldTies / 2 ? spill() : Result<void>();
  }

  /// Into the table `ties`, which is empty.
  Result<void> write() {
    add_up();
    if (!spilled_) return insert("INSERT INTO ties VALUES (?, ?, ?, ?, ?, ?)");
    TRY(spill());
    return db_->execute(
        "INSERT INTO ties SELECT a, b, kind, sum(count), min(first), max(last) FROM temp.tie_parts "
        "GROUP BY a, b, kind ORDER BY a, b, kind; DROP TABLE temp.tie_parts");
  }

 private:
  void add_up() {
    std::sort(held_.begin(), held_.end(),
              [](const HeldTie& x, const HeldTie& y) { return x.key() < y.key(); });
    std::size_t to = 0;
    for (std::size_t from = 0; from < held_.size(); ++from) {
      if (to > 0 && held_[to - 1].key() == held_[from].key()) {
        held_[to - 1].count += held_[from].count;
        held_[to - 1].span.add(held_[from].span);
      } else {
        held_[to++] = held_[from];
      }
    }
    held_.resize(to);
  }

  Result<void> spill() {
    if (!spilled_)
      TRY(
          db_->execute("DROP TABLE IF EXISTS temp.tie_parts;"
                       "CREATE TEMP TABLE tie_parts(a, b, kind, count, first, last)"));
    spilled_ = true;
    return insert("INSERT INTO temp.tie_parts VALUES (?, ?, ?, ?, ?, ?)");
  }

  // Ids are the numbers of entities and one.
  Result<void> insert(std::string_view sql) {
    auto row = TRY(db_->prepare(sql));
    for (const HeldTie& tie : held_) {
      row.bind(1, std::int64_t{tie.a} + 1).bind(2, std::int64_t{tie.b} + 1).bind(3, kKinds[tie.kind]);
      row.bind(4, std::int64_t{tie.count}).bind(5, tie.span.first_or_null()).bind(6, tie.span.last_or_null());
      TRY(row.run());
    }
    held_.clear();
    return {};
  }

  const Db* db_;
  std::vector<HeldTie> held_;
  bool spilled_ = false;
};

struct Counts {
  std::uint32_t sent = 0, received = 0;
  Span64 span;
};

/// What all letters say of the entities.
class Traffic {
 public:
  Traffic(const Db& db, const ResolvedPeople& people)
      : people_(people), counts_(people.entities), ties_(db) {}

  Result<void> count(LetterWalk& letters) {
    while (TRY(letters.next())) TRY(count_letter(letters));
    return {};
  }
  const Counts& of(std::uint32_t entity) const { return counts_[entity]; }
  TieSum& ties() { return ties_; }

 private:
  Result<void> count_letter(const LetterWalk& letter) {
    here_.clear();
    for (const Participant& p : letter.participants())
      if (const auto entity = people_.entity_of_party[p.party]; entity != kNoEntity)
        here_.push_back({p.role, entity});
    std::sort(here_.begin(), here_.end());
    here_.erase(std::unique(here_.begin(), here_.end()), here_.end());
    const auto received = std::find_if(here_.begin(), here_.end(), [](auto& p) { return p.first != kFrom; });
    for (auto writer = here_.begin(); writer != received; ++writer) {
      ++counts_[writer->second].sent;
      counts_[writer->second].span.add(letter.date());
      if (writer - here_.begin() >= static_cast<std::ptrdiff_t>(kMaxWriters)) continue;
      for (auto to = received; to != here_.end(); ++to)
        if (to->second != writer->second)
          TRY(ties_.add(writer->second, to->second, to->first, letter.date()));
    }
    recipients_.clear();
    for (auto to = received; to != here_.end(); ++to) recipients_.push_back(to->second);
    std::sort(recipients_.begin(), recipients_.end());
    recipients_.erase(std::unique(recipients_.begin(), recipients_.end()), recipients_.end());
    for (const std::uint32_t entity : recipients_) {
      ++counts_[entity].received;
      counts_[entity].span.add(letter.date());
    }
    return {};
  }

  const ResolvedPeople& people_;
  std::vector<Counts> counts_;
  TieSum ties_;
  std::vector<std::pair<int, std::uint32_t>> here_;
  std::vector<std::uint32_t> recipients_;
};

Result<void> write_parties(const Db& db, const ResolvedPeople& people) {
  struct Change {
    std::int64_t party, entity;
    std::string reason;
  };
  auto rows = TRY(db.prepare("SELECT id, entity, reason FROM parties WHERE id > ? ORDER BY id"));
  auto update = TRY(db.prepare("UPDATE parties SET entity = ?, reason = ? WHERE id = ?"));
  std::vector<Change> changes;
  std::int64_t last = -1;
  // In batches, so that no row changes under a statement that is reading it.
  for (bool more = true; more;) {
    more = false;
    rows.bind(1, last);
    while (TRY(rows.step())) {
      last = rows.integer(0);
      const std::uint32_t entity = people.entity_of_party[static_cast<std::size_t>(last)];
      if (entity == kNoEntity) continue;
      std::string reason = people.reason(last);
      const std::int64_t id = std::int64_t{entity} + 1;
      if (rows.integer_or_null(1) != id || rows.text(2) != reason)
        changes.push_back({last, id, std::move(reason)});
      if (changes.size() < kBatch) continue;
      rows.reset();
      more = true;
      break;
    }
    for (const Change& c : changes) TRY(update.bind(1, c.entity).bind(2, c.reason).bind(3, c.party).run());
    changes.clear();
  }
  return {};
}

std::string json_array(const std::vector<std::string>& texts) {
  JsonWriter json;
  json.begin_array();
  for (const auto& text : texts) json.value(text);
  return json.end_array().take();
}

std::string hex_key(std::uint64_t key) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[key >> shift & 15];
  return out;
}

Result<void> write_entities(const Db& db, const ResolvedPeople& people, const Traffic& traffic) {
  auto insert = TRY(db.prepare("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (std::uint32_t e = 0; e < people.entities; ++e) {
    const NewEntity entity = people.entity(e);
    Counts counts = traffic.of(e);
    counts.span.add(entity.first);
    counts.span.add(entity.last);
    const std::string key = hex_key(entity.key), names = json_array(entity.names);
    const std::string addresses = json_array(entity.addresses);
    insert.bind(1, std::int64_t{e} + 1).bind(2, key).bind(3, entity.type).bind(4, entity.name);
    insert.bind(5, names).bind(6, addresses).bind(7, std::int64_t{counts.sent});
    insert.bind(8, std::int64_t{counts.received}).bind(9, counts.span.first_or_null());
    TRY(insert.bind(10, counts.span.last_or_null()).run());
  }
  return {};
}

// Without the index by recipient, which is made anew at the end: sorting it once is several times as fast as
// putting each row where it belongs.
Result<void> write_ties(const Db& db, TieSum& ties) {
  std::string index;
  {
    auto row = TRY(db.prepare("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = 'ties_by_b'"));
    if (TRY(row.step())) index = row.string(0);
  }
  if (!index.empty()) TRY(db.execute("DROP INDEX ties_by_b"));
  TRY(ties.write());
  return index.empty() ? Result<void>() : db.execute(index);
}

}  // namespace

Result<void> each_party(
    const Db& db,
    const std::function<void(std::int64_t id, std::string_view name, std::string_view address)>& give) {
  auto rows = TRY(db.prepare("SELECT id, name, address FROM parties ORDER BY id"));
  while (TRY(rows.step())) give(rows.integer(0), rows.text(1), rows.text(2));
  return {};
}

Result<std::vector<std::uint32_t>> letters_by_party(const Db& db) {
  std::vector<std::uint32_t> letters(TRY(party_table_size(db)), 0);
  // The last letter in which each was counted: once a letter, in whatever roles.
  std::vector<std::uint32_t> counted(letters.size(), 0);
  auto walk = TRY(LetterWalk::open(db, letters.size()));
  for (std::uint32_t letter = 1; TRY(walk.next()); ++letter)
    for (const Participant& p : walk.participants())
      if (std::exchange(counted[p.party], letter) != letter) ++letters[p.party];
  return letters;
}

Result<void> write_people(const Db& db, const ResolvedPeople& people) {
  CHECK(people.entity_of_party.size() >= TRY(party_table_size(db)));
  return as_one_change(db, [&]() -> Result<void> {
    TRY(write_parties(db, people));
    Traffic traffic(db, people);
    {
      auto walk = TRY(LetterWalk::open(db, people.entity_of_party.size()));
      TRY(traffic.count(walk));
    }
    TRY(db.execute("DELETE FROM entities; DELETE FROM ties"));
    TRY(write_entities(db, people, traffic));
    return write_ties(db, traffic.ties());
  });
}

}  // namespace clew::store
