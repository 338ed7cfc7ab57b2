// Phrases of a Persian clause: prepositions, را, commas, dates and sums end them; what is open stays
// together.
#include "base/fold.h"
#include "claim/eastern_clause.h"

namespace clew::claim::eastern {
namespace {

constexpr std::string_view kSourcePrep = "@";  // "according to": no argument of the clause

class PieceReader {
 public:
  PieceReader(const std::vector<Unit>& units, const std::vector<std::size_t>& buffer)
      : units_(units), buffer_(buffer), lexicon_(persian_lexicon()) {}

  std::vector<Piece> read() {
    for (at_ = 0; at_ < buffer_.size();) {
      const std::size_t before = at_;
      step();
      if (at_ == before) ++at_;
    }
    close();
    return std::move(pieces_);
  }

 private:
  const Unit& unit(std::size_t i) const { return units_[buffer_[i]]; }
  std::string_view word(std::size_t i) const {
    return i < buffer_.size() && unit(i).kind == UnitKind::word ? std::string_view(unit(i).folded)
                                                                : std::string_view();
  }

  void step() {
    const Unit& here = unit(at_);
    if (open_ && buffer_[at_] != current_.range.last) close();
    if (here.kind == UnitKind::punct) return comma();
    if (here.kind == UnitKind::date || here.kind == UnitKind::money) return value(here);
    if (here.folded == "را") return object_mark();
    if (inside_name(here)) return extend();
    const Phrase* phrase = lexicon_.phrase(at_, buffer_.size(), [this](std::size_t i) { return word(i); });
    if (phrase == nullptr) return extend();
    switch (phrase->mark) {
      case Mark::preposition:
        return preposition(*phrase);
      case Mark::source:
        close();
        pending_ = kSourcePrep;
        at_ += phrase->words.size();
        return;
      case Mark::conjunction:
        return open_ && at_ + 1 < buffer_.size() ? extend() : close();
      case Mark::adverb:
      case Mark::negator:
      case Mark::hedge:
        close();
        at_ += phrase->words.size();
        return;
      default:
        return extend();
    }
  }

  bool inside_name(const Unit& here) const { return open_ && here.mention >= 0 && !here.mention_start; }

  // An apposition ("X, director of Y,") is passed over; in a list the phrase goes on.
  void comma() {
    ++at_;
    if (!open_ || at_ >= buffer_.size()) return close();
    const Unit& next = unit(at_);
    if (lexicon_.in_class(next.folded, "title") && next.kind == UnitKind::word && current_.prep.empty()) {
      std::size_t end = at_;
      while (end < buffer_.size() && !is_comma(unit(end)) && word(end) != "را") ++end;
      if (end < buffer_.size()) {
        at_ = is_comma(unit(end)) ? end + 1 : end;
        if (word(at_) == "را") return object_mark();
        return close();
      }
    }
    if (next.mention_start && next.kind == UnitKind::word && takes_name()) return;
    const Unit& last = units_[current_.range.last - 1];
    if (last.mention >= 0 && next.mention >= 0 && next.mention_start && next.kind == UnitKind::word &&
        list_goes_on())
      return extend();
    close();
  }

  // "director of the port, X,": the name is meant.
  bool takes_name() {
    if (!lexicon_.in_class(units_[current_.range.first].folded, "title")) return false;
    std::size_t end = at_ + 1;
    while (end < buffer_.size() && unit(end).mention == unit(at_).mention && unit(end).kind == UnitKind::word)
      ++end;
    if (end >= buffer_.size() || !(is_comma(unit(end)) || word(end) == "را")) return false;
    current_.range = {buffer_[at_], buffer_[end - 1] + 1};
    at_ = is_comma(unit(end)) ? end + 1 : end;
    if (word(at_) == "را") {
      object_mark();
    } else {
      close();
    }
    return true;
  }

  // Whether an "and" comes before the list could end.
  bool list_goes_on() const {
    for (std::size_t i = at_; i < buffer_.size() && i < at_ + 24; ++i) {
      if (word(i) == "و") return true;
      if (word(i) == "را" || word(i) == "به" || word(i) == "از" || word(i) == "با") return false;
    }
    return false;
  }

  void value(const Unit& here) {
    const bool sum = open_ && here.kind == UnitKind::money && lexicon_.in_class(last_word(), "money");
    if (sum) return extend_with(UnitKind::money);
    const std::string prep = open_ ? std::string() : pending_;
    close();
    pending_ = prep;
    open(here.kind);
    ++at_;
    current_.range.last = buffer_[at_ - 1] + 1;
    if (here.kind == UnitKind::date) close();
  }

  std::string_view last_word() const { return units_[current_.range.last - 1].folded; }

  void object_mark() {
    if (open_ && !current_.prep.empty() && !pieces_.empty() && pieces_.back().prep.empty() &&
        pieces_.back().kind == UnitKind::word && pieces_.back().range.last + 2 >= current_.range.first) {
      // "his debt to the builder": what is before the preposition is the object.
      pieces_.back().object = true;
      close();
    } else if (open_) {
      pointing();
      current_.object = true;
      current_.prep.clear();
      close();
    } else if (!pieces_.empty()) {
      pieces_.back().object = true;
      pieces_.back().prep.clear();
    }
    ++at_;
  }

  // "X این را": this is the object, X is not.
  void pointing() {
    const std::string last(last_word());
    if (current_.range.last < current_.range.first + 2 || (last != "این" && last != "ان")) return;
    Piece before = current_;
    --before.range.last;
    pieces_.push_back(before);
    current_.range.first = current_.range.last - 1;
    current_.prep.clear();
  }

  void preposition(const Phrase& phrase) {
    // "a man by the name of X": X.
    if (phrase.key == "به اسم" && open_ && at_ + phrase.words.size() < buffer_.size()) {
      at_ += phrase.words.size();
      current_.range = {buffer_[at_], buffer_[at_]};
      return extend();
    }
    // "three of them" is one phrase.
    if (phrase.key == "از" && open_ &&
        (lexicon_.in_class(last_word(), "count") || lexicon_.in_class(last_word(), "share")))
      return extend();
    close();
    pending_ = phrase.key;
    at_ += phrase.words.size();
  }

  void open(UnitKind kind) {
    current_ = Piece{};
    current_.range.first = buffer_[at_];
    current_.prep = std::exchange(pending_, std::string());
    current_.kind = kind;
    open_ = true;
  }
  void extend() {
    if (!open_) open(UnitKind::word);
    current_.range.last = buffer_[at_++] + 1;
  }
  void extend_with(UnitKind kind) {
    extend();
    current_.kind = kind;
  }
  void close() {
    if (open_) {
      // "and" at the end binds nothing here.
      while (current_.range.last > current_.range.first + 1 && last_word() == "و") --current_.range.last;
      pieces_.push_back(current_);
    }
    open_ = false;
    pending_.clear();
  }

  const std::vector<Unit>& units_;
  const std::vector<std::size_t>& buffer_;
  const Lexicon& lexicon_;
  std::size_t at_ = 0;
  bool open_ = false;
  Piece current_;
  std::string pending_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> persian_pieces(const std::vector<Unit>& units, const std::vector<std::size_t>& buffer) {
  return PieceReader(units, buffer).read();
}

std::string words_in(const std::vector<Unit>& units, Range range) {
  std::string text;
  for (std::size_t i = range.first; i < range.last; ++i) {
    if (!text.empty()) text += ' ';
    text += units[i].folded;
  }
  return text;
}

}  // namespace clew::claim::eastern
