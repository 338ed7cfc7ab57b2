// Dictionary forms of English words. The irregular forms are those of the school grammars; the rest follows
// the rules by which regular endings are put on (doubling, e, y), the other way round.
#include <algorithm>
#include <array>
#include <iterator>

#include "claim/document.h"

namespace clew::claim {
namespace {

struct Form {
  std::string_view form, lemma;
};

constexpr Form kVerbs[] = {
    {"'d", "have"},
    {"'m", "be"},
    {"'re", "be"},
    {"'s", "be"},
    {"'ve", "have"},
    {"am", "be"},
    {"are", "be"},
    {"ate", "eat"},
    {"beaten", "beat"},
    {"became", "become"},
    {"been", "be"},
    {"began", "begin"},
    {"begun", "begin"},
    {"being", "be"},
    {"bent", "bend"},
    {"bit", "bite"},
    {"bitten", "bite"},
    {"bled", "bleed"},
    {"blew", "blow"},
    {"blown", "blow"},
    {"bore", "bear"},
    {"born", "bear"},
    {"borne", "bear"},
    {"bought", "buy"},
    {"bound", "bind"},
    {"bred", "breed"},
    {"broke", "break"},
    {"broken", "break"},
    {"brought", "bring"},
    {"built", "build"},
    {"burnt", "burn"},
    {"came", "come"},
    {"caught", "catch"},
    {"chose", "choose"},
    {"chosen", "choose"},
    {"clung", "cling"},
    {"crept", "creep"},
    {"dealt", "deal"},
    {"did", "do"},
    {"does", "do"},
    {"done", "do"},
    {"drank", "drink"},
    {"drawn", "draw"},
    {"drew", "draw"},
    {"driven", "drive"},
    {"drove", "drive"},
    {"drunk", "drink"},
    {"dug", "dig"},
    {"dying", "die"},
    {"eaten", "eat"},
    {"fallen", "fall"},
    {"fed", "feed"},
    {"fell", "fall"},
    {"felt", "feel"},
    {"fled", "flee"},
    {"flew", "fly"},
    {"flown", "fly"},
    {"forbade", "forbid"},
    {"forbidden", "forbid"},
    {"forgave", "forgive"},
    {"forgiven", "forgive"},
    {"forgot", "forget"},
    {"forgotten", "forget"},
    {"forwent", "forgo"},
    {"fought", "fight"},
    {"found", "find"},
    {"froze", "freeze"},
    {"frozen", "freeze"},
    {"gave", "give"},
    {"given", "give"},
    {"gone", "go"},
    {"got", "get"},
    {"gotten", "get"},
    {"grew", "grow"},
    {"ground", "grind"},
    {"grown", "grow"},
    {"had", "have"},
    {"has", "have"},
    {"heard", "hear"},
    {"held", "hold"},
    {"hid", "hide"},
    {"hidden", "hide"},
    {"hung", "hang"},
    {"is", "be"},
    {"kept", "keep"},
    {"knew", "know"},
    {"known", "know"},
    {"laid", "lay"},
    {"lain", "lie"},
    {"led", "lead"},
    {"left", "leave"},
    {"lent", "lend"},
    {"lit", "light"},
    {"lost", "lose"},
    {"lying", "lie"},
    {"made", "make"},
    {"meant", "mean"},
    {"met", "meet"},
    {"misled", "mislead"},
    {"mistaken", "mistake"},
    {"mistook", "mistake"},
    {"n't", "not"},
    {"overcame", "overcome"},
    {"oversaw", "oversee"},
    {"overseen", "oversee"},
    {"overthrew", "overthrow"},
    {"overthrown", "overthrow"},
    {"paid", "pay"},
    {"ran", "run"},
    {"rang", "ring"},
    {"repaid", "repay"},
    {"ridden", "ride"},
    {"risen", "rise"},
    {"rode", "ride"},
    {"rose", "rise"},
    {"rung", "ring"},
    {"said", "say"},
    {"sang", "sing"},
    {"sank", "sink"},
    {"sat", "sit"},
    {"saw", "see"},
    {"seen", "see"},
    {"sent", "send"},
    {"shaken", "shake"},
    {"shone", "shine"},
    {"shook", "shake"},
    {"shot", "shoot"},
    {"shown", "show"},
    {"shrank", "shrink"},
    {"slain", "slay"},
    {"slept", "sleep"},
    {"slid", "slide"},
    {"sold", "sell"},
    {"sought", "seek"},
    {"spent", "spend"},
    {"spoke", "speak"},
    {"spoken", "speak"},
    {"sprang", "spring"},
    {"stole", "steal"},
    {"stolen", "steal"},
    {"stood", "stand"},
    {"struck", "strike"},
    {"stuck", "stick"},
    {"stung", "sting"},
    {"sung", "sing"},
    {"sunk", "sink"},
    {"swam", "swim"},
    {"swept", "sweep"},
    {"swore", "swear"},
    {"sworn", "swear"},
    {"swung", "swing"},
    {"taken", "take"},
    {"taught", "teach"},
    {"thought", "think"},
    {"threw", "throw"},
    {"thrown", "throw"},
    {"told", "tell"},
    {"took", "take"},
    {"tore", "tear"},
    {"torn", "tear"},
    {"tying", "tie"},
    {"understood", "understand"},
    {"undertaken", "undertake"},
    {"undertook", "undertake"},
    {"underwent", "undergo"},
    {"upheld", "uphold"},
    {"was", "be"},
    {"went", "go"},
    {"were", "be"},
    {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"},
    {"withheld", "withhold"},
    {"withstood", "withstand"},
    {"woke", "wake"},
    {"woken", "wake"},
    {"won", "win"},
    {"wore", "wear"},
    {"worn", "wear"},
    {"wove", "weave"},
    {"woven", "weave"},
    {"written", "write"},
    {"wrote", "write"},
    {"wrung", "wring"},
};
static_assert(std::is_sorted(std::begin(kVerbs), std::end(kVerbs),
                             [](const Form& a, const Form& b) { return a.form < b.form; }));

constexpr Form kNouns[] = {
    {"children", "child"}, {"feet", "foot"},  {"knives", "knife"},  {"lives", "life"},  {"media", "medium"},
    {"men", "man"},        {"mice", "mouse"}, {"people", "people"}, {"selves", "self"}, {"teeth", "tooth"},
    {"thieves", "thief"},  {"wives", "wife"}, {"wolves", "wolf"},   {"women", "woman"},
};

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool has_vowel(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return vowel(c) || c == 'y'; });
}

// Whether a stem that lost "ed" or "ing" lost an "e" too: "fil(e)d", "us(e)d", but "visit", "open".
bool wants_e(std::string_view stem) {
  if (stem.size() < 2) return false;
  const char last = stem.back(), before = stem[stem.size() - 2];
  if (last == 'v' || last == 'c' || last == 'u' || last == 'z') return true;
  if (last == 's') return before != 's' && !stem.ends_with("us") ? true : stem == "us";
  if (last == 'g') return before != 'n' || stem.ends_with("ang") || stem.ends_with("eng");
  if (last == 'l' && !vowel(before) && before != 'l' && before != 'r' && before != 'w') return true;
  if (last == 'r' && stem.size() > 2 &&
      (stem.ends_with("ur") || stem.ends_with("ir") || stem.ends_with("ar")) && stem.size() > 3 &&
      !vowel(stem[stem.size() - 3]) && stem != "occur" && stem != "appear")
    return true;
  if (stem.size() >= 3 && vowel(before) && !vowel(stem[stem.size() - 3])) {
    // One vowel between two consonants. A short word always lost its e, or the consonant would be doubled.
    const auto vowels = std::count_if(stem.begin(), stem.end(), vowel);
    if (last == 'w' || last == 'x' || last == 'y') return false;
    if (vowels == 1) return true;
    for (const std::string_view end :
         {"at", "iz", "is", "ut", "uc", "id", "ud", "ib", "os", "ok", "in", "ol", "or"})
      if (stem.ends_with(end)) {
        for (const std::string_view no :
             {"visit",    "limit",   "profit",  "benefit",  "credit", "edit",    "inhibit",
              "prohibit", "exhibit", "deposit", "permit",   "submit", "commit",  "admit",
              "begin",    "train",   "explain", "maintain", "obtain", "monitor", "sponsor",
              "control",  "favor",   "labor",   "honor",    "author", "determin" /* handled below */})
          if (stem == no) return no == "determin";
        return end != "in" || stem.ends_with("min") || stem.ends_with("fin") || stem.ends_with("bin") ||
               stem.ends_with("lin") || stem.ends_with("gin");
      }
  }
  return false;
}

std::string without_ending(std::string_view word, std::size_t ending) {
  std::string stem(word.substr(0, word.size() - ending));
  const std::size_t n = stem.size();
  if (n >= 3 && stem[n - 1] == stem[n - 2] && !vowel(stem[n - 1])) {
    // "stopped", "referred"; not "called", "passed", "stuffed", "added".
    if (stem[n - 1] != 'l' && stem[n - 1] != 's' && stem[n - 1] != 'f' && stem[n - 1] != 'z' &&
        stem != "add") {
      stem.pop_back();
    } else if (stem == "controll" || stem == "travell" || stem == "cancell" || stem == "channell" ||
               stem == "compell" || stem == "expell" || stem == "propell" || stem == "patroll") {
      stem.pop_back();
    }
    return stem;
  }
  if (wants_e(stem)) stem += 'e';
  return stem;
}

std::string verb_lemma(std::string_view word) {
  if (word.size() > 4 && word.ends_with("ied")) return std::string(word.substr(0, word.size() - 3)) + "y";
  if (word.size() > 4 && word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
  if (word.size() > 3 && word.ends_with("eed"))
    return std::string(
        word.substr(0, word.size() - (word == "agreed" || word == "freed" || word == "guaranteed" ? 1 : 0)));
  if (word.size() > 3 && word.ends_with("ed") && has_vowel(word.substr(0, word.size() - 2)))
    return without_ending(word, 2);
  if (word.size() > 4 && word.ends_with("ing") && has_vowel(word.substr(0, word.size() - 3)))
    return without_ending(word, 3);
  for (const std::string_view end : {"sses", "shes", "ches", "xes", "zzes", "oes"})
    if (word.size() > end.size() && word.ends_with(end)) return std::string(word.substr(0, word.size() - 2));
  if (word.size() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") &&
      !word.ends_with("is"))
    return std::string(word.substr(0, word.size() - 1));
  return std::string(word);
}

std::string noun_lemma(std::string_view word) {
  if (word.size() > 4 && word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
  for (const std::string_view end : {"sses", "shes", "ches", "xes", "zzes"})
    if (word.size() > end.size() && word.ends_with(end)) return std::string(word.substr(0, word.size() - 2));
  if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") &&
      !word.ends_with("is"))
    return std::string(word.substr(0, word.size() - 1));
  return std::string(word);
}

const Form* find(const Form* begin, const Form* end, std::string_view word) {
  const Form* found =
      std::lower_bound(begin, end, word, [](const Form& a, std::string_view b) { return a.form < b; });
  return found != end && found->form == word ? found : nullptr;
}

}  // namespace

std::string english_lemma(std::string_view lower, text::Upos upos) {
  switch (upos) {
    case text::Upos::verb:
    case text::Upos::aux:
      if (upos == text::Upos::aux && lower == "'d") return "would";
      if (const Form* form = find(std::begin(kVerbs), std::end(kVerbs), lower))
        return std::string(form->lemma);
      return upos == text::Upos::aux ? std::string(lower) : verb_lemma(lower);
    case text::Upos::part:
      return lower == "n't" ? "not" : std::string(lower);
    case text::Upos::noun:
      if (const Form* form = find(std::begin(kNouns), std::end(kNouns), lower))
        return std::string(form->lemma);
      return noun_lemma(lower);
    default:
      return std::string(lower);
  }
}

}  // namespace clew::claim
