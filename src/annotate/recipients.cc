#include "annotate/recipients.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

#include "annotate/letter_words.h"
#include "annotate/recipient_entries.h"
#include "base/fold.h"
#include "text/head_words.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;

constexpr std::size_t kLongestKey = 24;       // bytes before the colon
constexpr std::size_t kLongestField = 16384;  // bytes of a field's value
constexpr double kConfidence = 0.97;          // measured on letters with gold

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Says which entries are persons.
class Judge {
 public:
  Judge(std::string_view text, const NameModel& model, std::size_t first, std::vector<Mention>& names)
      : text_(text), model_(model), first_(static_cast<std::ptrdiff_t>(first)), names_(names) {}

  void read(const std::vector<Entry>& entries) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i + 1 < entries.size() && joins(entries, i)) {
        std::vector<Piece> both = entries[i].pieces;
        const auto& next = entries[i + 1].pieces;
        both.push_back({both.back().end, both.back().end, true});
        both.insert(both.end(), next.begin(), next.end());
        if (entry(both)) {
          ++i;
          continue;
        }
      }
      entry(entries[i].pieces);
    }
  }

  /// Puts the persons among the names, in place of what overlaps them.
  void settle() {
    if (found_.empty()) return;
    const auto overlaps = [&](const Mention& m) {
      const auto after = std::upper_bound(found_.begin(), found_.end(), m.start,
                                          [](std::uint64_t at, const Mention& f) { return at < f.end; });
      return after != found_.end() && after->start < m.end;
    };
    names_.erase(std::remove_if(names_.begin() + first_, names_.end(), overlaps), names_.end());
    names_.insert(names_.end(), found_.begin(), found_.end());
  }

 private:
  /// Whether the comma between two entries may be that of "Lee, Ann".
  static bool joins(const std::vector<Entry>& entries, std::size_t i) {
    const Entry &here = entries[i], &next = entries[i + 1];
    if (here.pieces.empty() || next.pieces.empty() || here.addressed || !here.comma) return false;
    return entries.size() == 2 || (next.addressed && here.pieces.size() <= 2);
  }

  /// Takes it for a person if it is one.
  bool entry(const std::vector<Piece>& pieces) {
    const auto comma = std::find_if(pieces.begin(), pieces.end(), [](const Piece& p) { return p.comma; });
    const std::vector<Piece> left(pieces.begin(), comma);
    if (left.empty()) return false;
    if (comma == pieces.end()) return plain(left);
    std::vector<Piece> right(comma + 1, pieces.end());
    if (right.size() >= 2 && right[right.size() - 2].comma && is_suffix(word(right.back())))
      right.erase(right.end() - 2);
    if (right.empty() || std::any_of(right.begin(), right.end(), [](const Piece& p) { return p.comma; }))
      return false;
    if (right.size() == 1 && is_suffix(word(right[0]))) return plain(left, right[0].end);
    return surname_first(left, right);
  }

  bool plain(const std::vector<Piece>& words, std::size_t end = 0) {
    if (words.size() < 2 || words.size() > 5) return false;
    bool lower = true, forename = false, surname = false;
    for (const Piece& piece : words) {
      const NameWord known = know(piece);
      if (!may_be_part(piece, known)) return false;
      lower &= known.shape == Shape::lower;
      if (&piece == &words.front()) forename = (known.lists & kForename) != 0;
      if (&piece == &words.back()) surname = (known.lists & kSurname) != 0;
    }
    const std::size_t to = end != 0 ? end : words.back().end;
    const bool borne = 2 * borne_out(words.front().start, to) > to - words.front().start;
    const bool unknown = is_initial(word(words.front())) || know(words.front()).is_rare();
    if (lower ? !(forename && (surname || borne)) : !(forename || borne || (unknown && surname)))
      return false;
    accept(words.front().start, to);
    return true;
  }

  bool surname_first(const std::vector<Piece>& left, const std::vector<Piece>& right) {
    if (left.size() > 3 || right.size() > 3) return false;
    bool surname = false, lower = true;
    for (const Piece& piece : left) {
      const NameWord known = know(piece);
      if (!may_be_part(piece, known)) return false;
      surname |= (known.lists & kSurname) != 0;
      lower &= known.shape == Shape::lower;
    }
    for (const Piece& piece : right) {
      if (!may_be_part(piece, know(piece))) return false;
    }
    const NameWord given = know(right.front());
    const bool forename = (given.lists & kForename) != 0 || is_initial(word(right.front()));
    if ((given.lists & kTitle) != 0 && (given.lists & kForename) == 0) return false;
    // "Ann Lee, Jo Reed" are two.
    if (left.size() >= 2 && right.size() >= 2 && !is_particle(word(left.front())) &&
        !is_suffix(word(left.back())) && (know(left.front()).lists & kForename) != 0)
      return false;
    const bool borne = borne_out(left.front().start, right.back().end) > 0;
    if (lower ? !(forename && surname) : !(forename || (surname && borne))) return false;
    accept(left.front().start, right.back().end);
    return true;
  }

  bool may_be_part(const Piece& piece, const NameWord& known) const {
    const std::string_view form = word(piece);
    if (is_particle(form) || is_suffix(form)) return true;
    if (is_group_word(form)) return false;
    switch (known.shape) {
      case Shape::capital:
      case Shape::upper:
      case Shape::single:
      case Shape::initial:
      case Shape::mixed:
      case Shape::hyphenated:
        return true;
      case Shape::lower:
        return (known.lists & (kForename | kSurname | kNameWord)) != 0 || known.caps == 0;
      default:
        return false;
    }
  }

  std::string_view word(const Piece& piece) const {
    return text_.substr(piece.start, piece.end - piece.start);
  }
  NameWord know(const Piece& piece) const { return model_.know(word(piece)); }

  /// The most bytes of [from, to) that one person found in running text takes.
  std::size_t borne_out(std::size_t from, std::size_t to) const {
    std::size_t most = 0;
    for (auto m = std::upper_bound(names_.begin() + first_, names_.end(), from,
                                   [](std::size_t at, const Mention&n) { return at < n.end; });
         m != names_.end() && m->start < to; ++m) {
      if (m->type != MentionType::person) continue;
      most = std::max(most, std::min<std::size_t>(to, m->end) - std::max<std::size_t>(from, m->start));
    }
    return most;
  }

  void accept(std::size_t from, std::size_t to) {
    Mention& mention = found_.emplace_back();
    mention.start = from;
    mention.end = to;
    mention.type = MentionType::person;
    mention.text = text_.substr(from, to - from);
    mention.confidence = kConfidence;
  }

  std::string_view text_;
  const NameModel& model_;
  std::ptrdiff_t first_;
  std::vector<Mention>& names_;
  std::vector<Mention> found_;  // in order
};

/// Walks the lines of a passage and tells where the fields with names are.
class Fields {
 public:
  Fields(std::string_view text, bool head) : text_(text), head_(head) {}

  /// The next field's value as bytes [from, to); false at the end.
  bool next(std::size_t& from, std::size_t& to) {
    while (at_ < text_.size()) {
      const std::size_t start = at_, end = line_end(at_);
      at_ = end + 1;
      const auto value = value_of(start, end);
      if (!value) continue;
      from = *value;
      to = end;
      while (at_ < text_.size() && goes_on(to)) {
        to = line_end(at_);
        at_ = to + 1;
        if (to - from > kLongestField) break;
      }
      to = std::min(to, from + kLongestField);
      return true;
    }
    return false;
  }

 private:
  std::size_t line_end(std::size_t at) const {
    const void* found = std::memchr(text_.data() + at, '\n', text_.size() - at);
    return found == nullptr ? text_.size()
                            : static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
  }
  std::size_t skip(std::size_t at, std::size_t end) const {
    while (at < end && (is_space(text_[at]) || text_[at] == '>' || text_[at] == '*')) ++at;
    return at;
  }

  enum class Kind { none, names, other };
  /// Whether a line begins with the name of a field; `value`: what stands behind the colon.
  Kind kind_of(std::size_t start, std::size_t end, std::size_t& value) const {
    const std::size_t from = skip(start, end);
    std::size_t colon = from;
    while (colon < end && colon - from < kLongestKey && (is_letter(text_[colon]) || text_[colon] == ' '))
      ++colon;
    if (colon == from || colon >= end || text_[colon] != ':') return Kind::none;
    value = colon + 1;
    const std::string key = folded(text_.substr(from, colon - from));
    switch (text::field_of(key)) {
      case text::Field::from:
      case text::Field::to:
      case text::Field::cc:
      case text::Field::bcc:
        return Kind::names;
      case text::Field::none:
        return Kind::none;
      default:
        return key == "sent by" ? Kind::names : Kind::other;
    }
  }

  std::optional<std::size_t> value_of(std::size_t start, std::size_t end) const {
    std::size_t value = 0;
    if (kind_of(start, end, value) != Kind::names) return std::nullopt;
    return value;
  }

  /// Whether the line at hand goes on with the field whose last line ends at `to`.
  bool goes_on(std::size_t to) const {
    const std::size_t end = line_end(at_);
    std::size_t value = 0;
    if (skip(at_, end) == end || kind_of(at_, end, value) != Kind::none) return false;
    if (head_) return true;
    // "Ann\nLee/LON/CO@CO": the name of an entry was wrapped.
    std::size_t word = skip(at_, end);
    while (word < end && is_letter(text_[word])) ++word;
    if (word < end && (text_[word] == '/' || text_[word] == '@')) return true;
    std::size_t last = to;
    while (last > 0 && is_space(text_[last - 1])) --last;
    return last > 0 && (text_[last - 1] == ',' || text_[last - 1] == ';');
  }

  std::string_view text_;
  bool head_;
  std::size_t at_ = 0;
};

}  // namespace

void read_recipients(std::string_view text, std::string_view zone, const NameModel& model, std::size_t first,
                     std::vector<Mention>& names) {
  if (text.find(':') == std::string_view::npos) return;
  Fields fields(text, zone == "head");
  Judge judge(text, model, first, names);
  for (std::size_t from = 0, to = 0; fields.next(from, to);) judge.read(cut_entries(text, from, to));
  judge.settle();
}

}  // namespace clew::annotate
