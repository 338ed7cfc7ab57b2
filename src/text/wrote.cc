#include "text/wrote.h"

#include <algorithm>
#include <optional>

#include "base/fold.h"
#include "text/dates.h"
#include "text/head_words.h"
#include "text/mailboxes.h"

namespace clew::text {
namespace {

constexpr std::size_t kLongest = 600;  // bytes of a head with its wrapped lines

struct Place {
  std::size_t from = 0, to = 0;
};

// The last verb of writing; in "On DATE, Kim Wrote <k@example.org> wrote:" the last one is meant.
std::optional<Place> find_verb(std::string_view text) {
  std::optional<Place> verb;
  WordCutter cutter(text);
  for (Word word; cutter.next(word);) {
    if (is_wrote(word.folded)) verb = Place{word.start, word.end};
  }
  return verb;
}

struct Start {
  bool starter = false, date = false;
  bool english = false;
  std::size_t to = 0;  // end of the word "On"
};

Start start_of(std::string_view text) {
  Start start;
  WordCutter cutter(text.substr(0, 60));
  Word word;
  if (!cutter.next(word)) return start;
  start.starter = starts_wrote(word.folded);
  start.english = word.folded == "on" || word.folded == "at";
  start.to = word.end;
  start.date = (word.folded[0] >= '0' && word.folded[0] <= '9') || is_weekday(word.folded);
  return start;
}

bool has_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && text.find('.', at) != std::string_view::npos;
}

bool has_letters(std::string_view text) {
  WordCutter cutter(text);
  for (Word word; cutter.next(word);) {
    if (word.folded.size() > 1 && !(word.folded[0] >= '0' && word.folded[0] <= '9') &&
        word.folded != "folgendes" && word.folded != "sunu" && word.folded != "tarihinde" &&
        word.folded != "است" && word.folded != "ما" && word.folded != "یلی") {
      return true;
    }
  }
  return false;
}

// Takes off what stands around a name: marks, the zone after the date, auxiliary verbs before "written".
std::string_view bare_name(std::string_view name) {
  for (bool again = true; again && !name.empty();) {
    again = false;
    const std::size_t from = name.find_first_not_of(" \t,.:;)-*");
    name = from == std::string_view::npos ? std::string_view() : name.substr(from);
    for (const std::string_view mark : {"،", "：", "\u200F", "\u200E", "\u202F"}) {
      if (name.starts_with(mark)) name.remove_prefix(mark.size()), again = true;
    }
    for (const std::string_view word :
         {"Uhr", "MESZ", "MEZ", "BST", "IST", "GMT", "UTC", "(GMT", "به وقت", "heeft", "schreef", "hat",
          "schrieb", "г.", "пользователь", "р.", "tarihinde"}) {
      if (name.starts_with(word) && name.size() > word.size() &&
          std::string_view(" ,:)").find(name[word.size()]) != std::string_view::npos) {
        name.remove_prefix(word.size()), again = true;
      }
    }
    if (name.starts_with("(") && name.find(')') < 12) name.remove_prefix(name.find(')') + 1), again = true;
  }
  for (const std::string_view word :
       {" a", " ha", " hat", " has", " heeft", " har", " şunu", " tarihinde", " تمت كتابة ما يلي", " را"}) {
    const std::size_t end = name.find_last_not_of(" ,");
    if (end == std::string_view::npos) break;
    if (name.substr(0, end + 1).ends_with(word)) name = name.substr(0, end + 1 - word.size());
  }
  return name;
}

void fill(std::string_view text, const Start& start, const std::optional<FoundDate>& date,
          const std::optional<Place>& verb, Letter& letter) {
  std::string_view name;
  const std::size_t after_date = date ? date->to : start.starter ? start.to : 0;
  if (!verb) {
    name = text.substr(std::min(after_date, text.size()));
  } else {
    const std::string_view after = text.substr(verb->to);
    const bool date_after = date && date->from > verb->from;
    if (!date_after && has_letters(after)) {
      name = after;  // "Am 3.4.2010 schrieb NAME:"
    } else if (date_after || after_date > verb->from) {
      const std::string_view between = text.substr(verb->to, date ? date->from - verb->to : 0);
      name = has_letters(text.substr(start.starter ? start.to : 0,
                                     verb->from - (start.starter ? std::min(start.to, verb->from) : 0)))
                 ? text.substr(0, verb->from)
                 : between;
    } else {
      name = text.substr(after_date, verb->from - after_date);
      if (date && !has_letters(name))
        name = text.substr(0, date->from);  // "NAME, DATE tarihinde şunu yazdı:"
    }
  }
  letter.author = parse_mailbox(bare_name(name));
  const std::string who = folded(letter.author.name);
  if (who == "you" || who == "du" || who == "sie" || who == "vous") letter.author.name.clear();
  if (date) {
    letter.date = date->iso;
    letter.date_raw.assign(text.substr(date->from, date->to - date->from));
  }
}

}  // namespace

bool parse_wrote(const std::vector<std::string_view>& above, bool marked_below, Letter& letter,
                 std::size_t& used) {
  if (above.empty()) return false;
  std::string joined;
  for (std::size_t n = 1; n <= above.size(); ++n) {
    joined = joined.empty() ? std::string(above[n - 1]) : std::string(above[n - 1]) + " " + joined;
    if (joined.size() > kLongest) break;
    std::string_view text = joined;
    text.remove_prefix(std::min(text.find_first_not_of("-_* "), text.size()));
    const Start start = start_of(text);
    const auto verb = find_verb(text);
    if (n > 2 && !verb && !has_address(text)) break;
    if (!start.starter && !start.date) continue;
    if (!verb && !(start.date && has_address(text))) continue;
    const auto date = find_date(text, start.english ? DayOrder::month_first : DayOrder::day_first);
    if (!date || (verb && verb->to + 90 < text.size() && !has_address(text))) continue;
    if (date->from > 60 && !marked_below) continue;
    fill(text, start, date, verb, letter);
    used = n;
    return true;
  }
  // "Sam Arden <s.arden@example.org> wrote:" without a date: only where quoted text does follow.
  for (const std::size_t n : {std::size_t{1}, std::size_t{2}}) {
    if (n > above.size()) break;
    joined = n == 1 ? std::string(above[0]) : std::string(above[1]) + " " + std::string(above[0]);
    if (joined.size() > 200) break;
    const auto verb = find_verb(joined);
    if (!verb) continue;
    const bool last = !has_letters(std::string_view(joined).substr(verb->to));
    const bool named = has_letters(std::string_view(joined).substr(0, verb->from));
    const auto date = find_date(joined);
    const bool bracketed = has_address(joined) && joined.find('<') != std::string::npos && last;
    if (!marked_below && !(has_address(joined) && (date || bracketed))) continue;
    if ((!last || !named) && !date && !(n == 1 && has_address(joined))) continue;
    const Start start = start_of(joined);
    fill(joined, start, date, verb, letter);
    used = n;
    return true;
  }
  return false;
}

}  // namespace clew::text
