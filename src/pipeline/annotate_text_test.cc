#include "pipeline/annotate_text.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <map>
#include <string>
#include <vector>

#include "base/embedded_models.h"

namespace clew::pipeline {
namespace {

struct Read {
  std::vector<std::string> sentences, languages;
  std::vector<std::map<std::string, std::string>>
      tokens;  // of all sentences: form, upos, relation, head's form
};

Read annotated(const std::string& text, bool syntax) {
  const simdjson::padded_string json(annotate_text(text, {.syntax = syntax}));
  simdjson::dom::parser parser;
  Read out;
  for (const simdjson::dom::element sentence : parser.parse(json)["sentences"].get_array()) {
    const auto bytes = [&](simdjson::dom::element e) {
      const std::uint64_t start = e["start"], end = e["end"];
      return text.substr(start, end - start);
    };
    out.sentences.push_back(bytes(sentence));
    out.languages.emplace_back(std::string_view(sentence["language"]));
    simdjson::dom::array tokens;
    if (sentence["tokens"].get(tokens) != simdjson::SUCCESS) continue;
    for (const simdjson::dom::element token : tokens) {
      auto& word = out.tokens.emplace_back();
      word["form"] = bytes(token);
      std::string_view upos;
      if (token["upos"].get(upos) != simdjson::SUCCESS) continue;
      const std::int64_t head = token["head"];
      word["upos"] = std::string(upos);
      word["relation"] = std::string(std::string_view(token["relation"]));
      word["head"] = head < 0 ? "" : bytes(tokens.at(static_cast<std::size_t>(head)));
    }
  }
  return out;
}

TEST(AnnotateText, SentencesAreBytesOfTheTextAndSayTheirLanguage) {
  const Read read =
      annotated("Dear Bo,\n\nThe mill is sold. We have the money.\n\nآسیاب فروخته شد و پول رسید.\n", false);
  EXPECT_EQ(read.sentences, (std::vector<std::string>{"Dear Bo,", "The mill is sold.", "We have the money.",
                                                      "آسیاب فروخته شد و پول رسید."}));
  EXPECT_EQ(read.languages, (std::vector<std::string>{"en", "en", "en", "fa"}));
  EXPECT_TRUE(read.tokens.empty());
}

TEST(AnnotateText, WordsHangOnEachOther) {
  if (!open_embedded_model("syntax-en")) GTEST_SKIP() << "built without the English model";
  const Read read = annotated("> We will send the letter to Ann.\n", true);
  ASSERT_EQ(read.tokens.size(), 8u);
  const std::vector<std::vector<std::string>> expected = {
      {"We", "PRON", "nsubj", "send"}, {"will", "AUX", "aux", "send"},    {"send", "VERB", "root", ""},
      {"the", "DET", "det", "letter"}, {"letter", "NOUN", "obj", "send"}, {"to", "ADP", "case", "Ann"},
      {"Ann", "PROPN", "obl", "send"}, {".", "PUNCT", "punct", "send"}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    auto token = read.tokens[i];
    EXPECT_EQ((std::vector<std::string>{token["form"], token["upos"], token["relation"], token["head"]}),
              expected[i]);
  }
}

TEST(AnnotateText, WithoutAModelOfTheLanguageThereAreTokensAlone) {
  const Read read = annotated("تم بيع المطحنة ووصل المال إلينا في الصباح.", true);
  EXPECT_EQ(read.languages, std::vector<std::string>{"ar"});
  ASSERT_FALSE(read.tokens.empty());
  for (auto token : read.tokens) EXPECT_EQ(token["upos"], "");
}

}  // namespace
}  // namespace clew::pipeline
