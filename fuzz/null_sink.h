// fuzz/null_sink.h - a sink that throws away what it is given, but reads every child to its end and checks
// what readers promise: text is valid UTF-8, text stands in a document, documents do not nest.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "read/reader.h"

namespace clew::read {

class NullSink final : public Sink {
 public:
  void open(model::Document) override {
    CHECK(!open_);
    open_ = true;
  }
  void text(std::string_view piece) override {
    CHECK(open_);
    CHECK(is_valid_utf8(piece));
  }
  void child(const Child& child, Source& bytes) override {
    CHECK(!child.member.empty());
    std::vector<char> buffer(4096);
    std::uint64_t got = 0;
    for (;;) {
      const Result<std::size_t> n = bytes.read(buffer.data(), buffer.size());
      if (!n || *n == 0) break;
      got += *n;
    }
    CHECK(got == bytes.size());
    given_ += got;
  }
  void loss(std::string_view, std::string_view, std::uint64_t bytes) override { lost_ += bytes; }
  void close() override {
    CHECK(open_);
    open_ = false;
  }
  void skipped(std::uint64_t bytes) override { skipped_ += bytes; }
  /// Bytes given to children, lost and skipped: for a container, all of it.
  std::uint64_t accounted() const { return given_ + lost_ + skipped_; }
  bool is_open() const { return open_; }

 private:
  bool open_ = false;
  std::uint64_t given_ = 0, lost_ = 0, skipped_ = 0;
};

}  // namespace clew::read
