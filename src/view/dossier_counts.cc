#include "view/dossier_counts.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <set>
#include <unordered_map>

#include "model/document.h"

namespace clew::view {
namespace {

constexpr std::size_t kChief = 12;
constexpr int kMostMonths = 600;

// Whoever stands behind a party: an entity (its id) or, before anything was resolved, the party itself
// (negative).
using Who = std::int64_t;

struct Traffic {
  std::uint64_t letters = 0;
  std::optional<std::int64_t> first, last;
  void add(std::optional<std::int64_t> date) {
    ++letters;
    if (!date) return;
    first = first ? std::min(*first, *date) : *date;
    last = last ? std::max(*last, *date) : *date;
  }
};

struct PairHash {
  std::size_t operator()(const std::pair<Who, Who>& pair) const {
    return std::hash<Who>()(pair.first) * 0x9E3779B97F4A7C15u ^ std::hash<Who>()(pair.second);
  }
};

Result<std::unordered_map<std::int64_t, Who>> who_is_who(const store::Db& db) {
  std::unordered_map<std::int64_t, Who> out;
  store::Statement s = TRY(db.prepare("SELECT id, coalesce(entity, -id) FROM parties"));
  while (TRY(s.step())) out.emplace(s.integer(0), s.integer(1));
  return out;
}

Result<Correspondent> correspondent(const store::Db& db, Who who, std::uint64_t letters) {
  store::Statement s = TRY(db.prepare(
      who > 0 ? "SELECT name, key FROM entities WHERE id = ?"
              : "SELECT CASE WHEN name <> '' THEN name ELSE address END, '' FROM parties WHERE id = -?"));
  s.bind(1, who);
  if (!TRY(s.step())) return Correspondent{"unknown", {}, letters};
  return Correspondent{s.string(0), s.string(1), letters};
}

int month_number(std::int64_t utc) {
  using namespace std::chrono;
  const year_month_day day{floor<days>(sys_seconds(seconds(utc)))};
  return static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
}

std::string month_name(int number) {
  const int year = number >= 0 ? number / 12 : (number - 11) / 12;
  char out[24];
  std::snprintf(out, sizeof out, "%04d-%02d", year, number - year * 12 + 1);
  return out;
}

}  // namespace

std::string day_of(std::int64_t utc) {
  const std::string all = model::iso8601(utc);
  return all.substr(0, all.find('T'));
}

Result<void> count_people(const store::Db& db, const std::vector<Selected>& selected, Dossier& dossier) {
  const auto known = TRY(who_is_who(db));
  std::unordered_map<Who, std::uint64_t> letters;
  std::unordered_map<std::pair<Who, Who>, Traffic, PairHash> traffic;
  store::Statement s = TRY(db.prepare(
      "SELECT role, party FROM participants WHERE document = ? AND role BETWEEN 1 AND 4 ORDER BY role, seq"));
  for (const Selected& one : selected) {
    if (one.kind != Exhibit::Kind::letter) continue;
    std::set<Who> from, to;
    s.bind(1, one.row);
    while (TRY(s.step())) {
      const auto found = known.find(s.integer(1));
      const Who who = found == known.end() ? -s.integer(1) : found->second;
      (s.integer(0) == 1 ? from : to).insert(who);
    }
    for (const Who who : from) {
      ++letters[who];
      for (const Who other : to)
        if (other != who) traffic[{who, other}].add(one.date);
    }
    for (const Who who : to)
      if (!from.contains(who)) ++letters[who];
  }
  dossier.people = letters.size();
  std::vector<std::pair<Who, std::uint64_t>> order(letters.begin(), letters.end());
  const std::size_t chief = std::min(kChief, order.size());
  // Ids follow the order of listing, and an entity stands before a party of nobody known.
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(chief), order.end(),
                    [](const auto& a, const auto& b) {
                      if (a.second != b.second) return a.second > b.second;
                      return (a.first > 0) != (b.first > 0) ? a.first > 0
                                                            : std::abs(a.first) < std::abs(b.first);
                    });
  std::map<Who, std::size_t> place;
  for (std::size_t i = 0; i < chief; ++i) {
    place[order[i].first] = i;
    dossier.correspondents.push_back(TRY(correspondent(db, order[i].first, order[i].second)));
  }
  for (const auto& [from, a] : place)
    for (const auto& [to, b] : place) {
      const auto found = traffic.find({from, to});
      if (found == traffic.end()) continue;
      const Traffic& t = found->second;
      dossier.letters_between.push_back(
          {a, b, t.letters, t.first ? day_of(*t.first) : "", t.last ? day_of(*t.last) : ""});
    }
  std::sort(dossier.letters_between.begin(), dossier.letters_between.end(),
            [](const Correspondence& a, const Correspondence& b) {
              if (a.letters != b.letters) return a.letters > b.letters;
              return a.from != b.from ? a.from < b.from : a.to < b.to;
            });
  return {};
}

void count_dates(const std::vector<Selected>& selected, Dossier& dossier) {
  std::map<int, Month> months;
  std::optional<std::int64_t> first, last;
  for (const Selected& one : selected) {
    const bool letter = one.kind == Exhibit::Kind::letter, report = one.kind == Exhibit::Kind::report;
    ++(letter ? dossier.letters : report ? dossier.reports : dossier.others);
    if (!letter && !report) continue;
    if (!one.date) {
      ++dossier.undated;
      continue;
    }
    first = first ? std::min(*first, *one.date) : *one.date;
    last = last ? std::max(*last, *one.date) : *one.date;
    Month& month = months[month_number(*one.date)];
    ++(letter ? month.letters : month.reports);
  }
  if (!first) return;
  dossier.first = day_of(*first);
  dossier.last = day_of(*last);
  // A few broken dates (1904, 2098) would squeeze everything else into one bar: the outer hundredth may be
  // left out.
  std::uint64_t all = 0, below = 0;
  for (const auto& [number, month] : months) all += month.letters + month.reports;
  int begin = months.begin()->first, end = months.rbegin()->first;
  if (end - begin >= kMostMonths) {
    begin = end = 0;
    bool begun = false;
    for (const auto& [number, month] : months) {
      const std::uint64_t above = below + month.letters + month.reports;
      if (!begun && above * 100 > all) begin = number, begun = true;
      if (below * 100 < all * 99) end = number;
      below = above;
    }
    if (end - begin >= kMostMonths) return;
  }
  for (int number = begin; number <= end; ++number) {
    Month month = months[number];
    month.month = month_name(number);
    dossier.months.push_back(std::move(month));
  }
}

}  // namespace clew::view
