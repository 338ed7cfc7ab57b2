#include "annotate/term_text.h"

#include <algorithm>
#include <array>
#include <string>

#include "annotate/digit_run.h"
#include "annotate/lexicon.h"
#include "annotate/value_lexer.h"

namespace clew::annotate {
namespace {

constexpr std::uint64_t kSeed = 0xCBF29CE484222325;
constexpr std::size_t kMostWords = 6;  // of a phrase
constexpr Terms kInflected = bit(Term::office) | bit(Term::post) | bit(Term::weak_post) | bit(Term::arms) |
                             bit(Term::goods) | bit(Term::unit) | bit(Term::percent);

std::uint64_t add(std::uint64_t hash, std::uint64_t code) { return (hash ^ code) * 0x100000001B3; }
std::uint64_t finished(std::uint64_t hash) { return hash ^ hash >> 29; }
std::uint64_t join(std::uint64_t phrase, std::uint64_t word) {
  return finished((phrase * 0x9E3779B97F4A7C15 + word) * 0xD6E8FEB86659FD93);
}

/// One character: what it adds to a word, and how long it is.
struct Step {
  enum Kind : std::uint8_t { letter, digit, nothing, separator } kind = separator;
  std::uint8_t bytes = 1;
  std::uint32_t code = 0;
  bool upper = false;
};

Step step_wide(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const auto second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
  const auto third = at + 2 < text.size() ? static_cast<unsigned char>(text[at + 2]) : 0U;
  if (first == 0xC2) return {Step::separator, 2, second, false};
  if (first >= 0xC3 && first <= 0xDF && (second & 0xC0) == 0x80) {
    const unsigned code = (first & 0x1FU) << 6 | (second & 0x3FU);
    if (code >= 0x600 && code < 0x700) {
      if (const Digit digit = digit_at(text, at); digit.value >= 0)
        return {Step::digit, 2, static_cast<std::uint32_t>('0' + digit.value), false};
      const std::uint16_t letter = kArabicLetters[code - 0x600];
      if (letter == kNoLetter) return {Step::separator, 2, code, false};
      return {letter == 0 ? Step::nothing : Step::letter, 2, letter, false};
    }
    std::string plain;
    fold_character(text, at, plain);
    std::uint32_t all = 0;
    for (const char c : plain) all = all << 8 | static_cast<unsigned char>(c);
    const bool upper = code >= 0xC0 && code <= 0xDE;
    return {Step::letter, 2, all, upper};
  }
  if (first == 0xE2 && second == 0x80)
    return {third >= 0x8B && third <= 0x8F ? Step::nothing : Step::separator, 3, 0x2000 + (third & 0x3FU),
            false};
  if (first >= 0xE0 && first < 0xF0 && third != 0)
    return {Step::letter, 3, first << 16 | second << 8 | third, false};
  return {Step::separator, 1, first, false};
}

Step step(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c >= 'a' && c <= 'z') return {Step::letter, 1, c, false};
  if (c >= 'A' && c <= 'Z') return {Step::letter, 1, c + 32U, true};
  if (c >= '0' && c <= '9') return {Step::digit, 1, c, false};
  if (c < 0x80) return {Step::separator, 1, c, false};
  return step_wide(text, at);
}

// ASCII letters and digits, folded, and what they are.
constexpr unsigned kSmall = 1, kUpper = 2, kDigit = 4;
struct Letter {
  unsigned char code = 0, class_ = 0;
};
constexpr auto kLetters = [] {
  std::array<Letter, 256> table{};
  for (unsigned char c = '0'; c <= '9'; ++c) table[c] = {c, kDigit};
  for (unsigned char c = 'a'; c <= 'z'; ++c) {
    table[c] = {c, kSmall};
    table[c - 32U] = {c, kUpper};
  }
  return table;
}();

Gap gap_of(std::uint32_t code) {
  switch (code) {
    case ' ':
    case '\t':
    case '\r':
    case 0xA0:
      return Gap::space;
    case '\n':
      return Gap::line;
    case '-':
    case '\'':
      return Gap::hyphen;
    case '.':
      return Gap::dot;
    case ',':
    case 0x60C:  // Arabic comma
      return Gap::comma;
    case '(':
    case ')':
      return Gap::open;
    case '"':
    case 0xAB:
    case 0xBB:
    case 0x201C:
      return Gap::quote;
    case '!':
    case '?':
    case ';':
    case 0x61F:
      return Gap::stop;
    default:
      return Gap::other;
  }
}

class TermLexicon {
 public:
  static const TermLexicon& get() {
    static const TermLexicon lexicon;
    return lexicon;
  }
  const TermEntry* find(std::uint64_t hash) const {
    if ((filter_[hash >> 6 & (kFilter - 1)] >> (hash & 63) & 1) == 0) return nullptr;
    for (std::size_t at = hash & (kSlots - 1);; at = (at + 1) & (kSlots - 1)) {
      if (slots_[at].entry == 0) return nullptr;
      if (slots_[at].hash == hash) return &entries_[slots_[at].entry];
    }
  }

 private:
  static constexpr std::size_t kSlots = 16384, kFilter = 2048;
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t entry = 0;
  };

  TermLexicon() : slots_(kSlots), filter_(kFilter, 0) {
    entries_.reserve(kSlots / 2);
    entries_.emplace_back();
    for (const TermLine& line : english_terms()) add_line(line, &TermEntry::latin);
    for (const TermLine& line : persian_terms()) add_line(line, &TermEntry::persian);
    for (const TermLine& line : arabic_terms()) add_line(line, &TermEntry::arabic);
  }

  TermEntry& entry(std::uint64_t hash) {
    std::size_t at = hash & (kSlots - 1);
    for (; slots_[at].entry != 0; at = (at + 1) & (kSlots - 1))
      if (slots_[at].hash == hash) return entries_[slots_[at].entry];
    slots_[at] = {hash, static_cast<std::uint32_t>(entries_.size())};
    filter_[hash >> 6 & (kFilter - 1)] |= std::uint64_t{1} << (hash & 63);
    return entries_.emplace_back();
  }

  void add_line(const TermLine& line, Terms TermEntry::*terms) {
    for (std::string_view rest = line.phrases; !rest.empty();) {
      const std::size_t end = std::min(rest.find(", "), rest.size());
      add_phrase(line, std::string(rest.substr(0, end)), terms);
      rest.remove_prefix(std::min(rest.size(), end + 2));
    }
  }

  void add_phrase(const TermLine& line, std::string phrase, Terms TermEntry::*terms) {
    add_form(line, phrase, terms);
    if (terms != &TermEntry::latin || (kInflected & bit(line.term)) == 0 || phrase.size() < 2) return;
    if (phrase.ends_with("man")) return add_form(line, phrase.substr(0, phrase.size() - 2) + "en", terms);
    const char last = phrase.back(), before = phrase[phrase.size() - 2];
    if (last == 'y' && std::string_view("aeiou").find(before) == std::string_view::npos)
      return add_form(line, phrase.substr(0, phrase.size() - 1) + "ies", terms);
    const bool hissing = last == 's' || last == 'x' || phrase.ends_with("ch") || phrase.ends_with("sh");
    add_form(line, phrase + (hissing ? "es" : "s"), terms);
  }

  void add_form(const TermLine& line, std::string_view phrase, Terms TermEntry::*terms) {
    std::uint64_t whole = 0, first = 0;
    std::uint8_t words = 0;
    for (std::size_t at = 0; at < phrase.size();) {
      std::uint64_t hash = kSeed;
      bool any = false;
      for (; at < phrase.size();) {
        const Step s = step(phrase, at);
        at += s.bytes;
        if (s.kind == Step::separator) break;
        if (s.kind == Step::nothing) continue;
        hash = annotate::add(hash, s.code);
        any = true;
      }
      if (!any) continue;
      hash = finished(hash);
      whole = words == 0 ? hash : join(whole, hash);
      if (words++ == 0) first = hash;
    }
    if (words == 0 || words > kMostWords) return;
    TermEntry& all = entry(whole);
    all.*terms |= bit(line.term);
    if (!line.symbol.empty()) all.symbol = line.symbol;
    TermEntry& begin = entry(first);
    begin.longest = std::max(begin.longest, words);
  }

  std::vector<Slot> slots_;
  std::vector<std::uint64_t> filter_;
  std::vector<TermEntry> entries_;
};

/// For Arabic: the length in letters of what is written before a word (wa, fa, bi, li, ka and the article).
struct Prefix {
  std::size_t bytes = 0;  // of all
  std::size_t skip = 0;   // without the article
};
Prefix arabic_prefix(std::string_view word) {
  static constexpr std::string_view kArticle = "ال", kLil = "لل";
  Prefix out;
  for (const std::string_view one : {"و", "ف", "ب", "ك", "ل"}) {
    if (word.size() < 8 || !word.starts_with(one)) continue;
    if (word.substr(one.size()).starts_with(kArticle)) return {one.size() + kArticle.size(), one.size()};
    out = {one.size(), one.size()};
    break;
  }
  if (word.starts_with(kArticle) && word.size() >= 8) return {kArticle.size(), 0};
  if (word.starts_with(kLil) && word.size() >= 8) return {kLil.size(), 0};
  return out;
}

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = kSeed;
  for (std::size_t at = 0; at < word.size();) {
    const Step s = step(word, at);
    at += s.bytes;
    if (s.kind == Step::letter || s.kind == Step::digit) hash = add(hash, s.code);
  }
  return finished(hash);
}

constexpr std::size_t kMostWordBytes = 60;

/// The length of a blank or hyphen at `at`; 0: there is none.
std::size_t blank_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == ' ' || text[at] == '-' || text[at] == '\n' || text[at] == '\r') return 1;
  return text.substr(at).starts_with("\xC2\xA0") ? 2 : 0;
}

/// Whether a dot behind this word ends no sentence: an initial or a short abbreviation with a capital.
bool abbreviates(const TermWord& word) { return word.capital && word.end - word.start <= 4; }

}  // namespace

void TermText::read(std::string_view text, std::string_view language) {
  text_ = text;
  words_.clear();
  any_ = false;
  arabic_ = script_language(text, language) == kArabic;
  TermWord word;
  bool inside = false;
  unsigned classes = 0;
  std::uint64_t hash = kSeed;
  Gap gap = Gap::stop;
  const auto begin = [&](std::size_t at) {
    if (inside) return;
    inside = true;
    classes = 0;
    hash = kSeed;
    word = {};
    word.start = static_cast<std::uint32_t>(at);
    word.gap = gap;
  };
  const auto take = [&](std::uint32_t code, unsigned class_) {
    word.capital |= classes == 0 && class_ == kUpper;
    hash = add(hash, code);
    classes |= class_;
  };
  const auto close = [&](std::size_t at) {
    if (!inside) return;
    word.end = static_cast<std::uint32_t>(at);
    word.hash = finished(hash);
    word.capitals = (classes & kUpper) != 0 && (classes & kSmall) == 0 && word.end - word.start > 1;
    word.digits = (classes & kDigit) != 0;
    finish_word(word);
    inside = false;
    gap = Gap::none;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (const Letter letter = kLetters[static_cast<unsigned char>(text[at])]; letter.code != 0) {
      begin(at);
      take(letter.code, letter.class_);
      ++at;
      continue;
    }
    if (text[at] == ' ') {
      close(at++);
      gap = std::max(gap, Gap::space);
      continue;
    }
    const Step s = step(text, at);
    if (s.kind == Step::separator) {
      close(at);
      Gap here = gap_of(s.code);
      if (here == Gap::dot && !words_.empty() && !abbreviates(words_.back())) {
        const bool ends = at + 1 >= text.size() || static_cast<unsigned char>(text[at + 1]) <= ' ';
        here = ends ? Gap::stop : Gap::dot;
      }
      if (here == Gap::line && gap == Gap::line) here = Gap::stop;  // a blank line
      gap = std::max(gap, here);
    } else if (s.kind != Step::nothing) {
      begin(at);
      take(s.code, s.kind == Step::digit ? kDigit : s.upper ? kUpper : kSmall);
    }
    at += s.bytes;
  }
  close(text.size());
}

void TermText::finish_word(TermWord& word) {
  const TermLexicon& lexicon = TermLexicon::get();
  word.entry = lexicon.find(word.hash);
  const std::string_view spelled = text_.substr(word.start, word.end - word.start);
  if (arabic_ && static_cast<unsigned char>(spelled[0]) >= 0xD8 &&
      static_cast<unsigned char>(spelled[0]) <= 0xDB) {
    if (const Prefix prefix = arabic_prefix(spelled); prefix.bytes > 0) {
      word.bare = hash_of(spelled.substr(prefix.bytes));
      word.bare_entry = lexicon.find(word.bare);
      word.skip = static_cast<std::uint8_t>(prefix.skip);
    }
  }
  any_ |= word.entry != nullptr || word.bare_entry != nullptr;
  words_.push_back(word);
}

Terms TermText::terms_of(const TermEntry& entry) const {
  return entry.latin | (arabic_ ? entry.arabic : entry.persian);
}

FoundTerm TermText::at(std::size_t i, Terms wanted) const {
  if (i >= words_.size()) return {};
  const TermLexicon& lexicon = TermLexicon::get();
  const auto from = [&](std::uint64_t first, const TermEntry* entry, bool bare) {
    FoundTerm best;
    if (entry == nullptr) return best;
    if ((terms_of(*entry) & wanted) != 0) best = {terms_of(*entry), 1, entry->symbol, bare};
    const std::size_t most = std::min<std::size_t>(entry->longest, words_.size() - i);
    std::uint64_t hash = first;
    for (std::size_t n = 2; n <= most; ++n) {
      const TermWord& next = words_[i + n - 1];
      if (next.gap != Gap::space && next.gap != Gap::hyphen && next.gap != Gap::line && next.gap != Gap::dot)
        break;
      hash = join(hash, next.hash);
      const TermEntry* longer = lexicon.find(hash);
      if (longer != nullptr && (terms_of(*longer) & wanted) != 0)
        best = {terms_of(*longer), n, longer->symbol, bare};
    }
    return best;
  };
  const FoundTerm exact = from(words_[i].hash, words_[i].entry, false);
  const FoundTerm bare = from(words_[i].bare, words_[i].bare_entry, true);
  return bare.words > exact.words ? bare : exact;
}

FoundTerm TermText::before(std::size_t end, Terms wanted) const {
  FoundTerm best;
  for (std::size_t n = 1; n <= kMostWords && n <= end; ++n)
    if (const FoundTerm found = at(end - n, wanted); found && found.words == n) best = found;
  return best;
}

FoundTerm term_at(std::string_view text, std::size_t at, bool arabic, Terms wanted, std::size_t& end) {
  const TermLexicon& lexicon = TermLexicon::get();
  FoundTerm best;
  std::uint64_t whole = 0, bare = 0;
  for (std::size_t n = 1; n < kMostWords; ++n) {
    const std::size_t gap = at;
    for (std::size_t bytes = 0; (bytes = blank_at(text, at)) > 0;) at += bytes;
    if (at - gap > 4) break;
    const std::size_t start = at;
    while (at < text.size() && at - start <= kMostWordBytes) {
      const Step s = step(text, at);
      if (s.kind == Step::separator) break;
      at += s.bytes;
    }
    if (at == start || at - start > kMostWordBytes) break;
    const std::string_view word = text.substr(start, at - start);
    const std::uint64_t hash = hash_of(word);
    whole = n == 1 ? hash : join(whole, hash);
    if (n == 1 && arabic)
      if (const Prefix prefix = arabic_prefix(word); prefix.bytes > 0)
        bare = hash_of(word.substr(prefix.bytes));
    bool more = false;
    for (const std::uint64_t key : {whole, n == 1 ? bare : 0}) {
      const TermEntry* entry = key == 0 ? nullptr : lexicon.find(key);
      if (entry == nullptr) continue;
      more |= entry->longest > 1;
      const Terms terms = entry->latin | (arabic ? entry->arabic : entry->persian);
      if ((terms & wanted) == 0) continue;
      best = {terms, n, entry->symbol, key == bare};
      end = at;
    }
    if (n == 1 && !more) break;
  }
  return best;
}

}  // namespace clew::annotate
