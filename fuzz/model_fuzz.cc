// Foreign bytes as a model: opened or refused, and whatever opens can be used on any words.
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/model_file.h"
#include "base/result.h"
#include "text/syntax.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Arrays are read in place, so the bytes begin at a multiple of 64, as mapped and embedded ones do.
  std::vector<std::uint64_t> aligned(size / 8 + 9);
  auto* at = reinterpret_cast<char*>(aligned.data());
  while (reinterpret_cast<std::uintptr_t>(at) % 64 != 0) ++at;
  if (size > 0) std::memcpy(at, data, size);
  auto file = clew::ModelFile::over({at, size}, "fuzz");
  if (!file) return 0;
  for (const char* section : {"tags", "relations", "language"})
    if (const auto text = file->text(section))
      CHECK(text->data() >= at && text->data() + text->size() <= at + size);
  (void)file->verify();
  const auto syntax = clew::text::Syntax::open(*file);
  if (!syntax) return 0;
  const std::vector<std::string_view> words = {"The", "letter", "came", "on", "12/3",
                                               ",",   "\xff",   "یعنی", "."};
  clew::text::SyntaxScratch scratch;
  std::vector<clew::text::SyntaxNode> nodes;
  for (const auto mode : {clew::text::ParseMode::fast, clew::text::ParseMode::accurate}) {
    syntax->parse(words, mode, scratch, nodes);
    CHECK(nodes.size() == words.size());
    for (const auto& node : nodes) CHECK(node.head >= -1 && node.head < static_cast<int>(words.size()));
  }
  return 0;
}
