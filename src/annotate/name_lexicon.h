// annotate/name_lexicon.h - what a model knows of words and of listed phrases; views of a mapped model.
//
// Three hashed tables with open addressing, at most three quarters full:
// `clusters` (words of running text: cluster numbers, how often capital), `lists` (words of name lists: bits)
// and `phrases` (listed names of two to six tokens: kind). Words are known by 32 bits of their hash, so one
// unknown word in 2^32 per slot looked at is taken for a known one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "annotate/name_words.h"
#include "base/model_file.h"

namespace clew::annotate {

/// Bits of NameWord::lists. Values are part of the models.
enum WordList : std::uint16_t {
  kForename = 1 << 0,
  kSurname = 1 << 1,
  kNameWord = 1 << 2,  ///< part of some person's or other name in a list of names
  kCity = 1 << 3,
  kBigCity = 1 << 4,
  kCountry = 1 << 5,
  kRegion = 1 << 6,
  kNationality = 1 << 7,
  kOrgName = 1 << 8,
  kOrgWord = 1 << 9,
  kPlaceWord = 1 << 10,
  kTitle = 1 << 11,
  kCalendar = 1 << 12,
  kWeapon = 1 << 13,
  kLanguage = 1 << 14,
  kStartsPhrase = 1 << 15,
};

enum class PhraseKind : std::uint8_t { none, person, org, place, nationality, event, goods };
inline constexpr std::size_t kLongestPhrase = 6;

/// The key of a phrase is made of the hashes of its tokens, in order.
constexpr std::uint64_t extend_phrase(std::uint64_t so_far, std::uint64_t word) { return mix(so_far, word); }

/// Where the search for a hash begins, and the key that it has there (never 0).
constexpr std::size_t slot_of(std::uint64_t hash, std::size_t slots) {
  return static_cast<std::size_t>(((hash & 0xFFFFFFFF) * slots) >> 32);
}
constexpr std::uint32_t key_of(std::uint64_t hash) {
  const auto key = static_cast<std::uint32_t>(hash >> 32);
  return key == 0 ? 1 : key;
}

class NameLexicon {
 public:
  /// Errors: not_found, corrupt.
  static Result<NameLexicon> open(const ModelFile& model);

  /// Fills what the tables know of `word` (by normal, stem and bare).
  void look_up(NameWord& word) const;
  /// Sets `phrase` of the words of each listed phrase; the longest that begins first wins.
  void mark_phrases(std::span<NameWord> words) const;

 private:
  struct Table {
    std::span<const std::uint32_t> keys;
    /// The slot of a hash, or keys.size() if it is not there.
    std::size_t find(std::uint64_t hash) const;
  };
  static bool sound(const Table& table);
  std::uint16_t lists_of(std::uint64_t hash) const;

  Table clusters_, lists_, phrases_;
  std::span<const std::uint16_t> cluster_rows_;  // fine; coarse | caps << 8 | frequency << 11
  std::span<const std::uint16_t> list_bits_;
  std::span<const std::int8_t> phrase_kinds_;
};

}  // namespace clew::annotate
