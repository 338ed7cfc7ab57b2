#include "training/conllu.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "training/input_files.h"

namespace clew::training {
namespace {

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::size_t at = 0;
  for (;;) {
    const std::size_t tab = line.find('\t', at);
    columns.push_back(line.substr(at, tab - at));
    if (tab == std::string::npos) return columns;
    at = tab + 1;
  }
}

/// Collects one sentence, line by line.
class Builder {
 public:
  explicit Builder(bool merge) : merge_(merge) {}

  void comment(const std::string& line) {
    if (line.starts_with("# newpar")) now_.new_paragraph = true;
    if (line.starts_with("# newdoc")) {
      now_.new_paragraph = true;
      if (line.size() > 14) document_ = line.substr(14);
    }
    if (line.starts_with("# sent_id = ")) now_.id = line.substr(12);
  }

  void row(const std::string& line) {
    const std::vector<std::string> c = columns_of(line);
    if (c.size() != 10 || c[0].find('.') != std::string::npos) return;
    const bool space = c[9].find("SpaceAfter=No") == std::string::npos;
    if (const std::size_t dash = c[0].find('-'); dash != std::string::npos) {
      flush();
      surface_ = c[1];
      surface_space_ = space;
      parts_ = std::atoi(c[0].c_str() + dash + 1) - std::atoi(c[0].c_str()) + 1;
      return;
    }
    Word word{c[1], c[3], c[4], c[7], std::atoi(c[6].c_str()), space};
    if (parts_ == 0) {
      place(word.form, word.space_after);
      now_.words.push_back(word);
      old_.push_back(static_cast<int>(now_.words.size()));
      return;
    }
    pending_.push_back(word);
    if (static_cast<int>(pending_.size()) == parts_) flush();
  }

  bool empty() const { return now_.words.empty(); }

  Sentence finish() {
    flush();
    for (Word& word : now_.words)
      word.head = word.head > 0 && word.head <= static_cast<int>(old_.size())
                      ? old_[static_cast<std::size_t>(word.head) - 1]
                      : 0;
    for (std::size_t i = 0; i < now_.words.size(); ++i)  // a part that hung on its other part
      if (now_.words[i].head == static_cast<int>(i) + 1) now_.words[i].head = 0;
    if (!now_.text.empty() && now_.text.back() == ' ') now_.text.pop_back();
    now_.document = document_;
    Sentence out;
    std::swap(out, now_);
    old_.clear();
    return out;
  }

 private:
  void place(const std::string& form, bool space) {
    now_.places.push_back({now_.text.size(), now_.text.size() + form.size()});
    now_.text += form;
    if (space) now_.text += ' ';
  }

  // The words of a contraction.
  void flush() {
    if (parts_ == 0) return;
    std::string spelled;
    for (const Word& word : pending_) spelled += word.form;
    if (spelled == surface_) {
      for (std::size_t i = 0; i < pending_.size(); ++i) {
        pending_[i].space_after = i + 1 == pending_.size() && surface_space_;
        place(pending_[i].form, pending_[i].space_after);
        now_.words.push_back(pending_[i]);
        old_.push_back(static_cast<int>(now_.words.size()));
      }
    } else if (merge_) {
      merge();
    } else {
      place(surface_, surface_space_);
      const Place whole = now_.places.back();
      now_.places.pop_back();
      for (Word& word : pending_) {
        word.space_after = false;
        now_.words.push_back(word);
        now_.places.push_back(whole);
        old_.push_back(static_cast<int>(now_.words.size()));
      }
      now_.words.back().space_after = surface_space_;
    }
    pending_.clear();
    parts_ = 0;
  }

  // One word for all parts: the part whose head lies outside speaks for it.
  void merge() {
    const int first = static_cast<int>(old_.size()) + 1, last = first + parts_ - 1;
    std::size_t speaker = 0;
    for (std::size_t i = 0; i < pending_.size(); ++i) {
      const int head = pending_[i].head;
      if (head < first || head > last) {
        speaker = i;
        break;
      }
    }
    Word word = pending_[speaker];
    word.form = surface_;
    word.space_after = surface_space_;
    place(surface_, surface_space_);
    now_.words.push_back(word);
    for (int i = 0; i < parts_; ++i) old_.push_back(static_cast<int>(now_.words.size()));
  }

  bool merge_;
  Sentence now_;
  std::string document_;
  std::vector<int> old_;  // new number of each numbered word
  std::string surface_;
  bool surface_space_ = true;
  int parts_ = 0;
  std::vector<Word> pending_;
};

}  // namespace

std::vector<Sentence> read_conllu(const std::string& path, bool merge) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s: cannot be opened\n", path.c_str());
    std::exit(3);
  }
  std::vector<Sentence> sentences;
  Builder builder(merge);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) {
      if (!builder.empty()) sentences.push_back(builder.finish());
    } else if (line[0] == '#') {
      builder.comment(line);
    } else {
      builder.row(line);
    }
  }
  if (!builder.empty()) sentences.push_back(builder.finish());
  return sentences;
}

std::vector<Sentence> read_treebanks(const std::vector<std::string>& paths, bool merge) {
  const auto files =
      input_files(paths, [](const auto& entry) { return entry.path().extension() == ".conllu"; });
  std::vector<Sentence> all;
  for (const std::string& file : files)
    for (Sentence& sentence : read_conllu(file, merge)) all.push_back(std::move(sentence));
  return all;
}

RawText lay_out(const std::vector<Sentence>& sentences, std::size_t columns) {
  RawText raw;
  std::size_t line_start = 0;
  for (const Sentence& sentence : sentences) {
    if (!raw.text.empty()) {
      if (sentence.new_paragraph) {
        while (raw.text.back() == ' ' || raw.text.back() == '\n') raw.text.pop_back();
        raw.text += "\n\n";
        line_start = raw.text.size();
      } else if (raw.text.back() != '\n') {
        raw.text += ' ';
      }
    }
    const std::size_t base = raw.text.size();
    std::string piece = sentence.text;
    if (columns > 0) {
      for (std::size_t at = 0; at < piece.size(); ++at) {
        if (piece[at] != ' ') continue;
        std::size_t next = piece.find(' ', at + 1);
        if (next == std::string::npos) next = piece.size();
        if (base + next - line_start > columns) {
          piece[at] = '\n';
          line_start = base + at + 1;
        }
      }
    }
    raw.text += piece;
    if (columns > 0 && base > line_start && raw.text.size() - line_start > columns && base > 0 &&
        raw.text[base - 1] == ' ') {
      raw.text[base - 1] = '\n';
      line_start = base;
    }
    auto& places = raw.places.emplace_back();
    for (const Place& place : sentence.places) places.push_back({base + place.start, base + place.end});
  }
  return raw;
}

}  // namespace clew::training
