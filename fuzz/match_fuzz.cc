// Any two texts: the score is between 0 and 1, the same from both sides and with reasons; a name that holds a
// word is wholly like itself.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "match/match.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew::match;
  if (size < 1) return 0;
  const auto kind = static_cast<Kind>(data[0] % 5);
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::size_t cut = std::min(text.find('\n'), text.size());
  const Name a = prepare(text.substr(0, cut), kind);
  const Name b = prepare(text.substr(std::min(cut + 1, text.size())), Kind::unknown);
  const double there = score(a, b);
  CHECK(there >= 0 && there <= 1);
  CHECK(there == score(b, a));
  const Comparison reasons = compare(a, b);
  CHECK(reasons.score == there);
  for (const Step& step : reasons.steps) CHECK(!(step.left.empty() && step.right.empty()));
  if (!a.empty()) CHECK(score(a, a) == 1);
  for (const std::string& key : token_keys(a)) CHECK(!key.empty());
  return 0;
}
