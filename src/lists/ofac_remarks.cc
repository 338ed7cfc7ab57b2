#include "lists/ofac_remarks.h"

#include <algorithm>
#include <string>

#include "lists/entry.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListNameKind;
using model::ListTie;

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (text.size() < prefix.size() || !same_word(text.substr(0, prefix.size()), prefix)) return false;
  text.remove_prefix(prefix.size());
  while (text.starts_with(' ')) text.remove_prefix(1);
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '(')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.remove_suffix(1);
  return text;
}

std::string_view unquoted(std::string_view text) {
  while (!text.empty() && (text.front() == '\'' || text.front() == '"')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == '\'' || text.back() == '"')) text.remove_suffix(1);
  return text;
}

// "Passport A0123 (Iran)" -> type, number, country: the number begins behind "Number" or "No.", or else with
// the first word that bears a digit.
bool read_document(std::string_view text, model::ListEntry& entry) {
  std::string_view country;
  if (text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    if (open != std::string_view::npos) {
      country = text.substr(open + 1, text.size() - open - 2);
      text = trimmed(text.substr(0, open));
    }
  }
  for (const std::string_view label : {"Number ", "No. ", "# "}) {
    const std::size_t found = text.find(label);
    if (found == std::string_view::npos || text.find_first_of("0123456789") < found) continue;
    const std::size_t cut = found + label.size();
    add_ofac_identifier(trimmed(text.substr(0, cut)), text.substr(cut), country, entry);
    return true;
  }
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (at > 0 && word.find_first_of("0123456789") != std::string_view::npos) {
      add_ofac_identifier(trimmed(text.substr(0, at)), text.substr(at), country, entry);
      return true;
    }
    at = end + 1;
  }
  return false;
}

bool names_document(std::string_view text) {
  for (const std::string_view word : {"passport",
                                      "national id",
                                      "identification number",
                                      "tax id",
                                      "registration",
                                      "swift",
                                      "bic",
                                      "imo",
                                      "mmsi",
                                      "cedula",
                                      "nit #",
                                      "license",
                                      "ssn",
                                      "d-u-n-s",
                                      "company number",
                                      "r.f.c",
                                      "c.u.r.p",
                                      "chinese",
                                      "legal entity number",
                                      "government gazette",
                                      "digital currency",
                                      "identity card",
                                      "folio",
                                      "visa",
                                      "trade license",
                                      "travel document",
                                      "birth certificate",
                                      "serial",
                                      "iban",
                                      "lei"})
    if (has_word(text, word)) return true;
  return false;
}

void read_part(std::string_view part, model::ListEntry& entry) {
  std::string_view text = trimmed(part);
  if (text.empty()) return;
  take_prefix(text, "alt. ");
  if (take_prefix(text, "DOB ")) return add(entry, ListDetailKind::birth_date, iso_date(text));
  if (take_prefix(text, "POB ")) return add(entry, ListDetailKind::birth_place, text);
  if (take_prefix(text, "nationality ") || take_prefix(text, "citizen "))
    return add(entry, ListDetailKind::nationality, text);
  if (take_prefix(text, "Gender ")) return add(entry, ListDetailKind::gender, text);
  if (take_prefix(text, "a.k.a. ")) return add_name(entry, unquoted(text), ListNameKind::weak);
  if (take_prefix(text, "f.k.a. ")) return add_name(entry, unquoted(text), ListNameKind::former);
  if (take_prefix(text, "Linked To: ")) {
    if (text.ends_with(')') && text.find('(') == std::string_view::npos) text.remove_suffix(1);
    entry.relations.push_back({ListTie::linked, {}, clean(text), -1, "Linked To"});
    return;
  }
  if (names_document(text) && text.size() < 200 && read_document(text, entry)) return;
  add(entry, ListDetailKind::remark, text);
}

}  // namespace

void read_ofac_remarks(std::string_view remarks, model::ListEntry& entry) {
  while (!remarks.empty()) {
    const std::size_t cut = std::min(remarks.find(';'), remarks.size());
    read_part(remarks.substr(0, cut), entry);
    remarks.remove_prefix(std::min(cut + 1, remarks.size()));
  }
}

void add_ofac_identifier(std::string_view type, std::string_view number, std::string_view country,
                         model::ListEntry& entry) {
  if (has_word(type, "gender")) return add(entry, ListDetailKind::gender, number);
  if (has_word(type, "linked to")) {
    entry.relations.push_back({ListTie::linked, {}, clean(number), -1, "Linked To"});
    return;
  }
  for (const std::string_view remark :
       {"secondary sanctions", "website", "email", "phone", "executive order", "transactions", "organization",
        "target type", "additional sanctions", "directive", "effective date", "issuer name"})
    if (has_word(type, remark)) return add(entry, ListDetailKind::remark, join({type, number}));
  std::string note = clean(type);
  if (has_word(number, "imo ") || has_word(type, "imo")) {
    note = "imo";
    if (const std::size_t at = number.find("IMO "); at != std::string_view::npos)
      number.remove_prefix(at + 4);
  } else if (has_word(type, "swift") || has_word(type, "bic")) {
    note = "bic";
  } else if (has_word(type, "passport")) {
    note = "passport";
  }
  if (const std::string where = clean(country); !where.empty()) note += " (" + where + ")";
  add(entry, ListDetailKind::identifier, number, note);
}

std::string_view ofac_list_name(std::string_view file_name) {
  return has_word(file_name, "cons") ? "OFAC Consolidated" : "OFAC SDN";
}

}  // namespace clew::lists
