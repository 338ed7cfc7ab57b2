// The United Kingdom's lists as CSV: OFSI's consolidated list of financial sanctions targets (ConList.csv)
// and the UK Sanctions List of the FCDO. Both begin with a line that dates them, then the header; both write
// a row for each name of a subject.
#include "lists/entry.h"
#include "lists/grouped.h"
#include "lists/list_reader.h"
#include "lists/place.h"
#include "lists/rows.h"
#include "lists/uk_names.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListEntry;
using Column = std::optional<std::size_t>;

struct Columns {
  explicit Columns(const Header& h)
      : id(h.find({"uniqueid", "groupid"})),
        name{h.find({"name1"}), h.find({"name2"}), h.find({"name3"}),
             h.find({"name4"}), h.find({"name5"}), h.find({"name6"})},
        name_type(h.find({"nametype", "aliastype"})),
        quality(h.find({"aliasstrength", "aliasquality"})),
        other_script(h.find({"namenonlatinscript"})),
        type(h.find({"designationtype", "grouptype", "individualentityship"})),
        regime(h.find({"regimename", "regime"})),
        listed(h.find({"datedesignated", "uksanctionslistdatedesignated", "listedon"})),
        listed_else(h.find({"listedon"})),
        birth(h.find({"dob"})),
        town(h.find({"townofbirth"})),
        birth_country(h.find({"countryofbirth"})),
        nationality(h.find({"nationalityies", "nationality"})),
        passport(h.find({"passportnumber"})),
        passport_note(h.find({"passportadditionalinformation", "passportdetails"})),
        national(h.find({"nationalidentifiernumber", "nationalidentificationnumber"})),
        national_note(h.find({"nationalidentifieradditionalinformation", "nationalidentificationdetails"})),
        position(h.find({"position"})),
        gender(h.find({"gender"})),
        postcode(h.find({"addresspostalcode", "postzipcode"})),
        country(h.find({"addresscountry", "country"})),
        imo(h.find({"imonumber"})),
        registration(h.find({"businessregistrationnumbers", "businessregistrationnumber"})),
        flag(h.find({"currentbelievedflagofship"})),
        parent(h.find({"parentcompany"})),
        subsidiaries(h.find({"subsidiaries"})),
        owner(h.find({"currentowneroperators", "currentowneroperator"})),
        other(h.find({"otherinformation"})),
        reasons(h.find({"ukstatementofreasons"})) {
    for (int i = 1; i <= 6; ++i) {
      const std::string number = std::to_string(i);
      address[i - 1] = h.find({"addressline" + number, "address" + number});
    }
  }
  Column id, name[6], address[6], name_type, quality, other_script, type, regime, listed, listed_else, birth,
      town, birth_country, nationality, passport, passport_note, national, national_note, position, gender,
      postcode, country, imo, registration, flag, parent, subsidiaries, owner, other, reasons;
};

void read_row(const Columns& c, const Row& row, ListEntry& entry) {
  const auto at = [&](Column column) { return cell(row, column); };
  if (entry.kind == model::ListedKind::unknown) entry.kind = kind_of(at(c.type));
  add_name(entry,
           join({at(c.name[0]), at(c.name[1]), at(c.name[2]), at(c.name[3]), at(c.name[4]), at(c.name[5])}),
           uk_name_kind(at(c.name_type), at(c.quality)));
  add_name(entry, at(c.other_script), model::ListNameKind::original);
  add(entry, ListDetailKind::programme, at(c.regime));
  std::string listed = iso_date(at(c.listed));
  if (listed.empty()) listed = iso_date(at(c.listed_else));
  add(entry, ListDetailKind::listed_on, listed);
  add(entry, ListDetailKind::birth_date, iso_date(at(c.birth)));
  add(entry, ListDetailKind::birth_place, join({at(c.town), at(c.birth_country)}, ", "));
  add(entry, ListDetailKind::nationality, at(c.nationality));
  add(entry, ListDetailKind::identifier, at(c.passport), join({"passport", at(c.passport_note)}));
  add(entry, ListDetailKind::identifier, at(c.national), join({"national number", at(c.national_note)}));
  add(entry, ListDetailKind::identifier, at(c.imo), "imo");
  add(entry, ListDetailKind::identifier, at(c.registration), "registration");
  add(entry, ListDetailKind::position, at(c.position));
  add(entry, ListDetailKind::gender, at(c.gender));
  add(entry, ListDetailKind::country, at(c.flag), "flag");
  add(entry, ListDetailKind::address,
      join({at(c.address[0]), at(c.address[1]), at(c.address[2]), at(c.address[3]), at(c.address[4]),
            at(c.address[5]), at(c.postcode), at(c.country)},
           ", "),
      at(c.country));
  add_uk_tie(entry, model::ListTie::owner, at(c.parent), "parent company");
  add_uk_tie(entry, model::ListTie::owner, at(c.owner), "current owner or operator");
  add_uk_tie(entry, model::ListTie::owned, at(c.subsidiaries), "subsidiary");
  add(entry, ListDetailKind::remark, at(c.other));
  add(entry, ListDetailKind::remark, at(c.reasons));
}

// The header within the first lines of a head.
Header header_in(std::string_view head) {
  for (int line = 0; line < 3; ++line) {
    const Header header(first_row(head, ','));
    if (header.find({"name6"}) && header.find({"name1"})) return header;
    const std::size_t end = head.find('\n');
    if (end == std::string_view::npos) break;
    head.remove_prefix(end + 1);
  }
  return {};
}

bool matches_uk(std::string_view head, std::string_view) {
  const Header header = header_in(head);
  return header.find({"uniqueid"}).has_value() && header.find({"regimename"}).has_value();
}
bool matches_ofsi(std::string_view head, std::string_view) {
  const Header header = header_in(head);
  return header.find({"groupid"}).has_value() && header.find({"grouptype"}).has_value();
}

Result<model::ListInfo> read(Source& file, std::string_view name, const EntrySink& sink) {
  Rows rows = TRY(Rows::open(file, ','));
  Row row;
  model::ListInfo info;
  info.name = name;
  Header header;
  for (int line = 0; line < 3 && !header.find({"name6"}); ++line) {
    if (!TRY(rows.next(row))) return bad_place(line + 1, 1, "the file ends before its header");
    header = Header(row.cells);
    if (header.find({"name6"})) break;
    std::string date = join({row.cells[0], row.cells.size() > 1 ? row.cells[1] : ""});
    for (const std::string_view label : {"Last Updated", "Report Date:", "Report Date"})
      if (date.starts_with(label)) date.erase(0, label.size());
    info.date = iso_date(date);
  }
  const Columns columns(header);
  if (!columns.id || !columns.name[5])
    return bad_place(row.line, 1, "the columns for the subject's number and names are not there");
  Grouped grouped(sink);
  while (TRY(rows.next(row))) {
    if (row.cells.size() != header.size())
      return bad_place(row.line, 1,
                       std::to_string(row.cells.size()) + " columns where the header has " +
                           std::to_string(header.size()));
    const std::string id = clean(cell(row, columns.id));
    if (id.empty()) return bad_place(row.line, 1, "a row without the number of its subject");
    read_row(columns, row, *TRY(grouped.entry(id, row.line)));
  }
  TRY(grouped.flush());
  return info;
}

Result<model::ListInfo> read_uk(Source& file, std::string_view, const EntrySink& sink) {
  return read(file, "UK sanctions", sink);
}
Result<model::ListInfo> read_ofsi(Source& file, std::string_view, const EntrySink& sink) {
  return read(file, "UK OFSI consolidated", sink);
}

}  // namespace

extern const Format kUkCsv, kOfsiCsv;
const Format kUkCsv{"uk-csv", "United Kingdom (FCDO), CSV", matches_uk, read_uk};
const Format kOfsiCsv{"ofsi-csv", "United Kingdom (OFSI), CSV", matches_ofsi, read_ofsi};

}  // namespace clew::lists
