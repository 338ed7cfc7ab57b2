#include "view/naming.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "base/utf8.h"
#include "store/names.h"

namespace clew::view {
namespace {

constexpr std::size_t kQuoteBytes = 600, kAround = 250;

struct TextOf {
  std::optional<std::int64_t> date;
  std::int64_t document = 0, text = 0;
};

/// The documents whose texts name it, newest first, those without a date last.
Result<std::vector<TextOf>> newest_texts(const store::Db& db, std::int64_t entity) {
  std::vector<TextOf> texts;
  store::Statement document = TRY(
      db.prepare("SELECT id, date FROM documents WHERE text = ? ORDER BY date IS NULL, date, id LIMIT 1"));
  for (const std::int64_t text : TRY(store::texts_naming(db, entity))) {
    document.bind(1, text);
    if (!TRY(document.step())) continue;
    texts.push_back({document.integer_or_null(1), document.integer(0), text});
    document.reset();
  }
  std::sort(texts.begin(), texts.end(), [](const TextOf& a, const TextOf& b) {
    if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
    return a.date != b.date ? *a.date > *b.date : a.document < b.document;
  });
  return texts;
}

struct Span {
  std::uint64_t start = 0, end = 0;
};

Naming quoted(const std::string& passage, std::uint64_t start, Span name) {
  Naming out;
  std::size_t from = 0, to = passage.size();
  const std::size_t name_start = name.start - start, name_end = name.end - start;
  if (passage.size() > kQuoteBytes) {
    from = floor_boundary(passage, name_start > kAround ? name_start - kAround : 0);
    to = floor_boundary(passage, std::min(passage.size(), name_end + kAround));
  }
  out.start = start + from;
  out.end = start + to;
  out.quote = passage.substr(from, to - from);
  out.name_start = name_start - from;
  out.name_end = name_end - from;
  return out;
}

}  // namespace

Result<std::vector<Naming>> passages_naming(const store::Db& db, store::DocumentReader& reader,
                                            const store::StoredEntity& entity, std::size_t most) {
  std::vector<Naming> found;
  std::set<std::uint64_t> seen;
  for (const TextOf& text : TRY(newest_texts(db, entity.id))) {
    if (found.size() >= most) break;
    std::vector<Span> names;
    TRY(reader.each_mention(text.text, [&](const store::StoredMention& mention) -> Result<bool> {
      if (mention.entity == entity.key && model::may_be_entity(mention.type))
        names.push_back({mention.start, mention.end});
      return names.size() < most * 10;
    }));
    auto name = names.begin();
    TRY(reader.each_passage(text.text, [&](const model::Passage& passage) -> Result<bool> {
      while (name != names.end() && name->start < passage.start) ++name;
      if (name == names.end() || found.size() >= most) return false;
      if (name->end > passage.end || !seen.insert(passage.id).second) return true;
      const std::string words = TRY(reader.text(text.text, passage.start, passage.end));
      if (name->end - passage.start > words.size()) return true;
      Naming naming = quoted(words, passage.start, *name);
      naming.document = TRY(reader.load_head(text.document));
      found.push_back(std::move(naming));
      return true;
    }));
  }
  return found;
}

}  // namespace clew::view
