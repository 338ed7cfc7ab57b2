#include "annotate/value_lexer.h"

#include <algorithm>
#include <array>
#include <string>

#include "annotate/digit_run.h"
#include "annotate/wide_character.h"

namespace clew::annotate {
namespace {

enum class Byte : std::uint8_t { space, digit, letter, mark, wide, other };

constexpr auto kBytes = [] {
  std::array<Byte, 256> table{};
  for (unsigned c = 0; c < 256; ++c) table[c] = c <= ' ' ? Byte::space : c < 0x80 ? Byte::other : Byte::wide;
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = Byte::digit;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = table[c + 32] = Byte::letter;
  for (const unsigned char c : {'.', ',', ':', '/', '-', '(', ')', '\'', '"', '%', '#', '|', ';', '~',
                                '_', '+', '&', '!', '?', '[', ']', '<',  '>', '=', '*', '$', '@'})
    table[c] = Byte::mark;
  return table;
}();

class Lexer {
 public:
  Lexer(std::string_view text, std::size_t at, std::uint8_t languages, std::vector<Token>& tokens)
      : text_(text), at_(at), languages_(languages), lexicon_(Lexicon::get()), tokens_(tokens) {}

  std::size_t run(std::size_t most) {
    const std::size_t limit = tokens_.size() + most;
    while (at_ < text_.size() && tokens_.size() < limit) step();
    return at_;
  }

 private:
  void step() {
    switch (kBytes[static_cast<unsigned char>(text_[at_])]) {
      case Byte::space:
        space();
        return;
      case Byte::digit:
        number();
        return;
      case Byte::letter:
        word();
        return;
      case Byte::mark:
        mark(text_[at_], 1);
        return;
      case Byte::other:
        other(1);
        return;
      case Byte::wide:
        break;
    }
    const WideCharacter wide = wide_at(text_, at_);
    switch (wide.kind) {
      case WideKind::letter:
        word();
        return;
      case WideKind::digit:
        number();
        return;
      case WideKind::mark:
        mark(wide.mark, wide.bytes);
        return;
      case WideKind::symbol:
        symbol(wide.bytes);
        return;
      case WideKind::space:
        at_ += wide.bytes, glued_ = false;
        return;
      case WideKind::nothing:
        at_ += wide.bytes;
        return;
      case WideKind::other:
        other(wide.bytes);
        return;
    }
  }

  void space() {
    int lines = 0;
    for (; at_ < text_.size() && kBytes[static_cast<unsigned char>(text_[at_])] == Byte::space; ++at_)
      lines += text_[at_] == '\n' ? 1 : 0;
    glued_ = false;
    if (lines > 1) add(at_, at_, TokenKind::mark).mark = '\n';
  }

  Token& add(std::size_t start, std::size_t end, TokenKind kind) {
    Token& token = tokens_.emplace_back();
    token.start = static_cast<std::uint32_t>(start);
    token.end = static_cast<std::uint32_t>(end);
    token.kind = kind;
    token.glued = glued_;
    glued_ = true;
    return token;
  }

  void other(std::size_t bytes) { other_to(at_ + bytes); }
  void other_to(std::size_t end) {
    if (!tokens_.empty() && tokens_.back().kind == TokenKind::other) {
      tokens_.back().end = static_cast<std::uint32_t>(end);
      glued_ = true;
    } else {
      add(at_, end, TokenKind::other);
    }
    at_ = end;
  }

  void mark(char c, std::size_t bytes) {
    if (c == '$') return symbol(bytes);
    add(at_, at_ + bytes, TokenKind::mark).mark = c;
    at_ += bytes;
  }

  void symbol(std::size_t bytes) {
    const LexiconWord* found = lexicon_.find(text_.substr(at_, bytes));
    if (found == nullptr) return other(bytes);
    add(at_, at_ + bytes, TokenKind::word).word = found;
    at_ += bytes;
  }

  void number() {
    std::uint64_t value = 0;
    std::size_t digits = 0, end = at_;
    for (Digit d = digit_at(text_, end); d.value >= 0; d = digit_at(text_, end)) {
      if (digits < 18) value = value * 10 + static_cast<unsigned>(d.value);
      ++digits;
      end += d.bytes;
    }
    if (digits > 18) return other_to(end);
    Token& token = add(at_, end, TokenKind::number);
    token.number = value;
    token.digits = static_cast<std::uint8_t>(digits);
    at_ = end;
  }

  // Folds the word at `from` into `key`; its end. Stops at 48 bytes of key: longer words are in no table.
  std::size_t read_word(std::size_t from, std::string& key) {
    std::size_t end = from;
    key.clear();
    while (end < text_.size()) {
      const char c = text_[end];
      const Byte kind = kBytes[static_cast<unsigned char>(c)];
      if (kind == Byte::letter) {
        if (key.size() < 48) key += static_cast<char>(c | 0x20);
        ++end;
      } else if (kind == Byte::wide) {
        const WideCharacter wide = wide_at(text_, end);
        if (wide.kind != WideKind::letter) {
          if (wide.mark == '\'' && is_letter_at(end + wide.bytes) && key.size() > 0 &&
              !is_genitive_at(end + wide.bytes)) {
            end += wide.bytes;
            continue;
          }
          break;
        }
        if (key.size() < 48) fold_character(text_, end, key);
        end += wide.bytes;
      } else if (c == '\'' && is_letter_at(end + 1) && key.size() > 0 && !is_genitive_at(end + 1)) {
        ++end;  // o'clock
      } else {
        break;
      }
    }
    return end;
  }

  // The "s" of "today's".
  bool is_genitive_at(std::size_t at) const { return (text_[at] | 0x20) == 's' && !is_letter_at(at + 1); }

  bool is_letter_at(std::size_t at) const {
    return at < text_.size() && kBytes[static_cast<unsigned char>(text_[at])] == Byte::letter;
  }

  // Most words are of plain letters and in no table: these cost one look.
  bool plain_word() {
    std::uint32_t hash = Lexicon::kHashStart;
    std::size_t end = at_;
    for (; end < text_.size() && kBytes[static_cast<unsigned char>(text_[end])] == Byte::letter; ++end)
      hash = Lexicon::hash_more(hash, static_cast<unsigned char>(text_[end] | 0x20));
    if (end < text_.size()) {
      const char c = text_[end];
      if (kBytes[static_cast<unsigned char>(c)] == Byte::wide || c == '\'' || (c == '.' && end == at_ + 1))
        return false;
    }
    if (lexicon_.may_have(hash)) return false;
    other_to(end);
    return true;
  }

  void word() {
    if (plain_word()) return;
    const std::size_t start = at_;
    std::size_t end = read_word(start, key_);
    if (end == start) return other(1);
    if (key_.empty()) {  // joiners alone
      at_ = end;
      return;
    }
    if (key_.size() == 1 && is_letter_at(start)) end = dotted(start, end);
    if (const LexiconWord* found = lexicon_.find(key_); found != nullptr && found->usable(languages_))
      return known(start, end, found);
    const bool arabic_script = static_cast<unsigned char>(key_[0]) >= 0xD8;
    if (arabic_script && languages_ == (kLatin | kArabic) && prefixed(start, end)) return;
    if (arabic_script && (languages_ & kPersian) != 0 && joined(start, end)) return;
    other_to(end);
  }

  // "p.m.", "U.S.": letters with full stops, when the tables know them.
  std::size_t dotted(std::size_t start, std::size_t end) {
    if (end + 1 >= text_.size() || text_[end] != '.' || !is_letter_at(end + 1)) return end;
    std::size_t stop = start;
    std::string key;
    while (stop + 1 < text_.size() && is_letter_at(stop) && text_[stop + 1] == '.' && key.size() < 5) {
      key += static_cast<char>(text_[stop] | 0x20);
      stop += 2;
    }
    if (stop < text_.size() && is_letter_at(stop)) {
      if (stop + 1 < text_.size() && is_letter_at(stop + 1)) return end;
      key += static_cast<char>(text_[stop++] | 0x20);
    }
    if (lexicon_.find(key) == nullptr || key.size() < 2) return end;
    key_ = key;
    return stop;
  }

  void known(std::size_t start, std::size_t end, const LexiconWord* found) {
    if (found->phrase_words > 1) phrase(end, found);
    if (!found->means(languages_)) {
      at_ = start;
      return other_to(end);
    }
    Token& token = add(start, end, TokenKind::word);
    token.word = found;
    token.capital = text_[start] >= 'A' && text_[start] <= 'Z';
    token.capitals = std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(start),
                                 text_.begin() + static_cast<std::ptrdiff_t>(end),
                                 [](char c) { return c >= 'A' && c <= 'Z'; });
    at_ = end;
  }

  // The longest phrase that begins with `found`, whose end is `end`.
  void phrase(std::size_t& end, const LexiconWord*& found) {
    std::string key(found->key), part;
    std::size_t stop = end;
    const int most = found->phrase_words;
    for (int n = 1; n < most; ++n) {
      std::size_t next = stop;
      while (next < text_.size() && next - stop < 4 &&
             (text_[next] == ' ' || text_[next] == '-' || text_[next] == '\n'))
        ++next;
      const std::size_t word_end = read_word(next, part);
      if (next == stop || word_end == next || key.size() > 64) return;
      key += '_';
      key += part;
      stop = word_end;
      if (const LexiconWord* longer = lexicon_.find(key); longer != nullptr && longer->means(languages_)) {
        found = longer;
        end = stop;
      }
    }
  }

  // Arabic: the article, "and", and prepositions of one letter are written on to the word. `key_` is folded.
  bool prefixed(std::size_t start, std::size_t end) {
    const auto find = [&](std::string_view rest) -> const LexiconWord* {
      if (rest.size() < 4) return nullptr;
      if (const LexiconWord* exact = lexicon_.find(rest); exact != nullptr && exact->usable(languages_))
        return exact;
      if (!rest.starts_with("ال") || rest.size() <= 6) return nullptr;
      const LexiconWord* bare = lexicon_.find(rest.substr(4));
      return bare != nullptr && bare->usable(languages_) ? bare : nullptr;
    };
    const std::string_view view(key_);  // known() leaves it alone
    if (const LexiconWord* found = find(view); found != nullptr) return known(start, end, found), true;
    if (view.starts_with("لل") && view.size() > 6) {
      if (const LexiconWord* found = find(view.substr(4)); found != nullptr)
        return known(raw_length(start, end, 2), end, found), true;
    }
    for (const std::string_view prefix : {"و", "ب", "ل", "ف", "ک"}) {
      if (!view.starts_with(prefix)) continue;
      const LexiconWord* found = find(view.substr(2));
      if (found == nullptr) return false;
      const std::size_t skipped = raw_length(start, end, 1);
      if (prefix == "و") {
        add(start, skipped, TokenKind::word).word = lexicon_.find("و");
      } else {
        glued_ = false;
      }
      return known(skipped, end, found), true;
    }
    return false;
  }

  // Where the word stands after its first `letters` letters (their marks included).
  std::size_t raw_length(std::size_t start, std::size_t end, int letters) const {
    std::string ignored;
    std::size_t at = start;
    while (at < end && letters > 0) {
      ignored.clear();
      at += fold_character(text_, at, ignored);
      if (!ignored.empty()) --letters;
    }
    while (at < end) {  // marks on the last of them
      ignored.clear();
      const std::size_t bytes = fold_character(text_, at, ignored);
      if (!ignored.empty()) break;
      at += bytes;
    }
    return at;
  }

  // Persian: "هزارتومان" in one, and months with "ماه" written on.
  bool joined(std::size_t start, std::size_t end) {
    for (const std::string_view head : {"هزار", "میلیون", "میلیارد"}) {
      if (!std::string_view(key_).starts_with(head)) continue;
      const LexiconWord* rest = lexicon_.find(std::string_view(key_).substr(head.size()));
      if (rest == nullptr || !rest->means(languages_)) return false;
      const std::size_t cut = raw_length(start, end, static_cast<int>(head.size() / 2));
      known(start, cut, lexicon_.find(head));
      known(cut, end, rest);
      return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_;
  std::uint8_t languages_;
  const Lexicon& lexicon_;
  std::vector<Token>& tokens_;
  bool glued_ = false;
  std::string key_;
};

}  // namespace

void lex(std::string_view text, std::size_t& at, std::size_t most, std::uint8_t languages,
         std::vector<Token>& tokens) {
  at = Lexer(text, at, languages, tokens).run(most);
}

std::uint8_t script_language(std::string_view text, std::string_view hint) {
  std::size_t persian = 0, arabic = 0, seen = 0;
  for (std::size_t i = 0; i + 1 < text.size() && seen < 4000; ++i) {
    const auto first = static_cast<unsigned char>(text[i]);
    if (first < 0xD8 || first > 0xDB) continue;
    const auto second = static_cast<unsigned char>(text[++i]);
    ++seen;
    const unsigned code = (first & 0x1Fu) << 6 | (second & 0x3Fu);
    if (code == 0x67E || code == 0x686 || code == 0x698 || code == 0x6AF) persian += 4;
    if (code == 0x6CC || code == 0x6A9) ++persian;
    if (code >= 0x6F0 && code <= 0x6F9) ++persian;
    if (code == 0x629) arabic += 3;
    if (code == 0x64A || code == 0x643 || code == 0x623 || code == 0x625 || code == 0x649) ++arabic;
  }
  if (seen == 0) return 0;
  if (persian > 2 * arabic || (persian > arabic && hint != "ar")) return kPersian;
  if (arabic > 2 * persian || (arabic > persian && hint != "fa")) return kArabic;
  return hint == "ar" ? kArabic : kPersian;
}

}  // namespace clew::annotate
