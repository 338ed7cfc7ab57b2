#include "store/contacts.h"

#include <algorithm>
#include <tuple>

namespace clew::store {
namespace {

constexpr std::size_t kMostRecipients = 20;

}  // namespace

Result<std::vector<Contact>> all_contacts(const Db& db) {
  std::vector<Contact> out;
  Statement rows =
      TRY(db.prepare("SELECT d.id, d.date, r.role, p.entity FROM participants r JOIN documents d ON d.id = "
                     "r.document JOIN parties p "
                     "ON p.id = r.party WHERE d.message = d.id AND d.date IS NOT NULL AND p.entity IS NOT "
                     "NULL AND r.role BETWEEN 1 "
                     "AND 4 ORDER BY r.document, r.role, r.seq"));
  std::int64_t document = 0, date = 0;
  std::vector<std::int64_t> senders, recipients;
  const auto finish = [&] {
    std::sort(recipients.begin(), recipients.end());
    recipients.erase(std::unique(recipients.begin(), recipients.end()), recipients.end());
    if (recipients.size() > kMostRecipients) recipients.clear();
    for (const std::int64_t from : senders)
      for (const std::int64_t to : recipients)
        if (from != to) out.push_back({std::min(from, to), std::max(from, to), date, document});
    senders.clear();
    recipients.clear();
  };
  while (TRY(rows.step())) {
    if (rows.integer(0) != document) finish();
    document = rows.integer(0);
    date = rows.integer(1);
    (rows.integer(2) == 1 ? senders : recipients).push_back(rows.integer(3));
  }
  finish();
  const auto order = [](const Contact& c) { return std::tie(c.a, c.b, c.date, c.document); };
  std::sort(out.begin(), out.end(), [&](const Contact& x, const Contact& y) { return order(x) < order(y); });
  return out;
}

}  // namespace clew::store
