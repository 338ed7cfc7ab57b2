// Any bytes as a letter, and as an Apple letter: nothing crashes, hangs or leaks; the sink is called in
// order.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "read/eml.h"

namespace clew::read {
extern const Reader kEml, kEmlx;

namespace {

struct Check : Sink {
  bool open_ = false;
  void open(model::Document) override {
    if (open_) std::abort();
    open_ = true;
  }
  void text(std::string_view piece) override {
    if (!open_ || !is_valid_utf8(piece)) std::abort();
  }
  void child(const Child& child, Source& bytes) override {
    if (!open_ || !child.member.starts_with("!/")) std::abort();
    if (child.member.find('/', 2) != std::string::npos || !is_valid_utf8(child.member)) std::abort();
    char block[4096];
    std::uint64_t total = 0;
    for (;;) {
      const Result<std::size_t> got = bytes.read(block, sizeof block);
      if (!got || *got == 0) break;
      total += *got;
    }
    if (total != bytes.size()) std::abort();
  }
  void loss(std::string_view, std::string_view, std::uint64_t) override {}
  void close() override {
    if (!open_) std::abort();
    open_ = false;
  }
  void skipped(std::uint64_t) override {}
};

// Hides that the bytes lie in memory, so that the other way of reading is tried too.
class Streamed final : public Source {
 public:
  explicit Streamed(std::string_view bytes) : memory_(bytes) {}
  Result<std::size_t> read(char* to, std::size_t n) override { return memory_.read(to, n < 100 ? n : 100); }
  std::uint64_t size() const override { return memory_.size() + kMore; }
  Result<void> seek(std::uint64_t offset) override {
    return memory_.seek(offset < memory_.size() ? offset : memory_.size());
  }

 private:
  // Claims to be too long to be read into memory; the end then comes early, as with a file that shrinks.
  static constexpr std::uint64_t kMore = 2 << 20;
  MemorySource memory_;
};

}  // namespace
}  // namespace clew::read

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew;
  using namespace clew::read;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.max_parts = 200;
  for (const Reader* reader : {&kEml, &kEmlx}) {
    MemorySource source(bytes);
    Check sink;
    static_cast<void>(reader->read(source, limits, sink));
    if (sink.open_) std::abort();
  }
  struct Quiet : Sink {
    void open(model::Document) override {}
    void text(std::string_view) override {}
    void child(const Child&, Source& child) override {
      char block[4096];
      for (;;) {
        const Result<std::size_t> got = child.read(block, sizeof block);
        if (!got || *got == 0) break;
      }
    }
    void loss(std::string_view, std::string_view, std::uint64_t) override {}
    void close() override {}
    void skipped(std::uint64_t) override {}
  } quiet;
  Streamed streamed(bytes);
  static_cast<void>(kEml.read(streamed, limits, quiet));
  return 0;
}
