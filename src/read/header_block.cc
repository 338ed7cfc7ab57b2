#include "read/header_block.h"

#include <algorithm>
#include <array>

namespace clew::read {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::size_t kHead = LineScanner::kHead;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool same_letters(std::string_view a, std::string_view lower_name) {
  return a.size() == lower_name.size() &&
         std::equal(a.begin(), a.end(), lower_name.begin(), [](char x, char y) { return lower(x) == y; });
}

// The length of the field name that the line starts with, 0 when it starts with none. Letters outside ASCII
// are wrong in a name, but a field with one is still no text of the letter.
std::size_t name_length(std::string_view line) {
  std::size_t end = 0;
  const auto of_name = [](unsigned char c) { return c > ' ' && c != 0x7F && c != ':'; };
  while (end < line.size() && of_name(static_cast<unsigned char>(line[end]))) ++end;
  if (end == 0 || end > 200) return 0;
  std::size_t colon = end;
  while (colon < line.size() && (line[colon] == ' ' || line[colon] == '\t')) ++colon;
  return colon < line.size() && line[colon] == ':' ? end : 0;
}

bool is_common_name(std::string_view name) {
  static constexpr std::array<std::string_view, 17> kNames{
      "from",       "to",           "cc",       "bcc",         "subject",     "date",
      "message-id", "mime-version", "received", "in-reply-to", "references",  "return-path",
      "reply-to",   "sender",       "x-mailer", "importance",  "delivered-to"};
  if (std::any_of(kNames.begin(), kNames.end(),
                  [&](std::string_view one) { return same_letters(name, one); }))
    return true;
  const auto starts = [&](std::string_view prefix) {
    return same_letters(name.substr(0, prefix.size()), prefix);
  };
  return starts("content-") || starts("x-") || starts("list-");
}

bool is_from_line(std::string_view line) { return line.starts_with("From ") || line.starts_with(">From "); }

// Cuts a header block held in memory.
class BlockParser {
 public:
  BlockParser(std::string_view text, bool cr_lines, HeaderBlock& block)
      : text_(text), line_end_(cr_lines ? '\r' : '\n'), block_(block) {}

  // False: the text ends before the block does (all of it was fields).
  bool run(std::size_t start) {
    at_ = start;
    while (at_ < text_.size()) {
      const std::string_view line = line_at(at_);
      const std::string_view bare = without_end(line);
      if (bare.empty()) {
        close();
        body_ = at_ + line.size();
        return true;
      }
      if ((bare[0] == ' ' || bare[0] == '\t') && !block_.headers.empty()) {
        at_ += line.size();
        continue;
      }
      const std::size_t name = name_length(bare);
      if (name > 0) {
        close();
        const std::size_t colon = text_.find(':', at_ + name);
        open_ = true;
        block_.headers.push_back({text_.substr(at_, name), text_.substr(colon + 1, 0)});
      } else if (is_from_line(bare)) {
        close();
      } else if (!open_ || !fields_follow(at_ + line.size())) {
        close();
        body_ = at_;
        return true;
      }
      at_ += line.size();
    }
    close();
    body_ = text_.size();
    return false;
  }

  std::size_t body() const { return body_; }

 private:
  std::string_view line_at(std::size_t at) const {
    const std::size_t end = text_.find(line_end_, at);
    return text_.substr(at, end == std::string_view::npos ? end : end + 1 - at);
  }
  std::string_view without_end(std::string_view line) const {
    if (!line.empty() && line.back() == line_end_) line.remove_suffix(1);
    if (line_end_ == '\n' && !line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
  }

  // The open field ends before the current line.
  void close() {
    if (!open_) return;
    open_ = false;
    Header& last = block_.headers.back();
    const auto begin = static_cast<std::size_t>(last.value.data() - text_.data());
    last.value = without_end(text_.substr(begin, at_ - begin));
  }

  // Whether the lines from `at` to the next empty one go on with well-known fields.
  bool fields_follow(std::size_t at) {
    if (++broken_ > 50) return false;
    for (int i = 0; i < 20 && at < text_.size(); ++i) {
      const std::string_view line = line_at(at);
      const std::string_view bare = without_end(line.substr(0, kHead));
      if (bare.empty()) return false;
      const std::size_t name = name_length(bare);
      if (name > 0) return is_common_name(bare.substr(0, name));
      at += line.size();
    }
    return false;
  }

  std::string_view text_;
  char line_end_;
  HeaderBlock& block_;
  std::size_t at_ = 0, body_ = 0;
  bool open_ = false;
  int broken_ = 0;
};

// Where the fields begin: behind a byte order mark, blank lines, "From " lines and blanks before the first
// name.
std::size_t skip_preface(std::string_view text, char line_end) {
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (;;) {
    std::size_t blank = at;
    while (blank < text.size() && (text[blank] == ' ' || text[blank] == '\t' || text[blank] == '\r')) ++blank;
    if (blank < text.size() && text[blank] == '\n') {
      at = blank + 1;
    } else if (line_end == '\r' && at < text.size() && text[at] == '\r') {
      ++at;
    } else if (is_from_line(text.substr(at, 6))) {
      const std::size_t end = text.find(line_end, at);
      if (end == std::string_view::npos) return at;
      at = end + 1;
    } else {
      return name_length(text.substr(blank, kHead)) > 0 ? blank : at;
    }
  }
}

bool has_cr_lines(std::string_view head) {
  head = head.substr(0, kBlock);
  return head.find('\r') != std::string_view::npos && head.find('\n') == std::string_view::npos;
}

// Passes over the rest of a block that is longer than the limit.
Result<std::uint64_t> find_body(Source& file, std::uint64_t from, bool cr_lines) {
  LineScanner lines(file, {from, file.size()}, cr_lines);
  for (LineScanner::Line line; lines.next(line);)
    if (line.head.empty()) return line.offset + line.size;
  TRY(Result<void>(lines.failure()));
  return file.size();
}

}  // namespace

bool is_named(const Header& header, std::string_view lower_name) {
  return same_letters(header.name, lower_name);
}

const Header* HeaderBlock::find(std::string_view name) const {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const Header& h) { return is_named(h, name); });
  return found == headers.end() ? nullptr : &*found;
}

Result<void> read_header_block(Source& file, std::uint64_t limit, HeaderBlock& block) {
  const std::string_view* memory = file.in_memory();
  std::size_t want = kBlock;
  for (;;) {
    std::string_view text;
    bool whole = false;
    if (memory) {
      text = memory->substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(limit, memory->size())));
      whole = true;
    } else {
      want = static_cast<std::size_t>(std::min<std::uint64_t>({want, limit, file.size()}));
      TRY(file.seek(0));
      block.owned.resize(want);
      std::size_t have = 0;
      while (have < want) {
        const std::size_t got = TRY(file.read(block.owned.data() + have, want - have));
        if (got == 0) break;
        have += got;
      }
      block.owned.resize(have);
      text = block.owned;
      whole = have < want || have >= limit || have >= file.size();
    }
    block.headers.clear();
    block.headers.reserve(32);
    block.cr_lines = has_cr_lines(text);
    BlockParser parser(text, block.cr_lines, block);
    const bool ended = parser.run(skip_preface(text, block.cr_lines ? '\r' : '\n'));
    block.body = parser.body();
    if (ended) return {};
    if (whole) {
      if (text.size() >= file.size()) return {};
      block.body = TRY(find_body(file, text.size(), block.cr_lines));
      block.dropped = block.body - text.size();
      return {};
    }
    want *= 2;
  }
}

LineScanner::LineScanner(Source& file, Range range, bool cr_lines)
    : file_(file), range_(range), line_end_(cr_lines ? '\r' : '\n'), window_at_(range.begin) {
  if (const std::string_view* memory = file.in_memory()) {
    in_memory_ = true;
    window_ = memory->substr(static_cast<std::size_t>(range.begin), static_cast<std::size_t>(range.size()));
  }
}

// Adds bytes behind those at hand; false at the end of the range.
bool LineScanner::fill() {
  const std::uint64_t at = window_at_ + window_.size();
  if (in_memory_ || at >= range_.end || !failure_) return false;
  std::string next(window_);
  const std::size_t kept = next.size();
  next.resize(kept + static_cast<std::size_t>(std::min<std::uint64_t>(kBlock, range_.end - at)));
  if (Result<void> sought = file_.seek(at); !sought) {
    failure_ = std::move(sought).error();
    return false;
  }
  Result<std::size_t> got = file_.read(next.data() + kept, next.size() - kept);
  if (!got) {
    failure_ = std::move(got).error();
    return false;
  }
  next.resize(kept + *got);
  buffer_ = std::move(next);
  window_ = buffer_;
  return *got > 0;
}

bool LineScanner::next(Line& line) {
  line.offset = window_at_;
  line.size = 0;
  for (;;) {
    const std::size_t end = window_.find(line_end_);
    if (end != std::string_view::npos) {
      line.head = window_.substr(0, std::min(end, kHead));
      if (line_end_ == '\n' && end <= kHead && line.head.ends_with('\r')) line.head.remove_suffix(1);
      line.size = end + 1;
      window_.remove_prefix(end + 1);
      window_at_ += end + 1;
      return true;
    }
    if (window_.size() > 2 * kHead && !in_memory_) break;  // a long line: its head is enough
    if (!fill()) break;
  }
  if (window_.empty()) return false;
  // A line without an end at hand. Its head is kept apart, for the window moves on.
  const std::string head(window_.substr(0, kHead));
  std::size_t passed = window_.size();
  line.size = passed;
  window_at_ += passed;
  window_ = {};
  while (fill()) {
    const std::size_t end = window_.find(line_end_);
    passed = end == std::string_view::npos ? window_.size() : end + 1;
    line.size += passed;
    window_.remove_prefix(passed);
    window_at_ += passed;
    if (end != std::string_view::npos) break;
  }
  head_ = head;
  line.head = head_;
  return true;
}

}  // namespace clew::read
