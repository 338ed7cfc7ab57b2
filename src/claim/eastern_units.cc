#include "claim/eastern_units.h"

#include <algorithm>

#include "base/fold.h"
#include "claim/arabic_verbs.h"

namespace clew::claim::eastern {
namespace {

bool one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

class Cutter {
 public:
  Cutter(const Document& document, const Sentence& sentence, const std::vector<model::Mention>& mentions,
         bool arabic)
      : document_(document),
        sentence_(sentence),
        mentions_(mentions),
        arabic_(arabic),
        lexicon_(arabic ? arabic_lexicon() : persian_lexicon()) {
    next_ = static_cast<std::size_t>(
        std::lower_bound(mentions.begin(), mentions.end(), sentence.start,
                         [](const model::Mention& m, std::uint64_t at) { return m.start < at; }) -
        mentions.begin());
  }

  std::vector<Unit> cut() {
    for (std::uint32_t i = 0; i < sentence_.words.size(); ++i) {
      const Word& word = sentence_.words[i];
      if (word.start < value_end_) continue;
      if (take_value(word, i)) continue;
      add_word(word, i);
    }
    return std::move(units_);
  }

 private:
  // A date or sum that begins in this word. In Arabic it may begin behind a proclitic.
  bool take_value(const Word& word, std::uint32_t index) {
    while (next_ < mentions_.size() && mentions_[next_].end <= word.start) ++next_;
    for (std::size_t m = next_; m < mentions_.size() && mentions_[m].start < word.end; ++m) {
      const model::Mention& mention = mentions_[m];
      if (mention.type != model::MentionType::date && mention.type != model::MentionType::money) continue;
      if (mention.start < word.start) continue;
      if (mention.start > word.start)
        add_clitics(document_.text(word.start, mention.start), word.start, index);
      Unit unit;
      unit.start = mention.start;
      unit.end = std::max<std::uint64_t>(mention.end, word.end);
      unit.folded = folded(mention.text);
      unit.kind = mention.type == model::MentionType::date ? UnitKind::date : UnitKind::money;
      unit.mention = static_cast<std::int32_t>(m);
      unit.word = index;
      value_end_ = unit.end;
      units_.push_back(std::move(unit));
      return true;
    }
    return false;
  }

  void add_clitics(std::string_view front, std::uint64_t at, std::uint32_t index) {
    for (std::size_t i = 0; i < front.size(); i += 2) add_clitic(front.substr(i, 2), at + i, index);
  }
  void add_clitic(std::string_view letter, std::uint64_t at, std::uint32_t index) {
    Unit unit;
    unit.start = at;
    unit.end = at + letter.size();
    unit.folded = folded(letter);
    unit.word = index;
    unit.clitic = true;
    units_.push_back(std::move(unit));
  }

  const model::Mention* name_at(std::uint64_t start, std::uint64_t end, std::int32_t& index) const {
    const model::Mention* best = nullptr;
    for (std::size_t m = next_; m < mentions_.size() && mentions_[m].start < end; ++m)
      if (is_name(mentions_[m]) && mentions_[m].end > start && best == nullptr) {
        best = &mentions_[m];
        index = static_cast<std::int32_t>(m);
      }
    return best;
  }

  void add_word(const Word& word, std::uint32_t index) {
    Unit unit;
    unit.start = word.start;
    unit.end = word.end;
    unit.word = index;
    unit.folded = folded(word.text);
    if (word.text == "%" || word.text == "٪") {
      unit.folded = "%";
      units_.push_back(std::move(unit));
      return;
    }
    if (unit.folded.empty()) {
      unit.kind = UnitKind::punct;
      unit.folded = word.text;
      units_.push_back(std::move(unit));
      return;
    }
    std::int32_t m = -1;
    const model::Mention* mention = name_at(word.start, word.end, m);
    if (arabic_) cut_front(word, mention, unit);
    if (mention != nullptr && common_noun(*mention, word, unit.folded)) mention = nullptr;
    if (mention != nullptr) {
      unit.mention = m;
      unit.person = mention->type == model::MentionType::person;
      unit.mention_start = mention->start >= word.start || units_.empty() || units_.back().mention != m;
      unit.mention_end = mention->end <= word.end;
    }
    units_.push_back(std::move(unit));
  }

  // Where a name was seen in "ابن عم" or "پولادوند حسابدار", a post or kinship at its edge is none of it.
  bool common_noun(const model::Mention& mention, const Word& word, std::string_view folded_word) const {
    if (mention.type != model::MentionType::person) return false;
    const bool first = mention.start >= word.start || units_.empty() ||
                       units_.back().kind != UnitKind::word || units_.back().start < mention.start ||
                       units_.back().mention < 0;
    const bool last = mention.end <= word.end && says_is(word);
    if (!first && !last) return false;
    if (folded_word == "ام" || folded_word == "اب") return false;  // "Umm Kulthum"
    for (const std::string_view cls : {"title", "kin", "owner", "founder", "money", "count"})
      if (lexicon_.in_class(folded_word, cls) && (first || cls == "title")) return true;
    return false;
  }

  // Whether the word behind is "is" or "was": a post before it is no surname.
  bool says_is(const Word& word) const {
    const auto next = static_cast<std::size_t>(&word - sentence_.words.data()) + 1;
    if (next >= sentence_.words.size()) return false;
    const std::string behind = folded(sentence_.words[next].text);
    for (const std::string_view is : {"است", "ماست", "بود", "نیست", "هست", "نبود", "شد"})
      if (behind == is) return true;
    return false;
  }

  // A name that begins with the word says that it has no clitics.
  void cut_front(const Word& word, const model::Mention* mention, Unit& unit) {
    const bool named = mention != nullptr && mention->start == word.start;
    std::string_view rest = word.text;
    bool lam = false;
    for (const std::uint8_t length : proclitics(word.text, unit.folded, named)) {
      add_clitic(rest.substr(0, length), unit.start, unit.word);
      lam = units_.back().folded == "ل";
      rest.remove_prefix(length);
      unit.start += length;
    }
    if (rest.size() < word.text.size()) {
      unit.folded = folded(rest);
      // "للبنك" is "ل" and "البنك", whose alef is not written.
      if (lam && unit.folded.starts_with("ل")) {
        unit.folded.insert(0, "ا");
        if (unit.start + 2 < unit.end) unit.start += 2;
      }
    }
    unit.first_person = rest.ends_with("تُ");
    unit.passive_mark = first_vowel_is_damma(rest);
  }

  const Document& document_;
  const Sentence& sentence_;
  const std::vector<model::Mention>& mentions_;
  bool arabic_;
  const Lexicon& lexicon_;
  std::size_t next_ = 0;
  std::uint64_t value_end_ = 0;
  std::vector<Unit> units_;
};

}  // namespace

bool is_name(const model::Mention& mention) {
  return mention.type == model::MentionType::person || mention.type == model::MentionType::org ||
         mention.type == model::MentionType::place;
}

std::vector<Unit> units_of(const Document& document, const Sentence& sentence,
                           const std::vector<model::Mention>& mentions) {
  return Cutter(document, sentence, mentions, sentence.language == "ar").cut();
}

bool is_comma(const Unit& unit) {
  return unit.kind == UnitKind::punct && one_of(unit.folded, {"،", ",", "-", "–", "—"});
}
bool is_open_quote(const Unit& unit) {
  return unit.kind == UnitKind::punct && one_of(unit.folded, {"«", "\"", "“", "”", "``", "„", "\"\""});
}
bool is_close_quote(const Unit& unit) {
  return unit.kind == UnitKind::punct && one_of(unit.folded, {"»", "\"", "”", "“", "''", "\"\""});
}
bool is_quote(const Unit& unit) { return is_open_quote(unit) || is_close_quote(unit); }
bool ends_clause(const Unit& unit) {
  return unit.kind == UnitKind::punct && !is_comma(unit) && !is_quote(unit);
}

}  // namespace clew::claim::eastern
