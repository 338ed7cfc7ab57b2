// claim/frames.h - the frame lexicon: which words tell of which claim, and where its arguments stand.
//
// Written by hand in frames_en.txt, whose format docs/frames.md explains; read once, when first asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "model/claim.h"

namespace clew::claim {

/// Classes of words, as bits.
enum class WordClass : std::uint8_t {
  human,
  org,
  goods,
  event,
  abstract,
  asset,
  share,
  gathering,
  talks,
  lead,
  nothing,
  title,
  honorific,
  past,
  before,
  female,
  male,
  hedge_adverb,
  hedge_adjective,
  hedge_modal,
  hedge_governor,
  hedge_passive,
  hedge_own,
  hedge_noun,
  negate_adverb,
  negate_determiner,
  negate_governor,
  negate_adjective,
  deny_governor,
  deny_noun,
  plan_modal,
  plan_governor,
  plan_adjective,
  plan_noun,
  real_governor,
  speech,
  inner,
  evidence,
  question,
  refusal,
  real_noun,
  group,
  wish,
  kCount
};

/// Where an argument stands, seen from the trigger, and what may fill it.
struct Slot {
  std::string function;  ///< "subj", "obj", "iobj", "poss", "comp", "copula", "holder", or a preposition
  std::string filter;    ///< "who", "money", ...; empty: anything
  bool also = false;     ///< filled beside the slots before it; else only where those are empty
};

struct RoleSlots {
  std::string role;
  std::vector<Slot> slots;  ///< the first that is there counts
};

struct Frame {
  model::ClaimType type = model::ClaimType::statement;
  bool noun = false;
  std::vector<RoleSlots> roles;
  /// Each a choice of roles of which one must be filled; "participants2" wants two of them.
  std::vector<std::vector<std::string>> needs;
  std::vector<std::string> light;       ///< verbs whose object the noun must be; empty: none wanted
  std::string particle;                 ///< "over"
  std::string with_function, with;      ///< a dependent that must be there: "on", "leave"
  std::vector<std::string> object;      ///< words of which the object must be one
  std::string constant_role, constant;  ///< an argument that the words themselves are; "@": the trigger
  bool begins = false, ends = false;    ///< its date opens or closes what it tells of
  bool planned = false;
  bool nonanswer = false;
};

class FrameLexicon {
 public:
  /// Errors: corrupt, with the number of the line.
  static Result<FrameLexicon> parse(std::string_view text);
  /// The one that this build carries.
  static const FrameLexicon& english();

  bool is(std::string_view lemma, WordClass what) const;
  /// All classes of a word, bit by bit.
  std::uint64_t classes(std::string_view lemma) const;
  /// Frames of a lemma as that part of speech, in the order of the file.
  const std::vector<const Frame*>& frames(std::string_view lemma, bool noun) const;
  /// Whether a word, in small letters and as it stands, may be one that a claim hangs on. Rarely true of
  /// others.
  bool may_trigger(std::string_view lower) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <class V>
  using Map = std::unordered_map<std::string, V, Hash, std::equal_to<>>;

  Result<void> read_line(std::string_view line);
  Result<void> read_frame(std::string_view line);
  /// The entry of a word, also where its dictionary form lost an "e" ("invit").
  template <class V>
  static const V* find(const Map<V>& map, std::string_view lemma);
  Result<void> read_option(std::string_view option, Frame& frame);

  std::vector<std::unique_ptr<Frame>> all_;
  Map<std::uint64_t> classes_;
  Map<std::vector<const Frame*>> verbs_, nouns_;
  std::vector<const Frame*> none_;
};

}  // namespace clew::claim
