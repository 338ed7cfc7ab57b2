#include "digest/wording.h"

#include <array>
#include <utility>

namespace clew::digest {
namespace {

using view::Dossier;
using view::Exhibit;

std::string joined(const std::vector<std::string>& parts, std::string_view last_word) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? last_word : std::string_view(", ");
    out += parts[i];
  }
  return out;
}

std::string asked_span(const view::DossierRequest& request) {
  if (!request.since.empty() && !request.until.empty())
    return "from " + request.since + " to " + request.until;
  if (!request.since.empty()) return "since " + request.since;
  if (!request.until.empty()) return "until " + request.until;
  return {};
}

}  // namespace

std::string title_of(const Dossier& dossier) {
  std::string out = "What was written";
  if (!dossier.person.empty()) out += " by, to and naming " + dossier.person;
  if (const std::string span = asked_span(dossier.request); !span.empty()) out += ' ' + span;
  if (!dossier.request.query.empty()) out += " on: " + dossier.request.query;
  return out;
}

std::string span_of(const Dossier& dossier) {
  if (dossier.first.empty()) return "no dates known";
  return dossier.first == dossier.last ? dossier.first : dossier.first + " to " + dossier.last;
}

std::string counted(std::uint64_t n, std::string_view one, std::string_view many) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits + ' ' + std::string(n == 1 ? one : many);
}

std::string counts_of(const Dossier& dossier) {
  std::vector<std::string> parts{counted(dossier.letters, "letter", "letters"),
                                 counted(dossier.reports, "report", "reports")};
  if (dossier.others > 0) parts.push_back(counted(dossier.others, "other document", "other documents"));
  parts.push_back(counted(dossier.people, "person", "people"));
  return joined(parts, ", ");
}

std::string recipients_of(const Exhibit& exhibit) {
  if (exhibit.to.empty()) return "an unnamed recipient";
  std::vector<std::string> parts = exhibit.to;
  if (exhibit.more_recipients > 0) parts.push_back(counted(exhibit.more_recipients, "other", "others"));
  return joined(parts, " and ");
}

std::string attribution_of(const Exhibit& exhibit, const view::Quote& quote) {
  const std::string author = exhibit.from.empty() ? "An unnamed author" : exhibit.from;
  std::string out;
  switch (exhibit.kind) {
    case Exhibit::Kind::letter:
      out = author + " wrote to " + recipients_of(exhibit);
      break;
    case Exhibit::Kind::report:
      if (exhibit.publication.empty() && exhibit.from.empty()) {
        out = "In this report stands";
      } else if (exhibit.publication.empty()) {
        out = author + " wrote";
      } else {
        out = exhibit.publication + (exhibit.from.empty() ? "" : " (" + exhibit.from + ")") + " wrote";
      }
      break;
    case Exhibit::Kind::other:
      out = "In this document stands";
      break;
  }
  if (quote.of_another) out += ", quoting " + (quote.author.empty() ? "an unnamed author" : quote.author);
  return out + ":";
}

std::string stance_of(const view::ClaimShown& claim) {
  std::string out = claim.exhibit.from.empty() ? "An unnamed author" : claim.exhibit.from;
  if (claim.exhibit.kind == Exhibit::Kind::report && !claim.exhibit.publication.empty())
    out = claim.exhibit.publication;
  for (const std::string& source : claim.cited) out += ", citing " + source;
  if (!claim.cited.empty()) out += ',';
  const std::string& status = claim.status;
  out += claim.nonanswer       ? " tells of no answer"
         : status == "hedged"  ? " says, but not surely"
         : status == "negated" ? " says that it is not so"
         : status == "denied"  ? " tells of a denial"
         : status == "planned" ? " says that it is to be, or might be"
                               : " says";
  if (!claim.cues.empty()) out += " (" + joined(claim.cues, ", ") + ")";
  return out + ":";
}

std::string summary_of(const view::ClaimShown& claim) {
  std::string out = claim.type;
  if (!claim.what.empty()) out += " – " + claim.what;
  if (!claim.time.empty()) out += " (" + claim.time + ")";
  return out;
}

std::string agreement_of(const view::ClaimShown& claim) {
  if (claim.same == 0) return {};
  return counted(claim.same, "other claim says the same", "other claims say the same");
}

std::string repeats_of(const view::Quote& quote) {
  return quote.also_in == 0 ? std::string() : "also quoted in " + counted(quote.also_in, "letter", "letters");
}

std::string section_of(const Exhibit& exhibit, bool by_day) {
  static constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                            "May",       "June",     "July",     "August",
                                                            "September", "October",  "November", "December"};
  if (exhibit.date.size() < 10) return "Without a date";
  const std::string_view date = exhibit.date;
  const std::size_t dash = date.find('-', 1);  // a year before Christ begins with a minus sign
  const int month = (date[dash + 1] - '0') * 10 + (date[dash + 2] - '0');
  if (month < 1 || month > 12) return std::string(date.substr(0, 10));
  std::string out;
  if (by_day) {
    const std::string_view day = date.substr(dash + 4, 2);
    out = std::string(day[0] == '0' ? day.substr(1) : day) + ' ';
  }
  return out + std::string(kMonths[static_cast<std::size_t>(month - 1)]) + ' ' +
         std::string(date.substr(0, dash));
}

std::vector<std::string> left_out(const Dossier& dossier) {
  std::vector<std::string> out;
  if (dossier.beyond_limit > 0)
    out.push_back(counted(dossier.beyond_limit, "more document matches", "more documents match") +
                  " and can be shown with a higher --limit.");
  if (dossier.claims_beyond > 0)
    out.push_back(counted(dossier.claims_beyond, "more claim matches", "more claims match") +
                  " and can be seen with `clew claims`.");
  if (dossier.repeated > 0)
    out.push_back(counted(dossier.repeated, "document was", "documents were") +
                  " passed over because the same words are quoted here already.");
  if (dossier.without_own_text > 0)
    out.push_back(counted(dossier.without_own_text, "document was", "documents were") +
                  " passed over for want of a paragraph of its author's own.");
  return out;
}

std::string places_of(const Exhibit& exhibit) {
  return exhibit.places.empty() ? std::string("place unknown") : joined(exhibit.places, "; ");
}

}  // namespace clew::digest
