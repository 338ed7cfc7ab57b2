#include "base/fold.h"

#include <unicode/ubrk.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/fold_tables.h"
#include "base/utf8.h"

namespace clew {
namespace {

using fold::Entry;
using fold::Kind;
using fold::Tables;

/// A dictionary sees at most this much at once: its work grows faster than its input.
constexpr std::size_t kDictionaryBytes = 4096;
/// This many ASCII bytes in a row are worth leaving the general path for.
constexpr std::size_t kAsciiAhead = 16;

constexpr Entry kSeparator{};

struct Character {
  const Entry* entry;
  char32_t code;
  std::size_t length;
};

inline Character character_at(const Tables& tables, std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first >= 0xC2 && first < 0xE0 && at + 1 < text.size()) {  // Arabic, Cyrillic, Greek, accents
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((second & 0xC0) == 0x80) {
      const auto code = static_cast<char32_t>((first & 0x1F) << 6 | (second & 0x3F));
      return {&tables.of(code), code, 2};
    }
  }
  if (first < 0x80) return {&tables.of(first), first, 1};
  const Decoded decoded = decode_utf8(text, at);
  return {decoded.valid ? &tables.of(decoded.character) : &kSeparator, decoded.character,
          static_cast<std::size_t>(decoded.length)};
}

inline void append_entry(const Tables& tables, const Character& c, std::string_view text, std::size_t at,
                         std::string& to) {
  const Entry& entry = *c.entry;
  if (entry.length == Entry::kItself) {
    to.append(text, at, c.length);
  } else if (entry.length == Entry::kPooled) {
    to += tables.pooled(entry);
  } else {
    to.append(reinterpret_cast<const char*>(entry.bytes.data()), entry.length);
  }
}

struct CloseBreaks {
  void operator()(UBreakIterator* breaks) const { ubrk_close(breaks); }
};
/// ICU's word breaks of `piece` (valid UTF-8), as offsets that grow by `base`, appended to `ends`; the last
/// is the piece's end. In UTF-16, because ICU's dictionaries cut some Burmese UTF-8 otherwise.
void append_breaks(std::string_view piece, std::size_t base, std::vector<std::size_t>& ends) {
  thread_local const std::unique_ptr<UBreakIterator, CloseBreaks> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<UBreakIterator, CloseBreaks>(ubrk_open(UBRK_WORD, "th", nullptr, 0, &status));
  }();
  std::u16string units;
  std::vector<std::size_t> places;  // of each unit's character in `piece`
  for (std::size_t at = 0; at < piece.size();) {
    const Decoded c = decode_utf8(piece, at);
    if (c.character > 0xFFFF) {
      units += static_cast<char16_t>(0xD7C0 + (c.character >> 10));
      units += static_cast<char16_t>(0xDC00 | (c.character & 0x3FF));
      places.push_back(at);
    } else {
      units += static_cast<char16_t>(c.character);
    }
    places.push_back(at);
    at += static_cast<std::size_t>(c.length);
  }
  UErrorCode status = U_ZERO_ERROR;
  if (breaks != nullptr)
    ubrk_setText(breaks.get(), units.data(), static_cast<std::int32_t>(units.size()), &status);
  if (breaks != nullptr && U_SUCCESS(status)) {
    for (std::int32_t at = ubrk_next(breaks.get()); at != UBRK_DONE; at = ubrk_next(breaks.get())) {
      if (static_cast<std::size_t>(at) < places.size())
        ends.push_back(base + places[static_cast<std::size_t>(at)]);
    }
  }
  ends.push_back(base + piece.size());
}

/// Index of the first byte that is not ASCII, at or after `at`.
std::size_t ascii_end(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

/// Folds ASCII onto the end of `to`, each run of separators to one space, none after a space.
/// No branches in the loop: words are too short for the processor to guess where they end.
void append_ascii(const Tables& tables, std::string_view ascii, std::string& to) {
  const std::size_t old = to.size();
  to.resize(old + ascii.size());
  char* out = to.data() + old;
  bool after_space = old == 0 || to[old - 1] == ' ';
  for (const char c : ascii) {
    const unsigned char form = tables.ascii[static_cast<unsigned char>(c)];
    const bool separates = form == 0;
    *out = static_cast<char>(separates ? ' ' : form);
    out += !(separates & after_space);
    after_space = separates;
  }
  to.resize(static_cast<std::size_t>(out - to.data()));
}

}  // namespace

bool WordCutter::next(Word& word) {
  const Tables& tables = fold::tables();
  while (true) {
    if (next_cut_ < cuts_.size()) {
      if (next_of_run(word)) return true;
      continue;
    }
    while (at_ < text_.size() && tables.ascii[static_cast<unsigned char>(text_[at_])] == 0) ++at_;
    if (at_ == text_.size()) return false;
    std::size_t end = at_;
    unsigned changed = 0, form = 0;
    while (end < text_.size() && (form = tables.ascii[static_cast<unsigned char>(text_[end])]) > 1) {
      changed |= form ^ static_cast<unsigned char>(text_[end]);
      ++end;
    }
    if (end == text_.size() || form == 0) {
      word.start = at_;
      word.end = end;
      word.folded = text_.substr(at_, end - at_);
      at_ = end;
      if (changed != 0) {
        folded_.resize(word.folded.size());
        for (std::size_t i = 0; i < folded_.size(); ++i) {
          folded_[i] = static_cast<char>(tables.ascii[static_cast<unsigned char>(word.folded[i])]);
        }
        word.folded = folded_;
      }
      return true;
    }
    if (next_general(word)) return true;
  }
}

// The next word in any script; false at the end, or when a run for the dictionaries was put into cuts_.
bool WordCutter::next_general(Word& word) {
  const Tables& tables = fold::tables();
  Character c{&kSeparator, 0, 0};
  for (; at_ < text_.size(); at_ += c.length) {
    c = character_at(tables, text_, at_);
    if (c.entry->kind >= Kind::letter) break;
  }
  if (at_ >= text_.size()) return false;
  const Kind kind = c.entry->kind;
  if (kind >= Kind::thai) {
    cut_run();
    return false;
  }
  folded_.clear();
  word.start = at_;
  append_entry(tables, c, text_, at_, folded_);
  at_ += c.length;
  word.end = at_;
  for (; at_ < text_.size(); at_ += c.length) {
    c = character_at(tables, text_, at_);
    if (c.entry->kind == Kind::joiner) continue;
    if (c.entry->kind == Kind::letter && kind == Kind::letter) {
      append_entry(tables, c, text_, at_, folded_);
    } else if (c.entry->kind != Kind::mark) {
      break;
    }
    word.end = at_ + c.length;
  }
  word.folded = folded_;
  return true;
}

// Cuts the run of one dictionary script that starts at at_, in pieces that begin with no mark.
void WordCutter::cut_run() {
  const Tables& tables = fold::tables();
  cuts_.clear();
  next_cut_ = 0;
  std::size_t piece = at_, end = at_;
  const Kind script = character_at(tables, text_, at_).entry->kind;
  while (end < text_.size()) {
    const Character c = character_at(tables, text_, end);
    const Kind kind = c.entry->kind;
    if (kind != script && kind != Kind::mark && kind != Kind::joiner) break;
    if (end - piece >= kDictionaryBytes && kind == script) {
      append_breaks(text_.substr(piece, end - piece), piece, cuts_);
      piece = end;
      if (end - at_ >= 16 * kDictionaryBytes) return;  // a run without end is cut in turns: memory stays flat
    }
    end += c.length;
    // Marks without end carry no word, and the dictionary need not see them.
    if (end - piece >= 4 * kDictionaryBytes) break;
  }
  if (end > piece) append_breaks(text_.substr(piece, end - piece), piece, cuts_);
}

// The next word of a run that was cut; false when a piece holds marks alone.
bool WordCutter::next_of_run(Word& word) {
  const Tables& tables = fold::tables();
  const std::size_t stop = cuts_[next_cut_++];
  folded_.clear();
  word.start = word.end = at_;
  for (; at_ < stop;) {
    const Character c = character_at(tables, text_, at_);
    if (c.entry->kind >= Kind::thai) {
      if (folded_.empty()) word.start = at_;
      append_entry(tables, c, text_, at_, folded_);
    }
    at_ += c.length;
    if (c.entry->kind != Kind::joiner) word.end = at_;
  }
  word.folded = folded_;
  return !folded_.empty();
}

void append_folded(std::string& to, std::string_view text) {
  const Tables& tables = fold::tables();
  const std::size_t old = to.size();
  if (old != 0 && to.back() != ' ') to += ' ';
  const std::size_t base = to.size();
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t stop = ascii_end(text, at);
    if (stop < text.size()) {  // a word that is ASCII so far may go on: it belongs to the general path
      while (stop > at && tables.ascii[static_cast<unsigned char>(text[stop - 1])] > 1) --stop;
    }
    append_ascii(tables, text.substr(at, stop - at), to);
    if (to.size() > base && to.back() != ' ' && stop < text.size()) to += ' ';
    at = text.size();
    WordCutter cutter(text.substr(stop));
    Word word;
    while (cutter.next(word)) {
      to += word.folded;
      to += ' ';
      const std::size_t end = stop + word.end;
      if (end + kAsciiAhead < text.size() && ascii_end(text.substr(end, kAsciiAhead), 0) == kAsciiAhead) {
        at = end;
        break;
      }
    }
  }
  if (to.size() > base && to.back() == ' ') to.pop_back();
  if (to.size() == base) to.resize(old);
}

std::string folded(std::string_view text) {
  std::string to;
  to.reserve(text.size());
  append_folded(to, text);
  return to;
}

void warm_fold_tables() {
  // One word of each script loads its dictionary.
  Word word;
  WordCutter cutter("ภาษา ພາສາ ភាសា ဘာသာ");
  while (cutter.next(word)) {
  }
}

}  // namespace clew
