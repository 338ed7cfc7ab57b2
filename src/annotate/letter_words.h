// annotate/letter_words.h - small words around names of persons, as letters write them. ASCII case is
// ignored.
#pragma once

#include <string_view>

namespace clew::annotate {

/// "van", "de", "bin", "St.": begins a surname of several words.
bool is_particle(std::string_view word);
/// "Jr.", "III": ends a name.
bool is_suffix(std::string_view word);
/// "PhD", "CPA": stands behind a name and is no part of it.
bool is_degree(std::string_view word);
/// "S.", "S": one capital.
bool is_initial(std::string_view word);
/// "Mr.", "Dr": stands before a name and is no part of it.
bool is_courtesy(std::string_view word);
/// "Chairman", "Manager": a post, never a name by itself.
bool is_post(std::string_view word);
/// "Team", "Users", "Department": many, or an office.
bool is_group_word(std::string_view word);
/// "Street", "Blvd.", "Hall": ends the name of a street or building; of these, no surname: "Blvd.".
bool is_street_word(std::string_view word);
bool is_only_street_word(std::string_view word);
/// "Inc.", "Company", "Foundation": ends the name of an organisation.
bool is_company_word(std::string_view word);
/// "All", "Gentlemen", "Thanks": stands in a greeting or closing where a name could.
bool is_no_addressee(std::string_view word);

}  // namespace clew::annotate
