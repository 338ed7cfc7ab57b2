// claim/scene.h - a parsed English sentence with its mentions and word classes: what the readers of frames,
// roles, status and times look at. Words are named by their index within the sentence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claim/document.h"
#include "claim/frames.h"
#include "model/mention.h"

namespace clew::claim {

/// What a phrase may stand for, as bits.
enum Kind : std::uint32_t {
  kPerson = 1,
  kOrg = 2,
  kPlace = 4,
  kMoney = 8,
  kDate = 16,
  kGoods = 32,
  kEvent = 64,
  kProgramme = 128,
  kPronoun = 256,     ///< he, she, they, I, we, you
  kIt = 512,          ///< it
  kHuman = 1024,      ///< a noun for people
  kOrgNoun = 2048,    ///< a noun for a body
  kTitle = 4096,      ///< a noun for a post
  kProper = 8192,     ///< a proper noun that is no mention
  kRelative = 16384,  ///< who, which, that ...
  kGoodsNoun = 32768,
  kEventNoun = 65536,
  kAbstract = 131072,
  kAssetNoun = 262144,
  kShare = 524288,
  kPlural = 1048576,
  kThat = 2097152,  ///< this, that, these
  kNational = 4194304
};

class Scene {
 public:
  /// REQUIRES: a parsed sentence of that paragraph. All must outlive it.
  Scene(const Document& document, std::size_t paragraph, const Sentence& sentence,
        const FrameLexicon& lexicon);

  const Document& document;
  const std::size_t paragraph;
  const Sentence& sentence;
  const FrameLexicon& lexicon;

  std::uint32_t size() const { return static_cast<std::uint32_t>(sentence.words.size()); }
  const Word& word(std::uint32_t i) const { return sentence.words[i]; }
  const std::vector<std::uint32_t>& children(std::uint32_t i) const { return sentence.children[i]; }
  bool is(std::uint32_t i, WordClass what) const { return classes_[i] >> static_cast<unsigned>(what) & 1; }
  /// "nsubj" for "nsubj:pass".
  std::string_view relation(std::uint32_t i) const;

  /// The mention that the word is part of, or null.
  const model::Mention* mention(std::uint32_t i) const;
  /// The mention of a person, body or place that the phrase under `head` is: over the head itself, over names
  /// that hang on it ("director Ann Lee"), or in apposition to it ("the broker, Ann Lee,"). Null: none.
  const model::Mention* name_of(std::uint32_t head) const;
  std::uint32_t kind(std::uint32_t head) const;
  bool is_verb(std::uint32_t i) const { return word(i).upos == text::Upos::verb; }
  /// A verb, or another word that a copula or subject makes a predicate.
  bool is_predicate(std::uint32_t i) const;
  /// The phrase under `head` as it stands: without what only adds to it (appositions, clauses, coordinated
  /// phrases, the preposition before it) and without the branches under `without`.
  model::Span phrase(std::uint32_t head, const std::vector<std::uint32_t>& without = {}) const;
  /// First and last word of a mention's span within the sentence; false when it holds none.
  bool words_of(const model::Mention& mention, std::uint32_t& first, std::uint32_t& last) const;
  /// The word of words [first, last] that hangs outside of them.
  std::uint32_t head_of(std::uint32_t first, std::uint32_t last) const;
  /// The preposition(s) before it in small letters, "" if none.
  std::string preposition(std::uint32_t i) const;
  bool descends(std::uint32_t from, std::uint32_t to) const;
  /// The head, then what is coordinated with it, in order.
  std::vector<std::uint32_t> coordinated(std::uint32_t head) const;
  std::string text(std::uint32_t i) const { return std::string(word(i).text); }

 private:
  std::uint32_t noun_kind(std::uint32_t i) const;
  bool is_bare_title(const model::Mention& mention) const;
  std::vector<std::int32_t> mention_of_;
  std::vector<std::uint64_t> classes_;
};

}  // namespace clew::claim
