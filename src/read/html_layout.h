// read/html_layout.h - lays the tokens of HTML out as lines of text, as html.h describes them.
//
// Keeps counters (depth of quotes, cells of the row in hand ...), no tree: tags that do not match do no harm.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/html.h"
#include "read/html_tokens.h"

namespace clew::read {

/// One thread at a time. `out` gets pieces of valid UTF-8 and must outlive the layout.
class HtmlLayout final : public HtmlTokens {
 public:
  explicit HtmlLayout(const std::function<void(std::string_view)>& out) : out_(out) {}
  void text(std::string_view piece) override;
  void start_tag(std::string_view name) override;
  void end_tag(std::string_view name) override;
  void meta(const std::vector<std::pair<std::string, std::string>>& attributes) override;
  void finish();  ///< after the last token
  const HtmlHead& head() const { return head_; }

 private:
  static constexpr std::size_t kFull = 64 << 10, kMostSpaces = 4096;
  void block(bool paragraph);
  void cell();
  void row();
  void list(int step);
  void quote(int step);
  void line_break();
  void hard_space() { spaces_ = std::min<std::size_t>(spaces_ + 1, kMostSpaces); }
  void word(std::string_view bytes);
  void end_line();
  void start_line();
  void blank_line(int depth);
  void put(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() >= kFull) out_(buffer_), buffer_.clear();
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

}  // namespace clew::read
