// Letters that stop; who enters when somebody leaves.
#include <algorithm>

#include "view/pattern_data.h"

namespace clew::view {
namespace {

constexpr std::size_t kFewestLetters = 5, kFewestShared = 3;

using Times = std::vector<std::int64_t>;  // sorted

struct Person {
  Times times;                    // of all letters
  std::set<std::int64_t> others;  // whom they wrote with
  std::int64_t first_document = 0, last_document = 0;
};

std::map<std::int64_t, Person> people_of(const PatternData& data) {
  std::map<std::int64_t, Person> people;
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> first, last;  // date, document
  for (const store::Contact& contact : data.contacts)
    for (const auto& [who, other] : {std::pair(contact.a, contact.b), std::pair(contact.b, contact.a)}) {
      Person& person = people[who];
      person.times.push_back(contact.date);
      person.others.insert(other);
      const std::pair here(contact.date, contact.document);
      if (const auto [at, fresh] = first.try_emplace(who, here); !fresh)
        at->second = std::min(at->second, here);
      if (const auto [at, fresh] = last.try_emplace(who, here); !fresh)
        at->second = std::max(at->second, here);
    }
  for (auto& [who, person] : people) {
    std::sort(person.times.begin(), person.times.end());
    person.first_document = first[who].second;
    person.last_document = last[who].second;
  }
  return people;
}

}  // namespace

// The test: as many letters drawn from all that either of the two wrote or got, how long is it silent at the
// end?
Result<std::size_t> find_silences(const store::Db& db, const PatternData& data, const PatternQuery& query,
                                  std::vector<Pattern>& rows) {
  const auto people = people_of(data);
  const std::int64_t window = query.days * kDay;
  std::size_t tested = 0;
  for (std::size_t begin = 0; begin < data.contacts.size();) {
    std::size_t end = begin;
    const store::Contact& pair = data.contacts[begin];
    while (end < data.contacts.size() && data.contacts[end].a == pair.a && data.contacts[end].b == pair.b)
      ++end;
    const std::size_t letters = end - begin;
    const store::Contact &last = data.contacts[end - 1], &first = data.contacts[begin];
    begin = end;
    if (letters < kFewestLetters) continue;
    const Times &a = people.at(pair.a).times, &b = people.at(pair.b).times;
    const std::int64_t both_until = std::min(a.back(), b.back());
    const std::int64_t silence = both_until - last.date;
    if (silence < window) continue;
    ++tested;
    // Letters of either from the first between them to the end of the one who writes on for less long.
    Times pool;
    for (const Times* times : {&a, &b})
      pool.insert(pool.end(), std::lower_bound(times->begin(), times->end(), first.date),
                  std::upper_bound(times->begin(), times->end(), both_until));
    Pattern row;
    row.kind = PatternKind::silence;
    row.names = {data.names.at(pair.a), data.names.at(pair.b)};
    row.entities = {data.keys.at(pair.a), data.keys.at(pair.b)};
    Random random = random_for("silence " + row.entities[0] + ' ' + row.entities[1]);
    const Chance chance = chance_of(1, query.draws, [&]() -> std::size_t {
      for (std::size_t i = 0; i < letters; ++i)
        if (pool[random.below(pool.size())] > last.date) return 0;
      return 1;
    });
    row.hits = 1;
    row.of = letters;
    row.expected = chance.expected;
    row.p = chance.p;
    row.what = std::to_string(letters) + " letters between " + row.names[0] + " and " + row.names[1] +
               ", then none for " + std::to_string(silence / kDay) +
               " days while both went on writing to others";
    row.evidence = {TRY(letter_evidence(db, first.document)), TRY(letter_evidence(db, last.document))};
    rows.push_back(std::move(row));
  }
  return tested;
}

// Three people at least, and a third of the leaver's. The test: of all who ever entered, how many share as
// many?
Result<std::size_t> find_successions(const store::Db& db, const PatternData& data, const PatternQuery& query,
                                     std::vector<Pattern>& rows) {
  const auto people = people_of(data);
  const std::int64_t window = query.days * kDay;
  std::vector<std::pair<std::int64_t, std::int64_t>> entries;  // first letter, who
  for (const auto& [who, person] : people)
    if (person.times.size() >= kFewestLetters && person.times.front() > data.first + window)
      entries.emplace_back(person.times.front(), who);
  std::sort(entries.begin(), entries.end());
  const auto shared = [&](std::int64_t a, std::int64_t b) {
    const auto &x = people.at(a).others, &y = people.at(b).others;
    std::size_t n = 0;
    for (const std::int64_t who : x) n += who != b && y.contains(who);
    return n;
  };
  std::size_t tested = 0;
  for (const auto& [leaver, person] : people) {
    if (person.times.size() < kFewestLetters || person.times.back() > data.last - window) continue;
    const std::int64_t left = person.times.back();
    auto at = std::lower_bound(entries.begin(), entries.end(), std::pair(left - window, std::int64_t{0}));
    for (; at != entries.end() && at->first <= left + window; ++at) {
      const std::int64_t entrant = at->second;
      const std::size_t common = entrant == leaver ? 0 : shared(leaver, entrant);
      if (common < kFewestShared || 3 * common < person.others.size()) continue;
      ++tested;
      std::size_t as_many = 0;
      double sum = 0;
      for (const auto& [date, other] : entries) {
        if (other == entrant || other == leaver) continue;
        const std::size_t n = shared(leaver, other);
        as_many += n >= common;
        sum += static_cast<double>(n);
      }
      Pattern row;
      row.kind = PatternKind::succession;
      row.names = {data.names.at(leaver), data.names.at(entrant)};
      row.entities = {data.keys.at(leaver), data.keys.at(entrant)};
      row.hits = common;
      row.of = person.others.size();
      row.expected = entries.size() > 1 ? sum / static_cast<double>(entries.size() - 1) : 0;
      row.p =
          static_cast<double>(1 + as_many) / static_cast<double>(std::max<std::size_t>(entries.size(), 1));
      row.what = row.names[1] + " enters within " + std::to_string(query.days) +
                 " days of the last letter of " + row.names[0] + " and writes with " +
                 std::to_string(common) + " of the same " + std::to_string(row.of) + " people";
      row.evidence = {TRY(letter_evidence(db, person.last_document)),
                      TRY(letter_evidence(db, people.at(entrant).first_document))};
      rows.push_back(std::move(row));
    }
  }
  return tested;
}

}  // namespace clew::view
