// Plain text in any charset, streamed: what is valid UTF-8 stays byte for byte.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "read/charset.h"
#include "read/plain_text.h"
#include "read/reader.h"
#include "read/sniff.h"

namespace clew::read {
namespace {

constexpr std::size_t kPiece = 256 << 10;

std::string lower_ending(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string ending(file_name.substr(dot + 1));
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return ending;
}

template <std::size_t N>
bool one_of(std::string_view ending, const std::array<std::string_view, N>& endings) {
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

Match match_text(std::string_view head, std::string_view file_name) {
  static constexpr std::array<std::string_view, 7> kText{"", "txt", "text", "md", "markdown", "log", "asc"};
  // Text to look at, but of a form that means more than its words.
  static constexpr std::array<std::string_view, 36> kOther{
      "json", "jsonl", "ndjson", "ijson", "geojson", "csv", "tsv", "xml", "xsd",  "xsl",  "svg",  "rdf",
      "ttl",  "yaml",  "yml",    "html",  "htm",     "rtf", "ps",  "eps", "vcf",  "ics",  "ldif", "sql",
      "js",   "css",   "py",     "sh",    "c",       "h",   "cc",  "eml", "emlx", "mbox", "pem",  "sig"};
  const std::string ending = lower_ending(file_name);
  if (head.empty()) return !ending.empty() && one_of(ending, kText) ? Match::by_name : Match::no;
  if (!looks_like_text(head) || head.starts_with("{\\rtf")) return Match::no;
  if (one_of(ending, kText)) return Match::by_content;
  return one_of(ending, kOther) ? Match::no : Match::by_name;
}

Result<void> read_text(Source& file, const Limits& limits, Sink& sink) {
  return read_plain_text(file, limits, sink, "text/plain");
}

}  // namespace

Result<void> read_plain_text(Source& file, const Limits& limits, Sink& sink, std::string_view media_type) {
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, file.size())), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const std::size_t got = TRY(file.read(bytes.data() + have, bytes.size() - have));
    if (got == 0) break;
    have += got;
  }
  TextDecoder decoder(limits.charset, std::string_view(bytes).substr(0, have));
  model::Document document;
  document.type = model::DocumentType::text;
  document.media_type = media_type;
  if (!limits.charset.empty()) {
    // The container's own field tells what was declared.
    if (decoder.guessed()) document.fields.emplace_back("charset-guessed", decoder.charset());
  } else if (decoder.charset() != "utf-8" && decoder.charset() != "us-ascii") {
    document.fields.emplace_back("charset", decoder.charset());
    if (decoder.guessed()) document.fields.emplace_back("charset-note", "guessed");
  }
  sink.open(std::move(document));
  std::string text;
  std::uint64_t done = 0, given = 0;
  while (have > 0) {
    text.clear();
    done += have;
    decoder.decode(std::string_view(bytes).substr(0, have), done >= file.size(), text);
    if (given + text.size() > limits.max_text_bytes) {
      sink.loss("limit", "the text is longer than the limit", file.size() - (done - have));
      break;
    }
    given += text.size();
    sink.text(text);
    Result<std::size_t> got = file.read(bytes.data(), bytes.size());
    if (!got) {
      sink.loss("io", "the file cannot be read on: " + got.error().what, file.size() - done);
      break;
    }
    have = *got;
  }
  if (decoder.replaced() > 0)
    sink.loss("corrupt",
              std::to_string(decoder.replaced()) + " bytes that mean nothing in " + decoder.charset(),
              decoder.replaced());
  sink.close();
  return {};
}

extern const Reader kText;
const Reader kText{"text", "plain text", false, match_text, read_text};

}  // namespace clew::read
