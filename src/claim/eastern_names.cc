// Whom a phrase means within its document.
#include <algorithm>

#include "base/fold.h"
#include "claim/eastern_reader.h"

namespace clew::claim::eastern {
namespace {

// How far back names are looked for; what lies further is no longer meant by "he".
constexpr std::size_t kParagraphsBack = 8;
constexpr std::size_t kNamesBack = 200;

struct Named {
  std::string text, folded;
  std::uint64_t end = 0;
};

std::string joined_lines(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == '\n' || c == '\r' || c == ' ';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

// Persons named before `until`, the latest first.
std::vector<Named> persons_before(const Paragraph& paragraph, std::uint64_t until) {
  std::vector<Named> found;
  const Document& document = *paragraph.document;
  const std::size_t first = paragraph.index > kParagraphsBack ? paragraph.index - kParagraphsBack : 0;
  for (std::size_t p = paragraph.index + 1; p-- > first;) {
    const auto& mentions = document.paragraph(p).mentions;
    for (std::size_t m = mentions.size(); m-- > 0 && found.size() < kNamesBack;)
      if (mentions[m].type == model::MentionType::person && mentions[m].end <= until)
        found.push_back({joined_lines(mentions[m].text), folded(mentions[m].text), mentions[m].end});
  }
  return found;
}

bool is_pronoun(std::string_view word) {
  for (const std::string_view pronoun : {"او", "وی", "ایشان", "هو", "هی", "نامبرده"})
    if (word == pronoun) return true;
  return false;
}

// The honorifics at its front gone.
std::string_view plain(std::string_view words, const Lexicon& lexicon) {
  while (true) {
    const std::size_t space = words.find(' ');
    if (space == std::string_view::npos || !lexicon.in_class(words.substr(0, space), "honorific"))
      return words;
    words.remove_prefix(space + 1);
  }
}

bool part_of(std::string_view whole, std::string_view part) {
  if (part.size() < 4 || whole.size() <= part.size()) return false;
  return whole.starts_with(std::string(part) + " ") || whole.ends_with(" " + std::string(part));
}

}  // namespace

std::string name_of_phrase(const Paragraph& paragraph, model::Span phrase) {
  if (phrase.end <= phrase.start) return {};
  const std::string words = folded(paragraph.document->text(phrase.start, phrase.end));
  if (words.size() > 96) return {};
  if (is_pronoun(words)) {
    const auto persons = persons_before(paragraph, phrase.start);
    return persons.empty() ? std::string() : persons.front().text;
  }
  const bool arabic = !paragraph.sentences.empty() && paragraph.sentences.front().arabic;
  const std::string_view name = plain(words, arabic ? arabic_lexicon() : persian_lexicon());
  if (name.find(' ') != std::string_view::npos && name == words) return {};
  for (const Named& person : persons_before(paragraph, phrase.start))
    if (part_of(person.folded, name)) return person.text;
  if (name == words) return {};
  // "آقای الوندگاه" without a longer form: the name without its title.
  const std::string as_it_stands = joined_lines(paragraph.document->text(phrase.start, phrase.end));
  std::size_t spaces = static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ') -
                                                std::count(name.begin(), name.end(), ' '));
  std::size_t at = 0;
  while (spaces-- > 0 && at != std::string::npos) at = as_it_stands.find(' ', at + (at > 0 ? 1 : 0));
  return at == std::string::npos ? std::string() : as_it_stands.substr(at + 1);
}

}  // namespace clew::claim::eastern
