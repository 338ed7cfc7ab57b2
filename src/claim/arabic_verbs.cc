#include "claim/arabic_verbs.h"

#include <array>
#include <unordered_map>

namespace clew::claim::eastern {
namespace {

using Shape = ArabicForm::Shape;

struct Ending {
  std::string_view text;
  int person;
  bool plural, feminine;
};
constexpr Ending kPast[] = {{"", 3, false, false},  {"ت", 3, false, true},  {"ا", 3, true, false},
                            {"تا", 3, true, true},  {"وا", 3, true, false}, {"نا", 1, true, false},
                            {"تم", 2, true, false}, {"ن", 3, true, true}};
constexpr Ending kPresent[] = {{"", 3, false, false},  {"ون", 3, true, false}, {"وا", 3, true, false},
                               {"ان", 3, true, false}, {"ا", 3, true, false},  {"ین", 2, false, true}};
struct Prefix {
  std::string_view text;
  int person;
  bool plural, feminine;
};
constexpr Prefix kPrefixes[] = {
    {"ی", 3, false, false}, {"ت", 3, false, true}, {"ن", 1, true, false}, {"ا", 1, false, false}};
// Objects that hang on a verb, or owners on a verbal noun. Longest first.
constexpr std::array<std::string_view, 10> kSuffixes = {"هما", "هم", "ها", "نی", "نا",
                                                        "کم",  "ه",  "ک",  "هن", "ی"};

class Forms {
 public:
  explicit Forms(const Lexicon& lexicon) {
    for (const Predicate& predicate : lexicon.predicates()) {
      add_past(predicate);
      add_present(predicate);
      for (const std::string& noun : predicate.noun) {
        add(noun, {&predicate, Shape::noun});
        add("ال" + noun, {&predicate, Shape::noun});
      }
      for (const std::string& word : predicate.participle) add(word, {&predicate, Shape::participle});
    }
  }

  void find(std::string_view word, bool suffix, std::vector<ArabicForm>& found) const {
    const auto [first, last] = forms_.equal_range(std::string(word));
    for (auto i = first; i != last; ++i) {
      found.push_back(i->second);
      found.back().suffix = suffix;
    }
  }
  bool has(const std::string& word) const { return forms_.contains(word); }

 private:
  void add(const std::string& word, const ArabicForm& form) { forms_.emplace(word, form); }

  // The first stem is that of the third person; the second ("قل" beside "قال") that before consonants. Of
  // verbs that end weak ("التقى") it is the other way round.
  void add_past(const Predicate& predicate) {
    for (std::size_t i = 0; i < predicate.past.size(); ++i) {
      const std::string& stem = predicate.past[i];
      if (stem.empty()) continue;
      const std::string& base = predicate.past.front();
      const bool weak = base.ends_with("ی") || base.ends_with("ا");
      const bool before_consonants = predicate.past.size() > 1 && (i == 0) == weak;
      for (const Ending& ending : kPast) {
        ArabicForm form{&predicate, Shape::past, ending.person, ending.plural, ending.feminine};
        if (ending.text == "ت") {
          form.person = before_consonants ? 1 : 3;
          form.open_person = predicate.past.size() == 1;
        } else if (i > 0 && ending.text.empty()) {
          continue;
        }
        add(stem + std::string(ending.text), form);
      }
    }
  }

  void add_present(const Predicate& predicate) {
    for (const std::string& stem : predicate.present) {
      if (stem.empty()) continue;
      for (const Prefix& prefix : kPrefixes)
        for (const Ending& ending : kPresent) {
          if (prefix.person == 1 && !ending.text.empty()) continue;
          ArabicForm form{&predicate, Shape::present, prefix.person, prefix.plural || ending.plural,
                          prefix.feminine};
          std::string word(prefix.text);
          word.append(stem).append(ending.text);
          add(word, form);
          form.future = true;
          add("س" + word, form);
        }
    }
  }

  std::unordered_multimap<std::string, ArabicForm> forms_;
};

const Forms& forms() {
  static const Forms all(arabic_lexicon());
  return all;
}

constexpr std::string_view kWaw = "و", kFa = "ف", kBa = "ب", kLam = "ل", kKaf = "ک", kArticle = "ال";

bool known(std::string_view word) {
  const Lexicon& lexicon = arabic_lexicon();
  if (!arabic_forms(word).empty() || lexicon.knows(word)) return true;
  return lexicon.phrase(0, 1, [&](std::size_t) { return word; }) != nullptr;
}

bool known_stem(std::string_view word) {
  for (const std::string_view cls : {"title", "kin", "money", "goods", "event", "letter", "member", "place",
                                     "owner", "founder", "count", "group", "known", "office", "determiner"})
    if (arabic_lexicon().in_class(word, cls)) return true;
  return false;
}

bool is_mark(char32_t code) { return code >= 0x64B && code <= 0x652; }

char32_t two_bytes(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return 0;
  const auto a = static_cast<unsigned char>(text[at]), b = static_cast<unsigned char>(text[at + 1]);
  return (a & 0xE0) == 0xC0 ? static_cast<char32_t>((a & 0x1F) << 6 | (b & 0x3F)) : 0;
}

// The letter at the front with its harakat.
std::size_t letter_length(std::string_view text) {
  std::size_t length = 2;
  while (is_mark(two_bytes(text, length))) length += 2;
  return length;
}

// Which letter, if any, may be cut off the front.
bool cut_here(std::string_view word, bool first) {
  if (word.size() < 6) {
    // "وهو", "به", "له" and the like are phrases.
    return first && word.starts_with(kWaw) && word.size() > 4 && known(word.substr(2));
  }
  const std::string_view rest = word.substr(2);
  if (first && word.starts_with(kWaw))
    return rest.starts_with(kArticle) || known(rest) || known_stem(rest) ||
           !arabic_lexicon().in_class(word, "root");
  if (first && word.starts_with(kFa)) return rest.starts_with(kArticle) || known(rest);
  if (word.starts_with(kBa)) return rest.starts_with(kArticle) || known_stem(rest);
  if (word.starts_with(kLam))
    return rest.starts_with(kLam) || known_stem(rest) ||
           (rest.size() >= 6 && !arabic_lexicon().in_class(word, "root"));
  if (word.starts_with(kKaf)) return arabic_lexicon().in_class(rest, "title");
  return false;
}

}  // namespace

std::vector<ArabicForm> arabic_forms(std::string_view folded) {
  std::vector<ArabicForm> found;
  forms().find(folded, false, found);
  if (!found.empty()) return found;
  for (const std::string_view suffix : kSuffixes) {
    if (folded.size() < suffix.size() + 6 || !folded.ends_with(suffix)) continue;
    const std::string_view stem = folded.substr(0, folded.size() - suffix.size());
    forms().find(stem, true, found);
    if (!found.empty()) return found;
    if (stem.ends_with("ت")) forms().find(std::string(stem.substr(0, stem.size() - 2)) + "ه", true, found);
    if (!found.empty()) return found;
  }
  return found;
}

std::vector<std::uint8_t> proclitics(std::string_view text, std::string_view folded, bool names) {
  std::vector<std::uint8_t> lengths;
  if (names || text.size() < 4 || two_bytes(text, 0) == 0) return lengths;
  bool first = true;
  while (lengths.size() < 3) {
    const bool waw = first && folded.starts_with(kWaw);
    if (!waw && known(folded)) return lengths;
    if (waw && arabic_lexicon().knows(folded)) return lengths;
    if (!cut_here(folded, first)) return lengths;
    const bool conjunction = first && (waw || folded.starts_with(kFa));
    const bool lam = folded.starts_with(kLam) && folded.substr(2).starts_with(kLam);
    const std::size_t length = letter_length(text);
    if (length >= text.size()) return lengths;
    lengths.push_back(static_cast<std::uint8_t>(length));
    if (lam || !conjunction) return lengths;
    text.remove_prefix(length);
    folded.remove_prefix(2);
    first = false;
  }
  return lengths;
}

bool first_vowel_is_damma(std::string_view text) {
  for (std::size_t at = 2; at + 1 < text.size() && is_mark(two_bytes(text, at)); at += 2)
    if (two_bytes(text, at) == 0x64F) return true;
  return false;
}

}  // namespace clew::claim::eastern
