#include "read/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "read/charset_guess.h"
#include "read/charset_labels.h"

namespace clew::read {
namespace {

using Kind = CharsetKind;

// Converters are costly to open, so each thread keeps those that it is done with.
class Converter {
 public:
  explicit Converter(const std::string& icu) : icu_(icu) {
    auto& free = pool();
    const auto found =
        std::find_if(free.begin(), free.end(), [&](const auto& one) { return one.first == icu; });
    if (found != free.end()) {
      converter_ = found->second;
      free.erase(found);
      ucnv_reset(converter_);
    } else {
      UErrorCode status = U_ZERO_ERROR;
      converter_ = ucnv_open(icu.c_str(), &status);
      if (U_FAILURE(status)) converter_ = nullptr;
    }
  }
  ~Converter() {
    if (!converter_) return;
    auto& free = pool();
    if (free.size() >= 16) {
      ucnv_close(free.front().second);
      free.erase(free.begin());
    }
    free.emplace_back(icu_, converter_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  UConverter* get() const { return converter_; }

 private:
  struct Pool : std::vector<std::pair<std::string, UConverter*>> {
    ~Pool() {
      for (const auto& one : *this) ucnv_close(one.second);
    }
  };
  static Pool& pool() {
    thread_local Pool free;
    return free;
  }
  std::string icu_;
  UConverter* converter_ = nullptr;
};

// Writes U+FFFD for what the converter cannot read and counts the bytes.
void count_replaced(const void* context, UConverterToUnicodeArgs* args, const char*, int32_t length,
                    UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  *static_cast<std::uint64_t*>(const_cast<void*>(context)) += static_cast<std::uint64_t>(length);
  *status = U_ZERO_ERROR;
  const char16_t mark = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &mark, 1, 0, status);
}

std::size_t ascii_run(std::string_view bytes) {
  std::size_t at = 0;
  while (at + 8 <= bytes.size()) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    if (word & 0x8080808080808080u) break;
    at += 8;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

// A declared ISO-8859-6 is often windows-1256 in truth: bytes that ISO-8859-6 leaves unused give it away.
bool uses_unassigned(std::string_view sample, const Charset& charset) {
  const UpperHalf* half = upper_half(charset.icu.c_str());
  if (!half) return false;
  return std::any_of(sample.begin(), sample.end(), [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && (byte < 0xA0 || (*half)[byte - 0x80] == 0);
  });
}

bool has_errors(std::string_view sample, const Charset& charset);

// Whether the bytes speak against the declared charset so clearly that it must be wrong.
bool contradicted(const Charset& charset, const ByteCensus& census, std::string_view sample) {
  if (census.high == 0) return false;
  switch (charset.kind) {
    case Kind::ascii:
      return true;
    case Kind::utf8:
      return census.utf8_broken > 0 && (census.utf8_pairs + census.utf8_longer) < census.utf8_broken * 4;
    case Kind::single:
      if (census.utf8() && census.utf8_pairs + 2 * census.utf8_longer >= 2) return true;
      // Western text has few letters above 0x7F; where most are, it is another script under a default label.
      if (charset.name == "windows-1252" && census.high >= 8 && census.high > census.ascii_letters)
        return guess_eight_bit(sample) != "windows-1252";
      if (charset.name == "iso-8859-6") return uses_unassigned(sample, charset);
      return false;
    case Kind::multi:
      return census.utf8() && census.utf8_longer >= 2 && has_errors(sample, charset);
    case Kind::stateful:
      return false;
  }
  return false;
}

}  // namespace

struct TextDecoder::State {
  Charset charset;
  bool guessed = false;
  bool undecided = false;  // only ASCII was seen so far, and no charset that we trust was declared
  bool at_start = true;
  std::uint64_t replaced = 0;
  std::string carry;  // the cut character at the end of the last piece (UTF-8)
  const UpperHalf* half = nullptr;
  std::unique_ptr<Converter> converter;
  char16_t surrogate = 0;

  void choose(std::string_view label, std::string_view sample);

  void use(Charset chosen) {
    charset = std::move(chosen);
    undecided = false;
    if (charset.kind == Kind::single) half = upper_half(charset.icu.c_str());
    if (charset.kind == Kind::multi || charset.kind == Kind::stateful) {
      converter = std::make_unique<Converter>(charset.icu);
      if (UConverter* raw = converter->get()) {
        UErrorCode status = U_ZERO_ERROR;
        ucnv_setToUCallBack(raw, count_replaced, &replaced, nullptr, nullptr, &status);
      }
    }
    const bool usable = charset.kind == Kind::single ? half != nullptr : !converter || converter->get();
    if (!usable || charset.kind == Kind::ascii) charset = charset_named("utf-8");
  }

  void guess(std::string_view sample, const ByteCensus& census) {
    guessed = true;
    if (census.utf8() || census.high == 0)
      use(charset_named("utf-8"));
    else if (census.utf8_broken * 2 < census.utf8_pairs + census.utf8_longer)
      use(charset_named("utf-8"));  // a few damaged characters: no other charset makes so many sound ones
    else
      use(charset_named(guess_eight_bit(sample)));
  }

  void decode_utf8_piece(std::string_view bytes, bool last, std::string& to);
  void decode_single(std::string_view bytes, std::string& to);
  void decode_icu(std::string_view bytes, bool last, std::string& to);
  void decode(std::string_view bytes, bool last, std::string& to);
};

void TextDecoder::State::decode_utf8_piece(std::string_view bytes, bool last, std::string& to) {
  if (carry.empty() && is_valid_utf8(bytes)) {
    to += bytes;
    return;
  }
  std::string joined;
  if (!carry.empty()) {
    joined = carry;
    joined += bytes;
    carry.clear();
    bytes = joined;
  }
  std::size_t at = 0, kept = 0;
  while (at < bytes.size()) {
    at += ascii_run(bytes.substr(at));
    if (at >= bytes.size()) break;
    const Decoded c = decode_utf8(bytes, at);
    if (c.valid) {
      at += static_cast<std::size_t>(c.length);
      continue;
    }
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t left = bytes.size() - at;
    const std::size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const bool cut = !last && lead >= 0xC2 && lead <= 0xF4 && left < need &&
                     std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(at) + 1, bytes.end(),
                                 [](char b) { return (static_cast<unsigned char>(b) & 0xC0) == 0x80; });
    to.append(bytes, kept, at - kept);
    if (cut) {
      carry = bytes.substr(at);
      return;
    }
    to += "\xEF\xBF\xBD";
    ++replaced;
    kept = ++at;
  }
  to.append(bytes, kept, bytes.size() - kept);
}

void TextDecoder::State::decode_single(std::string_view bytes, std::string& to) {
  while (!bytes.empty()) {
    const std::size_t run = ascii_run(bytes);
    to.append(bytes, 0, run);
    bytes.remove_prefix(run);
    std::size_t at = 0;
    for (; at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80; ++at) {
      const char16_t c = (*half)[static_cast<unsigned char>(bytes[at]) - 0x80u];
      replaced += c == 0;
      append_utf8(to, c == 0 ? 0xFFFD : c);
    }
    bytes.remove_prefix(at);
  }
}

void TextDecoder::State::decode_icu(std::string_view bytes, bool last, std::string& to) {
  char16_t wide[2048];
  const char* from = bytes.data() ? bytes.data() : "";
  const char* const end = from + bytes.size();
  for (;;) {
    char16_t* out = wide;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(converter->get(), &out, wide + 2048, &from, end, nullptr, last, &status);
    for (const char16_t* c = wide; c < out; ++c) {
      if (*c >= 0xD800 && *c <= 0xDBFF) {
        if (surrogate) append_utf8(to, 0xFFFD);
        surrogate = *c;
      } else if (*c >= 0xDC00 && *c <= 0xDFFF && surrogate) {
        append_utf8(to, 0x10000 + ((static_cast<char32_t>(surrogate) - 0xD800) << 10) + (*c - 0xDC00u));
        surrogate = 0;
      } else {
        if (surrogate) append_utf8(to, 0xFFFD);
        surrogate = 0;
        append_utf8(to, *c);
      }
    }
    if (status != U_BUFFER_OVERFLOW_ERROR) break;  // all was read; errors cannot happen behind the callback
  }
  if (last && surrogate) {
    append_utf8(to, 0xFFFD);
    surrogate = 0;
  }
}

void TextDecoder::State::decode(std::string_view bytes, bool last, std::string& to) {
  std::string joined;
  if (undecided) {
    if (carry.empty()) {
      const std::size_t run = ascii_run(bytes);
      to.append(bytes, 0, run);
      if (run == bytes.size()) return;
      bytes.remove_prefix(run);
    } else {
      joined = std::exchange(carry, {});
      joined += bytes;
      bytes = joined;
    }
    constexpr std::size_t kEnough = 256;  // a guess from fewer bytes is a bad one
    if (bytes.size() < kEnough && !last) {
      carry = bytes;
      return;
    }
    const std::string_view sample = bytes.substr(0, 1 << 16);
    guess(sample, take_census(sample));
  }
  switch (charset.kind) {
    case Kind::single:
      return decode_single(bytes, to);
    case Kind::multi:
    case Kind::stateful:
      return decode_icu(bytes, last, to);
    case Kind::ascii:
    case Kind::utf8:
      return decode_utf8_piece(bytes, last, to);
  }
}

namespace {

bool has_errors(std::string_view sample, const Charset& charset) {
  const Converter converter(charset.icu);
  if (!converter.get()) return true;
  std::uint64_t errors = 0;
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), count_replaced, &errors, nullptr, nullptr, &status);
  char16_t wide[2048];
  const char* from = sample.data();
  do {
    char16_t* out = wide;
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &out, wide + 2048, &from, sample.data() + sample.size(), nullptr, false,
                   &status);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return errors > 0;
}

// A byte order mark at the very start, and the charset that it means.
struct Mark {
  std::string_view bytes;
  const char* charset;
};
constexpr std::array kMarks{Mark{"\xEF\xBB\xBF", "utf-8"}, Mark{{"\xFF\xFE\0\0", 4}, "utf-32le"},
                            Mark{{"\0\0\xFE\xFF", 4}, "utf-32be"}, Mark{"\xFF\xFE", "utf-16le"},
                            Mark{"\xFE\xFF", "utf-16be"}};

const Mark* mark_of(std::string_view bytes) {
  if (bytes.empty() || (bytes[0] != '\0' && static_cast<unsigned char>(bytes[0]) < 0x80)) return nullptr;
  for (const Mark& mark : kMarks)
    if (bytes.starts_with(mark.bytes)) return &mark;
  return nullptr;
}

std::string_view without_mark(std::string_view bytes, std::string_view charset) {
  const Mark* mark = mark_of(bytes);
  return mark && charset == mark->charset ? bytes.substr(mark->bytes.size()) : bytes;
}

// Without the character that the end cuts through.
std::string_view whole_characters(std::string_view sample) {
  std::size_t end = sample.size();
  for (std::size_t n = 1; n <= std::min<std::size_t>(3, sample.size()); ++n) {
    const auto byte = static_cast<unsigned char>(sample[sample.size() - n]);
    if ((byte & 0xC0) == 0x80) continue;
    const std::size_t need = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    if (need > n) end = sample.size() - n;
    break;
  }
  return sample.substr(0, end);
}

// Charsets that use no byte above 0x7F.
bool is_seven_bit(const Charset& charset) {
  return charset.name == "utf-7" || charset.name.starts_with("iso-2022-") || charset.name == "hz-gb-2312";
}

}  // namespace

void TextDecoder::State::choose(std::string_view label, std::string_view sample) {
  if (const Mark* mark = mark_of(sample)) return use(charset_named(mark->charset));
  const Charset& declared = charset_of(label);
  const bool trusted = declared.kind != Kind::ascii;
  if (declared.kind == Kind::stateful) {
    // UTF-16 without a mark is little-endian unless the zeros say otherwise.
    if (declared.name == "utf-16") {
      const std::string_view order = guess_utf16(sample);
      return use(charset_named(order.empty() ? "utf-16le" : order));
    }
    if (!is_seven_bit(declared) || ascii_run(sample) == sample.size()) return use(declared);
    return guess(sample, take_census(sample));
  }
  if (ascii_run(sample) == sample.size()) {
    const bool escapes = !trusted && sample.find('\x1B') != std::string_view::npos;
    const std::string_view by_escape = escapes ? guess_iso2022(sample) : std::string_view{};
    const std::string_view wide =
        !trusted && sample.find('\0') != std::string_view::npos ? guess_utf16(sample) : std::string_view{};
    if (!by_escape.empty() || !wide.empty()) {
      guessed = true;
      return use(charset_named(by_escape.empty() ? wide : by_escape));
    }
    if (trusted) return use(declared);
    charset = charset_named("us-ascii");
    undecided = true;
    return;
  }
  if (!trusted) {
    if (const std::string_view wide = guess_utf16(sample); !wide.empty()) {
      guessed = true;
      return use(charset_named(wide));
    }
  }
  // Most text is what it says it is, and to see that UTF-8 is whole costs far less than a census.
  if (trusted && declared.kind == Kind::utf8 && is_valid_utf8(whole_characters(sample))) return use(declared);
  const ByteCensus census = take_census(sample);
  if (trusted && !contradicted(declared, census, sample)) return use(declared);
  guess(sample, census);
}

TextDecoder::TextDecoder(std::string_view label, std::string_view sample)
    : state_(std::make_unique<State>()) {
  state_->choose(label, sample.substr(0, 1 << 16));
}

TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;

void TextDecoder::decode(std::string_view bytes, bool last, std::string& to) {
  if (!state_->at_start) return state_->decode(bytes, last, to);
  std::string& head = state_->carry;  // a mark may come in pieces too
  if (head.empty() && bytes.size() >= 4) {
    state_->at_start = false;
    return state_->decode(without_mark(bytes, state_->charset.name), last, to);
  }
  head += bytes;
  if (head.size() < 4 && !last) return;
  state_->at_start = false;
  const std::string whole = std::exchange(head, {});
  state_->decode(without_mark(whole, state_->charset.name), last, to);
}

const std::string& TextDecoder::charset() const { return state_->charset.name; }
bool TextDecoder::guessed() const { return state_->guessed; }
std::uint64_t TextDecoder::replaced() const { return state_->replaced; }

std::string to_utf8(std::string_view bytes, std::string_view label) {
  TextDecoder decoder(label, bytes);
  std::string out;
  out.reserve(bytes.size());
  decoder.decode(bytes, true, out);
  return out;
}

}  // namespace clew::read
