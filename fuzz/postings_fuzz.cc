// The pages of an index come from a file that somebody may have sent: any bytes give rows or an error. A page
// is put in twice, so that lists also run on from one page into the next.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "store/db.h"
#include "store/postings.h"

using namespace clew::store;

namespace {

Db make() {
  Db db = Db::open(":memory:", Db::Mode::create).value();
  // One segment of two pages.
  CHECK(
      db.execute("CREATE TABLE words_data(id INTEGER PRIMARY KEY, block BLOB);"
                 "CREATE TABLE words_idx(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;"
                 "INSERT INTO words_idx VALUES (1, x'', 2);"
                 "INSERT INTO words_data VALUES (10, x'000000000101010001010102')"));
  return db;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Db db = make();
  const std::string_view page(reinterpret_cast<const char*>(data), size);
  auto put = db.prepare("INSERT OR REPLACE INTO words_data VALUES (?, ?)");
  CHECK(put.has_value());
  for (std::int64_t number : {1, 2})
    CHECK(put->bind(1, (std::int64_t{1} << 37) + number).bind_blob(2, page).run());
  auto postings = Postings::open(db, "words", {1'000'000, 1'000});
  CHECK(postings.has_value());
  const auto look = [&](const WordRows& list) {
    std::uint32_t last = 0;
    std::vector<std::uint32_t> places;
    for (const WordRows::Row& row : list.rows) {
      CHECK(row.number > last && row.number <= 1'001'000);
      last = row.number;
      read_places(list.places(row), places);
      CHECK(places.size() <= row.size);
    }
  };
  if (const auto rows = postings->rows_of("the")) look(*rows);
  (void)postings->each_beginning("", look);
  return 0;
}
