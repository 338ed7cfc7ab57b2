#include "claim/eastern.h"

#include <algorithm>

#include "claim/eastern_reader.h"

namespace clew::claim {
namespace {

using namespace eastern;

model::Attribution attribution_of(const Saying& saying) {
  model::Attribution attribution;
  if (saying.source.end > saying.source.start) attribution.source.push_back(saying.source);
  if (saying.cue.end > saying.cue.start) attribution.cue.push_back(saying.cue);
  attribution.content = saying.content;
  attribution.kind = saying.kind;
  attribution.name = saying.name;
  attribution.confidence = saying.confidence;
  return attribution;
}

// Two units of a Persian phrase between which it falls apart.
std::optional<std::size_t> split_persian(Document& document, const SentenceReading& reading, Range range) {
  const auto& units = reading.reading.units;
  const auto in = [&](std::size_t i, std::string_view cls) {
    return units[i].kind == UnitKind::word && reading.lexicon->in_class(units[i].folded, cls);
  };
  for (std::size_t i = range.first + 1; i < range.last; ++i) {
    if (units[i - 1].folded == "و" || units[i].folded == "و") continue;
    if (units[i].kind == UnitKind::word && units[i].mention >= 0 && units[i].mention_start &&
        reading.lexicon->phrase(i - 1, i, [&](std::size_t k) { return std::string_view(units[k].folded); }) ==
            nullptr &&
        !in(i - 1, "kin"))
      return i;
    const bool number = units[i].folded.find_first_not_of("0123456789") == std::string::npos;
    if ((in(i, "determiner") || number) && !in(i - 1, "determiner")) return i;
    if (units[i - 1].mention >= 0 && units[i - 1].mention_end && units[i].mention < 0) return i;
  }
  // The parser's word: no arc joins the two parts.
  Sentence& sentence = *reading.sentence;
  document.parse(sentence);
  if (!sentence.parsed) return std::nullopt;
  const auto first = static_cast<std::int32_t>(units[range.first].word);
  const auto last = static_cast<std::int32_t>(units[range.last - 1].word);
  for (std::size_t i = range.last - 1; i > range.first; --i) {
    const auto cut = static_cast<std::int32_t>(units[i].word);
    bool crossed = units[i - 1].folded == "و" || units[i].folded == "و";
    for (std::int32_t w = first; w <= last && !crossed; ++w) {
      const std::int32_t head = sentence.words[static_cast<std::size_t>(w)].head;
      if (head >= first && head <= last) crossed = (w < cut) != (head < cut);
    }
    if (!crossed) return i;
  }
  return std::nullopt;
}

}  // namespace

namespace eastern {

SlotContext Paragraph::slots(const SentenceReading& sentence) const {
  SlotContext context{sentence.reading, input().mentions, *sentence.lexicon, sentence.arabic, letter, {}, {}};
  Document* of = document;
  if (sentence.arabic) {
    context.split = [](Range) { return std::optional<std::size_t>(); };
  } else {
    context.split = [of, &sentence](Range range) { return split_persian(*of, sentence, range); };
  }
  return context;
}

std::string Paragraph::topic_before(const SentenceReading& sentence) const {
  if (sentences.empty() || &sentence == sentences.data()) return {};
  const SentenceReading* last = &sentence - 1;
  const auto name = [&](Range range) {
    const model::Span span = last->bytes(range);
    const std::string full = name_of_phrase(*this, span);
    return full.empty() ? std::string(document->text(span.start, span.end)) : full;
  };
  const auto& units = last->reading.units;
  const SlotContext context = slots(*last);
  for (std::size_t c = 0; c < last->reading.clauses.size(); ++c) {
    if (last->reading.clauses[c].verb.empty()) continue;
    bool implied = false;
    const Range subject = subject_of(context, c, implied);
    if (implied || subject.empty()) break;
    if (units[subject.first].person || in_class(context, subject, "title")) return name(subject);
    break;
  }
  for (std::size_t i = units.size(); i-- > 0;) {
    if (!units[i].person) continue;
    std::size_t first = i;
    while (first > 0 && units[first - 1].mention == units[i].mention) --first;
    return name({first, i + 1});
  }
  return {};
}

Paragraph read_paragraph(Document& document, std::size_t index) {
  Paragraph paragraph;
  paragraph.document = &document;
  paragraph.index = index;
  paragraph.letter = document.context().type != "report";
  for (Sentence& sentence : document.sentences(index)) {
    SentenceReading reading;
    reading.sentence = &sentence;
    reading.arabic = sentence.language == "ar";
    if (!reading.arabic && sentence.language != "fa") continue;
    reading.lexicon = reading.arabic ? &arabic_lexicon() : &persian_lexicon();
    reading.reading.units = units_of(document, sentence, document.paragraph(index).mentions);
    for (const Unit& unit : reading.reading.units)
      if (unit.kind == UnitKind::punct && (unit.folded == "؟" || unit.folded == "?"))
        reading.reading.question = true;
    if (reading.arabic) {
      read_arabic(reading.reading);
    } else {
      read_persian(reading.reading);
    }
    paragraph.sentences.push_back(std::move(reading));
  }
  return paragraph;
}

}  // namespace eastern

void read_eastern(Document& document, std::size_t index, ParagraphClaims& result) {
  const Paragraph paragraph = read_paragraph(document, index);
  if (paragraph.sentences.empty()) return;
  const auto sayings = find_sayings(paragraph);
  for (const Saying& saying : sayings) result.attributions.push_back(attribution_of(saying));
  append_claims(paragraph, sayings, result.claims);
}

void find_eastern_attributions(Document& document, std::size_t index,
                               std::vector<model::Attribution>& attributions) {
  const Paragraph paragraph = read_paragraph(document, index);
  for (const Saying& saying : find_sayings(paragraph)) attributions.push_back(attribution_of(saying));
}

void find_eastern_claims(Document& document, std::size_t index, const std::vector<model::Attribution>&,
                         std::vector<model::Claim>& claims) {
  const Paragraph paragraph = read_paragraph(document, index);
  append_claims(paragraph, find_sayings(paragraph), claims);
}

}  // namespace clew::claim
