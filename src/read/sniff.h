// read/sniff.h - what the first bytes of a file look like.
#pragma once

#include <string_view>

namespace clew::read {

/// The head starts with a header block of RFC 5322: at least two header fields of which one is common in mail
/// (From, Date, Message-ID, Received, Subject, To, MIME-Version, Return-Path, ...), folded lines allowed,
/// before the first empty line or the end of the head. A leading "From " line, byte order mark or blank lines
/// may stand before it.
bool looks_like_mail(std::string_view head);
/// Starts with "From " and a date on that line (or one word: "From -"), followed by a header block.
bool looks_like_mbox(std::string_view head);
bool looks_like_html(std::string_view head);
/// No NUL byte and few control characters, in UTF-8, UTF-16 with a mark, or an 8-bit charset.
bool looks_like_text(std::string_view head);

}  // namespace clew::read
