#include "store/text_sizes.h"

#include <algorithm>
#include <utility>

#include "store/case.h"
#include "store/index_run.h"

namespace clew::store {
namespace {

// A block: the sizes of texts block * kTexts and those that follow, 2 bytes each, low byte first. kAsk: the
// index knows, since there is no such text or it is too long for two bytes.
constexpr std::int64_t kTexts = 32'768;
constexpr std::uint64_t kAsk = 0xFFFF;

std::uint64_t words_of(std::string_view size) { return take_varint(size); }

}  // namespace

Result<TextSizes> TextSizes::open(const Db& db) {
  TextSizes sizes(TRY(db.prepare("SELECT sizes FROM text_sizes WHERE id = ?")),
                  TRY(db.prepare("SELECT sz FROM words_docsize WHERE id = ?")));
  sizes.fresh_ =
      TRY(db.number("SELECT value = 'fresh' FROM properties WHERE name = 'derived'")).value_or(0) != 0;
  return sizes;
}

Result<std::optional<std::uint64_t>> TextSizes::words(std::int64_t row) {
  using Answer = std::optional<std::uint64_t>;
  if (fresh_ && row > 0 && row < kFirstChunk) {
    if (const std::int64_t block = row / kTexts; block != loaded_) {
      block_.bind(1, block);
      sizes_ = TRY(block_.step()) ? block_.string(0) : std::string();
      block_.reset();
      loaded_ = block;
    }
    if (const auto at = static_cast<std::size_t>(row % kTexts) * 2; at + 2 <= sizes_.size()) {
      const std::uint64_t words = static_cast<unsigned char>(sizes_[at]) |
                                  std::uint64_t{static_cast<unsigned char>(sizes_[at + 1])} << 8;
      if (words != kAsk) return Answer(words);
    }
  }
  size_.bind(1, row);
  Answer words;
  if (TRY(size_.step())) words = words_of(size_.text(0));
  size_.reset();
  return words;
}

Result<void> list_text_sizes(const Db& db) {
  TRY(db.execute("DELETE FROM text_sizes"));
  Statement all = TRY(db.prepare("SELECT id, sz FROM words_docsize WHERE id BETWEEN 1 AND ? ORDER BY id"));
  Statement insert = TRY(db.prepare("INSERT INTO text_sizes VALUES (?, ?)"));
  std::int64_t block = 0;
  std::string sizes;
  const auto put = [&]() -> Result<void> {
    if (sizes.empty()) return {};
    return insert.bind(1, block).bind_blob(2, sizes).run();
  };
  all.bind(1, kFirstChunk - 1);
  while (TRY(all.step())) {
    const std::int64_t text = all.integer(0);
    if (text / kTexts != block) {
      TRY(put());
      sizes.clear();
      block = text / kTexts;
    }
    const std::uint64_t words = std::min(words_of(all.text(1)), kAsk);
    sizes.resize(static_cast<std::size_t>(text % kTexts) * 2, '\xFF');  // texts between have no row
    sizes.push_back(static_cast<char>(words & 0xFF));
    sizes.push_back(static_cast<char>(words >> 8));
  }
  return put();
}

}  // namespace clew::store
