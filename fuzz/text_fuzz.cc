// Any bytes as a plain text, and as a table.
#include <cstddef>
#include <cstdint>

#include "null_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"text", "csv"}) {
    const read::Reader* reader = read::reader_named(name);
    reader->match(bytes.substr(0, 4096), "x.csv");
    MemorySource source(bytes);
    read::NullSink sink;
    (void)reader->read(source, {}, sink).has_value();
    CHECK(!sink.is_open());
  }
  return 0;
}
