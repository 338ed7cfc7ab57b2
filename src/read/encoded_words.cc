#include "read/encoded_words.h"

#include <algorithm>

#include "base/utf8.h"
#include "read/charset.h"
#include "read/transfer.h"

namespace clew::read {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_plain(std::string_view raw) {
  return std::all_of(raw.begin(), raw.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

// "=?charset*language?B?text?=" at `at`; `length` is that of the whole.
struct EncodedWord {
  std::string_view charset;
  bool base64 = false;
  std::string_view text;
  std::size_t length = 0;
};

constexpr std::size_t kLongest = 8192;  // RFC 2047 allows 75; some programs encode a whole header as one word

class WordFinder {
 public:
  explicit WordFinder(std::string_view raw) : raw_(raw) {}

  bool at(std::size_t at, EncodedWord& word) const {
    if (raw_.substr(at, 2) != "=?") return false;
    std::size_t i = at + 2;
    const std::size_t charset = i;
    while (i < raw_.size() && i - charset < 60 && raw_[i] != '?' && raw_[i] != '=') ++i;
    if (i + 2 >= raw_.size() || raw_[i] != '?' || raw_[i + 2] != '?') return false;
    const char how = lower(raw_[i + 1]);
    if (how != 'b' && how != 'q') return false;
    word.charset = trim(raw_.substr(charset, i - charset));
    word.charset = word.charset.substr(0, word.charset.find('*'));
    word.base64 = how == 'b';
    const std::size_t text = i + 3;
    // Where another word begins before this one ends, this one was never closed; the search stops there,
    // which also keeps a text full of openings linear. ("?=?" and "=?=" close a word too.)
    const std::size_t next = raw_.find("=?", text);
    const std::string_view within =
        raw_.substr(text, next == std::string_view::npos ? next : next + 3 - text);
    const std::size_t length = within.find("?=");
    if (length == std::string_view::npos || length > kLongest) return false;
    const std::size_t end = text + length;
    word.text = raw_.substr(text, end - text);
    word.length = end + 2 - at;
    return true;
  }

 private:
  std::string_view raw_;
};

// The bytes of adjacent words of one charset; a character may be split between them.
class WordJoiner {
 public:
  void add(const EncodedWord& word, std::string& out) {
    if (open_ && !same_letters(word.charset, charset_)) flush(out);
    open_ = true;
    charset_ = word.charset;
    if (!word.base64) {
      flush_base64();
      add_quoted(word.text);
      return;
    }
    base64_ += word.text;
    // A group of four that ends inside the word goes on in the next one, as some programs split it.
    const auto letters = std::count_if(base64_.begin(), base64_.end(), [](char c) { return !is_space(c); });
    if (letters % 4 == 0 || base64_.back() == '=') flush_base64();
  }

  void flush(std::string& out) {
    if (!open_) return;
    flush_base64();
    out += to_utf8(bytes_, charset_);
    bytes_.clear();
    open_ = false;
  }

  bool open() const { return open_; }

 private:
  void flush_base64() {
    if (!base64_.empty()) bytes_ += decode_transfer(base64_, Encoding::base64);
    base64_.clear();
  }

  void add_quoted(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    bytes_ += decode_transfer(spaced, Encoding::quoted_printable);
  }

  bool open_ = false;
  std::string charset_, bytes_, base64_;
};

// Raw bytes between encoded words.
std::string decode_raw(std::string_view bytes, std::string_view hint) {
  if (is_valid_utf8(bytes)) return std::string(bytes);
  return to_utf8(bytes, hint);
}

void replace_controls(std::string& text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) c = ' ';
}

}  // namespace

std::string unfold(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  bool after_end = false;
  for (const char c : raw) {
    if (c == '\r' || c == '\n') {
      after_end = true;
      continue;
    }
    out += after_end && c == '\t' ? ' ' : c;
    after_end = false;
  }
  return out;
}

std::string decode_header(std::string_view raw, std::string_view hint) {
  raw = trim(raw);
  if (is_plain(raw) && raw.find("=?") == std::string_view::npos) return std::string(raw);
  const std::string line = unfold(raw);
  const std::string_view text = line;
  std::string out;
  const WordFinder finder(text);
  WordJoiner joiner;
  std::size_t plain = 0;  // start of what is not decoded yet
  for (std::size_t at = text.find("=?"); at != std::string_view::npos;) {
    EncodedWord word;
    if (!finder.at(at, word)) {
      at = text.find("=?", at + 2);
      continue;
    }
    const std::string_view between = text.substr(plain, at - plain);
    if (!trim(between).empty() || !joiner.open()) {
      joiner.flush(out);
      out += decode_raw(between, hint);
    }
    joiner.add(word, out);
    plain = at + word.length;
    at = text.find("=?", plain);
  }
  joiner.flush(out);
  out += decode_raw(text.substr(plain), hint);
  replace_controls(out);
  const std::string_view trimmed = trim(out);
  return trimmed.size() == out.size() ? out : std::string(trimmed);
}

namespace {

// One "name=value" of a parameter list, undecoded.
struct Parameter {
  std::string name;  // lower case, without the "*0*" behind it
  std::string value;
  int section = -1;  // of a continuation; -1: none
  bool extended = false;
};

// Reads the raw parameter list front to back.
class ParameterScanner {
 public:
  explicit ParameterScanner(std::string_view text) : text_(text) {}

  bool next(Parameter& parameter) {
    skip(";");
    if (at_ >= text_.size()) return false;
    parameter = {};
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != '=' && text_[end] != ';') ++end;
    std::string_view name = trim(text_.substr(at_, end - at_));
    at_ = end;
    if (at_ < text_.size() && text_[at_] == '=') {
      ++at_;
      read_value(parameter.value);
    }
    if (name.ends_with('*')) {
      parameter.extended = true;
      name.remove_suffix(1);
    }
    const std::size_t star = name.find('*');
    if (star != std::string_view::npos) {
      parameter.section = 0;
      for (const char c : name.substr(star + 1, 6))
        if (c >= '0' && c <= '9') parameter.section = parameter.section * 10 + (c - '0');
      name = name.substr(0, star);
    }
    for (const char c : name) parameter.name += lower(c);
    return true;
  }

 private:
  void skip(std::string_view also) {
    while (at_ < text_.size() && (is_space(text_[at_]) || also.find(text_[at_]) != std::string_view::npos))
      ++at_;
  }

  void read_value(std::string& value) {
    skip("");
    if (at_ < text_.size() && text_[at_] == '"') {
      const std::size_t start = ++at_;
      while (at_ < text_.size() && text_[at_] != '"') {
        // Only quotes and backslashes need escaping: a Windows path keeps its backslashes.
        if (text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\'))
          ++at_;
        value += text_[at_++];
      }
      if (at_ < text_.size()) {
        ++at_;
        const std::size_t end = std::min(text_.find(';', at_), text_.size());
        at_ = end;
        return;
      }
      // The quote was never closed: the value ends at the next semicolon.
      at_ = start;
      value.clear();
    }
    const std::size_t end = std::min(text_.find(';', at_), text_.size());
    value = trim(text_.substr(at_, end - at_));
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : (lower(c) >= 'a' && lower(c) <= 'f') ? lower(c) - 'a' + 10 : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) << 4 | digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string join_sections(std::vector<const Parameter*>& sections, std::string_view hint) {
  std::stable_sort(sections.begin(), sections.end(),
                   [](const Parameter* a, const Parameter* b) { return a->section < b->section; });
  std::string bytes, charset;
  bool extended = false;
  for (const Parameter* part : sections) {
    std::string_view value = part->value;
    if (part->extended && !extended) {
      const std::size_t first = value.find('\'');
      const std::size_t second = first == std::string_view::npos ? first : value.find('\'', first + 1);
      if (second != std::string_view::npos) {
        charset = value.substr(0, first);
        value.remove_prefix(second + 1);
      }
    }
    extended |= part->extended;
    bytes += part->extended ? percent_decoded(value) : std::string(value);
  }
  // RFC 2231 wins over encoded words, but programs use these here as well, inside quotes too.
  if (!extended) return decode_header(bytes, hint);
  std::string text = to_utf8(bytes, charset);
  replace_controls(text);
  return text;
}

std::string without_comments(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0 && !is_space(c)) out += lower(c);
    if (c == ')' && depth > 0) --depth;
  }
  return out;
}

}  // namespace

const std::string* HeaderValue::find(std::string_view name) const {
  for (const auto& parameter : parameters)
    if (parameter.first == name) return &parameter.second;
  return nullptr;
}

HeaderValue parse_header_value(std::string_view raw, std::string_view hint) {
  HeaderValue out;
  const std::string line = unfold(trim(raw));
  const std::string_view text = line;
  std::size_t semicolon = std::min(text.find(';'), text.size());
  // "text/plain charset=x": the semicolon is missing.
  if (text.substr(0, semicolon).find('=') != std::string_view::npos)
    semicolon = std::min(text.find_first_of(" \t"), semicolon);
  out.value = without_comments(text.substr(0, semicolon));
  while (!out.value.empty() && (out.value.front() == '"' || out.value.front() == '\'')) out.value.erase(0, 1);
  while (!out.value.empty() && (out.value.back() == '"' || out.value.back() == '\'')) out.value.pop_back();
  if (semicolon == text.size()) return out;

  std::vector<Parameter> all;
  ParameterScanner scanner(text.substr(semicolon));
  for (Parameter one; all.size() < 200 && scanner.next(one);)
    if (!one.name.empty()) all.push_back(std::move(one));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (out.find(all[i].name)) continue;
    std::vector<const Parameter*> sections;
    const bool in_sections = std::any_of(all.begin(), all.end(), [&](const Parameter& one) {
      return one.name == all[i].name && (one.section >= 0 || one.extended);
    });
    for (const Parameter& one : all)
      if (one.name == all[i].name && (!in_sections || one.section >= 0 || one.extended)) {
        sections.push_back(&one);
        if (one.section < 0) break;
      }
    out.parameters.emplace_back(all[i].name, join_sections(sections, hint));
  }
  return out;
}

std::vector<std::string> parse_message_ids(std::string_view raw) {
  std::vector<std::string> out;
  for (std::size_t at = raw.find('<'); at != std::string_view::npos; at = raw.find('<', at)) {
    const std::size_t end = raw.find('>', at);
    if (end == std::string_view::npos) break;
    const std::size_t again = raw.rfind('<', end);  // "<<id>" and "<cut <id>": the innermost
    std::string id;
    for (const char c : raw.substr(again + 1, end - again - 1))
      if (!is_space(c)) id += c;
    if (!id.empty() && id.size() <= 998) out.push_back(decode_raw(id, {}));
    at = end;
  }
  if (!out.empty()) return out;
  raw = trim(raw);
  if (raw.starts_with('<')) raw = trim(raw.substr(1));
  if (raw.find('@') == std::string_view::npos || raw.size() > 998) return out;
  if (std::any_of(raw.begin(), raw.end(), is_space)) return out;
  out.push_back(decode_raw(raw, {}));
  return out;
}

}  // namespace clew::read
