#include "text/lexicon.h"

#include <bit>

namespace clew::text {

Result<Lexicon> Lexicon::open(const ModelFile& model) {
  Lexicon lexicon;
  lexicon.keys_ = TRY(model.array<std::uint32_t>("lexicon.keys"));
  lexicon.values_ = TRY(model.array<std::uint32_t>("lexicon.values", lexicon.keys_.size()));
  if (!std::has_single_bit(lexicon.keys_.size())) return model.wrong("lexicon.keys", "has the wrong length");
  bool free = false;
  for (const std::uint32_t key : lexicon.keys_) free = free || key == 0;
  if (!free) return model.wrong("lexicon.keys", "has no free place");
  return lexicon;
}

LexWord Lexicon::look_up(std::string_view word) const {
  const WordForm form = word_form(word);
  const std::size_t mask = keys_.size() - 1;
  for (std::size_t at = form.form & mask;; at = (at + 1) & mask) {
    if (keys_[at] == form.form && form.form != 0) return lex_word(form, true, values_[at]);
    if (keys_[at] == 0) return lex_word(form, false, 0);
  }
}

LexWord lex_word(const WordForm& form, bool known, std::uint32_t value) {
  LexWord out;
  out.form = form;
  out.cluster = static_cast<std::uint16_t>(value & 0xFFFF);
  out.tags = static_cast<std::uint16_t>(value >> 16);
  out.word = known ? form.form
                   : static_cast<std::uint32_t>(mixed(std::uint64_t{form.ends[1]} << 32 | form.shape) >> 7);
  return out;
}

}  // namespace clew::text
