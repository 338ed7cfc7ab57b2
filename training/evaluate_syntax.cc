#include <cstdio>
#include <ctime>
#include <map>
#include <string>

#include "text/sentences.h"
#include "text/syntax.h"
#include "training/evaluate.h"

namespace clew::training {
namespace {

using Span = std::pair<std::size_t, std::size_t>;

std::string without_subtype(std::string_view relation) {
  return std::string(relation.substr(0, relation.find(':')));
}

struct Counts {
  std::size_t words = 0, found = 0, tags = 0, fine = 0, heads = 0, relations = 0;
  static double part(std::size_t a, std::size_t b, std::size_t c) {
    return b + c == 0 ? 0 : 200.0 * static_cast<double>(a) / static_cast<double>(b + c);
  }
  void print(const char* what) const {
    std::printf("%-22s UPOS %.2f  XPOS %.2f  UAS %.2f  LAS %.2f  (%zu words)\n", what,
                part(tags, words, found), part(fine, words, found), part(heads, words, found),
                part(relations, words, found), words);
  }
};

/// Of this process at work, so that others on the machine do not count.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

void print_commonest(const std::map<std::string, int>& counts, const char* what, std::size_t n) {
  std::multimap<int, std::string, std::greater<>> sorted;
  for (const auto& [text, count] : counts) sorted.emplace(count, text);
  std::printf("%s:\n", what);
  for (const auto& [count, text] : sorted) {
    if (n-- == 0) break;
    std::printf("  %5d  %s\n", count, text.c_str());
  }
}

void evaluate_syntax(const std::vector<Sentence>& gold, const text::Syntax& syntax, text::ParseMode mode,
                     bool universal, std::size_t errors) {
  Counts counts;
  std::map<std::string, int> wrong, tags;
  text::SyntaxScratch scratch;
  std::vector<std::vector<text::SyntaxNode>> all(gold.size());
  std::vector<std::vector<std::string_view>> forms(gold.size());
  for (std::size_t i = 0; i < gold.size(); ++i)
    for (const Word& word : gold[i].words) forms[i].push_back(word.form);
  const double start = seconds();
  for (std::size_t i = 0; i < gold.size(); ++i) syntax.parse(forms[i], mode, scratch, all[i]);
  const double took = seconds() - start;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    for (std::size_t k = 0; k < gold[i].words.size(); ++k) {
      const Word& word = gold[i].words[k];
      const text::SyntaxNode& node = all[i][k];
      const std::string relation(syntax.relation(node.relation));
      ++counts.words;
      ++counts.found;
      const bool tag = text::name_of(node.upos) == word.upos, head = node.head + 1 == word.head;
      const bool same =
          universal ? without_subtype(relation) == without_subtype(word.deprel) : relation == word.deprel;
      counts.tags += tag;
      counts.fine += syntax.fine_tag(node.tag) == word.xpos;
      counts.heads += head;
      counts.relations += head && same;
      if (!tag) tags[word.upos + " taken for " + std::string(text::name_of(node.upos))]++;
      if (!head) wrong["head of " + word.deprel]++;
      if (head && !same) wrong[word.deprel + " taken for " + relation]++;
    }
  }
  counts.print(mode == text::ParseMode::fast ? "gold tokens, fast" : "gold tokens, accurate");
  std::printf("%.0f tokens a second with tagging\n", static_cast<double>(counts.words) / took);
  if (errors > 0) {
    print_commonest(tags, "tags", errors);
    print_commonest(wrong, "relations", errors);
  }
}

void evaluate_raw_syntax(const std::vector<Sentence>& gold, const text::Syntax& syntax, text::ParseMode mode,
                         bool universal, std::string_view language, std::size_t columns) {
  const RawText raw = lay_out(gold, columns);
  struct GoldWord {
    const Word* word;
    Span head;
  };
  std::map<Span, GoldWord> words;
  Counts counts;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    for (std::size_t k = 0; k < gold[i].words.size(); ++k) {
      const Word& word = gold[i].words[k];
      const Place here = raw.places[i][k];
      const Place head = word.head == 0 ? Place{} : raw.places[i][static_cast<std::size_t>(word.head) - 1];
      words[{here.start, here.end}] = {&word, {head.start, head.end}};
      ++counts.words;
    }
  }
  const double start = seconds();
  const auto tokens = text::tokenize(raw.text, language);
  const auto sentences = text::split_sentences(raw.text, tokens);
  text::SyntaxScratch scratch;
  std::vector<text::SyntaxNode> nodes;
  std::vector<std::string_view> forms;
  for (const text::Sentence& s : sentences) {
    forms.clear();
    for (std::uint32_t t = s.first; t < s.last; ++t) forms.push_back(tokens[t].in(raw.text));
    syntax.parse(forms, mode, scratch, nodes);
    for (std::uint32_t t = s.first; t < s.last; ++t) {
      ++counts.found;
      const auto at = words.find({tokens[t].start, tokens[t].end});
      if (at == words.end()) continue;
      const text::SyntaxNode& node = nodes[t - s.first];
      const Word& word = *at->second.word;
      Span head{};
      if (node.head >= 0)
        head = {tokens[s.first + static_cast<std::uint32_t>(node.head)].start,
                tokens[s.first + static_cast<std::uint32_t>(node.head)].end};
      const std::string relation(syntax.relation(node.relation));
      counts.tags += text::name_of(node.upos) == word.upos;
      counts.fine += syntax.fine_tag(node.tag) == word.xpos;
      counts.heads += head == at->second.head;
      counts.relations +=
          head == at->second.head &&
          (universal ? without_subtype(relation) == without_subtype(word.deprel) : relation == word.deprel);
    }
  }
  const double took = seconds() - start;
  counts.print(mode == text::ParseMode::fast ? "raw text, fast" : "raw text, accurate");
  std::printf("%.0f tokens a second with everything\n", static_cast<double>(counts.found) / took);
}

}  // namespace clew::training
