// base/model_file.h - trained models: named arrays of integers in one read-only file.
//
// Nothing is copied: arrays are views of the file's bytes, mapped from disk or embedded in the executable
// (base/embedded_models.h). Opening checks the header, the table of sections and that every section lies
// within the file, so that a broken file is an Error and never a stray read; it costs microseconds whatever
// the size. The checksum over the arrays is verified on request (verify()), as it touches every page.
//
// Layout, little-endian: 8 bytes "CLEWMODL"; u32 version of this layout; u32 number of sections; u64 size of
// the file; u64 checksum of the table; u64 checksum of all bytes after the table; 24 zero bytes (64 in all);
// then per section 64 bytes: name (40, zero-padded), u32 element type, u32 zero, u64 offset, u64 bytes; then
// the sections, each at a multiple of 64.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"

namespace clew {

inline constexpr std::uint32_t kModelLayout = 1;

enum class Element : std::uint32_t { bytes = 1, int8 = 2, int16 = 3, int32 = 4, uint32 = 5, uint16 = 6 };

template <class T>
constexpr Element element_of() {
  static_assert(sizeof(T) <= 4 && (std::is_integral_v<T> || std::is_same_v<T, char>));
  if constexpr (std::is_same_v<T, char>) return Element::bytes;
  if constexpr (std::is_same_v<T, std::int8_t>) return Element::int8;
  if constexpr (std::is_same_v<T, std::int16_t>) return Element::int16;
  if constexpr (std::is_same_v<T, std::uint16_t>) return Element::uint16;
  if constexpr (std::is_same_v<T, std::int32_t>) return Element::int32;
  return Element::uint32;
}

/// An open model. Copies share the mapping; arrays live as long as one copy does (or, for bytes of somebody
/// else, as long as these). Threads: safe from any, as nothing changes.
class ModelFile {
 public:
  /// Holds nothing until it is assigned to.
  ModelFile() = default;
  /// Bytes that somebody else keeps alive; they must begin at a multiple of 4 (embedded ones do, at 64).
  /// `name` appears in errors. Errors: corrupt; unsupported (another version of the layout).
  static Result<ModelFile> over(std::string_view bytes, std::string name);
  /// Maps a file. Errors: not_found, io, and those of over().
  static Result<ModelFile> map(const std::string& path);

  /// A section's elements. Errors: not_found (no such section), corrupt (elements of another type).
  template <class T>
  Result<std::span<const T>> array(std::string_view section) const {
    auto bytes = find(section, element_of<T>());
    if (!bytes) return std::move(bytes).error();
    return std::span<const T>(reinterpret_cast<const T*>(bytes->data()), bytes->size() / sizeof(T));
  }
  /// The same, of exactly `n` elements, else corrupt.
  template <class T>
  Result<std::span<const T>> array(std::string_view section, std::size_t n) const {
    auto found = array<T>(section);
    if (found && found->size() != n) return wrong(section, "has the wrong length");
    return found;
  }
  /// A section of bytes, as text.
  Result<std::string_view> text(std::string_view section) const { return find(section, Element::bytes); }
  bool has(std::string_view section) const;

  /// Compares the checksum of all arrays. Errors: corrupt.
  Result<void> verify() const;
  const std::string& name() const { return name_; }
  /// An error that names this model and the section, for what a model's own reader finds wrong.
  Error wrong(std::string_view section, std::string_view what) const;

 private:
  Result<std::string_view> find(std::string_view section, Element type) const;

  std::string_view bytes_;
  std::string name_;
  std::shared_ptr<const void> mapping_;
};

/// Collects arrays and gives the bytes of a model file. The same arrays in the same order give the same
/// bytes. For training tools. REQUIRES: names of 1 to 39 bytes, each once.
class ModelWriter {
 public:
  template <class T>
  void add(std::string_view section, std::span<const T> elements) {
    add_bytes(section, element_of<T>(),
              {reinterpret_cast<const char*>(elements.data()), elements.size() * sizeof(T)});
  }
  template <class T>
  void add(std::string_view section, const std::vector<T>& elements) {
    add(section, std::span<const T>(elements));
  }
  void add(std::string_view section, std::string_view text) { add_bytes(section, Element::bytes, text); }
  std::string finish() const;

 private:
  struct Section {
    std::string name;
    Element type;
    std::string bytes;
  };
  void add_bytes(std::string_view section, Element type, std::string_view bytes);
  std::vector<Section> sections_;
};

}  // namespace clew
