#include "claim/persian_verbs.h"

#include <unordered_map>

#include "base/fold.h"

namespace clew::claim::eastern {
namespace {

enum class Shape : std::uint8_t { finite, participle, infinitive };

struct Form {
  std::uint16_t verb = 0;
  Shape shape = Shape::finite;
  Tense tense = Tense::past;
  std::uint8_t person = 3;
  bool plural = false, negative = false;
  bool bare = false;  // the past stem alone, third person
};

struct Ending {
  std::string_view text;
  std::uint8_t person;
  bool plural;
};
constexpr Ending kPast[] = {{"", 3, false},  {"م", 1, false}, {"ی", 2, false},
                            {"یم", 1, true}, {"ید", 2, true}, {"ند", 3, true}};
constexpr Ending kPresent[] = {{"د", 3, false}, {"م", 1, false}, {"ی", 2, false},
                               {"یم", 1, true}, {"ید", 2, true}, {"ند", 3, true}};
constexpr Ending kPerfect[] = {{"", 3, false},   {"ام", 1, false}, {"ای", 2, false},
                               {"ایم", 1, true}, {"اید", 2, true}, {"اند", 3, true}};

class Forms {
 public:
  explicit Forms(const Lexicon& lexicon) : lexicon_(lexicon) {
    for (std::size_t i = 0; i < lexicon.verbs().size(); ++i) {
      const Verb& verb = lexicon.verbs()[i];
      const auto number = static_cast<std::uint16_t>(i);
      names_.emplace(verb.name, number);
      add_past(verb, number);
      for (const std::string& stem : verb.present) add_present(verb, stem, number);
      add(verb.past + "ن", {number, Shape::infinitive, Tense::infinitive, 3, false, false, false});
      add("ن" + verb.past + "ن", {number, Shape::infinitive, Tense::infinitive, 3, false, true, false});
    }
    add_copula();
  }

  const Form* find(const std::string& word) const {
    const auto found = forms_.find(word);
    return found == forms_.end() ? nullptr : &found->second;
  }
  const Verb& verb(const Form& form) const { return lexicon_.verbs()[form.verb]; }

 private:
  void add(const std::string& word, const Form& form) { forms_.try_emplace(word, form); }

  // "ن" before "آ" is "نیا", before other "ا" also "نی".
  void add_with(std::string_view prefix, const std::string& stem, const Form& form, bool glide) {
    static constexpr std::string_view kAlef = "ا";
    std::string word(prefix);
    if (glide && stem.starts_with(kAlef)) {
      std::string other = word;
      add(other.append("ی").append(stem.substr(kAlef.size())), form);
      word += "ی";
    }
    add(word.append(stem), form);
  }

  void add_past(const Verb& verb, std::uint16_t number) {
    for (const Ending& ending : kPast) {
      const std::string stem = verb.past + std::string(ending.text);
      Form form{number, Shape::finite, Tense::past, ending.person, ending.plural, false, ending.text.empty()};
      add(stem, form);
      form.bare = false;
      add("می" + stem, form);
      form.negative = true;
      add_with("ن", stem, form, true);
      add("نمی" + stem, form);
    }
    for (const Ending& ending : kPerfect) {
      const std::string stem = verb.past + "ه" + std::string(ending.text);
      Form form{number,        ending.text.empty() ? Shape::participle : Shape::finite,
                Tense::past,   ending.person,
                ending.plural, false,
                false};
      add(stem, form);
      add("می" + stem, form);
      form.negative = true;
      add_with("ن", stem, form, true);
      add("نمی" + stem, form);
    }
  }

  void add_present(const Verb& verb, const std::string& stem, std::uint16_t number) {
    for (const Ending& ending : kPresent) {
      const std::string word = stem + std::string(ending.text);
      Form form{number, Shape::finite, Tense::present, ending.person, ending.plural, false, false};
      add("می" + word, form);
      form.negative = true;
      add("نمی" + word, form);
      const bool has = verb.name == "داشتن";  // whose present has no prefix
      form.tense = has ? Tense::present : Tense::subjunctive;
      add_with("ن", word, form, true);
      form.negative = false;
      add_with("ب", word, form, true);
      if (verb.light) add(word, form);
    }
  }

  void add_copula() {
    const std::uint16_t number = names_.at("بودن");
    for (const bool negative : {false, true})
      for (const Ending& ending : kPast) {
        const std::string stem = negative ? "نیست" : "هست";
        add(stem + std::string(ending.text),
            {number, Shape::finite, Tense::present, ending.person, ending.plural, negative, false});
      }
    add("است", {number, Shape::finite, Tense::present, 3, false, false, false});
    add("اند", {number, Shape::finite, Tense::present, 3, true, false, false});
    add("ماست", {number, Shape::finite, Tense::present, 3, false, false, false});
  }

  const Lexicon& lexicon_;
  std::unordered_map<std::string, Form> forms_;
  std::unordered_map<std::string, std::uint16_t> names_;
};

const Forms& forms() {
  static const Forms all(persian_lexicon());
  return all;
}

class Reader {
 public:
  Reader(const std::vector<Unit>& units, std::size_t end) : units_(units), end_(end) {}

  bool read(std::size_t at, VerbGroup& group) {
    std::size_t next = at;
    const Form* form = form_at(at, next);
    if (form == nullptr) return false;
    group.first = at;
    if (is_future(*form) && read_future(*form, next, group)) return true;
    set(group, *form, next);
    group.object = object_;
    switch (form->shape) {
      case Shape::infinitive:
        return true;
      case Shape::participle:
        return read_participle(next, group);
      case Shape::finite:
        return !form->bare || !forms().verb(*form).noun || at_end(next);
    }
    return false;
  }

 private:
  // "می" may stand apart.
  const Form* form_at(std::size_t at, std::size_t& next) {
    object_ = false;
    if (at >= end_ || units_[at].kind != UnitKind::word) return nullptr;
    const std::string& word = units_[at].folded;
    next = at + 1;
    if ((word == "می" || word == "نمی") && next < end_ && units_[next].kind == UnitKind::word) {
      ++next;
      return forms().find(word + units_[at + 1].folded);
    }
    if (const Form* found = forms().find(word)) return found;
    for (const std::string_view pronoun : {"شان", "تان", "مان", "ش"}) {
      if (word.size() < pronoun.size() + 8 || !word.ends_with(pronoun)) continue;
      const Form* form = forms().find(word.substr(0, word.size() - pronoun.size()));
      if (form == nullptr || form->shape != Shape::finite || form->bare) continue;
      object_ = true;
      return form;
    }
    return nullptr;
  }

  bool is_future(const Form& form) const {
    return forms().verb(form).name == "خواستن" && form.tense != Tense::past;
  }

  bool read_future(const Form& form, std::size_t next, VerbGroup& group) {
    std::size_t after = next;
    const Form* stem = form_at(next, after);
    if (stem == nullptr || !stem->bare) return false;
    set(group, *stem, after);
    group.tense = Tense::future;
    group.person = form.person;
    group.plural = form.plural;
    group.negative = form.negative;
    return true;
  }

  void set(VerbGroup& group, const Form& form, std::size_t last) const {
    group.last = last;
    group.verb = forms().verb(form).name;
    group.tense = form.tense;
    group.person = form.person;
    group.plural = form.plural;
    group.negative = form.negative;
  }

  // What may stand behind a participle: شدن (passive), then بودن, or بودن alone.
  bool read_participle(std::size_t next, VerbGroup& group) {
    std::size_t after = next;
    const Form* form = form_at(next, after);
    VerbGroup helper;
    if (form != nullptr && is_future(*form) && read_future(*form, after, helper) && helper.verb == "شدن") {
      group.passive = true;
      group.last = helper.last;
      take(group, helper);
      return true;
    }
    if (form != nullptr && forms().verb(*form).name == "شدن" && group.verb != "شدن") {
      group.passive = true;
      set_helper(group, *form, after);
      next = after;
      if (form->shape != Shape::participle) return true;
      form = form_at(next, after);
    }
    if (form != nullptr && forms().verb(*form).name == "بودن" && form->shape != Shape::infinitive) {
      const Tense tense = group.tense;
      set_helper(group, *form, after);
      if (form->tense == Tense::present) group.tense = tense;  // a perfect
      return true;
    }
    group.implied = true;
    return group.passive || at_end(group.last);
  }

  static void take(VerbGroup& group, const VerbGroup& helper) {
    group.tense = helper.tense;
    group.person = helper.person;
    group.plural = helper.plural;
    group.negative = group.negative || helper.negative;
  }
  static void set_helper(VerbGroup& group, const Form& form, std::size_t last) {
    group.last = last;
    group.tense = form.tense;
    group.person = form.person;
    group.plural = form.plural;
    group.negative = group.negative || form.negative;
  }

  // Persian clauses end with their verb.
  bool at_end(std::size_t next) const {
    if (next >= end_ || units_[next].kind == UnitKind::punct) return true;
    const std::string& word = units_[next].folded;
    const Phrase* phrase = persian_lexicon().phrase(
        next, next + 1, [&](std::size_t i) { return std::string_view(units_[i].folded); });
    if (phrase != nullptr && phrase->mark == Mark::preposition) return true;
    return word == "و" || word == "که" || word == "ولی" || word == "اما" || word == "تا" || word == "یا";
  }

  const std::vector<Unit>& units_;
  std::size_t end_;
  bool object_ = false;
};

}  // namespace

bool read_verb(const std::vector<Unit>& units, std::size_t at, std::size_t end, VerbGroup& group) {
  group = VerbGroup{};
  return Reader(units, end).read(at, group);
}

}  // namespace clew::claim::eastern
