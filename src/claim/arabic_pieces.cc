#include "claim/arabic_pieces.h"

#include <utility>

namespace clew::claim::eastern {
namespace {

constexpr std::string_view kArticle = "ال";

class PieceReader {
 public:
  PieceReader(const std::vector<Unit>& units, Range range, bool behind)
      : units_(units), at_(range.first), end_(range.last), behind_(behind), lexicon_(arabic_lexicon()) {}

  std::vector<Piece> read() {
    while (at_ < end_) step();
    close();
    return std::move(pieces_);
  }

 private:
  std::string_view word(std::size_t i) const {
    return i < end_ && units_[i].kind == UnitKind::word ? std::string_view(units_[i].folded)
                                                        : std::string_view();
  }
  bool definite(const Unit& unit) const {
    return unit.folded.starts_with(kArticle) || unit.mention >= 0 || unit.kind != UnitKind::word;
  }

  void step() {
    const Unit& here = units_[at_];
    if (here.kind == UnitKind::punct) return comma();
    if (here.kind == UnitKind::date || here.kind == UnitKind::money) return value(here);
    if (open_ && here.mention >= 0 && !here.mention_start) return extend();
    const Phrase* phrase = lexicon_.phrase(at_, end_, [this](std::size_t i) { return word(i); });
    if (const std::string_view prep = with_pronoun(here); !prep.empty()) return pronoun(prep);
    if (phrase != nullptr && phrase->mark == Mark::pronoun && (open_ || !pieces_.empty())) {
      close();
      ++at_;
      return;
    }
    if (phrase != nullptr && phrase->mark == Mark::preposition &&
        !(here.mention >= 0 && here.mention_start && phrase->words.size() == 1 && !here.clitic))
      return preposition(*phrase);
    if (phrase != nullptr && phrase->mark == Mark::conjunction) {
      if (open_ && at_ + 1 < end_) return extend();
      close();
      ++at_;
      return;
    }
    if (phrase != nullptr && phrase->mark == Mark::source) {
      close();
      pending_ = "@";
      at_ += phrase->words.size();
      return;
    }
    if (phrase != nullptr && phrase->mark != Mark::preposition && phrase->mark != Mark::honorific &&
        phrase->mark != Mark::pronoun && phrase->mark != Mark::silence) {
      close();
      at_ += phrase->words.size();
      return;
    }
    if (open_ && here.mention < 0 && names_follow(here.folded)) return restart_at_name();
    if (open_ && begins_anew(here)) close();
    extend();
  }

  // Where a phrase is complete and the next word cannot belong to it.
  bool begins_anew(const Unit& here) const {
    const Unit& last = units_[current_.range.last - 1];
    if (last.kind == UnitKind::word && word_is_and(last)) return false;
    if (honorific(last)) return false;
    if (honorific(here)) return true;
    const std::string_view first = units_[current_.range.first].folded;
    // "a title, a name": together; a name behind a finished name: apart.
    if (here.mention >= 0 && here.mention_start) return last.mention >= 0 && last.mention_end && has_person();
    if (last.mention >= 0 && last.mention_end && has_person())
      return !is_old(here) && !family_name(here, last);
    if (lexicon_.in_class(here.folded, "determiner") && !lexicon_.in_class(last.folded, "determiner") &&
        definite(last))
      return !here.folded.starts_with(kArticle);
    if (here.folded.starts_with(kArticle)) return another_noun(first, here.folded, last);
    return definite(last) || is_owned(last);
  }

  // "a man whose name is X": X.
  bool names_follow(std::string_view word) const {
    return at_ + 1 < end_ && (word == "اسمه" || word == "اسمها" || word == "یدعی" || word == "تدعی");
  }
  void restart_at_name() {
    ++at_;
    current_.range = {at_, at_};
    extend();
  }

  static bool word_is_and(const Unit& unit) { return unit.folded == "و" || unit.folded == "او"; }
  bool has_person() const {
    for (std::size_t i = current_.range.first; i < current_.range.last; ++i)
      if (units_[i].person) return true;
    return false;
  }
  bool honorific(const Unit& unit) const {
    const Phrase* phrase = lexicon_.phrase(0, 1, [&](std::size_t) { return std::string_view(unit.folded); });
    return phrase != nullptr && phrase->mark == Mark::honorific;
  }
  bool is_old(const Unit& unit) const { return lexicon_.in_class(unit.folded, "old"); }
  // "رواتبهم": an owner hangs on it, nothing can follow.
  bool is_owned(const Unit& unit) const {
    const std::string_view word = unit.folded;
    return word.size() > 8 && (word.ends_with("هم") || word.ends_with("ها")) &&
           lexicon_.in_class(word, "kin");
  }

  // A given name that alone was seen as a name, and what follows it.
  bool family_name(const Unit& here, const Unit& last) const {
    return last.mention_start && here.folded.starts_with(kArticle) &&
           !lexicon_.in_class(here.folded, "title") && !lexicon_.in_class(here.folded, "answer") &&
           !lexicon_.in_class(here.folded, "charge");
  }

  // "الوزارة المدير": a man is no adjective of a ministry.
  bool another_noun(std::string_view first, std::string_view next, const Unit& last) const {
    const bool known = definite(last) || honorific(units_[current_.range.first]);
    if (!known || lexicon_.in_class(next, "old")) return false;
    for (const std::string_view cls : {"answer", "charge", "arrest"})
      if (lexicon_.in_class(next, cls)) return true;
    if (!first.starts_with(kArticle)) return false;
    for (const std::string_view cls : {"title", "group", "kin", "event"})
      if (lexicon_.in_class(next, cls) && !next.ends_with("یه")) return true;
    return false;
  }

  // "عليه": which preposition it is; empty: none.
  std::string_view with_pronoun(const Unit& here) const {
    static constexpr std::pair<std::string_view, std::string_view> kPronouns[] = {
        {"علیه", "علی"},  {"علیها", "علی"}, {"علیهم", "علی"}, {"الیه", "الی"}, {"الیها", "الی"},
        {"الیهم", "الی"}, {"معه", "مع"},    {"معها", "مع"},   {"معهم", "مع"},  {"له", "ل"},
        {"لها", "ل"},     {"لهم", "ل"},     {"به", "ب"},      {"بها", "ب"},    {"عنه", "عن"},
        {"منه", "من"},    {"منهم", "من"},   {"الیک", "الی"},  {"لک", "ل"},     {"معی", "مع"},
        {"لی", "ل"},      {"لنا", "ل"},     {"بی", "ب"},      {"بنا", "ب"}};
    for (const auto& [word, prep] : kPronouns)
      if (here.folded == word && here.mention < 0) return prep;
    return {};
  }
  void pronoun(std::string_view prep) {
    close();
    pending_ = prep;
    open(UnitKind::word);
    current_.pronoun = true;
    current_.range.last = ++at_;
    close();
  }

  // An apposition with a post is passed over.
  void comma() {
    ++at_;
    if (!open_ || at_ >= end_) return close();
    if (lexicon_.in_class(word(at_), "title") || word(at_) == "و") {
      std::size_t end = at_;
      while (end < end_ && units_[end].kind != UnitKind::punct) ++end;
      const bool post = word(at_) != "و" || word(at_ + 1) == "هو" || word(at_ + 1) == "هی";
      if (post && end < end_) at_ = end + 1;
    }
    close();
  }

  void value(const Unit& here) {
    if (open_ && here.kind == UnitKind::money &&
        lexicon_.in_class(units_[current_.range.last - 1].folded, "money")) {
      extend();
      current_.kind = UnitKind::money;
      return;
    }
    const std::string prep = open_ ? std::string() : pending_;
    close();
    pending_ = prep;
    open(here.kind);
    current_.range.last = ++at_;
    close();
  }

  void preposition(const Phrase& phrase) {
    if (phrase.key == "من" && open_ && of_count()) return extend();
    // "members in the guard" are its members.
    if (phrase.key == "فی" && open_ && lexicon_.in_class(units_[current_.range.last - 1].folded, "member"))
      return extend();
    // "spokesman in the name of ..." is one post.
    if (phrase.key == "ب" && open_ && word(at_ + 1) == "اسم") {
      extend();
      return extend();
    }
    close();
    pending_ = phrase.key;
    at_ += phrase.words.size();
  }
  bool of_count() const {
    const std::string_view last = units_[current_.range.last - 1].folded;
    return lexicon_.in_class(last, "count") || lexicon_.in_class(last, "share") || last.ends_with("%");
  }

  void open(UnitKind kind) {
    current_ = Piece{};
    current_.range = {at_, at_};
    current_.prep = std::exchange(pending_, std::string());
    current_.kind = kind;
    current_.behind = behind_;
    open_ = true;
  }
  void extend() {
    if (!open_) open(UnitKind::word);
    current_.range.last = ++at_;
  }
  void close() {
    if (open_) {
      while (current_.range.last > current_.range.first + 1 && word_is_and(units_[current_.range.last - 1]))
        --current_.range.last;
      pieces_.push_back(current_);
    }
    open_ = false;
    pending_.clear();
  }

  const std::vector<Unit>& units_;
  std::size_t at_, end_;
  bool behind_;
  const Lexicon& lexicon_;
  bool open_ = false;
  Piece current_;
  std::string pending_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> arabic_pieces(const std::vector<Unit>& units, Range range, bool behind) {
  return PieceReader(units, range, behind).read();
}

}  // namespace clew::claim::eastern
