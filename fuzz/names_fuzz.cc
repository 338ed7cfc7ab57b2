// Any bytes as a passage, and any bytes as a model of names. The first byte chooses the language; from 0x80
// on, the rest is a model that must be refused or be usable on any words.
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "annotate/names.h"
#include "base/result.h"

namespace {

using namespace clew::annotate;

void read_text(std::uint8_t choice, std::string_view text) {
  static constexpr std::string_view kLanguages[] = {"en", "fa", "ar", ""};
  static constexpr std::string_view kZones[] = {"body", "head", "signature", "quote"};
  std::vector<clew::model::Mention> mentions;
  find_names(text, {kLanguages[choice & 3], kZones[choice >> 2 & 3], {}, nullptr}, mentions);
  std::size_t end = 0;
  for (const auto& mention : mentions) {
    CHECK(mention.start >= end && mention.end > mention.start && mention.end <= text.size());
    CHECK(text.substr(mention.start, mention.end - mention.start) == mention.text);
    CHECK(mention.confidence > 0 && mention.confidence < 1);
    end = mention.end;
  }
}

void read_model(std::string_view bytes) {
  // Arrays are read in place, so the bytes begin at a multiple of 64, as mapped and embedded ones do.
  std::vector<std::uint64_t> aligned(bytes.size() / 8 + 9);
  auto* at = reinterpret_cast<char*>(aligned.data());
  while (reinterpret_cast<std::uintptr_t>(at) % 64 != 0) ++at;
  if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
  auto file = clew::ModelFile::over({at, bytes.size()}, "fuzz");
  if (!file) return;
  const auto model = NameModel::open(std::move(*file));
  if (!model) return;
  const std::vector<std::string_view> words = {"Ann",  "Lee",   "of",   "the",  "New",
                                               "York", "Times", "\xff", "یعنی", "."};
  NameBuffers buffers;
  std::vector<NameSpan> spans;
  for (const bool arabic : {false, true}) {
    model->find(words, arabic, buffers, spans);
    for (const NameSpan& span : spans)
      CHECK(span.first < span.last && span.last <= words.size() && span.type < 16);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] < 0x80) {
    read_text(data[0], rest);
  } else {
    read_model(rest);
  }
  return 0;
}
