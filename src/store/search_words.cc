#include "store/search_words.h"

#include <algorithm>
#include <cmath>

#include "store/index_run.h"
#include "store/index_structure.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

bool is_leaf(const Query& query) { return query.kind == Kind::phrase || query.kind == Kind::near; }

/// The parts of an all_of: those that must be there, then those that must not.
std::vector<const Query*> ordered_parts(const Query& query) {
  std::vector<const Query*> parts;
  for (const Query& part : query.parts)
    if (part.kind != Kind::none_of) parts.push_back(&part);
  for (const Query& part : query.parts)
    if (part.kind == Kind::none_of) parts.push_back(&part);
  return parts;
}

void collect_leaves(const Query& query, std::vector<const Query*>& to) {
  if (is_leaf(query))
    to.push_back(&query);
  else
    for (const Query* part : ordered_parts(query)) collect_leaves(*part, to);
}

// FTS5's record of averages: how many rows there are, how many words they have; as SQLite's varints.
Result<IndexTotals> read_totals(const Db& db) {
  IndexTotals totals;
  const std::string bytes = TRY(index_record(db, "words", kAveragesRow));
  std::string_view rest = bytes;
  totals.rows = static_cast<double>(take_varint(rest));
  totals.words = static_cast<double>(take_varint(rest));
  return totals;
}

}  // namespace

bool is_text_query(const Query& query) {
  switch (query.kind) {
    case Kind::phrase:
    case Kind::near:
      return true;
    case Kind::any_of:
      return !query.parts.empty() && std::all_of(query.parts.begin(), query.parts.end(), is_text_query);
    case Kind::all_of: {
      bool any = false;
      for (const Query& part : query.parts) {
        const bool negated = part.kind == Kind::none_of;
        any = any || !negated;
        if (!(negated ? std::all_of(part.parts.begin(), part.parts.end(), is_text_query)
                      : is_text_query(part)))
          return false;
      }
      return any;
    }
    default:
      return false;
  }
}

std::string phrase_expression(const Phrase& phrase) {
  std::string out = "\"";
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    if (i > 0) out += ' ';
    for (const char c : phrase.words[i]) out += c == '"' ? "\"\"" : std::string(1, c);
  }
  out += phrase.prefix ? "\" *" : "\"";
  return out;
}

std::string text_expression(const Query& query) {
  if (query.kind == Kind::phrase) return phrase_expression(query.phrases[0]);
  std::string out;
  if (query.kind == Kind::near) {
    out = "NEAR(";
    for (const Phrase& phrase : query.phrases) out += phrase_expression(phrase) + " ";
    return out + ", " + std::to_string(query.distance) + ")";
  }
  const std::string_view joint = query.kind == Kind::all_of ? " AND " : " OR ";
  std::string none;
  for (const Query* part : ordered_parts(query)) {
    if (part->kind == Kind::none_of && query.kind == Kind::all_of) {
      for (const Query& inner : part->parts) none += (none.empty() ? "" : " OR ") + text_expression(inner);
      continue;
    }
    if (!out.empty()) out += joint;
    out += text_expression(*part);
  }
  return none.empty() ? "(" + out + ")" : "((" + out + ") NOT (" + none + "))";
}

std::vector<const Query*> leaves_of(const Query& query) {
  std::vector<const Query*> leaves;
  collect_leaves(query, leaves);
  return leaves;
}

std::vector<const Phrase*> phrases_of(const Query& query) {
  std::vector<const Phrase*> phrases;
  for (const Query* leaf : leaves_of(query))
    for (const Phrase& phrase : leaf->phrases) phrases.push_back(&phrase);
  return phrases;
}

bool has_prefix(const Query& query) {
  return std::any_of(query.phrases.begin(), query.phrases.end(), [](const Phrase& p) { return p.prefix; }) ||
         std::any_of(query.parts.begin(), query.parts.end(), has_prefix);
}

Result<Ranker> Ranker::open(const Db& db, const std::vector<double>& rows_with_phrases) {
  Ranker ranker;
  ranker.totals_ = TRY(read_totals(db));
  const double rows = std::max(1.0, ranker.totals_.rows);
  // A phrase in more than half of the texts tells nothing; its weight must not turn negative.
  for (const double found : rows_with_phrases) {
    const double with = std::min(found, rows);
    ranker.weights_.push_back(std::max(1e-6, std::log((rows - with + 0.5) / (with + 0.5))));
  }
  return ranker;
}

double Ranker::score(const TextCounts& text) const {
  constexpr double kSaturation = 1.2, kLengthWeight = 0.75;
  const double average = totals_.words / std::max(1.0, totals_.rows);
  const double length = average > 0 ? text.words / average : 1;
  double score = 0;
  for (std::size_t i = 0; i < text.counts.size() && i < weights_.size(); ++i) {
    const double n = text.counts[i];
    score += weights_[i] * n * (kSaturation + 1) /
             (n + kSaturation * (1 - kLengthWeight + kLengthWeight * length));
  }
  return score;
}

}  // namespace clew::store
