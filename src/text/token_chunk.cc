#include "text/token_chunk.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "text/abbreviations.h"
#include "text/characters.h"

namespace clew::text {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_alnum(char c) { return is_digit(c) || is_alpha(c); }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view s) { return !s.empty() && std::all_of(s.begin(), s.end(), is_digit); }
bool all_alpha(std::string_view s) { return !s.empty() && std::all_of(s.begin(), s.end(), is_alpha); }

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (is_capital(c)) c = static_cast<char>(c | 0x20);
  return out;
}

// What decides about a character stands within so many bytes of it; so that a chunk costs linear time.
constexpr std::size_t kLookAround = 40, kLongestLocal = 80;

/// One chunk under the knife. Offsets are into the chunk.
class Chunk {
 public:
  Chunk(std::string_view text, std::size_t start, std::size_t end, std::vector<Token>& to)
      : text_(text), base_(start), c_(text.substr(start, end - start)), to_(to) {}

  void cut() {
    has_at_ = c_.find('@') != std::string_view::npos;
    while (at_ < c_.size()) step();
  }

 private:
  char byte(std::size_t i) const { return i < c_.size() ? c_[i] : '\0'; }

  void emit(std::size_t from, std::size_t to, TokenKind kind) {
    if (to <= from) return;
    Token token;
    token.start = static_cast<std::uint32_t>(base_ + from);
    token.end = static_cast<std::uint32_t>(base_ + to);
    token.kind = kind;
    to_.push_back(token);
    at_ = to;
  }

  void step() {
    const Char c = char_at(c_, at_);
    switch (c.kind) {
      case CharClass::letter:
      case CharClass::digit:
      case CharClass::joiner:
        word();
        return;
      case CharClass::ideograph:
        emit(at_, at_ + c.length, TokenKind::word);
        return;
      case CharClass::punct:
      case CharClass::symbol:
      case CharClass::broken:
      case CharClass::space:
      case CharClass::line:
        mark(c);
        return;
    }
  }

  // ---- punctuation and symbols -----------------------------------------------------------------------

  std::size_t emoticon() const {
    const char a = c_[at_], b = byte(at_ + 1), d = byte(at_ + 2);
    if ((a != ':' && a != ';' && a != '=') || (at_ > 0 && is_alnum(c_[at_ - 1]) && !is_digit(b) && b != ')'))
      return 0;
    const bool nose = b == '-' || b == '\'' || b == 'o';
    const char mouth = nose ? d : b;
    if (mouth != ')' && mouth != '(' && mouth != 'D' && mouth != 'P' && mouth != 'p' && mouth != '/' &&
        mouth != '|' && mouth != 'O' && mouth != '*')
      return 0;
    std::size_t length = nose ? 3 : 2;
    if (is_alpha(mouth) && is_alnum(byte(at_ + length))) return 0;
    if (mouth == '/' && byte(at_ + length) == '/') return 0;
    if (a == '=' && mouth != ')' && mouth != '(' && mouth != 'D') return 0;
    while (byte(at_ + length) == mouth && (mouth == ')' || mouth == '(')) ++length;
    return length;
  }

  void mark(Char c) {
    const std::size_t face = emoticon();
    if (face > 0) return emit(at_, at_ + face, TokenKind::symbol);
    const char first = c_[at_];
    if (first == '\'' && apostrophe_word()) return;
    if (first == '.' && is_alnum(byte(at_ + 1)) && (at_ == 0 || !is_alnum(c_[at_ - 1])) &&
        is_digit(byte(at_ + 1)))
      return word();  // ".5"
    const TokenKind kind = c.kind == CharClass::punct ? TokenKind::punct : TokenKind::symbol;
    std::size_t end = at_ + c.length;
    if (first == '.' || first == '!' || first == '?') {
      while (byte(end) == '.' || byte(end) == '!' || byte(end) == '?') ++end;
    } else if (runs(first) || c.kind == CharClass::broken) {
      while (end < c_.size()) {
        const Char next = char_at(c_, end);
        if (next.code != c.code || next.kind != c.kind) break;
        end += next.length;
      }
    } else if (c.code > 0x7F && c.kind == CharClass::punct) {
      while (end < c_.size() && char_at(c_, end).code == c.code) end += c.length;
    }
    emit(at_, end, kind);
  }

  static bool runs(char c) {
    return c == '-' || c == '=' || c == '*' || c == '_' || c == '~' || c == '#' || c == '+' || c == '<' ||
           c == '>' || c == '|' || c == '`' || c == '\'' || c == '^' || c == '\\' || c == '/' || c == '$' ||
           c == ',' || c == ':';
  }

  // "'s" left alone by what stood before it, "'em", "'til".
  bool apostrophe_word() {
    std::size_t end = at_ + 1;
    while (is_alpha(byte(end))) ++end;
    const std::string rest = lower(c_.substr(at_ + 1, end - at_ - 1));
    if (is_alnum(byte(end))) return false;
    const bool known = rest == "s" || rest == "em" || rest == "til" || rest == "cause" || rest == "ll" ||
                       rest == "re" || rest == "ve" || rest == "bout" || rest == "round";
    if (known && !(at_ > 0 && rest != "s")) emit(at_, end, TokenKind::word);
    return known && at_ == end;
  }

  // ---- addresses -----------------------------------------------------------------------------------------

  static bool ends_address(char c) {
    return c == '<' || c == '>' || c == '"' || c == '{' || c == '}' || c == '|' || c == '^' || c == '`' ||
           c == '\0';
  }

  // An address without the punctuation behind it; a bracket stays when it was opened inside.
  std::size_t without_tail(std::size_t from, std::size_t end) const {
    const std::string_view part = c_.substr(from, end - from);
    auto round = std::count(part.begin(), part.end(), ')') - std::count(part.begin(), part.end(), '(');
    auto square = std::count(part.begin(), part.end(), ']') - std::count(part.begin(), part.end(), '[');
    static constexpr std::string_view kTails[] = {"\u2019", "\u201D", "\u060C", "\u00BB", "\u061B"};
    while (end > from) {
      const char c = c_[end - 1];
      if (c == ')' || c == ']') {
        auto& open = c == ')' ? round : square;
        if (open-- <= 0) break;
        --end;
      } else if (std::string_view(".,;:!?'*").find(c) != std::string_view::npos) {
        --end;
      } else {
        std::size_t cut = 0;
        for (const std::string_view tail : kTails)
          if (c_.substr(from, end - from).ends_with(tail)) cut = tail.size();
        if (cut == 0) break;
        end -= cut;
      }
    }
    return end;
  }

  bool web() {
    const std::string_view rest = c_.substr(at_);
    std::size_t head = 0;
    if (is_alpha(c_[at_])) {
      std::size_t scheme = 0;
      while (scheme < 12 && is_alpha(byte(at_ + scheme))) ++scheme;
      if (rest.substr(scheme, 3) == "://") head = scheme + 3;
      if (head == 0 &&
          (rest.substr(0, 4) == "www." || rest.substr(0, 4) == "WWW." || rest.substr(0, 4) == "Www."))
        head = 4;
      if (head == 0 && (rest.substr(0, 7) == "mailto:" || rest.substr(0, 4) == "cid:")) head = scheme + 1;
    }
    if (head == 0 || at_ + head >= c_.size() || ends_address(c_[at_ + head])) return false;
    std::size_t end = at_ + head;
    while (end < c_.size() && !ends_address(c_[end])) ++end;
    end = without_tail(at_ + head, end);
    if (end <= at_ + head) return false;
    emit(at_, end, TokenKind::web);
    return true;
  }

  static bool in_local(char c) {
    return is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '=' || c == '%' ||
           static_cast<unsigned char>(c) >= 0x80;
  }

  bool mail() {
    std::size_t at = at_;
    while (at < c_.size() && at - at_ <= kLongestLocal && in_local(c_[at])) ++at;
    if (byte(at) != '@' || at == at_) return false;
    std::size_t end = at + 1;
    while (end < c_.size() && (is_alnum(c_[end]) || c_[end] == '.' || c_[end] == '-' || c_[end] == '_'))
      ++end;
    end = without_tail(at + 1, end);
    while (end > at + 1 && c_[end - 1] == '-') --end;
    if (end == at + 1) return false;
    emit(at_, end, TokenKind::mail);
    return true;
  }

  // ---- words
  // -----------------------------------------------------------------------------------------------

  // Bytes of an apostrophe at i, as typed or as typeset.
  std::size_t apostrophe(std::size_t i) const {
    if (byte(i) == '\'' || byte(i) == '`') return 1;
    const std::string_view three = c_.substr(std::min(i, c_.size()), 3);
    if (three == "\u2019" || three == "\u2018") return 3;
    return c_.substr(std::min(i, c_.size()), 2) == "\u00B4" ? 2 : 0;
  }

  bool wordy(std::size_t i) const {
    if (i >= c_.size()) return false;
    const CharClass kind = char_at(c_, i).kind;
    return kind == CharClass::letter || kind == CharClass::digit || kind == CharClass::joiner;
  }

  std::size_t run_end(std::size_t i) const {
    while (wordy(i)) i += char_at(c_, i).length;
    return i;
  }
  // The run at i as far as a decision needs it.
  std::string_view run_after(std::size_t i) const {
    std::size_t end = i;
    while (end - i < kLookAround && wordy(end)) end += char_at(c_, end).length;
    return c_.substr(i, end - i);
  }

  void word() {
    if (web() || (has_at_ && mail())) return;
    const std::size_t start = at_;
    std::size_t end = c_[start] == '.' ? start + 1 : start;
    for (;;) {
      end = run_end(end);
      const std::size_t next = joined(start, end);
      if (next == 0) break;
      end = next;
    }
    finish(start, final_stop(start, end));
  }

  // Where the word goes on behind a character at `end` that is part of it; 0: it does not.
  std::size_t joined(std::size_t start, std::size_t end) const {
    start = std::max(start, end - std::min(end, kLookAround));
    const std::size_t quote = apostrophe(end);
    if (quote > 0) return wordy(end + quote) && end > start ? end + quote : 0;
    switch (byte(end)) {
      case '.':
        return wordy(end + 1) && !new_sentence(start, end) ? end + 1 : 0;
      case ',':
        return is_digit(byte(end - 1)) && is_digit(byte(end + 1)) ? end + 1 : 0;
      case ':':
        return is_digit(byte(end - 1)) && is_digit(byte(end + 1)) && is_digit(byte(end + 2)) ? end + 1 : 0;
      case '_': {
        std::size_t i = end;
        while (byte(i) == '_') ++i;
        return i - end <= 2 || wordy(i) ? i : 0;
      }
      case '&':
        return capitals_around(start, end) ? end + 1 : 0;
      case '-':
        return wordy(end + 1) && hyphen_stays(start, end) ? end + 1 : 0;
      case '/':
        return wordy(end + 1) && slash_stays(start, end) ? end + 1 : 0;
      case '@':
        return 0;
      default:
        break;
    }
    // Arabic decimal and thousands separators between digits.
    const std::string_view two = c_.substr(std::min(end, c_.size()), 2);
    if ((two == "\u066B" || two == "\u066C") && wordy(end + 2)) return end + 2;
    return 0;
  }

  // "done.The": a full stop without its space.
  bool new_sentence(std::size_t start, std::size_t dot) const {
    std::size_t before = dot;
    while (before > start && is_alpha(c_[before - 1])) --before;
    std::size_t after = dot + 1;
    while (after - dot < kLookAround && is_alpha(byte(after))) ++after;
    const std::string_view left = c_.substr(before, dot - before),
                           right = c_.substr(dot + 1, after - dot - 1);
    if (left.size() < 2 || right.empty() || !is_capital(right[0])) return false;
    if (is_capital(left.back())) return false;  // ENRON.XLS
    return right.size() == 1 ? (right == "I" || right == "A")
                             : !is_capital(right[1]) && lower(right) != "com";
  }

  bool capitals_around(std::size_t start, std::size_t amp) const {
    if (!is_capital(byte(amp - 1)) && !(is_alpha(byte(amp - 1)) && amp - start == 1)) return false;
    const std::size_t after = run_after(amp + 1).size();
    return after > 0 && amp - start <= 3 && after <= 3 && is_alpha(c_[amp + 1]);
  }

  static bool is_month(std::string_view s) {
    static constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
    return s.size() == 3 && std::find(std::begin(kMonths), std::end(kMonths), lower(s)) != std::end(kMonths);
  }

  bool hyphen_stays(std::size_t start, std::size_t hyphen) const {
    const std::string_view left = c_.substr(start, hyphen - start);
    const std::string_view right = run_after(hyphen + 1);
    const bool left_number = is_digit(left.back()), right_number = is_digit(right.front());
    if (left_number && right_number) return number_groups(start, hyphen);
    if (left_number && is_month(right)) return is_digit(byte(hyphen + 4)) || byte(hyphen + 4) == '-';
    if (right_number && left.size() >= 5 && is_month(left.substr(left.size() - 3)) && is_digit(left.front()))
      return true;
    if (all_alpha(left)) return keeps_hyphen(lower(left));
    const bool mixed =
        std::any_of(left.begin(), left.end(), is_digit) && std::any_of(left.begin(), left.end(), is_alpha);
    return mixed && std::any_of(right.begin(), right.end(), is_digit);
  }

  // Digits around a hyphen: telephone numbers and dates stay whole, ranges are cut.
  bool number_groups(std::size_t start, std::size_t hyphen) const {
    std::size_t end = hyphen;
    while (end - hyphen < kLookAround && (is_digit(byte(end)) || byte(end) == '-')) ++end;
    while (end > hyphen && c_[end - 1] == '-') --end;
    if (wordy(end)) return false;
    std::size_t groups = 1, length = 0, first = 0, last = 0;
    for (std::size_t i = start; i < end; ++i) {
      if (c_[i] == '-') {
        if (groups == 1) first = length;
        ++groups;
        length = 0;
      } else {
        ++length;
        last = length;
      }
    }
    return groups >= 3 || (first == 3 && last == 4) || c_.substr(start, hyphen - start).find('/') < hyphen;
  }

  bool slash_stays(std::size_t start, std::size_t slash) const {
    const std::string_view left = c_.substr(start, slash - start);
    const std::string_view right = run_after(slash + 1);
    const bool left_digits = is_digit(left.back()), right_digits = all_digits(right);
    if (left_digits && right_digits) return left.find_first_not_of("0123456789/-") == std::string_view::npos;
    if (left.find('.') < left.size() && left.find('.') > 1 && left.size() > 5)
      return !left_digits;  // host/path
    return left.size() == 1 && is_alpha(left[0]) && (right.size() == 1 || right == "out") && all_alpha(right);
  }

  // The end of the word with its full stop, when the stop belongs to it.
  std::size_t final_stop(std::size_t start, std::size_t end) const {
    if (byte(end) != '.' || byte(end + 1) == '.') return end;
    const std::string_view word = c_.substr(start, end - start);
    if (word.size() > 12 ||
        !std::all_of(word.begin(), word.end(), [](char c) { return is_alpha(c) || c == '.'; }))
      return end;
    const std::size_t dot = word.find('.');
    if (dot != std::string_view::npos) {
      bool letters = true;  // U.S, a.m, Ph.D
      for (std::size_t i = 0, run = 0; i < word.size(); ++i) {
        run = word[i] == '.' ? 0 : run + 1;
        letters = letters && run <= 2;
      }
      return letters ? end + 1 : end;
    }
    if (word.size() == 1)
      return word != "I" && is_capital(word[0]) && capital_follows(end + 1) ? end + 1 : end;
    switch (abbreviation(lower(word))) {
      case Abbreviation::no:
        return end;
      case Abbreviation::always:
        return end + 1;
      case Abbreviation::before_number:
        return is_digit(next_char(end + 1)) ? end + 1 : end;
      case Abbreviation::before_capital:
        return is_capital(word[0]) && capital_follows(end + 1) ? end + 1 : end;
    }
    return end;
  }

  // The next character of the text that is no space; '\0' when it is far away.
  char next_char(std::size_t i) const {
    for (std::size_t at = base_ + i, n = 0; at < text_.size() && n < 4; ++at, ++n)
      if (text_[at] != ' ' && text_[at] != '#') return text_[at];
    return '\0';
  }
  bool capital_follows(std::size_t i) const {
    const std::size_t at = base_ + i;
    if (at < text_.size() && text_[at] == '\n') return false;
    return is_capital(next_char(i));
  }

  // Cuts the word where English writes two as one, and units off numbers.
  void finish(std::size_t start, std::size_t end) {
    const std::string_view word = c_.substr(start, end - start);
    if (is_digit(word[0]) || word[0] == '.') return number(start, end);
    if (static_cast<unsigned char>(word[0]) >= 0x80 && char_at(word, 0).kind == CharClass::digit)
      return emit(start, end, TokenKind::number);
    const std::size_t cut = enclitic(word);
    if (cut > 0) {
      emit(start, start + cut, TokenKind::word);
      emit(start + cut, end, TokenKind::word);
      return;
    }
    emit(start, end, TokenKind::word);
  }

  void number(std::size_t start, std::size_t end) {
    std::size_t digits = start;
    while (digits < end &&
           (is_digit(c_[digits]) || c_[digits] == '.' || c_[digits] == ',' || c_[digits] == ':'))
      ++digits;
    std::size_t unit = digits;
    while (unit > start && !is_digit(c_[unit - 1])) --unit;
    const std::string rest = lower(c_.substr(unit, end - unit));
    if (!rest.empty() &&
        (is_unit(rest) || rest == "a.m." || rest == "p.m." || rest == "a.m" || rest == "p.m")) {
      emit(start, unit, TokenKind::number);
      emit(unit, end, TokenKind::word);
      return;
    }
    emit(start, end, digits == end ? TokenKind::number : TokenKind::word);
  }

  // Where "n't", "'s" and their like begin; 0: nowhere.
  std::size_t enclitic(std::string_view word) const {
    if (word.size() < 2 || !is_alpha(word.front()) || !is_alpha(word.back())) return 0;
    if (word.size() <= 8) {
      const std::size_t cut = joined_words(lower(word));
      if (cut > 0 && word != "IM") return cut;
    }
    std::size_t letters = word.size();
    while (letters > 0 && is_alpha(word[letters - 1]) && word.size() - letters < 3) --letters;
    const std::size_t tail = word.size() - letters;
    if (letters < 2 || tail == 0 || tail > 2) return 0;
    std::size_t mark = letters - 1;  // of the apostrophe
    if (static_cast<unsigned char>(word[mark]) >= 0x80) mark = letters >= 3 ? letters - 3 : 0;
    if (mark == 0 || apostrophe(static_cast<std::size_t>(word.data() - c_.data()) + mark) != letters - mark)
      return 0;
    const std::string last = lower(word.substr(letters));
    if (last == "t") return (word[mark - 1] | 0x20) == 'n' && mark >= 2 ? mark - 1 : 0;
    if (is_digit(word[mark - 1])) return 0;
    const bool known =
        last == "s" || last == "m" || last == "d" || last == "re" || last == "ve" || last == "ll";
    return known ? mark : 0;
  }

  std::string_view text_;
  std::size_t base_;
  std::string_view c_;
  std::vector<Token>& to_;
  std::size_t at_ = 0;
  bool has_at_ = false;
};

}  // namespace

void cut_chunk(std::string_view text, std::size_t start, std::size_t end, std::vector<Token>& to) {
  Chunk(text, start, end, to).cut();
}

}  // namespace clew::text
