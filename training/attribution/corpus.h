// training/attribution/corpus.h - PolNeAR (Newell and others 2018): news articles with attributions, as the
// reader of attributions sees them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "claim/attribution_model.h"

namespace clew::training {

/// Words are numbered through the article.
struct GoldAttribution {
  claim::WordSpan cue;
  std::vector<claim::WordSpan> source, content;  ///< cut at paragraphs
  bool nested = false;                           ///< its cue lies in the content of another
  bool direct = false;                           ///< its content stands in quotation marks
};

struct Article {
  std::string name, text;
  std::unique_ptr<claim::Document> document;
  std::vector<claim::ParagraphView> views;
  std::vector<std::uint32_t> base;    ///< number of the first word of each view, and of all words at the end
  std::vector<GoldAttribution> gold;  ///< the first annotator's
  std::vector<std::vector<GoldAttribution>> others;  ///< the other annotators', where there are any

  std::size_t view_of(std::uint32_t word) const;
  const claim::ViewWord& word(std::uint32_t number) const;
};

/// Articles of FOLDER/text with the attributions of FOLDER/attributions, in byte order of
/// their names. `model`, where not null, decides which sentences are parsed. Throws std::runtime_error.
std::vector<Article> read_polnear(const std::string& folder, const claim::AttributionModel* model);

/// Puts views of all paragraphs into article.views and .base.
void make_views(Article& article, const claim::AttributionModel* model);

/// Whether spans stand in quotation marks altogether.
bool stands_in_quotes(const Article& article, const std::vector<claim::WordSpan>& spans);

/// Gold cues of a paragraph, in its own numbers.
std::vector<claim::CueSpan> cues_of(const Article& article, std::size_t view);

/// Those whose cue lies in the content of another one.
void mark_nested(std::vector<GoldAttribution>& attributions);

}  // namespace clew::training
