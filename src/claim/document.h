// claim/document.h - a document as the readers of claims see it: paragraphs, sentences, words, trees,
// mentions.
//
// Sentences are split and parsed when they are first asked for, and once: a paragraph in which nothing is
// claimed costs nothing. All offsets are bytes into the document's text. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/mention.h"
#include "model/passage.h"
#include "text/syntax.h"

namespace clew::claim {

/// A token; quote marks at the start of lines ("> ") are none.
struct Word {
  std::uint32_t start = 0, end = 0;
  std::string_view text;  ///< as it stands
  std::string lower;      ///< in small letters
  std::string lemma;      ///< English dictionary form ("paid" -> "pay"); other languages: as lower
  text::Upos upos = text::Upos::x;
  std::string_view tag;       ///< Penn tag ("VBD") in English; empty elsewhere
  std::string_view relation;  ///< "nsubj:pass"; "root" for the root
  std::uint16_t cluster = 0;  ///< of words that stand in the same places, where parsed; 0: none known
  std::int32_t head = -1;     ///< index within the sentence; -1: the root, or no tree
  bool space_before = false;
};

struct Sentence {
  std::uint64_t start = 0, end = 0;
  std::string_view language;  ///< en, fa, ar, fa-Latn, other
  bool parsed = false;        ///< tags, heads and relations are there
  std::vector<Word> words;
  std::vector<std::vector<std::uint32_t>> children;  ///< of each word, in order; empty unless parsed

  /// The words of the subtree under `top`, in order (it included).
  std::vector<std::uint32_t> subtree(std::uint32_t top) const;
  /// The child of `of` with this relation ("nsubj" also finds "nsubj:pass" when `subtypes`), or -1.
  std::int32_t child(std::uint32_t of, std::string_view relation, bool subtypes = false) const;
};

/// What is known of a paragraph before its words are looked at.
struct ParagraphInput {
  std::uint64_t start = 0, end = 0;
  model::ZoneKind zone = model::ZoneKind::body;
  std::string author;                    ///< who wrote it, where not the document's author; empty: that one
  std::string date;                      ///< ISO 8601; empty: the document's
  std::vector<model::Mention> mentions;  ///< in order; offsets into the document
  bool wanted = true;                    ///< false: context only (it is at home elsewhere)
};

struct Context {
  std::string_view language;  ///< of the document
  std::string_view type;      ///< "mail", "report", ...
  std::string_view author;    ///< name or address of its author or publication; empty: not known
  std::string_view date;      ///< ISO 8601; may be empty
};

class Document {
 public:
  /// The text must outlive it.
  Document(std::string_view text, std::vector<ParagraphInput> paragraphs, const Context& context);

  std::string_view text() const { return text_; }
  std::string_view text(std::uint64_t start, std::uint64_t end) const {
    return text_.substr(start, end - start);
  }
  const Context& context() const { return context_; }
  std::size_t size() const { return paragraphs_.size(); }
  const ParagraphInput& paragraph(std::size_t i) const { return paragraphs_[i]; }
  std::string_view paragraph_text(std::size_t i) const;

  /// Sentences with words; no trees.
  std::vector<Sentence>& sentences(std::size_t paragraph);
  /// Makes tags and tree of a sentence, where this build has a model of its language; else parsed stays
  /// false.
  void parse(Sentence& sentence, text::ParseMode mode = text::ParseMode::fast);

 private:
  std::string_view text_;
  std::vector<ParagraphInput> paragraphs_;
  Context context_;
  std::vector<std::vector<Sentence>> sentences_;
  std::vector<bool> split_;
  text::SyntaxScratch scratch_;
  std::vector<text::SyntaxNode> nodes_;
};

/// The dictionary form of an English word of that part of speech: irregular forms from a list, the rest by
/// rule. In small letters.
std::string english_lemma(std::string_view lower, text::Upos upos);

}  // namespace clew::claim
