// claim/eastern_lexicon.h - what is known of Persian and Arabic predicates, from frames_fa.txt and
// frames_ar.txt (their form: docs/frames_eastern.md). All words in them are kept folded (base/fold.h).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/claim.h"

namespace clew::claim::eastern {

/// What a predicate does: it is what a claim is about, or it tells how the clause beside it is meant.
enum class Kind : std::uint8_t {
  claim,
  speech,   ///< somebody says what follows
  denial,   ///< somebody says that what follows is not so
  refusal,  ///< somebody does not answer
  ask,      ///< what follows is a question
  hedge,    ///< what follows is said to be uncertain
  plan,     ///< what follows is to come
  light     ///< carries another word ("made a visit")
};

/// One way an argument is found: `key` is "subject", "object", "object2", "self" or a preposition.
struct Slot {
  std::string key, cls, role;
  bool required = false;
};

struct Frame {
  Kind kind = Kind::claim;
  model::ClaimType type = model::ClaimType::statement;
  std::vector<Slot> slots;
  std::optional<model::ClaimStatus> status;  ///< the predicate's own meaning ("stayed away")
  bool nonanswer = false;
  bool ends = false;     ///< what it tells of ends at that time
  bool passive = false;  ///< the object's place is the subject
};

/// Predicates of one spelling: `key` is "noun+verb" or "+verb" in Persian, a number in Arabic.
struct Predicate {
  std::string key;
  std::vector<Frame> frames;
  std::vector<std::string> past, present, noun, participle;  ///< Arabic stems
};

struct Verb {
  std::string name;
  std::string past;
  std::vector<std::string> present;
  bool light = false;  ///< subjunctive without prefix is read
  bool noun = false;   ///< the past is also a noun
};

/// A word or words that stand for something in any clause.
enum class Mark : std::uint8_t {
  preposition,
  source,  ///< according to
  hedge,
  plan,
  negator,
  question,
  condition,
  adverb,
  complement,  ///< that
  relative,    ///< who, which
  conjunction,
  boundary,  ///< a clause begins with it
  pronoun,
  honorific,
  silence  ///< "no comment", as a phrase
};

struct Phrase {
  std::vector<std::string> words;
  Mark mark = Mark::adverb;
  std::string key;  ///< of a preposition: its first spelling
};

/// Read once, then constant. Threads: safe from any.
class Lexicon {
 public:
  /// Lines that say nothing are counted in `faults()`; their numbers are kept for tests.
  explicit Lexicon(std::string_view text);

  const Predicate* find(std::string_view key) const;
  const std::vector<Predicate>& predicates() const { return predicates_; }
  const std::vector<Verb>& verbs() const { return verbs_; }
  /// The longest phrase that begins with words[at], where `word(i)` gives folded words; null: none.
  template <typename WordAt>
  const Phrase* phrase(std::size_t at, std::size_t end, const WordAt& word) const {
    const auto found = phrases_.find(std::string(word(at)));
    if (found == phrases_.end()) return nullptr;
    for (const Phrase& phrase : found->second) {  // longest first
      if (at + phrase.words.size() > end) continue;
      std::size_t i = 1;
      while (i < phrase.words.size() && word(at + i) == phrase.words[i]) ++i;
      if (i == phrase.words.size()) return &phrase;
    }
    return nullptr;
  }
  /// Whether a word, as it stands or without its endings, belongs to a class ("money", "kin").
  bool in_class(std::string_view folded, std::string_view cls) const;
  bool knows(std::string_view folded) const { return words_.contains(std::string(folded)); }
  const std::vector<int>& faults() const { return faults_; }

 private:
  void read_line(std::string_view line, int number);
  bool read_predicate(const std::vector<std::string_view>& fields);
  bool read_phrase(const std::vector<std::string_view>& fields, Mark mark);
  bool read_class(const std::vector<std::string_view>& fields);
  bool read_verb(const std::vector<std::string_view>& fields);

  std::vector<Predicate> predicates_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::vector<Verb> verbs_;
  std::unordered_map<std::string, std::vector<Phrase>> phrases_;
  std::unordered_map<std::string, std::uint64_t> words_;  // bits: classes
  std::map<std::string, int, std::less<>> classes_;
  std::vector<int> faults_;
};

const Lexicon& persian_lexicon();
const Lexicon& arabic_lexicon();

}  // namespace clew::claim::eastern
