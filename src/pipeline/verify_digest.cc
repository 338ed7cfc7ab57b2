#include "pipeline/verify_digest.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace clew::pipeline {
namespace {

constexpr std::string_view kOpen = "“", kClose = "”", kCut = "[…]";

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || status != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

bool is_id(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

/// What lies between two marks, searched from the end: the last `before` and what follows it up to `after`.
std::optional<std::string_view> last_between(std::string_view text, std::string_view before,
                                             std::string_view after) {
  const std::size_t at = text.rfind(before);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(at + before.size());
  const std::size_t end = after.empty() ? rest.size() : rest.find(after);
  if (end == std::string_view::npos) return std::nullopt;
  return rest.substr(0, end);
}

// What the list of sources says of a footnote.
struct Listed {
  std::uint64_t start = 0, end = 0;
  std::string document;
};

// "... · bytes a–b · SHA-256 <HEX>", the HEX between `open` and `close`.
std::optional<Listed> read_listed(std::string_view line, std::string_view open, std::string_view close) {
  const auto hash = last_between(line, " · SHA-256 " + std::string(open), close);
  if (!hash || !is_id(*hash)) return std::nullopt;
  const auto range =
      last_between(line.substr(0, static_cast<std::size_t>(hash->data() - line.data())), " · bytes ", " ·");
  if (!range) return std::nullopt;
  const std::size_t dash = range->find("–");
  if (dash == std::string_view::npos) return std::nullopt;
  const auto start = number(range->substr(0, dash)),
             end = number(range->substr(dash + std::string_view("–").size()));
  if (!start || !end) return std::nullopt;
  return Listed{*start, *end, std::string(*hash)};
}

// "&#27;" or "&#x1B;" at `at`: the character and what follows; nothing when it is no such thing.
std::optional<std::pair<char32_t, std::size_t>> reference(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("&#")) return std::nullopt;
  const std::size_t end = text.find(';', at);
  if (end == std::string_view::npos || end - at > 10) return std::nullopt;
  const auto value = number(text.substr(at + 2, end - at - 2));
  if (!value || *value > 0x10FFFF) return std::nullopt;
  return std::pair(static_cast<char32_t>(*value), end + 1);
}

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// Markdown of one line, without a hard break at its end, back to text.
std::string plain_markdown(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == '\\' && at + 1 < line.size() && is_punctuation(line[at + 1])) {
      out += line[at + 1];
      at += 2;
    } else if (const auto c = reference(line, at)) {
      append_utf8(out, c->first);
      at = c->second;
    } else {
      out += line[at++];
    }
  }
  return out;
}

std::vector<std::string_view> lines_of(std::string_view file) {
  std::vector<std::string_view> lines;
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    lines.push_back(file.substr(0, end));
    file.remove_prefix(std::min(file.size(), end + 1));
  }
  return lines;
}

// A block quote's lines without their "> ", joined: `> […] “words” […] [n]`.
DigestQuote read_block(const std::vector<std::string_view>& lines) {
  DigestQuote quote;
  quote.joined_line_ends = true;
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (i + 1 < lines.size()) {
      if (!line.ends_with('\\'))
        quote.problem = "a line of a quote does not go on as it should";
      else
        line.remove_suffix(1);
    }
    if (i > 0) text += '\n';
    text += line;
  }
  std::string_view rest = text;
  if (rest.starts_with(kCut)) rest.remove_prefix(kCut.size() + 1);
  const std::size_t close = rest.rfind(kClose);
  if (!rest.starts_with(kOpen) || close == std::string_view::npos || close < kOpen.size()) {
    quote.problem = "a quote without quote marks";
    return quote;
  }
  std::string_view tail = rest.substr(close + kClose.size());
  if (tail.starts_with(" " + std::string(kCut))) tail.remove_prefix(kCut.size() + 1);
  if (!tail.starts_with(" [") || !tail.ends_with(']')) {
    quote.problem = "a quote without the number of its source";
    return quote;
  }
  const auto n = number(tail.substr(2, tail.size() - 3));
  if (!n) quote.problem = "a quote without the number of its source";
  quote.number = n.value_or(0);
  const std::string_view inside = rest.substr(kOpen.size(), close - kOpen.size());
  bool first = true;
  for (const std::string_view line : lines_of(inside)) {
    if (!first) quote.bytes += '\n';
    first = false;
    quote.bytes += plain_markdown(line);
  }
  return quote;
}

std::vector<DigestQuote> read_markdown(std::string_view file, std::map<std::uint64_t, Listed>& sources) {
  std::vector<DigestQuote> quotes;
  const auto lines = lines_of(file);
  bool in_sources = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("> ")) {
      std::vector<std::string_view> block;
      for (; i < lines.size() && lines[i].starts_with("> "); ++i) block.push_back(lines[i].substr(2));
      quotes.push_back(read_block(block));
      --i;
    } else if (lines[i] == "## Sources") {
      in_sources = true;
    } else if (in_sources) {
      const std::size_t dot = lines[i].find(". `");
      if (dot == std::string_view::npos) continue;
      const auto n = number(lines[i].substr(0, dot));
      const auto listed = read_listed(lines[i], "", "");
      if (n && listed) sources[*n] = *listed;
    }
  }
  return quotes;
}

// The text content of a <q>: entities, and <i data-c="1B"></i> for what HTML cannot hold.
std::optional<std::string> plain_html(std::string_view content) {
  static constexpr std::pair<std::string_view, char> kNamed[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
  constexpr std::string_view kControl = "<i data-c=\"", kControlEnd = "\"></i>";
  std::string out;
  for (std::size_t at = 0; at < content.size();) {
    const std::string_view rest = content.substr(at);
    const auto named = std::find_if(std::begin(kNamed), std::end(kNamed),
                                    [&](const auto& n) { return rest.starts_with(n.first); });
    if (named != std::end(kNamed)) {
      out += named->second;
      at += named->first.size();
    } else if (const auto c = reference(content, at)) {
      append_utf8(out, c->first);
      at = c->second;
    } else if (rest.starts_with(kControl)) {
      const std::size_t end = rest.find(kControlEnd);
      if (end == std::string_view::npos || end > kControl.size() + 6) return std::nullopt;
      unsigned value = 0;
      const char* last = rest.data() + end;
      const auto [stop, status] = std::from_chars(rest.data() + kControl.size(), last, value, 16);
      if (status != std::errc() || stop != last) return std::nullopt;
      append_utf8(out, static_cast<char32_t>(value));
      at += end + kControlEnd.size();
    } else if (rest.front() == '<') {
      return std::nullopt;
    } else {
      out += content[at++];
    }
  }
  return out;
}

DigestQuote read_element(std::string_view tag, std::string_view content, std::string_view after) {
  DigestQuote quote;
  const auto start = last_between(tag, "data-start=\"", "\""), end = last_between(tag, "data-end=\"", "\"");
  const auto id = last_between(tag, "data-sha256=\"", "\"");
  const std::size_t anchor = after.find("<a id=\"q");
  if (anchor != std::string_view::npos) {
    const std::string_view digits = after.substr(anchor + 8);
    quote.number = number(digits.substr(0, digits.find('"'))).value_or(0);
  }
  auto bytes = plain_html(content);
  const auto from = start ? number(*start) : std::nullopt, to = end ? number(*end) : std::nullopt;
  if (!from || !to || !id || !is_id(*id) || !bytes || quote.number == 0) {
    quote.problem = "a quote whose element cannot be read";
    return quote;
  }
  quote.document = *id;
  quote.start = *from, quote.end = *to;
  quote.bytes = std::move(*bytes);
  return quote;
}

std::vector<DigestQuote> read_html(std::string_view file, std::map<std::uint64_t, Listed>& sources) {
  std::vector<DigestQuote> quotes;
  constexpr std::string_view kTag = "<q data-document=\"", kEnd = "</q>";
  for (std::size_t at = 0; (at = file.find(kTag, at)) != std::string_view::npos;) {
    const std::size_t content = file.find('>', at), end = file.find(kEnd, at);
    if (content == std::string_view::npos || end == std::string_view::npos || end < content) {
      DigestQuote quote;
      quote.problem = "a quote whose element does not end";
      quotes.push_back(std::move(quote));
      break;
    }
    const std::string_view after = file.substr(end, file.find("</blockquote>", end) - end);
    quotes.push_back(
        read_element(file.substr(at, content - at), file.substr(content + 1, end - content - 1), after));
    at = end;
  }
  for (const std::string_view line : lines_of(file)) {
    if (!line.starts_with("<li id=\"s")) continue;
    const std::string_view digits = line.substr(9);
    const auto n = number(digits.substr(0, digits.find('"')));
    const auto listed = read_listed(line, "<code class=\"hash\">", "</code>");
    if (n && listed) sources[*n] = *listed;
  }
  return quotes;
}

}  // namespace

Result<std::vector<DigestQuote>> read_digest_quotes(std::string_view file) {
  // Both forms end with the command that proves them.
  if (file.find("clew verify CASE --digest FILE") == std::string_view::npos)
    return Error{
        Code::bad_input, "this is no digest: the line that says how to prove it is not there", {}, {}};
  const bool html = file.starts_with("<!DOCTYPE html>");
  std::map<std::uint64_t, Listed> sources;
  std::vector<DigestQuote> quotes = html ? read_html(file, sources) : read_markdown(file, sources);
  for (DigestQuote& quote : quotes) {
    if (!quote.problem.empty()) continue;
    const auto source = sources.find(quote.number);
    if (source == sources.end()) {
      quote.problem = "a quote whose source is not in the list, or is there for another quote";
      continue;
    }
    const Listed& listed = source->second;
    if (html && (quote.document != listed.document || quote.start != listed.start || quote.end != listed.end))
      quote.problem = "a quote that names another place than its line in the list of sources";
    quote.document = listed.document;
    quote.start = listed.start, quote.end = listed.end;
    sources.erase(source);
  }
  for (const auto& [n, listed] : sources) {
    DigestQuote missing;
    missing.number = n;
    missing.document = listed.document;
    missing.start = listed.start, missing.end = listed.end;
    missing.problem = "a source whose quote is not there";
    quotes.push_back(std::move(missing));
  }
  return quotes;
}

}  // namespace clew::pipeline
