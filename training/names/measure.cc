#include "training/names/measure.h"

#include <algorithm>
#include <iomanip>
#include <set>
#include <sstream>

#include "annotate/name_consistency.h"

namespace clew::training {
namespace {

using Found = std::pair<GoldSpan, std::string>;

std::string type_of(const annotate::NameModel& model, std::uint8_t type, const MeasureOptions& options) {
  const std::string& name = model.types()[type];
  const auto mapped = options.types.find(name);
  return mapped == options.types.end() ? name : mapped->second;
}

std::string kind_of_error(const NamedSentence& sentence, const GoldSpan& span, const std::string& type,
                          const std::string& what, bool with_text) {
  std::string line = what + " " + type;
  if (!with_text) return line;
  for (std::uint32_t at = span.first > 2 ? span.first - 2 : 0;
       at < std::min<std::size_t>(span.last + 2, sentence.tokens.size()); ++at)
    line += (at == span.first ? " [" : " ") + sentence.tokens[at] + (at + 1 == span.last ? "]" : "");
  return line;
}

}  // namespace

void MeasureOptions::map(const std::string& text) {
  std::istringstream in(text);
  for (std::string pair; std::getline(in, pair, ',');)
    types[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
}

void Measure::add(const annotate::NameModel& model, const std::vector<NamedSentence>& gold,
                  const MeasureOptions& options) {
  for (std::size_t from = 0, to = 0; from < gold.size(); from = to) {
    while (to < gold.size() && gold[to].document == gold[from].document && gold[to].set == gold[from].set)
      ++to;
    add_document(model, std::span(gold).subspan(from, to - from), options);
  }
}

void Measure::add_document(const annotate::NameModel& model, std::span<const NamedSentence> gold,
                           const MeasureOptions& options) {
  annotate::NameBuffers buffers;
  annotate::NameConsistency whole;
  whole.begin(model);
  std::vector<std::vector<annotate::NameSpan>> all(gold.size());
  std::vector<std::vector<std::string_view>> words(gold.size());
  for (std::size_t i = 0; i < gold.size(); ++i) {
    words[i].assign(gold[i].tokens.begin(), gold[i].tokens.end());
    model.find(words[i], options.arabic, buffers, all[i]);
    if (options.consistent) whole.learn(words[i], all[i]);
  }
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const NamedSentence& sentence = gold[i];
    std::vector<annotate::NameSpan>& spans = all[i];
    if (whole.any()) whole.settle(words[i], spans);
    std::map<GoldSpan, std::string> found, wanted;
    std::map<GoldSpan, int> margins;
    for (const annotate::NameSpan& span : spans) {
      const std::string type = type_of(model, span.type, options);
      if (type.empty()) continue;
      found[{span.first, span.last, 0}] = type;
      margins[{span.first, span.last, 0}] = span.margin;
    }
    for (const GoldSpan& span : spans_of(sentence.gold)) {
      const std::string type = type_of(model, span.type, options);
      if (!type.empty()) wanted[{span.first, span.last, 0}] = type;
    }
    for (const auto& [span, type] : wanted) {
      ++scores_[type].gold;
      const auto hit = found.find(span);
      if (hit != found.end() && hit->second == type)
        ++scores_[type].right;
      else if (options.errors > 0)
        ++errors_[kind_of_error(sentence, span, type,
                                hit == found.end() ? "missed" : "taken for " + hit->second + ":", true)];
    }
    for (const auto& [span, type] : found) {
      ++scores_[type].found;
      const auto hit = wanted.find(span);
      const bool right = hit != wanted.end() && hit->second == type;
      if (!options.consistent) margins_.emplace_back(margins[span], right);
      if (!right && options.errors > 0) ++errors_[kind_of_error(sentence, span, type, "false", true)];
    }
  }
}

void Measure::print(const MeasureOptions& options, std::ostream& out) const {
  Score all;
  out << std::fixed << std::setprecision(4);
  const auto line = [&](const std::string& name, const Score& s) {
    out << std::left << std::setw(16) << name << " P " << s.precision() << " R " << s.recall() << " F1 "
        << s.f1() << "  gold " << s.gold << " found " << s.found << '\n';
  };
  for (const auto& [type, score] : scores_) {
    line(type, score);
    all += score;
  }
  line("all", all);
  std::vector<std::pair<std::size_t, std::string>> errors;
  for (const auto& [error, count] : errors_) errors.emplace_back(count, error);
  std::stable_sort(errors.begin(), errors.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < std::min(errors.size(), options.errors); ++i)
    out << errors[i].first << '\t' << errors[i].second << '\n';
}

void Measure::join(const Measure& other) {
  for (const auto& [type, score] : other.scores_) scores_[type] += score;
  for (const auto& [error, count] : other.errors_) errors_[error] += count;
  margins_.insert(margins_.end(), other.margins_.begin(), other.margins_.end());
}

std::vector<std::uint16_t> Measure::calibration() const {
  struct Block {
    double right, all;
    std::size_t rows;
  };
  constexpr std::size_t kRows = 40;
  std::vector<Block> blocks, rows(kRows, Block{0.5, 1, 1});  // one name, half right, that nobody saw
  for (const auto& [margin, right] : margins_) {
    Block& row = rows[std::min<std::size_t>(static_cast<std::size_t>(margin) / 8, kRows - 1)];
    row.right += right ? 1 : 0;
    row.all += 1;
  }
  for (const Block& row : rows) {
    blocks.push_back(row);
    while (blocks.size() > 1) {
      const Block last = blocks.back();
      Block& before = blocks[blocks.size() - 2];
      if (before.right * last.all < last.right * before.all) break;
      before = {before.right + last.right, before.all + last.all, before.rows + last.rows};
      blocks.pop_back();
    }
  }
  std::vector<std::uint16_t> table;
  for (const Block& block : blocks)
    table.insert(table.end(), block.rows, static_cast<std::uint16_t>(65536 * block.right / block.all));
  return table;
}

}  // namespace clew::training
