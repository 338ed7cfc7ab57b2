#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "match/lexicon.h"
#include "match/match.h"
#include "match/match_model.h"
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

/// How much a name tells by how rare it is: from 130 (never seen) down to 70 (as common as Mohammed). Other
/// words: see Weights in align.h.
std::uint8_t weight_of(const Token& token) {
  const Frequencies* const seen = match_model().frequencies;
  const int common = seen == nullptr ? 64 : seen->of(token.plain);
  return static_cast<std::uint8_t>(130 - std::min(60, common * 5 / 8));
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
    join_servants();
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
    if (const auto [value, taken] = number_in_words(at); taken > 0) {
      std::string shown = raw_[at].shown;
      for (std::size_t i = 1; i < taken; ++i)
        shown += (raw_[at + i].after_hyphen ? "-" : " ") + raw_[at + i].shown;
      add(std::move(shown), std::to_string(value), Role::number, static_cast<std::int16_t>(value), false);
      return taken;
    }
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
    } else if (letters_in(word.folded) == 1 || (!organisation() && are_initials(at))) {
      role = Role::initial;
    }
    add(word.shown, word.folded, role, group, word.after_hyphen);
    return 1;
  }

  /// "J.C.", or "JC" before words that are not all in capitals.
  bool are_initials(std::size_t at) const {
    const RawWord& word = raw_[at];
    if (letters_in(word.folded) > 3 || word.folded[0] < 'a' || word.folded[0] > 'z') return false;
    if (word.dotted) return true;
    const bool others =
        std::any_of(raw_.begin(), raw_.end(), [](const RawWord& other) { return !other.upper; });
    const bool vowels = std::any_of(word.folded.begin(), word.folded.end(), is_vowel);
    return word.upper && others && !vowels && letters_in(word.folded) >= 2;
  }

  /// "Forty-four", "forty 4": tens and what follows them, and how many words that takes.
  std::pair<int, std::size_t> number_in_words(std::size_t at) const {
    if (at + 1 >= raw_.size()) return {0, 0};
    const WordEntry* tens = find_phrase(folded_, at, Role::number);
    if (tens == nullptr || tens->group < 20 || tens->group > 90 || all_digits(folded_[at])) return {0, 0};
    int ones = 0;
    if (all_digits(folded_[at + 1]) && folded_[at + 1].size() == 1) {
      ones = folded_[at + 1][0] - '0';
    } else if (const WordEntry* entry = find_phrase(folded_, at + 1, Role::number)) {
      ones = entry->group;
    }
    if (ones < 1 || ones > 9) return {0, 0};
    return {tens->group + ones, 2};
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
    const auto parts = static_cast<std::size_t>(1 + std::count(rest.begin(), rest.end(), ' '));
    const bool by_character = parts > 1 && parts == letters_in(shown);
    std::size_t character = 0;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      Token token;
      token.plain = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      token.shown = shown;
      if (by_character) {
        const auto length = static_cast<std::size_t>(decode_utf8(shown, character).length);
        token.shown = shown.substr(character, length);
        character += length;
      }
      token.native = romanised.native;
      token.script = romanised.script;
      token.role = role;
      token.group = group;
      token.after_hyphen = after_hyphen;
      finish(token);
      if (made_.tokens.size() < kMostTokens) made_.tokens.push_back(std::move(token));
    }
  }

  /// What follows from plain, native, role and group.
  static void finish(Token& token) {
    read_native(token);
    token.sound = sound_of(token.plain);
    token.bones = bones_of(token.sound);
    token.letters = letters_of(token.sound);
    token.hash = hash_of(token.plain);
    token.weight = weight_of(token);
    token.length = static_cast<std::uint8_t>(std::min<std::size_t>(token.sound.size(), 255));
    if (token.role == Role::name) token.nicknames = nickname_groups(token.plain);
    if (token.role == Role::number && token.group < 0 && all_digits(token.plain) && token.plain.size() <= 4)
      token.group = static_cast<std::int16_t>(std::stoi(token.plain));
  }

  /// Arabic and Hebrew are read by the model, which puts vowels in; Cyrillic letters say themselves what they
  /// are.
  static void read_native(Token& token) {
    const Channel* const channel = match_model().channel;
    if (channel == nullptr || token.native.empty()) return;
    const Reading best = read_word(*channel, token.native);
    if (best.latin.empty()) {
      token.native.clear();
      return;
    }
    token.native_cost = static_cast<std::uint16_t>(std::min(best.cost, 0xFFFF));
    if (token.script == Script::cyrillic) return;
    token.plain = best.latin;
    if (!begins_with_article(token.native)) return;
    token.bare = token.native.substr(2);
    const Reading bare = read_word(*channel, token.bare);
    if (bare.latin.empty()) return token.bare.clear();
    token.bare_cost = static_cast<std::uint16_t>(std::min(bare.cost, 0xFFFF));
    if (token.role == Role::name) token.plain = bare.latin;
  }

  /// The likeliest spelling. Names repeat, and each thread remembers some thousands.
  static Reading read_word(const Channel& channel, const std::string& native) {
    constexpr std::size_t kRemembered = 8192;
    thread_local std::unordered_map<std::string, Reading> seen;
    if (const auto it = seen.find(native); it != seen.end()) return it->second;
    const auto best = channel.read(native, 1);
    if (seen.size() >= kRemembered) seen.clear();
    return seen[native] = best.empty() ? Reading{} : best[0];
  }

  static bool begins_with_article(std::string_view native) {
    static const std::string article = {static_cast<char>(native_letter(U'ا')),
                                        static_cast<char>(native_letter(U'ل'))};
    return native.size() >= 5 && native.starts_with(article);
  }

  /// "Abd al-Karim", "Abdul Karim", "Abdulkarim": servant of ... is one word with what follows.
  void join_servants() {
    auto& tokens = made_.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool native = is_servant(tokens[i].native);
      if (!native && !is_servant_word(tokens[i].plain)) {
        if (tokens[i].native.empty() && tokens[i].role == Role::name) normalise_servant(tokens[i]);
        continue;
      }
      std::size_t next = i + 1;
      while (next < tokens.size() && tokens[next].role == Role::particle && next == i + 1) ++next;
      if (next >= tokens.size() || tokens[next].role != Role::name) continue;
      Token joined = tokens[next];
      for (std::size_t k = next; k-- > i;)
        joined.shown = tokens[k].shown + (tokens[k + 1].after_hyphen ? "-" : " ") + joined.shown;
      if (native != !tokens[next].native.empty()) continue;
      joined.native = native ? tokens[i].native + joined.native : std::string();
      joined.bare.clear();
      joined.plain = joined.plain == "allah" ? "abdullah" : "abdul" + joined.plain;
      joined.after_hyphen = tokens[i].after_hyphen;
      finish(joined);
      tokens[i] = std::move(joined);
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i + 1),
                   tokens.begin() + static_cast<std::ptrdiff_t>(next + 1));
    }
  }

  static bool is_servant(std::string_view native) {
    static const std::string word = {static_cast<char>(native_letter(U'ع')),
                                     static_cast<char>(native_letter(U'ب')),
                                     static_cast<char>(native_letter(U'د'))};
    return native == word;
  }
  static bool is_servant_word(std::string_view plain) {
    static constexpr std::string_view kWords[] = {"abd",    "abdul",  "abdel", "abdal", "abdol",
                                                  "abdoul", "abdoel", "abdur", "abdus", "abdu",
                                                  "abdil",  "abdool", "abed"};
    return std::find(std::begin(kWords), std::end(kWords), plain) != std::end(kWords);
  }
  /// "abdelkarim", "abdurrahman" -> "abdulkarim", "abdulrahman".
  static void normalise_servant(Token& token) {
    std::string_view word = token.plain;
    if (!word.starts_with("abd") || word.size() < 8 || word.starts_with("abdull") ||
        word.starts_with("abdall"))
      return;
    std::size_t at = 3;
    while (at < word.size() && is_vowel(word[at])) ++at;
    if (at == 3 || at > 5 || at + 4 > word.size()) return;
    const bool assimilated = word[at] == word[at + 1];  // ur-Rahman, us-Salam
    if (!assimilated && word[at] != 'l') return;
    token.plain = "abdul" + std::string(word.substr(at + 1));
    finish(token);
  }

  /// A name that consists of particles, titles or forms alone is compared by them.
  void keep_a_core() {
    const bool any = std::any_of(made_.tokens.begin(), made_.tokens.end(),
                                 [](const Token& token) { return is_core(token.role); });
    if (any) return;
    for (Token& token : made_.tokens) {
      token.role = Role::name;
      token.weight = weight_of(token);
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
  constexpr std::size_t kReadings = 6;
  std::vector<std::string> keys;
  if (name.empty()) return keys;
  const auto add = [&](std::string_view plain) {
    const std::string sound = sound_of(plain);
    std::string bones = bones_of(sound);
    keys.push_back(bones.size() >= 2 ? std::move(bones) : sound);
  };
  for (const std::uint8_t index : name.prepared()->core) {
    const Token& token = name.prepared()->tokens[index];
    add(token.plain);
    if (token.native.empty() || match_model().channel == nullptr) continue;
    for (const std::string& native : {token.bare, token.native})
      if (!native.empty())
        for (const Reading& reading : match_model().channel->read(native, kReadings)) add(reading.latin);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace clew::match
