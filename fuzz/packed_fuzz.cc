// What a worker sends is not trusted: any bytes give records or an error, and a record that can be read gives
// the same bytes when it is packed again.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "pipeline/packed.h"
#include "store/index_run.h"

using namespace clew::pipeline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Unpacker from(bytes);
  clew::model::Document document;
  PackedText text;
  Packer again;
  if (packed_kind(from) == PackedKind::document && unpack_document(from, document, text)) {
    pack_document(again, document, text);
    clew::model::Document second;
    PackedText second_text;
    Unpacker twice(again.bytes());
    CHECK(packed_kind(twice) == PackedKind::document && unpack_document(twice, second, second_text));
    Packer third;
    pack_document(third, second, second_text);
    CHECK(third.bytes() == again.bytes());
  }
  clew::store::RunReader reader;
  if (clew::store::RunReader::open(bytes, reader)) {
    std::size_t terms = 0;
    while (reader.next()) CHECK(++terms <= size);
  }
  return 0;
}
