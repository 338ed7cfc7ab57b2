#include "pipeline/annotate_text.h"

#include <span>
#include <vector>

#include "model/record_json.h"
#include "pipeline/study_text.h"
#include "text/language.h"
#include "text/passages.h"
#include "text/sentences.h"
#include "text/syntax.h"
#include "text/tokens.h"
#include "text/zones.h"

namespace clew::pipeline {

namespace {

class SentenceWriter {
 public:
  SentenceWriter(JsonWriter& json, bool syntax) : json_(json), syntax_(syntax) {}

  // Passages without any word, rules and the like, are no passages but may hold tokens; they are no
  // sentences.
  void write(std::string_view all, const std::vector<model::Passage>& passages, std::string_view language) {
    json_.key("sentences").begin_array();
    for (const model::Passage& passage : passages) {
      const std::string_view text = all.substr(passage.start, passage.end - passage.start);
      const std::string of_passage = text::identify_language(text, language);
      const auto tokens = text::tokenize(text, of_passage);
      for (const text::Sentence& sentence : text::split_sentences(text, tokens, passage.zone)) {
        const std::string mine =
            text::identify_language(text.substr(sentence.start, sentence.end - sentence.start), of_passage);
        json_.begin_object()
            .field("start", passage.start + sentence.start)
            .field("end", passage.start + sentence.end)
            .field("language", mine);
        if (syntax_) write_tokens(text, tokens, sentence, passage.start, mine);
        json_.end_object();
      }
    }
    json_.end_array();
  }

 private:
  void write_tokens(std::string_view text, const std::vector<text::Token>& tokens,
                    const text::Sentence& sentence, std::size_t offset, const std::string& language) {
    std::vector<const text::Token*> kept;
    std::vector<std::string_view> words;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (tokens[i].kind == text::TokenKind::quote_mark) continue;
      kept.push_back(&tokens[i]);
      words.push_back(tokens[i].in(text));
    }
    const text::Syntax* syntax = text::embedded_syntax(language);
    if (syntax != nullptr) syntax->parse(words, text::ParseMode::accurate, scratch_, nodes_);
    json_.key("tokens").begin_array();
    for (std::size_t i = 0; i < kept.size(); ++i) {
      json_.begin_object().field("start", offset + kept[i]->start).field("end", offset + kept[i]->end);
      if (syntax != nullptr) {
        const std::string_view fine = syntax->fine_tag(nodes_[i].tag);
        json_.field("upos", text::name_of(nodes_[i].upos))
            .optional("tag", fine == "_" ? "" : fine)
            .field("head", nodes_[i].head)
            .field("relation", syntax->relation(nodes_[i].relation));
      }
      json_.end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  bool syntax_;
  text::SyntaxScratch scratch_;
  std::vector<text::SyntaxNode> nodes_;
};

void write_one(JsonWriter& json, const model::Claim& claim, const model::Passage& passage,
               std::string_view text) {
  const std::uint64_t start = passage.start + claim.start, end = passage.start + claim.end;
  const model::Evidence evidence{{}, {}, start, end, text.substr(start, end - start)};
  model::ClaimExtras extras;
  extras.base = passage.start;
  extras.evidence = std::span(&evidence, 1);
  extras.author = passage.depth == 0 ? std::string_view() : author_name(passage.author);
  model::write_claim(json, claim, extras);
}

}  // namespace

std::string annotate_text(std::string_view text, const AnnotateOptions& options) {
  const std::string language = text::identify_language(text);
  const auto zones = text::find_zones(text, model::DocumentType::mail);
  JsonWriter json;
  const auto passages = text::split_passages(text, zones);
  json.begin_object().field("language", language);
  SentenceWriter(json, options.syntax).write(text, passages, language);
  json.key("zones").begin_array();
  for (const model::Zone& zone : zones) model::write_zone(json, zone);
  std::vector<StudyPassage> to_study;
  for (const model::Passage& passage : passages) to_study.push_back(study_passage(passage, 0));
  const auto found = study_text(text, to_study, {language, "text", {}, {}});
  json.end_array().key("mentions").begin_array();
  for (std::size_t i = 0; i < passages.size(); ++i)
    for (const model::Mention& m : found[i].mentions)
      model::write_mention(json, m, "", passages[i].start, {}, false);
  json.end_array().key("attributions").begin_array();
  for (std::size_t i = 0; i < passages.size(); ++i)
    for (const model::Attribution& a : found[i].attributions)
      model::write_attribution(json, a, passages[i].start);
  json.end_array().key("claims").begin_array();
  for (std::size_t i = 0; i < passages.size(); ++i)
    for (const model::Claim& claim : found[i].claims) write_one(json, claim, passages[i], text);
  return json.end_array().end_object().take();
}

}  // namespace clew::pipeline
