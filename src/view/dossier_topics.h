// view/dossier_topics.h - the words that mark a selection of texts against the whole case.
//
// Weighed by log-likelihood (Dunning 1993, in the two-cell form of Rayson & Garside 2000) over the number of
// texts that hold a word, in the form that the index knows it; shown in its most common written form. Words
// that carry no subject in English, Persian and Arabic are left out. Threads: one at a time, as the Db.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "view/dossier.h"

namespace clew::view {

/// Whether a folded word says nothing about a subject: an article, pronoun, preposition, auxiliary, or the
/// like.
bool is_stop_word(std::string_view folded);

class TopicCounter {
 public:
  /// Words that are no topic here: those asked for, the names of the person asked for. Folded.
  explicit TopicCounter(std::unordered_set<std::string> left_out) : left_out_(std::move(left_out)) {}

  /// Counts the words, and the pairs of neighbouring words, of one text given as its paragraphs.
  void add(const std::vector<std::string>& paragraphs);
  std::uint64_t texts() const { return texts_; }

  /// The most characteristic words and pairs, strongest first. Asks the index of the case how common each of
  /// the most frequent ones is there.
  Result<std::vector<Topic>> topics(const store::Db& db, std::size_t most);
  /// After topics(): how strongly a text speaks of them.
  double weigh(const std::vector<std::string>& paragraphs) const;

 private:
  struct Entry {
    std::uint64_t texts = 0, last_text = 0;
    std::map<std::string, std::uint32_t> forms;  // at most eight
  };
  struct Weighed;
  void count(const std::string& key, std::string_view form);
  Result<std::vector<Weighed>> weigh_entries(const store::Db& db, bool pairs, std::size_t most) const;

  std::unordered_set<std::string> left_out_;
  std::unordered_map<std::string, Entry> entries_;
  std::unordered_map<std::string, double> weights_;
  std::uint64_t texts_ = 0;
};

}  // namespace clew::view
