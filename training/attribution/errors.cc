#include "training/attribution/errors.h"

#include <algorithm>

namespace clew::training {
namespace {

using claim::WordSpan;

std::string words(const Article& article, const std::vector<WordSpan>& spans) {
  std::string out;
  for (const WordSpan& span : spans) {
    out += out.empty() ? "[" : " [";
    for (std::uint32_t i = span.first; i < span.last; ++i)
      out += (i > span.first ? " " : "") + std::string(article.word(i).word->text);
    out += "]";
  }
  return out;
}

bool touch(const WordSpan& a, const WordSpan& b) { return a.first < b.last && b.first < a.last; }

std::string cue_kind(const Article& article, const WordSpan& cue) {
  if (cue.last - cue.first > 1) return "of several words";
  switch (article.word(cue.first).upos) {
    case text::Upos::verb:
      return "a verb";
    case text::Upos::noun:
    case text::Upos::propn:
      return "a noun";
    case text::Upos::punct:
      return "a colon or dash";
    default:
      return "another word";
  }
}

/// How two lists of pieces differ.
std::string difference(const std::vector<WordSpan>& gold, const std::vector<WordSpan>& found) {
  if (gold.empty()) return "found where there is none";
  if (found.empty()) return "not found";
  if (gold.size() != found.size())
    return gold.size() > found.size() ? "has a piece too few" : "has a piece too many";
  bool start = false, end = false, apart = false;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    apart = apart || !touch(gold[i], found[i]);
    start = start || gold[i].first != found[i].first;
    end = end || gold[i].last != found[i].last;
  }
  if (apart) return "is elsewhere";
  if (start && end) return "begins and ends elsewhere";
  if (start) return gold[0].first > found[0].first ? "begins too early" : "begins too late";
  return gold.back().last > found.back().last ? "ends too early" : "ends too late";
}

}  // namespace

void AttributionErrors::note(const std::string& kind, const Article& article, const GoldAttribution* gold,
                             const GoldAttribution* found) {
  Kind& to = kinds_[kind];
  ++to.count;
  std::string example;
  for (const auto& [name, one] : {std::pair{"gold ", gold}, std::pair{"found ", found}})
    if (one != nullptr)
      example += std::string(name) + words(article, one->source) + " / " + words(article, {one->cue}) +
                 " / " + words(article, one->content) + "  ";
  to.examples.push_back(example);
}

void AttributionErrors::add(const Article& article, const std::vector<GoldAttribution>& found) {
  std::vector<bool> used(found.size());
  for (const GoldAttribution& gold : article.gold) {
    const GoldAttribution* match = nullptr;
    for (std::size_t i = 0; i < found.size(); ++i)
      if (!used[i] && touch(gold.cue, found[i].cue)) {
        used[i] = true;
        match = &found[i];
        break;
      }
    if (match == nullptr) {
      note("cue missed, " + cue_kind(article, gold.cue), article, &gold, nullptr);
      continue;
    }
    if (!(gold.cue == match->cue)) note("cue " + difference({gold.cue}, {match->cue}), article, &gold, match);
    if (gold.source != match->source)
      note("source " + difference(gold.source, match->source), article, &gold, match);
    if (gold.content != match->content)
      note("content " + difference(gold.content, match->content), article, &gold, match);
  }
  for (std::size_t i = 0; i < found.size(); ++i)
    if (!used[i])
      note("cue where there is none, " + cue_kind(article, found[i].cue), article, nullptr, &found[i]);
}

void AttributionErrors::print(std::ostream& out, std::size_t examples) const {
  std::vector<std::pair<std::string, const Kind*>> order;
  for (const auto& [name, kind] : kinds_) order.emplace_back(name, &kind);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second->count > b.second->count; });
  for (const auto& [name, kind] : order) {
    out << kind->count << "  " << name << '\n';
    const std::size_t every =
        std::max<std::size_t>(1, kind->examples.size() / std::max<std::size_t>(1, examples));
    for (std::size_t i = 0, n = 0; i < kind->examples.size() && n < examples; i += every, ++n)
      out << "      " << kind->examples[i] << '\n';
  }
}

}  // namespace clew::training
