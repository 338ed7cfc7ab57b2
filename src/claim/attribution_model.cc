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
constexpr std::int32_t kMarginStep = 64;

}  // namespace

Result<AttributionModel> AttributionModel::open(ModelFile model) {
  AttributionModel opened;
  const auto settings = TRY(model.array<std::int32_t>("attribution.settings", 2));
  if (settings[0] != kAttributionFeatures)
    return Error{Code::unsupported, "was trained with other features", model.name(), ""};
  opened.cue_ = TRY(Chain::open(model, "cue", kCueLabels));
  opened.role_ = TRY(Chain::open(model, "role", kRoleLabels));
  opened.gate_ = TRY(model.array<std::uint32_t>("attribution.gate"));
  opened.calibration_ = TRY(model.array<std::uint16_t>("attribution.calibration"));
  if (opened.calibration_.empty()) return model.wrong("attribution.calibration", "is empty");
  opened.bias_ = settings[1];
  opened.model_ = std::move(model);
  return opened;
}

bool AttributionModel::possible(std::uint64_t form) const {
  return std::binary_search(gate_.begin(), gate_.end(), static_cast<std::uint32_t>(form ^ form >> 32));
}

void AttributionModel::find_cues(const ParagraphView& view, AttributionScratch& scratch,
                                 std::vector<CueSpan>& cues) const {
  cues.clear();
  for (const ViewSentence& sentence : view.sentences) {
    if (!sentence.parsed) continue;
    scratch.emissions.assign((sentence.last - sentence.first) * kCueLabels, 0);
    for (std::uint32_t at = sentence.first; at < sentence.last; ++at) {
      cue_features(view, at, scratch.row);
      std::int32_t* scores = &scratch.emissions[(at - sentence.first) * kCueLabels];
      cue_.emit(scratch.row.all(), scores);
      scores[kCueBegins] += bias_;
    }
    cue_.decode(scratch.emissions, scratch.labels);
    std::size_t found = 0;
    for (std::uint32_t at = 0; at < scratch.labels.size() && found < kMostCues; ++at) {
      if (scratch.labels[at] != kCueBegins) continue;
      CueSpan cue{sentence.first + at, sentence.first + at + 1, 0};
      while (cue.last < sentence.last && scratch.labels[cue.last - sentence.first] == kCueGoesOn) ++cue.last;
      // By how much its words would rather be a cue than none.
      std::uint8_t before = at == 0 ? std::uint8_t{kCueLabels} : scratch.labels[at - 1];
      std::uint8_t plain = before;
      for (std::uint32_t i = at; i < cue.last - sentence.first; ++i) {
        const std::int32_t* scores = &scratch.emissions[i * kCueLabels];
        cue.margin += scores[scratch.labels[i]] - scores[kNoCue] + cue_.step(before, scratch.labels[i]) -
                      cue_.step(plain, kNoCue);
        before = scratch.labels[i];
        plain = kNoCue;
      }
      cues.push_back(cue);
      ++found;
    }
  }
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
  role_.decode(scratch.emissions, scratch.labels);
  for (std::uint32_t i = 0; i < scratch.labels.size(); ++i) {
    const std::uint8_t label = scratch.labels[i];
    if (label != kSourceBegins && label != kContentBegins) continue;
    std::uint32_t end = i + 1;
    while (end < scratch.labels.size() && scratch.labels[end] == label + 1) ++end;
    (label == kSourceBegins ? found.source : found.content).push_back({first + i, first + end});
  }
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

double AttributionModel::confidence(std::int32_t margin) const {
  const std::size_t at = static_cast<std::size_t>(std::max(0, margin) / kMarginStep);
  return static_cast<double>(calibration_[std::min(at, calibration_.size() - 1)]) / 65536.0;
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
