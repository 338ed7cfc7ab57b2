#include "annotate/addresses.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "annotate/letter_words.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;

constexpr std::size_t kLongestLocal = 64;  // RFC 5321, 4.5.3.1
constexpr std::size_t kLongestDomain = 255;
constexpr std::size_t kLongestUrl = 2048;
constexpr std::size_t kLongestName = 80;
constexpr double kNameConfidence = 0.9;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_local(char c) {
  return is_letter(c) || is_digit(c) || (c != '\0' && std::strchr("._%+-'&=~#!$*/", c) != nullptr);
}
bool is_label(char c) { return is_letter(c) || is_digit(c) || c == '-' || (c & 0x80) != 0; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

// Bytes of a character that ends a URL or domain although it is not ASCII: «», Arabic comma, semicolon and
// question mark, general punctuation, ideographic and full-width marks, no-break space.
bool stops_here(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
  const unsigned first = byte(at), second = byte(at + 1);
  if (first == 0xC2) return true;
  if (first == 0xD8) return second == 0x8C || second == 0x9B || second == 0x9F;
  if (first == 0xE2 || first == 0xE3) return second == 0x80;
  return first == 0xEF && (second == 0xBC || second == 0xBB);
}

/// End of the domain that begins at `at`; `at` when there is none. It has a dot and ends with a plausible top
/// level.
std::size_t domain_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const std::size_t stop = std::min(text.size(), at + kLongestDomain);
  while (end < stop && (is_label(text[end]) || (text[end] == '.' && end > at && text[end - 1] != '.')) &&
         !stops_here(text, end)) {
    ++end;
  }
  while (end > at && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  const std::string_view domain = text.substr(at, end - at);
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return at;
  const std::string_view top = domain.substr(dot + 1);
  if (top.size() < 2 || top.size() > 24) return at;
  const bool plain =
      std::all_of(top.begin(), top.end(), [](char c) { return is_letter(c) || (c & 0x80) != 0; });
  if (!plain && !lower(top).starts_with("xn--")) return at;
  static constexpr std::array<std::string_view, 10> kFiles = {"png",  "jpg", "jpeg", "gif", "htm",
                                                              "html", "txt", "doc",  "pdf", "xls"};
  return std::find(kFiles.begin(), kFiles.end(), lower(top)) != kFiles.end() ? at : end;
}

class Finder {
 public:
  Finder(std::string_view text, std::vector<Mention>& mentions)
      : text_(text), mentions_(mentions), first_(mentions.size()) {}

  void run() {
    find_urls();
    const std::size_t urls = mentions_.size();
    std::sort(mentions_.begin() + static_cast<std::ptrdiff_t>(first_), mentions_.end(),
              [](const Mention& a, const Mention& b) { return a.start < b.start; });
    find_mail(urls);
  }

 private:
  std::size_t find(char c, std::size_t from) const {
    if (from >= text_.size()) return text_.size();
    const void* found = std::memchr(text_.data() + from, c, text_.size() - from);
    return found == nullptr ? text_.size()
                            : static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
  }

  Mention& add(std::size_t start, std::size_t end, MentionType type, std::string value) {
    Mention& mention = mentions_.emplace_back();
    mention.start = start;
    mention.end = end;
    mention.type = type;
    mention.text = text_.substr(start, end - start);
    mention.value = std::move(value);
    return mention;
  }

  // ---- URLs ----

  void find_urls() {
    for (std::size_t at = find(':', 0); at < text_.size(); at = find(':', at + 1)) {
      if (text_.substr(at, 3) != "://") continue;
      std::size_t start = at;
      while (start > done_ && at - start < 12 && is_letter(text_[start - 1])) --start;
      if (at - start < 3 || at - start > 8) continue;
      const std::size_t end = url_end(at + 3);
      if (end <= at + 4) continue;
      add(start, end, MentionType::identifier, "url:" + with_lower_host(text_.substr(start, end - start)));
      done_ = at = end;
    }
    std::size_t known = first_;  // URLs so far, in order: "www." within them is skipped
    const std::size_t with_scheme = mentions_.size();
    done_ = 0;
    for (std::size_t dot = find('.', 0); dot < text_.size(); dot = find('.', dot + 1)) {
      if (dot < 3 || text_[dot - 1] != 'w' || text_.substr(dot - 3, 3) != "www") continue;
      const std::size_t at = dot - 3;
      if (at > 0 && (is_label(text_[at - 1]) || text_[at - 1] == '.' || text_[at - 1] == '@')) continue;
      while (known < with_scheme && mentions_[known].end <= at) ++known;
      if (known < with_scheme && mentions_[known].start <= at) continue;
      if (domain_end(text_, at + 4) == at + 4) continue;
      const std::size_t limit = known < with_scheme ? mentions_[known].start : text_.size();
      const std::size_t end = std::min(url_end(at), limit);
      add(at, end, MentionType::identifier,
          "url:" + with_lower_host("http://" + std::string(text_.substr(at, end - at))));
      dot = std::max(dot, end + 2);
    }
  }

  std::size_t url_end(std::size_t from) const {
    static constexpr auto kStops = [] {
      std::array<bool, 256> stops{};
      for (unsigned c = 0; c <= ' '; ++c) stops[c] = true;
      for (const unsigned char c : {'<', '>', '"', '`', '{', '}', '|', '\\', '^', '\x7F'}) stops[c] = true;
      return stops;
    }();
    std::size_t end = from;
    int open = 0;
    const std::size_t stop = std::min(text_.size(), from + kLongestUrl);
    for (; end < stop; ++end) {
      if (kStops[static_cast<unsigned char>(text_[end])] || stops_here(text_, end)) break;
      if (text_[end] == '(') ++open;
      if (text_[end] == ')') --open;
    }
    while (end > from && (text_[end - 1] & 0xC0) == 0x80 && end == stop && end < text_.size() &&
           (text_[end] & 0xC0) == 0x80)
      --end;
    while (end > from) {
      const char c = text_[end - 1];
      if (c == ')' && open >= 0) break;
      if (std::strchr(".,;:!?'*_)]", c) == nullptr) break;
      if (c == ')') ++open;
      --end;
    }
    return end;
  }

  static std::string with_lower_host(std::string_view url) {
    const std::size_t host = url.find("://") + 3;
    const std::size_t path = std::min(url.find_first_of("/?#", host), url.size());
    return lower(url.substr(0, path)) + std::string(url.substr(path));
  }

  // ---- Mail addresses and the names before them ----

  void find_mail(std::size_t urls) {
    std::size_t low = 0, url = first_;
    for (std::size_t at = find('@', 0); at < text_.size(); at = find('@', at + 1)) {
      while (url < urls && mentions_[url].end <= at) low = std::max<std::size_t>(low, mentions_[url++].end);
      if (url < urls && mentions_[url].start <= at) continue;
      std::size_t start = at;
      while (start > low && at - start <= kLongestLocal && is_local(text_[start - 1])) --start;
      if (at - start > kLongestLocal || (start > 0 && text_[start - 1] == '@')) continue;
      while (start < at && !is_letter(text_[start]) && !is_digit(text_[start]) && text_[start] != '_')
        ++start;
      if (start == at || text_[at - 1] == '.') continue;
      const std::size_t end = domain_end(text_, at + 1);
      if (url < urls && mentions_[url].start < end) continue;
      if (end == at + 1 || (end < text_.size() && text_[end] == '@')) continue;
      add(start, end, MentionType::identifier,
          "mail:" + std::string(text_.substr(start, at - start)) + lower(text_.substr(at, end - at)));
      add_name(low, start);
      low = end;
    }
  }

  // "Sam Arden <", "\"Arden, Sam\" <", "Arden, Sam [mailto:" before the address that starts at `address`.
  void add_name(std::size_t low, std::size_t address) {
    std::size_t at = address;
    const auto ends_with = [&](std::string_view mark) {
      return at - low >= mark.size() && lower(text_.substr(at - mark.size(), mark.size())) == mark;
    };
    if (ends_with("mailto:")) at -= 7;
    if (at == low || (text_[at - 1] != '<' && text_[at - 1] != '[')) return;
    const bool outlook = text_[at - 1] == '[';
    --at;
    while (at > low && is_space(text_[at - 1])) --at;
    std::size_t start = at;
    const std::size_t bottom = std::max(low, at > kLongestName ? at - kLongestName : 0);
    if (at > low && text_[at - 1] == '"') {
      --at;
      start = at;
      while (start > bottom && text_[start - 1] != '"' && text_[start - 1] != '\n') --start;
      if (start == 0 || text_[start - 1] != '"') return;
    } else {
      while (start > bottom && std::strchr("\n\r\t;:<>()[]\"|@", text_[start - 1]) == nullptr &&
             (outlook || text_[start - 1] != ',')) {
        --start;
      }
      if (start == bottom && bottom > low && start > 0 && !is_space(text_[start - 1])) return;
      if (start > bottom && text_[start - 1] == ',') start = with_surname(start, bottom, address);
    }
    add_trimmed(start, at);
  }

  // "Arden, Sam <sam.arden@...": the word before the comma too, if the address has it; else `start`, behind
  // the comma.
  std::size_t with_surname(std::size_t start, std::size_t bottom, std::size_t address) const {
    const std::size_t comma = start - 1;
    std::size_t from = comma;
    while (from > bottom && std::strchr("\n\r\t;:<>()[]\"|@, ", text_[from - 1]) == nullptr) --from;
    if (comma - from < 3) return start;
    const std::string local =
        lower(text_.substr(address, std::min(find('@', address), text_.size()) - address));
    return local.size() <= kLongestLocal + 7 &&
                   local.find(lower(text_.substr(from, comma - from))) != std::string::npos
               ? from
               : start;
  }

  // A time or date before the name ("at 9:43 PM Sam Arden <...") is taken off.
  void add_trimmed(std::size_t start, std::size_t end) {
    std::size_t from = start;
    for (std::size_t i = start; i < end;) {
      std::size_t stop = i;
      while (stop < end && text_[stop] != ' ') ++stop;
      const std::string_view word = text_.substr(i, stop - i);
      const bool drop =
          std::any_of(word.begin(), word.end(), is_digit) || word == "AM" || word == "PM" || word == "at";
      if (drop) from = stop;
      i = stop + 1;
    }
    while (from < end && (is_space(text_[from]) || std::strchr("'*,.-", text_[from]) != nullptr)) ++from;
    while (end > from && (is_space(text_[end - 1]) || std::strchr("'*,-", text_[end - 1]) != nullptr)) --end;
    const std::string_view name = text_.substr(from, end - from);
    const bool letters =
        std::any_of(name.begin(), name.end(), [](char c) { return is_letter(c) || (c & 0x80) != 0; });
    if (!letters || name.size() < 2 || std::count(name.begin(), name.end(), ' ') > 6) return;
    if (is_group_word(name)) return;
    add(from, end, MentionType::person, std::string(name)).confidence = kNameConfidence;
  }

  std::string_view text_;
  std::vector<Mention>& mentions_;
  std::size_t first_;
  std::size_t done_ = 0;  // end of the last URL
};

}  // namespace

void find_addresses(std::string_view text, std::vector<Mention>& mentions) { Finder(text, mentions).run(); }

}  // namespace clew::annotate
