#include "text/passages.h"

#include <algorithm>
#include <cstring>

#include "base/digest.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "text/lines.h"

namespace clew::text {
namespace {

/// A longer paragraph is cut at the first sentence end past half of it, or by force at it. Counted in bytes
/// of content, without quote marks and line ends, so that quoting and wrapping do not move the cuts.
constexpr std::size_t kLongest = 8192;

struct Span {
  std::size_t from, to;
};

std::uint64_t big_endian(const unsigned char* bytes) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8 | bytes[i];
  return value;
}

bool ends_sentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '.' || c == '!' || c == '?') return true;
  const std::string_view two = text.substr(at >= 1 ? at - 1 : 0, 2),
                         three = text.substr(at >= 2 ? at - 2 : 0, 3);
  return two == "؟" || two == "۔" || three == "。" || three == "！" || three == "？";
}

/// Where to cut [from, to), which is one line's content, when `before` bytes of the piece stand in front of
/// it; npos: nowhere in this line.
std::size_t cut_in_line(std::string_view text, Span line, std::size_t before) {
  const std::size_t room = kLongest - std::min(before, kLongest);
  const std::size_t soft = before < kLongest / 2 ? kLongest / 2 - before : 0;
  const std::size_t length = line.to - line.from;
  for (std::size_t i = soft; i < std::min(length, room); ++i) {
    const std::size_t at = line.from + i;
    const bool before_space = at + 1 == line.to || text[at + 1] == ' ' || text[at + 1] == '\t';
    if (before_space && ends_sentence(text, at)) return at + 1;
  }
  if (length <= room) return std::string_view::npos;
  if (before > 0) return line.from;
  const std::size_t space = text.substr(line.from, room).rfind(' ');
  if (space != std::string_view::npos && space > room / 2) return line.from + space;
  const std::size_t edge = floor_boundary(text, line.from + room);
  return edge > line.from ? edge : line.from + room;
}

class Splitter {
 public:
  Splitter(std::string_view text, std::uint64_t base, std::string* words)
      : text_(text), base_(base), words_(words) {}

  void add_zone(const model::Zone& zone) {
    zone_ = &zone;
    const std::size_t start = std::min<std::size_t>(zone.start, text_.size());
    const std::size_t end = std::min<std::size_t>(zone.end, text_.size());
    const std::string_view part = text_.substr(0, std::max(start, end));
    for (std::size_t at = start; at < part.size();) {
      const Line line = line_at(part, at);
      at = line.end;
      if (line.blank()) {
        flush();
      } else {
        lines_.push_back({line.from, line.to});
        length_ += line.to - line.from + 1;
        marked_ = marked_ || line.marks > 0;
      }
    }
    flush();
  }

  std::vector<model::Passage> take() { return std::move(passages_); }

 private:
  void flush() {
    if (length_ > kLongest) {
      cut_long();
    } else if (!lines_.empty()) {
      emit(lines_.data(), lines_.data() + lines_.size());
    }
    lines_.clear();
    length_ = 0;
    marked_ = false;
  }

  void cut_long() {
    std::size_t first = 0, before = 0;
    for (std::size_t i = 0; i < lines_.size();) {
      const std::size_t cut = cut_in_line(text_, lines_[i], before);
      if (cut == std::string_view::npos) {
        before += lines_[i].to - lines_[i].from + 1;
        ++i;
        continue;
      }
      const Span rest{cut, lines_[i].to};
      lines_[i].to = cut;
      emit(lines_.data() + first, lines_.data() + i + 1);
      lines_[i] = rest;
      while (lines_[i].from < rest.to && (text_[lines_[i].from] == ' ' || text_[lines_[i].from] == '\t')) {
        ++lines_[i].from;
      }
      first = i;
      before = 0;
    }
    emit(lines_.data() + first, lines_.data() + lines_.size());
  }

  void emit(const Span* first, const Span* last) {
    while (first < last && first->from == first->to) ++first;
    while (first < last && (last - 1)->from == (last - 1)->to) --last;
    if (first == last) return;
    folded_.clear();
    if (marked_) {
      for (const Span* line = first; line < last; ++line) {
        append_folded(folded_, text_.substr(line->from, line->to - line->from));
      }
    } else {
      append_folded(folded_, text_.substr(first->from, (last - 1)->to - first->from));
    }
    if (folded_.empty()) return;
    if (words_ != nullptr) (*words_ += words_->empty() ? "" : " ") += folded_;
    const Sha256 digest = sha256(folded_);
    model::Passage& passage = passages_.emplace_back();
    passage.start = base_ + first->from;
    passage.end = base_ + (last - 1)->to;
    passage.id = big_endian(digest.data());
    passage.check = big_endian(digest.data() + 8);
    passage.zone = zone_->kind;
    passage.depth = zone_->depth;
    passage.author = zone_->author;
    passage.date = zone_->date;
  }

  std::string_view text_;
  std::uint64_t base_;
  std::string* words_;
  const model::Zone* zone_ = nullptr;
  std::vector<Span> lines_;
  std::size_t length_ = 0;
  bool marked_ = false;
  std::string folded_;
  std::vector<model::Passage> passages_;
};

}  // namespace

std::vector<model::Passage> split_passages(std::string_view text, const std::vector<model::Zone>& zones,
                                           std::uint64_t base, std::string* words) {
  Splitter splitter(text, base, words);
  for (const model::Zone& zone : zones) splitter.add_zone(zone);
  return splitter.take();
}

}  // namespace clew::text
