#include "training/attribution/corpus.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "annotate/annotate.h"
#include "model/claim.h"
#include "text/language.h"
#include "text/passages.h"
#include "text/zones.h"

namespace clew::training {
namespace {

using claim::WordSpan;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path.string() + ": cannot be read");
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

// Byte of each character, and of the end.
std::vector<std::uint32_t> character_offsets(const std::string& text) {
  std::vector<std::uint32_t> at;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<std::uint8_t>(text[i]) & 0xC0) != 0x80) at.push_back(i);
  at.push_back(static_cast<std::uint32_t>(text.size()));
  return at;
}

using Pieces = std::vector<model::Span>;

// "Source 110 112;120 130"
Pieces pieces_of(const std::string& places, const std::vector<std::uint32_t>& offsets) {
  Pieces pieces;
  std::istringstream in(places);
  for (std::string piece; std::getline(in, piece, ';');) {
    std::size_t first = 0, last = 0;
    std::istringstream(piece) >> first >> last;
    if (first < last && last < offsets.size()) pieces.push_back({offsets[first], offsets[last]});
  }
  return pieces;
}

// Words that lie in the pieces, as runs within one paragraph.
std::vector<WordSpan> words_of(const Article& article, const Pieces& pieces) {
  std::vector<std::uint32_t> words;
  for (const model::Span& piece : pieces)
    for (std::size_t v = 0; v < article.views.size(); ++v)
      for (std::uint32_t i = 0; i < article.views[v].words.size(); ++i) {
        const claim::Word& word = *article.views[v].words[i].word;
        if (word.start < piece.end && word.end > piece.start) words.push_back(article.base[v] + i);
      }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::vector<WordSpan> spans;
  for (const std::uint32_t word : words) {
    const bool goes_on = !spans.empty() && spans.back().last == word &&
                         !std::binary_search(article.base.begin(), article.base.end(), word);
    if (goes_on) {
      ++spans.back().last;
    } else {
      spans.push_back({word, word + 1});
    }
  }
  return spans;
}

std::vector<GoldAttribution> read_gold(const std::filesystem::path& path, const Article& article) {
  std::vector<GoldAttribution> all;
  const auto offsets = character_offsets(article.text);
  std::istringstream in(read_file(path));
  std::map<std::string, Pieces> spans;
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string id, kind, rest;
    if (line.starts_with('T')) {
      fields >> id >> kind;
      std::getline(fields, rest, '\t');
      spans[id] = pieces_of(rest, offsets);
    } else if (line.starts_with('E')) {
      Pieces source, cue, content;
      fields >> id;
      for (std::string role; fields >> role;) {
        const std::size_t colon = role.find(':');
        const Pieces& pieces = spans[role.substr(colon + 1)];
        Pieces* to = role.starts_with("Source")    ? &source
                     : role.starts_with("Cue")     ? &cue
                     : role.starts_with("Content") ? &content
                                                   : nullptr;
        if (to != nullptr) to->insert(to->end(), pieces.begin(), pieces.end());
      }
      GoldAttribution gold;
      const auto cues = words_of(article, cue);
      gold.source = words_of(article, source);
      gold.content = words_of(article, content);
      if (cues.empty() || gold.content.empty()) continue;
      gold.cue = cues.front();
      gold.direct = stands_in_quotes(article, gold.content);
      all.push_back(std::move(gold));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.cue < b.cue; });
  mark_nested(all);
  return all;
}

std::vector<std::filesystem::path> annotations_of(const std::filesystem::path& folder,
                                                  const std::string& name) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string file = entry.path().filename().string();
    if (file.starts_with(name + "_") && file.ends_with(".ann")) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::size_t Article::view_of(std::uint32_t word) const {
  return static_cast<std::size_t>(std::upper_bound(base.begin(), base.end(), word) - base.begin()) - 1;
}

const claim::ViewWord& Article::word(std::uint32_t number) const {
  const std::size_t v = view_of(number);
  return views[v].words[number - base[v]];
}

bool stands_in_quotes(const Article& article, const std::vector<WordSpan>& spans) {
  for (const WordSpan& span : spans)
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      const claim::ViewWord& word = article.word(i);
      if (word.quote.run == 0 && word.upos != text::Upos::punct) return false;
    }
  return !spans.empty();
}

void mark_nested(std::vector<GoldAttribution>& attributions) {
  for (GoldAttribution& inner : attributions)
    for (const GoldAttribution& outer : attributions)
      for (const WordSpan& piece : outer.content)
        if (&inner != &outer && piece.first <= inner.cue.first && inner.cue.last <= piece.last)
          inner.nested = true;
}

std::vector<claim::CueSpan> cues_of(const Article& article, std::size_t view) {
  std::vector<claim::CueSpan> cues;
  for (const GoldAttribution& gold : article.gold)
    if (gold.cue.first >= article.base[view] && gold.cue.last <= article.base[view + 1])
      cues.push_back({gold.cue.first - article.base[view], gold.cue.last - article.base[view], 0});
  cues.erase(std::unique(cues.begin(), cues.end()), cues.end());
  return cues;
}

void make_views(Article& article, const claim::AttributionModel* model) {
  article.base.assign(1, 0);
  article.views.resize(article.document->size());
  for (std::size_t p = 0; p < article.document->size(); ++p) {
    if (model == nullptr) {
      article.views[p].build(*article.document, p, nullptr, nullptr);
    } else {
      model->view(*article.document, p, article.views[p]);
    }
    article.base.push_back(article.base.back() + static_cast<std::uint32_t>(article.views[p].words.size()));
  }
}

std::vector<Article> read_polnear(const std::string& folder, const claim::AttributionModel* model) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "/text"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Article> articles(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    Article& article = articles[i];
    article.name = files[i].stem().string();
    article.text = read_file(files[i]);
    const auto annotations = annotations_of(folder + "/attributions", article.name);
    if (annotations.empty()) throw std::runtime_error(article.name + ": no annotation");
    const std::string language = text::identify_language(article.text);
    const auto zones = text::find_zones(article.text, model::DocumentType::report);
    std::vector<claim::ParagraphInput> paragraphs;
    for (const model::Passage& passage : text::split_passages(article.text, zones)) {
      claim::ParagraphInput paragraph;
      paragraph.start = passage.start;
      paragraph.end = passage.end;
      paragraph.zone = passage.zone;
      paragraph.mentions = annotate::find_mentions(
          std::string_view(article.text).substr(passage.start, passage.end - passage.start),
          {language, name_of(passage.zone), {}, nullptr});
      for (auto& mention : paragraph.mentions) mention.start += passage.start, mention.end += passage.start;
      paragraphs.push_back(std::move(paragraph));
    }
    article.document = std::make_unique<claim::Document>(article.text, std::move(paragraphs),
                                                         claim::Context{language, "report", {}, {}});
    make_views(article, model);
    article.gold = read_gold(annotations.front(), article);
    for (std::size_t a = 1; a < annotations.size(); ++a)
      article.others.push_back(read_gold(annotations[a], article));
  }
  return articles;
}

}  // namespace clew::training
