#include "match/words.h"

#include <unicode/uchar.h>

#include "base/fold.h"
#include "base/utf8.h"

namespace clew::match {
namespace {

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'’' || c == U'‘' || c == U'`' || c == U'´' || c == U'ʼ' || c == U'ʻ' ||
         c == U'ʿ' || c == U'ʾ' || c == U'′' || c == U'ʹ' || c == U'ˈ' || c == U'״' || c == U'׳' ||
         c == U'＇';
}
bool is_hyphen(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == U'־'; }
bool is_comma(char32_t c) { return c == U',' || c == U'،' || c == U'，' || c == U';'; }
bool opens(char32_t c) { return c == U'(' || c == U'[' || c == U'{' || c == U'（'; }
bool closes(char32_t c) { return c == U')' || c == U']' || c == U'}' || c == U'）'; }

bool is_word_part(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return true;
    default:
      return false;
  }
}

/// Joiners of Persian, tatweel, direction marks: nothing at all.
bool vanishes(char32_t c) {
  return c == 0x200C || c == 0x200D || c == 0x200E || c == 0x200F || c == 0x640 || c == 0xAD || c == 0xFEFF ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x61C;
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<RawWord> run() {
    for (std::size_t at = 0; at < text_.size();) {
      const Decoded c = decode_utf8(text_, at);
      const auto next = at + static_cast<std::size_t>(c.length);
      take(c.valid ? c.character : U' ', at, next);
      at = next;
    }
    finish();
    return std::move(words_);
  }

 private:
  void take(char32_t c, std::size_t at, std::size_t next) {
    if (vanishes(c)) return;
    if (is_apostrophe(c)) {
      if (!word_.shown.empty()) after_apostrophe_ = true;
      return;
    }
    if (is_word_part(c)) {
      const char* const bytes = text_.data() + at;
      word_.shown.append(bytes, next - at);
      lower_ |= c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(static_cast<UChar32>(c)) != 0;
      ++letters_;
      return;
    }
    if (c == U'.' && letters_ == 1 && next < text_.size()) {
      // "S.A." goes on; "J. Smith" does not.
      const Decoded after = decode_utf8(text_, next);
      word_.dotted = true;
      if (after.valid && is_word_part(after.character) && single_letter_at(next)) {
        letters_ = 0;
        return;
      }
    }
    if (c == U'.' && letters_ == 1) word_.dotted = true;
    finish();
    if (is_hyphen(c)) hyphen_ = true;
    if (is_comma(c)) comma_ = true;
    if (opens(c)) ++depth_;
    if (closes(c) && depth_ > 0) --depth_;
    if (c == U'&' || c == U'+') {
      word_.shown = "and";
      lower_ = true;
      finish();
    }
    if (!is_hyphen(c) && c == U' ') hyphen_ = false;
  }

  /// Whether one letter stands here that is followed by a dot, or by no letter at all.
  bool single_letter_at(std::size_t at) const {
    const Decoded letter = decode_utf8(text_, at);
    const auto next = at + static_cast<std::size_t>(letter.length);
    if (next >= text_.size()) return true;
    const Decoded after = decode_utf8(text_, next);
    return !after.valid || !is_word_part(after.character);
  }

  void finish() {
    if (!word_.shown.empty()) {
      std::string joined;
      for (const char c : folded(word_.shown))
        if (c != ' ') joined += c;
      word_.folded = std::move(joined);
      word_.after_hyphen = hyphen_;
      word_.after_comma = comma_;
      word_.bracketed = depth_ > 0;
      word_.upper = !lower_;
      if (!word_.folded.empty()) {
        words_.push_back(std::move(word_));
        hyphen_ = comma_ = false;
      }
    }
    word_ = {};
    lower_ = after_apostrophe_ = false;
    letters_ = 0;
  }

  std::string_view text_;
  std::vector<RawWord> words_;
  RawWord word_;
  std::size_t letters_ = 0;
  int depth_ = 0;
  bool lower_ = false, hyphen_ = false, comma_ = false, after_apostrophe_ = false;
};

}  // namespace

std::vector<RawWord> cut_words(std::string_view text) { return Cutter(text).run(); }

}  // namespace clew::match
