#include "store/names.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "base/digest.h"
#include "store/index_run.h"
#include "store/people.h"

namespace clew::store {
namespace {

/// Pairs of entity and text held in memory at a time (8 bytes each).
constexpr std::size_t kPairs = 8 << 20;
constexpr std::int64_t kMostTexts = std::numeric_limits<std::uint32_t>::max();

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

Result<void> load_names(const Db& db, NamedTexts& to) {
  Statement rows = TRY(db.prepare("SELECT id, type, shown FROM names ORDER BY id"));
  while (TRY(rows.step())) {
    TextName name;
    name.id = rows.integer(0);
    const auto type = model::mention_type(rows.text(1));
    if (!type) return Error{Code::corrupt, "a name of no known type", {}, "run clew verify"};
    name.type = *type;
    name.shown = rows.string(2);
    to.names.push_back(std::move(name));
  }
  return {};
}

Result<std::uint32_t> text_number(std::int64_t row) {
  if (row < 0 || row > kMostTexts)
    return Error{Code::corrupt, "impossible row numbers", {}, "run clew verify"};
  return static_cast<std::uint32_t>(row);
}

/// Fills passages and uses; gives where each passage is at home in its text.
Result<std::vector<std::int64_t>> load_uses(const Db& db, NamedTexts& to) {
  std::vector<std::int64_t> starts;
  Statement rows = TRY(
      db.prepare("SELECT m.passage, m.name, m.confidence, p.text, p.start FROM mentions m JOIN passages p "
                 "ON p.id = m.passage WHERE m.name IS NOT NULL ORDER BY m.passage"));
  const auto close = [&] {
    if (to.passages.empty()) return;
    NamedTexts::Passage& passage = to.passages.back();
    const auto begin = to.uses.begin() + passage.begin;
    std::sort(begin, to.uses.end());
    to.uses.erase(std::unique(begin, to.uses.end()), to.uses.end());
    passage.end = static_cast<std::uint32_t>(to.uses.size());
    for (const std::uint32_t name : to.names_of(passage)) ++to.names[name].passages;
  };
  while (TRY(rows.step())) {
    const std::int64_t id = rows.integer(1);
    const auto name = std::lower_bound(to.names.begin(), to.names.end(), id,
                                       [](const TextName& n, std::int64_t wanted) { return n.id < wanted; });
    if (name == to.names.end() || name->id != id) continue;
    if (to.passages.empty() || to.passages.back().id != rows.integer(0)) {
      close();
      const auto begin = static_cast<std::uint32_t>(to.uses.size());
      to.passages.push_back({rows.integer(0), TRY(text_number(rows.integer(3))), begin, begin});
      starts.push_back(rows.integer(4));
    }
    name->confidence = std::max(name->confidence, rows.real(2));
    to.uses.push_back(static_cast<std::uint32_t>(name - to.names.begin()));
  }
  close();
  return starts;
}

/// Numbers of passages by their ids: open addressing, ids being hashes already.
class PassageTable {
 public:
  explicit PassageTable(const std::vector<NamedTexts::Passage>& passages) : passages_(passages) {
    std::size_t size = 4;
    while (size < passages.size() * 2) size *= 2;
    slots_.assign(size, 0);
    for (std::uint32_t i = 0; i < passages.size(); ++i) {
      std::size_t at = slot(passages[i].id);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = i + 1;
    }
  }
  std::optional<std::uint32_t> find(std::int64_t id) const {
    for (std::size_t at = slot(id); slots_[at] != 0; at = (at + 1) & (slots_.size() - 1))
      if (passages_[slots_[at] - 1].id == id) return slots_[at] - 1;
    return std::nullopt;
  }

 private:
  std::size_t slot(std::int64_t id) const {
    return (static_cast<std::uint64_t>(id) * 0x9E3779B97F4A7C15 >> 20) & (slots_.size() - 1);
  }
  const std::vector<NamedTexts::Passage>& passages_;
  std::vector<std::uint32_t> slots_;
};

Result<void> load_places(const Db& db, const std::vector<std::int64_t>& starts, NamedTexts& to) {
  if (to.passages.empty()) return {};
  const PassageTable table(to.passages);
  Statement rows = TRY(db.prepare("SELECT text, start, passage FROM occurrences ORDER BY text, start"));
  while (TRY(rows.step())) {
    const auto passage = table.find(rows.integer(2));
    if (!passage) continue;
    const std::uint32_t text = TRY(text_number(rows.integer(0)));
    to.places.push_back(
        {text, *passage, to.passages[*passage].text == text && starts[*passage] == rows.integer(1)});
  }
  return {};
}

Result<void> load_dates(const Db& db, NamedTexts& to) {
  const std::int64_t last = TRY(db.number("SELECT max(id) FROM texts")).value_or(0);
  const std::int64_t rows = TRY(db.number("SELECT count(*) FROM texts")).value_or(0);
  if (last < 0 || last / 64 > rows + (1 << 20))
    return Error{Code::corrupt, "the rows of texts are numbered too sparsely", {}, {}};
  to.dates.assign(static_cast<std::size_t>(last) + 1, NamedTexts::kNoDate);
  Statement dated =
      TRY(db.prepare("SELECT text, date FROM documents WHERE text IS NOT NULL AND date IS NOT NULL"));
  while (TRY(dated.step())) {
    const std::int64_t text = dated.integer(0);
    if (text < 0 || text > last) continue;
    std::int64_t& date = to.dates[static_cast<std::size_t>(text)];
    if (date == NamedTexts::kNoDate || dated.integer(1) < date) date = dated.integer(1);
  }
  return {};
}

/// Which entity a name is in a passage. Ask in the order of passages, then names.
class Meaning {
 public:
  explicit Meaning(const ResolvedNames& names) : names_(names), link_(names.links.begin()) {}
  std::uint32_t entity(std::uint32_t passage, std::uint32_t name) {
    const NameLink wanted{passage, name, 0};
    while (link_ != names_.links.end() && *link_ < wanted) ++link_;
    const bool linked = link_ != names_.links.end() && link_->passage == passage && link_->name == name;
    return names_.entity_of_name[linked ? link_->means : name];
  }

 private:
  const ResolvedNames& names_;
  std::span<const NameLink>::iterator link_;
};

/// By passage: the entities that it names, each once.
struct PassageEntities {
  std::vector<std::uint32_t> begin, entities;

  PassageEntities(const NamedTexts& texts, const ResolvedNames& names) {
    Meaning meaning(names);
    begin.push_back(0);
    for (std::uint32_t p = 0; p < texts.passages.size(); ++p) {
      for (const std::uint32_t name : texts.names_of(texts.passages[p]))
        if (const std::uint32_t entity = meaning.entity(p, name); entity != kNoEntity)
          entities.push_back(entity);
      const auto from = entities.begin() + begin.back();
      std::sort(from, entities.end());
      entities.erase(std::unique(from, entities.end()), entities.end());
      begin.push_back(static_cast<std::uint32_t>(entities.size()));
    }
  }
  std::span<const std::uint32_t> of(std::uint32_t passage) const {
    return std::span(entities).subspan(begin[passage], begin[passage + 1] - begin[passage]);
  }
};

std::string packed(std::span<const std::pair<std::uint32_t, std::uint32_t>> texts) {
  std::string out;
  std::uint32_t last = 0;
  for (const auto& [entity, text] : texts) {
    append_varint(out, text - last);
    last = text;
  }
  return out;
}

/// The table `named`, some entities at a time.
Result<void> write_named(const Db& db, const NamedTexts& texts, const PassageEntities& in,
                         std::span<const NamedCount> counts) {
  std::vector<std::uint32_t> sizes(counts.size(), 0);
  for (const NamedTexts::Place& place : texts.places)
    for (const std::uint32_t entity : in.of(place.passage)) ++sizes[entity];
  Statement insert = TRY(db.prepare("INSERT INTO named VALUES (?, ?, ?)"));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t from = 0, to = 0; from < counts.size(); from = to) {
    for (std::size_t sum = 0; to < counts.size() && (to == from || sum + sizes[to] <= kPairs); ++to)
      sum += sizes[to];
    pairs.clear();
    for (const NamedTexts::Place& place : texts.places)
      for (const std::uint32_t entity : in.of(place.passage))
        if (entity >= from && entity < to) pairs.emplace_back(entity, place.text);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (std::size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
      const std::uint32_t entity = pairs[begin].first;
      while (end < pairs.size() && pairs[end].first == entity) ++end;
      const std::string blob = packed(std::span(pairs).subspan(begin, end - begin));
      insert.bind(1, std::int64_t{entity} + 1)
          .bind(2, std::int64_t{counts[entity].passages})
          .bind_blob(3, blob);
      TRY(insert.run());
    }
  }
  return {};
}

/// Where entity or reason differ from what stands there.
Result<void> update_names(const Db& db, const NamedTexts& texts, const ResolvedNames& resolved) {
  struct Row {
    std::optional<std::int64_t> entity;
    std::string reason;
    auto operator<=>(const Row&) const = default;
  };
  std::vector<Row> before;
  before.reserve(texts.names.size());
  Statement rows = TRY(db.prepare("SELECT entity, reason FROM names ORDER BY id"));
  while (TRY(rows.step())) before.push_back({rows.integer_or_null(0), rows.string(1)});
  Statement update = TRY(db.prepare("UPDATE names SET entity = ?, reason = ? WHERE id = ?"));
  Statement drop = TRY(db.prepare("DELETE FROM names WHERE id = ?"));
  for (std::uint32_t i = 0; i < texts.names.size() && i < before.size(); ++i) {
    const TextName& name = texts.names[i];
    if (name.passages == 0) {
      TRY(drop.bind(1, name.id).run());
      continue;
    }
    Row now;
    if (const std::uint32_t entity = resolved.entity_of_name[i]; entity != kNoEntity) {
      now.entity = std::int64_t{entity} + 1;
      now.reason = resolved.reason(i);
    }
    if (now == before[i]) continue;
    update.bind(1, now.entity).bind_text_or_null(2, now.reason).bind(3, name.id);
    TRY(update.run());
  }
  return {};
}

}  // namespace

std::string spelling_of(std::string_view words) {
  std::string out;
  bool line_start = false;
  for (const char c : words) {
    if (is_blank(c)) {
      line_start |= c == '\n';
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (!(line_start && c == '>')) {
      line_start = false;
      out += c;
    }
    if (out.size() > kMostNameBytes) return {};
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::int64_t name_id(std::string_view type, std::string_view spelling) {
  std::string key(type);
  key += '\0';
  key += spelling;
  const Sha256 digest = sha256(key);
  std::uint64_t id = 0;
  for (std::size_t i = 0; i < 8; ++i) id = id << 8 | digest[i];
  return static_cast<std::int64_t>(id);
}

Result<NamedTexts> load_named_texts(const Db& db) {
  NamedTexts texts;
  TRY(load_names(db, texts));
  const auto starts = TRY(load_uses(db, texts));
  TRY(load_places(db, starts, texts));
  TRY(load_dates(db, texts));
  return texts;
}

std::vector<NamedCount> count_named(const NamedTexts& texts, const ResolvedNames& names,
                                    std::size_t entities) {
  std::vector<NamedCount> counts(entities);
  const PassageEntities in(texts, names);
  for (std::uint32_t p = 0; p < texts.passages.size(); ++p) {
    const std::uint32_t text = texts.passages[p].text;
    const std::int64_t date = text < texts.dates.size() ? texts.dates[text] : NamedTexts::kNoDate;
    for (const std::uint32_t entity : in.of(p)) {
      NamedCount& count = counts[entity];
      ++count.passages;
      if (date == NamedTexts::kNoDate) continue;
      count.first = std::min(count.first.value_or(date), date);
      count.last = std::max(count.last.value_or(date), date);
    }
  }
  return counts;
}

Result<void> write_names(const Db& db, const NamedTexts& texts, const ResolvedNames& names,
                         std::span<const NamedCount> counts) {
  TRY(db.execute("DELETE FROM name_links; DELETE FROM named"));
  TRY(update_names(db, texts, names));
  Statement link = TRY(db.prepare("INSERT INTO name_links VALUES (?, ?, ?)"));
  // By number of passage is by its id, and so for names: both lists are in that order.
  for (const NameLink& l : names.links)
    TRY(link.bind(1, texts.passages[l.passage].id)
            .bind(2, texts.names[l.name].id)
            .bind(3, texts.names[l.means].id)
            .run());
  return write_named(db, texts, PassageEntities(texts, names), counts);
}

Result<std::vector<std::int64_t>> texts_naming(const Db& db, std::int64_t entity) {
  std::vector<std::int64_t> found;
  Statement row = TRY(db.prepare("SELECT texts FROM named WHERE entity = ?"));
  row.bind(1, entity);
  if (!TRY(row.step())) return found;
  std::uint64_t text = 0;
  for (std::string_view rest = row.text(0); !rest.empty();) {
    const std::size_t before = rest.size();
    text += take_varint(rest);
    if (rest.size() == before || text > static_cast<std::uint64_t>(kMostTexts))
      return Error{
          Code::corrupt, "the list of texts that name an entity cannot be read", {}, "run clew verify"};
    found.push_back(static_cast<std::int64_t>(text));
  }
  return found;
}

}  // namespace clew::store
