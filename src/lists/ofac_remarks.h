// lists/ofac_remarks.h - the remarks of OFAC's CSV, where most of what it knows is written in one cell:
// "DOB 1962; POB Shati; nationality Iran; Passport A123 (Iran); Linked To: ...; a.k.a. 'X'."
#pragma once

#include <string_view>

#include "model/list.h"

namespace clew::lists {

/// Puts what the remarks say into the entry; what is of no known form becomes a remark, in its words.
void read_ofac_remarks(std::string_view remarks, model::ListEntry& entry);
/// One document or number of OFAC's lists, by the words that name its type ("Passport", "Vessel Registration
/// Identification", "Linked To:", "Gender"); used for XML as well.
void add_ofac_identifier(std::string_view type, std::string_view number, std::string_view country,
                         model::ListEntry& entry);
/// The list that a file belongs to, by its name: "cons_prim.csv" -> "OFAC Consolidated", else "OFAC SDN".
std::string_view ofac_list_name(std::string_view file_name);

}  // namespace clew::lists
