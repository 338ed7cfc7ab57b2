// resolve/short_names.h - which full name a short one means where both stand in one document: "Nimvari" and
// "Mr Nimvari" beside "Leyla Nimvari", "CHA" beside "Coastal Harbour Authority".
//
// A person's short name is the first or last word of one full name of the document, with initials that agree
// before it or none; an organisation's is the initials of one. Where two different full names fit, nothing
// is said. Pure; linear in the names of a document. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "resolve/people.h"

namespace clew::resolve {

/// A name as it is compared. Strings are the caller's.
struct NameForm {
  NameOf of = NameOf::person;
  std::string_view key;    ///< its folded words; of persons without titles
  std::string_view shown;  ///< as it stands
};

/// What makes names equal: of persons clean_name's key, of others their folded words.
std::string key_of_name(NameOf of, std::string_view shown);

class ShortNames {
 public:
  /// REQUIRES: `names` outlive it.
  explicit ShortNames(std::span<const NameForm> names);
  ~ShortNames();

  /// `here`: numbers of the names of one document, each once. Appends pairs of a short name and what it
  /// means, in the order of `here`. Of several spellings of a full name the first stands for all.
  void link(std::span<const std::uint32_t> here, std::vector<std::pair<std::uint32_t, std::uint32_t>>& links);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace clew::resolve
