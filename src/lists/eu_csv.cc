// The European Union's consolidated financial sanctions list as CSV (FSF 1.1 and 1.0): ';' between cells, a
// row for each name, address, date or document of an entity, all with the entity's own columns.
#include "lists/entry.h"
#include "lists/grouped.h"
#include "lists/list_reader.h"
#include "lists/place.h"
#include "lists/rows.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListEntry;
using model::ListNameKind;

struct Columns {
  explicit Columns(const Header& h)
      : id(h.find({"entitylogicalid"})),
        reference(h.find({"entityeureferencenumber"})),
        generated(h.find({"filegenerationdate"})),
        type(h.find({"entitysubjecttype", "subjecttype"})),
        type_code(h.find({"entitysubjecttypeclassificationcode"})),
        programme(h.find({"entityregulationprogramme", "programme"})),
        basis(h.find({"entityregulationnumbertitle", "lebanumtitle"})),
        listed(h.find({"entitydesignationdate", "entityregulationpublicationdate", "lebapublicationdate"})),
        published(h.find({"entityregulationpublicationdate"})),
        remark(h.find({"entityremark"})),
        designation(h.find({"entitydesignationdetails"})),
        whole(h.find({"namealiaswholename", "naalwholename"})),
        first(h.find({"namealiasfirstname", "naalfirstname"})),
        middle(h.find({"namealiasmiddlename", "naalmiddlename"})),
        last(h.find({"namealiaslastname", "naallastname"})),
        name_remark(h.find({"namealiasremark"})),
        gender(h.find({"namealiasgender", "naalgender"})),
        function(h.find({"namealiasfunction", "naalfunction"})),
        street(h.find({"addressstreet", "addrstreet"})),
        city(h.find({"addresscity", "addrcity"})),
        zip(h.find({"addresszipcode", "addrzipcode"})),
        address_country(h.find({"addresscountrydescription", "addrcountry"})),
        birth(h.find({"birthdatebirthdate", "birtdate"})),
        birth_year(h.find({"birthdateyear"})),
        birth_from(h.find({"birthdateyearrangefrom"})),
        birth_to(h.find({"birthdateyearrangeto"})),
        circa(h.find({"birthdatecirca"})),
        birth_city(h.find({"birthdatecity", "birtplace"})),
        birth_place(h.find({"birthdateplace"})),
        birth_country(h.find({"birthdatecountrydescription", "birtcountry"})),
        number(h.find({"identificationnumber", "idennumber"})),
        number_type(h.find({"identificationtypedescription", "identificationtypecode"})),
        number_country(h.find({"identificationcountrydescription", "idencountry"})),
        citizenship(h.find({"citizenshipcountrydescription", "citicountry"})) {}
  using Column = std::optional<std::size_t>;
  Column id, reference, generated, type, type_code, programme, basis, listed, published, remark, designation,
      whole, first, middle, last, name_remark, gender, function, street, city, zip, address_country, birth,
      birth_year, birth_from, birth_to, circa, birth_city, birth_place, birth_country, number, number_type,
      number_country, citizenship;
};

void read_birth(const Columns& c, const Row& row, ListEntry& entry) {
  std::string date = iso_date(cell(row, c.birth));
  if (date.empty()) date = iso_date(cell(row, c.birth_year));
  if (const auto from = clean(cell(row, c.birth_from)), to = clean(cell(row, c.birth_to));
      !from.empty() && !to.empty())
    date = from + "/" + to;
  if (!date.empty() && same_word(clean(cell(row, c.circa)), "true") && !date.starts_with('~'))
    date = "~" + date;
  add(entry, ListDetailKind::birth_date, date);
  add(entry, ListDetailKind::birth_place,
      join({cell(row, c.birth_place), cell(row, c.birth_city), cell(row, c.birth_country)}, ", "));
}

void read_row(const Columns& c, const Row& row, ListEntry& entry) {
  if (entry.kind == model::ListedKind::unknown) {
    entry.kind = kind_of(cell(row, c.type));
    if (entry.kind == model::ListedKind::unknown) entry.kind = kind_of(cell(row, c.type_code));
  }
  std::string name = clean(cell(row, c.whole));
  if (name.empty()) name = join({cell(row, c.first), cell(row, c.middle), cell(row, c.last)});
  const bool weak = has_word(cell(row, c.name_remark), "low quality");
  add_name(entry, name,
           weak                  ? ListNameKind::weak
           : entry.names.empty() ? ListNameKind::primary
                                 : ListNameKind::alias);
  add_each(entry, ListDetailKind::programme, cell(row, c.programme), ",;");
  add(entry, ListDetailKind::basis, cell(row, c.basis));
  std::string listed = iso_date(cell(row, c.listed));
  if (listed.empty()) listed = iso_date(cell(row, c.published));
  add(entry, ListDetailKind::listed_on, listed);
  add(entry, ListDetailKind::gender, cell(row, c.gender));
  add(entry, ListDetailKind::position, cell(row, c.function));
  add(entry, ListDetailKind::address,
      join({cell(row, c.street), cell(row, c.zip), cell(row, c.city), cell(row, c.address_country)}, ", "),
      cell(row, c.address_country));
  read_birth(c, row, entry);
  add(entry, ListDetailKind::nationality, cell(row, c.citizenship));
  std::string note = clean(cell(row, c.number_type));
  if (const std::string country = clean(cell(row, c.number_country)); !country.empty())
    note += " (" + country + ")";
  add(entry, ListDetailKind::identifier, cell(row, c.number), note);
  add(entry, ListDetailKind::remark, cell(row, c.designation));
  add(entry, ListDetailKind::remark, cell(row, c.remark));
}

bool matches(std::string_view head, std::string_view) {
  const Header header(first_row(head, ';'));
  return header.find({"entitylogicalid"}).has_value() &&
         header.find({"namealiaswholename", "naalwholename"}).has_value();
}

Result<model::ListInfo> read(Source& file, std::string_view, const EntrySink& sink) {
  Rows rows = TRY(Rows::open(file, ';'));
  Row row;
  if (!TRY(rows.next(row))) return bad_place(1, 1, "the file is empty");
  const Header header(row.cells);
  const Columns columns(header);
  if (!columns.id || !columns.whole)
    return bad_place(row.line, 1, "the columns Entity_LogicalId and NameAlias_WholeName are not there");
  model::ListInfo info;
  info.name = "EU consolidated";
  Grouped grouped(sink);
  while (TRY(rows.next(row))) {
    if (row.cells.size() != header.size() && row.cells.size() + 1 != header.size())
      return bad_place(row.line, 1,
                       std::to_string(row.cells.size()) + " columns where the header has " +
                           std::to_string(header.size()));
    std::string id = clean(cell(row, columns.reference));
    if (id.empty()) id = clean(cell(row, columns.id));
    if (id.empty()) return bad_place(row.line, 1, "a row without the number of its entity");
    if (info.date.empty()) info.date = iso_date(cell(row, columns.generated));
    read_row(columns, row, *TRY(grouped.entry(id, row.line)));
  }
  TRY(grouped.flush());
  return info;
}

}  // namespace

extern const Format kEuCsv;
const Format kEuCsv{"eu-csv", "European Union, CSV", matches, read};

}  // namespace clew::lists
