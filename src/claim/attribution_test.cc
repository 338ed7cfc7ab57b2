#include "claim/attribution.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "claim/attribution_rules.h"
#include "claim/attribution_speakers.h"
#include "claim/quotes.h"

namespace clew::claim {
namespace {

/// Paragraphs are divided by blank lines; `names` are persons, `bodies` organisations, wherever they stand.
struct Text {
  explicit Text(std::string_view words, const std::vector<std::string>& names = {},
                const std::vector<std::string>& bodies = {})
      : text(words) {
    std::vector<ParagraphInput> paragraphs;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find("\n\n", at), text.size());
      ParagraphInput paragraph;
      paragraph.start = at;
      paragraph.end = end;
      add(names, model::MentionType::person, paragraph);
      add(bodies, model::MentionType::org, paragraph);
      std::sort(paragraph.mentions.begin(), paragraph.mentions.end(),
                [](const auto& a, const auto& b) { return a.start < b.start; });
      paragraphs.push_back(std::move(paragraph));
      at = end + 2;
    }
    document = std::make_unique<Document>(text, std::move(paragraphs), Context{"en", "report", "", ""});
  }

  void add(const std::vector<std::string>& names, model::MentionType type, ParagraphInput& paragraph) {
    for (const std::string& name : names)
      for (std::size_t at = text.find(name, paragraph.start); at < paragraph.end;
           at = text.find(name, at + 1)) {
        model::Mention mention;
        mention.start = at;
        mention.end = at + name.size();
        mention.type = type;
        const bool inside =
            std::any_of(paragraph.mentions.begin(), paragraph.mentions.end(),
                        [&](const auto& m) { return m.start < mention.end && mention.start < m.end; });
        if (!inside) paragraph.mentions.push_back(mention);
      }
  }

  std::string words(const std::vector<model::Span>& spans) const {
    std::string out;
    for (const model::Span& span : spans)
      out += (out.empty() ? "" : " ... ") + text.substr(span.start, span.end - span.start);
    return out;
  }
  /// "source / cue / content" of each, a line each.
  std::string found() {
    std::string out;
    for (const auto& paragraph : find_attributions(*document))
      for (const model::Attribution& one : paragraph)
        out += words(one.source) + " / " + words(one.cue) + " / " + words(one.content) + "\n";
    return out;
  }
  std::vector<model::Attribution> all() {
    std::vector<model::Attribution> out;
    for (auto& paragraph : find_attributions(*document))
      for (model::Attribution& one : paragraph) out.push_back(std::move(one));
    return out;
  }

  std::string text;
  std::unique_ptr<Document> document;
};

TEST(Attribution, AClauseIsWhatItsSubjectSays) {
  EXPECT_EQ(Text("Two diplomats said that the talks had failed.").found(),
            "Two diplomats / said / that the talks had failed\n");
}

TEST(Attribution, AQuotationBeforeItsSpeakerIsDirect) {
  Text text("\u201CThe bridge is closed,\u201D said the harbour master.");
  EXPECT_EQ(text.found(), "the harbour master / said / \u201CThe bridge is closed,\u201D\n");
  ASSERT_EQ(text.all().size(), 1u);
  EXPECT_EQ(text.all()[0].kind, model::AttributionKind::direct);
}

TEST(Attribution, AccordingToNamesASource) {
  EXPECT_EQ(Text("The ship left on Monday, according to one official.").found(),
            "one official / according to / The ship left on Monday\n");
}

TEST(Attribution, ASentenceWithoutCueOrQuotationIsNotParsed) {
  Text text("The boat is blue. It rained in the valley.");
  EXPECT_TRUE(text.all().empty());
  for (const Sentence& sentence : text.document->sentences(0)) EXPECT_FALSE(sentence.parsed);
}

TEST(Attribution, OnlyWantedParagraphsAreAnswered) {
  Text text("A guard said the door was open.");
  std::vector<ParagraphInput> paragraphs(1);
  paragraphs[0].end = text.text.size();
  paragraphs[0].wanted = false;
  Document document(text.text, paragraphs, {"en", "report", "", ""});
  const auto found = find_attributions(document);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].empty());
}

TEST(Attribution, OtherLanguagesAreLeftAlone) {
  EXPECT_TRUE(Text("\u0633\u062E\u0646\u06AF\u0648 \u06AF\u0641\u062A \u06A9\u0647 "
                   "\u06AF\u0641\u062A\u0648\u06AF\u0648 "
                   "\u067E\u0627\u06CC\u0627\u0646 \u06CC\u0627\u0641\u062A.")
                  .all()
                  .empty());
}

TEST(Attribution, AQuotationLeftOpenGoesOnInTheNextParagraph) {
  Text text(
      "\u201CWe waited for a week,\u201D said Lena Nimvari. \u201CNobody came to us.\n\n\u201CThen it "
      "rained.\u201D",
      {"Lena Nimvari"});
  const auto all = text.all();
  ASSERT_GE(all.size(), 2u);
  EXPECT_EQ(text.words(all.back().content), "\u201CThen it rained.\u201D");
  EXPECT_TRUE(all.back().source.empty());
  EXPECT_EQ(all.back().name, "Lena Nimvari");
}

TEST(Speakers, AShortNameMeansTheLongestNameBeforeIt) {
  Text text("Lena Nimvari came late. Ms Nimvari said that the road was blocked.",
            {"Lena Nimvari", "Nimvari"});
  const auto all = text.all();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].name, "Lena Nimvari");
}

TEST(Speakers, APronounMeansTheSpeakerBefore) {
  Text text("Lena Nimvari said that the road was blocked. She said that the bridge was open.",
            {"Lena Nimvari"});
  const auto all = text.all();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].name, "");
  EXPECT_EQ(all[1].name, "Lena Nimvari");
}

TEST(Speakers, InitialsMeanTheOrganisationThatHasThem) {
  Text text("The Coastal Harbour Authority is small. CHA said that the pier was safe.", {},
            {"Coastal Harbour Authority", "CHA"});
  const auto all = text.all();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].name, "Coastal Harbour Authority");
}

TEST(Quotes, MarksOfAnyFormOpenAndClose) {
  for (const std::string quoted : {"He \"ran\" home", "He \u201Cran\u201D home", "He \u00ABran\u00BB home"}) {
    Text text(quoted);
    ParagraphView view;
    view.build(*text.document, 0, nullptr, nullptr);
    ASSERT_EQ(view.words.size(), 5u) << quoted;
    EXPECT_EQ(view.words[0].quote.run, 0);
    EXPECT_TRUE(view.words[1].quote.opens);
    EXPECT_EQ(view.words[2].quote.run, 1);
    EXPECT_TRUE(view.words[3].quote.closes);
    EXPECT_EQ(view.words[4].quote.run, 0);
  }
}

TEST(AttributionRules, FindVerbsAndAccordingTo) {
  Text text("Two diplomats said that the talks had failed. According to a clerk, the ship left.");
  ParagraphView view;
  view.build(*text.document, 0, rules_possible, nullptr);
  std::vector<FoundAttribution> found;
  find_by_rules(view, found);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(view.words[found[0].cue.first].word->text, "said");
  ASSERT_EQ(found[0].source.size(), 1u);
  EXPECT_EQ(view.words[found[0].source[0].first].word->text, "Two");
  ASSERT_EQ(found[0].content.size(), 1u);
  EXPECT_EQ(view.words[found[0].content[0].first].word->text, "that");
  EXPECT_EQ(view.words[found[1].cue.first].word->text, "According");
}

TEST(Attribution, HostileParagraphsTakeLinearTime) {
  std::string quotes, said;
  for (int i = 0; i < 3000; ++i) {
    quotes += "\u201C he said \" ";
    said += "SAID HE SAID THAT ";
  }
  for (const std::string& words : {quotes, said}) {
    Text text(words);
    for (const model::Attribution& one : text.all())
      for (const model::Span& span : one.content) EXPECT_LE(span.end, words.size());
  }
}

}  // namespace
}  // namespace clew::claim
