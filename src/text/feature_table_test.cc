#include "text/feature_table.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace clew::text {
namespace {

struct Model {
  explicit Model(const ModelWriter& writer) {
    const std::string bytes = writer.finish();
    words.resize(bytes.size() / 4 + 1);
    std::memcpy(words.data(), bytes.data(), bytes.size());
    file = *ModelFile::over({reinterpret_cast<const char*>(words.data()), bytes.size()}, "made");
  }
  std::vector<std::uint32_t> words;
  ModelFile file;
};

TEST(TripleTable, ScoresAreThoseOfThePlainReader) {
  std::mt19937_64 random(7);
  for (const std::size_t buckets : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
    std::vector<std::uint32_t> places(buckets * TripleTable::kPlaces);
    for (auto& place : places) place = static_cast<std::uint32_t>(random());
    ModelWriter writer;
    writer.add("t", places);
    const Model model(writer);
    const auto table = TripleTable::open(model.file, "t");
    ASSERT_TRUE(table);
    for (std::size_t n = 0; n < 150; ++n) {
      std::vector<std::uint64_t> features(n);
      for (auto& f : features)
        f = random() % 3 == 0 ? random() << 33 | places[random() % places.size()] : random();
      const auto fast = table->score(features), plain = table->score_plainly(features);
      for (int i = 0; i < 3; ++i) ASSERT_EQ(fast.of[i], plain.of[i]);
    }
  }
}

TEST(TripleTable, AnEmptyOrRaggedTableIsRefused) {
  ModelWriter writer;
  writer.add("empty", std::vector<std::uint32_t>{});
  writer.add("ragged", std::vector<std::uint32_t>(7));
  const Model model(writer);
  EXPECT_FALSE(TripleTable::open(model.file, "empty"));
  EXPECT_FALSE(TripleTable::open(model.file, "ragged"));
}

TEST(ClassTable, WeightsOfAllFeaturesAreAddedHoweverManyTheyAre) {
  // One bucket: feature 5 weighs 7 for class 2 and -3 for class 0; feature 6 weighs 1 for class 1.
  ModelWriter writer;
  writer.add("c.places", std::vector<std::uint32_t>{5 | 2 << 16, 0, 6 | 1 << 16, 2, 0, 0, 0, 0});
  writer.add("c.pairs", std::vector<std::uint16_t>{2 | 7 << 8, 0 | 0xFD << 8, 1 | 1 << 8});
  const Model model(writer);
  const auto table = ClassTable::open(model.file, "c", 3);
  ASSERT_TRUE(table);
  std::int32_t scores[3] = {};
  const std::vector<std::uint64_t> features(250, 5);
  table->add(features, scores);
  EXPECT_EQ(scores[0], -750);
  EXPECT_EQ(scores[1], 0);
  EXPECT_EQ(scores[2], 1750);
}

TEST(ClassTable, PairsAndClassesOutsideAreRefused) {
  ModelWriter writer;
  writer.add("far.places", std::vector<std::uint32_t>{5 | 2 << 16, 1, 0, 0, 0, 0, 0, 0});
  writer.add("far.pairs", std::vector<std::uint16_t>{0, 1});
  writer.add("class.places", std::vector<std::uint32_t>(8));
  writer.add("class.pairs", std::vector<std::uint16_t>{3});
  const Model model(writer);
  EXPECT_FALSE(ClassTable::open(model.file, "far", 3));
  EXPECT_FALSE(ClassTable::open(model.file, "class", 3));
  EXPECT_TRUE(ClassTable::open(model.file, "class", 4));
}

}  // namespace
}  // namespace clew::text
