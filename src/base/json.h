// base/json.h - writes JSON (RFC 8259) into a string, one value after the other.
//
// Output is UTF-8; control characters, U+2028, U+2029 and invalid bytes are escaped or replaced, so that a
// record is always one line and always valid. Commas are put in by the writer. Reading is simdjson's job.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace clew {

/// Appends `text` with quotes and escapes.
void append_json_string(std::string& to, std::string_view text);

/// REQUIRES: calls that form one valid JSON value. One thread at a time.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::uint64_t number);
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  /// Shortest form that reads back equal.
  JsonWriter& value(double number);
  JsonWriter& value(bool truth);
  JsonWriter& null();
  /// A value that is JSON already.
  JsonWriter& raw(std::string_view json);
  template <class T>
  JsonWriter& field(std::string_view name, const T& v) {
    key(name);
    return value(v);
  }
  /// Like field(), but writes nothing when the text is empty.
  JsonWriter& optional(std::string_view name, std::string_view text) {
    return text.empty() ? *this : field(name, text);
  }
  const std::string& text() const { return out_; }
  /// Gives the text away; the writer is then as new.
  std::string take() {
    comma_ = false;
    return std::exchange(out_, {});
  }
  void clear() { out_.clear(), comma_ = false; }
  /// Ends a record: a line feed, ready for the next value.
  void end_line() { out_ += '\n', comma_ = false; }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate() {
    if (comma_) out_ += ',';
    comma_ = true;
  }
  std::string out_;
  bool comma_ = false;
};

}  // namespace clew
