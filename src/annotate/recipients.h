// annotate/recipients.h - names of persons in the fields of a pasted letter head: "To: Lee, Ann; Reed, Jo M".
//
// Running text never writes a name with the surname first, lists of recipients mostly do; so they are read by
// their form: entries between semicolons or commas, addresses, Lotus Notes' "Ann Lee/LON/CO@CO", quotes and
// what stands in brackets taken off. An entry is a person if lists of names or the finder of names in running
// text bear it out; words for groups ("Users", "Department") speak against it. Fields in the languages of
// text/head_words.h, names in any script with case.
#pragma once

#include <string_view>
#include <vector>

#include "annotate/name_model.h"
#include "model/mention.h"

namespace clew::annotate {

/// Replaces in `names` (those of `text`, in order from `first` on) what overlaps an entry that is a person.
/// The order is lost. Linear in the length of the text. Threads: safe from any.
void read_recipients(std::string_view text, std::string_view zone, const NameModel& model, std::size_t first,
                     std::vector<model::Mention>& names);

}  // namespace clew::annotate
