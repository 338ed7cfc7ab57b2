#include "annotate/name_model.h"

#include <algorithm>
#include <array>
#include <atomic>

namespace clew::annotate {
namespace {

constexpr std::int32_t kNever = -1'000'000;
constexpr std::int32_t kMostMargin = 1 << 14;

}  // namespace

Result<NameModel> NameModel::open(ModelFile file) {
  static std::atomic<std::uint64_t> count{0};
  NameModel model;
  model.number_ = ++count;
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
    return Error{
        Code::unsupported, "trained for other features than this program looks at", file_.name(), {}};
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
  if (keys_.size() < 4 || keys_.size() > UINT32_MAX ||
      std::find(keys_.begin(), keys_.end(), 0) == keys_.end())
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

void NameModel::add_rows(const FeatureList& list, std::int16_t* scores) const {
  for (std::size_t f = 0; f < list.size; ++f)
    __builtin_prefetch(&keys_[feature_slot(list.hashes[f], keys_.size())]);
  std::array<const std::int8_t*, FeatureList::kMost> rows;
  std::size_t found = 0;
  for (std::size_t f = 0; f < list.size; ++f) {
    const std::uint16_t key = feature_key(list.hashes[f]);
    std::size_t at = feature_slot(list.hashes[f], keys_.size());
    while (keys_[at] != key && keys_[at] != 0)
      if (++at == keys_.size()) at = 0;
    if (keys_[at] == 0) continue;
    rows[found] = &rows_[at * width_];
    __builtin_prefetch(rows[found++]);
  }
  // At most FeatureList::kMost rows of at most 128 are added: no overflow.
  for (std::size_t r = 0; r < found; ++r)
    for (std::size_t half = 0; half < width_; half += 16)
      for (std::size_t l = half; l < half + 16; ++l)
        scores[l] = static_cast<std::int16_t>(scores[l] + rows[r][l]);
}

const std::int16_t* NameModel::word_scores(const NameWord& word, SentenceCase usual, NameCache& cache) const {
  bool fresh = false;
  std::int16_t* rows = cache.scores(word.exact, usual, fresh);
  if (!fresh) return rows;
  std::fill_n(rows, kNameParts * width_, std::int16_t{0});
  FeatureList list;
  for (std::size_t part = 0; part < kNameParts; ++part) {
    word_features(word, usual, static_cast<NamePart>(part), list);
    add_rows(list, rows + part * width_);
  }
  return rows;
}

void NameModel::score(SentenceCase usual, NameBuffers& buffers) const {
  static const NameWord outside;
  const std::size_t n = buffers.words.size();
  buffers.scores.assign(n * width_, 0);
  const auto add = [&](std::size_t at, NamePart part, std::int16_t* to) {
    const NameWord& word = at < n ? buffers.words[at] : outside;
    const std::int16_t* from =
        word_scores(word, usual, buffers.cache) + static_cast<std::size_t>(part) * width_;
    for (std::size_t half = 0; half < width_; half += 16)
      for (std::size_t l = half; l < half + 16; ++l) to[l] = static_cast<std::int16_t>(to[l] + from[l]);
  };
  FeatureList list;
  for (std::size_t at = 0; at < n; ++at) {
    if (buffers.open[at] == 0) continue;
    std::int16_t* to = &buffers.scores[at * width_];
    pair_features(buffers.words, at, usual, list);
    add_rows(list, to);
    add(at, NamePart::own, to);
    add(at - 1, NamePart::before, to);  // before the first: past the end
    add(at + 1, NamePart::after, to);
    add(at - 2, NamePart::before2, to);
    add(at + 2, NamePart::after2, to);
  }
}

void NameModel::run_forward(NameBuffers& buffers, const Run& run) const {
  const std::size_t labels = labels_, n = run.last - run.first;
  const std::int16_t* scores = &buffers.scores[run.first * width_];
  // Before a run stands the start of the sentence (the last row), or a token that is in no name.
  const std::int16_t* start = &transitions_[run.first == 0 ? labels * labels : 0];
  buffers.forward.resize(n * labels);
  buffers.from.resize(n * labels);
  for (std::size_t l = 0; l < labels; ++l) buffers.forward[l] = start[l] + scores[l];
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
      here[l] = best[l] + scores[at * width_ + l];
      buffers.from[at * labels + l] = static_cast<std::uint8_t>(from[l]);
    }
  }
}

void NameModel::run_backward(NameBuffers& buffers, const Run& run) const {
  const std::size_t labels = labels_, n = run.last - run.first;
  const std::int16_t* scores = &buffers.scores[run.first * width_];
  buffers.backward.resize(n * labels);
  for (std::size_t l = 0; l < labels; ++l) buffers.backward[(n - 1) * labels + l] = ending(run, l);
  for (std::size_t at = n - 1; at-- > 0;) {
    const std::int32_t* after = &buffers.backward[(at + 1) * labels];
    for (std::size_t l = 0; l < labels; ++l) {
      std::int32_t best = kNever;
      for (std::size_t next = 0; next < labels; ++next)
        best =
            std::max(best, transitions_[l * labels + next] + scores[(at + 1) * width_ + next] + after[next]);
      buffers.backward[at * labels + l] = best;
    }
  }
}

/// The least of what it costs to have another label at one token of the span, or to go on after it.
std::int32_t NameModel::margin(const NameBuffers& buffers, const Run& run, const NameSpan& span) const {
  const std::size_t labels = labels_;
  const auto begin = static_cast<std::size_t>(1 + 2 * span.type), inside = begin + 1;
  const auto through = [&](std::size_t at, std::size_t l) {
    const std::size_t cell = (at - run.first) * labels + l;
    return buffers.forward[cell] + buffers.backward[cell];
  };
  std::int32_t other = kNever;
  for (std::size_t at = span.first; at < span.last; ++at)
    for (std::size_t l = 0; l < labels; ++l)
      if (l != (at == span.first ? begin : inside)) other = std::max(other, through(at, l));
  if (span.last < run.last) other = std::max(other, through(span.last, inside));
  return std::clamp(through(span.first, begin) - other, 0, kMostMargin);
}

void NameModel::decode(NameBuffers& buffers, const Run& run, std::vector<NameSpan>& spans) const {
  const std::size_t n = run.last - run.first, labels = labels_;
  run_forward(buffers, run);
  const std::int32_t* ends = &buffers.forward[(n - 1) * labels];
  std::uint8_t label = 0;
  for (std::size_t l = 1; l < labels; ++l)
    if (ends[l] + ending(run, l) > ends[label] + ending(run, label)) label = static_cast<std::uint8_t>(l);
  buffers.best.resize(n);
  bool any = false;
  for (std::size_t at = n; at-- > 0;) {
    buffers.best[at] = label;
    any |= label != 0;
    label = buffers.from[at * labels + label];
  }
  if (!any) return;
  run_backward(buffers, run);
  for (std::size_t at = 0; at < n;) {
    const std::uint8_t here = buffers.best[at];
    if (here == 0) {
      ++at;
      continue;
    }
    NameSpan span{static_cast<std::uint32_t>(run.first + at), 0, static_cast<std::uint8_t>((here - 1) / 2), 0,
                  0};
    ++at;
    while (at < n && buffers.best[at] == 2 + 2 * span.type) ++at;
    span.last = static_cast<std::uint32_t>(run.first + at);
    span.margin = margin(buffers, run, span);
    const std::size_t row =
        std::min<std::size_t>(static_cast<std::size_t>(span.margin) / 8, calibration_.size() - 1);
    span.confidence = static_cast<double>(calibration_[row]) / 65536;
    spans.push_back(span);
  }
}

NameWord NameModel::know(std::string_view token) const {
  static thread_local std::string normal;
  NameWord word;
  spell(token, false, word, normal);
  lexicon_.look_up(word);
  return word;
}

void NameModel::look_up(std::span<const std::string_view> tokens, bool arabic, NameBuffers& buffers) const {
  buffers.words.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    spell(tokens[i], arabic, buffers.words[i], buffers.normal);
    lexicon_.look_up(buffers.words[i]);
  }
  lexicon_.mark_phrases(buffers.words);
}

bool NameModel::look_up_quickly(std::span<const std::string_view> tokens, bool arabic, SentenceCase& usual,
                                NameBuffers& buffers) const {
  buffers.cache.belong_to(number_, width_);
  buffers.words.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    bool fresh = false;
    NameWord& known = buffers.cache.word(hash_word(tokens[i]), fresh);
    if (fresh) {
      spell(tokens[i], arabic, known, buffers.normal);
      lexicon_.look_up(known);
    }
    buffers.words[i] = known;
  }
  lexicon_.mark_phrases(buffers.words);
  usual = sentence_case(buffers.words);
  return open_tokens(buffers.words, usual, buffers.open);
}

void NameModel::find(std::span<const std::string_view> tokens, bool arabic, NameBuffers& buffers,
                     std::vector<NameSpan>& spans) const {
  spans.clear();
  SentenceCase usual{};
  if (!look_up_quickly(tokens, arabic, usual, buffers)) return;
  score(usual, buffers);
  const std::size_t n = tokens.size();
  for (std::size_t at = 0; at < n; ++at) {
    if (buffers.open[at] == 0) continue;
    Run run{at, at + 1, n};
    while (run.last < n && buffers.open[run.last] != 0) ++run.last;
    decode(buffers, run, spans);
    at = run.last;
  }
}

}  // namespace clew::annotate
