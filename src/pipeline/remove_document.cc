#include "pipeline/remove_document.h"

#include "pipeline/finish.h"
#include "pipeline/pool.h"
#include "store/case.h"
#include "store/writer.h"

namespace clew::pipeline {
namespace {

constexpr const char* kDerived = "SELECT value = 'fresh' FROM properties WHERE name = 'derived'";

// What an ingest that was killed left undone is done first: only what is indexed can be taken out of the
// index.
Result<void> finish_interrupted(const std::string& case_path) {
  {
    const store::Db db = TRY(store::open_case(case_path));
    if (TRY(db.number("SELECT max(id) FROM texts")).value_or(0) <=
        TRY(db.number("SELECT value FROM properties WHERE name = 'indexed_text'")).value_or(0))
      return {};
  }
  const auto pool = TRY(Pool::start({}));
  store::Writer writer = TRY(store::Writer::open(case_path));
  TRY(finish_case(writer, *pool, {}));
  return writer.close();
}

}  // namespace

Result<store::Removal> remove_document(const std::string& case_path, std::string_view id,
                                       std::string_view reason) {
  TRY(finish_interrupted(case_path));
  const store::Db db = TRY(store::open_case_for_writing(case_path));
  const bool interrupted = TRY(store::is_erasing(db));
  const bool fresh = interrupted || TRY(db.number(kDerived)).value_or(0) != 0;
  auto removed = store::remove_document(db, id, reason);
  store::Removal out;
  if (removed) {
    out = std::move(*removed);
  } else if (!interrupted || removed.error().code != Code::not_found) {
    return std::move(removed).error();
  }
  TRY(derive_case(db, [](std::string_view) {}));
  // A case that was waiting for its next ingest before goes on waiting.
  if (fresh) TRY(db.execute("INSERT OR REPLACE INTO properties VALUES ('derived', 'fresh')"));
  TRY(store::erase_traces(db));
  return out;
}

}  // namespace clew::pipeline
