#include "read/addresses.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "read/encoded_words.h"

namespace clew::read {
namespace {

using model::Mailbox;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// One entry of a list between separators: words before the address, the address, comments.
struct Entry {
  std::string words;    // undecoded; quotes removed
  std::string angle;    // between "<" and ">"
  std::string comment;  // the first one
  bool has_angle = false;
  bool quoted = false;  // some of `words` stood in quotes
  bool after_comma = false;
  bool closed = false;  // by what follows the angle: "<a@b>@ORG <copy>" has nothing more to say
  bool empty() const { return words.empty() && !has_angle && comment.empty(); }
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<Entry> run() {
    while (at_ < text_.size()) step();
    end_entry(false);
    return std::move(entries_);
  }

 private:
  void step() {
    const char c = text_[at_];
    switch (c) {
      case '"':
        return quoted();
      case '(':
        return comment();
      case '<':
        return angle();
      case '[':
        if (shown_address()) return;
        break;
      case ',':
      case ';':
        ++at_;
        return end_entry(c == ',');
      case ':':
        ++at_;
        // "Group name: members;" or "mailto:a@b": what stands before is no mailbox.
        if (!now_.has_angle && now_.words.find('@') == std::string::npos) {
          now_ = {};
        } else {
          word(':');
        }
        return;
      case '=':
        if (encoded_word()) return;
        break;
      default:
        break;
    }
    word(c);
    ++at_;
  }

  void word(char c) {
    if (now_.has_angle) {
      // Text behind the angle: a new mailbox whose comma is missing, but "@ORG" belongs to the old one.
      if (is_space(c)) return;
      if (c == '@') now_.closed = true;
      if (now_.closed || c == '>') return;
      end_entry(false);
    }
    now_.words += c;
  }

  void quoted() {
    std::size_t end = at_ + 1;
    if (at_ < no_quote_after_) {
      while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    }
    if (at_ >= no_quote_after_ || end >= text_.size()) {
      no_quote_after_ = std::min(no_quote_after_, at_);
      ++at_;  // never closed: no quote at all
      return;
    }
    if (now_.has_angle && !now_.closed) end_entry(false);
    if (now_.closed) {
      at_ = end + 1;
      return;
    }
    const bool local_part = end + 1 < text_.size() && text_[end + 1] == '@';
    if (local_part) now_.words += '"';
    for (std::size_t i = at_ + 1; i < end; ++i) {
      if (text_[i] == '\\' && i + 1 < end && !local_part) ++i;
      now_.words += text_[i];
    }
    if (local_part)
      now_.words += '"';
    else
      now_.quoted = true;
    at_ = end + 1;
  }

  void comment() {
    int depth = 0;
    std::size_t end = at_;
    if (at_ < no_comment_after_) {
      for (; end < text_.size(); ++end) {
        if (text_[end] == '\\') {
          ++end;
        } else if (text_[end] == '(') {
          ++depth;
        } else if (text_[end] == ')' && --depth == 0) {
          break;
        }
      }
    }
    if (at_ >= no_comment_after_ || end >= text_.size()) {
      no_comment_after_ = std::min(no_comment_after_, at_);
      ++at_;
      return;
    }
    if (now_.comment.empty()) now_.comment = trim(text_.substr(at_ + 1, end - at_ - 1));
    if (!now_.words.empty()) now_.words += ' ';
    at_ = end + 1;
  }

  void angle() {
    const std::size_t end = at_ < no_angle_after_ ? text_.find('>', at_) : std::string_view::npos;
    if (end == std::string_view::npos) {
      no_angle_after_ = std::min(no_angle_after_, at_);
      // Never closed: the address runs to the next separator.
      const std::size_t stop = std::min(text_.find_first_of(",; \t", at_ + 1), text_.size());
      take_angle(text_.substr(at_ + 1, stop - at_ - 1));
      at_ = std::max(stop, at_ + 1);
      return;
    }
    std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    const std::size_t again = inside.rfind('<');  // "<<a@b>" or "<name <a@b>"
    if (again != std::string_view::npos) inside.remove_prefix(again + 1);
    take_angle(inside);
    at_ = end + 1;
  }

  // "Jane Doe [mailto:jane@b]", as some programs write an address into a header that they make of shown text.
  bool shown_address() {
    static constexpr std::string_view kMark = "[mailto:";
    const std::string_view rest = text_.substr(at_, 400);
    const std::size_t end = rest.starts_with(kMark) ? rest.find(']') : std::string_view::npos;
    if (end == std::string_view::npos) return false;
    take_angle(rest.substr(kMark.size(), end - kMark.size()));
    at_ += end + 1;
    return true;
  }

  void take_angle(std::string_view inside) {
    if (now_.closed) return;
    if (now_.has_angle) end_entry(false);
    now_.angle = trim(inside);
    now_.has_angle = true;
  }

  // An encoded word is one unit, whatever separators a broken program left inside it.
  bool encoded_word() {
    if (text_.substr(at_, 2) != "=?" || now_.has_angle) return false;
    const std::size_t mark = text_.substr(at_, 80).find('?', 2);
    if (mark == std::string_view::npos || at_ + mark + 2 >= text_.size() || text_[at_ + mark + 2] != '?')
      return false;
    const std::string_view rest = text_.substr(at_, 600);
    const std::size_t end = rest.find("?=", mark + 3);
    if (end == std::string_view::npos ||
        rest.substr(0, end).find_first_of("<>\"\r\n") != std::string_view::npos)
      return false;
    now_.words += rest.substr(0, end + 2);
    at_ += end + 2;
    return true;
  }

  void end_entry(bool comma) {
    Entry done = std::move(now_);
    now_ = {};
    done.words = trim(done.words);
    if (!done.empty()) {
      done.after_comma = after_comma_;
      entries_.push_back(std::move(done));
    }
    after_comma_ = comma;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  // Once a closing mark is missing, it is missing for all later openings too: no second search.
  std::size_t no_quote_after_ = std::string_view::npos;
  std::size_t no_comment_after_ = std::string_view::npos;
  std::size_t no_angle_after_ = std::string_view::npos;
  Entry now_;
  bool after_comma_ = false;
  std::vector<Entry> entries_;
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_space(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

// Whether "first" and the entry after it are one name that was cut at its comma: "Doe" + "Jane
// <j@example.org>".
bool is_cut_name(const Entry& first, const Entry& second) {
  if (first.has_angle || first.quoted || !first.comment.empty() || second.quoted) return false;
  if (!second.has_angle || !second.after_comma || second.words.empty()) return false;
  if (first.words.find('@') != std::string::npos || first.words.empty() || first.words.starts_with("=?"))
    return false;
  if (second.words.find('@') != std::string::npos) return false;
  const auto family = words_of(std::string_view(first.words).substr(0, 200));
  const auto given = words_of(std::string_view(second.words).substr(0, 200));
  if (family.size() == 1) return !is_lower(family[0][0]);
  static constexpr std::array<std::string_view, 14> kParticles{
      "van", "von", "de", "der", "den", "la", "le", "al", "el", "bin", "ibn", "st.", "mac", "di"};
  const bool particle = std::any_of(kParticles.begin(), kParticles.end(),
                                    [&](std::string_view p) { return same_letters(family[0], p); });
  const bool initial = given.size() == 2 && given[1].size() <= 2;
  return particle || given.size() == 1 || initial;
}

bool is_suffix(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kSuffixes{"jr",  "jr.", "sr",  "sr.", "ii",
                                                             "iii", "iv",  "phd", "esq."};
  return std::any_of(kSuffixes.begin(), kSuffixes.end(),
                     [&](std::string_view s) { return same_letters(word, s); });
}

// Joins names that were cut at a comma without quotes.
void join_names(std::vector<Entry>& entries) {
  std::vector<Entry> out;
  out.reserve(entries.size());
  for (Entry& entry : entries) {
    const bool after = !out.empty() && entry.after_comma;
    if (after && out.back().words.find('@') == std::string::npos && !out.back().has_angle &&
        !out.back().quoted && is_suffix(entry.words)) {
      out.back().words += ", " + entry.words;
      if (entry.has_angle) {
        out.back().angle = std::move(entry.angle);
        out.back().has_angle = true;
      }
      continue;
    }
    if (after && is_cut_name(out.back(), entry)) {
      entry.words = out.back().words + ", " + entry.words;
      entry.after_comma = out.back().after_comma;
      out.back() = std::move(entry);
      continue;
    }
    out.push_back(std::move(entry));
  }
  entries = std::move(out);
}

// An address without the white space and comments that the obsolete syntax allows in it, its domain in lower
// case.
std::string clean_address(std::string_view raw, std::string_view hint) {
  raw = trim(raw);
  if (raw.size() > 7 && same_letters(raw.substr(0, 7), "mailto:")) raw.remove_prefix(7);
  if (raw.starts_with('@')) {  // "@relay,@relay:user@host"
    const std::size_t colon = raw.find(':');
    if (colon != std::string_view::npos) raw = trim(raw.substr(colon + 1));
  }
  std::string text = decode_header(raw, hint);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_space(text[i])) {
      const bool joint_before = !out.empty() && (out.back() == '.' || out.back() == '@');
      std::size_t next = i;
      while (next < text.size() && is_space(text[next])) ++next;
      const bool joint_after = next < text.size() && (text[next] == '.' || text[next] == '@');
      if (!joint_before && !joint_after) out += ' ';
      i = next - 1;
      continue;
    }
    out += text[i];
  }
  while (!out.empty() && (out.back() == '@' || out.back() == '>' || out.back() == ' ')) out.pop_back();
  while (out.size() >= 2 && out.front() == '\'' && out.back() == '\'') out = out.substr(1, out.size() - 2);
  const std::size_t domain = out.rfind('@');
  if (domain != std::string::npos)
    std::transform(out.begin() + static_cast<std::ptrdiff_t>(domain), out.end(),
                   out.begin() + static_cast<std::ptrdiff_t>(domain), lower);
  return out;
}

std::string clean_name(std::string_view raw, std::string_view hint) {
  std::string text = decode_header(raw, hint);
  std::string out;
  for (const char c : text) {
    if (is_space(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  const auto wrapped = [&](char mark) {
    return out.size() >= 2 && out.front() == mark && out.back() == mark;
  };
  while (wrapped('\'') || wrapped('"')) out = out.substr(1, out.size() - 2);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// An entry without "<>": "a@b", "a @ b", "Jane Doe jane@b", "Jane Doe/HOU/ORG@ORG", "root", "Jane Doe".
Mailbox from_words(const Entry& entry, std::string_view hint) {
  Mailbox out;
  const std::string_view text = entry.words;
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) {
    const bool lone = !entry.quoted && text.find_first_of(" \t\r\n") == std::string_view::npos &&
                      std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; }) &&
                      text.find("=?") == std::string_view::npos;
    if (lone)
      out.address = text;
    else
      out.name = clean_name(text, hint);
    return out;
  }
  if (entry.quoted && text.find_first_of(" \t") != std::string_view::npos) {
    out.name = clean_name(text, hint);
    return out;
  }
  // The address is the run around "@" that white space does not part, but for white space at "." and "@".
  std::size_t from = at, to = at + 1;
  const auto joint = [&](std::size_t i) { return i < text.size() && (text[i] == '.' || text[i] == '@'); };
  bool in_quotes = false;
  while (from > 0) {
    if (text[from - 1] == '"') in_quotes = !in_quotes;
    if (is_space(text[from - 1]) && !in_quotes) {
      std::size_t before = from;
      while (before > 0 && is_space(text[before - 1])) --before;
      if (before == 0 || (!joint(from) && !joint(before - 1))) break;
      from = before;
      continue;
    }
    --from;
  }
  while (to < text.size()) {
    if (is_space(text[to])) {
      std::size_t after = to;
      while (after < text.size() && is_space(text[after])) ++after;
      if (after == text.size() || (!joint(to - 1) && !joint(after))) break;
      to = after;
      continue;
    }
    ++to;
  }
  const std::string_view before = trim(text.substr(0, from)), after = trim(text.substr(to));
  const bool dotted = text.substr(at, to - at).find('.') != std::string_view::npos;
  if (!before.empty() && !dotted) {  // a Notes name: its words belong together
    out.address = clean_address(text, hint);
    return out;
  }
  out.address = clean_address(text.substr(from, to - from), hint);
  out.name = clean_name(before.empty() ? after : before, hint);
  return out;
}

Mailbox mailbox_of(const Entry& entry, std::string_view hint) {
  Mailbox out;
  if (entry.has_angle) {
    out.address = clean_address(entry.angle, hint);
    if (!entry.words.empty()) out.name = clean_name(entry.words, hint);
  } else if (!entry.words.empty()) {
    out = from_words(entry, hint);
  }
  if (out.name.empty() && !entry.comment.empty()) out.name = clean_name(entry.comment, hint);
  if (same_letters(out.name, out.address)) {
    if (out.address.find('@') != std::string::npos) out.name.clear();
  }
  return out;
}

// "a@b c@d": separated by nothing but white space.
bool is_row_of_addresses(const Entry& entry) {
  if (entry.has_angle || entry.quoted) return false;
  const std::size_t first = entry.words.find('@');
  if (first == std::string::npos || entry.words.find('@', first + 1) == std::string::npos) return false;
  const auto words = words_of(entry.words);
  return words.size() > 1 && std::all_of(words.begin(), words.end(), [](std::string_view word) {
           const std::size_t at = word.find('@');
           return at != std::string_view::npos && at > 0 && at + 1 < word.size();
         });
}

// Stray punctuation is no mailbox.
bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

std::vector<Mailbox> parse_addresses(std::string_view raw, std::string_view hint) {
  const std::string line = unfold(trim(raw));
  std::vector<Entry> entries = Scanner(line).run();
  if (entries.size() > 1) join_names(entries);
  std::vector<Mailbox> out;
  out.reserve(entries.size());
  for (const Entry& entry : entries) {
    if (is_row_of_addresses(entry)) {
      for (const std::string_view word : words_of(entry.words))
        if (std::string address = clean_address(word, hint); has_letter(address))
          out.push_back({{}, std::move(address)});
      continue;
    }
    Mailbox one = mailbox_of(entry, hint);
    if (has_letter(one.name) || has_letter(one.address)) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace clew::read
