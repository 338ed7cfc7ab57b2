// match/words.h - a name cut into words. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clew::match {

struct RawWord {
  std::string shown;          ///< as written, without apostrophes and dots inside
  std::string folded;         ///< base/fold.h; one word
  bool after_hyphen = false;  ///< a hyphen stands before it, no blank
  bool after_comma = false;   ///< the first one after a comma
  bool dotted = false;        ///< letters with dots between them: "S.A.", or one letter with a dot
  bool upper = false;         ///< no small letter in it
  bool bracketed = false;     ///< stands in brackets
};

/// Apostrophes join (Qa'ida), as do dots between single letters (S.A.R.L.); everything else that is no
/// letter, mark or digit separates. "&" and "+" are the word "and". Han names of persons stay one word.
std::vector<RawWord> cut_words(std::string_view text);

}  // namespace clew::match
