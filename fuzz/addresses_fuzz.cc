// Any bytes as an address list, a header value, parameters, identifiers, a date: valid UTF-8, no crash, no
// hang.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "read/addresses.h"
#include "read/dates.h"
#include "read/encoded_words.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew;
  using namespace clew::read;
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const auto check = [](std::string_view text) {
    if (!is_valid_utf8(text)) std::abort();
  };
  for (const char* hint : {"", "windows-1256"}) {
    for (const model::Mailbox& box : parse_addresses(raw, hint)) {
      check(box.name);
      check(box.address);
      if (box.name.empty() && box.address.empty()) std::abort();
    }
    check(decode_header(raw, hint));
    const HeaderValue value = parse_header_value(raw, hint);
    for (const auto& [name, text] : value.parameters) check(text);
  }
  for (const std::string& id : parse_message_ids(raw)) check(id);
  const ReadDate date = parse_date(raw);
  check(date.raw);
  if (date.moment && (date.moment->zone < -1439 || date.moment->zone > 1439)) std::abort();
  return 0;
}
