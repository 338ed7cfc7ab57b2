// read/charset_labels.h - the names that mail gives to charsets, and which charset each means.
//
// Method: the aliases of the WHATWG Encoding Standard, spelling and punctuation ignored; what is not among
// them is asked of ICU. Threads: safe from any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clew::read {

// ascii: says nothing about bytes above 0x7F. single: one table look-up a byte. multi: ASCII bytes stand for
// themselves, ICU does the rest. stateful: every byte goes through ICU.
enum class CharsetKind : std::uint8_t { ascii, utf8, single, multi, stateful };

struct Charset {
  std::string name;  // canonical, lower case
  std::string icu;
  CharsetKind kind = CharsetKind::ascii;
};

/// The charset that a label names; kind ascii with an empty name: unknown. Kept for the thread, until many
/// others were asked for: copy to keep.
const Charset& charset_of(std::string_view label);
/// One of the charsets of the table by its canonical name.
Charset charset_named(std::string_view canonical);

}  // namespace clew::read
