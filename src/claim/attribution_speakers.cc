#include "claim/attribution_speakers.h"

#include <algorithm>
#include <array>

namespace clew::claim {
namespace {

struct Title {
  std::string_view word;
  char sex;
};
constexpr std::array<Title, 24> kTitles{{
    {"mr", 'm'},    {"mr.", 'm'},    {"mister", 'm'},  {"sir", 'm'},      {"lord", 'm'},    {"mrs", 'f'},
    {"mrs.", 'f'},  {"ms", 'f'},     {"ms.", 'f'},     {"miss", 'f'},     {"lady", 'f'},    {"dame", 'f'},
    {"dr", 0},      {"dr.", 0},      {"prof", 0},      {"prof.", 0},      {"professor", 0}, {"judge", 0},
    {"senator", 0}, {"minister", 0}, {"president", 0}, {"ambassador", 0}, {"general", 0},   {"colonel", 0},
}};

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < words.size(); ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

// "'s" and the like at the end of a name as it stands.
std::string_view bare(std::string_view name) {
  for (const std::string_view end : {"'s", "\xE2\x80\x99s", "'", "\xE2\x80\x99"})
    if (name.size() > end.size() + 1 && name.ends_with(end)) return name.substr(0, name.size() - end.size());
  return name;
}

}  // namespace

Speakers::Speakers(const Document& document) : document_(document) {
  for (std::size_t p = 0; p < document.size(); ++p)
    for (const model::Mention& mention : document.paragraph(p).mentions)
      if (mention.type == model::MentionType::person || mention.type == model::MentionType::org)
        add(document, mention.start, mention.end, mention.type == model::MentionType::person);
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    const auto words = words_of(names_[i].folded);
    by_last_[std::string(words.back())].push_back(i);
  }
}

void Speakers::add(const Document& document, std::uint64_t start, std::uint64_t end, bool person) {
  Name name;
  name.start = static_cast<std::uint32_t>(start);
  name.person = person;
  const auto words = words_of(bare(document.text(start, end)));
  std::size_t from = 0;
  // A title may stand in the mention or before it.
  const std::uint64_t before = start > 12 ? start - 12 : 0;
  const auto ahead = words_of(document.text(before, start));
  const auto look = [&](std::string_view word) {
    for (const Title& title : kTitles)
      if (small(word) == title.word) {
        if (title.sex != 0) name.sex = title.sex;
        return true;
      }
    return false;
  };
  if (person) {
    if (!ahead.empty()) look(ahead.back());
    while (from + 1 < words.size() && look(words[from])) ++from;
  }
  name.text = joined(words, from);
  name.folded = small(name.text);
  if (!words_of(name.folded).empty()) names_.push_back(std::move(name));
}

// The longest name that ends in these words; the nearest before `start` of those as long, else the first.
const Speakers::Name* Speakers::longest(std::string_view folded, bool person, std::uint32_t start) const {
  const auto words = words_of(folded);
  if (words.empty()) return nullptr;
  const auto found = by_last_.find(std::string(words.back()));
  if (found == by_last_.end()) return nullptr;
  const Name* best = nullptr;
  for (const std::uint32_t i : found->second) {
    const Name& name = names_[i];
    if (name.person != person || name.folded.size() <= folded.size()) continue;
    if (!name.folded.ends_with(folded) || name.folded[name.folded.size() - folded.size() - 1] != ' ')
      continue;
    if (best != nullptr && name.start > start && best->start <= start) continue;
    if (best == nullptr || name.folded.size() > best->folded.size() ||
        (name.start <= start && best->start > start))
      best = &name;
  }
  return best;
}

const Speakers::Name* Speakers::by_initials(std::string_view letters) const {
  if (letters.size() < 2 || letters.size() > 8) return nullptr;
  for (const char c : letters)
    if (c < 'A' || c > 'Z') return nullptr;
  for (const Name& name : names_) {
    if (name.person) continue;
    std::string initials;
    for (const std::string_view word : words_of(name.text))
      if (word[0] >= 'A' && word[0] <= 'Z') initials += word[0];
    if (initials == letters && name.text.size() > letters.size()) return &name;
  }
  return nullptr;
}

std::string Speakers::pronoun(std::string_view word, std::uint32_t start) const {
  if (word == "i" || word == "me" || word == "my") return std::string(document_.context().author);
  if (word != "he" && word != "she" && word != "him" && word != "her" && word != "his") return {};
  const char sex = word == "she" || word == "her" ? 'f' : 'm';
  // Whoever was cited last, else the person named last before; a title may speak against either.
  const auto fits = [&](const std::string& text) {
    for (const Name& name : names_)
      if (name.text == text && name.sex != 0 && name.sex != sex) return false;
    return true;
  };
  if (!last_person_.empty() && fits(last_person_)) return last_person_;
  const auto after = std::lower_bound(names_.begin(), names_.end(), start,
                                      [](const Name& name, std::uint32_t at) { return name.start < at; });
  int steps = 0;
  for (auto it = after; it != names_.begin() && steps < 40; ++steps) {
    --it;
    if (!it->person || (it->sex != 0 && it->sex != sex)) continue;
    const Name* full = longest(it->folded, true, start);
    return full != nullptr ? full->text : it->text;
  }
  return {};
}

// "the ministry": the organisation named last before it that is one.
std::string Speakers::nominal(std::string_view noun, std::uint32_t start) const {
  const auto found = by_last_.find(std::string(noun));
  if (found == by_last_.end()) return {};
  const Name* best = nullptr;
  for (const std::uint32_t i : found->second)
    if (!names_[i].person && names_[i].start < start && words_of(names_[i].folded).size() > 1)
      best = &names_[i];
  return best != nullptr ? best->text : std::string();
}

void Speakers::begin_paragraph(std::size_t paragraph, const ParagraphView& view) {
  paragraph_ = paragraph;
  view_ = &view;
}

std::string Speakers::name_of(const std::vector<WordSpan>& source) {
  if (source.empty()) return {};
  const auto& words = view_->words;
  const WordSpan span = source.front();
  const std::uint32_t head = head_of(*view_, span.first, span.last);
  const std::uint32_t start = words[span.first].word->start, end = words[span.last - 1].word->end;
  const std::string_view whole = document_.text(start, end);
  std::string answer;
  bool person = false;
  // A name in the source, best the one that its head is in.
  const Name* inside = nullptr;
  const auto from = std::lower_bound(names_.begin(), names_.end(), start,
                                     [](const Name& name, std::uint32_t at) { return name.start < at; });
  for (auto it = from; it != names_.end() && it->start < end; ++it) {
    const bool on_head =
        it->start <= words[head].word->start && words[head].word->start < it->start + it->text.size();
    if (on_head || (it->person && (inside == nullptr || !inside->person))) inside = &*it;
    if (on_head && it->person) break;
  }
  if (inside != nullptr && !inside->person &&
      (inside->start > words[head].word->start ||
       words[head].word->start >= inside->start + inside->text.size()))
    inside = nullptr;
  if (inside != nullptr) {
    const Name* full = longest(inside->folded, inside->person, start);
    if (full == nullptr && !inside->person) full = by_initials(inside->text);
    answer = full != nullptr ? full->text : inside->text;
    person = inside->person;
  } else if (span.last - span.first == 1) {
    const std::string& word = words[span.first].word->lower;
    if (word == "who" || word == "which" || word == "that") {
      answer = last_;
      // The noun that the clause belongs to.
      std::uint32_t clause = words[span.first].head;
      while (clause != kNoWord && words[clause].relation != hash_of("acl:relcl")) clause = words[clause].head;
      const std::uint32_t noun = clause == kNoWord ? kNoWord : words[clause].head;
      if (noun != kNoWord && noun < span.first) return name_of({{noun, noun + 1}});
    } else if (words[span.first].quote.run == 0) {
      answer = pronoun(word, start);
      person = !answer.empty() && word != "i" && word != "me" && word != "my";
    }
    if (answer.empty()) {
      const Name* full = by_initials(words[span.first].word->text);
      if (full != nullptr) answer = full->text;
    }
  } else if (words[span.first].form == hash_of("the")) {
    answer = nominal(words[head].word->lower, start);
  }
  last_ = answer.empty() ? std::string(whole) : answer;
  if (person) last_person_ = answer;
  return answer == whole ? std::string() : answer;
}

}  // namespace clew::claim
