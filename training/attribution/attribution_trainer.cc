#include "training/attribution/attribution_trainer.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <stdexcept>

#include "training/attribution/wordnet.h"

namespace clew::training {
namespace {

using namespace claim;

bool cue_forbidden(std::size_t from, std::size_t to) {
  return to == kCueGoesOn && from != kCueBegins && from != kCueGoesOn;
}

bool role_forbidden(std::size_t from, std::size_t to) {
  if (to == kSourceGoesOn) return from != kSourceBegins && from != kSourceGoesOn;
  if (to == kContentGoesOn) return from != kContentBegins && from != kContentGoesOn;
  return false;
}

void append(const FeatureRow& row, ChainRow& to) {
  to.features.insert(to.features.end(), row.all().begin(), row.all().end());
  to.ends.push_back(static_cast<std::uint32_t>(to.features.size()));
}

/// A cue to learn the roles around: a gold one, or one that a model takes for a cue.
struct RoleExample {
  CueSpan cue;
  const GoldAttribution* gold = nullptr;  ///< null: it is none
  std::vector<CueSpan> others;
};

std::vector<RoleExample> role_examples(const Article& article, std::size_t v,
                                       const std::vector<CueSpan>& predicted) {
  std::vector<RoleExample> examples;
  const std::uint32_t base = article.base[v];
  const ParagraphView& view = article.views[v];
  std::vector<bool> taken(predicted.size());
  for (const GoldAttribution& gold : article.gold) {
    if (gold.cue.first < base || gold.cue.last > article.base[v + 1]) continue;
    RoleExample& example = examples.emplace_back();
    example.cue = {gold.cue.first - base, gold.cue.last - base, 0};
    example.gold = &gold;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
      if (predicted[i].first >= example.cue.last || predicted[i].last <= example.cue.first) continue;
      if (!taken[i]) example.cue = predicted[i];
      taken[i] = true;
      break;
    }
    if (!view.sentences[view.words[example.cue.first].sentence].parsed) examples.pop_back();
  }
  for (std::size_t i = 0; i < predicted.size(); ++i)
    if (!taken[i]) examples.push_back({predicted[i], nullptr, {}});
  for (RoleExample& example : examples) {
    example.others = predicted;
    example.others.push_back(example.cue);
  }
  return examples;
}

ChainRow role_row(const Article& article, std::size_t v, const RoleExample& example,
                  const RoleFeatures& roles) {
  const std::uint32_t base = article.base[v];
  ChainRow row;
  FeatureRow features;
  for (std::uint32_t i = roles.first(); i < roles.last(); ++i) {
    roles.row(i, features);
    append(features, row);
    row.labels.push_back(kNoRole);
  }
  const auto mark = [&](const std::vector<WordSpan>& spans, std::uint8_t begins) {
    for (const WordSpan& span : spans)
      for (std::uint32_t i = span.first; i < span.last; ++i) {
        if (i < base + roles.first() || i >= base + roles.last()) continue;
        row.labels[i - base - roles.first()] = static_cast<std::uint8_t>(begins + (i == span.first ? 0 : 1));
      }
  };
  if (example.gold != nullptr) {
    mark(example.gold->content, kContentBegins);
    mark(example.gold->source, kSourceBegins);
  }
  row.allowed.assign(row.labels.size(), ((1U << kRoleLabels) - 1) & ~(1U << kTheCue));
  for (std::uint32_t i = example.cue.first; i < example.cue.last; ++i) {
    if (i < roles.first() || i >= roles.last()) continue;
    row.labels[i - roles.first()] = kTheCue;
    row.allowed[i - roles.first()] = 1U << kTheCue;
  }
  // What goes on must have begun: a cue may stand where it did.
  for (std::size_t i = 0; i < row.labels.size(); ++i) {
    const std::uint8_t label = row.labels[i];
    if (label != kSourceGoesOn && label != kContentGoesOn) continue;
    if (i == 0 || role_forbidden(row.labels[i - 1], label)) --row.labels[i];
  }
  return row;
}

}  // namespace

AttributionTrainer::AttributionTrainer(std::vector<Article>& articles, const AttributionOptions& options)
    : articles_(articles),
      options_(options),
      cue_(kCueLabels, kCueLabels - 1, cue_forbidden),
      role_(kRoleLabels, kRoleWeighed, role_forbidden) {
  ModelWriter writer;
  add_word_classes(options.wordnet, articles, writer);
  classes_ = writer.finish();
  const auto file = ModelFile::over(classes_, "classes");
  if (!file) throw std::runtime_error(file.error().what);
  const auto classes = WordClasses::open(*file, "classes");
  if (!classes) throw std::runtime_error(classes.error().what);
  for (Article& article : articles)
    for (ParagraphView& view : article.views) view.classify(*classes);
  prepare_cues();
  choose_features(cue_, options_.cue);
  predict_cues();
  prepare_roles();
  choose_features(role_, options_.role);
}

void AttributionTrainer::prepare_cues() {
  cue_.prepare(
      [&](const std::function<void(const ChainRow&)>& give) {
        cue_article_.clear();
        FeatureRow features;
        for (std::uint32_t a = 0; a < articles_.size(); ++a)
          for (std::size_t v = 0; v < articles_[a].views.size(); ++v) {
            const ParagraphView& view = articles_[a].views[v];
            std::vector<std::uint8_t> labels(view.words.size(), kNoCue);
            for (const CueSpan& cue : cues_of(articles_[a], v))
              for (std::uint32_t i = cue.first; i < cue.last; ++i)
                labels[i] = i == cue.first ? kCueBegins : kCueGoesOn;
            for (const ViewSentence& sentence : view.sentences) {
              if (!sentence.parsed) continue;
              ChainRow row;
              for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
                cue_features(view, i, features);
                append(features, row);
                std::uint8_t label = labels[i];
                if (label == kCueGoesOn && i == sentence.first) label = kCueBegins;
                row.labels.push_back(label);
              }
              give(row);
              cue_article_.push_back(a);
            }
          }
      },
      options_.cue);
}

void AttributionTrainer::prepare_roles() {
  role_.prepare(
      [&](const std::function<void(const ChainRow&)>& give) {
        role_article_.clear();
        RoleFeatures roles;
        for (std::uint32_t a = 0; a < articles_.size(); ++a)
          for (std::size_t v = 0; v < articles_[a].views.size(); ++v)
            for (const RoleExample& example : role_examples(articles_[a], v, predicted_[a][v])) {
              roles.begin(articles_[a].views[v], example.cue, example.others);
              give(role_row(articles_[a], v, example, roles));
              role_article_.push_back(a);
            }
      },
      options_.role);
}

void AttributionTrainer::choose_features(ChainTrainer& trainer, const ChainOptions& options) {
  std::vector<std::uint32_t> all(trainer.rows());
  std::iota(all.begin(), all.end(), 0U);
  ChainOptions first = options;
  first.epochs = options_.first_epochs;
  trainer.train(all, first);
  trainer.reduce(options.most);
}

// Two halves: each is read by a model of the other.
void AttributionTrainer::predict_cues() {
  predicted_.resize(articles_.size());
  AttributionScratch scratch;
  for (std::uint32_t half = 0; half < 2; ++half) {
    std::vector<std::uint32_t> use;
    for (std::uint32_t r = 0; r < cue_article_.size(); ++r)
      if (cue_article_[r] % 2 != half) use.push_back(r);
    cue_.train(use, options_.cue);
    const std::string bytes = model(false);
    const AttributionModel read = opened_attribution_model(bytes);
    for (std::uint32_t a = half; a < articles_.size(); a += 2) {
      predicted_[a].resize(articles_[a].views.size());
      for (std::size_t v = 0; v < articles_[a].views.size(); ++v)
        read.find_cues(articles_[a].views[v], scratch, predicted_[a][v], true);
    }
  }
}

// Forms by which cues are known: of each cue, the word that stands in cues most often of all that it stands
// anywhere; and of these, those for which that is not too rare.
std::vector<std::uint32_t> AttributionTrainer::gate() const {
  struct Seen {
    std::uint32_t all = 0, cue = 0, key = 0;
  };
  std::map<std::uint64_t, Seen> forms;
  for (const Article& article : articles_)
    for (const ParagraphView& view : article.views)
      for (const ViewWord& word : view.words) ++forms[word.form].all;
  const auto each = [&](auto&& do_it) {
    for (const Article& article : articles_)
      for (const GoldAttribution& gold : article.gold) {
        std::vector<Seen*> words;
        for (std::uint32_t i = gold.cue.first; i < gold.cue.last; ++i)
          words.push_back(&forms[article.word(i).form]);
        do_it(words);
      }
  };
  each([](const std::vector<Seen*>& words) {
    for (Seen* word : words) ++word->cue;
  });
  each([](const std::vector<Seen*>& words) {
    Seen* best = words.front();
    for (Seen* word : words)
      if (std::uint64_t{word->cue} * best->all > std::uint64_t{best->cue} * word->all) best = word;
    ++best->key;
  });
  std::vector<std::uint32_t> gate;
  for (const auto& [form, seen] : forms)
    if (seen.key != 0 && seen.key * 50 >= seen.all)
      gate.push_back(static_cast<std::uint32_t>(form ^ form >> 32));
  std::sort(gate.begin(), gate.end());
  gate.erase(std::unique(gate.begin(), gate.end()), gate.end());
  return gate;
}

std::string AttributionTrainer::train(int fold) {
  const auto chosen = [&](const std::vector<std::uint32_t>& of) {
    std::vector<std::uint32_t> use;
    for (std::uint32_t r = 0; r < of.size(); ++r)
      if (fold < 0 || fold_of(of[r]) != fold) use.push_back(r);
    return use;
  };
  cue_.train(chosen(cue_article_), options_.cue);
  role_.train(chosen(role_article_), options_.role);
  return model(true);
}

std::string AttributionTrainer::model(bool with_roles) const {
  ModelWriter writer;
  writer.add("attribution.settings", std::vector<std::int32_t>{kAttributionFeatures, 0, 0, 0});
  writer.add("attribution.gate", gate());
  const auto file = ModelFile::over(classes_, "classes");
  writer.add("classes.keys", *file->array<std::uint32_t>("classes.keys"));
  writer.add("classes.values", *file->array<std::int8_t>("classes.values"));
  cue_.add_weights("cue", options_.cue, writer);
  if (with_roles) {
    role_.add_weights("role", options_.role, writer);
  } else {
    ChainTrainer(kRoleLabels, kRoleWeighed, role_forbidden).add_weights("role", options_.role, writer);
  }
  writer.add("attribution.calibration", std::vector<std::uint16_t>{32768});
  return writer.finish();
}

std::string settled(const std::string& bytes, const std::array<std::int32_t, 3>& least,
                    const std::vector<std::uint16_t>& calibration) {
  auto file = ModelFile::over(bytes, "made");
  if (!file) throw std::runtime_error(file.error().what);
  ModelWriter writer;
  const auto copy = [&]<class T>(const std::string& section, T) {
    const auto array = file->array<T>(section);
    if (!array) throw std::runtime_error(array.error().what);
    writer.add(section, *array);
  };
  writer.add("attribution.settings",
             std::vector<std::int32_t>{kAttributionFeatures, least[0], least[1], least[2]});
  copy("attribution.gate", std::uint32_t{});
  copy("classes.keys", std::uint32_t{});
  copy("classes.values", std::int8_t{});
  for (const std::string chain : {"cue", "role"}) {
    copy(chain + ".checks", std::uint16_t{});
    copy(chain + ".weights", std::int8_t{});
    copy(chain + ".steps", std::int16_t{});
  }
  writer.add("attribution.calibration", calibration);
  return writer.finish();
}

AttributionModel opened_attribution_model(const std::string& bytes) {
  auto file = ModelFile::over(bytes, "made");
  if (!file) throw std::runtime_error(file.error().what);
  auto model = AttributionModel::open(std::move(*file));
  if (!model) throw std::runtime_error(model.error().what + " " + model.error().where);
  return std::move(*model);
}

}  // namespace clew::training
