#include "read/html.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "read/charset.h"
#include "read/html_tokens.h"
#include "read/reader.h"
#include "read/sniff.h"

namespace clew::read {
namespace {

constexpr std::size_t kPiece = 64 << 10;
constexpr std::size_t kMetaWithin = 16 << 10;  // how far <meta charset> is looked for
constexpr std::size_t kLongestTitle = 4096;
constexpr int kDeepestQuote = 32;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string lowered(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(), lower);
  return low;
}

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& sorted) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

constexpr std::array<std::string_view, 40> kBlocks{
    "address", "article", "aside",    "body",     "button", "caption",  "center",     "dd",
    "details", "dialog",  "dir",      "div",      "dt",     "fieldset", "figcaption", "figure",
    "footer",  "form",    "frameset", "header",   "hgroup", "html",     "legend",     "main",
    "menu",    "nav",     "noscript", "optgroup", "option", "search",   "section",    "select",
    "summary", "table",   "tbody",    "textarea", "tfoot",  "thead",    "tr",         "video"};
/// Blocks with a blank line around them.
constexpr std::array<std::string_view, 12> kParagraphs{"blockquote", "dl", "h1", "h2", "h3",  "h4",
                                                       "h5",         "h6", "hr", "p",  "pre", "xmp"};

/// Lays the tokens out as lines of text.
class Layout final : public HtmlTokens {
 public:
  explicit Layout(const std::function<void(std::string_view)>& out) : out_(out) {}
  void text(std::string_view piece) override;
  void start_tag(std::string_view name) override;
  void end_tag(std::string_view name) override;
  void meta(const std::vector<std::pair<std::string, std::string>>& attributes) override;
  void finish();
  const HtmlHead& head() const { return head_; }

 private:
  void block(bool paragraph);
  void cell();
  void row();
  void list(int step);
  void quote(int step);
  void line_break();
  void hard_space() { spaces_ = std::min<std::size_t>(spaces_ + 1, 4096); }
  void word(std::string_view bytes);
  void end_line();
  void start_line();
  void blank_line(int depth);
  void put(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() >= kPiece) out_(buffer_), buffer_.clear();
  }
  void preformatted(std::string_view piece);

  const std::function<void(std::string_view)>& out_;
  std::string buffer_;
  HtmlHead head_;
  bool in_title_ = false, in_heading_ = false, heading_done_ = false;
  bool started_ = false;     // something has been written
  bool filled_ = false;      // the line in hand has content
  bool break_ = false;       // ... which ends before any more content
  bool want_blank_ = false;  // a blank line is due before the next content
  bool blank_ = false;       // the last line written is blank
  bool item_ = false;        // "- " is due
  bool tab_ = false;         // a tab is due before the next content of this line
  std::size_t spaces_ = 0;   // spaces due, if content follows on this line
  int depth_ = 0;            // of quotes
  int blank_depth_ = 0;      // least depth since the last content
  int lists_ = 0, pre_ = 0;
  bool pre_start_ = false;
  int cells_ = 0;                                  // of this row
  bool row_broken_ = false, cell_broken_ = false;  // it has lines of its own inside
  bool cell_start_ = false;                        // nothing in this cell yet
};

void Layout::blank_line(int depth) {
  put(std::string(static_cast<std::size_t>(depth), '>'));
  put("\n");
  blank_ = true;
}

void Layout::end_line() {
  if (!filled_) return;
  put("\n");
  filled_ = break_ = tab_ = false;
  spaces_ = 0;
  blank_ = false;
  row_broken_ = cell_broken_ = true;
}

void Layout::start_line() {
  if (want_blank_ && started_ && !blank_) blank_line(std::min(blank_depth_, depth_));
  want_blank_ = false;
  if (depth_ > 0) {
    put(std::string(static_cast<std::size_t>(depth_), '>'));
    put(" ");
  }
  if (item_) put("- ");
  item_ = false;
  filled_ = started_ = true;
}

void Layout::word(std::string_view bytes) {
  if (break_) end_line();
  if (!filled_) start_line();
  if (tab_)
    put("\t");
  else if (spaces_ > 0)
    put(std::string(spaces_, ' '));
  tab_ = cell_start_ = false;
  spaces_ = 0;
  blank_depth_ = depth_;
  put(bytes);
}

/// A block begins or ends here. The line ends when more content comes: until then a table cell can undo it.
void Layout::block(bool paragraph) {
  if (tab_) return;  // the first block of a cell that goes on in its row's line
  if (filled_) {
    break_ = true;
    spaces_ = 0;
  } else if (spaces_ > 0) {
    // A line of hard spaces alone is how mail programs write an empty paragraph.
    spaces_ = 0;
    if (started_ && !want_blank_) blank_line(depth_);
  }
  want_blank_ |= paragraph && !cell_start_;
}

void Layout::line_break() {
  if (break_) end_line();
  if (filled_)
    end_line();
  else if (started_)
    want_blank_ = false, blank_line(depth_);
  spaces_ = 0;
}

void Layout::row() {
  if (cells_ > 1 && !row_broken_) want_blank_ = false;
  block(false);
  tab_ = false;
  if (break_) end_line();
  cells_ = 0;
  row_broken_ = cell_start_ = false;
}

void Layout::cell() {
  if (cells_++ > 0 && filled_ && !cell_broken_) {
    break_ = want_blank_ = false;
    tab_ = true;
  } else {
    block(false);
  }
  spaces_ = 0;
  cell_broken_ = false;
  cell_start_ = true;
}

void Layout::list(int step) {
  block(lists_ == 0 || (step < 0 && lists_ == 1));
  lists_ = std::max(0, lists_ + step);
  item_ = false;
}

void Layout::quote(int step) {
  tab_ = false;
  block(true);
  if (break_) end_line();
  depth_ = std::clamp(depth_ + step, 0, kDeepestQuote);
  blank_depth_ = std::min(blank_depth_, depth_);
}

void Layout::start_tag(std::string_view name) {
  pre_start_ = false;
  if (name == "br") return line_break();
  if (name == "td" || name == "th") return cell();
  if (name == "tr") return row();
  if (name == "ul" || name == "ol" || name == "dir" || name == "menu") return list(1);
  if (name == "blockquote") return quote(1);
  if (name == "title") {
    in_title_ = true;
  } else if (name == "li") {
    block(false);
    item_ = true;
  } else if (one_of(name, kParagraphs)) {
    block(true);
    if (name == "pre" || name == "xmp") ++pre_, pre_start_ = true;
    if (name == "h1" && !heading_done_) in_heading_ = true;
  } else if (one_of(name, kBlocks)) {
    block(false);
    if (name == "textarea") ++pre_, pre_start_ = true;
  }
}

void Layout::end_tag(std::string_view name) {
  if (name == "tr" || name == "table") return row();
  if (name == "ul" || name == "ol" || name == "dir" || name == "menu") return list(-1);
  if (name == "blockquote") {
    if (depth_ > 0) quote(-1);
  } else if (name == "title") {
    in_title_ = false;
  } else if (name == "li") {
    block(false);
    item_ = false;
  } else if (name == "br") {
    line_break();
  } else if (one_of(name, kParagraphs)) {
    block(true);
    if ((name == "pre" || name == "xmp") && pre_ > 0) --pre_;
    if (name == "h1" && in_heading_) in_heading_ = false, heading_done_ = !head_.heading.empty();
  } else if (one_of(name, kBlocks)) {
    block(false);
    if (name == "textarea" && pre_ > 0) --pre_;
  }
}

/// Appends with white space collapsed.
void add_collapsed(std::string& to, std::string_view piece) {
  for (const char c : piece) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!space)
      to += c;
    else if (!to.empty() && to.back() != ' ')
      to += ' ';
  }
}

void Layout::text(std::string_view piece) {
  if (in_title_) {
    if (head_.title.size() < kLongestTitle) return add_collapsed(head_.title, piece);
    in_title_ = false;  // a title that nobody closed: the rest is text
  }
  if (in_heading_ && head_.heading.size() < kLongestTitle) add_collapsed(head_.heading, piece);
  if (pre_ > 0) return preformatted(piece);
  std::size_t at = 0;
  while (at < piece.size()) {
    const char c = piece[at];
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f') {
      if (filled_ && !break_ && spaces_ == 0) spaces_ = 1;
      ++at;
      continue;
    }
    if (c == '\xC2' && at + 1 < piece.size() && piece[at + 1] == '\xA0') {
      hard_space();
      at += 2;
      continue;
    }
    std::size_t end = at;
    while (end < piece.size() && static_cast<unsigned char>(piece[end]) > ' ' &&
           !(piece[end] == '\xC2' && end + 1 < piece.size() && piece[end + 1] == '\xA0'))
      ++end;
    if (end == at) ++end;  // a control character
    word(piece.substr(at, end - at));
    at = end;
  }
}

void Layout::preformatted(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size();) {
    const char c = piece[at];
    const bool first = pre_start_;
    if (c != '\r') pre_start_ = false;
    if (c == '\n') {
      if (!first) line_break();
      ++at;
    } else if (c == '\r') {
      ++at;
    } else if (c == ' ') {
      hard_space();
      ++at;
    } else {
      const std::size_t end = std::min(piece.find_first_of("\r\n ", at), piece.size());
      word(piece.substr(at, end - at));
      at = end;
    }
  }
}

void Layout::meta(const std::vector<std::pair<std::string, std::string>>& attributes) {
  std::string name;
  std::string_view content;
  for (const auto& [key, value] : attributes) {
    if (key == "name" || key == "property" || key == "itemprop") name = lowered(value);
    if (key == "content") content = value;
  }
  static constexpr std::array<std::string_view, 5> kAuthor{"article:author", "author", "byl", "dc.creator",
                                                           "dcterms.creator"};
  static constexpr std::array<std::string_view, 9> kDate{
      "article:published_time", "date",         "datepublished", "dc.date",     "dc.date.issued",
      "dcterms.created",        "dcterms.date", "pubdate",       "publish-date"};
  if (one_of(name, kAuthor) && head_.author.empty()) add_collapsed(head_.author, content);
  if (one_of(name, kDate) && head_.date.empty()) add_collapsed(head_.date, content);
}

void Layout::finish() {
  if (filled_) end_line();
  if (!buffer_.empty()) out_(buffer_), buffer_.clear();
  for (std::string* text : {&head_.title, &head_.heading, &head_.author, &head_.date})
    if (text->ends_with(' ')) text->pop_back();
}

/// The charset that the HTML itself declares: <meta charset=x>, <meta ... content="text/html; charset=x"> or
/// <?xml encoding="x"?>.
std::string declared_charset(std::string_view sample) {
  const std::string low = lowered(sample.substr(0, kMetaWithin));
  std::string_view found;
  if (const std::size_t meta = low.find("<meta"); meta != std::string::npos)
    if (const std::size_t at = low.find("charset", meta); at != std::string::npos)
      found = std::string_view(low).substr(at + 7);
  if (found.empty() && low.starts_with("<?xml")) {
    const std::size_t at = low.find("encoding");
    if (at < low.find("?>")) found = std::string_view(low).substr(at + 8);
  }
  const auto skip = [&](std::string_view these) {
    found.remove_prefix(std::min(found.find_first_not_of(these), found.size()));
  };
  skip(" \t\r\n");
  if (!found.starts_with('=')) return {};
  skip("= \t\r\n\"'");
  std::string label(found.substr(0, std::min<std::size_t>(found.find_first_of("\"'>; \t\r\n/"), 64)));
  // Bytes in which "<meta" could be read are not UTF-16, whatever they claim.
  return label.starts_with("utf-16") ? "utf-8" : label;
}

struct Decoding {
  std::string charset;
  bool guessed = false;
  std::uint64_t replaced = 0;
};

/// Feeds at most `limit` bytes of the file, in UTF-8.
Result<Decoding> lay_out(Source& html, std::string_view charset, std::uint64_t limit, Layout& layout) {
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
  HtmlHead head = TRY(read_html_head(file, {}));
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
    if (const auto utc = model::parse_iso8601(head.date)) document.date = model::Moment{*utc, 0};
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
  Layout layout(out);
  Result<Decoding> decoding = lay_out(file, {}, kNoLimit, layout);
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
  Layout layout(out);
  TRY(lay_out(html, charset, kNoLimit, layout));
  return {};
}

Result<HtmlHead> read_html_head(Source& html, std::string_view charset) {
  const std::function<void(std::string_view)> nowhere = [](std::string_view) {};
  Layout layout(nowhere);
  TRY(lay_out(html, charset, kPiece, layout));
  TRY(html.seek(0));
  return layout.head();
}

extern const Reader kHtml;
const Reader kHtml{"html", "web page (HTML)", false, match_html, read_html};

}  // namespace clew::read
