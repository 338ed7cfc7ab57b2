#include "training/names/lexicon.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include "annotate/name_lexicon.h"
#include "text/tokens.h"

namespace clew::training {
namespace {

using annotate::PhraseKind;

/// Hashes in a table with open addressing, at most three quarters full; entries go in by rising hash.
struct Slots {
  std::vector<std::uint32_t> keys;
  std::vector<std::size_t> slot_of;  // of each hash, in the order given

  explicit Slots(const std::vector<std::uint64_t>& hashes) {
    const std::size_t size = std::max<std::size_t>(4, hashes.size() * 4 / 3 + 1);
    keys.assign(size, 0);
    for (const std::uint64_t hash : hashes) {
      std::size_t at = annotate::slot_of(hash, size);
      while (keys[at] != 0 && keys[at] != annotate::key_of(hash)) at = at + 1 < size ? at + 1 : 0;
      keys[at] = annotate::key_of(hash);
      slot_of.push_back(at);
    }
  }
};

struct Kind {
  std::uint16_t bit;
  PhraseKind phrase;
};
const std::map<std::string, Kind>& kinds() {
  using namespace annotate;
  static const std::map<std::string, Kind> table{{"forename", {kForename, PhraseKind::person}},
                                                 {"surname", {kSurname, PhraseKind::person}},
                                                 {"nameword", {kNameWord, PhraseKind::none}},
                                                 {"person", {kSurname, PhraseKind::person}},
                                                 {"city", {kCity, PhraseKind::place}},
                                                 {"bigcity", {kBigCity, PhraseKind::place}},
                                                 {"country", {kCountry, PhraseKind::place}},
                                                 {"region", {kRegion, PhraseKind::place}},
                                                 {"statecode", {kRegion, PhraseKind::place}},
                                                 {"place", {kCity, PhraseKind::place}},
                                                 {"nationality", {kNationality, PhraseKind::nationality}},
                                                 {"orgname", {kOrgName, PhraseKind::org}},
                                                 {"orgword", {kOrgWord, PhraseKind::none}},
                                                 {"legalform", {kOrgWord, PhraseKind::none}},
                                                 {"placeword", {kPlaceWord, PhraseKind::none}},
                                                 {"title", {kTitle, PhraseKind::none}},
                                                 {"rolenoun", {kTitle, PhraseKind::none}},
                                                 {"calendar", {kCalendar, PhraseKind::none}},
                                                 {"weapon", {kWeapon, PhraseKind::goods}},
                                                 {"language", {kLanguage, PhraseKind::nationality}},
                                                 {"eventname", {0, PhraseKind::event}},
                                                 {"currency", {0, PhraseKind::none}}};
  return table;
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
  return fields;
}

template <class Row>
void each_row(const std::string& path, std::size_t least, Row&& row) {
  if (path.empty()) return;
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  for (std::string line; std::getline(in, line);) {
    const auto fields = fields_of(line);
    if (fields.size() >= least) row(fields);
  }
}

void add_clusters(const LexiconSources& sources, ModelWriter& model) {
  struct Row {
    unsigned fine = 0, packed = 0;
  };
  std::map<std::uint64_t, Row> rows;
  each_row(sources.clusters, 5, [&](const std::vector<std::string>& f) {
    const std::uint64_t count = std::stoull(f[1]);
    unsigned frequency = 0;
    for (const std::uint64_t step : {8, 30, 100, 400, 2000, 20000, 200000}) frequency += count >= step;
    Row& row = rows[annotate::hash_word(f[0])];
    row.fine = static_cast<unsigned>(std::stoul(f[3]));
    row.packed = static_cast<unsigned>(std::stoul(f[4]) | std::stoul(f[2]) << 8) | frequency << 11;
  });
  std::vector<std::uint64_t> hashes;
  for (const auto& [hash, row] : rows) hashes.push_back(hash);
  const Slots slots(hashes);
  std::vector<std::uint16_t> values(slots.keys.size() * 2, 0);
  std::size_t number = 0;
  for (const auto& [hash, row] : rows) {
    std::uint16_t* to = &values[slots.slot_of[number++] * 2];
    to[0] = static_cast<std::uint16_t>(row.fine);
    to[1] = static_cast<std::uint16_t>(row.packed);
  }
  model.add("clusters.keys", slots.keys);
  model.add("clusters.rows", values);
}

/// Token hashes of a phrase, cut as running text is.
std::vector<std::uint64_t> words_of(const std::string& phrase, bool arabic) {
  std::vector<std::uint64_t> words;
  std::string normal;
  for (const text::Token& token : text::tokenize(phrase, arabic ? "ar" : "en")) {
    annotate::normal_form(token.in(phrase), normal);
    words.push_back(annotate::hash_word(normal));
  }
  return words;
}

void add_lists(const LexiconSources& sources, ModelWriter& model) {
  std::map<std::uint64_t, std::uint16_t> bits;
  std::map<std::uint64_t, PhraseKind> phrases;
  each_row(sources.lists, 2, [&](const std::vector<std::string>& f) {
    const auto kind = kinds().find(f[0]);
    if (kind == kinds().end()) return;
    const auto words = words_of(f[1], sources.arabic);
    if (words.empty() || words.size() > annotate::kLongestPhrase) return;
    if (words.size() == 1) {
      if (kind->second.bit != 0) bits[words[0]] |= kind->second.bit;
      return;
    }
    if (kind->second.phrase == PhraseKind::none) return;
    std::uint64_t key = 0;
    for (const std::uint64_t word : words) key = annotate::extend_phrase(key, word);
    bits[words[0]] |= annotate::kStartsPhrase;
    phrases.emplace(key, kind->second.phrase);
  });
  std::vector<std::uint64_t> hashes;
  for (const auto& [hash, value] : bits) hashes.push_back(hash);
  const Slots words(hashes);
  std::vector<std::uint16_t> values(words.keys.size(), 0);
  std::size_t number = 0;
  for (const auto& [hash, value] : bits) values[words.slot_of[number++]] |= value;
  hashes.clear();
  for (const auto& [hash, kind] : phrases) hashes.push_back(hash);
  const Slots slots(hashes);
  std::vector<std::int8_t> phrase_kinds(slots.keys.size(), 0);
  number = 0;
  for (const auto& [hash, kind] : phrases)
    phrase_kinds[slots.slot_of[number++]] = static_cast<std::int8_t>(kind);
  model.add("lists.keys", words.keys);
  model.add("lists.bits", values);
  model.add("phrases.keys", slots.keys);
  model.add("phrases.kinds", phrase_kinds);
}

}  // namespace

void add_lexicon(const LexiconSources& sources, ModelWriter& model) {
  add_clusters(sources, model);
  add_lists(sources, model);
}

}  // namespace clew::training
