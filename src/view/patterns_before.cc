// Letters, or money, in the days before something happens.
#include <algorithm>

#include "view/pattern_data.h"

namespace clew::view {
namespace {

/// Fewer events say nothing that chance does not say too.
constexpr std::size_t kFewestHits = 2;

using Times = std::vector<std::int64_t>;  // sorted

// Whether any time lies in [date - window, date).
bool any_before(const Times& times, std::int64_t date, std::int64_t window) {
  const auto at = std::lower_bound(times.begin(), times.end(), date - window);
  return at != times.end() && *at < date;
}

// Events moved together along the time that the case covers, around its end: how they lie to each other
// stays, how they lie to the letters does not.
std::size_t shifted_hits(const Times& times, const Times& events, std::int64_t window, std::int64_t first,
                         std::int64_t span, std::int64_t shift) {
  std::size_t hits = 0;
  for (const std::int64_t event : events)
    hits += any_before(times, first + (event - first + shift) % span, window);
  return hits;
}

Chance chance_of_shift(const Times& times, const Times& events, std::size_t hits, std::int64_t window,
                       const PatternData& data, int draws, std::string_view seed) {
  Random random = random_for(seed);
  const std::int64_t first = std::min(data.first, events.front());
  const std::int64_t span = std::max(data.last, events.back()) - first + kDay;
  return chance_of(hits, draws, [&] {
    const auto shift = static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(span));
    return shifted_hits(times, events, window, first, span, shift);
  });
}

// Events of each person, by key.
std::map<std::string, std::vector<const DatedClaim*>> events_by_actor(const PatternData& data) {
  std::map<std::string, std::vector<const DatedClaim*>> out;
  for (const DatedClaim& claim : data.claims) {
    if (claim.type == "communication") continue;  // a letter tells of itself
    for (const std::string& key : claim.actors) {
      auto& list = out[key];
      // Two claims of one type on one day are taken for one event.
      if (list.empty() || list.back()->date / kDay != claim.date / kDay || list.back()->type != claim.type)
        list.push_back(&claim);
    }
  }
  return out;
}

}  // namespace

Result<std::size_t> find_contacts_before(const store::Db& db, const PatternData& data,
                                         const PatternQuery& query, std::vector<Pattern>& rows) {
  const auto events = events_by_actor(data);
  const std::int64_t window = query.days * kDay;
  std::size_t tested = 0;
  for (std::size_t begin = 0; begin < data.contacts.size();) {
    std::size_t end = begin;
    Times times;
    const store::Contact& pair = data.contacts[begin];
    for (; end < data.contacts.size() && data.contacts[end].a == pair.a && data.contacts[end].b == pair.b;
         ++end)
      times.push_back(data.contacts[end].date);
    for (const auto& [who, other] : {std::pair(pair.a, pair.b), std::pair(pair.b, pair.a)}) {
      const auto found = events.find(data.keys.at(who));
      if (found == events.end() || found->second.size() < kFewestHits) continue;
      Times dates;
      std::size_t hits = 0;
      for (const DatedClaim* event : found->second) {
        dates.push_back(event->date);
        hits += any_before(times, event->date, window);
      }
      if (hits < kFewestHits) continue;
      ++tested;
      Pattern row;
      row.kind = PatternKind::contact;
      row.names = {data.names.at(who), data.names.at(other)};
      row.entities = {data.keys.at(who), data.keys.at(other)};
      row.hits = hits;
      row.of = dates.size();
      const Chance chance = chance_of_shift(times, dates, hits, window, data, query.draws,
                                            "contact " + row.entities[0] + ' ' + row.entities[1]);
      row.expected = chance.expected;
      row.p = chance.p;
      row.what = "letters between " + row.names[0] + " and " + row.names[1] + " within " +
                 std::to_string(query.days) + " days before " + std::to_string(hits) + " of " +
                 std::to_string(row.of) + " dated events of " + row.names[0];
      for (const DatedClaim* event : found->second) {
        if (!any_before(times, event->date, window) || row.evidence.size() >= 2 * kMostEvidence) continue;
        const auto last = std::lower_bound(times.begin(), times.end(), event->date);
        const std::size_t at = begin + static_cast<std::size_t>(last - times.begin()) - 1;
        row.evidence.push_back(TRY(letter_evidence(db, data.contacts[at].document)));
        row.evidence.push_back(claim_evidence(*event));
      }
      rows.push_back(std::move(row));
    }
    begin = end;
  }
  return tested;
}

Result<std::size_t> find_money_before(const store::Db&, const PatternData& data, const PatternQuery& query,
                                      std::vector<Pattern>& rows) {
  std::map<std::string, std::vector<const DatedClaim*>> paid, acts;
  for (const DatedClaim& claim : data.claims) {
    for (const std::string& key : claim.payees) paid[key].push_back(&claim);
    if (claim.type == "payment" || claim.type == "communication") continue;
    for (const std::string& key : claim.actors) acts[key].push_back(&claim);
  }
  const std::int64_t window = query.days * kDay;
  std::size_t tested = 0;
  for (const auto& [key, payments] : paid) {
    const auto found = acts.find(key);
    if (found == acts.end()) continue;
    Times times, events;
    for (const DatedClaim* payment : payments) times.push_back(payment->date);
    std::size_t hits = 0;
    for (const DatedClaim* act : found->second) {
      events.push_back(act->date);
      hits += any_before(times, act->date, window);
    }
    ++tested;
    if (hits == 0) continue;
    Pattern row;
    row.kind = PatternKind::money;
    row.names = {data.names.at(data.ids.at(key))};
    row.entities = {key};
    row.hits = hits;
    row.of = events.size();
    const Chance chance = chance_of_shift(times, events, hits, window, data, query.draws, "money " + key);
    row.expected = chance.expected;
    row.p = chance.p;
    row.what = "a payment to " + row.names[0] + " within " + std::to_string(query.days) + " days before " +
               std::to_string(hits) + " of " + std::to_string(row.of) + " dated acts";
    for (const DatedClaim* act : found->second) {
      if (!any_before(times, act->date, window) || row.evidence.size() >= 2 * kMostEvidence) continue;
      const auto last = std::lower_bound(times.begin(), times.end(), act->date);
      row.evidence.push_back(claim_evidence(*payments[static_cast<std::size_t>(last - times.begin()) - 1]));
      row.evidence.push_back(claim_evidence(*act));
    }
    rows.push_back(std::move(row));
  }
  return tested;
}

}  // namespace clew::view
