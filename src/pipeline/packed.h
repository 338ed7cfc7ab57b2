// pipeline/packed.h - records as they travel from a worker to the case: the same as model/record_json.h says
// in JSON, in bytes that need no parsing. Never stored, never read by another program.
//
// What a worker sends is not trusted: a reader of hostile files may have been taken over. Every length is
// checked; what does not fit gives an error and costs the run, not the case.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/passage.h"

namespace clew::pipeline {

/// Bytes behind each other: numbers of variable length, texts with their length before them.
class Packer {
 public:
  Packer& number(std::uint64_t value);
  Packer& signed_number(std::int64_t value) {
    return number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
  }
  Packer& text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
    return *this;
  }
  Packer& fixed(std::uint64_t value) {  // eight bytes
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }
  const std::string& bytes() const { return bytes_; }
  void clear() { bytes_.clear(); }

 private:
  std::string bytes_;
};

/// The counterpart. After a read past the end everything is empty, and ok() false.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
  std::uint64_t number();
  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1 ^ (0 - (value & 1)));
  }
  std::string_view text();
  std::uint64_t fixed();
  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

enum class PackedKind : std::uint8_t {
  document = 1,
  piece,
  failure,
  ledger,
  mentions,
  run,
  claims,
  list,
  list_entry
};

/// A document with its text, or a piece of a long one. Views: into the record, or owned by the caller.
struct PackedText {
  bool has_text = false, text_follows = false, last = false;
  std::uint64_t start = 0;
  std::string_view text, sha256;
  std::vector<model::Zone> zones;
  std::vector<model::Passage> passages;  ///< id, check, start, end and depth only
};

void pack_document(Packer& to, const model::Document& document, const PackedText& text);
void pack_piece(Packer& to, const PackedText& text);
void pack_failure(Packer& to, const model::Failure& failure);
void pack_ledger(Packer& to, const model::Ledger& ledger);

/// The claims of a passage, one after the other; offsets relative to it.
void pack_claim(Packer& to, const model::Claim& claim);

/// The kind comes first; what follows is read by the function for it. Reuses what `out` holds.
PackedKind packed_kind(Unpacker& from);
Result<void> unpack_document(Unpacker& from, model::Document& out, PackedText& text);
Result<void> unpack_piece(Unpacker& from, PackedText& text);
Result<model::Claim> unpack_claim(Unpacker& from);
Result<model::Failure> unpack_failure(Unpacker& from);
Result<model::Ledger> unpack_ledger(Unpacker& from);

}  // namespace clew::pipeline
