// claim/eastern_reader.h - what the Persian and Arabic readers share about one paragraph.
#pragma once

#include <string>
#include <vector>

#include "claim/document.h"
#include "claim/eastern_slots.h"
#include "model/claim.h"

namespace clew::claim::eastern {

struct SentenceReading {
  Sentence* sentence = nullptr;
  const Lexicon* lexicon = nullptr;
  bool arabic = false;
  Reading reading;

  model::Span bytes(Range range) const {
    if (range.empty()) return {};
    return {reading.units[range.first].start, reading.units[range.last - 1].end};
  }
};

/// Somebody says something in a paragraph.
struct Saying {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t sentence = 0;
  std::size_t clause = kNone;  ///< of the verb that says so, if a verb does
  model::Span source, cue;
  std::vector<model::Span> content;
  model::AttributionKind kind = model::AttributionKind::indirect;
  bool denial = false;
  bool writer = false;  ///< "I said": the paragraph's author
  bool speaks = true;   ///< a person or body speaks, where false it is a paper ("according to letters")
  std::string name;
  double confidence = 0.85;
};

/// One paragraph, read. Pointers into the document, which must not change meanwhile.
struct Paragraph {
  Document* document = nullptr;
  std::size_t index = 0;
  bool letter = false;
  std::vector<SentenceReading> sentences;

  const ParagraphInput& input() const { return document->paragraph(index); }
  /// Who wrote it.
  std::string author() const {
    return input().author.empty() ? std::string(document->context().author) : input().author;
  }
  SlotContext slots(const SentenceReading& sentence) const;
  /// Whom the sentence before this one is about, by name.
  std::string topic_before(const SentenceReading& sentence) const;
};

Paragraph read_paragraph(Document& document, std::size_t index);

/// In order of their cues.
std::vector<Saying> find_sayings(const Paragraph& paragraph);

void append_claims(const Paragraph& paragraph, const std::vector<Saying>& sayings,
                   std::vector<model::Claim>& claims);

/// What a phrase means within the document: "او" whom it stands for, "خسرو" the full name. Empty: as it
/// stands.
std::string name_of_phrase(const Paragraph& paragraph, model::Span phrase);

/// Where in a phrase that begins with a post ("مدیر پیشین | بندر") the post ends.
std::size_t post_end(const SentenceReading& sentence, Range range);

/// Posts, memberships, kinship, ownership that a noun tells: "X، مدیر Y،", "X عضو Y است".
struct NounClaim {
  model::ClaimType type = model::ClaimType::role;
  std::vector<Filler> fillers;
  std::size_t clause = Saying::kNone;  ///< whose status it shares; none: said in passing
  Range range;
  Range from, to;  ///< dates
};
std::vector<NounClaim> noun_claims(const Paragraph& paragraph, const SentenceReading& sentence);

}  // namespace clew::claim::eastern
