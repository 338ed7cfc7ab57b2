// claim/transfers.h - payments out of bank messages that stand in a text: SWIFT MT103 (customer credit
// transfer) and ISO 20022 pacs.008.
#pragma once

#include <vector>

#include "claim/claims.h"

namespace clew::claim {

/// Appends a payment for each message of a wanted paragraph that names a sum, payer and payee; the evidence
/// is the message, with its accounts and banks. Linear in the text. Reader: "transfer-1".
void read_transfers(const Document& document, std::vector<ParagraphClaims>& found);

}  // namespace clew::claim
