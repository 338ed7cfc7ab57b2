// Words come in order, their folded forms hold only what SQLite's "ascii" tokenizer takes for parts of words,
// and the whole text folds to the same words joined.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/fold.h"
#include "base/result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string joined;
  std::size_t at = 0;
  clew::WordCutter cutter(text);
  for (clew::Word word; cutter.next(word);) {
    CHECK(word.start >= at && word.end > word.start && word.end <= size);
    at = word.end;
    CHECK(!word.folded.empty());
    for (const char c : word.folded) {
      CHECK((c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }
    if (!joined.empty()) joined += ' ';
    joined += word.folded;
  }
  CHECK(clew::folded(text) == joined);
  return 0;
}
