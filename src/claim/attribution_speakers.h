// claim/attribution_speakers.h - whom a source means within its document: "Nimvari" and "she" are the Lena
// Nimvari named before.
//
// Goes by what the text itself says: the longest name that ends in the same word, an organisation whose
// initials or last word these are, the person spoken of last. Nothing is guessed from what a name sounds
// like; where nothing in the text decides, there is no answer.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "claim/attribution_model.h"
#include "claim/attribution_view.h"

namespace clew::claim {

/// Follows a document from its first paragraph to its last. One thread at a time.
class Speakers {
 public:
  explicit Speakers(const Document& document);

  /// To be called for each paragraph in order, before its sources are asked for.
  void begin_paragraph(std::size_t paragraph, const ParagraphView& view);
  /// Whom the source means; empty: as it stands, or nobody known. `source` in the order of the text; sources
  /// of one paragraph are asked for in that order.
  std::string name_of(const std::vector<WordSpan>& source);
  /// Whom a source that is not said means: that of the attribution before.
  const std::string& last() const { return last_; }

 private:
  struct Name {
    std::string text, folded;  ///< without titles; in small letters
    std::uint32_t start = 0;   ///< byte of the document
    bool person = false;
    char sex = 0;  ///< 'f' or 'm' where a title says so
  };
  void add(const Document& document, std::uint64_t start, std::uint64_t end, bool person);
  const Name* longest(std::string_view folded, bool person, std::uint32_t start) const;
  const Name* by_initials(std::string_view letters) const;
  std::string pronoun(std::string_view word, std::uint32_t start) const;
  std::string nominal(std::string_view noun, std::uint32_t start) const;

  const Document& document_;
  std::vector<Name> names_;  // in order of the text
  std::unordered_map<std::string, std::vector<std::uint32_t>>
      by_last_;  // numbers of names by their last word
  const ParagraphView* view_ = nullptr;
  std::size_t paragraph_ = 0;
  std::string last_;         // whom the last source meant
  std::string last_person_;  // the last one that was a person
};

}  // namespace clew::claim
