// view/export_ftm.h - a case as FollowTheMoney entities (followthemoney.tech), one line of JSON each, for
// Aleph, OpenAleph and whatever else reads them.
#pragma once

#include "base/result.h"
#include "store/db.h"
#include "view/export_text.h"

namespace clew::view {

/// People and organisations first (Person, Organization, LegalEntity), then the documents in order of
/// listing: of several copies of a letter the first as Email, others as PlainText, HyperText or Document. Ids
/// are "clew-" and the entity's key or the document's SHA-256, so a second export gives the same.
/// `contentHash` is left out: the schema wants SHA-1 there. Values are cleaned as the schema's types demand,
/// so that none is dropped by a reader; an address that is no internet mail address stands in `notes`.
/// `with_text` adds bodyText in values of at most 65,000 characters, the first 30 MB of it (a note says so).
/// Memory: about 100 bytes a letter for the replies. Errors: those of the store and of `out`.
Result<void> export_ftm(const store::Db& db, bool with_text, const Out& out);

/// An address that the schema's `email` type takes: a local part without specials, a domain of letters,
/// digits and hyphens with a top level that is no number.
bool is_internet_address(std::string_view address);

}  // namespace clew::view
