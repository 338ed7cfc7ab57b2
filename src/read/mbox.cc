// A mailbox in one file (RFC 4155 and its dialects, LISTSERV logs, pipermail months), split into its letters.
//
// Where a letter starts: at a line "From SENDER DATE" (mbox_lines.h) after a blank line, followed by a header
// field. Without the blank line only when the whole line is well formed. At "From -" before the header of a
// letter, after a blank line (or without, in a mailbox that begins with such a line); at other lines of one
// word only in a mailbox that begins with one, after a blank line and before the header of a letter. At git's
// "From <hash> Mon Sep 17 ..." only in a mailbox that begins with one: elsewhere it is a patch inside a
// letter. A log of LISTSERV is cut at its lines of 73 equals signs before a header, and nowhere else.
//
// Content-Length (mboxcl, mboxcl2) is believed when at that offset the file ends or a separator follows, in a
// mailbox where that is the rule; lines before it part nothing. Else it is ignored, as it is wrong in any
// mailbox that was converted or edited.
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
#include <optional>
#include <string>

#include "base/utf8.h"
#include "read/mbox_lines.h"
#include "read/mbox_window.h"
#include "read/reader.h"
#include "read/sniff.h"

namespace clew::read {
namespace {

constexpr std::size_t kLineHead = 1100;           // as much of a line as any rule looks at
constexpr std::uint64_t kLargestHeld = 16 << 20;  // longer letters are read from the mailbox, piece by piece

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
  std::optional<std::uint64_t> end_by_length(std::uint64_t body);
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
  std::uint64_t letters_ = 0, lengths_right_ = 0, lengths_wrong_ = 0;
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

/// Where the letter ends by its Content-Length, when the file ends or a separator follows there.
std::optional<std::uint64_t> Splitter::end_by_length(std::uint64_t body) {
  const std::uint64_t end = body + *letter_.length;
  if (end >= window_.size()) return end == window_.size() ? std::optional(end) : std::nullopt;
  // From the byte before, to see whether a line begins there; then at most the end of a line and a blank
  // line.
  const std::string around = window_.copy(end - 1, 2 * kLineHead);
  std::size_t skip = 1;
  int line_ends = !around.empty() && around[0] == line_end_;
  while (skip < 5 && skip < around.size() && (around[skip] == '\r' || around[skip] == line_end_))
    line_ends += around[skip++] == line_end_;
  if (line_ends == 0) return std::nullopt;
  const std::uint64_t start = end - 1 + skip;
  const std::string_view rest = std::string_view(around).substr(std::min(skip, around.size()));
  const std::size_t line = std::min(rest.find(line_end_), rest.size());
  const bool separator = parse_separator(without_return(rest.substr(0, line))).kind != SeparatorKind::none &&
                         is_header_line(rest.substr(std::min(line + 1, rest.size())));
  return start == window_.size() || separator ? std::optional(start) : std::nullopt;
}

/// A wrong length hits a separator by chance, once in a thousand letters: only a mailbox whose lengths are
/// mostly right is believed.
void Splitter::believe_length(std::uint64_t body) {
  const std::optional<std::uint64_t> end = end_by_length(body);
  ++(end ? lengths_right_ : lengths_wrong_);
  if (end && lengths_right_ > 4 * lengths_wrong_) no_split_before_ = *end;
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
    std::string plain = unquote_from_lines(bytes, line_end_);
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
