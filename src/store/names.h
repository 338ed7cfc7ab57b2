// store/names.h - what the texts of a case name: spellings of persons, organisations, places, events and
// programmes, where they stand, and which entities they are.
//
// A name is known by its type and its spelling, so that its number does not depend on what was read before.
// Memory of NamedTexts: some 20 bytes for each passage that names anything and for each name in it. Threads:
// one at a time, as the connection.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/mention.h"
#include "store/db.h"

namespace clew::store {

/// Names longer than this are none.
inline constexpr std::size_t kMostNameBytes = 160;

/// A mention's words on one line: each run of blanks, and of the marks of quoted lines after a line's end, is
/// one space. Empty: they are too long for a name.
std::string spelling_of(std::string_view words);
/// names.id. `type`: the word of a mention's type.
std::int64_t name_id(std::string_view type, std::string_view spelling);

struct TextName {
  std::int64_t id = 0;
  model::MentionType type = model::MentionType::person;
  std::string shown;
  double confidence = 0;       ///< the highest of its mentions
  std::uint32_t passages = 0;  ///< in how many it stands
};

/// All names of the texts. Numbers of names and passages are indices here.
struct NamedTexts {
  struct Passage {
    std::int64_t id = 0;
    std::uint32_t text = 0;            ///< its home
    std::uint32_t begin = 0, end = 0;  ///< its names: among `uses`
  };
  struct Place {
    std::uint32_t text = 0, passage = 0;
    bool home = false;
  };
  std::vector<TextName> names;      ///< by id
  std::vector<Passage> passages;    ///< by id
  std::vector<std::uint32_t> uses;  ///< names, each once in a passage, in their order
  std::vector<Place> places;        ///< by text: all where these passages stand
  std::vector<std::int64_t> dates;  ///< by texts.id; kNoDate: none
  static constexpr std::int64_t kNoDate = INT64_MIN;

  std::span<const std::uint32_t> names_of(const Passage& passage) const {
    return std::span(uses).subspan(passage.begin, passage.end - passage.begin);
  }
};
/// Names that no mention bears any more have no passages.
Result<NamedTexts> load_named_texts(const Db& db);

/// In one passage, one name means another.
struct NameLink {
  std::uint32_t passage = 0, name = 0, means = 0;
  auto operator<=>(const NameLink&) const = default;
};

/// Who the names are. Entities are numbered from 0 and have the ids 1, 2, ....
struct ResolvedNames {
  std::span<const std::uint32_t> entity_of_name;  ///< kNoEntity: none
  std::span<const NameLink> links;                ///< in their order
  std::function<std::string(std::uint32_t name)> reason;
};

/// How often an entity is named, and between which dates.
struct NamedCount {
  std::uint32_t passages = 0;
  std::optional<std::int64_t> first, last;
};
std::vector<NamedCount> count_named(const NamedTexts& texts, const ResolvedNames& names,
                                    std::size_t entities);

/// Writes names, name_links and named; drops names without passages. Commits nothing.
Result<void> write_names(const Db& db, const NamedTexts& texts, const ResolvedNames& names,
                         std::span<const NamedCount> counts);

/// texts.id of all that hold a passage which names the entity (entities.id), ascending. Errors: corrupt.
Result<std::vector<std::int64_t>> texts_naming(const Db& db, std::int64_t entity);

}  // namespace clew::store
