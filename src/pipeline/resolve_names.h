// pipeline/resolve_names.h - what the texts of a case name, made ready for resolving together with its
// people.
//
// A name takes part where one of its mentions is likely right. Short names are tied to the full ones of the
// same text (resolve/short_names.h). Everything follows from what is in the case, not from the order in
// which it came. Threads: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "resolve/people.h"
#include "store/names.h"

namespace clew::pipeline {

class NamesOfTexts {
 public:
  /// Below this confidence at its best mention a name is no entity.
  static constexpr double kEnough = 0.5;

  static Result<NamesOfTexts> load(const store::Db& db);

  const store::NamedTexts& texts() const { return texts_; }
  /// Adds the names that take part to the parties; strings stay here.
  void add_to(std::vector<resolve::Party>& parties);
  /// Initialisms that mean one organisation wherever it stands beside them; by number of party.
  const std::vector<resolve::ShortForm>& short_forms() const { return short_forms_; }
  /// Short names by passage, in order.
  const std::vector<store::NameLink>& links() const { return links_; }
  /// By name: its party, or kNoEntity.
  const std::vector<resolve::PartyIndex>& party_of() const { return party_of_; }

 private:
  void choose();
  void find_links();

  store::NamedTexts texts_;
  std::vector<std::string> keys_;
  std::vector<bool> chosen_;
  std::vector<store::NameLink> links_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> initialisms_;
  std::vector<resolve::PartyIndex> party_of_;
  std::vector<resolve::ShortForm> short_forms_;
};

}  // namespace clew::pipeline
