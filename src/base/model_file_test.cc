#include "base/model_file.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>
#include <fstream>

#include "base/embedded_models.h"

namespace clew {
namespace {

std::string made() {
  ModelWriter writer;
  writer.add("weights", std::vector<std::int16_t>{1, -2, 300});
  writer.add("labels", "root\nobj");
  writer.add("empty", std::vector<std::int32_t>{});
  return writer.finish();
}

/// Bytes at an address that is a multiple of 64.
struct Aligned {
  explicit Aligned(const std::string& bytes) : size(bytes.size()) { std::memcpy(data, bytes.data(), size); }
  std::string_view view() const { return {data, size}; }
  alignas(64) char data[4096];
  std::size_t size;
};

TEST(ModelFile, WhatIsWrittenIsRead) {
  const Aligned bytes(made());
  const auto file = ModelFile::over(bytes.view(), "made");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->verify());
  const auto weights = file->array<std::int16_t>("weights");
  ASSERT_TRUE(weights);
  EXPECT_EQ(std::vector<std::int16_t>(weights->begin(), weights->end()),
            (std::vector<std::int16_t>{1, -2, 300}));
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(weights->data()) % 64, 0u);
  EXPECT_EQ(*file->text("labels"), "root\nobj");
  EXPECT_EQ(file->array<std::int32_t>("empty")->size(), 0u);
  EXPECT_EQ(made(), made());
}

TEST(ModelFile, AnotherTypeLengthOrNameIsAnError) {
  const Aligned bytes(made());
  const auto file = ModelFile::over(bytes.view(), "made");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->array<std::int8_t>("weights").error().code, Code::corrupt);
  EXPECT_EQ(file->array<std::int16_t>("weights", 4).error().code, Code::corrupt);
  EXPECT_EQ(file->array<std::int16_t>("none").error().code, Code::not_found);
  EXPECT_FALSE(file->has("weight"));
  EXPECT_TRUE(file->has("empty"));
}

TEST(ModelFile, EveryByteOfTheHeadAndTableIsGuarded) {
  const std::string good = made();
  for (std::size_t at = 0; at < 64 + 3 * 64; ++at) {
    if (at >= 40 && at < 64) continue;  // zeros that mean nothing yet
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x41);
    const Aligned bytes(bad);
    const auto file = ModelFile::over(bytes.view(), "bad");
    EXPECT_TRUE(!file || !file->verify()) << at;
  }
}

TEST(ModelFile, DamageToTheArraysIsFoundWhenAsked) {
  const std::string good = made();
  for (std::size_t at = 256; at < good.size(); at += 7) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    const Aligned bytes(bad);
    const auto file = ModelFile::over(bytes.view(), "bad");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->verify().error().code, Code::corrupt) << at;
  }
}

TEST(ModelFile, AFileCutAnywhereIsAnError) {
  const std::string good = made();
  for (std::size_t length = 0; length < good.size(); ++length) {
    const Aligned bytes(good.substr(0, length));
    EXPECT_FALSE(ModelFile::over(bytes.view(), "cut")) << length;
  }
}

TEST(ModelFile, AFileOnDiskIsMappedAndOutlivesItsFirstHandle) {
  const std::string path = ::testing::TempDir() + "made.model";
  std::ofstream(path, std::ios::binary) << made();
  std::span<const std::int16_t> weights;
  Result<ModelFile> copy = ModelFile::map(path + "-none");
  EXPECT_EQ(copy.error().code, Code::not_found);
  {
    auto file = ModelFile::map(path);
    ASSERT_TRUE(file);
    copy = *file;
    weights = *file->array<std::int16_t>("weights");
  }
  EXPECT_EQ(weights[2], 300);
  std::remove(path.c_str());
  EXPECT_EQ(weights[0], 1);
}

TEST(EmbeddedModels, EachIsWholeAndFoundByName) {
  for (const EmbeddedModel& model : embedded_models()) {
    const auto file = open_embedded_model(model.name);
    ASSERT_TRUE(file) << model.name;
    EXPECT_TRUE(file->verify()) << model.name;
  }
  EXPECT_EQ(open_embedded_model("no such model").error().code, Code::not_found);
}

}  // namespace
}  // namespace clew
