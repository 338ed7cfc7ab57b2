#include "training/names/crf.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <tuple>

#include "training/lattice.h"

namespace clew::training {
namespace {

bool forbidden(std::size_t from, std::size_t to, std::size_t labels) {
  if (to == 0 || to % 2 == 1) return false;  // O and B may follow anything
  return from == labels || (from != to && from != to - 1);
}

}  // namespace

Crf::Crf(std::vector<std::string> types, bool arabic) : types_(std::move(types)), arabic_(arabic) {
  const std::size_t labels = 2 * types_.size() + 1;
  width_ = (labels + 15) / 16 * 16;
  transitions_.resize((labels + 1) * labels, 0);
  transition_squares_.resize(transitions_.size(), 0);
  transition_sums_.resize(transitions_.size(), 0);
}

std::vector<LabelSet> Crf::likely(std::vector<LabelSet> allowed, annotate::NameBuffers& buffers) const {
  annotate::open_tokens(buffers.words, annotate::sentence_case(buffers.words), buffers.open);
  const LabelSet all = (LabelSet{1} << (2 * types_.size() + 1)) - 1;
  LabelSet nationality = 0;
  for (std::size_t t = 0; t < types_.size(); ++t)
    if (types_[t] == "NAT") nationality = LabelSet{6} << (2 * t);
  for (std::size_t at = 0; at < allowed.size(); ++at) {
    LabelSet& labels = allowed[at];
    if (labels == 1 || (labels & 1) == 0) continue;
    if (labels != all && buffers.open[at] == 0) labels = 1;
    if ((buffers.words[at].lists & annotate::kNationality) == 0) labels &= ~nationality;
  }
  return allowed;
}

void Crf::prepare(const std::vector<NamedSentence>& sentences, const annotate::NameModel& lexicon,
                  const CrfOptions& options) {
  std::unordered_map<std::uint64_t, std::uint32_t> counts;
  annotate::NameBuffers buffers;
  annotate::FeatureList list;
  std::vector<std::string_view> tokens;
  const auto each = [&](const NamedSentence& sentence, auto&& feature) {
    tokens.assign(sentence.tokens.begin(), sentence.tokens.end());
    lexicon.look_up(tokens, arabic_, buffers);
    const auto usual = annotate::sentence_case(buffers.words);
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      annotate::name_features(buffers.words, at, usual, list);
      feature(list);
    }
  };
  for (const NamedSentence& sentence : sentences)
    each(sentence, [&](const annotate::FeatureList& found) {
      for (std::size_t f = 0; f < found.size; ++f) ++counts[found.hashes[f]];
    });
  std::unordered_map<std::uint64_t, std::uint32_t> index;
  std::vector<Prepared> prepared;
  for (const NamedSentence& sentence : sentences) {
    Prepared& ready = prepared.emplace_back();
    each(sentence, [&](const annotate::FeatureList& found) {
      std::uint16_t spelled = 0;
      for (std::size_t f = 0; f < found.size; ++f) {
        if (counts[found.hashes[f]] < options.cutoff) continue;
        const auto [it, fresh] = index.emplace(found.hashes[f], static_cast<std::uint32_t>(hashes_.size()));
        if (fresh) hashes_.push_back(found.hashes[f]);
        ready.features.push_back(it->second);
        spelled = static_cast<std::uint16_t>(spelled + (f < found.spelled));
      }
      ready.spelled.push_back(spelled);
      ready.ends.push_back(static_cast<std::uint32_t>(ready.features.size()));
    });
    ready.allowed = likely(sentence.allowed, buffers);
  }
  prepared_ = std::make_shared<const std::vector<Prepared>>(std::move(prepared));
  rows_.resize(hashes_.size() * width_ * 2, 0);
  std::cerr << sentences.size() << " sentences, " << hashes_.size() << " features\n";
}

void Crf::update(float& weight, float& squares, float gradient, float rate) {
  squares += gradient * gradient;
  weight += rate * gradient / (0.1F + std::sqrt(squares));
}

double Crf::learn(const Prepared& sentence, const CrfOptions& options, Random& random) {
  const std::size_t n = sentence.allowed.size(), labels = 2 * types_.size() + 1;
  std::vector<std::uint32_t> from(n);
  std::vector<float> emissions(n * labels), steps(transitions_.size());
  for (std::size_t at = 0; at < n; ++at) {
    from[at] = at == 0 ? 0 : sentence.ends[at - 1];
    if (random.uniform() < options.drop) from[at] += sentence.spelled[at];
    float sums[kWidth] = {};
    for (std::size_t f = from[at]; f < sentence.ends[at]; ++f) {
      const float* row = &rows_[sentence.features[f] * 2 * width_];
      for (std::size_t half = 0; half < width_; half += 16)
        for (std::size_t l = half; l < half + 16; ++l) sums[l] += row[l];
    }
    const float most = *std::max_element(sums, sums + labels);
    for (std::size_t l = 0; l < labels; ++l) emissions[at * labels + l] = exp_of(sums[l] - most);
  }
  for (std::size_t p = 0; p <= labels; ++p)
    for (std::size_t l = 0; l < labels; ++l)
      steps[p * labels + l] =
          forbidden(p, l, labels) ? 0 : exp_of(std::min(0.0F, transitions_[p * labels + l] - 8));
  Lattice lattice(n, labels, emissions, steps);
  std::vector<float> target, given, expected(transitions_.size(), 0);
  if (!lattice.run(sentence.allowed.data(), target)) return 0;
  lattice.steps(sentence.allowed.data(), 1, expected);
  if (!lattice.run(nullptr, given)) return 0;
  lattice.steps(nullptr, -1, expected);
  double wrong = 0;
  for (std::size_t at = 0; at < n; ++at) {
    float gradient[kWidth] = {}, most = 0;
    const float weight = target[at * labels] < 0.5F ? options.miss : 1;
    for (std::size_t l = 0; l < labels; ++l) {
      gradient[l] = weight * (target[at * labels + l] - given[at * labels + l]);
      most = std::max(most, std::abs(gradient[l]));
    }
    wrong += most;
    if (most < 1e-3F) continue;
    for (std::size_t f = from[at]; f < sentence.ends[at]; ++f) {
      float* row = &rows_[sentence.features[f] * 2 * width_];
      float* squares = row + width_;
      for (std::size_t half = 0; half < width_; half += 16)
        for (std::size_t l = half; l < half + 16; ++l) update(row[l], squares[l], gradient[l], options.rate);
    }
  }
  for (std::size_t i = 0; i < expected.size(); ++i)
    update(transitions_[i], transition_squares_[i], expected[i], options.rate);
  return wrong;
}

void Crf::train(const std::vector<std::uint32_t>& use, const CrfOptions& options) {
  Random random(options.seed);
  std::vector<std::uint32_t> order = use;
  sums_.assign(hashes_.size() * width_, 0);
  transition_sums_.assign(transitions_.size(), 0);
  summed_ = 0;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    random.shuffle(order);
    double wrong = 0;
    std::size_t tokens = 0;
    for (const std::uint32_t s : order) {
      wrong += learn((*prepared_)[s], options, random);
      tokens += (*prepared_)[s].allowed.size();
    }
    std::cerr << "epoch " << epoch + 1 << ": wrong " << wrong / static_cast<double>(tokens) << '\n';
    for (std::size_t r = 0; r < hashes_.size(); ++r)
      for (std::size_t l = 0; l < width_; ++l) rows_[r * 2 * width_ + l] *= 1 - options.decay;
    if (2 * epoch + 2 < options.epochs) continue;
    ++summed_;
    for (std::size_t r = 0; r < hashes_.size(); ++r)
      for (std::size_t l = 0; l < width_; ++l) sums_[r * width_ + l] += rows_[r * 2 * width_ + l];
    for (std::size_t i = 0; i < transitions_.size(); ++i) transition_sums_[i] += transitions_[i];
  }
}

void Crf::add_weights(const CrfOptions& options, ModelWriter& model,
                      const std::vector<std::uint16_t>& calibration) const {
  constexpr float kUnits = 32;
  const std::size_t labels = 2 * types_.size() + 1, width = width_;
  const float share = 1 / static_cast<float>(std::max(1, summed_));
  std::vector<std::tuple<float, std::uint64_t, std::size_t>> ranked;  // by falling largest weight
  for (std::size_t r = 0; r < hashes_.size(); ++r) {
    float most = 0;
    for (std::size_t l = 0; l < labels; ++l) most = std::max(most, std::abs(sums_[r * width_ + l] * share));
    if (most * kUnits >= 0.5F) ranked.emplace_back(-most, hashes_[r], r);
  }
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > options.most) ranked.resize(options.most);
  std::vector<std::pair<std::uint64_t, std::size_t>> kept;
  for (const auto& [weight, hash, r] : ranked) kept.emplace_back(hash, r);
  std::sort(kept.begin(), kept.end());
  const std::size_t size = std::max<std::size_t>(4, kept.size() * 5 / 4);
  std::vector<std::uint16_t> keys(size, 0);
  std::vector<std::int8_t> values(size * width, 0);
  for (const auto& [hash, r] : kept) {
    std::size_t at = annotate::feature_slot(hash, size);
    while (keys[at] != 0) at = at + 1 < size ? at + 1 : 0;
    keys[at] = annotate::feature_key(hash);
    for (std::size_t l = 0; l < labels; ++l)
      values[at * width + l] = static_cast<std::int8_t>(
          std::clamp(std::lround(sums_[r * width_ + l] * share * kUnits), -127L, 127L));
  }
  std::vector<std::int16_t> steps(transitions_.size());
  for (std::size_t p = 0; p <= labels; ++p)
    for (std::size_t l = 0; l < labels; ++l)
      steps[p * labels + l] =
          forbidden(p, l, labels)
              ? std::int16_t{-8000}
              : static_cast<std::int16_t>(std::lround(transition_sums_[p * labels + l] * share * kUnits));
  std::string names;
  for (const std::string& type : types_) names += (names.empty() ? "" : " ") + type;
  model.add("names.settings",
            std::vector<std::int32_t>{annotate::kNameFeatures, static_cast<std::int32_t>(labels),
                                      static_cast<std::int32_t>(width)});
  model.add("names.types", std::string_view(names));
  model.add("names.keys", keys);
  model.add("names.rows", values);
  model.add("names.transitions", steps);
  model.add("names.calibration", calibration);
  std::cerr << kept.size() << " features kept, " << (keys.size() * 2 + values.size()) / 1024 << " KiB\n";
}

}  // namespace clew::training
