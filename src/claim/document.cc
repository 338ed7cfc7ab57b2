#include "claim/document.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/characters.h"
#include "text/language.h"
#include "text/sentences.h"
#include "text/tokens.h"

namespace clew::claim {
namespace {

std::string lowered(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    const text::Char c = text::char_at(word, at);
    if (c.kind == text::CharClass::broken || c.code < 0x80) {
      const char byte = word[at];
      out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    } else {
      append_utf8(out, text::lowered(c.code));
    }
    at += c.length;
  }
  return out;
}

// Languages that the readers tell apart live as constants, so that a sentence can hold a view.
std::string_view known_language(std::string_view language) {
  for (const std::string_view known : {"en", "fa", "ar", "fa-Latn", "mixed"})
    if (language == known) return known;
  return "other";
}

}  // namespace

std::vector<std::uint32_t> Sentence::subtree(std::uint32_t top) const {
  std::vector<std::uint32_t> found{top};
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i] < children.size())
      found.insert(found.end(), children[found[i]].begin(), children[found[i]].end());
  std::sort(found.begin(), found.end());
  return found;
}

std::int32_t Sentence::child(std::uint32_t of, std::string_view relation, bool subtypes) const {
  if (of >= children.size()) return -1;
  for (const std::uint32_t i : children[of]) {
    const std::string_view has = words[i].relation;
    if (has == relation || (subtypes && has.size() > relation.size() && has.starts_with(relation) &&
                            has[relation.size()] == ':'))
      return static_cast<std::int32_t>(i);
  }
  return -1;
}

Document::Document(std::string_view text, std::vector<ParagraphInput> paragraphs, const Context& context)
    : text_(text), paragraphs_(std::move(paragraphs)), context_(context) {
  sentences_.resize(paragraphs_.size());
  split_.resize(paragraphs_.size());
}

std::string_view Document::paragraph_text(std::size_t i) const {
  return text(paragraphs_[i].start, paragraphs_[i].end);
}

std::vector<Sentence>& Document::sentences(std::size_t paragraph) {
  std::vector<Sentence>& all = sentences_[paragraph];
  if (split_[paragraph]) return all;
  split_[paragraph] = true;
  const std::string_view mine = paragraph_text(paragraph);
  const std::uint64_t base = paragraphs_[paragraph].start;
  const std::string language = text::identify_language(mine, context_.language);
  const auto tokens = text::tokenize(mine, language);
  for (const text::Sentence& part : text::split_sentences(mine, tokens, paragraphs_[paragraph].zone)) {
    Sentence sentence;
    sentence.start = base + part.start;
    sentence.end = base + part.end;
    sentence.language =
        known_language(text::identify_language(mine.substr(part.start, part.end - part.start), language));
    for (std::uint32_t i = part.first; i < part.last; ++i) {
      const text::Token& token = tokens[i];
      if (token.kind == text::TokenKind::quote_mark) continue;
      Word word;
      word.start = static_cast<std::uint32_t>(base + token.start);
      word.end = static_cast<std::uint32_t>(base + token.end);
      word.text = token.in(mine);
      word.lower = lowered(word.text);
      word.lemma = word.lower;
      word.space_before = token.space_before;
      sentence.words.push_back(std::move(word));
    }
    if (!sentence.words.empty()) all.push_back(std::move(sentence));
  }
  return all;
}

void Document::parse(Sentence& sentence, text::ParseMode mode) {
  if (sentence.parsed) return;
  const text::Syntax* syntax = text::embedded_syntax(sentence.language);
  if (syntax == nullptr) return;
  std::vector<std::string_view> words;
  words.reserve(sentence.words.size());
  for (const Word& word : sentence.words) words.push_back(word.text);
  syntax->parse(words, mode, scratch_, nodes_);
  sentence.children.assign(words.size(), {});
  for (std::size_t i = 0; i < words.size(); ++i) {
    Word& word = sentence.words[i];
    const text::SyntaxNode& node = nodes_[i];
    word.upos = node.upos;
    const std::string_view fine = syntax->fine_tag(node.tag);
    word.tag = fine == "_" ? std::string_view() : fine;
    word.relation = syntax->relation(node.relation);
    word.head = node.head;
    if (i < scratch_.words.size()) word.cluster = scratch_.words[i].cluster;
    if (node.head >= 0)
      sentence.children[static_cast<std::size_t>(node.head)].push_back(static_cast<std::uint32_t>(i));
    if (sentence.language == "en") word.lemma = english_lemma(word.lower, word.upos);
  }
  sentence.parsed = true;
}

}  // namespace clew::claim
