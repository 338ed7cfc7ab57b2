// Who says what: verbs of speech with what follows or stands in quotation marks, and "according to".
#include <algorithm>

#include "claim/eastern_reader.h"
#include "text/characters.h"

namespace clew::claim::eastern {
namespace {

using model::Span;

/// The inside of a quotation, and with its marks.
struct Quote {
  Span inner, outer;
};

bool opens(char32_t code) { return code == U'«' || code == U'“' || code == U'„' || code == U'"'; }
bool closes(char32_t code, char32_t with) {
  if (with == U'«') return code == U'»';
  if (with == U'"') return code == U'"';
  return code == U'”' || code == U'“';
}

std::vector<Quote> quotes_of(std::string_view text, Span range) {
  std::vector<Quote> quotes;
  char32_t open = 0;
  std::uint64_t outer = 0, inner = 0;
  for (std::uint64_t at = range.start; at < range.end;) {
    const text::Char c = text::char_at(text, at);
    if (open != 0 && closes(c.code, open)) {
      quotes.push_back({{inner, at}, {outer, at + c.length}});
      open = 0;
    } else if (open == 0 && opens(c.code)) {
      open = c.code;
      outer = at;
      inner = at + c.length;
    }
    at += c.length;
  }
  // One that is never closed holds to the paragraph's end; straight marks may be anything.
  if (open != 0 && open != U'"' && inner < range.end)
    quotes.push_back({{inner, range.end}, {outer, range.end}});
  return quotes;
}

class SayingFinder {
 public:
  explicit SayingFinder(const Paragraph& paragraph) : paragraph_(paragraph) {
    quotes_ = quotes_of(paragraph.document->text(), {paragraph.input().start, paragraph.input().end});
  }

  std::vector<Saying> find() {
    from_paragraph_before();
    for (std::size_t s = 0; s < paragraph_.sentences.size(); ++s) {
      sentence_ = s;
      const SentenceReading& reading = paragraph_.sentences[s];
      sources(reading);
      for (std::size_t c = 0; c < reading.reading.clauses.size(); ++c) clause(reading, c);
    }
    for (Saying& saying : sayings_) {
      if (saying.writer) saying.name = paragraph_.author();
      if (saying.name.empty() && saying.source.end > saying.source.start)
        saying.name = name_of_phrase(paragraph_, saying.source);
    }
    return std::move(sayings_);
  }

 private:
  std::string_view text(std::uint64_t start, std::uint64_t end) const {
    return start < end ? paragraph_.document->text(start, end) : std::string_view();
  }

  // Only marks, spaces and "that" lie between.
  bool nothing_between(std::uint64_t start, std::uint64_t end) const {
    const std::string_view between = text(start, end);
    if (between.size() > 96) return false;
    int words = 0;
    for (std::size_t at = 0; at < between.size();) {
      const text::Char c = text::char_at(between, at);
      const bool letter = c.kind == text::CharClass::letter || c.kind == text::CharClass::digit;
      words += letter ? 1 : 0;
      at += c.length;
    }
    return words <= 3;
  }

  const Quote* quote_behind(std::uint64_t at) const {
    const auto found = first_from(at);
    return found != quotes_.end() && nothing_between(at, found->outer.start) ? &*found : nullptr;
  }
  // The first that begins at `at` or later.
  std::vector<Quote>::const_iterator first_from(std::uint64_t at) const {
    return std::lower_bound(quotes_.begin(), quotes_.end(), at,
                            [](const Quote& quote, std::uint64_t x) { return quote.outer.start < x; });
  }
  const Quote* quote_before(std::uint64_t at) const {
    const auto next = first_from(at);
    if (next == quotes_.begin() || std::prev(next)->outer.end > at) return nullptr;
    return &*std::prev(next);
  }
  const Quote* quote_around(std::uint64_t at) const {
    const auto next = first_from(at + 1);
    if (next == quotes_.begin() || std::prev(next)->outer.end <= at) return nullptr;
    return &*std::prev(next);
  }

  void clause(const SentenceReading& reading, std::size_t index) {
    const Clause& clause = reading.reading.clauses[index];
    if (clause.question || clause.order || (reading.reading.question && quotes_.empty())) return;
    if (clause.person == 2) return;
    const SlotContext context = paragraph_.slots(reading);
    for (const Hit& hit : clause.hits) {
      if (hit.noun || hit.passive) continue;
      for (const Kind kind : {Kind::speech, Kind::denial}) {
        const auto filled = fill(context, index, hit, kind);
        if (!filled) continue;
        add(reading, index, *filled, kind);
        return;
      }
    }
  }

  void add(const SentenceReading& reading, std::size_t index, const Filled& filled, Kind kind) {
    const Clause& clause = reading.reading.clauses[index];
    Saying saying;
    saying.sentence = sentence_;
    saying.clause = index;
    saying.cue = reading.bytes({std::min(filled.predicate.first, clause.verb.first),
                                std::max(filled.predicate.last, clause.verb.last)});
    saying.denial = kind == Kind::denial;
    Span object;
    for (const Filler& filler : filled.fillers) {
      if (filler.role == "source") {
        saying.writer = filler.implied;
        saying.source = reading.bytes(filler.range);
      } else if (filler.role == "source2") {
        saying.source = reading.bytes(filler.range);
      } else if (filler.role == "content") {
        object = reading.bytes(filler.range);
      }
    }
    // Who does not say it, does not say it.
    if (clause.negative && !saying.denial) return;
    content(reading, index, object, saying);
    if (!saying.content.empty()) sayings_.push_back(std::move(saying));
  }

  void content(const SentenceReading& reading, std::size_t index, Span object, Saying& saying) const {
    const Clause& clause = reading.reading.clauses[index];
    const std::uint64_t end = reading.bytes(clause.range).end;
    const std::uint64_t verb_end = saying.cue.end;
    const Quote* around = quote_around(saying.cue.start);
    if (const Quote* quote = quote_behind(std::max(end, verb_end)); quote != nullptr && around == nullptr) {
      saying.content.push_back(quote->inner);
      saying.kind = model::AttributionKind::direct;
      return;
    }
    Span rest = behind(reading, clause);
    if (around != nullptr) rest.end = std::min(rest.end, around->inner.end);
    if (index + 1 < reading.reading.clauses.size() && about_noun(reading.reading.clauses[index + 1], index)) {
      saying.content.push_back(reading.bytes(reading.reading.clauses[index + 1].range));
      return;
    }
    if (saying.denial && object.end > object.start && !clause_behind(reading, index)) {
      saying.content.push_back(object);
      return;
    }
    if (has_words(rest)) {
      saying.content.push_back(rest);
      return;
    }
    if (object.end > object.start) {
      saying.content.push_back(object);
      return;
    }
    const Quote* quote = quote_before(reading.bytes(clause.range).start);
    if (quote != nullptr && around == nullptr && near(reading, *quote)) {
      saying.content.push_back(quote->inner);
      saying.kind = model::AttributionKind::direct;
    }
  }

  static bool about_noun(const Clause& next, std::size_t index) {
    return !next.hits.empty() && next.hits.front().noun && next.before == static_cast<std::int32_t>(index);
  }
  bool clause_behind(const SentenceReading& reading, std::size_t index) const {
    return index + 1 < reading.reading.clauses.size() && !reading.reading.clauses[index + 1].verb.empty() &&
           (reading.arabic || reading.reading.clauses[index + 1].subjunctive);
  }

  // A quotation of this sentence, or the end of the one before.
  bool near(const SentenceReading& reading, const Quote& quote) const {
    if (quote.outer.end > reading.sentence->start) return true;
    return sentence_ > 0 && quote.outer.end + 4 >= paragraph_.sentences[sentence_ - 1].sentence->end;
  }

  // From the clause's end to the sentence's, without "that" and closing marks.
  Span behind(const SentenceReading& reading, const Clause& clause) const {
    const auto& units = reading.reading.units;
    std::size_t first = std::max(clause.range.last, clause.verb.last);
    while (first < units.size() && (units[first].kind == UnitKind::punct || units[first].folded == "که"))
      ++first;
    std::size_t last = units.size();
    while (last > first && units[last - 1].kind == UnitKind::punct) --last;
    return reading.bytes({first, last});
  }

  bool has_words(Span span) const {
    const std::string_view words = text(span.start, span.end);
    return words.find(' ') != std::string_view::npos;
  }

  // "به گفته X، ...": the source ends at a comma, a date, or where a clause begins.
  void sources(const SentenceReading& reading) {
    const auto& units = reading.reading.units;
    const auto word = [&](std::size_t i) {
      return units[i].kind == UnitKind::word ? std::string_view(units[i].folded) : std::string_view();
    };
    for (std::size_t i = 0; i < units.size(); ++i) {
      const Phrase* phrase = reading.lexicon->phrase(i, units.size(), word);
      if (phrase == nullptr || phrase->mark != Mark::source) continue;
      if (i > 0 && units[i - 1].kind == UnitKind::word && !units[i - 1].clitic && !reading.arabic && i > 1 &&
          units[i - 2].kind == UnitKind::word)
        continue;
      source_phrase(reading, i, i + phrase->words.size());
    }
  }

  void source_phrase(const SentenceReading& reading, std::size_t cue, std::size_t first) {
    const auto& units = reading.reading.units;
    while (first < units.size() && units[first].clitic) ++first;
    std::size_t last = first;
    while (last < units.size() && units[last].kind != UnitKind::punct && units[last].kind != UnitKind::date)
      ++last;
    if (last == first) return;
    Saying saying;
    saying.sentence = sentence_;
    saying.cue = reading.bytes({cue, first});
    saying.source = reading.bytes({first, last});
    std::size_t begin = last, end = units.size();
    while (begin < end && units[begin].kind == UnitKind::punct) ++begin;
    while (end > begin && units[end - 1].kind == UnitKind::punct) --end;
    if (begin >= end) {  // it stands at the end
      begin = 0;
      end = cue;
      while (end > begin && units[end - 1].kind == UnitKind::punct) --end;
    }
    if (begin >= end) return;
    saying.content.push_back(reading.bytes({begin, end}));
    sayings_.push_back(std::move(saying));
  }

  // A quotation that fills the paragraph, and a colon at the end of the one before.
  void from_paragraph_before() {
    if (paragraph_.index == 0 || quotes_.empty() || paragraph_.sentences.empty()) return;
    const Quote& quote = quotes_.front();
    if (!nothing_between(paragraph_.input().start, quote.outer.start)) return;
    std::string_view last = paragraph_.document->paragraph_text(paragraph_.index - 1);
    while (!last.empty() && (last.back() == ' ' || last.back() == '\n' || last.back() == '\r'))
      last.remove_suffix(1);
    if (!last.ends_with(":")) return;
    const Paragraph before = read_paragraph(*paragraph_.document, paragraph_.index - 1);
    if (before.sentences.empty()) return;
    const SentenceReading& reading = before.sentences.back();
    const SlotContext context = before.slots(reading);
    for (std::size_t c = reading.reading.clauses.size(); c-- > 0;)
      for (const Hit& hit : reading.reading.clauses[c].hits) {
        const auto filled = fill(context, c, hit, Kind::speech);
        if (!filled) continue;
        return quoted_from_before(before, reading, *filled, quote);
      }
  }

  void quoted_from_before(const Paragraph& before, const SentenceReading& reading, const Filled& filled,
                          const Quote& quote) {
    Saying saying;
    for (const Filler& filler : filled.fillers) {
      if (filler.role != "source") continue;
      if (filler.implied) {
        saying.name = before.author();
        continue;
      }
      const Span span = reading.bytes(filler.range);
      saying.name = name_of_phrase(before, span);
      if (saying.name.empty()) saying.name = before.document->text(span.start, span.end);
    }
    if (saying.name.empty()) return;
    saying.content.push_back(quote.inner);
    saying.kind = model::AttributionKind::direct;
    sayings_.push_back(std::move(saying));
  }

  const Paragraph& paragraph_;
  std::vector<Quote> quotes_;
  std::size_t sentence_ = 0;
  std::vector<Saying> sayings_;
};

}  // namespace

std::vector<Saying> find_sayings(const Paragraph& paragraph) { return SayingFinder(paragraph).find(); }

}  // namespace clew::claim::eastern
