#include "read/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "read/charset_guess.h"

namespace clew::read {
namespace {

// ascii: says nothing about bytes above 0x7F. single: one table look-up a byte. multi: ASCII bytes stand for
// themselves, ICU does the rest. stateful: every byte goes through ICU.
enum class Kind : std::uint8_t { ascii, utf8, single, multi, stateful };

struct Charset {
  std::string name;  // canonical, lower case
  std::string icu;
  Kind kind = Kind::ascii;
};

struct Known {
  const char* name;
  const char* icu;
  Kind kind;
  const char* labels;  // without punctuation, space before and after each
};

// The labels that mail uses. What is not here is asked of ICU.
constexpr std::array kKnown{
    Known{"us-ascii", "US-ASCII", Kind::ascii,
          " usascii ascii ansix341968 ansix341986 iso646us us cp367 ibm367 646 7bit isoir6 ascii7bit "
          "unknown8bit xunknown unknown default xuserdefined userdefined iso8859 8bit binary none plain "},
    Known{"utf-8", "UTF-8", Kind::utf8, " utf8 unicode11utf8 cp65001 utf8mb4 xunicode20utf8 utf "},
    Known{"windows-1252", "windows-1252", Kind::single,
          " iso88591 latin1 l1 isoir100 iso885911987 ibm819 cp819 windows1252 cp1252 xcp1252 ansi iso latin "
          "iso88591windows31latin1 "},
    Known{"windows-1250", "windows-1250", Kind::single, " windows1250 cp1250 xcp1250 "},
    Known{"windows-1251", "windows-1251", Kind::single, " windows1251 cp1251 xcp1251 win1251 "},
    Known{"windows-1253", "windows-1253", Kind::single, " windows1253 cp1253 xcp1253 "},
    Known{"windows-1254", "windows-1254", Kind::single,
          " windows1254 cp1254 xcp1254 iso88599 latin5 l5 isoir148 iso885991989 "},
    Known{"windows-1255", "windows-1255", Kind::single, " windows1255 cp1255 xcp1255 "},
    Known{"windows-1256", "windows-1256", Kind::single, " windows1256 cp1256 xcp1256 win1256 "},
    Known{"windows-1257", "windows-1257", Kind::single, " windows1257 cp1257 xcp1257 "},
    Known{"windows-1258", "windows-1258", Kind::single, " windows1258 cp1258 xcp1258 "},
    Known{"iso-8859-2", "iso-8859-2", Kind::single, " iso88592 latin2 l2 isoir101 iso885921987 "},
    Known{"iso-8859-3", "iso-8859-3", Kind::single, " iso88593 latin3 l3 "},
    Known{"iso-8859-4", "iso-8859-4", Kind::single, " iso88594 latin4 l4 "},
    Known{"iso-8859-5", "iso-8859-5", Kind::single, " iso88595 cyrillic isoir144 iso885951988 "},
    Known{"iso-8859-6", "iso-8859-6", Kind::single,
          " iso88596 iso88596i iso88596e arabic asmo708 ecma114 isoir127 iso885961987 "},
    Known{"iso-8859-7", "iso-8859-7", Kind::single, " iso88597 greek greek8 isoir126 iso885971987 "},
    Known{"iso-8859-8", "iso-8859-8", Kind::single, " iso88598 iso88598i iso88598e hebrew isoir138 "},
    Known{"iso-8859-10", "iso-8859-10", Kind::single, " iso885910 latin6 l6 "},
    Known{"iso-8859-13", "iso-8859-13", Kind::single, " iso885913 "},
    Known{"iso-8859-15", "iso-8859-15", Kind::single, " iso885915 latin9 l9 latin0 "},
    Known{"koi8-r", "koi8-r", Kind::single, " koi8r koi8 koi "},
    Known{"koi8-u", "koi8-u", Kind::single, " koi8u koi8ru "},
    Known{"ibm866", "ibm-866", Kind::single, " ibm866 cp866 866 "},
    Known{"macintosh", "macintosh", Kind::single, " macintosh mac macroman xmacroman "},
    Known{"windows-874", "windows-874", Kind::single, " windows874 cp874 tis620 iso885911 "},
    Known{"gb18030", "gb18030", Kind::multi,
          " gb18030 gbk gb2312 gb231280 cp936 ms936 windows936 euccn xgbk csgb2312 chinese gb "},
    Known{"big5", "Big5-HKSCS", Kind::multi, " big5 big5hkscs cnbig5 xxbig5 csbig5 cp950 "},
    Known{"shift_jis", "windows-31j", Kind::multi,
          " shiftjis sjis xsjis mskanji windows31j cp932 ms932 csshiftjis "},
    Known{"euc-jp", "EUC-JP", Kind::multi, " eucjp xeucjp cseucpkdfmtjapanese "},
    Known{"euc-kr", "windows-949", Kind::multi,
          " euckr ksc56011987 ksc5601 ksc56011989 ksc56011992 ks cp949 windows949 korean ms949 uhc "
          "kscseuckr5601 "},
    Known{"iso-2022-jp", "ISO-2022-JP-2", Kind::stateful,
          " iso2022jp csiso2022jp iso2022jp1 iso2022jp2 jis "},
    Known{"iso-2022-kr", "ISO-2022-KR", Kind::stateful, " iso2022kr csiso2022kr "},
    Known{"iso-2022-cn", "ISO-2022-CN", Kind::stateful, " iso2022cn iso2022cnext "},
    Known{"hz-gb-2312", "HZ-GB-2312", Kind::stateful, " hzgb2312 hz "},
    Known{"utf-7", "UTF-7", Kind::stateful, " utf7 unicode11utf7 unicode20utf7 xunicode20utf7 "},
    Known{"utf-16", "UTF-16", Kind::stateful, " utf16 unicode ucs2 iso10646ucs2 unicodefffe "},
    Known{"utf-16le", "UTF-16LE", Kind::stateful, " utf16le "},
    Known{"utf-16be", "UTF-16BE", Kind::stateful, " utf16be "},
    Known{"utf-32le", "UTF-32LE", Kind::stateful, " utf32le "},
    Known{"utf-32be", "UTF-32BE", Kind::stateful, " utf32be "},
};

const Known& known_named(std::string_view name) {
  for (const Known& known : kKnown)
    if (name == known.name) return known;
  return kKnown[0];
}

// Letters and digits of a label, lower case, between spaces: the form that `labels` has.
std::string plain_label(std::string_view label) {
  std::string out = " ";
  for (const char c : label) {
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c | 0x20);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
    if (out.size() > 40) break;
  }
  return out + ' ';
}

// A converter of ICU's for a label that is not in the list. Its answer to the printable ASCII characters
// tells whether they may pass it by.
Charset ask_icu(std::string_view label) {
  std::string name;
  for (const char c : label.substr(0, 40)) {
    if (c >= 'A' && c <= 'Z')
      name += static_cast<char>(c | 0x20);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':')
      name += c;
  }
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = name.empty() ? nullptr : ucnv_open(name.c_str(), &status);
  if (!converter || U_FAILURE(status)) return {};
  std::string ascii;
  for (char c = ' '; c < 0x7F; ++c) ascii += c;
  char16_t out[256];
  const int32_t n =
      ucnv_toUChars(converter, out, 256, ascii.data(), static_cast<int32_t>(ascii.size()), &status);
  const bool plain = U_SUCCESS(status) && n == static_cast<int32_t>(ascii.size()) &&
                     std::equal(ascii.begin(), ascii.end(), out,
                                [](char a, char16_t b) { return a == static_cast<char>(b); });
  const bool single = ucnv_getType(converter) == UCNV_SBCS;
  ucnv_close(converter);
  return {name, name, !plain ? Kind::stateful : single ? Kind::single : Kind::multi};
}

// The charset that a label names; kind ascii with an empty name: unknown. Remembered per thread.
const Charset& charset_of(std::string_view label) {
  thread_local std::unordered_map<std::string, Charset> cache;
  std::string key = plain_label(label);
  const auto found = cache.find(key);
  if (found != cache.end()) return found->second;
  if (cache.size() > 500) cache.clear();  // a mailbox of invented labels must not grow without end
  Charset made;
  if (key.size() > 2) {
    const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& one) {
      return std::string_view(one.labels).find(key) != std::string_view::npos;
    });
    made = known != kKnown.end() ? Charset{known->name, known->icu, known->kind} : ask_icu(label);
  }
  return cache.emplace(std::move(key), std::move(made)).first->second;
}

Charset charset_named(std::string_view canonical) {
  const Known& known = known_named(canonical);
  return {known.name, known.icu, known.kind};
}

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
    else if (census.utf8_broken * 20 < census.utf8_pairs + census.utf8_longer)
      use(charset_named("utf-8"));  // a few damaged characters in a long text
    else
      use(charset_named(guess_eight_bit(sample)));
  }

  void decode_utf8_piece(std::string_view bytes, bool last, std::string& to);
  void decode_single(std::string_view bytes, std::string& to);
  void decode_icu(std::string_view bytes, bool last, std::string& to);
  void decode(std::string_view bytes, bool last, std::string& to);
};

void TextDecoder::State::decode_utf8_piece(std::string_view bytes, bool last, std::string& to) {
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
  if (undecided) {
    const std::size_t run = ascii_run(bytes);
    to.append(bytes, 0, run);
    if (run == bytes.size()) return;
    bytes.remove_prefix(run);
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
