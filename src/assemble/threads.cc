#include "assemble/threads.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/result.h"

namespace clew::assemble {
namespace {

constexpr std::int64_t kSubjectSeconds = kSubjectDays * 86'400;
/// For each person the last so many letters of a subject are tried: keeps endless series linear.
constexpr std::size_t kTried = 8;

/// The last letters in which someone took part, as indexes into the letters of the subject.
struct Recent {
  std::uint32_t at[kTried];
  std::uint32_t count = 0;
  void add(std::uint32_t index) { at[count++ % kTried] = index; }
};

bool contains(const std::vector<std::uint64_t>& sorted, std::uint64_t key) {
  return std::binary_search(sorted.begin(), sorted.end(), key);
}

/// Everyone in a letter, sorted.
std::vector<std::uint64_t> everyone(const SubjectLetter& letter) {
  std::vector<std::uint64_t> out = letter.senders;
  out.insert(out.end(), letter.recipients.begin(), letter.recipients.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool is_sender(const SubjectLetter& letter, std::uint64_t key) {
  return std::find(letter.senders.begin(), letter.senders.end(), key) != letter.senders.end();
}

/// Whether one who received `reply`, and did not write it, took part in the letter with `people`.
bool has_recipient_in(const SubjectLetter& reply, const std::vector<std::uint64_t>& people) {
  return std::any_of(reply.recipients.begin(), reply.recipients.end(),
                     [&](std::uint64_t key) { return !is_sender(reply, key) && contains(people, key); });
}

}  // namespace

Threader::Threader(std::vector<std::uint64_t> order) : order_(std::move(order)) {
  CHECK(order_.size() < kNoLetter);
  up_.resize(order_.size());
  for (std::size_t i = 0; i < up_.size(); ++i) up_[i] = static_cast<Letter>(i);
  parent_.assign(order_.size(), kNoLetter);
  parent_place_.assign(order_.size(), 0);
  cites_.assign(order_.size(), false);
}

Letter Threader::root(Letter letter) {
  while (up_[letter] != letter) {
    up_[letter] = up_[up_[letter]];
    letter = up_[letter];
  }
  return letter;
}

// Linked by rank in the caller's order, which is that of hashes and so as good as random: the depth stays
// logarithmic, and the root is the name of the thread without another array.
void Threader::join(Letter a, Letter b) {
  a = root(a), b = root(b);
  if (a == b) return;
  if (before(b, a)) std::swap(a, b);
  up_[b] = a;
}

std::optional<Letter> Threader::bearer(std::span<const IdUse> uses, bool& absurd) const {
  Letter bearers[kMaxBearers];
  std::size_t count = 0;
  absurd = false;
  std::optional<Letter> first;
  for (const IdUse& use : uses) {
    if (use.place != 0 || use.letter >= up_.size()) continue;
    if (std::find(bearers, bearers + count, use.letter) != bearers + count) continue;
    if (count == kMaxBearers) {
      absurd = true;
      return std::nullopt;
    }
    bearers[count++] = use.letter;
    if (!first || before(use.letter, *first)) first = use.letter;
  }
  return first;
}

void Threader::add_id(std::span<const IdUse> uses) {
  bool absurd = false;
  const std::optional<Letter> known = bearer(uses, absurd);
  std::optional<Letter> anchor = known;
  for (const IdUse& use : uses) {
    if (use.place == 0 || use.letter >= up_.size()) continue;
    cites_[use.letter] = true;
    if (absurd) continue;
    if (!anchor) anchor = use.letter;
    join(*anchor, use.letter);
    if (!known || *known == use.letter) continue;
    const auto place = static_cast<std::uint16_t>(std::min<std::uint32_t>(use.place, 0xFFFF));
    Letter& parent = parent_[use.letter];
    const std::uint16_t had = parent_place_[use.letter];
    if (parent == kNoLetter || place > had || (place == had && before(*known, parent))) {
      parent = *known;
      parent_place_[use.letter] = place;
    }
  }
}

void Threader::add_subject(std::span<const SubjectLetter> letters) {
  std::unordered_map<std::uint64_t, Recent> seen;
  std::vector<std::vector<std::uint64_t>> people(letters.size());
  std::size_t entered = 0, dropped = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    // Only strictly earlier letters are entered: two of the same second do not answer each other.
    for (; entered < i && letters[entered].date < letters[i].date; ++entered) {
      people[entered] = everyone(letters[entered]);
      for (const std::uint64_t key : people[entered]) seen[key].add(static_cast<std::uint32_t>(entered));
    }
    const auto too_old = [&](std::size_t j) { return letters[i].date - letters[j].date > kSubjectSeconds; };
    for (; dropped < entered && too_old(dropped); ++dropped)
      std::vector<std::uint64_t>().swap(people[dropped]);
    if (!letters[i].seeks || letters[i].letter >= up_.size()) continue;
    std::size_t best = letters.size();
    for (const std::uint64_t key : letters[i].senders) {
      const auto found = seen.find(key);
      if (found == seen.end()) continue;
      const std::size_t kept = std::min<std::size_t>(found->second.count, kTried);
      for (std::size_t k = 0; k < kept; ++k) {
        const std::size_t j = found->second.at[k];
        if (too_old(j) || !has_recipient_in(letters[i], people[j])) continue;
        const bool better =
            best == letters.size() || letters[j].date > letters[best].date ||
            (letters[j].date == letters[best].date && before(letters[j].letter, letters[best].letter));
        if (better) best = j;
      }
    }
    if (best == letters.size()) continue;
    join(letters[best].letter, letters[i].letter);
    if (parent_[letters[i].letter] == kNoLetter) parent_[letters[i].letter] = letters[best].letter;
  }
}

// Follows each chain of parents once. A chain that comes back to itself is cut below its first letter in
// order.
void Threader::cut_cycles() {
  std::vector<bool> done(parent_.size(), false), on_path(parent_.size(), false);
  std::vector<Letter> path;
  for (Letter start = 0; start < parent_.size(); ++start) {
    path.clear();
    Letter at = start;
    while (at != kNoLetter && !done[at] && !on_path[at]) {
      on_path[at] = true;
      path.push_back(at);
      at = parent_[at];
    }
    if (at != kNoLetter && on_path[at] && !done[at]) {
      Letter top = at;
      for (Letter next = parent_[at]; next != at; next = parent_[next])
        if (before(next, top)) top = next;
      parent_[top] = kNoLetter;
    }
    for (const Letter letter : path) done[letter] = true, on_path[letter] = false;
  }
}

Threader::Threads Threader::finish() {
  cut_cycles();
  for (Letter letter = 0; letter < up_.size(); ++letter) up_[letter] = root(letter);
  Threads out{std::move(up_), std::move(parent_)};
  *this = Threader({});
  return out;
}

}  // namespace clew::assemble
