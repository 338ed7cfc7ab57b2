// store/text_writer.h - texts with their zones and passages; used by the writer alone.
//
// Gathers rows; flush() writes them. Index rows and the homes of passages come later, from what is written
// here: see studies.h and homes.h. One thread at a time; runs inside the writer's transaction.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "store/bulk.h"
#include "store/db.h"
#include "store/seen.h"
#include "store/writer.h"

namespace clew::store {

/// How many bytes of its SHA-256 a text's row keeps.
inline constexpr std::size_t kTextDigestBytes = 16;

class TextWriter {
 public:
  /// `bulk` and `seen` must outlive the writer of texts.
  static Result<TextWriter> open(const Db& db, BulkInsert& bulk, Seen& seen);
  TextWriter(TextWriter&&) noexcept;
  TextWriter& operator=(TextWriter&&) noexcept;
  ~TextWriter();

  /// A whole text: gives its row, an old one when the case has exactly this text already.
  Result<std::int64_t> add(const TextPiece& text);
  /// A long text, piece by piece; each becomes a chunk. Long texts are not shared between documents: telling
  /// that two are equal would need both at once.
  Result<std::int64_t> begin_long();
  Result<void> add_piece(const TextPiece& piece);
  Result<void> end_long();

  /// Writes what has gathered. Call before anything reads these tables.
  Result<void> flush();

 private:
  struct State;
  explicit TextWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clew::store
