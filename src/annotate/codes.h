// annotate/codes.h - codes of letters and digits: IBAN, BIC, LEI, wallets, papers, aircraft, ships,
// companies.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clew::annotate {

struct Code {
  std::size_t start = 0, end = 0;  ///< empty when there is none
  std::string value;               ///< "iban:DE89..."
};

/// The code that the ASCII word [at, end), which has letters and digits, is or begins; {at, at} when it is
/// none.
Code read_code(std::string_view text, std::size_t at, std::size_t end);

/// End of an aircraft's registration with a hyphen that begins at `at` ("EP-ABC", "RA-85123"), by the
/// nationality marks of ICAO Annex 7; `at` when there is none.
std::size_t aircraft_end(std::string_view text, std::size_t at);

}  // namespace clew::annotate
