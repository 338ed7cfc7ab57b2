#include "pipeline/annotate_text.h"

#include <vector>

#include "annotate/annotate.h"
#include "model/record_json.h"
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

}  // namespace

std::string annotate_text(std::string_view text, const AnnotateOptions& options) {
  const std::string language = text::identify_language(text);
  const auto zones = text::find_zones(text, model::DocumentType::mail);
  const annotate::Surroundings around(text);
  JsonWriter json;
  const auto passages = text::split_passages(text, zones);
  json.begin_object().field("language", language);
  SentenceWriter(json, options.syntax).write(text, passages, language);
  json.key("zones").begin_array();
  for (const model::Zone& zone : zones) model::write_zone(json, zone);
  json.end_array().key("mentions").begin_array();
  for (const model::Passage& passage : passages) {
    const auto words = text.substr(passage.start, passage.end - passage.start);
    for (const model::Mention& m :
         annotate::find_mentions(words, {language, name_of(passage.zone), passage.date, &around}))
      model::write_mention(json, m, "", passage.start, {}, false);
  }
  return json.end_array().end_object().take();
}

}  // namespace clew::pipeline
