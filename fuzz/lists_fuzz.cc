// Any bytes as a sanctions list: the first byte says through which form, the rest is the file.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lists/list_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  (void)lists::choose_format(bytes.substr(0, 4096), "list.csv");
  const lists::Format& format = *lists::formats()[data[0] % lists::formats().size()];
  MemorySource source(bytes);
  std::uint64_t entries = 0;
  const auto read = lists::read_list(format, source, "list.csv", [&](model::ListEntry& entry) {
    CHECK(!entry.id.empty() || entry.supplement);
    entries += !entry.supplement;
    return Result<void>();
  });
  if (read) CHECK(read->entries == entries);
  return 0;
}
