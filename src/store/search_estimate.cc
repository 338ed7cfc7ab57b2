#include "store/search_estimate.h"

#include <algorithm>

#include "store/row_check.h"
#include "store/search_words.h"

namespace clew::store {
namespace {

constexpr std::int64_t kTexts = 100;
// Microseconds, measured on 500,000 letters: what the index needs for each place of a word whose beginning is
// asked for, and for each text that holds the rarest word of a phrase.
constexpr double kPerBeginning = 0.4, kPerText = 0.2;

}  // namespace

Result<Estimate> estimate(const Db& db, const Query& query, std::int64_t last_text) {
  TextScan scan(db);
  scan.expect(query);
  const auto phrases = phrases_of(query);
  std::vector<double> with(phrases.size(), 0), times(phrases.size(), 0);
  double read = 0, matches = 0;
  Statement next = TRY(db.prepare("SELECT id FROM texts WHERE id >= ? AND content IS NOT NULL LIMIT 1"));
  std::int64_t last = -1;
  for (std::int64_t i = 0; i < kTexts; ++i) {
    next.bind(1, i * last_text / kTexts + 1);
    const std::int64_t text = TRY(next.step()) ? next.integer(0) : last;
    next.reset();
    if (text <= last) continue;
    last = text;
    TRY(scan.read(text));
    ++read;
    matches += TRY(scan.fulfils(query)) ? 1 : 0;
    const auto counts = scan.counts(query);
    for (std::size_t k = 0; counts && k < counts->size() && k < phrases.size(); ++k)
      with[k] += (*counts)[k] > 0 ? 1 : 0, times[k] += (*counts)[k];
  }
  Estimate found;
  const double texts = static_cast<double>(last_text), of = std::max(read, 1.0);
  found.share = matches / of;
  for (std::size_t k = 0; k < phrases.size(); ++k) {
    found.rows_with.push_back(std::max(with[k], 0.3) / of * texts);
    // The words of a phrase are commoner than the phrase: taken to stand in half of the texts.
    const bool one = phrases[k]->words.size() == 1;
    found.index_cost += phrases[k]->prefix ? std::max(times[k], 0.3) / of * texts * kPerBeginning
                                           : (one ? found.rows_with[k] : texts / 2) * kPerText;
  }
  return found;
}

}  // namespace clew::store
