#include "claim/transfers.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "claim/sums.h"

namespace clew::claim {
namespace {

constexpr double kConfidence = 0.95;
constexpr std::size_t kLongestField = 2000;

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct Found {
  std::uint64_t start = 0, end = 0;
  bool there() const { return end > start; }
};

Found trimmed(std::string_view text, Found found) {
  while (found.start < found.end && static_cast<unsigned char>(text[found.start]) <= ' ') ++found.start;
  while (found.end > found.start && static_cast<unsigned char>(text[found.end - 1]) <= ' ') --found.end;
  return found;
}

model::ClaimArgument argument(const Document& document, std::string_view role, Found at) {
  model::ClaimArgument arg;
  arg.role = role;
  arg.start = at.start;
  arg.end = at.end;
  arg.text = document.text(at.start, at.end);
  return arg;
}

struct Transfer {
  Found payer, payee, amount, purpose, date, all;
  std::optional<double> value;
  std::string currency, day;
};

void add(const Document& document, const Transfer& transfer, ParagraphClaims& found) {
  if (!transfer.value || !transfer.payer.there() || !transfer.payee.there()) return;
  model::Claim claim;
  claim.type = model::ClaimType::payment;
  claim.start = transfer.all.start;
  claim.end = transfer.all.end;
  claim.args.push_back(argument(document, "payer", transfer.payer));
  claim.args.push_back(argument(document, "payee", transfer.payee));
  model::ClaimArgument sum = argument(document, "amount", transfer.amount);
  sum.value = transfer.value;
  sum.currency = transfer.currency;
  claim.args.push_back(std::move(sum));
  if (transfer.purpose.there()) claim.args.push_back(argument(document, "purpose", transfer.purpose));
  claim.from = claim.to = transfer.day;
  if (transfer.date.there()) claim.time_text = document.text(transfer.date.start, transfer.date.end);
  claim.confidence = kConfidence;
  claim.reader = "transfer-1";
  found.claims.push_back(std::move(claim));
}

// --- MT103: fields ":50K:..." at the start of lines.

// The name in a field of a customer: its first line that is no account ("/...") and no code.
Found name_in(std::string_view text, Found field) {
  while (field.there()) {
    const std::uint64_t end = std::min<std::uint64_t>(text.find('\n', field.start), field.end);
    Found line = trimmed(text, {field.start, end});
    // The numbered form has "1/" before the name.
    if (line.end > line.start + 2 && text[line.start] == '1' && text[line.start + 1] == '/') line.start += 2;
    if (line.there() && text[line.start] != '/') return line;
    field.start = std::min(end + 1, field.end);
  }
  return {};
}

// ":32A:120509USD45000,00".
void read_settlement(std::string_view text, Found field, Transfer& out) {
  field = trimmed(text, field);
  const std::string_view body = text.substr(field.start, field.end - field.start);
  if (body.size() < 10 || !is_digits(body.substr(0, 6)) || currency_code(body.substr(6, 3)).empty()) return;
  const std::string_view yy = body.substr(0, 2);
  // Two digits of a year: SWIFT began in 1977.
  out.day = (yy >= "77" ? "19" : "20") + std::string(yy) + '-' + std::string(body.substr(2, 2)) + '-' +
            std::string(body.substr(4, 2));
  out.currency = body.substr(6, 3);
  // Its decimal mark is the comma, always there.
  std::string number(body.substr(9));
  std::replace(number.begin(), number.end(), ',', '.');
  if (number.ends_with('.')) number.pop_back();
  if (number.find_first_not_of("0123456789.") != std::string::npos || number.empty()) return;
  out.value = std::strtod(number.c_str(), nullptr);
  out.amount = {field.start + 6, field.end};
  out.date = {field.start, field.start + 6};
}

void read_mt103(const Document& document, std::size_t paragraph, ParagraphClaims& found) {
  const ParagraphInput& input = document.paragraph(paragraph);
  const std::string_view text = document.text();
  Transfer transfer;
  const auto finish = [&](std::uint64_t end) {
    transfer.all = trimmed(text, {transfer.all.start, end});
    add(document, transfer, found);
    transfer = {};
  };
  std::string tag;
  Found field;
  const auto take = [&](std::uint64_t end) {
    if (tag.empty()) return;
    field.end = std::min<std::uint64_t>(end, field.start + kLongestField);
    if (tag == "32A") read_settlement(text, field, transfer);
    if (tag.starts_with("50")) transfer.payer = name_in(text, field);
    if (tag.starts_with("59")) transfer.payee = name_in(text, field);
    if (tag == "70") transfer.purpose = trimmed(text, field);
    tag.clear();
  };
  bool open = false;
  for (std::uint64_t at = input.start; at < input.end;) {
    const std::uint64_t end = std::min<std::uint64_t>(text.find('\n', at), input.end);
    const std::uint64_t close = at < end && text[at] == ':' ? text.find(':', at + 1) : std::string_view::npos;
    const bool is_tag =
        close < end && close - at >= 3 && close - at <= 4 && is_digits(text.substr(at + 1, 2));
    const bool ends = text.substr(at, end - at).starts_with("-}");
    if (is_tag || ends) take(at);
    if (is_tag) {
      tag = text.substr(at + 1, close - at - 1);
      if (tag == "20") {
        if (open) finish(at);
        open = true;
        transfer.all.start = at;
      }
      field.start = close + 1;
    }
    if (ends && open) {
      finish(end);
      open = false;
    }
    at = end + 1;
  }
  take(input.end);
  if (open) finish(input.end);
}

// --- pacs.008: elements, whatever their namespace prefix.

// The content of the first element of this name in [from.start, from.end).
Found element(std::string_view text, Found from, std::string_view name, Found* tag = nullptr) {
  for (std::uint64_t at = from.start; (at = text.find('<', at)) < from.end; ++at) {
    std::uint64_t begin = at + 1;
    const std::uint64_t close = text.find('>', begin);
    if (close >= from.end) return {};
    const std::uint64_t end_of_name = std::min<std::uint64_t>(text.find_first_of(" \t\r\n>/", begin), close);
    const std::size_t colon = text.substr(begin, end_of_name - begin).find(':');
    if (colon != std::string_view::npos) begin += colon + 1;
    if (text.substr(begin, end_of_name - begin) != name || text[close - 1] == '/') continue;
    std::uint64_t end = text.find("</", close);
    // The end tag of the same name: elements of it do not nest in these messages.
    while (end < from.end) {
      std::uint64_t there = end + 2;
      const std::uint64_t stop = std::min<std::uint64_t>(text.find('>', there), from.end);
      const std::size_t prefix = text.substr(there, stop - there).find(':');
      if (prefix != std::string_view::npos) there += prefix + 1;
      if (text.substr(there, stop - there) == name) {
        if (tag != nullptr) *tag = {at, close};
        return {close + 1, end};
      }
      end = text.find("</", stop);
    }
    return {};
  }
  return {};
}

void read_pacs008(const Document& document, std::size_t paragraph, ParagraphClaims& found) {
  const ParagraphInput& input = document.paragraph(paragraph);
  const std::string_view text = document.text();
  Found rest{input.start, input.end};
  const Found header_date = element(text, rest, "IntrBkSttlmDt");
  for (;;) {
    const Found one = element(text, rest, "CdtTrfTxInf");
    if (!one.there()) return;
    rest.start = one.end;
    Transfer transfer;
    transfer.all = trimmed(text, one);
    Found tag;
    transfer.amount = trimmed(text, element(text, one, "IntrBkSttlmAmt", &tag));
    if (!transfer.amount.there()) transfer.amount = trimmed(text, element(text, one, "InstdAmt", &tag));
    const std::string_view attributes = text.substr(tag.start, tag.end - tag.start);
    const std::size_t currency = attributes.find("Ccy=");
    if (currency != std::string_view::npos)
      transfer.currency = currency_code(attributes.substr(currency + 5, 3));
    const std::string number(text.substr(transfer.amount.start, transfer.amount.end - transfer.amount.start));
    if (!number.empty() && number.size() < 24 && number.find_first_not_of("0123456789.") == std::string::npos)
      transfer.value = std::strtod(number.c_str(), nullptr);
    transfer.payer = trimmed(text, element(text, element(text, one, "Dbtr"), "Nm"));
    transfer.payee = trimmed(text, element(text, element(text, one, "Cdtr"), "Nm"));
    transfer.purpose = trimmed(text, element(text, one, "Ustrd"));
    transfer.date = trimmed(text, element(text, one, "IntrBkSttlmDt"));
    if (!transfer.date.there()) transfer.date = trimmed(text, header_date);
    transfer.day = text.substr(transfer.date.start,
                               std::min<std::uint64_t>(10, transfer.date.end - transfer.date.start));
    add(document, transfer, found);
  }
}

}  // namespace

void read_transfers(const Document& document, std::vector<ParagraphClaims>& found) {
  for (std::size_t i = 0; i < document.size(); ++i) {
    if (!document.paragraph(i).wanted) continue;
    const std::string_view text = document.paragraph_text(i);
    if (text.find(":32A:") != std::string_view::npos) read_mt103(document, i, found[i]);
    if (text.find("CdtTrfTxInf") != std::string_view::npos) read_pacs008(document, i, found[i]);
  }
}

}  // namespace clew::claim
