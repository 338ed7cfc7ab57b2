#include "match/lexicon.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/fold.h"
#include "match/lexicon_tables.h"

namespace clew::match {
namespace {

constexpr std::size_t kLongestPhrase = 6;

/// Calls `each` with the fields of each line, folded; the first field may be `headed` by a word and blanks.
template <class Each>
void each_line(std::string_view table, Each each) {
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (!line.empty()) each(line);
  }
}
template <class Each>
void each_word(std::string_view line, Each each) {
  while (!line.empty()) {
    const std::size_t end = std::min(line.find('|'), line.size());
    std::string word = folded(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
    if (!word.empty()) each(std::move(word));
  }
}

struct Lexicon {
  std::unordered_map<std::string, std::vector<WordEntry>> phrases;
  std::unordered_set<std::string> first_words;
  std::unordered_map<std::string, std::int16_t> nicknames;

  void add(std::string word, WordEntry entry) {
    entry.words = static_cast<std::uint8_t>(1 + std::count(word.begin(), word.end(), ' '));
    first_words.insert(word.substr(0, word.find(' ')));
    auto& entries = phrases[std::move(word)];
    const bool known = std::any_of(entries.begin(), entries.end(),
                                   [&](const WordEntry& other) { return other.role == entry.role; });
    if (!known) entries.push_back(entry);
  }
  void add_all(std::string_view table, Role role) {
    std::int16_t group = 0;
    each_line(table, [&](std::string_view line) {
      each_word(line, [&](std::string word) { add(std::move(word), {role, group, 1}); });
      ++group;
    });
  }
  void add_forms(std::string_view table) {
    std::string family;
    std::int16_t number = -1, form = 0;
    each_line(table, [&](std::string_view line) {
      const std::size_t end = line.find(' ');
      if (line.substr(0, end) != family) family = line.substr(0, end), ++number;
      const auto group = static_cast<std::int16_t>(number * kFormFamily + form++);
      each_word(line.substr(end), [&](std::string word) { add(std::move(word), {Role::form, group, 1}); });
    });
  }
  void add_numbers(std::string_view table) {
    each_line(table, [&](std::string_view line) {
      int value = 0;
      std::from_chars(line.data(), line.data() + line.size(), value);
      each_word(line.substr(line.find('|')), [&](std::string word) {
        add(std::move(word), {Role::number, static_cast<std::int16_t>(value), 1});
      });
    });
  }
  Lexicon() {
    add_forms(kCompanyForms);
    add_all(kCommonWords, Role::common);
    add_all(kParticles, Role::particle);
    add_all(kJoiners, Role::joiner);
    add_all(kGenerations, Role::generation);
    add_numbers(kNumbers);
    add_all(kTitles, Role::title);
    std::int16_t group = 0;
    each_line(kNicknames, [&](std::string_view line) {
      each_word(line, [&](std::string word) { nicknames.emplace(std::move(word), group); });
      ++group;
    });
  }
};

const Lexicon& lexicon() {
  static const Lexicon made;
  return made;
}

}  // namespace

bool begins_phrase(std::string_view word) { return lexicon().first_words.contains(std::string(word)); }

const WordEntry* find_phrase(const std::vector<std::string>& words, std::size_t at, Role role) {
  const auto& phrases = lexicon().phrases;
  const WordEntry* found = nullptr;
  std::string phrase;
  for (std::size_t n = 1; n <= kLongestPhrase && at + n <= words.size(); ++n) {
    if (n > 1) phrase += ' ';
    phrase += words[at + n - 1];
    const auto it = phrases.find(phrase);
    if (it == phrases.end()) continue;
    for (const WordEntry& entry : it->second)
      if (entry.role == role) found = &entry;
  }
  return found;
}

std::int16_t nickname_group(std::string_view plain) {
  const auto& nicknames = lexicon().nicknames;
  const auto it = nicknames.find(std::string(plain));
  return it == nicknames.end() ? std::int16_t{-1} : it->second;
}

}  // namespace clew::match
