// model/passage.h - the parts of a text by who wrote them (zones) and its paragraphs (passages).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace clew::model {

/// Values reach the disk by their names. `quote` is text of an earlier letter (by a reply), `forward` that of
/// a forwarded one, `head` the lines that introduce either ("On ... wrote:", "-----Original Message-----").
enum class ZoneKind { body, quote, forward, head, greeting, closing, signature, disclaimer };
std::string_view name_of(ZoneKind kind);
std::optional<ZoneKind> zone_kind(std::string_view name);

/// A byte range of a text, written by one author. Zones cover a text without gaps or overlaps, in order.
struct Zone {
  std::uint64_t start = 0, end = 0;
  ZoneKind kind = ZoneKind::body;
  int depth = 0;   ///< 0: the document's own; 1: quoted or forwarded once; ...
  Mailbox author;  ///< who wrote it, where a head says so; empty: the document's author (depth 0) or unknown
  std::string subject;  ///< from the head of a quoted or forwarded letter
  std::string date;     ///< ISO 8601, as precise as the head says; UTC only where the head names a zone
  std::string date_raw;
  std::string to;  ///< recipients as the head has them
};

/// One paragraph of one zone. The id is the SHA-256 of its folded text (base/fold.h): the first eight bytes
/// are `id`, the next eight `check`, which tells two passages apart whose ids agree by design of an attacker.
/// Paragraphs without any word are no passages.
struct Passage {
  std::uint64_t start = 0, end = 0;  ///< bytes into the document's text
  std::uint64_t id = 0, check = 0;
  ZoneKind zone = ZoneKind::body;
  int depth = 0;
  Mailbox author;  ///< as the zone's
  std::string date;
};

}  // namespace clew::model
