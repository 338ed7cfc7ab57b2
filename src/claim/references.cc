#include "claim/references.h"

#include <algorithm>

namespace clew::claim {
namespace {

using model::MentionType;

bool named(MentionType type) { return type == MentionType::person || type == MentionType::org; }

bool upper(char c) { return c >= 'A' && c <= 'Z'; }

// Words in small letters (ASCII only: the names of other alphabets keep their letters, which is enough to
// compare them), without points and possessive endings.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end = [&] {
    if (word.ends_with("'s")) word.resize(word.size() - 2);
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (const char c : name) {
    if (c == ' ' || c == '\n' || c == '\t' || c == ',' || c == '(' || c == ')' || c == '"') {
      end();
    } else if (c != '.') {
      word += upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  end();
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// What may stand before a name and is no part of it.
bool before_name(const std::string& word) {
  const FrameLexicon& lexicon = FrameLexicon::english();
  if (lexicon.is(word, WordClass::honorific) || word == "deputy" || word == "vice" || word == "acting")
    return true;
  // Posts that are forenames or surnames too stay.
  for (const std::string_view name :
       {"king", "prince", "dean", "bishop", "pope", "judge", "queen", "major", "coach"})
    if (word == name) return false;
  return lexicon.is(word, WordClass::title);
}

void strip_titles(std::vector<std::string>& words, int& gender) {
  const FrameLexicon& lexicon = FrameLexicon::english();
  while (words.size() > 1 && before_name(words.front())) {
    if (lexicon.is(words.front(), WordClass::female)) gender = 1;
    if (lexicon.is(words.front(), WordClass::male)) gender = -1;
    words.erase(words.begin());
  }
  // "Secretary of State Lee"
  if (words.size() > 3 && words.front() == "of") words.erase(words.begin(), words.begin() + 2);
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
}

// The name as it stands, without titles and breaks of lines.
std::string shown_name(std::string_view text, bool person) {
  std::string clean;
  for (const char c : text) {
    const char shown = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    if (shown != ' ' || (!clean.empty() && clean.back() != ' ')) clean += shown;
  }
  for (;;) {
    const std::size_t space = clean.find(' ');
    if (space == std::string::npos || !person) return clean;
    const auto first = words_of(std::string_view(clean).substr(0, space));
    if (first.size() == 1 && first[0] == "of" && clean.find(' ', space + 1) != std::string::npos) {
      clean.erase(0, clean.find(' ', space + 1) + 1);
      continue;
    }
    if (first.size() == 1 && !before_name(first[0])) return clean;
    clean.erase(0, space + 1);
  }
}

// Whether all of `few` are among `many`; a single letter stands for a word that begins with it.
bool contained(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  return std::all_of(few.begin(), few.end(), [&](const std::string& word) {
    return std::any_of(many.begin(), many.end(), [&](const std::string& other) {
      return word == other || (word.size() == 1 && other.starts_with(word));
    });
  });
}

bool begins(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  return few.size() <= many.size() && std::equal(few.begin(), few.end(), many.begin());
}

}  // namespace

std::string initials_of(std::string_view name) {
  std::string initials;
  bool start = true;
  for (const char c : name) {
    if (start && upper(c)) initials += c;
    start = c == ' ' || c == '-' || c == '\n';
  }
  return initials;
}

References::References(Document& document) {
  add_names(document, true);
  add_names(document, false);
  for (std::size_t p = 0; p < document.size(); ++p) learn_initials(document, p);
  place_names(document);
}

void References::add_names(Document& document, bool full) {
  for (std::size_t p = 0; p < document.size(); ++p)
    for (const model::Mention& mention : document.paragraph(p).mentions) {
      if (!named(mention.type)) continue;
      const bool person = mention.type == MentionType::person;
      int gender = 0;
      std::vector<std::string> words = words_of(mention.text);
      if (person) strip_titles(words, gender);
      if (!person && words.size() > 1 && words.front() == "the") words.erase(words.begin());
      if (gender == 0 && person && mention.start > 5) {
        const auto before = words_of(document.text().substr(static_cast<std::size_t>(mention.start) - 5, 5));
        if (!before.empty()) {
          if (FrameLexicon::english().is(before.back(), WordClass::female)) gender = 1;
          if (FrameLexicon::english().is(before.back(), WordClass::male)) gender = -1;
        }
      }
      if (words.empty() || (words.size() >= 2) != full || by_text_.size() >= 4000) continue;
      const std::string key = joined(words);
      auto found = by_text_.find(key);
      if (found == by_text_.end()) {
        std::uint32_t entity = static_cast<std::uint32_t>(entities_.size());
        // Shorter than a name that is known: the first such, if there is one only.
        std::size_t fits = 0;
        for (std::uint32_t i = 0; i < entities_.size() && i < 2000; ++i) {
          const Entity& other = entities_[i];
          if (other.person != person || other.words.size() <= words.size()) continue;
          if (person ? contained(words, other.words) : begins(words, other.words)) {
            if (fits++ == 0) entity = i;
          }
        }
        if (fits != 1) {
          entity = static_cast<std::uint32_t>(entities_.size());
          entities_.push_back(
              {shown_name(mention.text, mention.type == MentionType::person), words, person, gender});
        }
        found = by_text_.emplace(key, entity).first;
      }
      Entity& entity = entities_[found->second];
      if (entity.gender == 0) entity.gender = gender;
      // "Pellam Shore" first, "Pellam Shore Holdings" later: the first becomes the second.
      if (full && words.size() > entity.words.size()) {
        entity.words = words;
        entity.name = shown_name(mention.text, mention.type == MentionType::person);
      }
    }
  if (!full) return;
  // Names of two words inside longer ones.
  for (auto& [key, index] : by_text_) {
    const Entity& mine = entities_[index];
    std::int32_t only = -1;
    std::size_t fits = 0;
    for (std::uint32_t i = 0; i < entities_.size() && i < 2000; ++i) {
      const Entity& other = entities_[i];
      if (i == index || other.person != mine.person || other.words.size() <= mine.words.size()) continue;
      if (mine.person ? contained(mine.words, other.words) : begins(mine.words, other.words)) {
        ++fits;
        only = static_cast<std::int32_t>(i);
      }
    }
    if (fits == 1) index = static_cast<std::uint32_t>(only);
  }
}

// "Coastal Harbour Authority (CHA)", and CHA alone where one name has these initials.
void References::learn_initials(const Document& document, std::size_t paragraph) {
  for (const model::Mention& mention : document.paragraph(paragraph).mentions) {
    if (mention.type != MentionType::org || mention.text.size() < 2 || mention.text.size() > 8) continue;
    if (!std::all_of(mention.text.begin(), mention.text.end(), upper)) continue;
    const auto key = words_of(mention.text);
    const auto own = by_text_.find(joined(key));
    if (own == by_text_.end() || entities_[own->second].words.size() > 1) continue;
    std::int32_t found = -1;
    std::size_t fits = 0;
    for (std::uint32_t i = 0; i < entities_.size() && i < 2000; ++i)
      if (!entities_[i].person && entities_[i].words.size() > 1 &&
          initials_of(entities_[i].name) == mention.text) {
        found = static_cast<std::int32_t>(i);
        ++fits;
      }
    if (fits == 1) own->second = static_cast<std::uint32_t>(found);
  }
}

void References::place_names(Document& document) {
  for (std::size_t p = 0; p < document.size(); ++p) {
    std::uint32_t number = 0;
    const auto& mentions = document.paragraph(p).mentions;
    auto next = mentions.begin();
    for (const Sentence& sentence : document.sentences(p)) {
      for (; next != mentions.end() && next->start < sentence.end; ++next) {
        const std::int32_t entity = named(next->type) ? entity_of(*next) : -1;
        if (entity >= 0) places_.push_back({next->start, p, number, static_cast<std::uint32_t>(entity)});
      }
      ++number;
    }
  }
}

std::int32_t References::entity_of(const model::Mention& mention) const {
  int gender = 0;
  std::vector<std::string> words = words_of(mention.text);
  if (mention.type == MentionType::person) strip_titles(words, gender);
  if (mention.type != MentionType::person && words.size() > 1 && words.front() == "the")
    words.erase(words.begin());
  const auto found = by_text_.find(joined(words));
  return found == by_text_.end() ? -1 : static_cast<std::int32_t>(found->second);
}

std::string References::full_name(const model::Mention& mention) const {
  if (!named(mention.type)) return shown_name(mention.text, mention.type == MentionType::person);
  const std::int32_t entity = entity_of(mention);
  return entity < 0 ? shown_name(mention.text, mention.type == MentionType::person)
                    : entities_[static_cast<std::size_t>(entity)].name;
}

void References::remember_post(std::string_view title, std::string_view name, std::uint64_t at) {
  if (!name.empty() && posts_.size() < 4000) posts_.push_back({std::string(title), std::string(name), at});
}

bool References::is_person_name(std::string_view name) const {
  return std::any_of(entities_.begin(), entities_.end(),
                     [&](const Entity& e) { return e.person && e.name == name; });
}

const References::Entity* References::pronoun(const Scene& scene, std::uint32_t head) const {
  const Word& word = scene.word(head);
  const bool it = word.lower == "it" || word.lower == "its";
  int gender = 0;
  if (word.lower == "she" || word.lower == "her") gender = 1;
  if (word.lower == "he" || word.lower == "him" || word.lower == "his") gender = -1;
  if (!it && gender == 0) return nullptr;
  // The names before it, of this paragraph or the one before; the first of the nearest sentence is likeliest
  // its subject.
  auto at = std::lower_bound(places_.begin(), places_.end(), word.start,
                             [](const Place& place, std::uint64_t start) { return place.start < start; });
  const Entity* best = nullptr;
  std::uint32_t best_sentence = 0;
  std::size_t best_paragraph = 0;
  for (int steps = 0; at != places_.begin() && steps < 24; ++steps) {
    --at;
    const Entity& entity = entities_[at->entity];
    if (at->paragraph + 1 < scene.paragraph) break;
    if (entity.person == it || (gender != 0 && entity.gender != 0 && entity.gender != gender)) continue;
    // Two arguments of one verb are two people.
    if (at->start >= scene.sentence.start && at->start < scene.sentence.end) {
      std::uint32_t mine = 0;
      while (mine + 1 < scene.size() && scene.word(mine).end <= at->start) ++mine;
      if (scene.word(mine).head == word.head && word.head >= 0 && word.relation != "nmod:poss") continue;
    }
    if (best != nullptr && (at->paragraph != best_paragraph || at->sentence != best_sentence)) break;
    best = &entity;
    best_sentence = at->sentence;
    best_paragraph = at->paragraph;
  }
  return best;
}

std::string References::description(const Scene& scene, std::uint32_t head) const {
  const Word& noun = scene.word(head);
  const bool org = scene.is(head, WordClass::org), title = scene.is(head, WordClass::title);
  if (noun.upos == text::Upos::propn && noun.lower == noun.text) return {};
  if (!org && !title) return {};
  // Definite: "the", "this", "its", "your".
  std::int32_t determiner = scene.sentence.child(head, "det");
  const std::int32_t owner = scene.sentence.child(head, "nmod:poss");
  if (determiner < 0 && (owner < 0 || scene.word(static_cast<std::uint32_t>(owner)).upos != text::Upos::pron))
    return {};
  if (determiner >= 0) {
    const std::string& det = scene.word(static_cast<std::uint32_t>(determiner)).lower;
    if (det != "the" && det != "this" && det != "that") return {};
  }
  // "the foundation of the museum", "the Norwegian company" are others.
  for (const std::uint32_t i : scene.children(head))
    if ((scene.relation(i) == "nmod" && static_cast<std::int32_t>(i) != owner) ||
        scene.word(i).relation == "acl:relcl" || scene.relation(i) == "amod")
      return {};
  if (title)
    for (auto post = posts_.rbegin(); post != posts_.rend(); ++post)
      if (post->title == noun.lemma && post->at < noun.start) return post->name;
  if (!org) return {};
  const auto end =
      std::lower_bound(places_.begin(), places_.end(), noun.start,
                       [](const Place& place, std::uint64_t start) { return place.start < start; });
  for (auto at = end; at != places_.begin();) {
    const Entity& entity = entities_[(--at)->entity];
    if (!entity.person && entity.words.size() > 1 &&
        std::find(entity.words.begin(), entity.words.end(), noun.lemma) != entity.words.end())
      return entity.name;
  }
  // "the company": the body named last, when it is near and no other was named with it.
  static constexpr std::string_view kGeneral[] = {"company", "firm", "group", "organisation", "organization"};
  if (std::find(std::begin(kGeneral), std::end(kGeneral), noun.lemma) == std::end(kGeneral)) return {};
  const Entity* found = nullptr;
  for (auto at = end; at != places_.begin();) {
    const Place& place = *--at;
    if (place.paragraph + 1 < scene.paragraph) break;
    const Entity& entity = entities_[place.entity];
    if (entity.person) continue;
    if (found != nullptr && found != &entity) return {};
    found = &entity;
  }
  return found == nullptr ? std::string() : found->name;
}

std::string References::name_for(const Scene& scene, std::uint32_t head,
                                 std::string_view first_person) const {
  const Word& word = scene.word(head);
  if (const model::Mention* mention = scene.name_of(head)) return full_name(*mention);
  if (word.upos == text::Upos::pron || word.upos == text::Upos::det) {
    for (const std::string_view first : {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours"})
      if (word.lower == first) return std::string(first_person);
    const Entity* entity = pronoun(scene, head);
    return entity == nullptr ? std::string() : entity->name;
  }
  return description(scene, head);
}

}  // namespace clew::claim
