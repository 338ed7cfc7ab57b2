// claim/eastern_arguments.h - from phrases to the arguments of a claim.
#pragma once

#include <string>
#include <vector>

#include "claim/eastern_reader.h"

namespace clew::claim::eastern {

/// Whether a claim of that type has that argument (docs/claims.md).
bool has_role(model::ClaimType type, std::string_view role);

/// Appends one argument, or one each of "X and Y".
void append_arguments(const Paragraph& paragraph, const SentenceReading& sentence, const std::string& role,
                      Range range, model::Claim& claim);
/// From words elsewhere in the paragraph.
void append_argument(const Paragraph& paragraph, const std::string& role, model::Span span,
                     model::Claim& claim);
/// Somebody who stands nowhere in the words: "I".
void append_implied(const std::string& role, const std::string& name, std::uint64_t at, model::Claim& claim);

/// Arguments in the order of the type's, then of the text.
void order_arguments(model::Claim& claim);

}  // namespace clew::claim::eastern
