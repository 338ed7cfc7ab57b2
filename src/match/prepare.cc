#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "match/lexicon.h"
#include "match/match.h"
#include "match/prepared.h"
#include "match/romanise.h"
#include "match/sound.h"
#include "match/words.h"

namespace clew::match {
namespace {

std::uint32_t hash_of(std::string_view text) {
  std::uint32_t h = 2166136261U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  return h;
}

std::uint8_t weight_of(Role role) {
  switch (role) {
    case Role::name:
      return 100;
    case Role::number:
      return 80;
    case Role::initial:
      return 30;
    case Role::common:
      return 40;
    case Role::form:
      return 12;
    case Role::generation:
      return 20;
    case Role::particle:
      return 6;
    case Role::title:
      return 4;
    case Role::joiner:
      return 3;
  }
  return 0;
}

bool is_core(Role role) {
  return role == Role::name || role == Role::initial || role == Role::number || role == Role::common;
}

bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The number of characters of valid UTF-8.
std::size_t letters_in(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(
      word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Turns the words of one name into tokens.
class Preparer {
 public:
  Preparer(std::string_view text, Kind kind) {
    text = text.substr(0, floor_boundary(text, std::min(text.size(), kNameBytes)));
    made_.text = text;
    made_.kind = kind;
    raw_ = cut_words(text);
    if (raw_.size() > kMostTokens) raw_.resize(kMostTokens);
  }

  Prepared run() {
    guess_kind();
    turn_round();
    for (const RawWord& word : raw_) folded_.push_back(word.folded);
    for (std::size_t at = 0; at < raw_.size();) at += take(at);
    keep_a_core();
    for (std::size_t i = 0; i < made_.tokens.size(); ++i)
      if (is_core(made_.tokens[i].role)) made_.core.push_back(static_cast<std::uint8_t>(i));
    return std::move(made_);
  }

 private:
  bool organisation() const {
    const Kind kind = made_.kind == Kind::unknown ? made_.guessed : made_.kind;
    return kind == Kind::organisation || kind == Kind::vessel || kind == Kind::address;
  }
  bool person() const { return made_.kind == Kind::person; }

  /// Company forms and words that organisations share speak for an organisation.
  void guess_kind() {
    std::vector<std::string> words;
    for (const RawWord& word : raw_) words.push_back(word.folded);
    bool organisation = false;
    for (std::size_t at = 0; at < raw_.size(); ++at) {
      if (const WordEntry* form = find_phrase(words, at, Role::form)) {
        const bool outer = at == 0 || at + form->words == raw_.size();
        // Two letters may be a form only where they are written as one.
        const bool plain = form->words > 1 || letters_in(words[at]) > 2 || raw_[at].dotted;
        organisation |= raw_.size() > 1 && outer && plain;
      }
      const WordEntry* common = find_phrase(words, at, Role::common);
      organisation |= common != nullptr && letters_in(words[at]) > 2 && raw_.size() > 1;
    }
    made_.guessed = organisation ? Kind::organisation : Kind::unknown;
  }

  /// "Family, Given" -> "Given Family". What follows the comma must be more than a company form or "Jr".
  void turn_round() {
    if (organisation()) return;
    std::size_t comma = 0, commas = 0;
    for (std::size_t i = 1; i < raw_.size(); ++i)
      if (raw_[i].after_comma) comma = i, ++commas;
    if (commas != 1) return;
    std::vector<std::string> words;
    for (const RawWord& word : raw_) words.push_back(word.folded);
    const bool suffix = raw_.size() - comma == 1 && (find_phrase(words, comma, Role::generation) != nullptr ||
                                                     find_phrase(words, comma, Role::form) != nullptr);
    if (!suffix) std::rotate(raw_.begin(), raw_.begin() + static_cast<std::ptrdiff_t>(comma), raw_.end());
  }

  /// Makes tokens of the words from `at` on; gives how many words it took.
  std::size_t take(std::size_t at) {
    if (const WordEntry* entry = role_at(at)) {
      std::string shown;
      for (std::size_t i = 0; i < entry->words; ++i) shown += (i > 0 ? " " : "") + raw_[at + i].shown;
      std::string joined;
      for (std::size_t i = 0; i < entry->words; ++i) joined += folded_[at + i];
      add(std::move(shown), joined, entry->role, entry->group, raw_[at].after_hyphen);
      return entry->words;
    }
    const RawWord& word = raw_[at];
    Role role = Role::name;
    std::int16_t group = -1;
    if (all_digits(word.folded)) {
      role = Role::number;
    } else if (letters_in(word.folded) == 1 ||
               (word.dotted && letters_in(word.folded) <= 3 && !organisation())) {
      role = Role::initial;
    }
    add(word.shown, word.folded, role, group, word.after_hyphen);
    return 1;
  }

  /// What the lexicon says of the word at `at` in a name of this kind.
  const WordEntry* role_at(std::size_t at) const {
    if (!begins_phrase(folded_[at])) return nullptr;
    const bool last = at + 1 == raw_.size();
    const bool alone = raw_.size() == 1;
    const bool dotted_initial = raw_[at].dotted && letters_in(folded_[at]) == 1;
    if (alone) return all_digits(folded_[at]) ? find_phrase(folded_, at, Role::number) : nullptr;
    if (organisation()) {
      const WordEntry* form = find_phrase(folded_, at, Role::form);
      if (form != nullptr && (form->words > 1 || letters_in(folded_[at]) > 1)) {
        const bool outer = at == 0 || at + form->words == raw_.size() || form->words > 1 ||
                           find_phrase(folded_, at + 1, Role::form) != nullptr || letters_in(folded_[at]) > 2;
        if (outer) return form;
      }
      for (const Role role : {Role::common, Role::joiner, Role::number})
        if (const WordEntry* entry = find_phrase(folded_, at, role)) return entry;
      return nullptr;
    }
    if (dotted_initial) return nullptr;
    if (last || at + 2 == raw_.size())
      if (const WordEntry* entry = find_phrase(folded_, at, Role::generation); entry && at > 0) return entry;
    if (const WordEntry* entry = find_phrase(folded_, at, Role::particle)) {
      if (letters_in(folded_[at]) > 1 || !raw_[at].upper) return entry;
    }
    if (!last)
      if (const WordEntry* entry = find_phrase(folded_, at, Role::title)) return entry;
    if (last && letters_in(folded_[at]) > 1 && !person())
      if (const WordEntry* entry = find_phrase(folded_, at, Role::form)) return entry;
    if (letters_in(folded_[at]) > 1 || all_digits(folded_[at]))
      if (const WordEntry* entry = find_phrase(folded_, at, Role::number)) return entry;
    return nullptr;
  }

  void add(std::string shown, std::string_view word, Role role, std::int16_t group, bool after_hyphen) {
    Romanised romanised = romanise(word);
    // What ICU gives in several words is cut into as many.
    std::string_view rest = romanised.plain;
    if (rest.empty()) return;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      Token token;
      token.plain = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      token.shown = shown;
      token.native = romanised.native;
      token.script = romanised.script;
      token.role = role;
      token.group = group;
      token.after_hyphen = after_hyphen;
      finish(token);
      if (made_.tokens.size() < kMostTokens) made_.tokens.push_back(std::move(token));
    }
  }

  static void finish(Token& token) {
    token.sound = sound_of(token.plain);
    token.bones = bones_of(token.sound);
    token.letters = letters_of(token.sound);
    token.hash = hash_of(token.plain);
    token.weight = weight_of(token.role);
    token.length = static_cast<std::uint8_t>(std::min<std::size_t>(token.sound.size(), 255));
    if (token.role == Role::name) token.group = nickname_group(token.plain);
    if (token.role == Role::number && token.group < 0 && all_digits(token.plain) && token.plain.size() <= 4)
      token.group = static_cast<std::int16_t>(std::stoi(token.plain));
  }

  /// A name that consists of particles, titles or forms alone is compared by them.
  void keep_a_core() {
    const bool any = std::any_of(made_.tokens.begin(), made_.tokens.end(),
                                 [](const Token& token) { return is_core(token.role); });
    if (any) return;
    for (Token& token : made_.tokens) {
      token.role = Role::name;
      token.weight = weight_of(Role::name);
    }
  }

  Prepared made_;
  std::vector<RawWord> raw_;
  std::vector<std::string> folded_;
};

}  // namespace

Name prepare(std::string_view text, Kind kind) {
  return Name(std::make_shared<const Prepared>(Preparer(text, kind).run()));
}

bool Name::empty() const { return prepared_ == nullptr || prepared_->tokens.empty(); }
std::string_view Name::text() const {
  return prepared_ ? std::string_view(prepared_->text) : std::string_view();
}
Kind Name::kind() const {
  if (!prepared_) return Kind::unknown;
  return prepared_->kind == Kind::unknown ? prepared_->guessed : prepared_->kind;
}

std::vector<std::string> token_keys(const Name& name) {
  std::vector<std::string> keys;
  if (name.empty()) return keys;
  for (const std::uint8_t index : name.prepared()->core) {
    const Token& token = name.prepared()->tokens[index];
    keys.push_back(token.bones.size() >= 2 ? token.bones : token.sound);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace clew::match
