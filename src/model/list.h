// model/list.h - what a sanctions list says: its entries, in one shape whatever the format of the file.
//
// A list speaks for itself: everything here is the list's statement. Texts are kept as they are written, but
// for white space at their ends; dates are brought to ISO 8601 where their form leaves no doubt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clew::model {

/// Values reach the disk by their names (name_of), which never change meaning.
enum class ListedKind { unknown, person, organisation, vessel, aircraft };
std::string_view name_of(ListedKind kind);
std::optional<ListedKind> listed_kind(std::string_view name);

/// primary: the name of the entry. alias: as good as it. weak: said to be of low quality, too broad to search
/// by alone. former: until it was changed. original: in the script of its bearer.
enum class ListNameKind { primary, alias, weak, former, original };
std::string_view name_of(ListNameKind kind);
std::optional<ListNameKind> list_name_kind(std::string_view name);

struct ListName {
  std::string text;
  ListNameKind kind = ListNameKind::primary;
  bool operator==(const ListName&) const = default;
};

/// One more thing that is said of the entry. birth_date: "1966", "1966-03-02", "1960/1965" (from, to),
/// "~1962" (about), or the words as they stand. identifier: `note` says which ("passport (Iran)", "imo",
/// "iban").
enum class ListDetailKind {
  programme,
  listed_on,
  birth_date,
  birth_place,
  nationality,
  country,
  identifier,
  address,
  position,
  gender,
  basis,
  remark
};
std::string_view name_of(ListDetailKind kind);
std::optional<ListDetailKind> list_detail_kind(std::string_view name);

struct ListDetail {
  ListDetailKind what = ListDetailKind::remark;
  std::string value, note;
  bool operator==(const ListDetail&) const = default;
};

/// owner: the other owns this one. owned: this one owns the other. acts_for: this one acts for the other.
/// linked: nothing more is said.
enum class ListTie { owner, owned, acts_for, linked };
std::string_view name_of(ListTie tie);
std::optional<ListTie> list_tie(std::string_view name);

struct ListRelation {
  ListTie tie = ListTie::linked;
  std::string entry;  ///< id of the other in the same list; empty: only its name is told
  std::string name;   ///< the other's name as it stands here; may be empty
  double share = -1;  ///< percent; negative: not told
  std::string words;  ///< what the list says of the tie
  bool operator==(const ListRelation&) const = default;
};

struct ListEntry {
  std::string id;  ///< as the list numbers it; unique in the list but for supplements
  ListedKind kind = ListedKind::unknown;
  bool listed = true;       ///< false: only mentioned, as the subsidiary of one that is
  bool supplement = false;  ///< says more of the entry of this id, which stands elsewhere in the list
  std::vector<ListName> names;
  std::vector<ListDetail> details;
  std::vector<ListRelation> relations;
  std::uint64_t line = 0;  ///< in the file, from 1: where the entry begins
};

/// What is known of a list when all of it is read.
struct ListInfo {
  std::string name;    ///< "OFAC SDN"
  std::string format;  ///< stable id of its reader: "ofac-csv"
  std::string part;    ///< of a list published as several files: "names", "addresses", "remarks"; else empty
  std::string date;    ///< ISO 8601, as the list dates itself; empty: it does not
  std::uint64_t entries = 0, names = 0;  ///< supplements not counted among the entries
};

}  // namespace clew::model
