#include <cstdio>
#include <map>
#include <set>

#include "text/sentences.h"
#include "text/tokens.h"
#include "training/evaluate.h"

namespace clew::training {
namespace {

struct Score {
  std::size_t gold = 0, found = 0, right = 0;
  double f1() const { return 200.0 * static_cast<double>(right) / static_cast<double>(gold + found); }
};

}  // namespace

void evaluate_tokens(const std::vector<Sentence>& gold, std::string_view language, std::size_t columns,
                     std::size_t errors) {
  const RawText raw = lay_out(gold, columns);
  const auto tokens = text::tokenize(raw.text, language);
  const auto sentences = text::split_sentences(raw.text, tokens);
  std::set<std::pair<std::size_t, std::size_t>> gold_tokens, gold_sentences;
  for (const auto& places : raw.places) {
    for (const Place& place : places) gold_tokens.insert({place.start, place.end});
    gold_sentences.insert({places.front().start, places.back().end});
  }
  Score token, sentence;
  token.gold = gold_tokens.size();
  sentence.gold = gold_sentences.size();
  std::map<std::string, int> wrong;
  for (const text::Token& t : tokens) {
    ++token.found;
    const bool right = gold_tokens.count({t.start, t.end}) > 0;
    token.right += right;
    if (right) continue;
    const auto next = gold_tokens.lower_bound({t.start, 0});
    wrong[std::string(t.in(raw.text)) + "   gold: " +
          (next == gold_tokens.end() ? "" : raw.text.substr(next->first, next->second - next->first))]++;
  }
  std::map<std::string, int> missed;
  for (const text::Sentence& s : sentences) {
    ++sentence.found;
    const bool right = gold_sentences.count({s.start, s.end}) > 0;
    sentence.right += right;
    if (right || errors == 0) continue;
    const auto around = [&](std::size_t at) {
      std::string a =
          raw.text.substr(at > 30 ? at - 30 : 0, at > 30 ? 30 : at) + "|" + raw.text.substr(at, 20);
      for (char& c : a)
        if (c == '\n') c = '~';
      return a;
    };
    bool end_known = false;
    for (const auto& g : gold_sentences) end_known = end_known || g.second == s.end;
    if (!end_known) missed["cut too much: " + around(s.end)]++;
    const auto inside = gold_sentences.upper_bound({s.start, ~std::size_t{0}});
    if (inside != gold_sentences.end() && inside->first < s.end)
      missed["not cut: " + around(inside->first)]++;
  }
  std::printf("tokens    F1 %.2f (gold %zu, found %zu)\n", token.f1(), token.gold, token.found);
  std::printf("sentences F1 %.2f (gold %zu, found %zu)\n", sentence.f1(), sentence.gold, sentence.found);
  if (errors > 0) {
    print_commonest(wrong, "tokens", errors);
    print_commonest(missed, "sentences", errors);
  }
}

}  // namespace clew::training
