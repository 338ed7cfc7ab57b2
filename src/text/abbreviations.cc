#include "text/abbreviations.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace clew::text {
namespace {

// Short lists, looked at only for words before a full stop, a hyphen or a number.
constexpr std::string_view kAlways[] = {
    "adm",  "apt", "assn", "assoc", "asst",  "atty",   "attn", "aug",  "ave",  "bldg", "blvd", "bros", "brig",
    "capt", "cf",  "cmdr", "corp",  "cpl",   "dept",   "dist", "dr",   "drs",  "ed",   "eg",   "esp",  "esq",
    "est",  "etc", "ext",  "feb",   "fri",   "ft",     "gen",  "gov",  "hon",  "inc",  "incl", "jan",  "jr",
    "lb",   "lbs", "lt",   "ltd",   "maj",   "messrs", "mme",  "mr",   "mrs",  "ms",   "mt",   "nov",  "oct",
    "oz",   "ph",  "prof", "rep",   "reps",  "rev",    "sen",  "sens", "sept", "sgt",  "sr",   "st",   "ste",
    "supt", "tel", "thu",  "thur",  "thurs", "tue",    "tues", "univ", "viz",  "vol",  "vols", "vs",   "wed"};
constexpr std::string_view kBeforeNumber[] = {"app",  "apr",  "approx", "art", "ca",  "ch",  "dec", "exh",
                                              "fig",  "figs", "jul",    "jun", "mar", "no",  "nos", "p",
                                              "para", "pg",   "pp",     "sec", "sep", "sect"};
constexpr std::string_view kBeforeCapital[] = {"al",  "co",   "col", "com", "dec", "det", "insp",
                                               "mon", "pres", "pvt", "sat", "sec", "sep", "sun"};
constexpr std::string_view kBeforeNames[] = {
    "adm",  "apr",  "aug", "brig", "ca",     "capt", "cf",  "ch",  "cmdr", "col",  "cpl", "dec",
    "dr",   "drs",  "eg",  "feb",  "fig",    "figs", "gen", "gov", "hon",  "insp", "jan", "jul",
    "jun",  "lt",   "maj", "mar",  "messrs", "mme",  "mr",  "mrs", "ms",   "mt",   "no",  "nos",
    "nov",  "oct",  "p",   "pp",   "pres",   "prof", "pvt", "rep", "reps", "rev",  "sec", "sen",
    "sens", "sept", "sgt", "st",   "supt",   "viz",  "vol", "vs"};
constexpr std::string_view kPrefixes[] = {"anti", "co",    "counter", "e",   "ex",   "macro", "micro",
                                          "mid",  "multi", "neo",     "non", "post", "pre",   "pro",
                                          "re",   "semi",  "sub",     "un",  "vice"};
constexpr std::string_view kUnits[] = {"am",  "bn",   "c",  "cm", "f",     "ft", "gb",  "hrs", "hz",
                                       "k",   "kb",   "kg", "km", "kw",    "lb", "lbs", "m",   "mb",
                                       "mhz", "mins", "ml", "mm", "mmbtu", "mw", "p",   "pm",  "tb"};
struct Joined {
  std::string_view word;
  std::size_t cut;
};
constexpr Joined kJoined[] = {{"aint", 2},   {"arent", 3},  {"cannot", 3},  {"cant", 2},     {"couldnt", 5},
                              {"didnt", 3},  {"doesnt", 4}, {"dont", 2},    {"gimme", 3},    {"gonna", 3},
                              {"gotta", 3},  {"hadnt", 3},  {"hasnt", 3},   {"havent", 4},   {"im", 1},
                              {"isnt", 2},   {"ive", 1},    {"lemme", 3},   {"shouldnt", 6}, {"thats", 4},
                              {"theyre", 4}, {"theyve", 4}, {"wanna", 3},   {"wasnt", 3},    {"werent", 4},
                              {"whats", 4},  {"wont", 2},   {"wouldnt", 5}, {"youre", 3},    {"youve", 3}};

template <std::size_t n>
bool holds(const std::string_view (&list)[n], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  if (word.size() > 6) return Abbreviation::no;
  if (holds(kAlways, word)) return Abbreviation::always;
  if (holds(kBeforeNumber, word)) return Abbreviation::before_number;
  return holds(kBeforeCapital, word) ? Abbreviation::before_capital : Abbreviation::no;
}

bool stands_before_name(std::string_view word) { return word.size() <= 6 && holds(kBeforeNames, word); }

std::size_t joined_words(std::string_view word) {
  if (word.size() < 2 || word.size() > 8) return 0;
  for (const Joined& joined : kJoined)
    if (joined.word == word) return joined.cut;
  return 0;
}

bool keeps_hyphen(std::string_view prefix) { return prefix.size() <= 7 && holds(kPrefixes, prefix); }
bool is_unit(std::string_view word) { return word.size() <= 5 && holds(kUnits, word); }

}  // namespace clew::text
