// A mailbox in one file (RFC 4155 and its dialects, LISTSERV logs, pipermail months), split into its letters.
//
// Where a letter starts: at a line "From SENDER DATE" (mbox_lines.h) after a blank line, followed by a header
// field. Without the blank line only when the whole line is well formed. At "From -" before the header of a
// letter, after a blank line (or without, in a mailbox that begins with such a line); at other lines of one
// word only in a mailbox that begins with one, after a blank line and before the header of a letter. At git's
// "From <hash> Mon Sep 17 ..." only in a mailbox that begins with one: elsewhere it is a patch inside a
// letter. A log of LISTSERV is cut at its lines of 73 equals signs before a header, and nowhere else.
//
// Content-Length (mboxcl, mboxcl2) is believed when at that offset the file ends or a separator follows;
// lines before it part nothing. Else it is ignored, as it is wrong in any mailbox that was converted or
// edited.
//
// A letter's bytes are those between separator lines, less the one blank line that its writer added. When
// they hold From-quoted lines, one mark is taken from each (">From " -> "From ", ">>From " -> ">From "):
// right for mboxrd and mboxcl, and for mboxo too, whose writers leave no other difference behind. Two
// exceptions: a mark that fits those of the line above or below (">text") is a reply's quote mark, not the
// mailbox's; and a letter whose body holds a bare "From " line under a Content-Length is mboxcl2, which does
// not quote. The field "stored-as" says "unquoted" then, and every mark counts as a skipped byte; letters
// above 16 MiB are left as they lie ("quoted").
#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "base/utf8.h"
#include "read/mbox_lines.h"
#include "read/reader.h"
#include "read/sniff.h"

namespace clew::read {
namespace {

constexpr std::size_t kWindow = 4 << 20;
constexpr std::size_t kLineHead = 1100;           // as much of a line as any rule looks at
constexpr std::uint64_t kLargestHeld = 16 << 20;  // longer letters are read from the mailbox, piece by piece

/// The bytes of a source by absolute offset, through a buffer that keeps what came shortly before.
class Window {
 public:
  explicit Window(Source& source) : source_(source), size_(source.size()) {
    if (const std::string_view* memory = source.in_memory()) memory_ = *memory, in_memory_ = true;
  }
  std::uint64_t size() const { return size_; }
  bool failed() const { return failed_; }
  const std::string& failure() const { return failure_; }
  /// Somebody else has moved the source.
  void moved() { position_ = ~std::uint64_t{0}; }

  /// The bytes from `offset` on: as many as lie in the buffer, at least `least` of them unless the file ends
  /// first. Valid until the next call. `keep`: bytes from there on are kept if there is room.
  std::string_view at(std::uint64_t offset, std::size_t least, std::uint64_t keep) {
    if (offset >= size_ || failed_) return {};
    if (in_memory_) return memory_.substr(offset);
    const std::uint64_t end = std::min<std::uint64_t>(size_, offset + least);
    if (offset < base_ || end > base_ + buffer_.size()) fill(offset, keep);
    if (failed_ || offset >= base_ + buffer_.size()) return {};
    return std::string_view(buffer_).substr(offset - base_);
  }
  /// A copy of up to `n` bytes at `offset`. A look far ahead leaves the buffer as it is: each letter of a
  /// hostile mailbox may ask for one.
  std::string copy(std::uint64_t offset, std::size_t n) {
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(n, size_ - std::min(offset, size_))),
                      '\0');
    const std::string_view near = held(offset, offset + bytes.size());
    if (near.size() == bytes.size()) return std::string(near);
    moved();
    std::size_t have = 0;
    if (!source_.seek(offset)) return {};
    while (have < bytes.size()) {
      Result<std::size_t> got = source_.read(bytes.data() + have, bytes.size() - have);
      if (!got || *got == 0) break;
      have += *got;
    }
    bytes.resize(have);
    return bytes;
  }
  /// The range, when all of it lies in the buffer; else an empty view.
  std::string_view held(std::uint64_t begin, std::uint64_t end) const {
    if (in_memory_) return memory_.substr(begin, end - begin);
    if (begin < base_ || end > base_ + buffer_.size()) return {};
    return std::string_view(buffer_).substr(begin - base_, end - begin);
  }

 private:
  void fill(std::uint64_t offset, std::uint64_t keep) {
    const std::uint64_t from = keep <= offset && offset - keep <= kWindow / 2 ? keep : offset;
    if (from >= base_ && from <= base_ + buffer_.size())
      buffer_.erase(0, from - base_);
    else
      buffer_.clear();
    base_ = from;
    std::size_t have = buffer_.size();
    buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kWindow, size_ - base_)));
    if (position_ != base_ + have) note(source_.seek(base_ + have));
    while (!failed_ && have < buffer_.size()) {
      Result<std::size_t> got = source_.read(buffer_.data() + have, buffer_.size() - have);
      if (!got) return note(got.error());
      if (*got == 0) break;
      have += *got;
    }
    buffer_.resize(have);
    position_ = base_ + have;
  }
  void note(const Error& error) { failed_ = true, failure_ = error.what; }
  void note(const Result<void>& result) {
    if (!result) failed_ = true, failure_ = "cannot seek";
  }

  Source& source_;
  std::uint64_t size_;
  std::string_view memory_;
  bool in_memory_ = false, failed_ = false;
  std::string failure_;
  std::string buffer_;
  std::uint64_t base_ = 0, position_ = ~std::uint64_t{0};
};

/// A byte range of another source, which it moves.
class RangeSource final : public Source {
 public:
  RangeSource(Source& whole, std::uint64_t begin, std::uint64_t end)
      : whole_(whole), begin_(begin), end_(end), at_(begin) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    if (at_ >= end_) return std::size_t{0};
    TRY(whole_.seek(at_));
    const std::size_t got =
        TRY(whole_.read(to, static_cast<std::size_t>(std::min<std::uint64_t>(n, end_ - at_))));
    at_ += got;
    return got;
  }
  std::uint64_t size() const override { return end_ - begin_; }
  Result<void> seek(std::uint64_t offset) override {
    if (offset > size()) return Error{Code::io, "offset past the end", "", ""};
    at_ = begin_ + offset;
    return {};
  }

 private:
  Source& whole_;
  std::uint64_t begin_, end_, at_;
};

/// Depth of quote marks of a line that quotes without a blank after them (">text"); 0 for any other.
std::size_t tight_quote_depth(std::string_view line) {
  const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
  if (depth == line.size() || line[depth] == ' ' || line[depth] == '\t' || line[depth] == '\r') return 0;
  return from_quote_depth(line) > 0 ? 0 : depth;
}

/// The letter with one mark less on each From-quoted line of its body. The header is left alone: ">From "
/// lines there were written by mail servers.
std::string unquote(std::string_view letter, char line_end) {
  std::string plain;
  plain.reserve(letter.size());
  std::string_view before;
  bool in_body = false;
  for (std::size_t at = 0; at < letter.size();) {
    const std::size_t end = std::min(letter.find(line_end, at), letter.size() - 1) + 1;
    const std::string_view line = letter.substr(at, end - at);
    if (!in_body) in_body = line.find_first_not_of("\r\n") == std::string_view::npos;
    const std::size_t depth = in_body && line[0] == '>' ? from_quote_depth(line) : 0;
    bool mark = depth > 0;
    if (mark) {
      const std::string_view after =
          letter.substr(end, std::min(letter.find(line_end, end), letter.size()) - end);
      mark = tight_quote_depth(before) != depth && tight_quote_depth(after) != depth;
    }
    plain += line.substr(mark ? 1 : 0);
    before = line.substr(0, line.size() - 1);
    at = end;
  }
  return plain;
}

std::string_view without_return(std::string_view line) {
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// ">From " lines stand in the headers of mail that passed several old servers.
bool is_header_line(std::string_view line) {
  return !header_field_name(line).empty() || line.starts_with(">From ");
}

enum class Dialect { from, listserv };

/// What handle_line() leaves behind: the view is still good; the view may be stale and `at_` stands inside a
/// line that is done with; `at_` stands at the start of a line that nobody has looked at.
enum class Step { stay, inside, moved };

class Splitter {
 public:
  Splitter(Source& file, Sink& sink) : file_(file), sink_(sink), window_(file) {}
  Result<void> run();

 private:
  struct Letter {
    std::uint64_t start = 0;
    std::string sender, date;
    bool quoted = false;     ///< holds a From-quoted line
    bool bare_from = false;  ///< a "From " line stands in its body, under its Content-Length
    std::optional<std::uint64_t> length;
  };

  void learn_dialect();
  void scan();
  Step handle_line(std::string_view rest);
  Step handle_blank(std::size_t length);
  Step handle_from();
  Step handle_listserv();
  Step handle_zeros();
  void believe_length(std::uint64_t body);
  bool is_separator(std::string_view line, std::uint64_t next);
  bool header_follows(std::uint64_t offset, bool whole_block);
  void close_letter(std::uint64_t end);
  void hand_over(std::uint64_t begin, std::uint64_t end);
  void open_letter(std::string_view line, std::uint64_t next);
  bool all_blank(std::uint64_t begin, std::uint64_t end);

  /// The line at `offset` without its end, cut at kLineHead; `next`: where the following line starts.
  std::string line_at(std::uint64_t offset, std::uint64_t& next);
  std::string_view bytes_at(std::uint64_t offset, std::size_t least) {
    return window_.at(offset, least, open_ ? letter_.start : at_);
  }

  Source& file_;
  Sink& sink_;
  Window window_;
  char line_end_ = '\n';
  Dialect dialect_ = Dialect::from;
  bool bare_ = false, patches_ = false;  // the mailbox begins with such a separator
  std::array<bool, 256> telling_{};      // first bytes of the lines that need a look

  std::uint64_t at_ = 0;           // the line in hand
  bool after_blank_ = true;        // the line before is blank, or there is none
  std::uint64_t blank_start_ = 0;  // where that line starts
  bool open_ = false, in_header_ = false;
  Letter letter_;                      // REQUIRES: open_
  std::uint64_t closed_ = 0;           // everything before is accounted for
  std::uint64_t no_split_before_ = 0;  // by a believed Content-Length
  std::uint64_t letters_ = 0;
};

std::string Splitter::line_at(std::uint64_t offset, std::uint64_t& next) {
  const std::string_view rest = bytes_at(offset, kLineHead).substr(0, kLineHead);
  const std::size_t end = rest.find(line_end_);
  next = std::min(window_.size(), offset + (end == std::string_view::npos ? rest.size() : end + 1));
  return std::string(without_return(rest.substr(0, end)));
}

void Splitter::learn_dialect() {
  const std::string_view head = bytes_at(0, 65536).substr(0, 65536);
  if (head.find('\n') == std::string_view::npos && head.find('\r') != std::string_view::npos)
    line_end_ = '\r';
  if (head.starts_with("\xEF\xBB\xBF")) {
    sink_.skipped(3);
    closed_ = at_ = 3;
  }
  const std::size_t start = std::min(head.find_first_not_of("\r\n", at_), head.size());
  std::uint64_t next = 0;
  const std::string first = line_at(start, next);
  if (is_listserv_line(first)) dialect_ = Dialect::listserv;
  const SeparatorKind kind = parse_separator(first).kind;
  bare_ = kind == SeparatorKind::bare;
  patches_ = kind == SeparatorKind::patch;
  const std::string_view telling = dialect_ == Dialect::listserv ? "\r\n=" : std::string_view("\r\nF>\0", 5);
  for (const char c : telling) telling_[static_cast<unsigned char>(c)] = true;
}

Result<void> Splitter::run() {
  learn_dialect();
  scan();
  if (window_.failed()) {
    if (letters_ == 0 && !open_) return Error{Code::io, window_.failure(), "", ""};
    // The end of the letter in hand is unknown: it is part of what is lost.
    sink_.loss("io", "the mailbox cannot be read on: " + window_.failure(), window_.size() - closed_);
    return {};
  }
  if (!open_ && letters_ == 0 && !all_blank(closed_, window_.size()))
    return Error{Code::bad_input, "no line that starts a letter (From ...)", "", "is it a mailbox at all?"};
  const bool cut = open_ && in_header_ && window_.size() > letter_.start &&
                   window_.at(window_.size() - 1, 1, window_.size() - 1) != std::string_view(&line_end_, 1);
  close_letter(window_.size());
  if (cut) sink_.loss("corrupt", "the mailbox ends inside the header of its last letter", 0);
  return {};
}

void Splitter::scan() {
  bool inside_line = false;
  for (;;) {
    const std::string_view view = bytes_at(at_, kLineHead);
    if (view.empty()) return;
    const std::uint64_t base = at_;
    // A line that starts in the last kLineHead bytes may be cut by the view: it waits for the next one.
    const bool last = base + view.size() == window_.size();
    const std::size_t enough = last ? view.size() : view.size() - kLineHead + 1;
    std::size_t p = 0;
    Step step = Step::stay;
    while (p < enough) {
      if (!inside_line) {
        if (in_header_ || telling_[static_cast<unsigned char>(view[p])]) {
          at_ = base + p;
          step = handle_line(view.substr(p));
          if (step != Step::stay) break;
        } else {
          after_blank_ = false;
        }
      }
      const void* end = std::memchr(view.data() + p, line_end_, view.size() - p);
      inside_line = end == nullptr;
      p = inside_line ? view.size()
                      : static_cast<std::size_t>(static_cast<const char*>(end) - view.data()) + 1;
    }
    if (step == Step::stay)
      at_ = base + p;
    else
      inside_line = step == Step::inside;
  }
}

Step Splitter::handle_line(std::string_view rest) {
  const char first = rest[0];
  if (first == line_end_) return handle_blank(1);
  if (first == '\r' && rest.size() > 1 && rest[1] == line_end_) return handle_blank(2);
  if (dialect_ == Dialect::from) {
    if (first == 'F' && rest.starts_with("From ")) return handle_from();
    if (first == '\0') return handle_zeros();
    if (first == '>' && !in_header_ && from_quote_depth(rest.substr(0, 64)) > 0) letter_.quoted = true;
    if (in_header_ && (first == 'C' || first == 'c'))
      if (const auto length = content_length(rest.substr(0, rest.substr(0, 256).find(line_end_))))
        letter_.length = length;
  } else if (first == '=') {
    return handle_listserv();
  }
  after_blank_ = false;
  return Step::stay;
}

Step Splitter::handle_blank(std::size_t length) {
  blank_start_ = at_;
  after_blank_ = true;
  if (!in_header_) return Step::stay;
  in_header_ = false;
  if (!letter_.length) return Step::stay;
  believe_length(at_ + length);
  return Step::inside;
}

/// Looks where the Content-Length of the letter says that it ends.
void Splitter::believe_length(std::uint64_t body) {
  const std::uint64_t end = body + *letter_.length;
  if (end > window_.size()) return;
  if (end == window_.size()) {
    no_split_before_ = end;
    return;
  }
  // From the byte before, to see whether a line begins there; then at most the end of a line and a blank
  // line.
  const std::string around = window_.copy(end - 1, 2 * kLineHead);
  std::size_t skip = 1;
  int line_ends = !around.empty() && around[0] == line_end_;
  while (skip < 5 && skip < around.size() && (around[skip] == '\r' || around[skip] == line_end_))
    line_ends += around[skip++] == line_end_;
  if (line_ends == 0) return;
  const std::uint64_t start = end - 1 + skip;
  const std::string_view rest = std::string_view(around).substr(std::min(skip, around.size()));
  const std::size_t line = std::min(rest.find(line_end_), rest.size());
  const bool separator = parse_separator(without_return(rest.substr(0, line))).kind != SeparatorKind::none &&
                         is_header_line(rest.substr(std::min(line + 1, rest.size())));
  if (start == window_.size() || separator) no_split_before_ = start;
}

bool Splitter::header_follows(std::uint64_t offset, bool whole_block) {
  std::uint64_t next = 0;
  const std::string line = line_at(offset, next);
  if (!is_header_line(line)) return false;
  return !whole_block || looks_like_mail(bytes_at(offset, 4096).substr(0, 4096));
}

bool Splitter::is_separator(std::string_view line, std::uint64_t next) {
  const Separator found = parse_separator(line);
  const bool at_start = !open_ && letters_ == 0 && after_blank_;
  switch (found.kind) {
    case SeparatorKind::none:
      return false;
    case SeparatorKind::dated:
      return (after_blank_ || found.exact) && (at_start || header_follows(next, false));
    case SeparatorKind::patch:
      return patches_ && after_blank_ && header_follows(next, false);
    case SeparatorKind::bare:
      if (after_blank_ ? !bare_ && found.sender != "-" : !bare_ || found.sender != "-") return false;
      return header_follows(next, true);
  }
  return false;
}

Step Splitter::handle_from() {
  if (at_ < no_split_before_) {
    letter_.bare_from = true;
    after_blank_ = false;
    return Step::stay;
  }
  std::uint64_t next = 0;
  const std::string line = line_at(at_, next);
  const bool believed = at_ > 0 && at_ == no_split_before_;
  if (!believed && !is_separator(line, next)) {
    after_blank_ = false;
    return Step::inside;
  }
  close_letter(at_);
  open_letter(line, next);
  return Step::moved;
}

Step Splitter::handle_listserv() {
  std::uint64_t next = 0;
  const std::string line = line_at(at_, next);
  after_blank_ = false;
  if (!is_listserv_line(line) || !header_follows(next, true)) return Step::inside;
  close_letter(at_);
  open_letter({}, next);
  return Step::moved;
}

/// Zero bytes at the start of a line: a file system that lost a page. If a separator follows, letters go on
/// there.
Step Splitter::handle_zeros() {
  std::uint64_t end = at_;
  for (;;) {
    const std::string_view rest = bytes_at(end, 1);
    if (rest.empty()) break;
    const std::size_t zeros = std::min(rest.find_first_not_of('\0'), rest.size());
    end += zeros;
    if (zeros < rest.size()) break;
  }
  const std::uint64_t start = at_;
  std::uint64_t next = 0;
  const std::string line = line_at(end, next);
  const bool dated = parse_separator(line).kind == SeparatorKind::dated;
  at_ = end;
  if (end < no_split_before_ || !dated || !header_follows(next, false)) {
    after_blank_ = false;
    return Step::inside;
  }
  close_letter(start);
  sink_.loss("corrupt", std::to_string(end - start) + " zero bytes between two letters", end - start);
  closed_ = end;
  open_letter(line, next);
  return Step::moved;
}

void Splitter::open_letter(std::string_view line, std::uint64_t next) {
  sink_.skipped(next - at_);
  letter_ = Letter{};
  letter_.start = closed_ = at_ = next;
  const Separator separator = parse_separator(line);
  letter_.sender = repair_utf8(separator.sender);
  letter_.date = repair_utf8(separator.date);
  open_ = in_header_ = true;
  after_blank_ = false;
}

bool Splitter::all_blank(std::uint64_t begin, std::uint64_t end) {
  constexpr std::uint64_t kMost = 65536;
  if (end - begin > kMost) return false;
  const std::string_view bytes = window_.at(begin, end - begin, begin).substr(0, end - begin);
  return bytes.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

void Splitter::close_letter(std::uint64_t end) {
  if (!open_) {
    if (end > closed_ && all_blank(closed_, end))
      sink_.skipped(end - closed_);
    else if (end > closed_)
      sink_.loss("corrupt", "bytes before the first letter of the mailbox", end - closed_);
    closed_ = end;
    return;
  }
  const bool strip = dialect_ == Dialect::from && after_blank_ && blank_start_ >= letter_.start;
  const std::uint64_t letter_end = strip ? blank_start_ : end;
  open_ = in_header_ = false;
  hand_over(letter_.start, letter_end);
  if (end > letter_end) sink_.skipped(end - letter_end);
  closed_ = end;
}

void Splitter::hand_over(std::uint64_t begin, std::uint64_t end) {
  Child child;
  child.member = "#" + std::to_string(++letters_);
  child.media_type = "message/rfc822";
  if (!letter_.sender.empty() && letter_.sender != "-")
    child.fields.emplace_back("envelope-from", letter_.sender);
  if (!letter_.date.empty()) child.fields.emplace_back("envelope-date", letter_.date);
  const bool quoted = letter_.quoted && !letter_.bare_from;
  std::string_view bytes = window_.held(begin, end);
  const bool large = end - begin > kLargestHeld;
  if (large && quoted) child.fields.emplace_back("stored-as", "quoted");
  RangeSource range(file_, begin, end);
  if (large && bytes.empty()) {
    sink_.child(child, range);
    window_.moved();
    return;
  }
  std::string copy;
  if (bytes.size() < end - begin) {
    Result<std::string> all = read_all(range, kLargestHeld);
    window_.moved();
    if (!all || all->size() != end - begin) {
      sink_.loss("io", "letter " + child.member + " cannot be read again", end - begin);
      return;
    }
    copy = std::move(*all);
    bytes = copy;
  }
  if (quoted && !large) {
    std::string plain = unquote(bytes, line_end_);
    if (plain.size() < bytes.size()) {
      child.fields.emplace_back("stored-as", "unquoted");
      sink_.skipped(bytes.size() - plain.size());
      copy = std::move(plain);
      bytes = copy;
    }
  }
  MemorySource source(bytes);
  sink_.child(child, source);
}

Match match_mbox(std::string_view head, std::string_view file_name) {
  const auto ends_with = [&](std::string_view ending) {
    if (file_name.size() < ending.size()) return false;
    return std::equal(ending.begin(), ending.end(),
                      file_name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  };
  // A letter of its own that kept its separator line is a letter.
  const bool letter =
      ends_with(".eml") || ends_with(".emlx") || file_name.find(":2,") != std::string_view::npos;
  if (!letter && looks_like_mbox(head)) return Match::by_content;
  std::string_view text = head.substr(std::min(head.find_first_not_of("\r\n"), head.size()));
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  if (is_listserv_line(text.substr(0, end))) {
    text.remove_prefix(std::min(text.find_first_not_of("\r\n", end), text.size()));
    if (looks_like_mail(text)) return Match::by_content;
  }
  return ends_with(".mbox") || ends_with(".mbx") || file_name == "mbox" ? Match::by_name : Match::no;
}

Result<void> read_mbox(Source& file, const Limits&, Sink& sink) { return Splitter(file, sink).run(); }

}  // namespace

extern const Reader kMbox;
const Reader kMbox{"mbox", "mailbox (mbox)", true, match_mbox, read_mbox};

}  // namespace clew::read
