#include "training/attribution/attribution_trainer.h"

#include <algorithm>
#include <map>
#include <numeric>

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

}  // namespace

AttributionTrainer::AttributionTrainer(const std::vector<Article>& articles,
                                       const AttributionOptions& options)
    : articles_(articles),
      options_(options),
      cue_(kCueLabels, cue_forbidden),
      role_(kRoleLabels, role_forbidden) {
  prepare_cues();
  prepare_roles();
  choose_features();
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
        FeatureRow features;
        RoleFeatures roles;
        for (std::uint32_t a = 0; a < articles_.size(); ++a)
          for (const GoldAttribution& gold : articles_[a].gold) {
            const std::size_t v = articles_[a].view_of(gold.cue.first);
            const ParagraphView& view = articles_[a].views[v];
            const std::uint32_t base = articles_[a].base[v];
            const CueSpan cue{gold.cue.first - base, gold.cue.last - base, 0};
            if (cue.last > view.words.size() || !view.sentences[view.words[cue.first].sentence].parsed)
              continue;
            const auto others = cues_of(articles_[a], v);
            roles.begin(view, cue, others);
            ChainRow row;
            for (std::uint32_t i = roles.first(); i < roles.last(); ++i) {
              roles.row(i, features);
              append(features, row);
              row.labels.push_back(kNoRole);
            }
            const auto mark = [&](const std::vector<WordSpan>& spans, std::uint8_t begins) {
              for (const WordSpan& span : spans)
                for (std::uint32_t i = span.first; i < span.last; ++i) {
                  if (i < base + roles.first() || i >= base + roles.last()) continue;
                  const std::uint32_t at = i - base - roles.first();
                  const bool first = i == span.first || at == 0;
                  row.labels[at] = static_cast<std::uint8_t>(begins + (first ? 0 : 1));
                }
            };
            mark(gold.content, kContentBegins);
            mark(gold.source, kSourceBegins);
            row.allowed.assign(row.labels.size(), ((1U << kRoleLabels) - 1) & ~(1U << kTheCue));
            for (std::uint32_t i = cue.first; i < cue.last; ++i) {
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
            give(row);
            role_article_.push_back(a);
          }
      },
      options_.role);
}

void AttributionTrainer::choose_features() {
  for (auto [trainer, options] : {std::pair{&cue_, &options_.cue}, std::pair{&role_, &options_.role}}) {
    std::vector<std::uint32_t> all(trainer->rows());
    std::iota(all.begin(), all.end(), 0U);
    ChainOptions first = *options;
    first.epochs = options_.first_epochs;
    if (first.epochs == 0) continue;
    trainer->train(all, first);
    trainer->reduce(options->most);
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
    if (seen.key != 0 && seen.key * 30 >= seen.all)
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
  ModelWriter model;
  model.add("attribution.settings", std::vector<std::int32_t>{kAttributionFeatures, 0});
  model.add("attribution.gate", gate());
  cue_.train(chosen(cue_article_), options_.cue);
  cue_.add_weights("cue", options_.cue, model);
  role_.train(chosen(role_article_), options_.role);
  role_.add_weights("role", options_.role, model);
  model.add("attribution.calibration", std::vector<std::uint16_t>{32768});
  return model.finish();
}

}  // namespace clew::training
