#include "store/open_dates.h"

#include <map>

namespace clew::store {
namespace {

constexpr int kMostLetters = 500;

std::string slice(std::string_view content, std::int64_t start, std::int64_t end) {
  if (start < 0 || end < start || static_cast<std::size_t>(end) > content.size()) return {};
  return std::string(content.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start)));
}

// The dates of one text, in its own passages.
Result<void> dates_of(Statement& content, Statement& places, std::int64_t text,
                      const std::function<void(std::string_view)>& take) {
  content.bind(1, text);
  places.bind(1, text);
  if (TRY(content.step())) {
    while (TRY(places.step())) take(slice(content.text(0), places.integer(0), places.integer(1)));
  }
  content.reset();
  places.reset();
  return {};
}

}  // namespace

Result<std::vector<OpenDate>> open_dates(const Db& db) {
  Statement mentions = TRY(db.prepare(
      "SELECT m.passage, m.start, m.\"end\", m.value, m.confidence, p.text, p.start FROM mentions m "
      "JOIN passages p ON p.id = m.passage JOIN occurrences o ON o.text = p.text AND o.start = p.start "
      "WHERE m.type = 'date' AND m.value LIKE '%|%' AND o.quoted = 0 ORDER BY m.passage, m.start"));
  Statement sender = TRY(
      db.prepare("SELECT coalesce(q.entity, -q.id), t.content FROM documents d JOIN texts t ON t.id = d.text "
                 "JOIN participants r ON r.document = d.id AND r.role = 1 AND r.seq = 0 "
                 "JOIN parties q ON q.id = r.party "
                 "WHERE d.text = ?1 AND d.message = d.id AND t.content IS NOT NULL ORDER BY d.id LIMIT 1"));
  std::vector<OpenDate> out;
  while (TRY(mentions.step())) {
    sender.bind(1, mentions.integer(5));
    if (TRY(sender.step())) {
      OpenDate date{mentions.integer(0), mentions.integer(1), mentions.integer(2), mentions.string(3), {},
                    mentions.real(4),    sender.integer(0)};
      const std::int64_t home = mentions.integer(6);
      date.text = slice(sender.text(1), home + date.start, home + date.end);
      out.push_back(std::move(date));
    }
    sender.reset();
  }
  return out;
}

Result<void> each_settled_date(const Db& db, const std::set<std::int64_t>& senders,
                               const std::function<void(std::int64_t, std::string_view)>& take) {
  Statement letters =
      TRY(db.prepare("SELECT coalesce(q.entity, -q.id), d.text FROM documents d "
                     "CROSS JOIN participants r ON r.document = d.id AND r.role = 1 AND r.seq = 0 CROSS JOIN "
                     "parties q ON q.id = r.party "
                     "WHERE d.message = d.id AND d.text IS NOT NULL ORDER BY d.id"));
  Statement content = TRY(db.prepare("SELECT content FROM texts WHERE id = ?1 AND content IS NOT NULL"));
  Statement places =
      TRY(db.prepare("SELECT p.start + m.start, p.start + m.\"end\" FROM occurrences o "
                     "CROSS JOIN passages p ON p.id = o.passage AND p.text = o.text AND p.start = o.start "
                     "CROSS JOIN mentions m ON m.passage = p.id "
                     "WHERE o.text = ?1 AND o.quoted = 0 AND m.type = 'date' AND m.value NOT LIKE '%|%'"));
  std::map<std::int64_t, int> seen;
  while (TRY(letters.step())) {
    const std::int64_t sender = letters.integer(0);
    if (senders.count(sender) == 0 || ++seen[sender] > kMostLetters) continue;
    TRY(dates_of(content, places, letters.integer(1), [&](std::string_view text) { take(sender, text); }));
  }
  return {};
}

Result<void> put_open_dates(const Db& db, const std::vector<OpenDate>& dates) {
  Statement put =
      TRY(db.prepare("UPDATE mentions SET value = ?1, confidence = ?2 "
                     "WHERE passage = ?3 AND start = ?4 AND \"end\" = ?5 AND type = 'date'"));
  for (const OpenDate& date : dates) {
    put.bind(1, date.value).bind(2, date.confidence).bind(3, date.passage).bind(4, date.start);
    TRY(put.bind(5, date.end).run());
  }
  return {};
}

}  // namespace clew::store
