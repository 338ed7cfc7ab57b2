#include "training/attribution/calibration.h"

#include <algorithm>
#include <cmath>
#include <iomanip>

namespace clew::training {

std::vector<bool> right_ones(const Article& article, const std::vector<GoldAttribution>& found) {
  std::vector<bool> right(found.size()), taken(article.gold.size());
  for (std::size_t f = 0; f < found.size(); ++f)
    for (std::size_t i = 0; i < article.gold.size() && !right[f]; ++i) {
      const GoldAttribution& gold = article.gold[i];
      right[f] = !taken[i] && share_half({gold.cue}, {found[f].cue}) &&
                 share_half(gold.source, found[f].source) && share_half(gold.content, found[f].content);
      if (right[f]) taken[i] = true;
    }
  return right;
}

std::vector<std::uint16_t> Calibration::table() const {
  struct Block {
    double right, all;
    std::size_t rows;
  };
  constexpr std::size_t kRows = 50;
  std::vector<Block> blocks, rows(kRows, Block{0.5, 1, 1});  // one, half right, that nobody saw
  for (const auto& [margin, right] : seen_) {
    Block& row = rows[std::min<std::size_t>(claim::AttributionModel::band(margin), kRows - 1)];
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

void Reliability::add(double confidence, bool right) {
  Band& band = bands_[std::min<std::size_t>(static_cast<std::size_t>(confidence * 10), 9)];
  ++band.all;
  band.right += right ? 1 : 0;
  band.confidence += confidence;
}

void Reliability::print(std::ostream& out) const {
  double off = 0;
  std::size_t all = 0;
  out << std::fixed << std::setprecision(3);
  for (const Band& band : bands_) {
    if (band.all == 0) continue;
    const auto n = static_cast<double>(band.all), right = static_cast<double>(band.right);
    out << "confidence " << band.confidence / n << "  right " << right / n << "  of " << band.all << '\n';
    off += std::abs(band.confidence - right);
    all += band.all;
  }
  if (all != 0) out << "expected calibration error " << off / static_cast<double>(all) << '\n';
}

}  // namespace clew::training
