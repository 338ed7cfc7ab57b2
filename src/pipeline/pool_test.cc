#include "pipeline/pool.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <vector>

namespace clew::pipeline {
namespace {

// A worker for tests: each line of its file is an item. "crash" aborts, "hang" sleeps, "bloat" eats memory,
// "die" is killed as from outside; any other line becomes a record.
ReadOutcome obey(const Job& job, Source& file, RecordOutput& output) {
  const std::string text = read_all(file, 1 << 20).value();
  ReadOutcome outcome;
  outcome.container = true;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    const std::string place = job.task.path + "#" + std::to_string(++outcome.expected_items);
    if (outcome.expected_items <= job.task.skip_items) continue;
    output.announce(place);
    const auto poisoned = job.task.poison.lower_bound(place + "\n");
    const bool left_out = poisoned != job.task.poison.end() && poisoned->starts_with(place + "\n");
    if (left_out) {
      output.record("left out " + *poisoned);
    } else if (line == "crash") {
      std::abort();
    } else if (line == "hang") {
      const std::atomic<bool> forever{true};
      while (forever.load()) {
      }
    } else if (line == "bloat") {
      std::vector<std::string> all;
      for (;;) all.emplace_back(std::size_t{64} << 20, 'x');
    } else {
      output.record(place + " " + line);
    }
    output.item_done(left_out, 1);
  }
  return outcome;
}

Work file_of(const std::string& path, const std::string& content) {
  Work work;
  work.job.task.path = path;
  work.fd = ::memfd_create("test", MFD_CLOEXEC);
  EXPECT_EQ(::write(work.fd, content.data(), content.size()), static_cast<ssize_t>(content.size()));
  return work;
}

struct Heard final : PoolHandler {
  std::vector<std::string> log;
  Result<void> begin(const Job& job) override {
    return log.push_back("begin " + job.task.path), Result<void>();
  }
  Result<void> record(const Job&, std::string_view json) override {
    return log.push_back(std::string(json)), Result<void>();
  }
  Result<void> item_done(const Job&, bool failed, std::uint64_t) override {
    return log.push_back(failed ? "failed" : "ok"), Result<void>();
  }
  Result<void> done(const Job& job, const ReadOutcome&, const std::string& open_error) override {
    return log.push_back("done " + job.task.path + open_error), Result<void>();
  }
};

std::vector<std::string> run(std::vector<Work> works, int workers, int timeout = 60) {
  PoolOptions options;
  options.workers = workers;
  options.item_timeout = std::chrono::seconds(timeout);
  options.work = obey;
  auto pool = Pool::start(options);
  EXPECT_TRUE(pool) << to_string(pool.error());
  Heard heard;
  std::size_t given = 0;
  const auto ran = (*pool)->run(
      [&]() -> Result<std::optional<Work>> {
        if (given == works.size()) return std::optional<Work>();
        return std::optional(works[given++]);
      },
      heard);
  EXPECT_TRUE(ran) << to_string(ran.error());
  return heard.log;
}

TEST(Pool, HandsRecordsOnInTheOrderOfTheFiles) {
  std::vector<Work> works;
  std::vector<std::string> expected;
  for (int i = 0; i < 200; ++i) {
    const std::string name = "f" + std::to_string(i);
    works.push_back(file_of(name, "one\ntwo\n"));
    for (const std::string& line : {"begin " + name, name + "#1 one", std::string("ok"), name + "#2 two",
                                    std::string("ok"), "done " + name})
      expected.push_back(line);
  }
  EXPECT_EQ(run(works, 3), expected);
}

TEST(Pool, ACrashCostsThatItemAndNothingElse) {
  const auto log = run({file_of("a", "one\ncrash\nthree\n"), file_of("b", "four\n")}, 2);
  const std::vector<std::string> expected = {
      "begin a", "a#1 one",   "ok", "left out a#2\ncrash\nits reader crashed (Aborted)",
      "failed",  "a#3 three", "ok", "done a",
      "begin b", "b#1 four",  "ok", "done b"};
  EXPECT_EQ(log, expected);
}

TEST(Pool, AHangEndsAtTheTimeLimit) {
  const auto log = run({file_of("a", "hang\ntwo\n")}, 1, 1);
  const std::vector<std::string> expected = {
      "begin a", "left out a#1\ntimeout\nno sign of life for 1 seconds", "failed", "a#2 two", "ok", "done a"};
  EXPECT_EQ(log, expected);
}

#if !defined(__SANITIZE_ADDRESS__)
TEST(Pool, ABlowUpEndsAtTheMemoryLimit) {
  const auto log = run({file_of("a", "one\nbloat\nthree\n")}, 1);
  ASSERT_EQ(log.size(), 8u);
  EXPECT_EQ(log[3], "left out a#2\nmemory\nreading it takes more memory than a worker may have");
  EXPECT_EQ(log[5], "a#3 three");
}
#endif

TEST(Pool, AFileThatCannotBeOpenedKeepsItsTurn) {
  Work closed;
  closed.job.task.path = "b";
  closed.open_error = ": no";
  const auto log = run({file_of("a", "one\n"), closed, file_of("c", "two\n")}, 2);
  const std::vector<std::string> expected = {"begin a",    "a#1 one", "ok",      "done a", "begin b",
                                             "done b: no", "begin c", "c#1 two", "ok",     "done c"};
  EXPECT_EQ(log, expected);
}

TEST(Pool, WorkersKilledFromOutsideCostNothing) {
  std::string lines;
  for (int i = 0; i < 2000; ++i) lines += "line" + std::to_string(i) + "\n";
  const auto files = [&] {
    std::vector<Work> works;
    for (int i = 0; i < 40; ++i) works.push_back(file_of("f" + std::to_string(i), lines));
    return works;
  };
  const auto quiet = run(files(), 2);
  const pid_t killer = ::fork();
  if (killer == 0) {
    // Kills children of its parent now and then.
    const std::string command =
        "for i in 1 2 3 4 5 6; do sleep 0.1; p=$(pgrep -P " + std::to_string(::getppid()) +
        " | grep -v $$ | head -2 | tail -1); [ -n \"$p\" ] && [ \"$p\" != " + std::to_string(::getpid()) +
        " ] && kill -9 $p 2>/dev/null; done";
    ::_exit(std::system(command.c_str()) == -1 ? 1 : 0);
  }
  EXPECT_EQ(run(files(), 2), quiet);
  ::kill(killer, SIGKILL);
}

}  // namespace
}  // namespace clew::pipeline
