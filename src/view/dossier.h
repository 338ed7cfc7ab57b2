// view/dossier.h - what a digest tells: who wrote what to whom, in verbatim quotes, for a query, a person or
// a span of time. Plain data: knows nothing of how it is printed.
//
// Nothing here is a statement of fact: every text is a quote with its document and byte range, every number
// is a count of letters. The same case and request give the same dossier: no clock, no chance.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::view {

/// What is asked. All parts that are given must hold.
struct DossierRequest {
  std::string query{};     ///< in the language of `clew search`; empty: no words asked for
  std::string about{};     ///< an entity: its key, a name or an address; empty: anyone
  std::string since{};     ///< ISO 8601, as precise as wished (2009, 2009-03, ...); empty: from the first
  std::string until{};     ///< the same, inclusive: its end; empty: to the last
  std::size_t limit = 60;  ///< letters and reports shown; counts always cover all that match
};

/// Bytes [start, end) of a document's stored text, exactly as they are.
struct Quote {
  std::size_t number = 0;  ///< the footnote, from 1, in the order of the dossier
  std::string bytes;
  std::uint64_t start = 0, end = 0;
  bool cut_before = false, cut_after = false;  ///< the paragraph goes on beyond the quote
  bool right_to_left = false;                  ///< by its first strong character
  std::string language;                        ///< the document's, where it is known and not mixed
  bool of_another = false;    ///< stands in a quoted or forwarded part: not the words of the letter's author
  std::string author;         ///< whose words they are then, as the head of that part says; empty: unnamed
  std::uint64_t also_in = 0;  ///< other letters in which the same paragraph stands
};

/// A letter, report or other document of which words are shown.
struct Exhibit {
  enum class Kind { letter, report, other };
  Kind kind = Kind::letter;
  std::string document;             ///< id: 64 hexadecimal digits
  std::vector<std::string> places;  ///< where it was found, all copies of these bytes
  std::string date;                 ///< ISO 8601 in UTC; empty: unknown
  std::string subject;              ///< of a report: its headline; of others: the name of the file
  std::string from;                 ///< who wrote it, as the header or the byline says
  std::vector<std::string> to;      ///< recipients in order, at most eight
  std::size_t more_recipients = 0;  ///< those beyond
  std::string publication;          ///< reports
  std::vector<Quote> quotes;        ///< one at least
};

/// A claim with the words that prove it.
struct ClaimShown {
  Exhibit exhibit;                       ///< the document, with one quote
  std::string type, status, what, time;  ///< as ClaimView has them
  std::vector<std::string> cues;         ///< the words that hedge, deny ...
  std::vector<std::string> cited;        ///< on whose word the author says so, outermost first
  bool nonanswer = false;
  std::uint64_t same = 0;           ///< other claims that say the same
  std::vector<ClaimShown> against;  ///< those that dispute it; of these the list is empty
};
struct ClaimSection {
  std::string heading;
  std::vector<ClaimShown> claims;  ///< by date of the document
};

/// Letters from one to another. "First" and "last" are days, ISO 8601; empty: no date known.
struct Correspondence {
  std::size_t from = 0, to = 0;  ///< into Dossier::correspondents
  std::uint64_t letters = 0;
  std::string first, last;
};

struct Correspondent {
  std::string name;           ///< the best known: a name, else an address
  std::string key;            ///< entities.key; empty: not resolved
  std::uint64_t letters = 0;  ///< sent or received, of those that match
};

/// Somewhere to read more: a line of a report ("more"), or a link in it.
struct FurtherReading {
  std::string text;
  std::string document;  ///< id of the report that names it
};

struct Topic {
  std::string words;            ///< one or two words in their most common form
  std::uint64_t documents = 0;  ///< of the selection that hold them; 0: stated by a report
};

struct Month {
  std::string month;  ///< "2009-03"
  std::uint64_t letters = 0, reports = 0;
};

struct Dossier {
  enum class Kind { query, person, span, everything };
  Kind kind = Kind::everything;
  DossierRequest request;
  std::string person;                     ///< best name of request.about; empty: nobody was asked for
  std::vector<std::string> person_names;  ///< other names and addresses of the same
  std::string report_headline;            ///< of the strongest report; empty: none
  std::string report_publication;

  std::string first, last;  ///< days of the earliest and latest that match; empty: no dates
  std::uint64_t letters = 0, reports = 0, others = 0, people = 0;
  std::uint64_t undated = 0;  ///< letters and reports without a date
  bool by_day = false;        ///< sections are days rather than months

  std::vector<Correspondent> correspondents;    ///< the chief ones, by letters, at most twelve
  std::vector<Correspondence> letters_between;  ///< among the chief ones, by letters, then in order of names
  std::vector<Month> months;           ///< every month from the first to the last, gaps included, at most 600
  std::vector<Exhibit> reports_shown;  ///< by date
  std::vector<Exhibit> letters_shown;  ///< by date; undated last
  std::uint64_t repeated = 0;          ///< letters passed over because their words are shown already
  std::uint64_t without_own_text = 0;  ///< passed over: nothing in them is their author's own
  std::uint64_t beyond_limit = 0;      ///< matching, not shown
  std::vector<ClaimSection> claims;    ///< what the selection claims, by kind
  std::uint64_t claims_beyond = 0;     ///< claims that match and are not shown
  std::vector<FurtherReading> further;
  std::vector<Topic> topics;
  std::uint64_t topics_read = 0;  ///< documents whose words the topics were counted in
};

/// Errors: usage (a query or date that cannot be read), not_found (no such person), conflict (several),
/// corrupt.
Result<Dossier> gather_dossier(const store::Db& db, const DossierRequest& request);

}  // namespace clew::view
