#include "base/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>

namespace clew {
namespace {

static_assert(std::endian::native == std::endian::little, "models are little-endian");

constexpr std::size_t kHeader = 64, kRow = 64, kAlign = 64, kNameBytes = 40;
constexpr std::string_view kMagic = "CLEWMODL";

template <class T>
T read_at(std::string_view bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <class T>
void put(std::string& to, T value) {
  to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// FNV-1a over eight bytes at a step, then mixed: finds damage, is no defence against an attacker.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = 0xCBF29CE484222325ULL ^ bytes.size();
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    sum = (sum ^ read_at<std::uint64_t>(bytes, at)) * 0x9E3779B97F4A7C15ULL;
    sum ^= sum >> 29;
  }
  for (; at < bytes.size(); ++at) sum = (sum ^ static_cast<unsigned char>(bytes[at])) * 0x100000001B3ULL;
  return sum ^ sum >> 32;
}

std::size_t size_of(Element type) {
  switch (type) {
    case Element::bytes:
    case Element::int8:
      return 1;
    case Element::int16:
    case Element::uint16:
      return 2;
    case Element::int32:
    case Element::uint32:
      return 4;
  }
  return 0;
}

std::size_t rounded_up(std::size_t n) { return (n + kAlign - 1) / kAlign * kAlign; }

std::string_view row_name(std::string_view bytes, std::size_t row) {
  const std::string_view padded = bytes.substr(kHeader + row * kRow, kNameBytes);
  return padded.substr(0, padded.find('\0'));
}

Error broken(std::string name, std::string what) {
  return {Code::corrupt, std::move(what), std::move(name), "build clew again, or train the model again"};
}

}  // namespace

Result<ModelFile> ModelFile::over(std::string_view bytes, std::string name) {
  if (bytes.size() < kHeader || !bytes.starts_with(kMagic)) return broken(name, "is not a model file");
  if (read_at<std::uint32_t>(bytes, 8) != kModelLayout) {
    return Error{Code::unsupported, "is a model file of another version", std::move(name), {}};
  }
  const std::size_t rows = read_at<std::uint32_t>(bytes, 12);
  if (read_at<std::uint64_t>(bytes, 16) != bytes.size()) return broken(name, "was cut short or added to");
  if (rows > (bytes.size() - kHeader) / kRow) return broken(name, "has a broken table");
  if (read_at<std::uint64_t>(bytes, 24) != checksum(bytes.substr(kHeader, rows * kRow)))
    return broken(name, "has a damaged table");
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t at = kHeader + row * kRow;
    const std::size_t unit = size_of(static_cast<Element>(read_at<std::uint32_t>(bytes, at + 40)));
    const auto offset = read_at<std::uint64_t>(bytes, at + 48),
               length = read_at<std::uint64_t>(bytes, at + 56);
    if (unit == 0 || length % unit != 0 || offset % kAlign != 0 || offset > bytes.size() ||
        length > bytes.size() - offset)
      return broken(name, "has a section that is out of bounds");
  }
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % 4 != 0) return broken(name, "lies at an odd address");
  ModelFile file;
  file.bytes_ = bytes;
  file.name_ = std::move(name);
  return file;
}

Result<ModelFile> ModelFile::map(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return Error{errno == ENOENT ? Code::not_found : Code::io, "cannot be opened", path, {}};
  }
  struct stat about {};
  const bool known = ::fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
  const auto size = known ? static_cast<std::size_t>(about.st_size) : 0;
  void* at = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  ::close(fd);
  if (at == MAP_FAILED) return broken(path, "is not a model file");
  const std::shared_ptr<const void> mapping(at,
                                            [size](const void* p) { ::munmap(const_cast<void*>(p), size); });
  ModelFile file = TRY(over({static_cast<const char*>(at), size}, path));
  file.mapping_ = mapping;
  return file;
}

bool ModelFile::has(std::string_view section) const {
  const std::size_t rows = read_at<std::uint32_t>(bytes_, 12);
  for (std::size_t row = 0; row < rows; ++row)
    if (row_name(bytes_, row) == section) return true;
  return false;
}

Result<std::string_view> ModelFile::find(std::string_view section, Element type) const {
  const std::size_t rows = read_at<std::uint32_t>(bytes_, 12);
  for (std::size_t row = 0; row < rows; ++row) {
    if (row_name(bytes_, row) != section) continue;
    const std::size_t at = kHeader + row * kRow;
    if (read_at<std::uint32_t>(bytes_, at + 40) != static_cast<std::uint32_t>(type))
      return wrong(section, "has elements of another type");
    return bytes_.substr(read_at<std::uint64_t>(bytes_, at + 48), read_at<std::uint64_t>(bytes_, at + 56));
  }
  return Error{Code::not_found, "has no section " + std::string(section), name_, {}};
}

Result<void> ModelFile::verify() const {
  const std::size_t body = kHeader + read_at<std::uint32_t>(bytes_, 12) * kRow;
  if (read_at<std::uint64_t>(bytes_, 32) != checksum(bytes_.substr(body))) return broken(name_, "is damaged");
  return {};
}

Error ModelFile::wrong(std::string_view section, std::string_view what) const {
  return broken(name_, "section " + std::string(section) + " " + std::string(what));
}

void ModelWriter::add_bytes(std::string_view section, Element type, std::string_view bytes) {
  CHECK(!section.empty() && section.size() < kNameBytes);
  for (const Section& other : sections_) CHECK(other.name != section);
  sections_.push_back({std::string(section), type, std::string(bytes)});
}

std::string ModelWriter::finish() const {
  std::string table, body;
  const std::size_t table_end = kHeader + sections_.size() * kRow;
  body.resize(rounded_up(table_end) - table_end);
  for (const Section& section : sections_) {
    std::string padded = section.name;
    padded.resize(kNameBytes);
    table += padded;
    put(table, static_cast<std::uint32_t>(section.type));
    put(table, std::uint32_t{0});
    put(table, static_cast<std::uint64_t>(table_end + body.size()));
    put(table, static_cast<std::uint64_t>(section.bytes.size()));
    body += section.bytes;
    body.resize(rounded_up(table_end + body.size()) - table_end);
  }
  std::string out(kMagic);
  put(out, kModelLayout);
  put(out, static_cast<std::uint32_t>(sections_.size()));
  put(out, static_cast<std::uint64_t>(table_end + body.size()));
  put(out, checksum(table));
  put(out, checksum(body));
  out.resize(kHeader);
  return out + table + body;
}

}  // namespace clew
