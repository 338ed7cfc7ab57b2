// model/record_json.h - the contract's records as JSON objects; one place for every writer of them.
//
// Each write_* call writes one whole object. Offsets are bytes into the document's text; times ISO 8601, UTC.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/mention.h"
#include "model/passage.h"

namespace clew::model {

/// What a document record can say beyond the document itself.
struct DocumentExtras {
  bool tagged = false;            ///< puts "record":"document" first
  std::span<const Place> places;  ///< empty: the document's own place alone
  std::string_view thread;        ///< id of the thread; empty: not known
  /// The entity key of a mailbox, or empty; may be null.
  std::function<std::string(const Mailbox&)> entity;
  std::optional<std::string_view> text;
  std::span<const Zone> zones;  ///< written when there is a text and any zone that is not plain body
};

void write_document(JsonWriter& json, const Document& document, const DocumentExtras& extras = {});
void write_mailbox(JsonWriter& json, const Mailbox& mailbox, std::string_view entity = {});
void write_zone(JsonWriter& json, const Zone& zone);
/// `document`: the id of the document in which it stands.
void write_passage(JsonWriter& json, const Passage& passage, std::string_view document, bool tagged);
/// Offsets absolute: `base` (the passage's start) is added.
void write_mention(JsonWriter& json, const Mention& mention, std::string_view document, std::uint64_t base,
                   std::string_view entity, bool tagged);

/// Where a claim's words stand.
struct Evidence {
  std::string_view document, sha256;  ///< ids; empty: not written
  std::uint64_t start = 0, end = 0;   ///< bytes into the document's text
  std::string_view quote;
};

/// What a claim record says beyond the claim itself.
struct ClaimExtras {
  bool tagged = false;     ///< puts "record":"claim" first
  std::string_view id;     ///< 16 hexadecimal digits; empty: none
  std::uint64_t base = 0;  ///< start of the passage, added to offsets of arguments
  std::span<const Evidence> evidence;
  std::string_view author, author_entity;  ///< outermost: who wrote or published it; empty: not known
  /// The entity key of a name that a text uses, or empty; may be null.
  std::function<std::string(std::string_view name)> entity;
  std::string_view group;  ///< id of the claim that stands for all that say the same; empty: none
  std::span<const std::string> disputed_by;  ///< ids of claims
};
void write_claim(JsonWriter& json, const Claim& claim, const ClaimExtras& extras);
/// {"source":[[s,e]],"cue":[[s,e]],"content":[[s,e]],"kind","name"?,"confidence"}; `base` is added.
void write_attribution(JsonWriter& json, const Attribution& attribution, std::uint64_t base);
void write_failure(JsonWriter& json, const Failure& failure, bool tagged);
void write_ledger(JsonWriter& json, const Ledger& ledger, bool tagged);

/// A passage id as records show it: 32 hexadecimal digits, id then check.
std::string passage_hex(std::uint64_t id, std::uint64_t check);
/// 16 hexadecimal digits, most significant first.
std::string hex64(std::uint64_t value);
/// The inverse; false when it is not exactly 16 hexadecimal digits.
bool parse_hex64(std::string_view digits, std::uint64_t& value);

}  // namespace clew::model
