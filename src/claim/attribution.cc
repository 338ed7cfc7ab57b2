#include "claim/attribution.h"

#include <algorithm>

#include "claim/attribution_model.h"
#include "claim/attribution_rules.h"
#include "claim/attribution_speakers.h"

namespace clew::claim {
namespace {

// A guess: what the rules find was not measured.
constexpr double kRuleConfidence = 0.7;
constexpr double kGoesOnConfidence = 0.6;

bool without_claims(model::ZoneKind zone) {
  return zone == model::ZoneKind::head || zone == model::ZoneKind::signature ||
         zone == model::ZoneKind::disclaimer;
}

class Reader {
 public:
  explicit Reader(Document& document)
      : document_(document), model_(embedded_attribution_model()), speakers_(document) {}

  std::vector<std::vector<model::Attribution>> read() {
    std::vector<std::vector<model::Attribution>> all(document_.size());
    for (std::size_t p = 0; p < document_.size(); ++p) {
      const ParagraphInput& paragraph = document_.paragraph(p);
      if (without_claims(paragraph.zone)) {
        open_ = announced_ = false;
        continue;
      }
      if (!paragraph.wanted) {
        // Context: asked only whether a quotation goes on behind it.
        open_ = announced_ = false;
        continue;
      }
      read_paragraph(p, all[p]);
    }
    return all;
  }

 private:
  void read_paragraph(std::size_t p, std::vector<model::Attribution>& to) {
    if (model_ != nullptr) {
      model_->view(document_, p, view_);
      model_->find(view_, scratch_, found_);
    } else {
      view_.build(document_, p, rules_possible, nullptr);
      find_by_rules(view_, found_);
    }
    speakers_.begin_paragraph(p, view_);
    if (found_.empty() && view_.words.empty()) return;
    put_what_goes_on(to);
    for (const FoundAttribution& one : found_) put(one, to);
    look_behind();
  }

  std::vector<model::Span> bytes(const std::vector<WordSpan>& spans) const {
    std::vector<model::Span> out;
    for (const WordSpan& span : spans)
      out.push_back({view_.words[span.first].word->start, view_.words[span.last - 1].word->end});
    return out;
  }

  // Direct: every word but punctuation stands in quotation marks.
  model::AttributionKind kind(const std::vector<WordSpan>& content) const {
    for (const WordSpan& span : content)
      for (std::uint32_t i = span.first; i < span.last; ++i)
        if (view_.words[i].quote.run == 0 && view_.words[i].upos != text::Upos::punct)
          return model::AttributionKind::indirect;
    return model::AttributionKind::direct;
  }

  void put(const FoundAttribution& one, std::vector<model::Attribution>& to) {
    if (one.content.empty()) {
      speakers_.name_of(one.source);
      return;
    }
    model::Attribution& made = to.emplace_back();
    made.source = bytes(one.source);
    made.cue = bytes({{one.cue.first, one.cue.last}});
    made.content = bytes(one.content);
    made.kind = kind(one.content);
    made.name = speakers_.name_of(one.source);
    made.confidence = model_ != nullptr ? model_->confidence(one.margin) : kRuleConfidence;
  }

  // A quotation at the start of the paragraph that the one before left open, or announced with a colon.
  void put_what_goes_on(std::vector<model::Attribution>& to) {
    if (!(open_ || announced_) || view_.words.empty() || !view_.words[0].quote.opens) return;
    const std::uint16_t run = view_.words[0].quote.run;
    std::uint32_t end = 0;
    while (end < view_.words.size() && view_.words[end].quote.run == run) ++end;
    for (const FoundAttribution& one : found_)
      for (const WordSpan& piece : one.content)
        if (piece.first < end) return;
    model::Attribution& made = to.emplace_back();
    made.content = bytes({{0, end}});
    made.kind = model::AttributionKind::direct;
    made.name = speakers_.last();
    made.confidence = kGoesOnConfidence;
  }

  // How the paragraph ends: within a quotation that somebody is known to say, or with a colon after a cue.
  void look_behind() {
    const std::uint32_t last = static_cast<std::uint32_t>(view_.words.size()) - 1;
    const ViewWord& word = view_.words[last];
    const bool known = !speakers_.last().empty();
    open_ = known && word.quote.run != 0 && !word.quote.closes && (open_ || !found_.empty());
    announced_ = false;
    if (word.form == hash_of(":"))
      for (const FoundAttribution& one : found_)
        if (view_.words[one.cue.first].sentence == word.sentence) announced_ = known;
  }

  Document& document_;
  const AttributionModel* model_;
  Speakers speakers_;
  ParagraphView view_;
  AttributionScratch scratch_;
  std::vector<FoundAttribution> found_;
  bool open_ = false, announced_ = false;
};

}  // namespace

std::vector<std::vector<model::Attribution>> find_attributions(Document& document) {
  return Reader(document).read();
}

}  // namespace clew::claim
