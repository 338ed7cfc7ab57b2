#include "annotate/name_model.h"

#include <algorithm>
#include <array>

namespace clew::annotate {
namespace {

constexpr std::int32_t kNever = -1'000'000;
constexpr std::int32_t kMostMargin = 1 << 14;

}  // namespace

Result<NameModel> NameModel::open(ModelFile file) {
  NameModel model;
  auto lexicon = NameLexicon::open(file);
  if (!lexicon) return std::move(lexicon).error();
  model.lexicon_ = std::move(*lexicon);
  model.file_ = std::move(file);
  if (auto done = model.read_tables(); !done) return std::move(done).error();
  return model;
}

Result<void> NameModel::read_tables() {
  auto settings = file_.array<std::int32_t>("names.settings", 3);
  if (!settings) return std::move(settings).error();
  if ((*settings)[0] != kNameFeatures)
    return Error{Code::unsupported, "trained for other features than this program looks at", file_.name(), {}};
  labels_ = static_cast<std::size_t>((*settings)[1]);
  width_ = static_cast<std::size_t>((*settings)[2]);
  if (labels_ < 3 || labels_ % 2 == 0 || labels_ > kMostLabels || width_ < labels_ || width_ % 16 != 0 ||
      width_ > kMostLabels)
    return file_.wrong("names.settings", "does not fit");
  auto types = file_.text("names.types");
  if (!types) return std::move(types).error();
  for (std::size_t at = 0; at < types->size();) {
    const std::size_t end = std::min(types->find(' ', at), types->size());
    types_.emplace_back(types->substr(at, end - at));
    at = end + 1;
  }
  if (types_.size() * 2 + 1 != labels_) return file_.wrong("names.types", "does not fit");
  auto keys = file_.array<std::uint16_t>("names.keys");
  if (!keys) return std::move(keys).error();
  keys_ = *keys;
  if (keys_.size() < 4 || keys_.size() > UINT32_MAX || std::find(keys_.begin(), keys_.end(), 0) == keys_.end())
    return file_.wrong("names.keys", "is no table");
  auto rows = file_.array<std::int8_t>("names.rows", keys_.size() * width_);
  auto transitions = file_.array<std::int16_t>("names.transitions", (labels_ + 1) * labels_);
  auto calibration = file_.array<std::uint16_t>("names.calibration");
  if (!rows) return std::move(rows).error();
  if (!transitions) return std::move(transitions).error();
  if (!calibration) return std::move(calibration).error();
  if (calibration->empty()) return file_.wrong("names.calibration", "is empty");
  rows_ = *rows;
  transitions_ = *transitions;
  calibration_ = *calibration;
  return {};
}

void NameModel::add_row(std::uint64_t hash, std::int16_t* scores) const {
  const std::uint16_t key = feature_key(hash);
  std::size_t at = feature_slot(hash, keys_.size());
  while (keys_[at] != key) {
    if (keys_[at] == 0) return;
    if (++at == keys_.size()) at = 0;
  }
  const std::int8_t* row = &rows_[at * width_];
  // At most FeatureList::kMost rows of at most 127 are added: no overflow.
  for (std::size_t half = 0; half < width_; half += 16)
    for (std::size_t l = 0; l < 16; ++l)
      scores[half + l] = static_cast<std::int16_t>(scores[half + l] + row[half + l]);
}

void NameModel::score(NameBuffers& buffers) const {
  const std::size_t n = buffers.words.size();
  buffers.scores.assign(n * width_, 0);
  const SentenceCase usual = sentence_case(buffers.words);
  FeatureList list;
  for (std::size_t at = 0; at < n; ++at) {
    name_features(buffers.words, at, usual, list);
    for (std::size_t f = 0; f < list.size; ++f) __builtin_prefetch(&keys_[feature_slot(list.hashes[f], keys_.size())]);
    for (std::size_t f = 0; f < list.size; ++f) add_row(list.hashes[f], &buffers.scores[at * width_]);
  }
}

void NameModel::run_forward(NameBuffers& buffers, std::size_t n) const {
  const std::size_t labels = labels_;
  buffers.forward.resize(n * labels);
  buffers.from.resize(n * labels);
  for (std::size_t l = 0; l < labels; ++l)
    buffers.forward[l] = transitions_[labels * labels + l] + buffers.scores[l];
  for (std::size_t at = 1; at < n; ++at) {
    const std::int32_t* before = &buffers.forward[(at - 1) * labels];
    std::int32_t* here = &buffers.forward[at * labels];
    std::array<std::int32_t, kMostLabels> best;
    std::array<std::int32_t, kMostLabels> from{};
    for (std::size_t l = 0; l < labels; ++l) best[l] = before[0] + transitions_[l];
    for (std::size_t p = 1; p < labels; ++p) {
      const std::int16_t* row = &transitions_[p * labels];
      for (std::size_t l = 0; l < labels; ++l) {
        const std::int32_t score = before[p] + row[l];
        from[l] = score > best[l] ? static_cast<std::int32_t>(p) : from[l];
        best[l] = score > best[l] ? score : best[l];
      }
    }
    for (std::size_t l = 0; l < labels; ++l) {
      here[l] = best[l] + buffers.scores[at * width_ + l];
      buffers.from[at * labels + l] = static_cast<std::uint8_t>(from[l]);
    }
  }
}

void NameModel::run_backward(NameBuffers& buffers, std::size_t n) const {
  const std::size_t labels = labels_;
  buffers.backward.assign(n * labels, 0);
  for (std::size_t at = n - 1; at-- > 0;) {
    const std::int32_t* after = &buffers.backward[(at + 1) * labels];
    for (std::size_t l = 0; l < labels; ++l) {
      std::int32_t best = kNever;
      for (std::size_t next = 0; next < labels; ++next)
        best = std::max(best, transitions_[l * labels + next] + buffers.scores[(at + 1) * width_ + next] + after[next]);
      buffers.backward[at * labels + l] = best;
    }
  }
}

/// The least of what it costs to have another label at one token of the span, or to go on after it.
std::int32_t NameModel::margin(const NameBuffers& buffers, std::size_t n, const NameSpan& span) const {
  const std::size_t labels = labels_;
  const auto begin = static_cast<std::size_t>(1 + 2 * span.type), inside = begin + 1;
  const auto through = [&](std::size_t at, std::size_t l) {
    return buffers.forward[at * labels + l] + buffers.backward[at * labels + l];
  };
  std::int32_t other = kNever;
  for (std::size_t at = span.first; at < span.last; ++at)
    for (std::size_t l = 0; l < labels; ++l)
      if (l != (at == span.first ? begin : inside)) other = std::max(other, through(at, l));
  if (span.last < n) other = std::max(other, through(span.last, inside));
  return std::clamp(through(span.first, begin) - other, 0, kMostMargin);
}

void NameModel::decode(NameBuffers& buffers, std::vector<NameSpan>& spans) const {
  spans.clear();
  const std::size_t n = buffers.words.size(), labels = labels_;
  if (n == 0) return;
  run_forward(buffers, n);
  const auto last = buffers.forward.end() - static_cast<std::ptrdiff_t>(labels);
  auto label = static_cast<std::uint8_t>(std::max_element(last, buffers.forward.end()) - last);
  buffers.best.resize(n);
  bool any = false;
  for (std::size_t at = n; at-- > 0;) {
    buffers.best[at] = label;
    any |= label != 0;
    label = buffers.from[at * labels + label];
  }
  if (!any) return;
  run_backward(buffers, n);
  for (std::uint32_t at = 0; at < n;) {
    const std::uint8_t here = buffers.best[at];
    if (here == 0) {
      ++at;
      continue;
    }
    NameSpan span{at, at + 1, static_cast<std::uint8_t>((here - 1) / 2), 0, 0};
    while (span.last < n && buffers.best[span.last] == 2 + 2 * span.type) ++span.last;
    span.margin = margin(buffers, n, span);
    const std::size_t row = std::min<std::size_t>(static_cast<std::size_t>(span.margin) / 8, calibration_.size() - 1);
    span.confidence = static_cast<double>(calibration_[row]) / 65536;
    spans.push_back(span);
    at = span.last;
  }
}

void NameModel::look_up(std::span<const std::string_view> tokens, bool arabic, NameBuffers& buffers) const {
  buffers.words.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    spell(tokens[i], arabic, buffers.words[i], buffers.normal);
    lexicon_.look_up(buffers.words[i]);
  }
  lexicon_.mark_phrases(buffers.words);
}

void NameModel::find(std::span<const std::string_view> tokens, bool arabic, NameBuffers& buffers,
                     std::vector<NameSpan>& spans) const {
  look_up(tokens, arabic, buffers);
  score(buffers);
  decode(buffers, spans);
}

}  // namespace clew::annotate
