// base/fold.h - words as the index knows them: found however they were typed.
//
// A word is a longest run of letters, marks and digits (Unicode general categories L*, M*, N*); everything
// else separates. Scripts written without spaces are cut further: Han, Hiragana, Katakana by character, Thai,
// Lao, Khmer and Burmese by ICU's dictionaries. Folding maps each character by itself (so it can be done
// anywhere in a text): compatibility decomposition (NFKD), marks dropped (accents, harakat, hamza above and
// below), case folded, any decimal digit to 0-9, and Arabic-script letters to one form each: ي ى ئ -> ی, ك ->
// ک, ة ۀ ە -> ه, أ إ آ ٱ -> ا, ؤ -> و. Joiners vanish and do not separate: ZWNJ, ZWJ, tatweel, soft hyphen,
// BOM, bidi marks. Tables come from ICU once per process. Threads: all functions are safe from any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace clew {

/// A word of a text: its bytes [start, end) there, and its folded form (valid until the next call).
struct Word {
  std::size_t start = 0, end = 0;
  std::string_view folded;
};

/// Walks the words of a text in order. The text must outlive the cutter. Invalid UTF-8 separates words.
class WordCutter {
 public:
  explicit WordCutter(std::string_view text) : text_(text) {}
  /// The next word, or false at the end.
  bool next(Word& word);

 private:
  bool next_general(Word& word);
  bool next_of_run(Word& word);
  void cut_run();

  std::string_view text_;
  std::size_t at_ = 0;
  std::string folded_;
  std::vector<std::size_t> cuts_;  // ends of the words still to come of a run that a dictionary cut
  std::size_t next_cut_ = 0;
};

/// The folded words of a text with one space between them; appended to `to` (after a space, if it is not
/// empty).
void append_folded(std::string& to, std::string_view text);
std::string folded(std::string_view text);

/// Makes the tables now: some milliseconds. Workers call it before they lock themselves in.
void warm_fold_tables();

}  // namespace clew
