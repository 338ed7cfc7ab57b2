// read/html_tokens.h - cuts HTML into text and tags, as a stream. Builds no tree and knows no layout.
//
// Follows the tokenizer of the HTML Living Standard (WHATWG, 13.2.5) in what decides which characters are
// text. Memory is flat (a tag name and, for <meta>, a few attribute values) and time linear, whatever the
// nesting, the number of attributes or what is left open. One difference: a "tag" that is an address
// (<ann@example.org>, unescaped by a careless mail program) is text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clew::read {

/// Arguments die when the call returns. Tag names are in lower case.
class HtmlTokens {
 public:
  virtual ~HtmlTokens() = default;
  /// Valid UTF-8 if the input was. Character references are decoded.
  virtual void text(std::string_view piece) = 0;
  virtual void start_tag(std::string_view name) = 0;
  virtual void end_tag(std::string_view name) = 0;
  /// After the start_tag() of a <meta>: its attributes, names in lower case, values cut at 4 KiB.
  virtual void meta(const std::vector<std::pair<std::string, std::string>>& attributes) = 0;
};

/// One thread at a time. The content of script and style is dropped, that of title and textarea is text
/// without tags in it.
class HtmlTokenizer {
 public:
  explicit HtmlTokenizer(HtmlTokens& to) : to_(to) {}
  /// UTF-8, cut anywhere.
  void feed(std::string_view piece);
  void finish();

 private:
  enum class State {
    data,
    reference,
    tag_open,
    end_tag_open,
    tag_name,
    before_attribute,
    attribute_name,
    after_name,
    before_value,
    value_double,
    value_single,
    value_bare,
    declaration,
    comment,
    bogus,
    raw,
    raw_end,
  };
  std::size_t run_data(std::string_view rest);
  std::size_t run_raw(std::string_view rest);
  std::size_t run_comment(std::string_view rest);
  std::size_t run_tag(std::string_view rest);
  bool step_reference(char c);
  bool step_tag(char c);
  bool step_markup(char c);
  void resolve_reference(bool semicolon);
  void finish_tag();
  void add_to_value(char c);
  void give(std::string_view piece) {
    if (!drop_ && !piece.empty()) to_.text(piece);
  }

  HtmlTokens& to_;
  State state_ = State::data, after_reference_ = State::data;
  std::string held_;  // characters since '&', "<!" or, in raw text, "</"
  std::string name_;  // of the tag in hand, cut at kLongestName
  bool end_tag_ = false;
  std::string raw_name_;  // the element whose raw content we are in
  bool drop_ = false;     // its content is no text
  int dashes_ = 0;
  bool bang_ = false;
  std::vector<std::pair<std::string, std::string>> attributes_;
};

/// The character that a name stands for ("eacute"), or 0.
char32_t html_entity(std::string_view name);

}  // namespace clew::read
