// model/claim.h - who says that what happened: a typed claim with its attribution, status and evidence; and
// the plain attribution (source, cue, content) that it rests on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clew::model {

/// Values reach the disk by their names, which never change meaning. What each means, and which arguments it
/// has, stands in docs/claims.md.
enum class ClaimType {
  payment,
  supply,
  support,
  role,
  membership,
  relation,
  meeting,
  communication,
  consultation,
  travel,
  invitation,
  attendance,
  founding,
  ownership,
  sanction,
  legal,
  statement
};
std::string_view name_of(ClaimType type);
std::optional<ClaimType> claim_type(std::string_view name);

/// The stance of the innermost speaker, not whether it is true.
enum class ClaimStatus { asserted, hedged, negated, denied, planned };
std::string_view name_of(ClaimStatus status);
std::optional<ClaimStatus> claim_status(std::string_view name);

/// Whose words the attributed ones are: quoted, retold, or what the whole document says.
enum class AttributionKind { direct, indirect, document };
std::string_view name_of(AttributionKind kind);
std::optional<AttributionKind> attribution_kind(std::string_view name);

/// Bytes [start, end).
struct Span {
  std::uint64_t start = 0, end = 0;
  bool operator==(const Span&) const = default;
};

/// One argument. `start`..`end` are the words as they stand in the evidence; equal when no words there stand
/// for it (the sender of "I paid" is the word "I"; the sender of "Paid the courier" has none).
struct ClaimArgument {
  std::string role;  ///< "payer", "holder", "place", ... as the type has them
  std::uint64_t start = 0, end = 0;
  std::string text;             ///< those words
  std::string name;             ///< whom or what they mean within the document; empty: as `text`
  std::optional<double> value;  ///< of a sum, in major units
  std::string currency;         ///< ISO 4217; empty: not said
};

/// One step of the chain of those who say it, below the document's own author.
struct ClaimSource {
  std::string source;  ///< the words for the speaker, as they stand: "one official"
  std::string name;    ///< whom they mean within the document; empty: as `source`
  std::string cue;     ///< "said", "according to"; may be empty
  AttributionKind kind = AttributionKind::indirect;
};

/// Offsets are bytes, relative to the passage, as a mention's are.
struct Claim {
  ClaimType type = ClaimType::statement;
  ClaimStatus status = ClaimStatus::asserted;
  std::vector<ClaimArgument> args;   ///< in the order of the type's arguments, then of the text
  std::string from, to;              ///< ISO 8601, as precise as known; empty: open or not known
  std::string time_text;             ///< the words for the time
  std::vector<std::string> cues;     ///< words that hedge, negate, deny or plan
  std::vector<ClaimSource> sources;  ///< outermost first; empty: the author's own word
  std::uint64_t start = 0, end = 0;  ///< of the evidence
  bool nonanswer = false;            ///< a refusal to answer; statements only
  double confidence = 1;             ///< 0..1
  std::string reader;                ///< what found it: "rules-1"
};

/// An attribution as the text has it. Spans in order of the text, within one paragraph.
struct Attribution {
  std::vector<Span> source, cue, content;
  AttributionKind kind = AttributionKind::indirect;
  std::string name;       ///< whom the source means within the document; empty: as it stands, or nobody
  double confidence = 1;  ///< 0..1
};

}  // namespace clew::model
