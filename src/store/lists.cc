#include "store/lists.h"

#include <algorithm>

#include "base/digest.h"

namespace clew::store {
namespace {

// Walks a table of an entry's parts beside the entries, both in the order of the entries.
class Parts {
 public:
  static Result<Parts> open(const Db& db, std::string_view columns, std::string_view table,
                            std::int64_t list) {
    Statement rows =
        TRY(db.prepare("SELECT p.entry, " + std::string(columns) + " FROM list_entries e JOIN " +
                       std::string(table) + " p ON p.entry = e.id WHERE e.list = ? ORDER BY p.entry, p.seq"));
    rows.bind(1, list);
    Parts out(std::move(rows));
    out.more_ = TRY(out.rows_.step());
    return out;
  }
  /// Calls `visit` for each row of this entry.
  template <class Visit>
  Result<void> of(std::int64_t entry, Visit visit) {
    while (more_ && rows_.integer(0) == entry) {
      visit(rows_);
      more_ = TRY(rows_.step());
    }
    return {};
  }

 private:
  explicit Parts(Statement rows) : rows_(std::move(rows)) {}
  Statement rows_;
  bool more_ = false;
};

}  // namespace

Result<std::vector<StoredList>> current_lists(const Db& db) {
  std::vector<StoredList> out;
  Statement rows = TRY(db.prepare(
      "SELECT l.id, l.name, l.part, l.format, coalesce(l.date, ''), l.version, l.entries, l.names, "
      "lower(hex(d.sha256)), coalesce((SELECT fo.path || fi.name FROM places pl JOIN files fi ON fi.id = "
      "pl.file "
      "JOIN folders fo ON fo.id = fi.folder WHERE pl.document = d.id LIMIT 1), '') "
      "FROM lists l JOIN documents d ON d.id = l.document WHERE l.complete ORDER BY l.id"));
  while (TRY(rows.step())) {
    StoredList one;
    one.id = rows.integer(0);
    one.info.name = rows.text(1);
    one.info.part = rows.text(2);
    one.info.format = rows.text(3);
    one.info.date = rows.text(4);
    one.number = rows.integer(5);
    one.info.entries = static_cast<std::uint64_t>(rows.integer(6));
    one.info.names = static_cast<std::uint64_t>(rows.integer(7));
    one.document = rows.text(8);
    one.path = rows.text(9);
    const auto same = std::find_if(out.begin(), out.end(), [&](const StoredList& known) {
      return known.info.name == one.info.name && known.info.part == one.info.part;
    });
    if (same == out.end())
      out.push_back(std::move(one));
    else if (one.info.date >= same->info.date)
      *same = std::move(one);
  }
  return out;
}

Result<void> each_list_entry(const Db& db, std::int64_t list,
                             const std::function<Result<void>(model::ListEntry&&)>& give) {
  Statement rows = TRY(db.prepare(
      "SELECT id, entry, kind, listed, supplement, line FROM list_entries WHERE list = ? ORDER BY id"));
  Parts names = TRY(Parts::open(db, "p.name, p.kind", "list_names", list));
  Parts details = TRY(Parts::open(db, "p.what, p.value, p.note", "list_details", list));
  Parts relations = TRY(Parts::open(db, "p.tie, p.other, p.name, p.share, p.words", "list_relations", list));
  rows.bind(1, list);
  while (TRY(rows.step())) {
    const std::int64_t id = rows.integer(0);
    model::ListEntry entry;
    entry.id = rows.text(1);
    entry.kind = model::listed_kind(rows.text(2)).value_or(model::ListedKind::unknown);
    entry.listed = rows.integer(3) != 0;
    entry.supplement = rows.integer(4) != 0;
    entry.line = static_cast<std::uint64_t>(rows.integer(5));
    TRY(names.of(id, [&](const Statement& row) {
      entry.names.push_back(
          {row.string(1), model::list_name_kind(row.text(2)).value_or(model::ListNameKind::alias)});
    }));
    TRY(details.of(id, [&](const Statement& row) {
      entry.details.push_back({model::list_detail_kind(row.text(1)).value_or(model::ListDetailKind::remark),
                               row.string(2), row.string(3)});
    }));
    TRY(relations.of(id, [&](const Statement& row) {
      entry.relations.push_back({model::list_tie(row.text(1)).value_or(model::ListTie::linked), row.string(2),
                                 row.string(3), row.is_null(4) ? -1 : row.real(4), row.string(5)});
    }));
    TRY(give(std::move(entry)));
  }
  return {};
}

Result<std::int64_t> add_verdict(const Db& db, const Verdict& v) {
  Statement insert = TRY(db.prepare(
      "INSERT INTO screen_decisions(hit, verdict, note, subject, list, version, entry, listed_name) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  int index = 0;
  for (const std::string* text :
       {&v.hit, &v.verdict, &v.note, &v.subject, &v.list, &v.version, &v.entry, &v.listed_name})
    insert.bind(++index, *text);
  TRY(insert.run());
  return db.last_row();
}

Result<std::map<std::string, Verdict>> last_verdicts(const Db& db) {
  std::map<std::string, Verdict> out;
  Statement rows =
      TRY(db.prepare("SELECT hit, verdict, note, subject, list, version, entry, listed_name FROM "
                     "screen_decisions ORDER BY id"));
  while (TRY(rows.step())) {
    Verdict v;
    int column = 0;
    for (std::string* text :
         {&v.hit, &v.verdict, &v.note, &v.subject, &v.list, &v.version, &v.entry, &v.listed_name})
      *text = rows.text(column++);
    std::string hit = v.hit;
    out.insert_or_assign(std::move(hit), std::move(v));
  }
  return out;
}

Result<std::map<std::string, std::string>> last_screening(const Db& db) {
  std::map<std::string, std::string> out;
  Statement rows = TRY(db.prepare("SELECT hit, statement FROM screened"));
  while (TRY(rows.step())) out.emplace(rows.string(0), rows.string(1));
  return out;
}

Result<void> put_screening(const Db& db, const std::map<std::string, std::string>& hits) {
  TRY(db.execute("BEGIN IMMEDIATE; DELETE FROM screened"));
  Statement insert = TRY(db.prepare("INSERT INTO screened VALUES (?, ?)"));
  for (const auto& [hit, statement] : hits) TRY(insert.bind(1, hit).bind(2, statement).run());
  return db.execute("COMMIT");
}

Result<std::vector<std::int64_t>> letters_with_name(const Db& db, std::int64_t entity, std::string_view name,
                                                    std::size_t most) {
  Statement rows =
      TRY(db.prepare("SELECT DISTINCT r.document FROM parties p JOIN participants r ON r.party = p.id JOIN "
                     "documents d ON d.id = "
                     "r.document WHERE p.entity = ? AND p.name = ? ORDER BY d.date, d.id LIMIT ?"));
  rows.bind(1, entity).bind(2, name).bind(3, static_cast<std::int64_t>(most));
  std::vector<std::int64_t> out;
  while (TRY(rows.step())) out.push_back(rows.integer(0));
  return out;
}

Result<void> each_name_in_text(const Db& db, const std::function<Result<void>(const NameInText&)>& give) {
  Statement rows =
      TRY(db.prepare("SELECT m.type, p.text, p.start + m.start, p.start + m.\"end\" FROM mentions m JOIN "
                     "passages p ON p.id = "
                     "m.passage WHERE m.type IN ('person', 'org') ORDER BY p.text, 3"));
  Statement whole = TRY(db.prepare("SELECT content FROM texts WHERE id = ?"));
  Statement chunk = TRY(db.prepare(
      "SELECT start, content FROM chunks WHERE text = ?1 AND id BETWEEN (SELECT first_chunk FROM texts WHERE "
      "id = "
      "?1) AND (SELECT last_chunk FROM texts WHERE id = ?1) AND start <= ?2 ORDER BY id DESC LIMIT 1"));
  std::int64_t loaded = 0;
  std::string content;
  bool is_long = false;
  while (TRY(rows.step())) {
    NameInText one;
    one.text = rows.integer(1);
    one.start = static_cast<std::uint64_t>(rows.integer(2));
    one.end = static_cast<std::uint64_t>(rows.integer(3));
    if (one.text != loaded) {
      whole.bind(1, one.text);
      is_long = true;
      if (TRY(whole.step())) {
        is_long = whole.is_null(0);
        content = whole.text(0);
        whole.reset();
      }
      loaded = one.text;
    }
    std::uint64_t base = 0;
    if (is_long) {
      chunk.bind(1, one.text).bind(2, static_cast<std::int64_t>(one.start));
      content.clear();
      if (TRY(chunk.step())) {
        base = static_cast<std::uint64_t>(chunk.integer(0));
        content = chunk.text(1);
        chunk.reset();
      }
    }
    if (one.end < one.start || one.start < base || one.end - base > content.size()) continue;
    const std::string type(rows.text(0));
    one.type = type;
    one.words = std::string_view(content).substr(one.start - base, one.end - one.start);
    TRY(give(one));
  }
  return {};
}

}  // namespace clew::store
