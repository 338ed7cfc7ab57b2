// digest/wording.h - the words of a digest that both its forms share: neutral, attributed, the same for all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "view/dossier.h"

namespace clew::digest {

/// "What was written on: pump valve". Plain text, not escaped.
std::string title_of(const view::Dossier& dossier);
/// "2009-03-01 to 2009-06-30", or what is known of it.
std::string span_of(const view::Dossier& dossier);
/// "41 letters, 2 reports, 14 people".
std::string counts_of(const view::Dossier& dossier);
/// "1 letter", "1,234 letters".
std::string counted(std::uint64_t n, std::string_view one, std::string_view many);
/// "Ali, Maryam and 3 others"; "an unknown recipient" where there is none.
std::string recipients_of(const view::Exhibit& exhibit);
/// "Ali wrote to Maryam:", "Ali wrote to Maryam, quoting Omid:", "The Harbour Gazette (Ali) wrote:".
std::string attribution_of(const view::Exhibit& exhibit, const view::Quote& quote);
/// Who says it and how surely: "Ali, citing one official, says, but not surely (reportedly):".
std::string stance_of(const view::ClaimShown& claim);
/// "payment - payer: A; payee: B (2009-11)".
std::string summary_of(const view::ClaimShown& claim);
/// "2 other claims say the same"; empty for none.
std::string agreement_of(const view::ClaimShown& claim);
/// "also quoted in 3 letters"; empty for none.
std::string repeats_of(const view::Quote& quote);
/// The heading of the section a letter belongs to: "March 2009", "4 March 2009", "Without a date".
std::string section_of(const view::Exhibit& exhibit, bool by_day);
/// What is not shown, as sentences; empty when all is.
std::vector<std::string> left_out(const view::Dossier& dossier);
/// The first twelve digits of an id.
inline std::string short_id(std::string_view id) { return std::string(id.substr(0, 12)); }
/// All places on one line.
std::string places_of(const view::Exhibit& exhibit);

inline constexpr std::string_view kNotice =
    "A digest quotes; it states nothing of its own. Every quote is a byte range of the stored text of a "
    "document, "
    "which is known by the SHA-256 of its original bytes.";
inline constexpr std::string_view kProof = "clew verify CASE --digest FILE";

}  // namespace clew::digest
