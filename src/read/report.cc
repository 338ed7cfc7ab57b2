// A news report or a digest of several, as plain text, Markdown or HTML. The text stays whole and as decoded;
// what its lines say about it (headline, date line, byline, publication, where to read more, topics) becomes
// metadata.
//
// The file is read twice: once for the metadata, which may stand at its end, once to hand over the text. Only
// the first item of a digest (items are parted by lines of "---", "***" or "===" after a blank line) gives
// date, byline and publication; each item gives its headline.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>

#include "read/charset.h"
#include "read/html.h"
#include "read/reader.h"
#include "read/report_scan.h"
#include "read/sniff.h"

namespace clew::read {
namespace {

constexpr std::size_t kPiece = 256 << 10;

struct Decoding {
  std::string charset;
  std::uint64_t replaced = 0;
};

/// The whole text of the file, once from front to back.
Result<Decoding> each_piece(Source& file, bool html, const std::function<void(std::string_view)>& out) {
  if (html) {
    TRY(html_to_text(file, {}, out));
    return Decoding{};
  }
  TRY(file.seek(0));
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, file.size())), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const std::size_t got = TRY(file.read(bytes.data() + have, bytes.size() - have));
    if (got == 0) break;
    have += got;
  }
  TextDecoder decoder({}, std::string_view(bytes).substr(0, have));
  std::string text;
  for (std::uint64_t done = 0; have > 0;) {
    text.clear();
    done += have;
    decoder.decode(std::string_view(bytes).substr(0, have), done >= file.size(), text);
    out(text);
    have = TRY(file.read(bytes.data(), bytes.size()));
  }
  return Decoding{decoder.charset(), decoder.replaced()};
}

Result<void> read_report(Source& file, const Limits& limits, Sink& sink) {
  std::string head(static_cast<std::size_t>(std::min<std::uint64_t>(4096, file.size())), '\0');
  head.resize(TRY(file.read(head.data(), head.size())));
  const bool html = looks_like_html(head);
  if (!html && !head.empty() && !looks_like_text(head))
    return Error{Code::unsupported, "not a report in plain text or HTML", "", ""};
  HtmlHead page;
  if (html) page = TRY(read_html_head(file, {}));
  ReportScan scan(page.heading.empty() ? page.title : page.heading);
  TRY(each_piece(file, html, [&](std::string_view piece) { scan.feed(piece); }));
  scan.finish();
  model::Document document = scan.document(html ? "text/html" : "text/plain");
  if (document.from.empty() && !page.author.empty()) document.from.push_back({page.author, ""});
  if (!document.date && !page.date.empty())
    if (const auto utc = model::parse_iso8601(page.date)) {
      document.date = model::Moment{*utc, 0};
      if (page.date.size() == 10) document.date_note = model::kToTheDay;
    }
  sink.open(std::move(document));
  std::uint64_t given = 0, cut = 0;
  Result<Decoding> decoding = each_piece(file, html, [&](std::string_view piece) {
    if (cut > 0 || given + piece.size() > limits.max_text_bytes) {
      cut += piece.size();
      return;
    }
    given += piece.size();
    sink.text(piece);
  });
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

Match match_report(std::string_view, std::string_view) { return Match::no; }

}  // namespace

extern const Reader kReport;
const Reader kReport{"report", "news report or digest", false, match_report, read_report};

}  // namespace clew::read
