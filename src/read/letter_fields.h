// read/letter_fields.h - what the header block of a letter says, as the fields of a document.
#pragma once

#include <string_view>

#include "model/document.h"
#include "read/header_block.h"

namespace clew::read {

/// Fills subject, from ... bcc, date, date_raw, date_note, message_id, references and the fields worth
/// keeping. `hint`: as in decode_header(). Names that stand only in Outlook's X-From, X-To and X-cc lines
/// (Enron's mail) are given to the mailboxes they belong to, and the field "names-from" says so.
void fill_from_headers(const HeaderBlock& block, std::string_view hint, model::Document& document);

}  // namespace clew::read
