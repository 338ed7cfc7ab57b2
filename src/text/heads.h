// text/heads.h - finds the lines by which mail programs introduce a quoted or forwarded letter.
//
// Forms: "On DATE, NAME wrote:" in a dozen languages, wrapped or not; blocks of From/Sent/To/Subject fields,
// with or without a dividing line ("-----Original Message-----", "---------- Forwarded message ---------",
// underscores); Lotus Notes' name, date, "To:" lines and its "Forwarded by" banner; cc:Mail's "Reply
// Separator".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/passage.h"
#include "text/lines.h"

namespace clew::text {

/// What a head says of the letter that it introduces.
struct Letter {
  model::ZoneKind kind = model::ZoneKind::quote;
  model::Mailbox author;
  std::string subject, date, date_raw, to;
};

/// Lines [first, last) of a letter.
struct Head {
  std::size_t first = 0, last = 0;
  Letter letter;
  bool wrote = false;     ///< "... wrote:": what follows is quoted by marks, if it has any
  bool banner = false;    ///< a dividing line
  bool fields = false;    ///< a block of fields
  std::string forwarder;  ///< name in "Forwarded by NAME on DATE"
};

/// All heads in order, without overlaps. Linear: no line is looked at from more than a fixed number of
/// others.
std::vector<Head> find_heads(std::string_view text, const std::vector<Line>& lines);

}  // namespace clew::text
