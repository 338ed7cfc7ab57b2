// store/studies.h - which texts still wait to be indexed and annotated, and where the outcome goes.
//
// Texts are taken in their order. A passage is annotated once, at its home; again when the annotators change
// or its home moves. What it is read with is the letter that it is part of (the text's own, or one quoted in
// it), whichever of that letter's passages are at home there: so the order of ingest does not matter. How far
// all this has come is part of each commit, so a kill costs only what came after. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/claim.h"
#include "model/passage.h"
#include "store/bulk.h"
#include "store/db.h"

namespace clew::store {

/// A passage of the text at hand. Offsets are into that text.
struct PassageToStudy {
  std::int64_t passage = 0;
  std::uint64_t start = 0, end = 0;
  model::ZoneKind zone = model::ZoneKind::body;
  int depth = 0;
  bool home = true;    ///< to be annotated; else it only stands beside one that is, in the same letter
  std::string author;  ///< who wrote it, as the head of a quoted letter says
  std::string date;    ///< of who wrote it; empty: as the document's

  /// Parts of one letter.
  bool same_letter(const PassageToStudy& other) const {
    return depth == other.depth && author == other.author && date == other.date;
  }
};

/// A text, or a chunk of a long one. Views live during the call only.
struct TextToStudy {
  std::int64_t row = 0;  ///< in the full-text index
  bool index = false;    ///< its words are not in it yet
  std::string_view content;
  std::string_view next;  ///< the chunk after it
  std::string_view language, date;
  std::string_view type;                 ///< of its document
  std::string_view author;               ///< the sender's name or address, or who published it; may be empty
  std::vector<PassageToStudy> passages;  ///< at least one of each letter is at home; empty: nothing to do
};

class Studies {
 public:
  /// `version`: of the annotators; older work is done again. Nothing: what waits to be annotated goes on
  /// waiting.
  static Result<Studies> open(const Db& db, BulkInsert& bulk, std::optional<int> version);
  Studies(Studies&&) noexcept;
  ~Studies();

  /// How far texts and chunks have come: all rows up to these.
  struct Mark {
    std::int64_t text = 0, chunk = 0, document = 0;
  };
  struct Batch {
    Mark upto;
    std::vector<std::int64_t> again;  ///< passages that waited for another turn
    std::uint64_t items = 0;
    bool empty() const { return items == 0 && again.empty(); }
  };
  struct Receiver {
    std::function<void(const TextToStudy&)> text;
    std::function<void(std::int64_t document, std::string_view subject)> subject;
  };

  /// Whether anything waits.
  Result<bool> pending();
  /// Hands out about `bytes` of what waits. An empty batch: nothing does.
  Result<void> next_batch(std::size_t bytes, const Receiver& receiver, Batch& batch);
  /// `name`: the words, of what may be an entity (model::may_be_entity); else empty.
  void add_mention(std::int64_t passage, std::uint64_t start, std::uint64_t end, std::string_view type,
                   std::string_view value, double confidence, std::string_view name = {});
  /// Offsets relative to the passage.
  void add_claim(std::int64_t passage, const model::Claim& claim);
  /// A run (index_run.h) of the words of texts, or of subjects. Runs come in the order of their batches.
  void add_run(bool of_subjects, std::string run);
  /// All of the batch has been added. Writes and commits now and then.
  Result<void> finish_batch(const Batch& batch);
  Result<void> commit();
  /// After the last batch, in place of commit: what was annotated is in the case, and the words become a
  /// segment in a thread of their own, for commit to write. Nothing may index meanwhile.
  Result<void> commit_mentions();

 private:
  struct State;
  explicit Studies(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clew::store
