#include "read/html_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.h"

namespace clew::read {
namespace {

constexpr std::size_t kLongestName = 256;
constexpr std::size_t kLongestReference = 32;
constexpr std::size_t kMostAttributes = 32;  // of a <meta>; more are dropped
constexpr std::size_t kLongestValue = 4096;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// What browsers read for &#128; to &#159;: the characters of windows-1252.
constexpr std::array<char32_t, 32> kWindows1252{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// "#1593", "#x639": the character, U+FFFD for what is none; 0 when it is no number at all.
char32_t numeric_reference(std::string_view digits) {
  const bool hexadecimal = digits.size() > 1 && lower(digits[1]) == 'x';
  digits.remove_prefix(hexadecimal ? 2 : 1);
  unsigned value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
  if (end != digits.data() + digits.size() || digits.empty()) return 0;
  if (error != std::errc() || value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
    return 0xFFFD;
  return value >= 0x80 && value < 0xA0 ? kWindows1252[value - 0x80] : static_cast<char32_t>(value);
}

}  // namespace

void HtmlTokenizer::feed(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size();) {
    switch (state_) {
      case State::data:
        at += run_data(piece.substr(at));
        break;
      case State::raw:
        at += run_raw(piece.substr(at));
        break;
      case State::comment:
        at += run_comment(piece.substr(at));
        break;
      case State::reference:
        at += step_reference(piece[at]);
        break;
      case State::tag_open:
      case State::end_tag_open:
      case State::declaration:
      case State::bogus:
      case State::raw_end:
        at += step_markup(piece[at]);
        break;
      case State::tag_name:
      case State::value_double:
      case State::value_single:
        at += run_tag(piece.substr(at));
        break;
      default:
        at += step_tag(piece[at]);
        break;
    }
  }
}

void HtmlTokenizer::finish() {
  if (state_ == State::reference) resolve_reference(false);
  if (state_ == State::tag_open) give("<");
  if (state_ == State::end_tag_open) give("</");
  if (state_ == State::raw_end) give(held_);
  state_ = State::data;
}

std::size_t HtmlTokenizer::run_data(std::string_view rest) {
  std::size_t end = 0;
  while (end < rest.size() && rest[end] != '<' && rest[end] != '&') ++end;
  give(rest.substr(0, end));
  if (end == rest.size()) return end;
  if (rest[end] == '<') {
    state_ = State::tag_open;
  } else {
    after_reference_ = State::data;
    state_ = State::reference;
    held_.clear();
  }
  return end + 1;
}

/// Raw text ends only at its own end tag; title and textarea have character references in it.
std::size_t HtmlTokenizer::run_raw(std::string_view rest) {
  const std::size_t end = std::min(drop_ ? rest.find('<') : rest.find_first_of("<&"), rest.size());
  give(rest.substr(0, end));
  if (end == rest.size()) return end;
  if (rest[end] == '<') {
    state_ = State::raw_end;
    held_ = "<";
  } else {
    after_reference_ = State::raw;
    state_ = State::reference;
    held_.clear();
  }
  return end + 1;
}

/// The long stretches of a tag, as far as they go, and one character more.
std::size_t HtmlTokenizer::run_tag(std::string_view rest) {
  std::size_t end = 0;
  if (state_ == State::tag_name) {
    while (end < rest.size() && (is_letter(rest[end]) || is_digit(rest[end]))) ++end;
    name_ += rest.substr(0, std::min(end, kLongestName - std::min(name_.size(), kLongestName)));
  } else if (name_ != "meta") {
    end = std::min(rest.find(state_ == State::value_double ? '"' : '\''), rest.size());
  }
  if (end == rest.size()) return end;
  return end + step_tag(rest[end]);
}

/// Ends at "-->", "--!>", and at once in "<!-->" and "<!--->".
std::size_t HtmlTokenizer::run_comment(std::string_view rest) {
  std::size_t at = 0;
  for (; at < rest.size(); ++at) {
    const char c = rest[at];
    if (c == '-') {
      dashes_ = bang_ ? 1 : dashes_ + 1;
      bang_ = false;
      dashes_ = std::min(dashes_, 2);
    } else if (c == '>' && dashes_ >= 2) {
      state_ = State::data;
      return at + 1;
    } else if (c == '!' && dashes_ >= 2 && !bang_) {
      bang_ = true;
    } else {
      dashes_ = 0;
      bang_ = false;
      at = std::min(rest.find('-', at), rest.size()) - 1;
    }
  }
  return at;
}

/// One character after '&'. False: the character is not part of the reference.
bool HtmlTokenizer::step_reference(char c) {
  const bool part = is_letter(c) || is_digit(c) || (c == '#' && held_.empty());
  if (part && held_.size() < kLongestReference) {
    held_ += c;
    return true;
  }
  resolve_reference(c == ';');
  return c == ';';
}

void HtmlTokenizer::resolve_reference(bool semicolon) {
  state_ = after_reference_;
  char32_t character = 0;
  std::size_t used = held_.size();
  if (held_.starts_with('#')) {
    character = numeric_reference(held_);
  } else if (semicolon) {
    character = html_entity(held_);
  }
  // Without a semicolon the old names count, also as a beginning: "&ampx", "&copy2001".
  for (std::size_t n = std::min<std::size_t>(held_.size(), 6); character == 0 && n >= 2 && held_[0] != '#';
       --n) {
    const char32_t old = html_entity(std::string_view(held_).substr(0, n));
    if (old != 0 && old < 256) character = old, used = n;
  }
  std::string text;
  if (character != 0)
    append_utf8(text, character);
  else
    text = "&", used = 0;
  text += std::string_view(held_).substr(used);
  if (semicolon && used < held_.size()) text += ';';
  if (semicolon && held_.empty()) text += ';';
  give(text);
}

/// What follows '<', "</" or "<!". False: the character belongs to the next state.
bool HtmlTokenizer::step_markup(char c) {
  switch (state_) {
    case State::tag_open:
      if (is_letter(c)) {
        name_.clear();
        end_tag_ = false;
        state_ = State::tag_name;
        return false;
      }
      if (c == '/') return state_ = State::end_tag_open, true;
      if (c == '!') return held_.clear(), state_ = State::declaration, true;
      if (c == '?') return state_ = State::bogus, true;
      give("<");
      state_ = State::data;
      return false;
    case State::end_tag_open:
      if (is_letter(c)) {
        name_.clear();
        end_tag_ = true;
        state_ = State::tag_name;
        return false;
      }
      state_ = State::bogus;
      return false;
    case State::declaration: {
      static constexpr std::string_view kCdata = "[CDATA[";
      held_ += c;
      if (held_ == "--") {
        dashes_ = 2;
        bang_ = false;
        state_ = State::comment;
      } else if (held_ == kCdata) {
        state_ = State::data;  // its content is text
      } else if (held_ != "-" && !kCdata.starts_with(held_)) {
        state_ = State::bogus;
        return false;
      }
      return true;
    }
    case State::bogus:
      if (c == '>') state_ = State::data;
      return true;
    default:
      break;
  }
  // raw_end: "</name" and a character that ends a name.
  const std::size_t at = held_.size();
  const bool name_done = at == raw_name_.size() + 2;
  if (!name_done && (at == 1 ? c == '/' : lower(c) == raw_name_[at - 2])) {
    held_ += c;
    return true;
  }
  if (name_done && (is_space(c) || c == '/' || c == '>')) {
    name_ = raw_name_;
    attributes_.clear();
    end_tag_ = true;
    drop_ = false;
    state_ = State::before_attribute;
    return false;
  }
  give(held_);
  state_ = State::raw;
  return false;
}

/// Inside a tag. False: the character belongs to the next state.
bool HtmlTokenizer::step_tag(char c) {
  switch (state_) {
    case State::tag_name:
      if (is_space(c) || c == '/' || c == '>') {
        attributes_.clear();
        if (name_.find('@') == std::string::npos)
          std::transform(name_.begin(), name_.end(), name_.begin(), lower);
        state_ = State::before_attribute;
        if (c == '>') return finish_tag(), true;
        return true;
      }
      if (name_.size() < kLongestName) name_ += c;
      return true;
    case State::before_attribute:
      if (c == '>') return finish_tag(), true;
      if (is_space(c) || c == '/') return true;
      if (name_ == "meta" && attributes_.size() < kMostAttributes) attributes_.emplace_back();
      state_ = State::attribute_name;
      return c == '=';  // a leading '=' is part of the name
    case State::attribute_name:
      if (c == '>') return finish_tag(), true;
      if (c == '=') return state_ = State::before_value, true;
      if (c == '/') return state_ = State::before_attribute, true;
      if (is_space(c)) return state_ = State::after_name, true;
      if (!attributes_.empty() && attributes_.back().first.size() < kLongestName)
        attributes_.back().first += lower(c);
      return true;
    case State::after_name:
      if (is_space(c)) return true;
      state_ = c == '=' ? State::before_value : State::before_attribute;
      return c == '=';
    case State::before_value:
      if (is_space(c)) return true;
      if (c == '>') return finish_tag(), true;
      state_ = c == '"' ? State::value_double : c == '\'' ? State::value_single : State::value_bare;
      return state_ != State::value_bare;
    case State::value_bare:
      if (c == '>') return finish_tag(), true;
      if (is_space(c)) return state_ = State::before_attribute, true;
      add_to_value(c);
      return true;
    default:
      if (c == (state_ == State::value_double ? '"' : '\''))
        state_ = State::before_attribute;
      else
        add_to_value(c);
      return true;
  }
}

void HtmlTokenizer::add_to_value(char c) {
  if (name_ == "meta" && !attributes_.empty() && attributes_.back().second.size() < kLongestValue)
    attributes_.back().second += c;
}

void HtmlTokenizer::finish_tag() {
  state_ = State::data;
  if (name_.size() < kLongestName && name_.find('@') != std::string::npos) {
    give(end_tag_ ? "</" : "<");
    give(name_);
    give(">");
    return;
  }
  if (end_tag_) {
    raw_name_.clear();
    to_.end_tag(name_);
    return;
  }
  to_.start_tag(name_);
  if (name_ == "meta") to_.meta(attributes_);
  if (name_ == "script" || name_ == "style" || name_ == "title" || name_ == "textarea") {
    raw_name_ = name_;
    drop_ = name_ == "script" || name_ == "style";
    state_ = State::raw;
  }
}

}  // namespace clew::read
