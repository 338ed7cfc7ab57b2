#include "store/newest.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "store/index_run.h"

namespace clew::store {
namespace {

// A block: the documents of its rows (4 bytes each, low byte first), their texts, languages (1), types (1).
// Block 0 is the head: how many rows, the last document, then the names of the languages and the types: how
// many, and each with its length; numbers as varints.
constexpr std::uint64_t kBlock = 8192;
constexpr std::size_t kRowBytes = 10;
constexpr std::size_t kMostNames = 250;

Error broken() {
  return {Code::corrupt, "the list of the newest documents cannot be read", {}, "run clew verify"};
}

void put_u32(std::string& to, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) to.push_back(static_cast<char>(value >> shift & 0xFF));
}

std::uint32_t get_u32(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void put_names(std::string& to, const std::vector<std::string>& names) {
  append_varint(to, names.size());
  for (const std::string& name : names) {
    append_varint(to, name.size());
    to += name;
  }
}

bool take_names(std::string_view& from, std::vector<std::string>& names) {
  const std::uint64_t n = take_varint(from);
  for (std::uint64_t i = 0; i < n; ++i) {
    const std::uint64_t size = take_varint(from);
    if (n > kMostNames || size > from.size()) return false;
    names.emplace_back(from.substr(0, size));
    from.remove_prefix(size);
  }
  return true;
}

// Codes of names in the order of their first document.
class Names {
 public:
  std::uint8_t code(std::string_view name) {
    if (name.empty()) return 0;
    auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) at = names.insert(at, std::string(name));
    return static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(at - names.begin() + 1, kMostNames + 1));
  }
  std::vector<std::string> names;
};

struct Document {
  std::int64_t date;  // the least number: none
  std::uint32_t text, id;
  std::uint8_t language, type;
};

Result<void> put_block(Statement& insert, std::int64_t number, std::string_view bytes) {
  return insert.bind(1, number).bind_blob(2, bytes).run();
}

Result<void> write_blocks(Statement& insert, const std::vector<Document>& documents) {
  for (std::size_t first = 0; first < documents.size(); first += kBlock) {
    const std::size_t end = std::min<std::size_t>(first + kBlock, documents.size());
    std::string bytes;
    for (std::size_t i = first; i < end; ++i) put_u32(bytes, documents[i].id);
    for (std::size_t i = first; i < end; ++i) put_u32(bytes, documents[i].text);
    for (std::size_t i = first; i < end; ++i) bytes.push_back(static_cast<char>(documents[i].language));
    for (std::size_t i = first; i < end; ++i) bytes.push_back(static_cast<char>(documents[i].type));
    TRY(put_block(insert, static_cast<std::int64_t>(first / kBlock) + 1, bytes));
  }
  return {};
}

}  // namespace

std::optional<std::uint8_t> NewestList::code(const std::vector<std::string>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<std::uint8_t>(at - names.begin() + 1);
}

Result<std::optional<NewestList>> NewestList::open(const Db& db) {
  using Answer = std::optional<NewestList>;
  auto block = db.prepare("SELECT rows FROM newest WHERE id = ?");
  if (!block) return Answer();  // made before there were such lists
  NewestList list(std::move(*block));
  list.block_.bind(1, 0);
  if (!TRY(list.block_.step())) return Answer();
  const std::string head = list.block_.string(0);
  list.block_.reset();
  std::string_view rest = head;
  list.size_ = take_varint(rest);
  const std::uint64_t last = take_varint(rest);
  if (!take_names(rest, list.languages_) || !take_names(rest, list.types_)) return broken();
  if (last != static_cast<std::uint64_t>(TRY(db.number("SELECT max(id) FROM documents")).value_or(0)))
    return Answer();
  return Answer(std::move(list));
}

Result<NewestList::Row> NewestList::at(std::uint64_t index) {
  const auto number = static_cast<std::int64_t>(index / kBlock) + 1;
  if (number != loaded_) {
    block_.bind(1, number);
    rows_ = TRY(block_.step()) ? block_.string(0) : std::string();
    block_.reset();
    loaded_ = number;
  }
  const std::size_t rows = rows_.size() / kRowBytes, row = index % kBlock;
  if (row >= rows) return broken();
  return Row{get_u32(rows_, 4 * row), get_u32(rows_, 4 * (rows + row)),
             static_cast<std::uint8_t>(rows_[8 * rows + row]),
             static_cast<std::uint8_t>(rows_[9 * rows + row])};
}

Result<void> forget_newest(const Db& db) {
  return db.execute(
      "CREATE TABLE IF NOT EXISTS newest (id INTEGER PRIMARY KEY, rows BLOB NOT NULL); DELETE FROM newest");
}

Result<void> list_newest(const Db& db) {
  TRY(forget_newest(db));
  constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  std::vector<Document> documents;
  Names languages, types;
  Statement all = TRY(db.prepare("SELECT id, date, text, language, type FROM documents ORDER BY id"));
  while (TRY(all.step())) {
    const std::int64_t id = all.integer(0), text = all.integer(2);
    if (id < 0 || id > kMost || text < 0 || text > kMost) return {};
    documents.push_back({all.integer_or_null(1).value_or(std::numeric_limits<std::int64_t>::min()),
                         static_cast<std::uint32_t>(text), static_cast<std::uint32_t>(id),
                         languages.code(all.text(3)), types.code(all.text(4))});
  }
  if (languages.names.size() > kMostNames || types.names.size() > kMostNames) return {};
  std::string head;
  append_varint(head, documents.size());
  append_varint(head, documents.empty() ? 0 : documents.back().id);
  put_names(head, languages.names);
  put_names(head, types.names);
  std::sort(documents.begin(), documents.end(), [](const Document& x, const Document& y) {
    return std::tie(x.date, x.text, x.id) > std::tie(y.date, y.text, y.id);
  });
  Statement insert = TRY(db.prepare("INSERT INTO newest VALUES (?, ?)"));
  TRY(write_blocks(insert, documents));
  return put_block(insert, 0, head);  // last: with it the list holds
}

}  // namespace clew::store
