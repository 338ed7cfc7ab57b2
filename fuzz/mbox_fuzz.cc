// Any bytes as a mailbox: the books must balance.
#include <cstddef>
#include <cstdint>

#include "null_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const read::Reader* reader = read::reader_named("mbox");
  reader->match(bytes.substr(0, 4096), "x");
  MemorySource source(bytes);
  read::NullSink sink;
  if (reader->read(source, {}, sink)) CHECK(sink.accounted() == size);
  CHECK(!sink.is_open());
  return 0;
}
