// training/names/corpus.h - annotated sentences in the format of prepare_gold.py.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace clew::training {

/// What a token may be: bit 0 is O, bits 1 + 2t and 2 + 2t are B and I of type t.
using LabelSet = std::uint32_t;

/// The types of a model, and what coarser types of some sets may be among them ("PER" -> politician, person).
struct TypeScheme {
  std::vector<std::string> types;
  std::map<std::string, std::vector<std::string>> wider;
};

struct NamedSentence {
  std::vector<std::string> tokens;
  std::vector<LabelSet> allowed;
  std::vector<std::uint8_t>
      gold;                    ///< the label, where it is one of the model's; 255: none of them, or unknown
  std::uint32_t document = 0;  ///< counts from 1; 0 where the set has no documents
  std::uint32_t set = 0;       ///< which file
};

/// Reads sets one after the other; their tokens are cut further where text::tokenize cuts them. A set without
/// documents gives each sentence its own number from `next_document` on. Throws std::runtime_error.
std::vector<NamedSentence> read_named(const std::string& path, const TypeScheme& scheme, std::uint32_t set,
                                      std::uint32_t& next_document);

struct GoldSpan {
  std::uint32_t first, last;
  std::uint8_t type;
  auto operator<=>(const GoldSpan&) const = default;
};
std::vector<GoldSpan> spans_of(const std::vector<std::uint8_t>& labels);

/// Exact-span counts.
struct Score {
  std::uint64_t right = 0, found = 0, gold = 0;
  double precision() const { return found ? static_cast<double>(right) / static_cast<double>(found) : 0; }
  double recall() const { return gold ? static_cast<double>(right) / static_cast<double>(gold) : 0; }
  double f1() const {
    return found + gold ? 2 * static_cast<double>(right) / static_cast<double>(found + gold) : 0;
  }
  Score& operator+=(const Score& other) {
    right += other.right, found += other.found, gold += other.gold;
    return *this;
  }
};

}  // namespace clew::training
