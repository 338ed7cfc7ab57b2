// resolve/names.h - what the names and addresses of letter headers say about who is meant. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clew::resolve {

/// A display name without what is no part of it: quotes, brackets ("(E-mail)", "[mailto:...]"), what follows
/// an
/// '@' or '/' (Lotus Notes: "First Last/Unit/Org@Org"), titles. "Last, First" is turned round.
struct CleanName {
  std::string shown;  ///< as written, cleaned; empty: there is no name (also where it repeats an address)
  std::string key;    ///< its words folded by base/fold.h, one space between; equal names have equal keys
  bool full =
      false;  ///< two words of two letters or more (or three Han characters), no digits: may name one person
  bool role = false;  ///< speaks of an office, list or organisation, or writes "via" or "on behalf of"
};
CleanName clean_name(std::string_view name);

/// Lower case (ASCII), without "mailto:", "smtp:", quotes and angle brackets around it.
std::string clean_address(std::string_view address);

/// The cleaned address that stands where a name should, or nothing.
std::string address_in_name(std::string_view name);

enum class AddressKind {
  person,    ///< nothing speaks against it
  role,      ///< info@, press@, support-north@
  list,      ///< a mailing list or its machinery
  no_reply,  ///< noreply@, mailer-daemon@, bounces@
};
/// By the words of a cleaned address alone.
AddressKind address_kind(std::string_view address);

/// What stands before and after the '@' of a cleaned address. Of an Exchange name (/o=org/.../cn=name) the
/// last cn and "/o=org". Views into `address`.
std::string_view local_part(std::string_view address);
std::string_view domain_of(std::string_view address);
/// A domain where everybody may have an address, so that sharing it says nothing.
bool is_public_domain(std::string_view domain);

/// Whether a local part is made from a name's key: first.last, last.first, flast, firstl, lastf, a last name
/// of five letters or more, or one of these cut off after six letters or more; digits at the end do not
/// matter.
bool local_fits_name(std::string_view local, std::string_view key);

/// The words of a key. Views into it.
std::vector<std::string_view> words_of(std::string_view key);
/// The number of characters of valid UTF-8.
std::size_t letters_in(std::string_view word);

}  // namespace clew::resolve
