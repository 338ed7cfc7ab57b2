#include "training/names/crf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "training/names/lexicon.h"
#include "training/names/measure.h"

namespace clew::training {
namespace {

/// A small set in the format of prepare_gold.py, in a file of its own.
class Gold {
 public:
  explicit Gold(const std::string& text)
      : path_(std::filesystem::temp_directory_path() / "clew-names-test.tsv") {
    std::ofstream(path_) << text;
  }
  ~Gold() { std::filesystem::remove(path_); }
  std::vector<NamedSentence> read(const TypeScheme& scheme) const {
    std::uint32_t document = 0;
    return read_named(path_.string(), scheme, 0, document);
  }

 private:
  std::filesystem::path path_;
};

std::string sentences(int count) {
  static const char* const kFirst[] = {"Ann", "Omar", "Mara", "Ira", "Tomas"};
  static const char* const kLast[] = {"Vale", "Stone", "Haddad", "Lee", "Moss"};
  std::string text = "#types PER LOC\n";
  for (int i = 0; i < count; ++i)
    text += std::string("Then\tO\n") + kFirst[i % 5] + "\tB-PER\n" + kLast[i / 5 % 5] + "\tI-PER\nleft\tO\n" +
            (i % 2 != 0 ? "Rotterdam" : "Vienna") + "\tB-LOC\n.\tO\n\n";
  return text;
}

std::string trained(const std::vector<NamedSentence>& gold, std::uint64_t seed) {
  ModelWriter tables;
  add_lexicon({}, tables);
  Crf({"X"}, false).add_weights({}, tables, {65535});
  const std::string lexicon = tables.finish();
  const auto model = annotate::NameModel::open(*ModelFile::over(lexicon, "lexicon"));
  CrfOptions options;
  options.epochs = 4;
  options.seed = seed;
  Crf crf({"PER", "LOC"}, false);
  crf.prepare(gold, *model, options);
  std::vector<std::uint32_t> all;
  for (std::uint32_t s = 0; s < gold.size(); ++s) all.push_back(s);
  crf.train(all, options);
  ModelWriter writer;
  add_lexicon({}, writer);
  crf.add_weights(options, writer, {32768, 60000});
  return writer.finish();
}

const TypeScheme kScheme{{"PER", "LOC"}, {}};

TEST(NamesTraining, TheSameSeedGivesTheSameBytes) {
  const auto gold = Gold(sentences(40)).read(kScheme);
  EXPECT_EQ(trained(gold, 1), trained(gold, 1));
  EXPECT_NE(trained(gold, 1), trained(gold, 2));
}

TEST(NamesTraining, WhatIsLearntIsFoundAgainInNewSentences) {
  const auto gold = Gold(sentences(40)).read(kScheme);
  const std::string bytes = trained(gold, 1);
  const auto model = annotate::NameModel::open(*ModelFile::over(bytes, "trained"));
  ASSERT_TRUE(model);
  annotate::NameBuffers buffers;
  std::vector<annotate::NameSpan> spans;
  const std::vector<std::string_view> tokens{"Then", "Mara", "Haddad", "left", "Vienna", "."};
  model->find(tokens, false, buffers, spans);
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].first, 1U);
  EXPECT_EQ(spans[0].last, 3U);
  EXPECT_EQ(model->types()[spans[0].type], "PER");
  EXPECT_EQ(model->types()[spans[1].type], "LOC");
}

TEST(NamesTraining, ASetThatDoesNotMarkATypeLeavesItOpen) {
  const auto gold = Gold("#types PER\nAnn\tB-PER\nVienna\tO\n\n").read(kScheme);
  ASSERT_EQ(gold.size(), 1U);
  EXPECT_EQ(gold[0].allowed[0], 0b00010U);
  EXPECT_EQ(gold[0].allowed[1], 0b11001U) << "O, or B or I of LOC";
}

TEST(NamesTraining, ACoarserTypeMayBeAnyOfItsFinerOnes) {
  const TypeScheme fine{{"politician", "person", "LOC"}, {{"PER", {"politician", "person"}}}};
  const auto gold = Gold("#types PER LOC\nAnn\tB-PER\nVale\tI-PER\nleft\tO\n\n").read(fine);
  EXPECT_EQ(gold[0].allowed[0], 0b0001010U);
  EXPECT_EQ(gold[0].allowed[1], 0b0010100U);
  EXPECT_EQ(gold[0].allowed[2], 1U);
  EXPECT_EQ(gold[0].gold[0], 255) << "which of the two is not known";
}

TEST(NamesTraining, TokensAreCutAsRunningTextIs) {
  const auto gold = Gold("#types PER LOC\nSmith-Jones\tB-PER\n\n").read(kScheme);
  ASSERT_EQ(gold[0].tokens.size(), 3U);
  EXPECT_EQ(spans_of(gold[0].gold).size(), 1U);
  EXPECT_EQ(spans_of(gold[0].gold)[0].last, 3U);
}

TEST(NamesTraining, SharesOfConfidenceNeverFallWithTheMargin) {
  const auto gold = Gold(sentences(40)).read(kScheme);
  const std::string bytes = trained(gold, 1);
  const auto model = annotate::NameModel::open(*ModelFile::over(bytes, "trained"));
  Measure measure;
  measure.add(*model, gold, {});
  const auto table = measure.calibration();
  ASSERT_FALSE(table.empty());
  EXPECT_TRUE(std::is_sorted(table.begin(), table.end()));
  EXPECT_GT(table.front(), 0);
}

}  // namespace
}  // namespace clew::training
