// A list of one's own as CSV with a header: columns are known by their names, in any order. OpenSanctions'
// simple CSV and the US Consolidated Screening List are of this form too.
#include <algorithm>

#include "lists/entry.h"
#include "lists/list_reader.h"
#include "lists/place.h"
#include "lists/rows.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListEntry;
using model::ListNameKind;
using Column = std::optional<std::size_t>;

struct Columns {
  explicit Columns(const Header& h)
      : name(h.find({"name", "fullname", "wholename", "primaryname", "entityname", "listedname", "caption"})),
        id(h.find({"id", "entnum", "entityid", "entitynumber", "entryid", "entry", "uid", "uniqueid",
                   "reference", "referencenumber"})),
        type(h.find({"type", "schema", "kind", "entitytype", "subjecttype"})),
        aliases(h.find({"aliases", "alias", "altnames", "aka", "alsoknownas", "othernames"})),
        weak(h.find({"weakaliases", "weakalias", "lowqualityaliases"})),
        programme(h.find({"programme", "program", "programmes", "programs", "programids", "sanctions",
                          "sanctiontype", "regime", "measure", "measures"})),
        listed(h.find(
            {"listed", "listedon", "listingdate", "datelisted", "datedesignated", "startdate", "firstseen"})),
        born(h.find({"born", "birthdate", "dateofbirth", "dob", "datesofbirth", "birthdates"})),
        birth_place(h.find({"birthplace", "placeofbirth", "pob", "placesofbirth"})),
        nationality(h.find({"nationality", "nationalities", "citizenship", "citizenships"})),
        country(h.find({"country", "countries", "jurisdiction"})),
        address(h.find({"address", "addresses"})),
        identifiers(h.find({"identifiers", "identifier", "ids", "idnumbers"})),
        passport(h.find({"passport", "passportnumber"})),
        imo(h.find({"imo", "imonumber"})),
        registration(h.find({"registration", "registrationnumber"})),
        lei(h.find({"lei", "leicode"})),
        iban(h.find({"iban"})),
        bic(h.find({"bic", "swift", "swiftbic"})),
        position(h.find({"position", "title", "designation", "function"})),
        gender(h.find({"gender", "sex"})),
        basis(h.find({"legalbasis", "basis", "authority", "source"})),
        remarks(h.find({"remarks", "remark", "notes", "note", "comments", "reason"})),
        owner(h.find({"owner", "owners", "ownedby", "parent", "parentcompany"})),
        share(h.find({"share", "ownershare", "ownership", "percentage"})) {}
  Column name, id, type, aliases, weak, programme, listed, born, birth_place, nationality, country, address,
      identifiers, passport, imo, registration, lei, iban, bic, position, gender, basis, remarks, owner,
      share;

  /// A table of names alone may be anything; a list says what it lists them for, or by which other names.
  bool is_list() const {
    if (!name || !(aliases || programme || listed)) return false;
    const int more = (aliases ? 1 : 0) + (programme ? 1 : 0) + (listed ? 1 : 0) + (id ? 1 : 0) +
                     (born ? 1 : 0) + (type ? 1 : 0) + (nationality || country ? 1 : 0);
    return more >= 2;
  }
};

char separator_of(std::string_view head) {
  std::size_t best = 0;
  char separator = ',';
  for (const char candidate : {',', ';', '\t'})
    if (const std::size_t n = first_row(head, candidate).size(); n > best) best = n, separator = candidate;
  return separator;
}

constexpr std::string_view kBetween = ";|\n";

void add_names(ListEntry& entry, std::string_view values, ListNameKind kind) {
  while (!values.empty()) {
    const std::size_t cut = std::min(values.find_first_of(kBetween), values.size());
    add_name(entry, values.substr(0, cut), kind);
    values.remove_prefix(std::min(cut + 1, values.size()));
  }
}

ListEntry entry_of(const Columns& c, const Row& row) {
  const auto at = [&](Column column) { return cell(row, column); };
  ListEntry entry;
  entry.id = clean(at(c.id));
  entry.line = row.line;
  entry.kind = kind_of(at(c.type));
  add_name(entry, at(c.name), ListNameKind::primary);
  add_names(entry, at(c.aliases), ListNameKind::alias);
  add_names(entry, at(c.weak), ListNameKind::weak);
  add_each(entry, ListDetailKind::programme, at(c.programme), kBetween);
  add(entry, ListDetailKind::listed_on, iso_date(at(c.listed)));
  for (std::string_view dates = at(c.born); !dates.empty();) {
    const std::size_t cut = std::min(dates.find_first_of(kBetween), dates.size());
    add(entry, ListDetailKind::birth_date, iso_date(dates.substr(0, cut)));
    dates.remove_prefix(std::min(cut + 1, dates.size()));
  }
  add_each(entry, ListDetailKind::birth_place, at(c.birth_place), kBetween);
  add_each(entry, ListDetailKind::nationality, at(c.nationality), kBetween);
  add_each(entry, ListDetailKind::country, at(c.country), kBetween);
  add_each(entry, ListDetailKind::address, at(c.address), kBetween);
  add_each(entry, ListDetailKind::identifier, at(c.identifiers), kBetween);
  add_each(entry, ListDetailKind::identifier, at(c.passport), kBetween, "passport");
  add_each(entry, ListDetailKind::identifier, at(c.imo), kBetween, "imo");
  add_each(entry, ListDetailKind::identifier, at(c.registration), kBetween, "registration");
  add_each(entry, ListDetailKind::identifier, at(c.lei), kBetween, "lei");
  add_each(entry, ListDetailKind::identifier, at(c.iban), kBetween, "iban");
  add_each(entry, ListDetailKind::identifier, at(c.bic), kBetween, "bic");
  add(entry, ListDetailKind::position, at(c.position));
  add(entry, ListDetailKind::gender, at(c.gender));
  add(entry, ListDetailKind::basis, at(c.basis));
  add(entry, ListDetailKind::remark, at(c.remarks));
  // "Owner A 30%; Owner B 25%", or one owner with a column for the share.
  for (std::string_view owners = at(c.owner); !owners.empty();) {
    const std::size_t cut = std::min(owners.find_first_of(kBetween), owners.size());
    std::string name = clean(owners.substr(0, cut));
    double share = c.share ? share_of(at(c.share)) : -1;
    if (name.ends_with("%)")) name.pop_back();
    if (name.ends_with('%')) {
      const std::size_t space = name.find_last_of(" (");
      if (space != std::string::npos)
        share = share_of(name.substr(space)), name = clean(name.substr(0, space));
    }
    if (!name.empty()) entry.relations.push_back({model::ListTie::owner, {}, name, share, "owner"});
    owners.remove_prefix(std::min(cut + 1, owners.size()));
  }
  return entry;
}

bool matches(std::string_view head, std::string_view) {
  if (head.empty() || head.starts_with('<') || head.starts_with('{')) return false;
  return Columns(Header(first_row(head, separator_of(head)))).is_list();
}

Result<model::ListInfo> read(Source& file, std::string_view file_name, const EntrySink& sink) {
  std::string head(4096, '\0');
  head.resize(TRY(file.read(head.data(), head.size())));
  Rows rows = TRY(Rows::open(file, separator_of(head)));
  Row row;
  if (!TRY(rows.next(row))) return bad_place(1, 1, "the file is empty");
  const Header header(row.cells);
  const Columns columns(header);
  if (!columns.name) return bad_place(row.line, 1, "there is no column for names");
  model::ListInfo info;
  info.name = file_name.substr(0, file_name.rfind('.'));
  while (TRY(rows.next(row))) {
    if (header.same_as(row.cells))
      return bad_place(row.line, 1, "the header again: several files stand behind each other");
    if (row.cells.size() != header.size())
      return bad_place(row.line, 1,
                       std::to_string(row.cells.size()) + " columns where the header has " +
                           std::to_string(header.size()));
    ListEntry entry = entry_of(columns, row);
    if (entry.names.empty()) return bad_place(row.line, 1, "an entry without a name");
    TRY(sink(entry));
  }
  return info;
}

}  // namespace

extern const Format kPlainCsv;
const Format kPlainCsv{"csv", "a list of one's own, CSV with a header", matches, read};

}  // namespace clew::lists
