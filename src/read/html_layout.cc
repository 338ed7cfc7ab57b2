#include "read/html_layout.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "base/utf8.h"

namespace clew::read {
namespace {

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

/// What a tag means for the layout. paragraph: a block with a blank line around it.
enum class Tag : std::uint8_t {
  none,
  block,
  paragraph,
  heading,
  preformatted,
  textarea,
  line_break,
  cell,
  row,
  table,
  list,
  item,
  quote,
  title
};

Tag tag_of(std::string_view name) {
  struct Names {
    Tag tag;
    std::string_view names;
  };
  static constexpr std::array<Names, 13> kNames{Names{Tag::block,
                                                      "address article aside body button caption center dd "
                                                      "details dialog div dt fieldset figcaption figure "
                                                      "footer form frameset header hgroup html legend main "
                                                      "nav noscript optgroup option search section select "
                                                      "summary tbody tfoot thead video"},
                                                Names{Tag::paragraph, "dl h2 h3 h4 h5 h6 hr p"},
                                                Names{Tag::heading, "h1"},
                                                Names{Tag::preformatted, "pre xmp listing"},
                                                Names{Tag::textarea, "textarea"},
                                                Names{Tag::line_break, "br"},
                                                Names{Tag::cell, "td th"},
                                                Names{Tag::row, "tr"},
                                                Names{Tag::table, "table"},
                                                Names{Tag::list, "ul ol dir menu"},
                                                Names{Tag::item, "li"},
                                                Names{Tag::quote, "blockquote"},
                                                Names{Tag::title, "title"}};
  static const std::unordered_map<std::string_view, Tag> table = [] {
    std::unordered_map<std::string_view, Tag> made;
    for (const Names& row : kNames)
      for (std::string_view rest = row.names; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        made.emplace(rest.substr(0, end), row.tag);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    return made;
  }();
  const auto found = table.find(name);
  return found == table.end() ? Tag::none : found->second;
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

}  // namespace

void HtmlLayout::blank_line(int depth) {
  put(std::string(static_cast<std::size_t>(depth), '>'));
  put("\n");
  blank_ = true;
}

void HtmlLayout::end_line() {
  if (!filled_) return;
  put("\n");
  filled_ = break_ = tab_ = false;
  spaces_ = 0;
  blank_ = false;
  row_broken_ = cell_broken_ = true;
}

void HtmlLayout::start_line() {
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

void HtmlLayout::word(std::string_view bytes) {
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
void HtmlLayout::block(bool paragraph) {
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

void HtmlLayout::line_break() {
  if (break_) end_line();
  if (filled_)
    end_line();
  else if (started_)
    want_blank_ = false, blank_line(depth_);
  spaces_ = 0;
}

void HtmlLayout::row() {
  if (cells_ > 1 && !row_broken_) want_blank_ = false;
  block(false);
  tab_ = false;
  if (break_) end_line();
  cells_ = 0;
  row_broken_ = cell_start_ = false;
}

void HtmlLayout::cell() {
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

void HtmlLayout::list(int step) {
  block(lists_ == 0 || (step < 0 && lists_ == 1));
  lists_ = std::max(0, lists_ + step);
  item_ = false;
}

void HtmlLayout::quote(int step) {
  tab_ = false;
  block(true);
  if (break_) end_line();
  depth_ = std::clamp(depth_ + step, 0, kDeepestQuote);
  blank_depth_ = std::min(blank_depth_, depth_);
}

void HtmlLayout::start_tag(std::string_view name) {
  const Tag tag = tag_of(name);
  pre_start_ = tag == Tag::preformatted || tag == Tag::textarea;
  pre_ += pre_start_;
  switch (tag) {
    case Tag::none:
      return;
    case Tag::line_break:
      return line_break();
    case Tag::cell:
      return cell();
    case Tag::row:
      return row();
    case Tag::list:
      return list(1);
    case Tag::quote:
      return quote(1);
    case Tag::title:
      in_title_ = true;
      return;
    case Tag::item:
      block(false);
      item_ = true;
      return;
    case Tag::heading:
      in_heading_ = !heading_done_;
      return block(true);
    case Tag::block:
    case Tag::table:
    case Tag::textarea:
      return block(false);
    case Tag::paragraph:
    case Tag::preformatted:
      return block(true);
  }
}

void HtmlLayout::end_tag(std::string_view name) {
  const Tag tag = tag_of(name);
  if ((tag == Tag::preformatted || tag == Tag::textarea) && pre_ > 0) --pre_;
  switch (tag) {
    case Tag::none:
    case Tag::cell:
      return;
    case Tag::line_break:
      return line_break();
    case Tag::row:
    case Tag::table:
      return row();
    case Tag::list:
      return list(-1);
    case Tag::quote:
      if (depth_ > 0) quote(-1);
      return;
    case Tag::title:
      in_title_ = false;
      return;
    case Tag::item:
      block(false);
      item_ = false;
      return;
    case Tag::heading:
      in_heading_ = false;
      heading_done_ = !head_.heading.empty();
      return block(true);
    case Tag::block:
    case Tag::textarea:
      return block(false);
    case Tag::paragraph:
    case Tag::preformatted:
      return block(true);
  }
}

void HtmlLayout::text(std::string_view piece) {
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

void HtmlLayout::preformatted(std::string_view piece) {
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

void HtmlLayout::meta(const std::vector<std::pair<std::string, std::string>>& attributes) {
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
  if (one_of(name, kAuthor) && head_.author.empty()) add_collapsed(head_.author, repair_utf8(content));
  if (one_of(name, kDate) && head_.date.empty()) add_collapsed(head_.date, repair_utf8(content));
}

void HtmlLayout::finish() {
  if (filled_) end_line();
  if (!buffer_.empty()) out_(buffer_), buffer_.clear();
  for (std::string* text : {&head_.title, &head_.heading, &head_.author, &head_.date})
    if (text->ends_with(' ')) text->pop_back();
}

}  // namespace clew::read
