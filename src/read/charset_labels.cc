#include "read/charset_labels.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace clew::read {
namespace {

using Kind = CharsetKind;

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

}  // namespace

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

}  // namespace clew::read
