// resolve/people.h - who is who among the names and addresses of letter headers and the names in texts, each
// join with its reason.
//
// The rules, in the order in which they are tried:
//  1. One address is one entity, whatever the names on it. Addresses of offices, lists and machines, and
//  addresses
//     that many different names share, are entities of their own: the names on them join nobody.
//  2. Addresses with the same full name (two words or more, folded) are one person, unless the name is that
//  of an
//     office, or stands at more than kMaxDomains domains (then only within one organisation's domain), or at
//     addresses that differ by a number alone (name1@, name2@: two people of one name).
//  3. Nearly the same full name (one letter of a word of five or more letters, but for the first; or a middle
//     initial more or less) joins where something else speaks for it: the same domain, other than those where
//     everybody may have an address, or a local part made from the other spelling. Local parts that spell out
//     the difference speak against it.
//  4. A full name without an address belongs to the one person with that name and an address, if there is
//  one.
//  5. What texts name joins by the same rule: a full name the one person with that name and an address, an
//     organisation's the one office or list that is called so. An initialism joins the organisation it stands
//     for (see ShortForm). Other names are entities of their own, one for each type and folded name.
//  6. The user's decisions, in their order, on top.
// One word is never enough to join two addresses, nor a word and an address.
// Pure: the result depends on the set of parties, not on their order. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clew::resolve {

inline constexpr std::size_t kMaxDomains = 6;
inline constexpr std::string_view kPlainReason = "named in texts";
/// An entity lists at most this many names; the parties have them all.
inline constexpr std::size_t kMaxNames = 100;

/// Where a name stands: in letter headers, or in texts as that of a person, an organisation, ....
enum class NameOf : std::uint8_t { header, person, org, place, event, programme };

/// A distinct pair of name and address; either may be empty. Names in texts have no address.
struct Party {
  std::string_view name, address;
  std::uint64_t letters = 0;  ///< how many letters, or passages, bear it
  NameOf of = NameOf::header;
};
using PartyIndex = std::uint32_t;

/// An initialism of a text, and the name that it stands for wherever both are in one text.
struct ShortForm {
  PartyIndex name = 0, means = 0;
};

/// What a decision has for the address of a name in texts that is no person's: "org:", "place:", "event:",
/// "programme:"; empty for header and person, which are one where their names are.
std::string_view address_mark(NameOf of);

/// Name and address of a party. The name "*" means every party with that address.
using PartyName = std::pair<std::string, std::string>;

struct Decision {
  enum class Action { merge, split };
  std::int64_t id = 0;  ///< its number, for the reasons
  Action action = Action::merge;
  std::vector<PartyName> subject;  ///< merge: the one side; split: what is taken out
  std::vector<PartyName> object;   ///< merge: the other side
  std::string reason;
};

/// Who they are. Entities are numbered by their first party in the caller's order.
class People {
 public:
  struct State;
  explicit People(std::unique_ptr<State> state);
  People(People&&) noexcept;
  People& operator=(People&&) noexcept;
  ~People();

  std::size_t count() const;
  std::uint32_t entity_of(PartyIndex party) const;
  /// Why the party belongs to its entity, for people. kPlainReason: a name of texts that joined nobody.
  std::string reason(PartyIndex party) const;

  /// The parties of an entity, most letters first.
  std::vector<PartyIndex> parties(std::uint32_t entity) const;
  /// First eight bytes of the smallest SHA-256 of its addresses (where it has none: "name:" + folded name);
  /// no two entities have the same.
  std::uint64_t key(std::uint32_t entity) const;
  /// person, org, place, event or programme. org: an office, list or organisation.
  std::string_view type(std::uint32_t entity) const;
  /// One spelling for each name, and each address, most used first. The first name is the one to show: the
  /// most used full name, else the most used name, else an address.
  struct Names {
    std::string shown;
    std::vector<std::string> names, addresses;
  };
  Names names(std::uint32_t entity) const;

 private:
  std::unique_ptr<State> state_;
};

/// REQUIRES: `parties` and their strings outlive the result. At most 2^32 - 2 parties.
People resolve_people(std::span<const Party> parties, std::span<const Decision> decisions = {},
                      std::span<const ShortForm> short_forms = {});

}  // namespace clew::resolve
