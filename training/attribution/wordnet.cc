#include "training/attribution/wordnet.h"

#include <charconv>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "claim/word_classes.h"

namespace clew::training {
namespace {

constexpr int kPersonFile = 18, kCommunicationFile = 32;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

// A line of an index: lemma, part of speech, senses, pointers (a count and so many), senses, tagged senses,
// and for each sense the byte at which its line stands in the data, the commonest first. There the second
// field is the number of the file.
void read_part(const std::string& folder, const std::string& part, int other_file,
               const std::set<std::uint64_t>* wanted, std::map<std::uint32_t, std::int8_t>& classes) {
  const std::string data = read_file(folder + "/data." + part);
  std::istringstream index(read_file(folder + "/index." + part));
  for (std::string line; std::getline(index, line);) {
    if (line.empty() || line[0] == ' ') continue;
    std::istringstream fields(line);
    std::string lemma, word;
    int senses = 0, pointers = 0;
    fields >> lemma >> word >> senses >> pointers;
    if (lemma.find('_') != std::string::npos) continue;
    const std::uint64_t hash = claim::hash_of(lemma);
    if (wanted != nullptr && !wanted->contains(hash)) continue;
    for (int i = 0; i < pointers + 2; ++i) fields >> word;
    int first = 0;
    bool other = false;
    for (std::size_t at = 0; fields >> at;) {
      int file = 0;
      if (at + 11 < data.size()) std::from_chars(data.data() + at + 9, data.data() + at + 11, file);
      if (first == 0) {
        first = file;
      } else {
        other = other || file == other_file;
      }
    }
    if (first != 0)
      classes.emplace(claim::WordClasses::key(hash, part == "verb"),
                      static_cast<std::int8_t>(first + (other ? 64 : 0)));
  }
}

}  // namespace

void add_word_classes(const std::string& folder, const std::vector<Article>& articles, ModelWriter& model) {
  std::set<std::uint64_t> nouns;
  for (const Article& article : articles)
    for (const claim::ParagraphView& view : article.views)
      for (const claim::ViewWord& word : view.words)
        if (word.upos == text::Upos::noun) nouns.insert(word.lemma);
  std::map<std::uint32_t, std::int8_t> classes;
  read_part(folder, "verb", kCommunicationFile, nullptr, classes);
  read_part(folder, "noun", kPersonFile, &nouns, classes);
  std::vector<std::uint32_t> keys;
  std::vector<std::int8_t> values;
  for (const auto& [key, value] : classes) {
    keys.push_back(key);
    values.push_back(value);
  }
  model.add("classes.keys", keys);
  model.add("classes.values", values);
}

}  // namespace clew::training
