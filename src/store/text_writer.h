// store/text_writer.h - texts, their index rows, zones and passages; used by the writer alone.
//
// One thread at a time; runs inside the writer's transaction.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "store/db.h"
#include "store/writer.h"

namespace clew::store {

class TextWriter {
 public:
  static Result<TextWriter> open(const Db& db);
  TextWriter(TextWriter&&) noexcept;
  TextWriter& operator=(TextWriter&&) noexcept;
  ~TextWriter();

  /// A whole text: gives its row, an old one when the case has exactly this text already (`is_new` tells).
  Result<std::int64_t> add(const TextPiece& text, bool& is_new);
  /// A long text, piece by piece; each becomes a chunk with its index row. Long texts are not shared between
  /// documents: telling that two are equal would need both at once.
  Result<std::int64_t> begin_long();
  Result<void> add_piece(const TextPiece& piece);
  Result<void> end_long();

  /// Called for each document with this text, after its row was written: gives the text's passages their
  /// homes. Home is where a passage stands unquoted, else in the document of the earliest date, else of the
  /// smallest hash; so the outcome does not depend on the order of the calls. `date`: seconds since 1970;
  /// `sha256`: its 32 bytes; both of the document. `is_new`: the text was added just now, so that its
  /// annotation is still to come.
  Result<void> settle_homes(std::int64_t text, bool is_new, std::optional<std::int64_t> date,
                            std::string_view sha256);

 private:
  struct State;
  explicit TextWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clew::store
