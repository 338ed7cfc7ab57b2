#include "text/endings.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/fold.h"
#include "base/utf8.h"
#include "text/head_words.h"

namespace clew::text {
namespace {

using model::ZoneKind;

constexpr std::size_t kGreetingBytes = 70;  // of a line that greets and does nothing else
constexpr std::size_t kClosingBytes = 60;
constexpr std::size_t kSignatureLine = 80;     // a longer line is prose
constexpr std::size_t kSignatureLines = 16;    // looked at from the end
constexpr std::size_t kNoticeBytes = 1500;     // of a paragraph that may be a confidentiality notice
constexpr std::size_t kFooterLines = 12;       // of what a service adds
constexpr std::size_t kNoticeParagraphs = 12;  // looked at from the end

/// What the letters of a line look like. Counted once for each line that may matter.
struct Look {
  std::size_t words = 0, capitals = 0, digits = 0, letters = 0;
  std::size_t run = 0;  // most digits in a row, telephone marks between them left out
  bool address = false, contact = false, unicased = false;
};

Look look_at(std::string_view line) {
  Look look;
  std::size_t run = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto c = static_cast<unsigned char>(line[i]);
    const bool upper = c >= 'A' && c <= 'Z', letter = upper || (c >= 'a' && c <= 'z') || c >= 0x80;
    const bool digit = c >= '0' && c <= '9';
    if (c >= 0xD8 && c <= 0xDB) look.unicased = true;
    if (letter && !in_word) {
      ++look.words;
      if (upper) ++look.capitals;
    }
    in_word = letter || digit || c == '\'' || (in_word && (c == '.' || c == '-'));
    look.letters += letter;
    look.digits += digit;
    const bool eastern = (c == 0xDB || c == 0xD9) && i + 1 < line.size() &&
                         ((c == 0xDB && static_cast<unsigned char>(line[i + 1]) >= 0xB0 &&
                           static_cast<unsigned char>(line[i + 1]) <= 0xB9) ||
                          (c == 0xD9 && static_cast<unsigned char>(line[i + 1]) >= 0xA0 &&
                           static_cast<unsigned char>(line[i + 1]) <= 0xA9));
    if (digit || eastern) {
      look.run = std::max(look.run, ++run);
      if (eastern) ++i;
    } else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')' && c != '+') {
      run = 0;
    }
    if (c == '@') look.address = true;
  }
  if (line.find("http://") != std::string_view::npos || line.find("www.") != std::string_view::npos)
    look.address = true;
  return look;
}

bool ends_with_any(std::string_view line, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return line.ends_with(end); });
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool ends_sentence(std::string_view line) {
  return ends_with_any(line, {".", "!", "?", "؟", "۔", "。", "...", ":"});
}

std::size_t count_words(std::string_view folded_line) {
  return folded_line.empty()
             ? 0
             : 1 + static_cast<std::size_t>(std::count(folded_line.begin(), folded_line.end(), ' '));
}

/// "Kim", "- Kim Arden", "KA", "Kim R. Arden-Lowe, PhD".
bool may_be_name(std::string_view line, const Look& look) {
  if (line.size() > 50 || look.words == 0 || look.words > 5 || look.digits > 0 || look.address) return false;
  if (ends_with_any(line, {"?", ":", ";"}) || (line.ends_with('.') && look.words > 3)) return false;
  if (look.unicased) return look.words <= 4 && !ends_sentence(line);
  return look.capitals == look.words || (look.words == 1 && line.size() <= 12) ||
         (look.words >= 3 && look.capitals + 1 == look.words && look.words <= 4);
}

bool is_dashes(std::string_view line) {
  return line.size() >= 2 && line.find_first_not_of("-_*=~#+") == std::string_view::npos;
}

/// Whether one of the stems that every confidentiality notice has is there: "confiden-", "privileg-",
/// "vertrau-", "riservat-", "recipien-", "محرمانه", "سري". Rare letters are looked for, so most paragraphs
/// cost one pass.
bool hints_at_notice(std::string_view paragraph) {
  static constexpr auto kRare = [] {
    std::array<bool, 256> rare{};
    for (const unsigned char c : {'f', 'F', 'v', 'V', 'p'}) rare[c] = true;
    rare[0xD8] = rare[0xD9] = true;
    return rare;
  }();
  for (std::size_t i = 0; i + 5 <= paragraph.size(); ++i) {
    if (!kRare[static_cast<unsigned char>(paragraph[i])]) continue;
    const std::string_view rest = paragraph.substr(i, 8);
    switch (paragraph[i]) {
      case 'f':
        if (rest.starts_with("fiden")) return true;
        break;
      case 'F':
        if (rest.starts_with("FIDEN")) return true;
        break;
      case 'v':
        if (rest.starts_with("vileg") || rest.starts_with("vertr") || rest.starts_with("vata ")) return true;
        break;
      case 'V':
        if (rest.starts_with("VILEG") || rest.starts_with("Vertr")) return true;
        break;
      case 'p':
        if (rest.starts_with("pient")) return true;
        break;
      case '\xD8':
        if (rest.starts_with("سري") || rest.starts_with("سری")) return true;
        break;
      case '\xD9':
        if (rest.starts_with("محرم")) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

class Marker {
 public:
  Marker(std::string_view text, const std::vector<Line>& lines, std::size_t first, std::size_t last,
         std::vector<ZoneKind>& kinds)
      : text_(text), lines_(lines), first_(first), last_(last), kinds_(kinds) {}

  void mark(bool begins) {
    trim_attachments();
    if (first_ == last_) return;
    std::size_t start = first_;
    while (lines_[start].blank()) ++start;
    mark_disclaimer();
    mark_dashed_signature();
    mark_device();
    const std::size_t rest = last_;  // what stands below is marked for what it surely is
    mark_closing_and_signature(start);
    if (begins) mark_greeting(start);
    if (begins) keep_a_body(start, rest);
  }

 private:
  std::string_view content(std::size_t i) const { return lines_[i].content(text_); }
  void trim_end() {
    while (last_ > first_ && lines_[last_ - 1].blank()) --last_;
  }
  // A letter that is nothing but "Thanks, will do." or a few short lines says just that: it ends nothing.
  void keep_a_body(std::size_t start, std::size_t end) {
    if (start >= end || (kinds_[start] != ZoneKind::closing && kinds_[start] != ZoneKind::signature)) return;
    const bool closes = kinds_[start] == ZoneKind::closing;
    if (closes && !ends_with_any(content(start), {".", "!", "؟", "?"})) return;
    for (std::size_t i = start; i < end; ++i) {
      if (closes && (lines_[i].blank() || kinds_[i] != ZoneKind::closing)) return;
      kinds_[i] = ZoneKind::body;
    }
  }
  void set(std::size_t from, std::size_t to, ZoneKind kind) {
    for (std::size_t i = from; i < to; ++i) kinds_[i] = kind;
  }
  // What has been marked is set aside: the rest of the work sees only the lines before it.
  void close_at(std::size_t from, ZoneKind kind) {
    set(from, last_, kind);
    last_ = from;
    trim_end();
  }

  // Programs list attachments at the end: "(See attached file: a.doc)", " - a.doc", "<<a.xls>>". They stay
  // body.
  void trim_attachments() {
    trim_end();
    for (int n = 0; n < 30 && last_ > first_; ++n) {
      const std::string_view line = content(last_ - 1);
      const std::size_t dot = line.rfind('.');
      const bool file = dot != std::string_view::npos && line.size() - dot >= 3 && line.size() - dot <= 6;
      const bool listed = (line.starts_with("- ") && file) || line.starts_with("(See attached") ||
                          line.starts_with("<<") || line.starts_with("[attachment ") ||
                          (file && line.ends_with(")") && line.find("attached") != line.npos);
      if (!listed && !(line.ends_with(")") && last_ - first_ > 1 &&
                       content(last_ - 2).find("(See attached") != line.npos))
        return;
      --last_;
      trim_end();
    }
  }

  void mark_greeting(std::size_t start) {
    if (start >= last_ || kinds_[start] == ZoneKind::closing || kinds_[start] == ZoneKind::signature) return;
    const std::string_view line = content(start);
    if (line.size() > kGreetingBytes) return;
    const Look look = look_at(line);
    const std::string words = folded(line);
    const std::size_t count = count_words(words);
    const bool mark_at_end = ends_with_any(line, {",", ":", "!", "-", "–", "—", "،", ";", ".", "؛"});
    bool greets = begins_greeting(words) && count <= 8 && (mark_at_end || count <= 4);
    // A name alone greets where a paragraph or a sentence begins below it.
    const bool begins_below =
        start + 1 < last_ && (lines_[start + 1].blank() || !is_lower(content(start + 1)[0]));
    if (!greets && begins_below && ends_with_any(line, {",", ":", "--", " -", "-", "–", "—", "...", "،"}) &&
        look.digits == 0) {
      greets = (look.words > 0 && look.words <= 6 && look.capitals > 0 && !look.address &&
                look.capitals + 1 >= look.words && start + 1 < last_) &&
               !begins_closing(words);
      for (const std::string_view and_word : {" and ", " & ", ", "}) {
        greets = greets || (look.words <= 6 && look.capitals >= 2 && look.capitals + 1 >= look.words &&
                            line.find(and_word) != line.npos);
      }
    }
    if (greets && start + 1 < last_) kinds_[start] = ZoneKind::greeting;
  }

  // A confidentiality notice runs from its paragraph to the end, and so does what a list or service appends.
  void mark_disclaimer() {
    std::size_t from = last_;
    std::size_t paragraph_end = last_;
    for (std::size_t n = 0; n < kNoticeParagraphs && paragraph_end > first_; ++n) {
      std::size_t begin = paragraph_end;
      std::size_t bytes = 0;
      while (begin > first_ && !lines_[begin - 1].blank()) {
        --begin;
        bytes += lines_[begin].to - lines_[begin].from;
        if (bytes > (64 << 10)) break;
      }
      if (is_notice(begin, paragraph_end)) from = begin;
      for (std::size_t i = begin; i < paragraph_end && i < begin + 40; ++i) {
        if (last_ - i <= kFooterLines && is_footer(i)) {
          from = std::min(from, i);
          break;
        }
      }
      while (begin > first_ && lines_[begin - 1].blank()) --begin;
      paragraph_end = begin;
    }
    if (from == last_) return;
    std::size_t above = from;
    while (above > first_ && from - above < 3 &&
           (lines_[above - 1].blank() || is_dashes(content(above - 1)))) {
      --above;
      if (!lines_[above].blank()) from = above;
    }
    close_at(from, ZoneKind::disclaimer);
  }

  bool is_notice(std::size_t begin, std::size_t end) const {
    const std::string_view paragraph =
        text_.substr(lines_[begin].from, std::min(lines_[end - 1].to - lines_[begin].from, kNoticeBytes));
    if (paragraph.size() < 60) return false;
    if (!hints_at_notice(paragraph)) return false;
    std::string words;
    std::size_t bytes = 0;
    for (std::size_t i = begin; i < end && bytes < kNoticeBytes; ++i) {
      append_folded(words, content(i).substr(0, kNoticeBytes));
      bytes += content(i).size();
    }
    return count_notice_phrases(words) >= 3;
  }

  bool is_footer(std::size_t i) const {
    const std::string_view line = content(i);
    if (line.size() > 120) return false;
    if (is_dashes(line) && line.size() >= 20 && i + 1 < last_ && !lines_[i + 1].blank()) {
      const std::string next = folded(content(i + 1).substr(0, 200));
      return begins_footer(next) || next.find("mailing list") != std::string::npos;
    }
    const std::size_t first = line.find_first_not_of(" \t*-_=~#+>|[(<\"'");
    if (first == std::string_view::npos || !may_begin_footer(folded(line.substr(first, 16)))) return false;
    return begins_footer(folded(line));
  }

  // "-- " and what follows (RFC 3676, 4.3).
  void mark_dashed_signature() {
    const std::size_t low = last_ - first_ > 40 ? last_ - 40 : first_;
    for (std::size_t i = low; i < last_; ++i) {
      const std::string_view line = content(i);
      if (line != "--" && line != "—" && line != "-- ") continue;
      return close_at(i, ZoneKind::signature);
    }
  }

  void mark_device() {
    if (last_ == first_) return;
    std::size_t i = last_ - 1;
    for (std::size_t n = 0; n < 3 && i > first_ && !lines_[i - 1].blank(); ++n) --i;
    for (; i < last_; ++i) {
      if (lines_[i].blank() || content(i).size() > 100 || !begins_device(folded(content(i)))) continue;
      return close_at(i, ZoneKind::signature);
    }
  }

  // A telephone number, an address of the network, or a label with a number ("Ext. 35614").
  bool is_contact(std::string_view line, const Look& look) const {
    if (line.size() > kSignatureLine) return false;
    if (look.run >= 7 && look.run <= 15 && look.words <= 8) return true;
    if (look.address && look.words <= 6) return true;
    return look.run >= 3 && look.words <= 6 && begins_contact(folded(line));
  }

  // Looks from the end up: contact lines make a signature, a formula or a name a closing.
  void mark_closing_and_signature(std::size_t start) {
    if (last_ == first_) return;
    std::size_t low = last_, seen = 0;
    while (low > start && seen < kSignatureLines) {
      --low;
      seen += lines_[low].blank() ? 0 : 1;
    }
    std::size_t closing = last_;
    for (std::size_t i = last_; i > low;) {
      --i;
      if (!lines_[i].blank() && is_closing(i)) {
        closing = i;
        while (closing > low && !lines_[closing - 1].blank() && is_closing(closing - 1)) --closing;
        break;
      }
    }
    const std::size_t signature = find_signature(closing < last_ ? closing + 1 : low, closing < last_);
    if (closing < last_) {
      mark_after_closing(closing, signature);
    } else if (signature < last_) {
      close_at(signature, ZoneKind::signature);
      mark_lone_name(start);
    } else {
      mark_lone_name(start);
    }
  }

  bool is_closing(std::size_t i) const {
    const std::string_view line = content(i);
    if (line.size() > kClosingBytes) return false;
    const std::string words = folded(line);
    return begins_closing(words) && count_words(words) <= 7 && !ends_with_any(line, {"?", "؟"});
  }

  /// First line of a run of signature lines that reaches the end; last_ when there is none.
  std::size_t find_signature(std::size_t low, bool after_closing) const {
    std::size_t from = last_, contacts = 0, count = 0, contact_at = last_;
    int blanks = 0;
    for (std::size_t i = last_; i > low;) {
      --i;
      if (lines_[i].blank()) {
        if (++blanks > 2) break;
        continue;
      }
      const std::string_view line = content(i);
      const Look look = look_at(line);
      const bool contact = is_contact(line, look);
      const bool title =
          line.size() <= kSignatureLine && !(ends_sentence(line) && look.words > 4) &&
          (look.unicased ? look.words <= 6 : look.capitals * 2 >= look.words && look.words <= 10);
      if (!contact && !title && !is_dashes(line)) break;
      // A gap above prose-like or bare lines ends the signature once it has its contacts.
      if (blanks > 0 && contacts > 0 && !contact && contact_at < last_ && i + 4 < contact_at) break;
      contacts += contact;
      if (contact) contact_at = i;
      ++count;
      from = i;
      blanks = 0;
    }
    if (contacts == 0 || count < 2 || count > kSignatureLines - 2) return last_;
    if (after_closing) return from;
    // It begins with a name: what stands above the name is a list or the like.
    for (; from < last_; ++from) {
      if (!lines_[from].blank() && may_be_name(content(from), look_at(content(from)))) break;
    }
    return from + 1 < last_ ? from : last_;
  }

  // After the formula: one or two lines of name belong to the closing, the rest is signature or was none.
  void mark_after_closing(std::size_t closing, std::size_t signature) {
    std::size_t end = closing;
    while (end < last_ && !lines_[end].blank() && is_closing(end)) ++end;
    std::size_t i = end;
    int names = 0;
    while (i < last_ && i < signature) {
      if (lines_[i].blank()) {
        ++i;
        continue;
      }
      if (names >= 2 || !may_be_name(content(i), look_at(content(i)))) break;
      ++names;
      end = ++i;
    }
    if (signature == last_ &&
        i < last_) {  // more lines follow: short ones are the rest of the closing or titles
      std::size_t rest = 0;
      bool is_short = true;
      for (std::size_t k = i; k < last_; ++k) {
        if (lines_[k].blank()) continue;
        ++rest;
        const Look look = look_at(content(k));
        is_short = is_short && content(k).size() <= kClosingBytes && look.words <= 8 &&
                   !(ends_sentence(content(k)) && look.words > 4);
      }
      if (!is_short || rest > 6) return;  // a postscript or prose: the formula closed nothing
      if (rest <= 2) {
        close_at(closing, ZoneKind::closing);
      } else {
        set(i, last_, ZoneKind::signature);
        last_ = i;
        trim_end();
        close_at(closing, ZoneKind::closing);
      }
      return;
    }
    // A blank line between the name and the contacts leaves the name with the closing.
    set(std::min(std::max(end, closing + 1), signature), last_, ZoneKind::signature);
    last_ = std::min(std::max(end, closing + 1), signature);
    trim_end();
    close_at(closing, ZoneKind::closing);
  }

  // A letter that ends with its writer's name alone.
  void mark_lone_name(std::size_t start) {
    if (last_ <= start + 1 || last_ == first_) return;
    const std::size_t i = last_ - 1;
    const std::string_view line = content(i);
    const Look look = look_at(line);
    if (look.unicased || look.words > 3 || look.capitals == 0 || !may_be_name(line, look)) return;
    const bool apart = lines_[i - 1].blank();
    if (!apart && !ends_sentence(content(i - 1))) return;
    if (ends_sentence(line) && !(line.ends_with('.') && line.size() <= 4)) return;
    close_at(i, ZoneKind::closing);
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  std::size_t first_, last_;
  std::vector<ZoneKind>& kinds_;
};

}  // namespace

void mark_endings(std::string_view text, const std::vector<Line>& lines, std::size_t first, std::size_t last,
                  bool begins, std::vector<ZoneKind>& kinds) {
  Marker(text, lines, first, last, kinds).mark(begins);
}

}  // namespace clew::text
