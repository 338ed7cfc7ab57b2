// annotate/checks.h - check digits and hashes that tell an identifier from a row of characters. All functions
// are pure, take the characters without separators, and answer false on anything malformed.
#pragma once

#include <string_view>

namespace clew::annotate {

/// ISO/IEC 7812-1 (Luhn), digits only.
bool passes_luhn(std::string_view digits);
/// ISO 7064 mod 97-10 over digits and capital letters (A = 10 ...), as in LEI; IBAN moves its head to its
/// end.
bool passes_mod97(std::string_view characters);
/// ISO 13616: known country, its length, mod 97. Capital letters and digits, no spaces.
bool is_iban(std::string_view text);
/// Length of an IBAN of the country whose letters the text begins with; 0: no such country.
std::size_t iban_length(std::string_view text);
/// ISO 3166-1 alpha-2, capital letters.
bool is_country(std::string_view letters);
/// Iranian national code of a person: ten digits.
bool is_iranian_person(std::string_view digits);
/// Iranian national identifier of a legal person: eleven digits.
bool is_iranian_company(std::string_view digits);
/// Turkish identity number: eleven digits.
bool is_turkish_person(std::string_view digits);
/// IMO ship number: seven digits.
bool is_imo(std::string_view digits);

/// Base58Check (Bitcoin): true when the four last bytes are the hash of the others; `version` is the first
/// byte.
bool is_base58check(std::string_view text, unsigned char& version);
/// Segregated witness address (BIP 173, BIP 350), lower case, with the given prefix ("bc").
bool is_bech32(std::string_view text, std::string_view prefix);
/// "0x" and forty hexadecimal digits; with the check of EIP-55 when the letters are of both cases.
bool is_ethereum(std::string_view text);

}  // namespace clew::annotate
