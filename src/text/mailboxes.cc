#include "text/mailboxes.h"

#include <algorithm>

namespace clew::text {
namespace {

constexpr std::string_view kBreaks = " \t\r\n,;\"'()[]<>|";

std::string_view strip(std::string_view text, std::string_view chars) {
  const std::size_t from = text.find_first_not_of(chars);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(chars) - from + 1);
}

bool is_domain(std::string_view domain) {
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 3 > domain.size()) return false;
  return std::all_of(domain.begin() + static_cast<std::ptrdiff_t>(dot) + 1, domain.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  });
}

// "mailto:", "SMTP:" before an address.
std::string_view without_scheme(std::string_view address) {
  const std::size_t colon = address.find(':');
  if (colon != std::string_view::npos && colon <= 6 && address.find('@') > colon)
    address.remove_prefix(colon + 1);
  return strip(address, " \t'\"<>");
}

std::string with_lower_domain(std::string_view address) {
  std::string out(address);
  for (std::size_t i = out.find('@'); i < out.size(); ++i) {
    if (out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] + ('a' - 'A'));
  }
  return out;
}

std::string clean_name(std::string_view name) {
  std::string_view bare = strip(name, " \t\r\n\"'*,;:<>[]-");
  for (const std::string_view mark :
       {"«", "»", "“", "”", "،", "\u200F", "\u200E", "\u202A", "\u202B", "\u202C"}) {
    if (bare.starts_with(mark)) bare.remove_prefix(mark.size());
    if (bare.ends_with(mark)) bare.remove_suffix(mark.size());
  }
  if (bare.ends_with('(')) bare.remove_suffix(1);
  if (bare.starts_with('(') && bare.ends_with(')')) bare = bare.substr(1, bare.size() - 2);
  return collapse_spaces(strip(bare, " \t\r\n\"'"));
}

}  // namespace

std::string collapse_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

model::Mailbox parse_mailbox(std::string_view raw) {
  model::Mailbox mailbox;
  for (const auto& [open, close] : {std::pair('<', '>'), std::pair('[', ']'), std::pair('(', ')')}) {
    const std::size_t from = raw.find(open);
    if (from == std::string_view::npos) continue;
    const std::size_t to = raw.find(close, from);
    std::string_view inside =
        without_scheme(raw.substr(from + 1, to == std::string_view::npos ? to : to - from - 1));
    inside = inside.substr(0, inside.find_first_of("<>"));  // Outlook's "<a@b<mailto:a@b>>"
    const std::size_t at = inside.find('@');
    if (at == std::string_view::npos || at == 0 || inside.find(' ') != std::string_view::npos) continue;
    mailbox.address = with_lower_domain(inside);
    mailbox.name = clean_name(raw.substr(0, from));
    if (mailbox.name == inside) mailbox.name.clear();
    if (const std::size_t lotus = mailbox.name.find('@');
        lotus != std::string::npos && mailbox.name == mailbox.address) {
      mailbox.name.clear();
    }
    return mailbox;
  }
  if (const std::size_t at = raw.find('@'); at != std::string_view::npos) {
    const std::size_t before = raw.find_last_of(kBreaks, at);
    const std::size_t from = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t to = std::min(raw.find_first_of(kBreaks, at), raw.size());
    const std::string_view token = without_scheme(strip(raw.substr(from, to - from), ".:"));
    if (token.find('@') > 0 && is_domain(token.substr(token.find('@') + 1))) {
      mailbox.address = with_lower_domain(token);
      std::string rest(raw.substr(0, from));
      rest += raw.substr(to);
      mailbox.name = clean_name(rest);
      return mailbox;
    }
    raw = raw.substr(0, at);
  }
  if (const std::size_t slash = raw.find('/'); slash != std::string_view::npos && slash > 0)
    raw = raw.substr(0, slash);
  mailbox.name = clean_name(raw);
  return mailbox;
}

}  // namespace clew::text
