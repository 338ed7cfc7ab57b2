#include "claim/eastern_lexicon.h"

#include <algorithm>
#include <array>

#include "base/fold.h"
#include "claim/frames_ar.h"
#include "claim/frames_fa.h"

namespace clew::claim::eastern {
namespace {

std::vector<std::string_view> split(std::string_view text, std::string_view at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find_first_of(at);
    if (end != 0 && !text.empty()) parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// "پیش_از" -> "پیش از", folded.
std::string word_of(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return folded(spaced);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view part : split(text, "|"))
    words.push_back(part == "-" ? std::string() : word_of(part));
  return words;
}

struct KindName {
  std::string_view name;
  Kind kind;
};
constexpr KindName kKinds[] = {{"speech", Kind::speech}, {"denial", Kind::denial}, {"refusal", Kind::refusal},
                               {"ask", Kind::ask},       {"hedge", Kind::hedge},   {"plan", Kind::plan},
                               {"light", Kind::light}};

struct MarkName {
  std::string_view name;
  Mark mark;
};
constexpr MarkName kMarks[] = {{"preposition", Mark::preposition}, {"source", Mark::source},
                               {"perhaps", Mark::hedge},           {"planned", Mark::plan},
                               {"negator", Mark::negator},         {"question", Mark::question},
                               {"condition", Mark::condition},     {"adverb", Mark::adverb},
                               {"complement", Mark::complement},   {"relative", Mark::relative},
                               {"conjunction", Mark::conjunction}, {"boundary", Mark::boundary},
                               {"pronoun", Mark::pronoun},         {"honorific", Mark::honorific},
                               {"silence", Mark::silence}};

// object:money=amount!
bool read_slot(std::string_view field, Slot& slot) {
  const std::size_t equals = field.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  std::string_view key = field.substr(0, equals), role = field.substr(equals + 1);
  slot.required = role.ends_with('!');
  if (slot.required) role.remove_suffix(1);
  const std::size_t colon = key.find(':');
  if (colon != std::string_view::npos) {
    slot.cls = key.substr(colon + 1);
    key = key.substr(0, colon);
  }
  slot.key = key.front() >= 'a' && key.front() <= 'z' ? std::string(key) : word_of(key);
  slot.role = role;
  return !role.empty();
}

bool read_flag(std::string_view field, Frame& frame) {
  if (field == "ends") {
    frame.ends = true;
  } else if (field == "nonanswer") {
    frame.nonanswer = true;
  } else if (field == "passive") {
    frame.passive = true;
  } else if (const auto status = model::claim_status(field)) {
    frame.status = *status;
  } else {
    return false;
  }
  return true;
}

}  // namespace

Lexicon::Lexicon(std::string_view text) {
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    read_line(text.substr(0, end), ++number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  for (auto& [first, phrases] : phrases_)
    std::stable_sort(phrases.begin(), phrases.end(),
                     [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
}

void Lexicon::read_line(std::string_view line, int number) {
  const auto fields = split(line.substr(0, line.find('#')), " \t\r");
  if (fields.empty()) return;
  bool good = false;
  if (fields[0] == "class") {
    good = read_class(fields);
  } else if (fields[0] == "verb") {
    good = read_verb(fields);
  } else {
    const MarkName* mark = std::find_if(std::begin(kMarks), std::end(kMarks),
                                        [&](const MarkName& m) { return m.name == fields[0]; });
    good = mark != std::end(kMarks) ? read_phrase(fields, mark->mark) : read_predicate(fields);
  }
  if (!good) faults_.push_back(number);
}

bool Lexicon::read_class(const std::vector<std::string_view>& fields) {
  if (fields.size() < 3) return false;
  const auto [cls, fresh] = classes_.try_emplace(std::string(fields[1]), static_cast<int>(classes_.size()));
  if (cls->second >= 64) return false;
  for (std::size_t i = 2; i < fields.size(); ++i)
    words_[word_of(fields[i])] |= std::uint64_t{1} << cls->second;
  return true;
}

bool Lexicon::read_verb(const std::vector<std::string_view>& fields) {
  if (fields.size() < 4) return false;
  Verb verb{word_of(fields[1]), word_of(fields[2]), words_of(fields[3]), false, false};
  for (std::size_t i = 4; i < fields.size(); ++i) {
    if (fields[i] == "light") {
      verb.light = true;
    } else if (fields[i] == "noun") {
      verb.noun = true;
    } else {
      return false;
    }
  }
  verbs_.push_back(std::move(verb));
  return true;
}

// preposition توسط از_سوی از_طرف: the spellings of one.
bool Lexicon::read_phrase(const std::vector<std::string_view>& fields, Mark mark) {
  if (fields.size() < 2) return false;
  const std::string key = word_of(fields[1]);
  for (std::size_t i = 1; i < fields.size(); ++i) {
    Phrase phrase;
    phrase.mark = mark;
    phrase.key = key;
    const std::string spaced = word_of(fields[i]);
    for (const std::string_view word : split(spaced, " ")) phrase.words.emplace_back(word);
    if (phrase.words.empty()) return false;
    phrases_[phrase.words.front()].push_back(std::move(phrase));
  }
  return true;
}

bool Lexicon::read_predicate(const std::vector<std::string_view>& fields) {
  if (fields.size() < 2) return false;
  Frame frame;
  const KindName* kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                      [&](const KindName& k) { return k.name == fields[0]; });
  if (kind != std::end(kKinds)) {
    frame.kind = kind->kind;
  } else if (const auto type = model::claim_type(fields[0])) {
    frame.type = *type;
  } else {
    return false;
  }
  for (std::size_t i = 2; i < fields.size(); ++i) {
    Slot slot;
    if (read_slot(fields[i], slot)) {
      frame.slots.push_back(std::move(slot));
    } else if (!read_flag(fields[i], frame)) {
      return false;
    }
  }
  const auto add = [&](const std::string& key) -> Predicate& {
    const auto [found, fresh] = by_key_.try_emplace(key, predicates_.size());
    if (fresh) predicates_.push_back({key, {}, {}, {}, {}, {}});
    predicates_[found->second].frames.push_back(frame);
    return predicates_[found->second];
  };
  const std::size_t plus = fields[1].find('+');
  if (plus != std::string_view::npos) {
    std::vector<std::string> nouns = words_of(fields[1].substr(0, plus));
    if (nouns.empty()) nouns.emplace_back();
    for (const std::string& verb : words_of(fields[1].substr(plus + 1)))
      for (const std::string& noun : nouns) {
        std::string key = noun;
        add(key.append("+").append(verb));
      }
    return true;
  }
  const auto stems = split(fields[1], "/");
  Predicate& predicate = add(std::string(fields[1]));
  predicate.past = words_of(stems[0]);
  if (stems.size() > 1) predicate.present = words_of(stems[1]);
  if (stems.size() > 2) predicate.noun = words_of(stems[2]);
  if (stems.size() > 3) predicate.participle = words_of(stems[3]);
  return true;
}

const Predicate* Lexicon::find(std::string_view key) const {
  const auto found = by_key_.find(std::string(key));
  return found == by_key_.end() ? nullptr : &predicates_[found->second];
}

bool Lexicon::in_class(std::string_view word, std::string_view cls) const {
  const auto bit = classes_.find(cls);
  if (bit == classes_.end()) return false;
  const std::uint64_t wanted = std::uint64_t{1} << bit->second;
  const auto has = [&](std::string_view form) {
    const auto found = words_.find(std::string(form));
    return found != words_.end() && (found->second & wanted) != 0;
  };
  if (has(word)) return true;
  static constexpr std::string_view kArticle = "ال";
  if (word.starts_with(kArticle) && has(word.substr(kArticle.size()))) return true;
  if (word.starts_with(kArticle)) word.remove_prefix(kArticle.size());
  static constexpr std::array<std::string_view, 25> kEndings = {
      "هایشان", "هایش", "هایی", "های", "ها", "یی", "ی",  "شان", "مان", "تان", "اش", "ات", "ام",
      "ش",      "م",    "ت",    "ه",   "هم", "نا", "ین", "ان",  "ون",  "ا",   "تم", "ک"};
  for (const std::string_view ending : kEndings) {
    if (word.size() < ending.size() + 4 || !word.ends_with(ending)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    if (has(stem)) return true;
    // خاله / خالة before an ending: its ت or ه comes back.
    if (stem.ends_with("ت") && has(std::string(stem.substr(0, stem.size() - 2)) + "ه")) return true;
    if ((ending == "ات" || ending == "ین" || ending == "ان") && has(std::string(stem) + "ه")) return true;
  }
  return false;
}

const Lexicon& persian_lexicon() {
  static const Lexicon lexicon(kFramesFa);
  return lexicon;
}

const Lexicon& arabic_lexicon() {
  static const Lexicon lexicon(kFramesAr);
  return lexicon;
}

}  // namespace clew::claim::eastern
