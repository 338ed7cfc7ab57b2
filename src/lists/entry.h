// lists/entry.h - what the formats share in filling an entry: clean texts, dates, kinds, ties between parts.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "model/list.h"

namespace clew::lists {

/// One space where there was any white space, none at the ends; OFAC's "-0-" is nothing.
std::string clean(std::string_view text);
/// The parts that say something, with a space between them.
std::string join(std::initializer_list<std::string_view> parts, std::string_view between = " ");
bool same_word(std::string_view a, std::string_view b);  ///< ASCII case aside
bool has_word(std::string_view text, std::string_view lower_case_word);

/// Adds a name, cleaned, unless it is empty or there already (the better kind then stays).
void add_name(model::ListEntry& entry, std::string_view text, model::ListNameKind kind);
/// Adds a detail, cleaned, unless it is empty or there already.
void add(model::ListEntry& entry, model::ListDetailKind what, std::string_view value,
         std::string_view note = {});
/// The texts between separators, each as a detail of its own.
void add_each(model::ListEntry& entry, model::ListDetailKind what, std::string_view values,
              std::string_view separators, std::string_view note = {});

/// Which of two numbers is the day in "03/04/1962".
enum class DayOrder { day_first, month_first };
/// A date in ISO 8601 as precise as it is known, "~" before one that is about so, "from/to" for a span; the
/// text itself, cleaned, where its form leaves doubt. Knows 1962, 1962-03-04[T...], 04/03/1962, dd/mm/1962,
/// 00/00/1962, 4 Mar 1962, Mar 1962, March 4, 1962, 1960 to 1965, 1960-1965, circa/c./about/approximately.
std::string iso_date(std::string_view text, DayOrder order = DayOrder::day_first);
/// From numbers as written apart; empty or not a number: not known.
std::string iso_date(std::string_view year, std::string_view month, std::string_view day);

/// "individual", "P", "Ship", "Company", "Organization", ... in any case; unknown otherwise.
model::ListedKind kind_of(std::string_view word);
/// True: some of its letters are of another script than Latin.
bool is_other_script(std::string_view text);
/// The kind of an alias from words such as "weak", "low", "f.k.a.", "good", "strong"; `is_primary` from the
/// name type, so that a primary name stays one.
model::ListNameKind alias_kind(std::string_view words);
/// A percentage in words ("50%", "about 25.5 percent", "100"), or negative.
double share_of(std::string_view text);

}  // namespace clew::lists
