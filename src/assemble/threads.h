// assemble/threads.h - which letters are one conversation, and which letter answers which.
//
// After JWZ's message threading (jwz.org/doc/threading): letters that bear or cite the same Message-ID are
// one thread, also where the cited letter is missing. Told once per Message-ID (a sorted stream), so that
// nothing but flat arrays is held: 18 bytes a letter, whatever the number of ids. Where it is stricter than
// JWZ:
//  - An id on several letters means the first of them (in the caller's order) and does not join the others.
//  - An id on more than kMaxBearers letters says nothing and is ignored; so is a citation of oneself.
//  - The subject joins only a reply that cites nothing at all, and only to an earlier letter with the same
//  base
//    subject, not more than kSubjectDays before, in which its sender and one of its recipients both took
//    part.
// Cycles of citations make one thread; the parent link that would close a cycle is left out.
// Pure: no clock, no store. The result does not depend on the order of calls. One thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace clew::assemble {

inline constexpr std::size_t kMaxBearers = 50;
inline constexpr std::int64_t kSubjectDays = 30;

/// A letter by its index: 0..n-1.
using Letter = std::uint32_t;
inline constexpr Letter kNoLetter = 0xFFFFFFFF;

/// One letter's use of one Message-ID: `place` 0, it bears it; 1.., it cites it, larger is nearer (later).
struct IdUse {
  Letter letter = 0;
  std::uint32_t place = 0;
};

/// A letter among those with the same base subject.
struct SubjectLetter {
  Letter letter = 0;
  std::int64_t date = 0;               ///< seconds since 1970
  bool seeks = false;                  ///< a reply by its subject that cites nothing
  std::vector<std::uint64_t> senders;  ///< keys of who wrote it: any of them that agrees is the same person
  std::vector<std::uint64_t> recipients;  ///< keys of who received it
};

class Threader {
 public:
  /// `order[i]` ranks letter i: the smallest of a thread names it (the caller gives the first bytes of its
  /// SHA-256); equal ranks by index. At most 2^32 - 2 letters.
  explicit Threader(std::vector<std::uint64_t> order);

  /// All uses of one Message-ID. Uses of letters that are out of range are ignored.
  void add_id(std::span<const IdUse> uses);
  /// Whether the letter cites anything; complete once all ids are told.
  bool cites(Letter letter) const { return cites_[letter]; }
  /// Letters of one base subject that is not weak (subjects.h), sorted by date. After all ids.
  void add_subject(std::span<const SubjectLetter> letters);

  struct Threads {
    std::vector<Letter>
        thread;  ///< the letter that names the thread, for each letter; itself where it is alone
    std::vector<Letter> parent;  ///< the nearest letter above it that is there; kNoLetter: none
  };
  /// Ends the work; the Threader is empty then.
  Threads finish();

 private:
  bool before(Letter a, Letter b) const { return order_[a] != order_[b] ? order_[a] < order_[b] : a < b; }
  Letter root(Letter letter);
  void join(Letter a, Letter b);
  std::optional<Letter> bearer(std::span<const IdUse> uses, bool& absurd) const;
  void cut_cycles();

  std::vector<std::uint64_t> order_;
  std::vector<Letter> up_;  // union-find; a root is the letter that names the thread
  std::vector<Letter> parent_;
  std::vector<std::uint16_t> parent_place_;
  std::vector<bool> cites_;
};

}  // namespace clew::assemble
