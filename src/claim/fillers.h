// claim/fillers.h - what may fill an argument, and how an argument is made of a phrase.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "claim/references.h"
#include "claim/scene.h"
#include "model/claim.h"

namespace clew::claim {

/// What the readers of one sentence share.
struct SentenceReading {
  const Scene& scene;
  const References& references;
  std::string_view author;  ///< who "I" is; may be empty
};

/// Whether the phrase under `head` passes a slot's filter (docs/frames.md); an empty filter passes all.
bool accepts(const SentenceReading& reading, std::uint32_t head, std::string_view filter);
/// The sum in the phrase under `head`, or null.
const model::Mention* money_in(const Scene& scene, std::uint32_t head);
/// Of a phrase; `without` are branches that belong to other arguments.
model::ClaimArgument argument_of(const SentenceReading& reading, std::string role, std::uint32_t head,
                                 std::string_view filter, const std::vector<std::uint32_t>& without);
/// Value and currency of a sum: "189000 USD"; of a span none.
void put_value(std::string_view value, model::ClaimArgument& argument);

/// A post as it is named: "former deputy director of the harbour board" -> its title, and where it names
/// them, the body (word) and whether it is over ("former").
struct Post {
  model::Span title;
  std::int32_t organisation = -1;  ///< head word
  std::int32_t past = -1;          ///< "former", "then"
};
Post post_of(const SentenceReading& reading, std::uint32_t head);

}  // namespace clew::claim
