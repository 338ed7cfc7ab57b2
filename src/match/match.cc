#include "match/match.h"

#include <algorithm>
#include <string>

#include "match/align.h"

namespace clew::match {
namespace {

constexpr const char* kAlgorithm = "clew-1";

/// Names are aligned in one order, so that a score is the same from both sides.
bool in_order(const Prepared& a, const Prepared& b) { return a.text <= b.text; }

void flip(Alignment& alignment) {
  for (std::size_t i = 0; i < alignment.count; ++i) {
    Link& link = alignment.links[i];
    std::swap(link.left, link.right);
    std::swap(link.left_count, link.right_count);
  }
}

std::string words_of(const Prepared& name, std::size_t first, std::size_t count) {
  std::string out;
  for (std::size_t i = first; i < first + count; ++i) {
    const Token& token = name.tokens[i];
    if (!out.empty()) out += token.after_hyphen ? '-' : ' ';
    out += token.shown;
  }
  return out;
}

}  // namespace

double score(const Name& a, const Name& b) {
  if (a.empty() || b.empty()) return 0;
  Alignment alignment;
  const Prepared &x = *a.prepared(), &y = *b.prepared();
  in_order(x, y) ? align(x, y, alignment) : align(y, x, alignment);
  return alignment.score;
}

Comparison compare(const Name& a, const Name& b) {
  Comparison out;
  out.algorithm = kAlgorithm;
  if (a.empty() || b.empty()) return out;
  Alignment alignment;
  const Prepared &x = *a.prepared(), &y = *b.prepared();
  if (in_order(x, y)) {
    align(x, y, alignment);
  } else {
    align(y, x, alignment);
    flip(alignment);
  }
  out.score = alignment.score;
  double whole = 0;
  for (std::size_t i = 0; i < alignment.count; ++i) whole += alignment.links[i].weight;
  std::sort(alignment.links.begin(), alignment.links.begin() + static_cast<std::ptrdiff_t>(alignment.count),
            [](const Link& p, const Link& q) {
              if ((p.left_count == 0) != (q.left_count == 0)) return q.left_count == 0;
              return p.left_count == 0 ? p.right < q.right : p.left < q.left;
            });
  for (std::size_t i = 0; i < alignment.count; ++i) {
    const Link& link = alignment.links[i];
    out.steps.push_back({words_of(x, link.left, link.left_count), words_of(y, link.right, link.right_count),
                         std::string(name_of(link.rule)), whole > 0 ? link.weight / whole : 0});
  }
  return out;
}

}  // namespace clew::match
