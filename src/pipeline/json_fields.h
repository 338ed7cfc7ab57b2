// pipeline/json_fields.h - fields of a record that came in as JSON, read leniently: what is not there, or is
// of another kind, is empty. Views live as long as the parsed record.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string_view>

namespace clew::pipeline {

inline std::string_view text_of(const simdjson::dom::element& object, const char* key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? value : std::string_view();
}
inline std::uint64_t number_of(const simdjson::dom::element& object, const char* key) {
  std::uint64_t value = 0;
  return object[key].get(value) == simdjson::SUCCESS ? value : 0;
}

}  // namespace clew::pipeline
