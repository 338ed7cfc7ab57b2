// claim/references.h - whom the words of a document mean: short names, initialisms, pronouns, "the ministry".
//
// Everything is decided from the document alone, from left to right, and only where one candidate stands out:
// a wrong name is worse than none.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "claim/scene.h"

namespace clew::claim {

/// The first letters of the capitalised words of a name: "Coastal Harbour Authority" -> "CHA".
std::string initials_of(std::string_view name);

class References {
 public:
  /// Takes the names from all paragraphs, wanted or not. The document must outlive it.
  explicit References(Document& document);

  /// The fullest form of a mention's name in the document: "Pellam" -> "Ann Pellam".
  std::string full_name(const model::Mention& mention) const;
  /// Whom the phrase under `head` means, in words; empty where that is what stands there, or is not known.
  /// `first_person` is who "I" is there.
  std::string name_for(const Scene& scene, std::uint32_t head, std::string_view first_person) const;
  /// Remembers that `name` holds a post, so that "the director" finds who that is from there on.
  void remember_post(std::string_view title, std::string_view name, std::uint64_t at);
  /// Whether the words may mean that person or body: "it", "the firm" and the like may not be known to.
  bool is_person_name(std::string_view name) const;

 private:
  struct Entity {
    std::string name;
    std::vector<std::string> words;  ///< small letters
    bool person = false;
    int gender = 0;  ///< 1: female, -1: male, 0: not known
  };
  struct Place {
    std::uint64_t start = 0;
    std::size_t paragraph = 0;
    std::uint32_t sentence = 0;
    std::uint32_t entity = 0;
  };
  struct Post {
    std::string title, name;
    std::uint64_t at = 0;
  };

  void add_names(Document& document, bool full);
  void place_names(Document& document);
  std::int32_t entity_of(const model::Mention& mention) const;
  void learn_initials(const Document& document, std::size_t paragraph);
  const Entity* pronoun(const Scene& scene, std::uint32_t head) const;
  std::string description(const Scene& scene, std::uint32_t head) const;

  std::vector<Entity> entities_;
  std::map<std::string, std::uint32_t, std::less<>> by_text_;  ///< small letters, without titles
  std::vector<Place> places_;
  std::vector<Post> posts_;
};

}  // namespace clew::claim
