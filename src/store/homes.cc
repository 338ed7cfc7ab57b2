#include "store/homes.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "store/document_rank.h"
#include "store/savepoint.h"

namespace clew::store {
namespace {

constexpr std::size_t kBatch = 1'000'000;      // places settled at a time
constexpr std::int64_t kMostNear = 1'000'000;  // texts ranked in one walk
constexpr std::size_t kCachedRanks = 100'000;
constexpr std::int64_t kNever = DocumentRank::kNever;

static_assert(sizeof(PassagePlace) == 40, "kept as it lies in memory");

class Settling {
 public:
  static Result<Settling> open(const Db& db, BulkInsert& bulk) {
    return Settling(
        db, bulk, TRY(db.prepare("SELECT \"check\", text, start FROM passages WHERE id = ?")),
        TRY(db.prepare("SELECT quoted FROM occurrences WHERE text = ? AND start = ?")),
        TRY(db.prepare(
            "SELECT date, sha256 FROM documents WHERE text = ? ORDER BY date IS NULL, date, sha256 LIMIT 1")),
        TRY(db.prepare("UPDATE passages SET text = ?, start = ? WHERE id = ?")),
        TRY(db.prepare("INSERT OR IGNORE INTO to_annotate VALUES (?)")),
        TRY(db.prepare("UPDATE occurrences SET passage = ? WHERE text = ? AND start = ?")));
  }

  /// REQUIRES: places in the order of their texts.
  Result<void> settle(std::vector<PassagePlace>& places) {
    if (!places.empty()) TRY(rank_all(places.front().text, places.back().text));
    std::sort(places.begin(), places.end(), [](const PassagePlace& a, const PassagePlace& b) {
      return std::tie(a.id, a.check, a.text, a.start) < std::tie(b.id, b.check, b.text, b.start);
    });
    TRY(look_up(places));
    for (auto first = places.begin(); first != places.end();) {
      const auto last = std::find_if(first, places.end(), [&](const auto& p) { return p.id != first->id; });
      TRY(settle_id({first, last}));
      first = last;
    }
    return bulk_.move("INSERT INTO passages SELECT c0, c1, c2, c3 FROM feed", fresh_);
  }

  // A document that came now may be earlier than those that had its text before.
  Result<void> settle_again(std::int64_t after_document, std::int64_t upto_text) {
    Statement texts = TRY(db_.prepare("SELECT DISTINCT text FROM documents WHERE id > ? AND text <= ?"));
    Statement places = TRY(db_.prepare("SELECT start, passage, quoted FROM occurrences WHERE text = ?"));
    texts.bind(1, after_document).bind(2, upto_text);
    while (TRY(texts.step())) {
      places.bind(1, texts.integer(0));
      while (TRY(places.step())) {
        const PassagePlace place{places.integer(1), 0, texts.integer(0), places.integer(0),
                                 places.integer(2)};
        if (const auto home = TRY(home_of(place.id))) TRY(compete(place.id, *home, place));
      }
    }
    return {};
  }

 private:
  struct Home {
    std::int64_t check, text, start;
  };

  Settling(const Db& db, BulkInsert& bulk, Statement passage, Statement quoted, Statement best,
           Statement move, Statement again, Statement rename)
      : db_(db),
        bulk_(bulk),
        passage_(std::move(passage)),
        quoted_(std::move(quoted)),
        best_(std::move(best)),
        move_(std::move(move)),
        again_(std::move(again)),
        rename_(std::move(rename)) {}

  // Finds the passages that have a home already, in one walk through the table.
  Result<void> look_up(std::span<const PassagePlace> places) {
    known_.clear();
    if (TRY(db_.number("SELECT 1 FROM passages LIMIT 1")).value_or(0) == 0) return {};
    Rows ids(1);
    for (std::size_t i = 0; i < places.size(); ++i)
      if (i == 0 || places[i].id != places[i - 1].id) ids.add(places[i].id);
    Statement* found = TRY(bulk_.query(
        "SELECT p.id, p.\"check\", p.text, p.start FROM feed f CROSS JOIN passages p ON p.id = f.c0", ids));
    while (TRY(found->step()))
      known_.push_back({found->integer(0), {found->integer(1), found->integer(2), found->integer(3)}});
    next_known_ = 0;
    return {};
  }

  std::optional<Home> known(std::int64_t id) {
    while (next_known_ < known_.size() && known_[next_known_].first < id) ++next_known_;
    if (next_known_ == known_.size() || known_[next_known_].first != id) return std::nullopt;
    return known_[next_known_].second;
  }

  Result<std::optional<Home>> home_of(std::int64_t id) {
    passage_.bind(1, id);
    if (!TRY(passage_.step())) return std::optional<Home>();
    const Home home{passage_.integer(0), passage_.integer(1), passage_.integer(2)};
    passage_.reset();
    return std::optional(home);
  }

  // All places with one id: one passage, unless somebody made two whose ids agree.
  Result<void> settle_id(std::span<const PassagePlace> places) {
    const std::int64_t id = places.front().id;
    const auto home = known(id);
    if (places.front().check == places.back().check && (!home || home->check == places.front().check))
      return settle_passage(id, home, places, false);
    std::vector<std::span<const PassagePlace>> passages;
    for (std::size_t from = 0, to = 0; from < places.size(); from = to) {
      while (to < places.size() && places[to].check == places[from].check) ++to;
      passages.push_back(places.subspan(from, to - from));
    }
    std::sort(passages.begin(), passages.end(), [](const auto& a, const auto& b) {
      return std::tie(a[0].text, a[0].start) < std::tie(b[0].text, b[0].start);
    });
    for (const auto& passage : passages) TRY(settle_collision(id, passage));
    return {};
  }

  // Takes the next free id. Its row is written at once: the next of them must see it.
  Result<void> settle_collision(std::int64_t id, std::span<const PassagePlace> places) {
    TRY(bulk_.move("INSERT INTO passages SELECT c0, c1, c2, c3 FROM feed", fresh_));
    auto home = TRY(home_of(id));
    while (home && home->check != places[0].check) {
      id = id == kNever ? 0 : id + 1;
      home = TRY(home_of(id));
    }
    TRY(settle_passage(id, home, places, id != places[0].id));
    return bulk_.move("INSERT INTO passages SELECT c0, c1, c2, c3 FROM feed", fresh_);
  }

  Result<void> settle_passage(std::int64_t id, const std::optional<Home>& home,
                              std::span<const PassagePlace> places, bool renamed) {
    const PassagePlace* best = &places[0];
    for (const PassagePlace& place : places.subspan(1))
      if (TRY(before(place, *best))) best = &place;
    if (renamed)
      for (const PassagePlace& place : places)
        TRY(rename_.bind(1, id).bind(2, place.text).bind(3, place.start).run());
    if (home) return compete(id, *home, *best);
    fresh_.add(id).add(best->check).add(best->text).add(best->start);
    return {};
  }

  Result<void> compete(std::int64_t id, const Home& home, const PassagePlace& place) {
    if (home.text == place.text && home.start == place.start) return {};
    PassagePlace now{id, home.check, home.text, home.start, 0};
    quoted_.bind(1, home.text).bind(2, home.start);
    if (TRY(quoted_.step())) now.quoted = quoted_.integer(0);
    quoted_.reset();
    if (!TRY(before(place, now))) return {};
    TRY(again_.bind(1, id).run());
    return move_.bind(1, place.text).bind(2, place.start).bind(3, id).run();
  }

  Result<bool> before(const PassagePlace& a, const PassagePlace& b) {
    if (a.quoted != b.quoted) return a.quoted < b.quoted;
    if (a.text == b.text) return a.start < b.start;
    const DocumentRank one = TRY(rank_of(a.text)), other = TRY(rank_of(b.text));
    if (one == other) return a.text < b.text;
    return one < other;
  }

  // One walk through the documents costs a tenth of as many looks for one.
  Result<void> rank_all(std::int64_t from, std::int64_t to) {
    near_.clear();
    if (to - from >= kMostNear) return {};
    near_from_ = from;
    near_.assign(static_cast<std::size_t>(to - from + 1), DocumentRank());
    Statement documents =
        TRY(db_.prepare("SELECT text, date, sha256 FROM documents WHERE text BETWEEN ? AND ?"));
    documents.bind(1, from).bind(2, to);
    while (TRY(documents.step())) {
      DocumentRank& best = near_[static_cast<std::size_t>(documents.integer(0) - from)];
      const DocumentRank rank = DocumentRank::of(documents, 1, 2);
      if (!best.known || rank < best) best = rank;
    }
    return {};
  }

  Result<DocumentRank> rank_of(std::int64_t text) {
    if (text >= near_from_ && text - near_from_ < static_cast<std::int64_t>(near_.size()))
      return near_[static_cast<std::size_t>(text - near_from_)];
    if (far_.size() > kCachedRanks) far_.clear();
    DocumentRank& rank = far_[text];
    if (rank.known) return rank;
    rank.known = true;
    if (!TRY(best_.bind(1, text).step())) return rank;
    rank = DocumentRank::of(best_, 0, 1);
    best_.reset();
    return rank;
  }

  const Db& db_;
  BulkInsert& bulk_;
  Statement passage_, quoted_, best_, move_, again_, rename_;
  std::vector<std::pair<std::int64_t, Home>> known_;
  std::size_t next_known_ = 0;
  Rows fresh_{4};
  std::int64_t near_from_ = 0;
  std::vector<DocumentRank> near_;  // of the texts that are settled now
  std::unordered_map<std::int64_t, DocumentRank> far_;
};

Result<std::int64_t> mark(const Db& db, const char* name) {
  return TRY(db.number("SELECT value FROM properties WHERE name = '" + std::string(name) + "'")).value_or(0);
}

// The next batch: all passages of whole rows of `unsettled`. Gives the last row taken, 0 for none.
Result<std::int64_t> gather(const Db& db, std::vector<PassagePlace>& places) {
  Statement rows = TRY(db.prepare("SELECT id, passages FROM unsettled ORDER BY id"));
  std::int64_t last = 0;
  while (places.size() < kBatch && TRY(rows.step())) {
    last = rows.integer(0);
    const std::string_view packed = rows.text(1);
    const std::size_t n = packed.size() / sizeof(PassagePlace), old = places.size();
    places.resize(old + n);
    std::memcpy(places.data() + old, packed.data(), n * sizeof(PassagePlace));
  }
  return last;
}

}  // namespace

void append_unsettled(std::string& to, const PassagePlace& place) {
  to.append(reinterpret_cast<const char*>(&place), sizeof place);
}

Result<void> settle_homes(const Db& db, BulkInsert& bulk) {
  auto settling = TRY(Settling::open(db, bulk));
  // Both marks move so that at any moment each text up to the one was settled by all documents up to the
  // other.
  TRY(as_one_change(db, [&]() -> Result<void> {
    TRY(settling.settle_again(TRY(mark(db, "settled_document")), TRY(mark(db, "settled_text"))));
    return db.execute(
        "INSERT OR REPLACE INTO properties SELECT 'settled_document', coalesce(max(id), 0) FROM documents");
  }));
  std::vector<PassagePlace> places;
  for (;;) {
    places.clear();
    const std::int64_t last = TRY(gather(db, places));
    if (last == 0) break;
    TRY(as_one_change(db, [&]() -> Result<void> {
      const std::int64_t last_text = places.empty() ? 0 : places.back().text;
      TRY(settling.settle(places));
      TRY(db.execute("DELETE FROM unsettled WHERE id <= " + std::to_string(last)));
      return db.execute("INSERT OR REPLACE INTO properties VALUES ('settled_text', " +
                        std::to_string(last_text) + ")");
    }));
  }
  return db.execute(
      "INSERT OR REPLACE INTO properties SELECT 'settled_text', coalesce(max(id), 0) FROM texts");
}

}  // namespace clew::store
