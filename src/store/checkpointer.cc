#include "store/checkpointer.h"

#include <sqlite3.h>

#include <chrono>
#include <utility>

namespace clew::store {
namespace {

// Of 16 KiB. The log starts over only when a transaction begins while all of it is in place, and a writer
// that commits and begins at once gives no such moment: so at the second mark it waits for one.
constexpr int kWorthwhilePages = 500, kMostPages = 8'000;

}  // namespace

Checkpointer::Checkpointer(const Db& writing, Db own) : writing_(writing), own_(std::move(own)) {
  sqlite3_wal_hook(writing_.handle(), &Checkpointer::committed, this);
}

Result<std::unique_ptr<Checkpointer>> Checkpointer::start(const Db& writing, const std::string& path) {
  Db own = TRY(Db::open(path, Db::Mode::write));
  TRY(own.execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = 10;"));
  return std::unique_ptr<Checkpointer>(new Checkpointer(writing, std::move(own)));
}

Checkpointer::~Checkpointer() {
  wait();
  sqlite3_wal_hook(writing_.handle(), nullptr, nullptr);
}

void Checkpointer::wait() {
  if (running_.valid()) running_.get();
}

void Checkpointer::run_behind() {
  running_ = std::async(std::launch::async, [this] {
    sqlite3_wal_checkpoint_v2(own_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  });
}

int Checkpointer::committed(void* self, sqlite3* writing, const char* database, int pages) {
  Checkpointer& me = *static_cast<Checkpointer*>(self);
  if (pages < kWorthwhilePages) return SQLITE_OK;
  const bool idle =
      !me.running_.valid() || me.running_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  if (pages >= kMostPages) {
    me.wait();
    sqlite3_wal_checkpoint_v2(writing, database, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  } else if (idle) {
    me.run_behind();
  }
  return SQLITE_OK;
}

}  // namespace clew::store
