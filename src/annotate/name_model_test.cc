#include "annotate/name_model.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace clew::annotate {
namespace {

/// A model of persons (PER) that knows one feature: a token written like this one is B-PER.
class MadeModel {
 public:
  std::vector<std::int32_t> settings{kNameFeatures, 3, 16};
  std::string types = "PER";
  std::vector<std::uint16_t> keys = std::vector<std::uint16_t>(8, 0);
  std::vector<std::int8_t> rows = std::vector<std::int8_t>(8 * 16, 0);
  std::vector<std::int16_t> transitions = std::vector<std::int16_t>(4 * 3, 0);
  std::vector<std::uint16_t> calibration{16384, 32768, 60000};
  std::vector<std::uint32_t> list_keys = std::vector<std::uint32_t>(4, 0);

  void know(std::string_view token, std::int8_t points) {
    NameBuffers buffers;
    std::vector<NameWord> words(1);
    spell(token, false, words[0], buffers.normal);
    FeatureList list;
    name_features(words, 0, sentence_case(words), list);
    const std::uint64_t hash = list.hashes[0];  // the token's normal form
    std::size_t at = feature_slot(hash, keys.size());
    while (keys[at] != 0) at = (at + 1) % keys.size();
    keys[at] = feature_key(hash);
    rows[at * 16 + 1] = points;
  }

  std::string bytes() const {
    ModelWriter writer;
    writer.add("clusters.keys", std::vector<std::uint32_t>(4, 0));
    writer.add("clusters.rows", std::vector<std::uint16_t>(8, 0));
    writer.add("lists.keys", list_keys);
    writer.add("lists.bits", std::vector<std::uint16_t>(4, 0));
    writer.add("phrases.keys", std::vector<std::uint32_t>(4, 0));
    writer.add("phrases.kinds", std::vector<std::int8_t>(4, 0));
    writer.add("names.settings", settings);
    writer.add("names.types", std::string_view(types));
    writer.add("names.keys", keys);
    writer.add("names.rows", rows);
    writer.add("names.transitions", transitions);
    writer.add("names.calibration", calibration);
    return writer.finish();
  }
};

class NameModels : public testing::Test {
 protected:
  Result<NameModel> opened(const MadeModel& made) {
    bytes_ = made.bytes();
    auto file = ModelFile::over(bytes_, "made");
    if (!file) return std::move(file).error();
    return NameModel::open(std::move(*file));
  }
  std::string bytes_;
};

TEST_F(NameModels, AKnownTokenIsANameAndItsMarginGivesTheConfidence) {
  MadeModel made;
  made.transitions[1 * 3 + 2] = made.transitions[2 * 3 + 2] = -100;  // names of one token
  made.know("Marta", 20);
  made.know("Omar", 9);
  made.know("she", 100);
  const auto model = opened(made);
  ASSERT_TRUE(model);
  NameBuffers buffers;
  std::vector<NameSpan> spans;
  const std::vector<std::string_view> tokens{"she", "met", "Marta", "and", "Omar"};
  model->find(tokens, false, buffers, spans);
  ASSERT_EQ(spans.size(), 2U) << "lower-case words that no list knows are not looked at";
  EXPECT_EQ(spans[0].first, 2U);
  EXPECT_EQ(spans[0].last, 3U);
  EXPECT_EQ(spans[0].margin, 20);
  EXPECT_EQ(spans[1].margin, 9);
  EXPECT_DOUBLE_EQ(spans[0].confidence, 60000.0 / 65536);
  EXPECT_DOUBLE_EQ(spans[1].confidence, 0.5);
}

TEST_F(NameModels, WhatWasReadBeforeChangesNoAnswer) {
  MadeModel made;
  made.transitions[1 * 3 + 2] = made.transitions[2 * 3 + 2] = -100;
  made.know("Marta", 20);
  MadeModel other = made;
  other.know("Omar", 30);
  const auto model = opened(made);
  ASSERT_TRUE(model);
  const std::string bytes = other.bytes();
  const auto second = NameModel::open(*ModelFile::over(bytes, "other"));
  ASSERT_TRUE(second);
  NameBuffers used, unused;
  std::vector<NameSpan> spans, expected;
  const std::vector<std::string_view> tokens{"Marta", "met", "Omar"};
  for (int i = 0; i < 20000; ++i) {  // more words than the cache has places
    const std::string word = "Word" + std::to_string(i);
    const std::vector<std::string_view> one{word};
    model->find(one, false, used, spans);
  }
  model->find(tokens, false, used, spans);
  model->find(tokens, false, unused, expected);
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].margin, expected[0].margin);
  second->find(tokens, false, used, spans);
  EXPECT_EQ(spans.size(), 2U) << "the words of one model are not those of another";
}

TEST_F(NameModels, ASentenceWithoutTokensHasNoNames) {
  MadeModel made;
  const auto model = opened(made);
  ASSERT_TRUE(model);
  NameBuffers buffers;
  std::vector<NameSpan> spans(3);
  model->find({}, false, buffers, spans);
  EXPECT_TRUE(spans.empty());
}

TEST_F(NameModels, TablesWithoutAFreeSlotAreRefusedAsASearchWouldNeverEnd) {
  MadeModel made;
  made.keys.assign(8, 7);
  EXPECT_FALSE(opened(made));
  MadeModel lists;
  lists.list_keys.assign(4, 7);
  EXPECT_FALSE(opened(lists));
}

TEST_F(NameModels, SizesThatDoNotFitEachOtherAreRefused) {
  MadeModel rows;
  rows.rows.pop_back();
  EXPECT_FALSE(opened(rows));
  MadeModel labels;
  labels.settings = {kNameFeatures, 4, 16};
  EXPECT_FALSE(opened(labels));
  MadeModel types;
  types.types = "PER ORG";
  EXPECT_FALSE(opened(types));
  MadeModel none;
  none.calibration.clear();
  EXPECT_FALSE(opened(none));
}

TEST_F(NameModels, AModelForOtherFeaturesIsRefused) {
  MadeModel made;
  made.settings[0] = kNameFeatures + 1;
  const auto model = opened(made);
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, Code::unsupported);
}

TEST(NameWords, FormsOfArabicLettersAndCaseAreOneWord) {
  std::string a, b;
  normal_form("\u0643\u062A\u0627\u0628\u064A", a);  // Arabic kaf, yeh
  normal_form("\u06A9\u062A\u0627\u0628\u06CC", b);  // Persian keheh, yeh
  EXPECT_EQ(a, b);
  normal_form("ROTTERDAM", a);
  normal_form("Rotterdam", b);
  EXPECT_EQ(a, b);
}

TEST(NameWords, ShapesTellNamesFromOtherWords) {
  EXPECT_EQ(shape_of("word"), Shape::lower);
  EXPECT_EQ(shape_of("Word"), Shape::capital);
  EXPECT_EQ(shape_of("J."), Shape::initial);
  EXPECT_EQ(shape_of("McWord"), Shape::mixed);
  EXPECT_EQ(shape_of("1998"), Shape::year);
  EXPECT_EQ(shape_of("a@example.org"), Shape::address);
  EXPECT_EQ(shape_of("\u062A\u0647\u0631\u0627\u0646"), Shape::other_case);
  EXPECT_EQ(shape_of("--"), Shape::punctuation);
}

}  // namespace
}  // namespace clew::annotate
