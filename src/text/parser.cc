#include "text/parser.h"

#include <algorithm>
#include <array>

#include "text/arborescence.h"

namespace clew::text {

ParseToken parse_token(const LexWord& word, std::uint8_t tag) {
  ParseToken token;
  token.w = mixed(std::uint64_t{word.word} + 0x100);
  token.p = mixed(std::uint64_t{tag} + 0x10);
  token.c = word.cluster == 0 ? mixed(0x2000000 + std::uint64_t{word.form.ends[2]})
                              : mixed(std::uint64_t{word.cluster} + 0x1000000);
  token.u = mixed(std::uint64_t{word.cluster} >> 4 | std::uint64_t{tag} << 32);
  return token;
}
ParseToken root_token() { return {1, 1, 1, 1}; }
ParseToken no_token() { return {2, 2, 2, 2}; }

Result<Parser> Parser::open(const ModelFile& model, std::string_view section, bool mirror) {
  Parser parser;
  parser.table_ = TRY(TripleTable::open(model, section));
  parser.mirror_ = mirror;
  return parser;
}

std::int32_t Parser::search(std::span<const ParseToken> tokens, int width, ParserScratch& scratch) const {
  const int n = static_cast<int>(tokens.size()) - 2;
  const ParseToken* read = tokens.data();
  if (mirror_) {
    scratch.mirrored.assign(tokens.begin(), tokens.end());
    std::reverse(scratch.mirrored.begin() + 1, scratch.mirrored.end() - 1);
    read = scratch.mirrored.data();
  }
  std::array<std::uint64_t, kMostParserFeatures> features;
  const auto score = [&](const ParseView& view, std::int64_t* scores) {
    const std::size_t count = parser_features(view, features.data());
    const TripleTable::Scores found = table_.score({features.data(), count});
    for (int i = 0; i < 3; ++i) scores[i] = found.of[i];
  };
  scratch.space.begin(read, n);
  return scratch.search.run(scratch.space, n, width, score, [](int, std::int32_t) { return true; });
}

// Follows the path back; an arc is made of the state before the transition.
void Parser::follow(std::int32_t at, int n, const ParserScratch& scratch, std::uint16_t* heads) const {
  const auto& states = scratch.search.states();
  const auto place = [&](int token) { return mirror_ && token > 0 ? n + 1 - token : token; };
  for (; states[static_cast<std::size_t>(at)].from >= 0; at = states[static_cast<std::size_t>(at)].from) {
    const BeamState& state = states[static_cast<std::size_t>(at)];
    const ParseState& before = states[static_cast<std::size_t>(state.from)].state;
    if (state.by == kShift) continue;
    const int child = scratch.space.stack_token(before);
    const int head = state.by == kLeft ? before.next : scratch.space.below_token(before);
    heads[place(child)] = static_cast<std::uint16_t>(place(head));
  }
}

void Parser::parse(std::span<const ParseToken> tokens, int width, ParserScratch& scratch,
                   std::uint16_t* heads) const {
  const int n = static_cast<int>(tokens.size()) - 2;
  if (n > 0) follow(search(tokens, width, scratch), n, scratch, heads);
}

void Parser::parse_all(std::span<const ParseToken> tokens, const Vote& vote, ParserScratch& scratch,
                       WeighedTrees& trees) const {
  // 65536 * 2^(-i/8): weights in whole numbers, the same on every machine.
  static constexpr std::array<std::int64_t, 8> kEighths = {65536, 60097, 55109, 50535,
                                                           46341, 42495, 38968, 35734};
  const int n = static_cast<int>(tokens.size()) - 2;
  if (n <= 0) return;
  const std::int32_t best = search(tokens, vote.width, scratch);
  const auto& states = scratch.search.states();
  for (auto at = static_cast<std::size_t>(scratch.search.last_step()); at < states.size(); ++at) {
    const std::int64_t eighths =
        (states[static_cast<std::size_t>(best)].score - states[at].score) * 8 / vote.half;
    if (eighths >= 64) continue;  // an 1/256: not worth a look
    trees.weights.push_back((kEighths[static_cast<std::size_t>(eighths % 8)] * vote.weight) >> (eighths / 8));
    const std::size_t begin = trees.heads.size();
    trees.heads.resize(begin + static_cast<std::size_t>(n) + 1);
    follow(static_cast<std::int32_t>(at), n, scratch, trees.heads.data() + begin);
  }
}

void best_of(const WeighedTrees& trees, int n, std::uint16_t* heads) {
  const std::size_t step = static_cast<std::size_t>(n) + 1;
  std::vector<Arc> arcs;
  for (int child = 1; child <= n; ++child) {
    const std::size_t begin = arcs.size();
    for (std::size_t t = 0; t < trees.weights.size(); ++t) {
      const int head = trees.heads[t * step + static_cast<std::size_t>(child)];
      std::size_t i = begin;
      while (i < arcs.size() && arcs[i].head != head) ++i;
      if (i == arcs.size()) arcs.push_back({head, child, 0});
      arcs[i].weight += trees.weights[t];
    }
  }
  best_tree(n, arcs, heads);
}

}  // namespace clew::text
