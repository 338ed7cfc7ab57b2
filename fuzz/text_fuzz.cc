// Any bytes as a plain text.
#include <cstddef>
#include <cstdint>

#include "null_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const read::Reader* reader = read::reader_named("text");
  reader->match(bytes.substr(0, 4096), "x");
  MemorySource source(bytes);
  read::NullSink sink;
  (void)reader->read(source, {}, sink).has_value();
  CHECK(!sink.is_open());
  return 0;
}
