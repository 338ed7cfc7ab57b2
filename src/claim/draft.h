// claim/draft.h - puts a claim together: arguments, time, stance, sources, evidence.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claim/fillers.h"
#include "claim/status.h"
#include "claim/times.h"
#include "model/claim.h"

namespace clew::claim {

/// One argument as a reader found it: the head of a phrase.
struct Filled {
  std::string role, filter;
  std::uint32_t head = 0;
};

struct Draft {
  model::ClaimType type = model::ClaimType::statement;
  std::uint32_t trigger = 0;
  std::vector<Filled> filled;
  std::vector<model::ClaimArgument> ready;  ///< arguments that are no phrases
  bool begins = false, ends = false, planned = false, nonanswer = false;
  bool aside = false;  ///< no verb over it tells of its time and stance ("Ann, the director,")
  double confidence = 0.8;
  std::string past;  ///< "former"
};

class ClaimMaker {
 public:
  ClaimMaker(const SentenceReading& reading, const std::vector<model::Attribution>& attributions)
      : reading_(reading), attributions_(attributions) {}

  /// Appends the claims that a draft comes to: none (a question), one, or one for each of coordinated
  /// arguments that are not equally sure.
  void make(Draft draft, std::vector<model::Claim>& claims) const;

 private:
  model::Claim assemble(const Draft& draft, const SentenceReading& reading, const Stance& stance) const;
  void put_time(const Draft& draft, model::Claim& claim) const;
  void put_place(const Draft& draft, model::Claim& claim) const;

  const SentenceReading& reading_;
  const std::vector<model::Attribution>& attributions_;
};

/// The order in which a type's arguments are written.
const std::vector<std::string_view>& roles_of(model::ClaimType type);

}  // namespace clew::claim
