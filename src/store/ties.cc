#include "store/ties.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/digest.h"
#include "store/people.h"

namespace clew::store {
namespace {

// participants.role
constexpr int kFrom = 1, kCc = 3, kBcc = 4;

void widen(Tie& tie, std::optional<std::int64_t> first, std::optional<std::int64_t> last) {
  if (first && (!tie.first || *first < *tie.first)) tie.first = first;
  if (last && (!tie.last || *last > *tie.last)) tie.last = last;
}

// Joins the rows of one pair (they lie next to each other) into one Tie.
Result<void> join_kinds(Statement& rows, const EachTie& give) {
  Tie tie;
  bool any = false;
  while (TRY(rows.step())) {
    const std::int64_t a = rows.integer(0), b = rows.integer(1);
    if (any && (tie.a != a || tie.b != b)) {
      if (!TRY(give(tie))) {
        rows.reset();
        return {};
      }
      tie = Tie{};
    }
    any = true;
    tie.a = a, tie.b = b;
    const std::string_view kind = rows.text(2);
    const auto count = static_cast<std::uint64_t>(std::max<std::int64_t>(rows.integer(3), 0));
    (kind == "cc" ? tie.cc : kind == "bcc" ? tie.bcc : tie.to) += count;
    widen(tie, rows.integer_or_null(4), rows.integer_or_null(5));
  }
  if (any) TRY(give(tie));
  return {};
}

struct Pair {
  std::int64_t a, b;
  bool operator==(const Pair&) const = default;
};
struct PairHash {
  std::size_t operator()(const Pair& p) const {
    const auto mix = static_cast<std::uint64_t>(p.a) * 0x9E3779B97F4A7C15u ^ static_cast<std::uint64_t>(p.b);
    return static_cast<std::size_t>(mix * 0xD6E8FEB86659FD93u >> 16);
  }
};

// Counts letters into ties: rows of one letter are gathered, then each sender is tied to each recipient once.
class Counter {
 public:
  explicit Counter(std::optional<std::int64_t> about) : about_(about) {}

  void add(std::int64_t document, std::optional<std::int64_t> date, int role, std::int64_t entity) {
    if (document != document_) finish();
    document_ = document, date_ = date;
    if (role == kFrom)
      senders_.push_back(entity);
    else
      recipients_.emplace_back(role, entity);
  }

  std::vector<Tie> take() {
    finish();
    std::vector<Tie> out;
    out.reserve(ties_.size());
    for (auto& [pair, tie] : ties_) out.push_back(tie);
    std::sort(out.begin(), out.end(),
              [](const Tie& x, const Tie& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    return out;
  }

 private:
  template <class T>
  static void make_unique(std::vector<T>& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }

  void finish() {
    make_unique(senders_);
    make_unique(recipients_);
    // As the stored ties: without a bound a hostile header would cost senders x recipients.
    if (senders_.size() > kMaxWriters) senders_.resize(kMaxWriters);
    for (const std::int64_t a : senders_)
      for (const auto& [role, b] : recipients_) {
        if (a == b || (about_ && a != *about_ && b != *about_)) continue;
        Tie& tie = ties_[{a, b}];
        tie.a = a, tie.b = b;
        ++(role == kCc ? tie.cc : role == kBcc ? tie.bcc : tie.to);
        widen(tie, date_, date_);
      }
    senders_.clear();
    recipients_.clear();
  }

  std::optional<std::int64_t> about_;
  std::int64_t document_ = -1;
  std::optional<std::int64_t> date_;
  std::vector<std::int64_t> senders_;
  std::vector<std::pair<int, std::int64_t>> recipients_;
  std::unordered_map<Pair, Tie, PairHash> ties_;
};

std::string span_condition(const Span& span) {
  std::string sql;
  if (span.since) sql += " AND d.date >= " + std::to_string(*span.since);
  if (span.until) sql += " AND d.date < " + std::to_string(*span.until);
  return sql;
}

// parties.id -> entities.id, asked for once: a join per participant costs twice as much.
Result<std::unordered_map<std::int64_t, std::int64_t>> entity_of_parties(const Db& db) {
  std::unordered_map<std::int64_t, std::int64_t> found;
  Statement rows = TRY(db.prepare("SELECT id, entity FROM parties WHERE entity IS NOT NULL"));
  while (TRY(rows.step())) found.emplace(rows.integer(0), rows.integer(1));
  return found;
}

std::string hex_of(std::string_view bytes) {
  return hex(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

}  // namespace

Result<void> each_tie(const Db& db, const EachTie& give) {
  Statement rows = TRY(db.prepare("SELECT a, b, kind, count, first, last FROM ties ORDER BY a, b, kind"));
  return join_kinds(rows, give);
}

Result<std::vector<Tie>> ties_of(const Db& db, std::int64_t entity) {
  std::vector<Tie> found;
  const auto keep = [&](const Tie& tie) -> Result<bool> {
    found.push_back(tie);
    return true;
  };
  Statement sent =
      TRY(db.prepare("SELECT a, b, kind, count, first, last FROM ties WHERE a = ? ORDER BY b, kind"));
  sent.bind(1, entity);
  TRY(join_kinds(sent, keep));
  Statement received = TRY(db.prepare(
      "SELECT a, b, kind, count, first, last FROM ties WHERE b = ?1 AND a <> ?1 ORDER BY a, kind"));
  received.bind(1, entity);
  TRY(join_kinds(received, keep));
  return found;
}

Result<std::vector<Tie>> ties_within(const Db& db, const Span& span, std::optional<std::int64_t> about) {
  Counter counter(about);
  const auto entities = TRY(entity_of_parties(db));
  const auto take = [&](Statement& rows) -> Result<void> {
    while (TRY(rows.step())) {
      const auto entity = entities.find(rows.integer(3));
      if (entity != entities.end())
        counter.add(rows.integer(0), rows.integer_or_null(1), static_cast<int>(rows.integer(2)),
                    entity->second);
    }
    return {};
  };
  if (about) {
    const auto letters = TRY(letters_of(db, TRY(parties_of(db, *about)), span));
    Statement rows = TRY(db.prepare(
        "SELECT d.id, d.date, r.role, r.party FROM documents d CROSS JOIN participants r ON r.document = d.id"
        " WHERE d.id = ? AND r.role BETWEEN 1 AND 4"));
    for (const std::int64_t letter : letters) {
      rows.bind(1, letter);
      TRY(take(rows));
    }
  } else {
    // CROSS JOIN keeps documents outermost, so that the rows of one letter lie next to each other.
    Statement rows = TRY(db.prepare(
        "SELECT d.id, d.date, r.role, r.party FROM documents d CROSS JOIN participants r ON r.document = d.id"
        " WHERE d.message = d.id AND r.role BETWEEN 1 AND 4" +
        span_condition(span)));
    TRY(take(rows));
  }
  return counter.take();
}

Result<Label> label_of(const Db& db, std::int64_t entity) {
  std::vector<Label> found = TRY(labels_of(db, {entity}));
  if (found.empty())
    return Error{Code::not_found, "no entity " + std::to_string(entity) + " in the case", {}, {}};
  return std::move(found.front());
}

Result<std::vector<Label>> labels_of(const Db& db, const std::vector<std::int64_t>& entities) {
  std::vector<Label> found;
  Statement row = TRY(db.prepare("SELECT id, key, type, name FROM entities WHERE id = ?"));
  for (const std::int64_t entity : entities) {
    row.bind(1, entity);
    if (!TRY(row.step())) continue;
    found.push_back({row.integer(0), row.string(1), row.string(2), row.string(3)});
    row.reset();
  }
  return found;
}

Result<std::vector<Label>> all_labels(const Db& db) {
  std::vector<Label> found;
  Statement rows = TRY(db.prepare("SELECT id, key, type, name FROM entities"));
  while (TRY(rows.step())) found.push_back({rows.integer(0), rows.string(1), rows.string(2), rows.string(3)});
  std::sort(found.begin(), found.end(), [](const Label& x, const Label& y) { return x.key < y.key; });
  return found;
}

Result<std::vector<std::int64_t>> parties_of(const Db& db, std::int64_t entity) {
  std::vector<std::int64_t> found;
  Statement rows = TRY(db.prepare("SELECT id FROM parties WHERE entity = ? ORDER BY id"));
  rows.bind(1, entity);
  while (TRY(rows.step())) found.push_back(rows.integer(0));
  return found;
}

Result<std::vector<std::int64_t>> letters_of(const Db& db, const std::vector<std::int64_t>& parties,
                                             const Span& span) {
  struct Dated {
    bool undated;
    std::int64_t date, row;
    auto operator<=>(const Dated&) const = default;
  };
  std::vector<Dated> dated;
  Statement rows = TRY(db.prepare(
      "SELECT DISTINCT d.id, d.date FROM participants r CROSS JOIN documents d ON d.id = r.document"
      " WHERE r.party = ? AND d.message = d.id" +
      span_condition(span)));
  for (const std::int64_t party : parties) {
    rows.bind(1, party);
    while (TRY(rows.step())) dated.push_back({rows.is_null(1), rows.integer(1), rows.integer(0)});
  }
  std::sort(dated.begin(), dated.end());
  dated.erase(std::unique(dated.begin(), dated.end()), dated.end());
  std::vector<std::int64_t> found;
  found.reserve(dated.size());
  for (const Dated& d : dated) found.push_back(d.row);
  return found;
}

Result<std::optional<Sample>> sample_letter(const Db& db, std::int64_t a, std::int64_t b, const Span& span) {
  const auto count_letters = [&](std::int64_t entity) -> Result<std::int64_t> {
    Statement row = TRY(db.prepare("SELECT sent + received FROM entities WHERE id = ?"));
    row.bind(1, entity);
    return TRY(row.step()) ? row.integer(0) : std::int64_t{0};
  };
  // Walks the letters of the one who has fewer of them.
  if (TRY(count_letters(b)) < TRY(count_letters(a))) std::swap(a, b);
  const auto letters = TRY(letters_of(db, TRY(parties_of(db, a)), span));
  Statement roles =
      TRY(db.prepare("SELECT r.role, p.entity FROM participants r JOIN parties p ON p.id = r.party"
                     " WHERE r.document = ?1 AND r.role BETWEEN 1 AND 4 AND p.entity IN (?2, ?3)"));
  for (const std::int64_t letter : letters) {
    bool a_sent = false, a_received = false, b_sent = false, b_received = false;
    roles.bind(1, letter).bind(2, a).bind(3, b);
    while (TRY(roles.step())) {
      const bool sent = roles.integer(0) == kFrom;
      if (roles.integer(1) == a)
        (sent ? a_sent : a_received) = true;
      else
        (sent ? b_sent : b_received) = true;
    }
    if (!(a_sent && b_received) && !(b_sent && a_received)) continue;
    Statement row = TRY(db.prepare("SELECT sha256, date, subject FROM documents WHERE id = ?"));
    row.bind(1, letter);
    if (!TRY(row.step())) break;
    return std::optional(Sample{hex_of(row.text(0)), row.integer_or_null(1), row.string(2)});
  }
  return std::optional<Sample>();
}

}  // namespace clew::store
