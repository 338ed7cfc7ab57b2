#include "text/parser.h"

#include <algorithm>
#include <array>

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

void Parser::parse(std::span<const ParseToken> tokens, int width, ParserScratch& scratch,
                   std::uint16_t* heads) const {
  const int n = static_cast<int>(tokens.size()) - 2;
  if (n <= 0) return;
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
  std::int32_t at =
      scratch.search.run(scratch.space, n, width, score, [](int, std::int32_t) { return true; });
  // Follows the path back; an arc is made of the state before the transition.
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

}  // namespace clew::text
