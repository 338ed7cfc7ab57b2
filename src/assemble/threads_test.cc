#include "assemble/threads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

namespace clew::assemble {
namespace {

constexpr std::int64_t kDay = 86'400;

std::vector<std::uint64_t> ranks(std::size_t n) {
  std::vector<std::uint64_t> out(n);
  std::iota(out.begin(), out.end(), 100);
  return out;
}

void add(Threader& threader, std::vector<IdUse> uses) { threader.add_id(uses); }

TEST(Threads, ALetterAloneIsItsOwnThread) {
  const auto threads = Threader(ranks(2)).finish();
  EXPECT_EQ(threads.thread, (std::vector<Letter>{0, 1}));
  EXPECT_EQ(threads.parent, (std::vector<Letter>{kNoLetter, kNoLetter}));
}

TEST(Threads, TheNearestReferenceThatIsThereIsTheParent) {
  // 0 <- 1 <- 2, and 3 cites 0, 1 and a letter that is missing.
  Threader threader(ranks(4));
  add(threader, {{0, 0}, {1, 1}, {2, 1}, {3, 1}});
  add(threader, {{1, 0}, {2, 2}, {3, 2}});
  add(threader, {{2, 0}});
  add(threader, {{3, 3}});
  EXPECT_FALSE(threader.cites(0));
  EXPECT_TRUE(threader.cites(3));
  const auto threads = threader.finish();
  EXPECT_EQ(threads.thread, (std::vector<Letter>{0, 0, 0, 0}));
  EXPECT_EQ(threads.parent, (std::vector<Letter>{kNoLetter, 0, 1, 1}));
}

TEST(Threads, LettersThatCiteTheSameMissingLetterBelongTogether) {
  Threader threader(ranks(3));
  add(threader, {{0, 1}, {2, 5}});
  const auto threads = threader.finish();
  EXPECT_EQ(threads.thread, (std::vector<Letter>{0, 1, 0}));
  EXPECT_EQ(threads.parent[2], kNoLetter);
}

TEST(Threads, AnIdOnTwoLettersMeansTheFirstAndDoesNotJoinThem) {
  Threader threader(ranks(3));
  add(threader, {{1, 0}, {0, 0}, {2, 1}});
  const auto threads = threader.finish();
  EXPECT_EQ(threads.thread, (std::vector<Letter>{0, 1, 0}));
  EXPECT_EQ(threads.parent[2], 0U);
}

TEST(Threads, AnIdOnMoreThanFiftyLettersIsIgnored) {
  Threader threader(ranks(60));
  std::vector<IdUse> uses;
  for (Letter i = 0; i < 51; ++i) uses.push_back({i, 0});
  uses.push_back({55, 1});
  uses.push_back({56, 1});
  threader.add_id(uses);
  const auto threads = threader.finish();
  for (Letter i = 0; i < 60; ++i) EXPECT_EQ(threads.thread[i], i);
}

TEST(Threads, CopiesThatRepeatAUseCountOnce) {
  Threader threader(ranks(2));
  std::vector<IdUse> uses(200, IdUse{0, 0});
  uses.push_back({1, 1});
  threader.add_id(uses);
  EXPECT_EQ(threader.finish().parent[1], 0U);
}

TEST(Threads, CyclesMakeOneThreadWithATop) {
  Threader threader(ranks(4));
  add(threader, {{0, 0}, {2, 1}});
  add(threader, {{1, 0}, {0, 1}});
  add(threader, {{2, 0}, {1, 1}});
  add(threader, {{3, 0}, {3, 1}});
  const auto threads = threader.finish();
  EXPECT_EQ(threads.thread, (std::vector<Letter>{0, 0, 0, 3}));
  EXPECT_EQ(threads.parent, (std::vector<Letter>{kNoLetter, 2, 0, kNoLetter}));
}

TEST(Threads, TheSmallestRankNamesTheThread) {
  Threader threader({30, 10, 20});
  add(threader, {{0, 0}, {2, 1}});
  add(threader, {{1, 1}, {2, 2}});
  EXPECT_EQ(threader.finish().thread, (std::vector<Letter>{1, 1, 1}));
}

// Persons 1..9 by one key each.
SubjectLetter letter(Letter index, std::int64_t day, bool seeks, std::uint64_t from,
                     std::vector<std::uint64_t> to) {
  return {index, day * kDay, seeks, {from}, std::move(to)};
}

std::vector<Letter> by_subject(std::vector<SubjectLetter> letters) {
  Threader threader(ranks(letters.size()));
  threader.add_subject(letters);
  return threader.finish().thread;
}

TEST(Threads, AReplyWithoutReferencesJoinsByItsSubjectTheLetterThatItsSenderReceived) {
  Threader threader(ranks(2));
  threader.add_subject(std::vector{letter(0, 1, false, 1, {2}), letter(1, 5, true, 2, {1})});
  const auto threads = threader.finish();
  EXPECT_EQ(threads.thread, (std::vector<Letter>{0, 0}));
  EXPECT_EQ(threads.parent[1], 0U);
}

TEST(Threads, TheSubjectDoesNotJoinStrangers) {
  EXPECT_EQ(by_subject({letter(0, 1, false, 1, {2}), letter(1, 5, true, 3, {4})}),
            (std::vector<Letter>{0, 1}));
  // The sender took part, but writes to somebody else.
  EXPECT_EQ(by_subject({letter(0, 1, false, 1, {2}), letter(1, 5, true, 2, {4})}),
            (std::vector<Letter>{0, 1}));
  // A mass mailing: one sender, each time another recipient, or the sender's own copy.
  EXPECT_EQ(by_subject({letter(0, 1, true, 1, {2, 1}), letter(1, 2, true, 1, {3, 1})}),
            (std::vector<Letter>{0, 1}));
}

TEST(Threads, TheSubjectDoesNotJoinAcrossMoreThanThirtyDaysOrBackwards) {
  EXPECT_EQ(by_subject({letter(0, 1, false, 1, {2}), letter(1, 31, true, 2, {1})}),
            (std::vector<Letter>{0, 0}));
  EXPECT_EQ(by_subject({letter(0, 1, false, 1, {2}), letter(1, 32, true, 2, {1})}),
            (std::vector<Letter>{0, 1}));
  EXPECT_EQ(by_subject({letter(0, 1, true, 2, {1}), letter(1, 2, false, 1, {2})}),
            (std::vector<Letter>{0, 1}));
  EXPECT_EQ(by_subject({letter(0, 1, false, 1, {2}), letter(1, 1, true, 2, {1})}),
            (std::vector<Letter>{0, 1}));
}

TEST(Threads, ALetterThatIsNoReplyIsNotJoinedByItsSubject) {
  EXPECT_EQ(by_subject({letter(0, 1, false, 1, {2}), letter(1, 2, false, 2, {1})}),
            (std::vector<Letter>{0, 1}));
}

TEST(Threads, TheLatestLetterThatFitsIsTheParent) {
  Threader threader(ranks(3));
  threader.add_subject(
      std::vector{letter(0, 1, false, 1, {2}), letter(1, 2, true, 2, {1}), letter(2, 3, true, 1, {2})});
  EXPECT_EQ(threader.finish().parent, (std::vector<Letter>{kNoLetter, 0, 1}));
}

// The slow, obvious twin: components of the graph "uses the same id" by repeated relabelling.
std::vector<Letter> slow_threads(std::size_t n, const std::vector<std::vector<IdUse>>& ids) {
  std::vector<Letter> label(n);
  std::iota(label.begin(), label.end(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& uses : ids) {
      std::vector<Letter> members;
      Letter first = kNoLetter;
      for (const IdUse& use : uses) {
        if (use.place == 0)
          first = std::min(first, use.letter);
        else
          members.push_back(use.letter);
      }
      if (first != kNoLetter) members.push_back(first);
      if (members.size() == (first != kNoLetter ? 1U : 0U)) continue;
      Letter low = kNoLetter;
      for (const Letter m : members) low = std::min(low, label[m]);
      for (const Letter m : members) {
        changed |= label[m] != low;
        label[m] = low;
      }
    }
  }
  return label;
}

TEST(Threads, AgreeWithTheSlowTwinInAnyOrderOfIds) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    const std::size_t n = 40;
    std::vector<std::vector<IdUse>> ids(30);
    for (auto& uses : ids)
      for (std::uint32_t k = random() % 4; k > 0; --k)
        uses.push_back({static_cast<Letter>(random() % n), static_cast<std::uint32_t>(random() % 3)});
    const auto expected = slow_threads(n, ids);
    std::vector<Letter> first_parents;
    for (int shuffle = 0; shuffle < 3; ++shuffle) {
      std::shuffle(ids.begin(), ids.end(), random);
      for (auto& uses : ids) std::shuffle(uses.begin(), uses.end(), random);
      Threader threader(ranks(n));
      for (const auto& uses : ids) threader.add_id(uses);
      const auto threads = threader.finish();
      EXPECT_EQ(threads.thread, expected);
      if (shuffle == 0) first_parents = threads.parent;
      EXPECT_EQ(threads.parent, first_parents);
      for (Letter at = 0; at < n; ++at) {
        std::size_t steps = 0;
        for (Letter up = at; up != kNoLetter && steps <= n; up = threads.parent[up]) ++steps;
        EXPECT_LE(steps, n) << "a cycle of parents";
      }
    }
  }
}

}  // namespace
}  // namespace clew::assemble
