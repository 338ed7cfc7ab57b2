#include "view/dossier.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "base/fold.h"
#include "store/entities.h"
#include "store/read_documents.h"
#include "store/search.h"
#include "view/dossier_claims.h"
#include "view/dossier_counts.h"
#include "view/dossier_quotes.h"
#include "view/dossier_topics.h"
#include "view/open.h"
#include "view/query.h"

namespace clew::view {
namespace {

using store::Query;
using store::StoredDocument;

// Texts whose words the topics are counted in, spread evenly over the selection.
constexpr std::size_t kTopicTexts = 2000;
constexpr std::size_t kTopics = 15;
constexpr std::size_t kTopicBytes = 64 * 1024;  // of one text
constexpr std::size_t kQuotesOfReport = 3;
constexpr std::size_t kRecipients = 8, kPlaces = 8, kFurther = 40;

std::string display(const model::Mailbox& mailbox) {
  return mailbox.name.empty() ? mailbox.address : mailbox.name;
}

std::string field(const StoredDocument& document, std::string_view name) {
  for (const auto& [key, value] : document.fields)
    if (key == name) return value;
  return {};
}

store::Phrase words_of(std::string_view text) {
  store::Phrase phrase;
  WordCutter cutter(text);
  for (Word word; cutter.next(word);) phrase.words.emplace_back(word.folded);
  return phrase;
}

class Gatherer {
 public:
  Gatherer(const store::Db& db, const DossierRequest& request) : db_(db), reader_(db) {
    out_.request = request;
  }

  Result<Dossier> gather() {
    TRY(read_request());
    terms_.emplace(query_);
    names_.emplace(naming_);
    TRY(select());
    count_dates(selected_, out_);
    TRY(count_people(db_, selected_, out_));
    TRY(count_topics());
    TRY(choose());
    TRY(gather_reports());
    TRY(gather_claimed());
    TRY(finish());
    return std::move(out_);
  }

 private:
  // --- What is asked.

  Result<void> read_request() {
    const DossierRequest& request = out_.request;
    query_ = TRY(parse_query(request.query));
    const store::Span span = TRY(read_span(request.since, request.until));
    all_.kind = Query::Kind::all_of;
    if (query_.kind != Query::Kind::everything) all_.parts.push_back(query_);
    if (!request.about.empty()) TRY(ask_about(request.about));
    if (!span.is_everything()) {
      Query dates;
      dates.kind = Query::Kind::filter;
      dates.field = store::Field::date;
      dates.since = span.since;
      dates.until = span.until;
      all_.parts.push_back(std::move(dates));
    }
    if (all_.parts.empty()) {
      all_.kind = Query::Kind::everything;
    } else if (all_.parts.size() == 1) {
      Query only = std::move(all_.parts.front());
      all_ = std::move(only);
    }
    out_.kind = !request.query.empty()   ? Dossier::Kind::query
                : !request.about.empty() ? Dossier::Kind::person
                : span.is_everything()   ? Dossier::Kind::everything
                                         : Dossier::Kind::span;
    for (const Query* term : shown_terms(query_))
      for (const store::Phrase& phrase : term->phrases) leave_out(phrase);
    return {};
  }

  // Letters from, to or copied to the person, and texts that bear an address or a whole name of two words or
  // more.
  Result<void> ask_about(const std::string& about) {
    const store::StoredEntity entity = TRY(store::load_entity(db_, TRY(store::find_entity(db_, about))));
    out_.person = entity.name;
    about_ = entity.id;
    Query any;
    any.kind = Query::Kind::any_of;
    Query header;
    header.kind = Query::Kind::filter;
    header.field = entity.type == "org" ? store::Field::org : store::Field::person;
    header.value = entity.key;
    header.phrases = {words_of(entity.key)};
    any.parts.push_back(std::move(header));
    std::set<std::vector<std::string>> asked;
    for (const std::string& name : entity.names) {
      if (name != entity.name) out_.person_names.push_back(name);
      store::Phrase phrase = words_of(name);
      leave_out(phrase);
      if (phrase.words.size() < 2 || phrase.words.size() > store::kMostPhraseWords || asked.size() >= 50)
        continue;
      if (!asked.insert(phrase.words).second) continue;
      Query named;
      named.kind = Query::Kind::phrase;
      named.phrases = {std::move(phrase)};
      any.parts.push_back(std::move(named));
    }
    for (const std::string& address : entity.addresses) {
      if (address != entity.name) out_.person_names.push_back(address);
      leave_out(words_of(address));
    }
    constexpr std::size_t kNames = 20;
    if (out_.person_names.size() > kNames) out_.person_names.resize(kNames);
    naming_ = any;
    all_.parts.push_back(std::move(any));
    return {};
  }

  void leave_out(const store::Phrase& phrase) {
    std::string before;
    for (const std::string& word : phrase.words) {
      no_topics_.insert(word);
      if (!before.empty()) no_topics_.insert(before + ' ' + word);
      before = word;
    }
  }

  // --- What matches: each letter once, whatever its copies, in the order of rank where words were asked for.

  Result<void> select() {
    store::Statement head = TRY(db_.prepare("SELECT type, message, date, text FROM documents WHERE id = ?"));
    std::unordered_set<std::int64_t> seen;
    store::SearchOptions options;
    options.by_rank = terms_->has_terms();
    TRY(store::find_documents(db_, all_, options, [&](const store::Found& found) -> Result<bool> {
      head.bind(1, found.row);
      if (!TRY(head.step())) return true;
      Selected one;
      const std::int64_t message = head.integer(1);
      one.row = found.row;
      one.date = head.integer_or_null(2);
      one.text_row = head.integer(3);
      one.kind = head.text(0) == "mail"     ? Exhibit::Kind::letter
                 : head.text(0) == "report" ? Exhibit::Kind::report
                                            : Exhibit::Kind::other;
      head.reset();
      if (message == 0 || seen.insert(message).second) selected_.push_back(one);
      return true;
    }));
    return {};
  }

  // --- Topics, by the words that authors wrote themselves.

  // With `once`, without the paragraphs that were given before: a notice in forty letters is one author's
  // words.
  Result<std::vector<std::string>> own_paragraphs(std::int64_t text_row,
                                                  std::unordered_set<std::uint64_t>* once) {
    std::vector<std::string> out;
    std::size_t bytes = 0;
    TRY(reader_.each_passage(text_row, [&](const model::Passage& passage) -> Result<bool> {
      if (passage.depth > 0 || passage.zone != model::ZoneKind::body) return true;
      if (once != nullptr && !once->insert(passage.id).second) return true;
      out.push_back(TRY(reader_.text(text_row, passage.start, passage.end)));
      return (bytes += out.back().size()) < kTopicBytes;
    }));
    return out;
  }

  Result<void> count_topics() {
    std::vector<const Selected*> with_text;
    for (const Selected& one : selected_)
      if (one.text_row != 0) with_text.push_back(&one);
    std::vector<const Selected*> read;
    const std::size_t n = std::min(kTopicTexts, with_text.size());
    for (std::size_t i = 0; i < n; ++i) read.push_back(with_text[i * with_text.size() / n]);
    TopicCounter counter(std::move(no_topics_));
    std::unordered_set<std::uint64_t> seen;
    for (const Selected* one : read) {
      const auto paragraphs = TRY(own_paragraphs(one->text_row, &seen));
      if (!paragraphs.empty()) counter.add(paragraphs);
    }
    out_.topics = TRY(counter.topics(db_, kTopics));
    out_.topics_read = counter.texts();
    if (terms_->has_terms()) return {};
    // Without words asked for there is no rank: those letters are shown that speak most of what marks the
    // selection.
    std::vector<std::pair<double, const Selected*>> weighed;
    for (const Selected* one : read)
      weighed.emplace_back(counter.weigh(TRY(own_paragraphs(one->text_row, nullptr))), one);
    std::stable_sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first > b.first;
      return a.second->row < b.second->row;
    });
    for (const auto& [weight, one] : weighed) order_.push_back(one);
    return {};
  }

  // --- Which of them are shown, and with what words.

  Result<void> choose() {
    if (terms_->has_terms())
      for (const Selected& one : selected_)
        if (one.text_row != 0) order_.push_back(&one);
    std::vector<const Selected*> later;
    // Reports first: their number is small and they tell what the letters are about.
    const bool others = out_.letters + out_.others > 0;
    const std::size_t room = others ? std::max<std::size_t>(1, out_.request.limit / 2) : out_.request.limit;
    for (const Selected* one : order_)
      if (one->kind == Exhibit::Kind::report && shown() < room) TRY(show(*one, later));
    for (const Selected* one : order_) {
      if (shown() >= out_.request.limit) break;
      if (one->kind != Exhibit::Kind::report) TRY(show(*one, later));
    }
    // Words that stand only in a quoted part: shown last, and then only if their own letter is not shown.
    deferred_ = true;
    for (const Selected* one : later) {
      if (shown() >= out_.request.limit) break;
      TRY(show(*one, later));
    }
    const std::uint64_t accounted = shown() + out_.repeated + out_.without_own_text;
    const std::uint64_t all = out_.letters + out_.reports + out_.others;
    out_.beyond_limit = all > accounted ? all - accounted : 0;
    return {};
  }

  std::size_t shown() const { return out_.letters_shown.size() + out_.reports_shown.size(); }

  Result<void> show(const Selected& one, std::vector<const Selected*>& later) {
    if (shown() >= out_.request.limit) return {};
    const bool report = one.kind == Exhibit::Kind::report;
    const bool by_name = !terms_->has_terms() && about_ != 0 && !TRY(is_correspondent(one.row));
    const auto candidates = TRY(quotable(reader_, db_, by_name ? naming_ : query_,
                                         by_name ? *names_ : *terms_, one.text_row, report, 8));
    if (candidates.empty()) {
      ++out_.without_own_text;
      return {};
    }
    if (candidates.front().of_another && !deferred_) {
      later.push_back(&one);
      return {};
    }
    std::vector<Quote> quotes;
    const bool matched = candidates.front().match.terms > 0;
    for (const Candidate& candidate : candidates) {
      if (quotes.size() >= (report ? kQuotesOfReport : 1) || (matched && candidate.match.terms == 0)) break;
      if (!passages_.insert(candidate.passage).second) continue;
      const Cut cut = cut_quote(candidate.bytes, candidate.match);
      if (cut.end <= cut.start) continue;
      Quote quote;
      quote.bytes = candidate.bytes.substr(cut.start, cut.end - cut.start);
      quote.start = candidate.start + cut.start;
      quote.end = candidate.start + cut.end;
      quote.cut_before = cut.start > 0;
      quote.cut_after = cut.end < candidate.bytes.size();
      quote.right_to_left = is_right_to_left(quote.bytes);
      quote.of_another = candidate.of_another;
      quote.author = candidate.author;
      quote.also_in = static_cast<std::uint64_t>(candidate.passage);  // its key, until finish() counts
      quotes.push_back(std::move(quote));
    }
    if (quotes.empty()) {
      ++out_.repeated;
      return {};
    }
    std::sort(quotes.begin(), quotes.end(), [](const Quote& a, const Quote& b) { return a.start < b.start; });
    Exhibit exhibit = TRY(describe(one));
    const std::string language = language_[exhibit.document];
    for (Quote& quote : quotes)
      if (!language.empty() && quote.right_to_left == (language != "en")) quote.language = language;
    exhibit.quotes = std::move(quotes);
    (report ? out_.reports_shown : out_.letters_shown).push_back(std::move(exhibit));
    return {};
  }

  // Whether the person asked for stands in the header: then any words of the letter are to the point, else
  // only those that name the person.
  Result<bool> is_correspondent(std::int64_t row) {
    store::Statement s =
        TRY(db_.prepare("SELECT 1 FROM participants r JOIN parties p ON p.id = r.party WHERE r.document = ? "
                        "AND p.entity = ? LIMIT 1"));
    return s.bind(1, row).bind(2, about_).step();
  }

  Result<Exhibit> describe(const Selected& one) {
    const StoredDocument document = TRY(reader_.load(one.row));
    Exhibit exhibit;
    exhibit.kind = one.kind;
    exhibit.document = document.id;
    if (document.language == "en" || document.language == "fa" || document.language == "ar")
      language_[document.id] = document.language;
    if (one.date)
      exhibit.date = document.date && document.date->utc == *one.date ? model::shown_date(document)
                                                                      : model::iso8601(*one.date);
    for (const model::Place& place : document.places) {
      if (exhibit.places.size() >= kPlaces) {
        exhibit.places.push_back(std::to_string(document.places.size() - kPlaces) + " more");
        break;
      }
      exhibit.places.push_back(place.path);
    }
    exhibit.subject = document.subject;
    if (one.kind == Exhibit::Kind::other && exhibit.subject.empty()) exhibit.subject = document.name;
    if (one.kind == Exhibit::Kind::report) {
      if (const std::string headline = field(document, "headline"); !headline.empty())
        exhibit.subject = headline;
      exhibit.from = field(document, "byline");
      exhibit.publication = field(document, "publication");
    }
    if (exhibit.from.empty() && !document.from.empty()) exhibit.from = display(document.from.front());
    for (const auto* list : {&document.to, &document.cc, &document.bcc})
      for (const model::Mailbox& mailbox : *list) {
        if (exhibit.to.size() < kRecipients) {
          exhibit.to.push_back(display(mailbox));
        } else {
          ++exhibit.more_recipients;
        }
      }
    return exhibit;
  }

  // --- What reports say of themselves: topics and where to read more, of all that match.

  Result<void> gather_reports() {
    if (!out_.reports_shown.empty()) {
      out_.report_headline = out_.reports_shown.front().subject;
      out_.report_publication = out_.reports_shown.front().publication;
    }
    std::set<std::string> readings, topics;
    std::vector<Topic> stated;
    constexpr std::size_t kReports = 200;
    std::size_t read = 0;
    for (const Selected& one : selected_) {
      if (one.kind != Exhibit::Kind::report || ++read > kReports) continue;
      const StoredDocument document = TRY(reader_.load(one.row));
      for (const auto& [name, value] : document.fields) {
        if (name == "more" && out_.further.size() < kFurther && readings.insert(value).second)
          out_.further.push_back({value, document.id});
        if (name == "topic" && stated.size() < kTopics && topics.insert(folded(value)).second)
          stated.push_back({value, 0});
      }
    }
    std::erase_if(out_.topics, [&](const Topic& topic) { return topics.contains(folded(topic.words)); });
    out_.topics.insert(out_.topics.begin(), stated.begin(), stated.end());
    return {};
  }

  // --- What is claimed in what matches.

  Result<void> gather_claimed() {
    std::string key;
    if (about_ != 0) key = TRY(store::load_entity(db_, about_)).key;
    const ClaimsWanted wanted{selected_, *terms_, key};
    return gather_claims(
        db_, wanted,
        [&](std::int64_t row) -> Result<Exhibit> {
          const StoredDocument document = TRY(reader_.load_head(row));
          Selected one;
          one.row = row;
          one.kind = document.type == model::DocumentType::mail     ? Exhibit::Kind::letter
                     : document.type == model::DocumentType::report ? Exhibit::Kind::report
                                                                    : Exhibit::Kind::other;
          if (document.date) one.date = document.date->utc;
          return describe(one);
        },
        out_);
  }

  // --- Order, numbers, and how often each paragraph is quoted.

  Result<void> finish() {
    const auto by_date = [](const Exhibit& a, const Exhibit& b) {
      if (a.date.empty() != b.date.empty()) return b.date.empty();
      return a.date != b.date ? a.date < b.date : a.document < b.document;
    };
    std::sort(out_.reports_shown.begin(), out_.reports_shown.end(), by_date);
    std::sort(out_.letters_shown.begin(), out_.letters_shown.end(), by_date);
    std::vector<Quote*> quotes;
    std::string keys = "[";
    for (auto* list : {&out_.reports_shown, &out_.letters_shown})
      for (Exhibit& exhibit : *list)
        for (Quote& quote : exhibit.quotes) {
          quotes.push_back(&quote);
          quote.number = quotes.size();
          if (keys.size() > 1) keys += ',';
          keys += std::to_string(static_cast<std::int64_t>(quote.also_in));
        }
    keys += ']';
    TRY(count_repeats(keys, quotes));
    std::size_t number = quotes.size();
    for (ClaimSection& section : out_.claims)
      for (ClaimShown& claim : section.claims) {
        claim.exhibit.quotes.front().number = ++number;
        for (ClaimShown& other : claim.against) other.exhibit.quotes.front().number = ++number;
      }
    if (!out_.letters_shown.empty() && !out_.letters_shown.front().date.empty()) {
      constexpr std::int64_t kDaySections = 45 * 86'400;
      std::string last;
      for (const Exhibit& exhibit : out_.letters_shown)
        if (!exhibit.date.empty()) last = exhibit.date;
      const auto from = model::parse_iso8601(out_.letters_shown.front().date),
                 to = model::parse_iso8601(last);
      out_.by_day = from && to && *to - *from <= kDaySections;
    }
    return {};
  }

  // One walk over all occurrences: there is no index by passage, and one would cost every ingest more than
  // this.
  Result<void> count_repeats(const std::string& keys, const std::vector<Quote*>& quotes) {
    std::map<std::int64_t, std::uint64_t> letters;
    store::Statement s = TRY(db_.prepare(
        "SELECT o.passage, count(DISTINCT d.message) FROM occurrences o JOIN documents d ON d.text = o.text "
        "WHERE o.passage IN (SELECT value FROM json_each(?)) GROUP BY o.passage"));
    s.bind(1, keys);
    while (TRY(s.step())) letters[s.integer(0)] = static_cast<std::uint64_t>(s.integer(1));
    std::set<const Quote*> in_letters;
    for (const Exhibit& exhibit : out_.letters_shown)
      if (exhibit.kind == Exhibit::Kind::letter)
        for (const Quote& quote : exhibit.quotes) in_letters.insert(&quote);
    for (Quote* quote : quotes) {
      const std::uint64_t n = letters[static_cast<std::int64_t>(quote->also_in)];
      quote->also_in = n - (in_letters.contains(quote) && n > 0 ? 1 : 0);
    }
    return {};
  }

  const store::Db& db_;
  store::DocumentReader reader_;
  Dossier out_;
  Query query_;   // what was written
  Query naming_;  // the person, in headers and by name
  Query all_;     // all of it, with the span
  std::int64_t about_ = 0;
  std::optional<Highlighter> terms_, names_;
  std::vector<Selected> selected_;
  std::vector<const Selected*> order_;
  std::unordered_set<std::string> no_topics_;
  std::unordered_set<std::int64_t> passages_;  // quoted already
  std::map<std::string, std::string> language_;
  bool deferred_ = false;
};

}  // namespace

Result<Dossier> gather_dossier(const store::Db& db, const DossierRequest& request) {
  return Gatherer(db, request).gather();
}

}  // namespace clew::view
