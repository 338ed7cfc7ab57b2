#include "claim/tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/fold.h"
#include "claim/sums.h"

namespace clew::claim {
namespace {

constexpr std::size_t kMostColumns = 64, kLongestLine = 16 << 10;
constexpr double kConfidence = 0.9;

enum class Column { none, date, payer, payee, amount, currency, purpose, firm, owner, share };

struct Known {
  Column column;
  std::string_view names;  // between bars
};

constexpr Known kKnown[] = {
    {Column::date,
     "|date|value date|booking date|payment date|paid on|transaction date|day|تاريخ|تاریخ|تاريخ "
     "پرداخت|التاريخ|تاريخ الدفع|"},
    {Column::payer,
     "|payer|paid by|from|sender|debtor|ordering customer|originator|remitter|drawer|پرداخت "
     "كننده|از|الدافع|من|المرسل|"},
    {Column::payee,
     "|payee|paid "
     "to|to|beneficiary|recipient|receiver|creditor|vendor|supplier|گيرنده|به|ذينفع|المستفيد|الي|المستلم|"},
    {Column::amount, "|amount|sum|value|total|paid|payment|amount paid|مبلغ|جمع|المبلغ|القيمه|"},
    {Column::currency, "|currency|ccy|cur|ارز|واحد|العمله|"},
    {Column::purpose,
     "|purpose|description|details|reference|remarks|remark|memo|what|for|entered "
     "as|note|notes|subject|بابت|شرح|الغرض|البيان|"},
    {Column::firm, "|company|firm|entity|organisation|organization|asset|شركت|الشركه|"},
    {Column::owner, "|shareholder|owner|holder|member|beneficial owner|سهامدار|مالك|المساهم|المالك|"},
    {Column::share, "|share|shares|percent|percentage|stake|holding|سهم|الحصه|الاسهم|"},
};

struct Cell {
  std::uint64_t start = 0, end = 0;  // without quotes and blanks
};

struct Line {
  std::uint64_t start = 0, end = 0;
  std::vector<Cell> cells;
};

// Cuts [start, end) at the separator; false: an unbalanced quote or too many cells.
bool cut(std::string_view text, std::uint64_t start, std::uint64_t end, char separator, Line& line) {
  line = {start, end, {}};
  for (std::uint64_t at = start; at <= end;) {
    while (at < end && text[at] == ' ') ++at;
    Cell cell{at, at};
    if (at < end && text[at] == '"') {
      std::uint64_t close = at + 1;
      while (close < end && (text[close] != '"' || (close + 1 < end && text[close + 1] == '"')))
        close += text[close] == '"' ? 2 : 1;
      if (close >= end) return false;
      cell = {at + 1, close};
      at = close + 1;
      while (at < end && text[at] != separator) ++at;
    } else {
      while (at < end && text[at] != separator) ++at;
      cell.end = at;
    }
    while (cell.end > cell.start && (text[cell.end - 1] == ' ' || text[cell.end - 1] == '\r')) --cell.end;
    line.cells.push_back(cell);
    if (line.cells.size() > kMostColumns) return false;
    if (at >= end) break;
    ++at;
  }
  return line.cells.size() > 1;
}

struct Header {
  char separator = 0;
  std::vector<Column> columns;
  std::string currency;  // that the name of the column of sums tells

  bool has(Column column) const { return std::find(columns.begin(), columns.end(), column) != columns.end(); }
  bool of_payments() const { return has(Column::amount) && (has(Column::payer) || has(Column::payee)); }
  bool of_holdings() const { return has(Column::firm) && has(Column::owner); }
};

// "usd", "amount (USD)", "paid in EUR".
std::string currency_in(std::string_view folded_name) {
  for (std::size_t at = 0; at < folded_name.size();) {
    const std::size_t end = std::min(folded_name.find(' ', at), folded_name.size());
    if (std::string code = currency_code(folded_name.substr(at, end - at)); !code.empty()) return code;
    at = end + 1;
  }
  return {};
}

// By folded name.
std::map<std::string, Column> known_columns() {
  std::map<std::string, Column> columns;
  for (const auto& [column, names] : kKnown)
    for (std::size_t at = 1; at < names.size();) {
      const std::size_t end = names.find('|', at);
      columns.emplace(folded(names.substr(at, end - at)), column);
      at = end + 1;
    }
  return columns;
}

Column column_of(const std::string& folded_name) {
  static const std::map<std::string, Column> kColumns = known_columns();
  const auto at = kColumns.find(folded_name);
  return at == kColumns.end() ? Column::none : at->second;
}

std::optional<Header> header_of(std::string_view text, std::uint64_t start, std::uint64_t end) {
  for (const char separator : {'\t', ';', '|', ','}) {
    Line line;
    if (!cut(text, start, end, separator, line)) continue;
    Header header;
    header.separator = separator;
    for (const Cell& cell : line.cells) {
      const std::string name = folded(text.substr(cell.start, cell.end - cell.start));
      Column column = column_of(name);
      const std::string currency = currency_in(name);
      if (!currency.empty() && (column == Column::none || column == Column::amount)) {
        column = Column::amount;
        header.currency = currency;
      }
      if (column != Column::none && header.has(column))
        column = Column::none;  // the first of its name counts
      header.columns.push_back(column);
    }
    if (header.of_payments() || header.of_holdings()) return header;
  }
  return std::nullopt;
}

class TableReader {
 public:
  TableReader(const Document& document, std::vector<ParagraphClaims>& found)
      : document_(document), found_(found) {}

  void read() {
    for (std::size_t i = 0; i < document_.size(); ++i) {
      const ParagraphInput& paragraph = document_.paragraph(i);
      const std::string_view text = document_.text();
      for (std::uint64_t at = paragraph.start; at < paragraph.end;) {
        const std::uint64_t end = std::min<std::uint64_t>(text.find('\n', at), paragraph.end);
        if (end - at <= kLongestLine) read_line(i, at, end);
        at = end + 1;
      }
    }
  }

 private:
  void read_line(std::size_t paragraph, std::uint64_t start, std::uint64_t end) {
    Line line;
    if (header_ && cut(document_.text(), start, end, header_->separator, line) &&
        line.cells.size() == header_->columns.size()) {
      if (!document_.paragraph(paragraph).wanted) return;
      if (header_->of_payments()) {
        add_payment(paragraph, line);
      } else {
        add_holding(paragraph, line);
      }
      return;
    }
    header_ = header_of(document_.text(), start, end);
  }

  const Cell* cell_of(const Line& line, Column column) const {
    for (std::size_t i = 0; i < line.cells.size(); ++i)
      if (header_->columns[i] == column && line.cells[i].end > line.cells[i].start) return &line.cells[i];
    return nullptr;
  }

  model::ClaimArgument argument(std::string_view role, const Cell& cell) const {
    model::ClaimArgument arg;
    arg.role = role;
    arg.start = cell.start;
    arg.end = cell.end;
    arg.text = document_.text(cell.start, cell.end);
    return arg;
  }

  // The row without what the line end leaves.
  model::Claim claim_of(model::ClaimType type, const Line& line) const {
    model::Claim claim;
    claim.type = type;
    claim.start = line.cells.front().start;
    claim.end = line.end;
    while (claim.start > line.start && document_.text()[claim.start - 1] == '"') --claim.start;
    while (claim.end > claim.start && static_cast<unsigned char>(document_.text()[claim.end - 1]) <= ' ')
      --claim.end;
    claim.confidence = kConfidence;
    claim.reader = "table-1";
    return claim;
  }

  void add_payment(std::size_t paragraph, const Line& line) {
    const Cell *amount = cell_of(line, Column::amount), *payer = cell_of(line, Column::payer),
               *payee = cell_of(line, Column::payee);
    if (amount == nullptr || (payer == nullptr && payee == nullptr)) return;
    const auto value = read_sum(document_.text(amount->start, amount->end));
    if (!value) {
      header_.reset();  // no row of the table any more
      return;
    }
    model::Claim claim = claim_of(model::ClaimType::payment, line);
    if (payer != nullptr) claim.args.push_back(argument("payer", *payer));
    if (payee != nullptr) claim.args.push_back(argument("payee", *payee));
    model::ClaimArgument sum = argument("amount", *amount);
    sum.value = value;
    sum.currency = header_->currency;
    if (const Cell* currency = cell_of(line, Column::currency))
      sum.currency = currency_in(folded(document_.text(currency->start, currency->end)));
    if (sum.currency.empty()) sum.currency = currency_in(folded(sum.text));
    claim.args.push_back(std::move(sum));
    if (const Cell* purpose = cell_of(line, Column::purpose))
      claim.args.push_back(argument("purpose", *purpose));
    if (const Cell* date = cell_of(line, Column::date)) add_time(paragraph, *date, claim);
    found_[paragraph].claims.push_back(std::move(claim));
  }

  void add_holding(std::size_t paragraph, const Line& line) {
    const Cell *firm = cell_of(line, Column::firm), *owner = cell_of(line, Column::owner);
    if (firm == nullptr || owner == nullptr) return;
    model::Claim claim = claim_of(model::ClaimType::ownership, line);
    claim.args.push_back(argument("owner", *owner));
    claim.args.push_back(argument("asset", *firm));
    if (const Cell* share = cell_of(line, Column::share)) claim.args.push_back(argument("share", *share));
    found_[paragraph].claims.push_back(std::move(claim));
  }

  void add_time(std::size_t paragraph, const Cell& cell, model::Claim& claim) const {
    for (const model::Mention& mention : document_.paragraph(paragraph).mentions) {
      if (mention.type != model::MentionType::date || mention.start < cell.start || mention.end > cell.end)
        continue;
      claim.from = claim.to = mention.value.substr(0, std::min<std::size_t>(10, mention.value.size()));
      break;
    }
    claim.time_text = document_.text(cell.start, cell.end);
  }

  const Document& document_;
  std::vector<ParagraphClaims>& found_;
  std::optional<Header> header_;
};

}  // namespace

void read_tables(const Document& document, std::vector<ParagraphClaims>& found) {
  TableReader(document, found).read();
}

}  // namespace clew::claim
