#include "read/html.h"

#include <algorithm>
#include <cstdint>

#include "read/charset.h"
#include "read/html_layout.h"
#include "read/html_tokens.h"
#include "read/reader.h"
#include "read/sniff.h"

namespace clew::read {
namespace {

constexpr std::size_t kPiece = 64 << 10;
constexpr std::size_t kMetaWithin = 16 << 10;  // how far <meta charset> is looked for

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string lowered(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(), lower);
  return low;
}

/// The charset that the HTML itself declares: <meta charset=x>, <meta ... content="text/html; charset=x"> or
/// <?xml encoding="x"?>.
std::string declared_charset(std::string_view sample) {
  const std::string low = lowered(sample.substr(0, kMetaWithin));
  std::string_view found;
  for (std::size_t meta = low.find("<meta"); meta != std::string::npos && found.empty();
       meta = low.find("<meta", meta + 5)) {
    const std::string_view tag = std::string_view(low).substr(meta, low.find('>', meta) - meta);
    if (const std::size_t at = tag.find("charset"); at != std::string::npos) found = tag.substr(at + 7);
  }
  if (found.empty() && low.starts_with("<?xml")) {
    const std::string_view tag = std::string_view(low).substr(0, low.find("?>"));
    if (const std::size_t at = tag.find("encoding"); at != std::string::npos) found = tag.substr(at + 8);
  }
  const auto skip = [&](std::string_view these) {
    found.remove_prefix(std::min(found.find_first_not_of(these), found.size()));
  };
  skip(" \t\r\n");
  if (!found.starts_with('=')) return {};
  skip("= \t\r\n\"'");
  std::string label(found.substr(0, std::min<std::size_t>(found.find_first_of("\"'>; \t\r\n/"), 64)));
  // Bytes in which "<meta" could be read are not UTF-16, whatever they claim.
  for (const std::string_view wide : {"utf-16", "utf16", "unicode", "ucs-2", "iso-10646-ucs", "utf-32"})
    if (label.starts_with(wide)) return "utf-8";
  return label;
}

struct Decoding {
  std::string charset;
  bool guessed = false;
  std::uint64_t replaced = 0;
};

/// Feeds at most `limit` bytes of the file, in UTF-8.
Result<Decoding> lay_out(Source& html, std::string_view charset, std::uint64_t limit, HtmlLayout& layout) {
  TRY(html.seek(0));
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, html.size())), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const std::size_t got = TRY(html.read(bytes.data() + have, bytes.size() - have));
    if (got == 0) break;
    have += got;
  }
  const std::string_view sample = std::string_view(bytes).substr(0, have);
  std::string label(charset);
  const std::string low = lowered(charset);
  if (label.empty() || low == "us-ascii" || low == "ascii") {
    const std::string own = declared_charset(sample);
    if (!own.empty()) label = own;
  }
  TextDecoder decoder(label, sample);
  HtmlTokenizer tokenizer(layout);
  std::string text;
  std::uint64_t done = 0;
  while (have > 0) {
    text.clear();
    done += have;
    decoder.decode(std::string_view(bytes).substr(0, have), done >= html.size(), text);
    tokenizer.feed(text);
    if (done >= limit) break;
    have = TRY(html.read(bytes.data(), bytes.size()));
  }
  tokenizer.finish();
  layout.finish();
  return Decoding{decoder.charset(), decoder.guessed(), decoder.replaced()};
}

constexpr std::uint64_t kNoLimit = ~std::uint64_t{0};

Match match_html(std::string_view head, std::string_view file_name) {
  if (looks_like_html(head)) return Match::by_content;
  const std::string name = lowered(file_name);
  for (const std::string_view ending : {".html", ".htm", ".xhtml", ".shtml"})
    if (name.ends_with(ending) && (head.empty() || looks_like_text(head))) return Match::by_name;
  return Match::no;
}

Result<void> read_html(Source& file, const Limits& limits, Sink& sink) {
  HtmlHead head = TRY(read_html_head(file, limits.charset));
  model::Document document;
  document.type = model::DocumentType::text;
  document.media_type = "text/html";
  document.subject = head.title.empty() ? head.heading : head.title;
  if (!head.author.empty()) {
    document.fields.emplace_back("author", head.author);
    document.from.push_back({head.author, ""});
  }
  if (!head.date.empty()) {
    document.fields.emplace_back("date", head.date);
    if (const auto utc = model::parse_iso8601(head.date)) {
      document.date = model::Moment{*utc, 0};
      if (head.date.size() == 10) document.date_note = model::kToTheDay;
    }
  }
  sink.open(std::move(document));
  std::uint64_t given = 0, cut = 0;
  const std::function<void(std::string_view)> out = [&](std::string_view piece) {
    if (cut > 0 || given + piece.size() > limits.max_text_bytes) {
      cut += piece.size();
      return;
    }
    given += piece.size();
    sink.text(piece);
  };
  HtmlLayout layout(out);
  Result<Decoding> decoding = lay_out(file, limits.charset, kNoLimit, layout);
  if (!decoding)
    sink.loss("io", "the file cannot be read on: " + decoding.error().what, 0);
  else if (decoding->replaced > 0)
    sink.loss("corrupt",
              std::to_string(decoding->replaced) + " bytes that mean nothing in " + decoding->charset,
              decoding->replaced);
  if (cut > 0) sink.loss("limit", "the text is longer than the limit", cut);
  sink.close();
  return {};
}

}  // namespace

Result<void> html_to_text(Source& html, std::string_view charset,
                          const std::function<void(std::string_view)>& out) {
  HtmlLayout layout(out);
  TRY(lay_out(html, charset, kNoLimit, layout));
  return {};
}

Result<HtmlHead> read_html_head(Source& html, std::string_view charset) {
  const std::function<void(std::string_view)> nowhere = [](std::string_view) {};
  HtmlLayout layout(nowhere);
  TRY(lay_out(html, charset, kPiece, layout));
  TRY(html.seek(0));
  return layout.head();
}

extern const Reader kHtml;
const Reader kHtml{"html", "web page (HTML)", false, match_html, read_html};

}  // namespace clew::read
