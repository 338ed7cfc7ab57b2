// Any bytes under any label, whole and in pieces: valid UTF-8 comes out, the same both ways; valid UTF-8
// stays.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "read/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew;
  using namespace clew::read;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(all.find('\n'), all.size());
  const std::string_view label = all.substr(0, std::min<std::size_t>(line, 64));
  const std::string_view bytes = all.substr(std::min(line + 1, all.size()));
  const std::string whole = to_utf8(bytes, label);
  if (!is_valid_utf8(whole)) std::abort();
  TextDecoder decoder(label, bytes);
  std::string pieces;
  for (std::size_t at = 0; at < bytes.size(); at += 7) decoder.decode(bytes.substr(at, 7), false, pieces);
  decoder.decode({}, true, pieces);
  if (pieces != whole) std::abort();
  const bool plain = is_valid_utf8(bytes) && bytes.find('\0') == std::string_view::npos &&
                     bytes.find('\x1B') == std::string_view::npos && !bytes.starts_with("\xEF\xBB\xBF");
  if (plain && to_utf8(bytes, "utf-8") != bytes) std::abort();
  return 0;
}
