#include "training/attribution/chain_trainer.h"

#include <gtest/gtest.h>

#include "claim/chain.h"
#include "text/features.h"

namespace clew::training {
namespace {

/// Rows of words 0..9: a word above 6 begins a span that lasts while words are odd.
std::vector<ChainRow> rows() {
  std::vector<ChainRow> all;
  Random random(3);
  for (int r = 0; r < 200; ++r) {
    ChainRow& row = all.emplace_back();
    bool inside = false;
    for (int i = 0; i < 12; ++i) {
      const std::size_t word = random.below(10);
      row.features.push_back(text::feature(0));
      row.features.push_back(text::feature(1, word));
      row.ends.push_back(static_cast<std::uint32_t>(row.features.size()));
      if (word > 6) {
        row.labels.push_back(1);
        inside = true;
      } else {
        inside = inside && word % 2 == 1;
        row.labels.push_back(inside ? 2 : 0);
      }
    }
  }
  return all;
}

std::string trained(const std::vector<ChainRow>& all) {
  ChainOptions options;
  options.quiet = true;
  options.cutoff = 1;
  options.drop = 0;
  ChainTrainer trainer(3, 2,
                       [](std::size_t from, std::size_t to) { return to == 2 && (from == 0 || from == 3); });
  trainer.prepare(
      [&](const std::function<void(const ChainRow&)>& give) {
        for (const ChainRow& row : all) give(row);
      },
      options);
  std::vector<std::uint32_t> use;
  for (std::uint32_t r = 0; r < trainer.rows(); ++r) use.push_back(r);
  trainer.train(use, options);
  ModelWriter writer;
  trainer.add_weights("toy", options, writer);
  return writer.finish();
}

TEST(ChainTrainer, LearnsSpansThatTheReaderDecodes) {
  const auto all = rows();
  const std::string bytes = trained(all);
  auto file = ModelFile::over(bytes, "toy");
  ASSERT_TRUE(file);
  auto chain = claim::Chain::open(*file, "toy", 3, 2);
  ASSERT_TRUE(chain);
  std::size_t wrong = 0, words = 0;
  for (const ChainRow& row : all) {
    std::vector<std::int32_t> emissions(row.labels.size() * 3, 0);
    for (std::size_t i = 0; i < row.labels.size(); ++i)
      chain->emit(std::span(row.features).subspan(2 * i, 2), &emissions[3 * i]);
    std::vector<std::uint8_t> labels;
    chain->decode(emissions, labels);
    for (std::size_t i = 0; i < labels.size(); ++i) wrong += labels[i] != row.labels[i];
    words += labels.size();
  }
  EXPECT_LT(wrong * 50, words);
}

TEST(ChainTrainer, TheSameRowsGiveTheSameBytes) { EXPECT_EQ(trained(rows()), trained(rows())); }

TEST(ChainTrainer, AChainOfOtherLabelsIsRefused) {
  const std::string bytes = trained(rows());
  auto file = ModelFile::over(bytes, "toy");
  ASSERT_TRUE(file);
  EXPECT_FALSE(claim::Chain::open(*file, "toy", 4, 3));
  EXPECT_FALSE(claim::Chain::open(*file, "other", 3, 2));
}

}  // namespace
}  // namespace clew::training
