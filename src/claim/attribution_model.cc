#include "claim/attribution_model.h"

#include <algorithm>
#include <optional>

#include "base/embedded_models.h"

namespace clew::claim {
namespace {

// No sentence has more cues than this; more are the mark of a text that is none.
constexpr std::size_t kMostCues = 40;
// What counts as never in a chain whose labels are given.
constexpr std::int32_t kNever = -100000;
constexpr std::int32_t kMarginStep = 8, kLowestMargin = -80;
// So often a sentence is decoded anew, at most.
constexpr int kMostRounds = 6;

}  // namespace

Result<AttributionModel> AttributionModel::open(ModelFile model) {
  AttributionModel opened;
  const auto settings = TRY(model.array<std::int32_t>("attribution.settings", 4));
  if (settings[0] != kAttributionFeatures)
    return Error{Code::unsupported, "was trained with other features", model.name(), ""};
  opened.cue_ = TRY(Chain::open(model, "cue", kCueLabels, kCueLabels - 1));
  opened.role_ = TRY(Chain::open(model, "role", kRoleLabels, kRoleWeighed));
  opened.classes_ = TRY(WordClasses::open(model, "classes"));
  opened.gate_ = TRY(model.array<std::uint32_t>("attribution.gate"));
  opened.calibration_ = TRY(model.array<std::uint16_t>("attribution.calibration"));
  if (opened.calibration_.empty()) return model.wrong("attribution.calibration", "is empty");
  opened.tune(settings[1], settings[2], settings[3]);
  opened.model_ = std::move(model);
  return opened;
}

bool AttributionModel::possible(std::uint64_t form) const {
  return std::binary_search(gate_.begin(), gate_.end(), static_cast<std::uint32_t>(form ^ form >> 32));
}

void AttributionModel::view(Document& document, std::size_t paragraph, ParagraphView& view) const {
  view.build(
      document, paragraph,
      [](std::uint64_t form, const void* model) {
        return static_cast<const AttributionModel*>(model)->possible(form);
      },
      this);
  view.classify(classes_);
}

void AttributionModel::find_cues(const ParagraphView& view, AttributionScratch& scratch,
                                 std::vector<CueSpan>& cues, bool plainly) const {
  cues.clear();
  for (const ViewSentence& sentence : view.sentences) {
    if (!sentence.parsed) continue;
    scratch.emissions.assign((sentence.last - sentence.first) * kCueLabels, 0);
    for (std::uint32_t at = sentence.first; at < sentence.last; ++at) {
      cue_features(view, at, scratch.row);
      std::int32_t* scores = &scratch.emissions[(at - sentence.first) * kCueLabels];
      cue_.emit(scratch.row.all(), scores);
    }
    decode_cues(scratch, plainly);
    std::size_t found = 0;
    for (std::uint32_t at = 0; at < scratch.labels.size() && found < kMostCues; ++at) {
      if (scratch.labels[at] != kCueBegins) continue;
      CueSpan cue{sentence.first + at, sentence.first + at + 1, 0};
      while (cue.last < sentence.last && scratch.labels[cue.last - sentence.first] == kCueGoesOn) ++cue.last;
      cue.margin =
          *std::max_element(scratch.odds.begin() + at, scratch.odds.begin() + (cue.last - sentence.first));
      if (!plainly && cue.margin < least_cue_) continue;
      cues.push_back(cue);
      ++found;
    }
  }
}

// The best labels; but where the many ways to cut a cue around a word are likelier together than that it is
// in none, there is one.
void AttributionModel::decode_cues(AttributionScratch& scratch, bool plainly) const {
  cue_.decode(scratch.emissions, scratch.labels);
  cue_.log_odds(scratch.emissions, 1U << kCueBegins | 1U << kCueGoesOn, scratch.sums, scratch.odds);
  for (int round = 0; !plainly && round < kMostRounds; ++round) {
    std::size_t best = scratch.labels.size();
    for (std::size_t i = 0; i < scratch.labels.size(); ++i)
      if (scratch.labels[i] == kNoCue && scratch.odds[i] >= least_cue_ &&
          scratch.emissions[i * kCueLabels] > kNever &&
          (best == scratch.labels.size() || scratch.odds[i] > scratch.odds[best]))
        best = i;
    if (best == scratch.labels.size()) break;
    scratch.emissions[best * kCueLabels + kNoCue] = kNever;
    cue_.decode(scratch.emissions, scratch.labels);
  }
}

// The same for contents: where a word is likely in one, and the best labels have none.
void AttributionModel::decode_roles(AttributionScratch& scratch) const {
  role_.decode(scratch.emissions, scratch.labels);
  role_.log_odds(scratch.emissions, 1U << kContentBegins | 1U << kContentGoesOn, scratch.sums, scratch.odds);
  const bool has =
      std::find(scratch.labels.begin(), scratch.labels.end(), kContentBegins) != scratch.labels.end();
  if (has || scratch.odds.empty()) return;
  const auto best = std::max_element(scratch.odds.begin(), scratch.odds.end());
  if (*best < least_content_) return;
  std::int32_t* scores =
      &scratch.emissions[static_cast<std::size_t>(best - scratch.odds.begin()) * kRoleLabels];
  scores[kNoRole] = scores[kSourceBegins] = scores[kSourceGoesOn] = kNever;
  role_.decode(scratch.emissions, scratch.labels);
}

void AttributionModel::read_roles(const CueSpan& cue, AttributionScratch& scratch,
                                  FoundAttribution& found) const {
  const std::uint32_t first = scratch.roles.first(), last = scratch.roles.last();
  scratch.emissions.assign((last - first) * kRoleLabels, 0);
  for (std::uint32_t at = first; at < last; ++at) {
    std::int32_t* scores = &scratch.emissions[(at - first) * kRoleLabels];
    const bool own = at >= cue.first && at < cue.last;
    if (own) {
      for (int l = 0; l < kRoleLabels; ++l)
        if (l != kTheCue) scores[l] = kNever;
      continue;
    }
    scratch.roles.row(at, scratch.row);
    role_.emit(scratch.row.all(), scores);
    scores[kTheCue] = kNever;
  }
  decode_roles(scratch);
  scratch.margins.clear();
  for (std::uint32_t i = 0; i < scratch.labels.size(); ++i) {
    const std::uint8_t label = scratch.labels[i];
    if (label != kSourceBegins && label != kContentBegins) continue;
    std::uint32_t end = i + 1;
    while (end < scratch.labels.size() && scratch.labels[end] == label + 1) ++end;
    if (label == kSourceBegins) {
      found.source.push_back({first + i, first + end});
    } else {
      found.content.push_back({first + i, first + end});
      scratch.margins.push_back(piece_margin(scratch, i, end));
    }
  }
  if (found.content.empty()) return;
  const std::int32_t best = *std::max_element(scratch.margins.begin(), scratch.margins.end());
  std::int32_t likely = scratch.odds.front();
  for (const WordSpan& piece : found.content)
    for (std::uint32_t i = piece.first; i < piece.last; ++i)
      likely = std::max(likely, scratch.odds[i - first]);
  if (likely < least_content_) found.content.clear();
  found.margin = std::min(found.margin, likely);
  // Weak pieces beside a better one are none.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < found.content.size(); ++i)
    if (scratch.margins[i] == best || scratch.margins[i] >= least_piece_)
      found.content[kept++] = found.content[i];
  found.content.resize(kept);
}

// By how much the words of a piece would rather be that than nothing.
std::int32_t AttributionModel::piece_margin(const AttributionScratch& scratch, std::uint32_t first,
                                            std::uint32_t last) const {
  const auto& labels = scratch.labels;
  std::size_t before = first == 0 ? std::size_t{kRoleLabels} : labels[first - 1], plain = before;
  std::int32_t margin = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    const std::int32_t* scores = &scratch.emissions[i * kRoleLabels];
    margin +=
        scores[labels[i]] - scores[kNoRole] + role_.step(before, labels[i]) - role_.step(plain, kNoRole);
    before = labels[i];
    plain = kNoRole;
  }
  if (last < labels.size()) margin += role_.step(before, labels[last]) - role_.step(plain, labels[last]);
  return margin;
}

void AttributionModel::find_roles(const ParagraphView& view, std::span<const CueSpan> cues,
                                  AttributionScratch& scratch, std::vector<FoundAttribution>& found) const {
  found.clear();
  for (const CueSpan& cue : cues) {
    FoundAttribution& one = found.emplace_back();
    one.cue = cue;
    one.margin = cue.margin;
    scratch.roles.begin(view, cue, cues);
    read_roles(cue, scratch, one);
  }
}

void AttributionModel::find(const ParagraphView& view, AttributionScratch& scratch,
                            std::vector<FoundAttribution>& found) const {
  find_cues(view, scratch, scratch.cues);
  find_roles(view, scratch.cues, scratch, found);
}

std::size_t AttributionModel::band(std::int32_t margin) {
  return static_cast<std::size_t>((std::max(kLowestMargin, margin) - kLowestMargin) / kMarginStep);
}

double AttributionModel::confidence(std::int32_t margin) const {
  return static_cast<double>(calibration_[std::min(band(margin), calibration_.size() - 1)]) / 65536.0;
}

const AttributionModel* embedded_attribution_model() {
  static const std::optional<AttributionModel> model = []() -> std::optional<AttributionModel> {
    auto file = open_embedded_model("attribution-en");
    if (!file) return std::nullopt;
    auto opened = AttributionModel::open(std::move(*file));
    if (!opened) return std::nullopt;
    return std::move(*opened);
  }();
  return model ? &*model : nullptr;
}

}  // namespace clew::claim
