#include "annotate/name_lexicon.h"

#include <algorithm>

namespace clew::annotate {

std::size_t NameLexicon::Table::find(std::uint64_t hash) const {
  const std::uint32_t key = key_of(hash);
  for (std::size_t at = slot_of(hash, keys.size());; at = at + 1 < keys.size() ? at + 1 : 0) {
    if (keys[at] == key) return at;
    if (keys[at] == 0) return keys.size();
  }
}

bool NameLexicon::sound(const Table& table) {
  const std::size_t size = table.keys.size();
  // A free slot must exist, or a search would never end; tables are made at most three quarters full.
  return size >= 4 && size <= UINT32_MAX &&
         std::find(table.keys.begin(), table.keys.end(), 0U) != table.keys.end();
}

Result<NameLexicon> NameLexicon::open(const ModelFile& model) {
  NameLexicon lexicon;
  const auto keys = [&](const char* section, Table& table) -> Result<void> {
    auto found = model.array<std::uint32_t>(section);
    if (!found) return std::move(found).error();
    table.keys = *found;
    if (!sound(table)) return model.wrong(section, "is no table");
    return {};
  };
  for (auto [section, table] :
       {std::pair{"clusters.keys", &lexicon.clusters_}, std::pair{"lists.keys", &lexicon.lists_},
        std::pair{"phrases.keys", &lexicon.phrases_}})
    if (auto done = keys(section, *table); !done) return std::move(done).error();
  auto rows = model.array<std::uint16_t>("clusters.rows", lexicon.clusters_.keys.size() * 2);
  auto bits = model.array<std::uint16_t>("lists.bits", lexicon.lists_.keys.size());
  auto kinds = model.array<std::int8_t>("phrases.kinds", lexicon.phrases_.keys.size());
  if (!rows) return std::move(rows).error();
  if (!bits) return std::move(bits).error();
  if (!kinds) return std::move(kinds).error();
  lexicon.cluster_rows_ = *rows;
  lexicon.list_bits_ = *bits;
  lexicon.phrase_kinds_ = *kinds;
  return lexicon;
}

std::uint16_t NameLexicon::lists_of(std::uint64_t hash) const {
  const std::size_t slot = lists_.find(hash);
  return slot < list_bits_.size() ? list_bits_[slot] : std::uint16_t{0};
}

void NameLexicon::look_up(NameWord& word) const {
  std::size_t slot = clusters_.find(word.normal);
  if (slot == clusters_.keys.size() && word.stem != word.normal) slot = clusters_.find(word.stem);
  if (slot == clusters_.keys.size() && word.bare != word.normal) slot = clusters_.find(word.bare);
  if (slot < clusters_.keys.size()) {
    word.fine = cluster_rows_[slot * 2];
    const std::uint16_t packed = cluster_rows_[slot * 2 + 1];
    word.coarse = packed & 0xFF;
    word.caps = static_cast<std::uint8_t>(1 + ((packed >> 8) & 0x3F));
  }
  word.lists = lists_of(word.normal);
  const auto also = [&](std::uint64_t hash) {
    if (hash != word.normal)
      word.lists = static_cast<std::uint16_t>(word.lists | (lists_of(hash) & ~kStartsPhrase));
  };
  also(word.stem);
  also(word.bare);
}

void NameLexicon::mark_phrases(std::span<NameWord> words) const {
  for (std::size_t from = 0; from < words.size();) {
    std::size_t length = 1;
    if ((words[from].lists & kStartsPhrase) != 0) {
      std::uint64_t key = extend_phrase(0, words[from].normal);
      int kind = 0;
      const std::size_t most = std::min(kLongestPhrase, words.size() - from);
      for (std::size_t n = 2; n <= most; ++n) {
        key = extend_phrase(key, words[from + n - 1].normal);
        const std::size_t slot = phrases_.find(key);
        if (slot == phrases_.keys.size()) continue;
        length = n;
        kind = phrase_kinds_[slot];
      }
      for (std::size_t i = 0; length > 1 && i < length; ++i)
        words[from + i].phrase = static_cast<std::uint8_t>(kind * 4 + (i == 0 ? 0 : i + 1 == length ? 2 : 1));
    }
    from += length;
  }
}

}  // namespace clew::annotate
