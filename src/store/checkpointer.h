// store/checkpointer.h - brings the write-ahead log back into the case beside the writing.
//
// Committed pages have to reach the disk twice, in the log and then in their places, and whoever does it
// waits for the disk. Here another thread does, on a connection of its own, while the writer goes on. Follows
// https://www.sqlite.org/wal.html, "Checkpointing".
//
// One thread at a time, the connection's. While it lives the connection must live too, and nobody else may
// set the connection's wal_hook or wal_autocheckpoint.
#pragma once

#include <future>
#include <memory>
#include <string>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

class Checkpointer {
 public:
  /// Takes over from the connection's own checkpoints. A case in memory has no log: nothing happens then.
  static Result<std::unique_ptr<Checkpointer>> start(const Db& writing, const std::string& path);
  ~Checkpointer();

  /// Waits until the thread is idle: before a checkpoint that must be whole. What the
  /// thread could not do stays in the log, and the next checkpoint meets the same error and reports it.
  void wait();

 private:
  Checkpointer(const Db& writing, Db own);
  static int committed(void* self, sqlite3* writing, const char* database, int pages);
  void run_behind();

  const Db& writing_;
  Db own_;
  std::future<void> running_;  // ends before what it works on: its destructor waits
};

}  // namespace clew::store
