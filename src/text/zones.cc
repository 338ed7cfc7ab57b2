#include "text/zones.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "text/endings.h"
#include "text/heads.h"
#include "text/lines.h"

namespace clew::text {
namespace {

using model::Zone;
using model::ZoneKind;

constexpr std::size_t kDeepest = 64;      // layers of letters within letters; deeper ones stay at this depth
constexpr std::size_t kWrappedFrom = 60;  // bytes of a quoted line that a program may have wrapped,
constexpr std::size_t kWrappedRest = 45;  // and of the rest that lost its mark

/// One letter within the text, and where lines of it are looked for.
struct Layer {
  int marks = 0;           // quote marks of its lines
  std::size_t letter = 0;  // index
  std::size_t parent = 0;  // index of the letter around it
  std::string forwarder;   // folded name of who forwarded it, when a banner says so
};

class Assembler {
 public:
  explicit Assembler(std::string_view text) : text_(text), lines_(split_lines(text)) {}

  std::vector<Zone> assemble() {
    mend_marks();
    heads_ = find_heads(text_, lines_);
    letters_.emplace_back();
    layers_.emplace_back();
    letter_of_.resize(lines_.size());
    kind_of_.resize(lines_.size(), ZoneKind::body);
    std::size_t next = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (next < heads_.size() && heads_[next].first == i) {
        enter(heads_[next]);
        for (; i < heads_[next].last; ++i) put(i, ZoneKind::head);
        --i;
        ++next;
        continue;
      }
      if (!lines_[i].blank()) settle(lines_[i].marks);
      put(i, layers_.back().letter == 0 ? ZoneKind::body : letters_[layers_.back().letter].kind);
    }
    mark_segments();
    return make_zones();
  }

 private:
  void put(std::size_t i, ZoneKind kind) {
    letter_of_[i] = layers_.back().letter;
    kind_of_[i] = kind;
  }

  void mend_marks() {
    for (Line& line : lines_) {  // GroupWise's head stands between arrows that are no quote marks
      if (line.marks != 3 || line.to - line.from < 20 || !line.content(text_).ends_with(">>>")) continue;
      const std::size_t arrows = text_.find(">>>", line.start);
      if (arrows < line.from) line.marks = 0, line.from = arrows;
    }
    // A quoted line that was wrapped by a program that knew nothing of quoting leaves a rest without a mark.
    for (std::size_t i = 1; i + 1 < lines_.size(); ++i) {
      Line& line = lines_[i];
      const Line &before = lines_[i - 1], &after = lines_[i + 1];
      if (line.marks == 0 && !line.blank() && before.marks > 0 && after.marks > 0 && !before.blank() &&
          before.to - before.start >= kWrappedFrom && line.to - line.from <= kWrappedRest) {
        line.marks = std::min(before.marks, after.marks);
      }
    }
  }

  void pop() {
    if (remembered_.size() < layers_.size()) remembered_.resize(layers_.size());
    remembered_[layers_.size() - 1] = layers_.back();
    layers_.pop_back();
  }

  // Makes the layer for lines with that many marks the top one. A quotation that goes on after a remark is
  // the same letter still.
  void settle(int marks) {
    while (layers_.size() > 1 && layers_.back().marks > marks) pop();
    while (layers_.back().marks < marks && layers_.size() <= kDeepest) {
      const std::size_t depth = layers_.size(), parent = layers_.back().letter;
      if (depth < remembered_.size() && remembered_[depth].letter != 0 &&
          remembered_[depth].parent == parent && remembered_[depth].marks > layers_.back().marks &&
          remembered_[depth].marks <= marks) {
        layers_.push_back(remembered_[depth]);
      } else {
        push(layers_.back().marks + 1, Letter());
      }
    }
  }

  void push(int marks, Letter letter) {
    letters_.push_back(std::move(letter));
    depths_.resize(letters_.size());
    if (layers_.size() > kDeepest) {
      layers_.back().letter = letters_.size() - 1;
    } else {
      layers_.push_back({marks, letters_.size() - 1, layers_.back().letter, {}});
    }
    depths_.back() = static_cast<int>(layers_.size()) - 1;
  }

  void enter(const Head& head) {
    const int marks = lines_[head.first].marks;
    settle(marks);
    // The same person's second "Forwarded by" stands beside the first, not inside it.
    if (!head.forwarder.empty()) {
      for (std::size_t depth = 1; depth < layers_.size(); ++depth) {
        if (layers_[depth].forwarder != head.forwarder || layers_[depth].marks != marks) continue;
        while (layers_.size() > depth) pop();
        break;
      }
    }
    std::size_t below = head.last;
    while (below < lines_.size() && lines_[below].blank()) ++below;
    const int marks_below = below < lines_.size() ? lines_[below].marks : marks;
    const int last_marks = lines_[head.last - 1].marks;  // a banner without marks over a block with marks
    const bool deeper = (head.wrote || !head.fields) && marks_below > marks;
    push(deeper || last_marks > marks ? marks + 1 : marks, head.letter);
    layers_.back().forwarder = head.forwarder;
  }

  // Each run of one letter's lines between heads and other letters.
  void mark_segments() {
    std::vector<bool> begun(letters_.size(), false);
    for (std::size_t i = 0; i < lines_.size();) {
      if (kind_of_[i] == ZoneKind::head) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < lines_.size() && kind_of_[end] != ZoneKind::head && letter_of_[end] == letter_of_[i])
        ++end;
      const std::size_t letter = letter_of_[i];
      mark_endings(text_, lines_, i, end, !begun[letter], kind_of_);
      begun[letter] = true;
      i = end;
    }
  }

  std::vector<Zone> make_zones() const {
    std::vector<Zone> zones;
    std::size_t before = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::size_t letter = letter_of_[i];
      const bool goes_on =
          !zones.empty() && (lines_[i].blank() || (letter == before && kind_of_[i] == zones.back().kind));
      if (goes_on) {
        zones.back().end = lines_[i].end;
        continue;
      }
      const Letter& from = letters_[letter];
      Zone& zone = zones.emplace_back();
      zone.start = zones.size() == 1 ? 0 : lines_[i].start;
      zone.end = lines_[i].end;
      zone.kind = kind_of_[i];
      zone.depth = depths_[letter];
      zone.author = from.author;
      zone.subject = from.subject;
      zone.date = from.date;
      zone.date_raw = from.date_raw;
      zone.to = from.to;
      before = letter;
    }
    return zones;
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<Head> heads_;
  std::vector<Letter> letters_;  // [0] is the document's own
  std::vector<int> depths_{0};
  std::vector<Layer> layers_, remembered_;
  std::vector<std::size_t> letter_of_;
  std::vector<ZoneKind> kind_of_;
};

}  // namespace

std::vector<Zone> find_zones(std::string_view text, model::DocumentType type) {
  if (text.empty()) return {};
  if (type != model::DocumentType::mail) {
    Zone whole;
    whole.end = text.size();
    return {whole};
  }
  return Assembler(text).assemble();
}

}  // namespace clew::text
