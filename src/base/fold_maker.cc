// Writes the tables of base/fold_tables.h as a C++ source: fold_maker OUTPUT. A program of the build alone.
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include <cstdio>
#include <cstring>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/fold_tables.h"
#include "base/result.h"
#include "base/utf8.h"

namespace clew::fold {
namespace {

constexpr bool is_joiner(char32_t c) {
  return c == 0xAD || c == 0x61C || c == 0x640 || (c >= 0x200C && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// One form for each Arabic-script letter that keyboards and code pages spell in several ways.
constexpr char32_t arabic_form(char32_t c) {
  switch (c) {
    case 0x064A:
    case 0x0649:
      return 0x06CC;  // yeh, alef maksura
    case 0x0643:
    case 0x06AA:
      return 0x06A9;  // kaf, swash kaf
    case 0x0629:
    case 0x06D5:
    case 0x06BE:
    case 0x06C1:
    case 0x06C3:
      return 0x0647;  // forms of heh
    case 0x0671:
    case 0x0672:
    case 0x0673:
      return 0x0627;  // alef wasla, wavy hamza
    default:
      return c;
  }
}

bool is_word_type(int type) { return (U_MASK(type) & (U_GC_L_MASK | U_GC_N_MASK)) != 0; }

/// Folds one round: decomposes, drops marks and joiners, folds case and letter forms. `alien`: something that
/// is neither letter, mark nor digit came out (U+2460's cousins "(1)", U+00BD); `blank`: and nothing but
/// spaces did.
struct Round {
  std::u32string out;
  bool alien = false, letters = false, spaces_only = true;
};

Round fold_once(const UNormalizer2* nfkd, char32_t c) {
  Round round;
  UErrorCode status = U_ZERO_ERROR;
  UChar utf16[64];
  std::int32_t length = unorm2_getDecomposition(nfkd, static_cast<UChar32>(c), utf16, 64, &status);
  if (length < 0 || U_FAILURE(status)) {
    length = 0;
    U16_APPEND_UNSAFE(utf16, length, static_cast<UChar32>(c));
  }
  UChar bare[64];  // marks go before case is folded: U+0345 would become a letter
  std::int32_t kept = 0;
  for (std::int32_t i = 0; i < length;) {
    UChar32 each = 0;
    U16_NEXT(utf16, i, length, each);
    if ((U_GET_GC_MASK(each) & U_GC_M_MASK) == 0) U16_APPEND_UNSAFE(bare, kept, each);
  }
  UChar folded16[192];
  status = U_ZERO_ERROR;
  length = u_strFoldCase(folded16, 192, bare, kept, U_FOLD_CASE_DEFAULT, &status);
  CHECK(U_SUCCESS(status));
  for (std::int32_t i = 0; i < length;) {
    UChar32 each = 0;
    U16_NEXT(folded16, i, length, each);
    const auto one = static_cast<char32_t>(each);
    const int type = u_charType(each);
    if (is_joiner(one) || (U_MASK(type) & U_GC_M_MASK) != 0) continue;
    if (!is_word_type(type)) {
      round.alien = true;
      if (type != U_SPACE_SEPARATOR) round.spaces_only = false;
      continue;
    }
    round.letters = true;
    const std::int32_t digit = u_charDigitValue(each);
    round.out +=
        type == U_DECIMAL_DIGIT_NUMBER && digit >= 0 ? static_cast<char32_t>('0' + digit) : arabic_form(one);
  }
  return round;
}

/// The folded form of a letter or digit; empty when it leaves nothing. Repeated until it is stable, so that
/// folding a folded text changes nothing. What decomposes into more than letters ("½", "⑴") stays as it is.
std::u32string fold_letter(const UNormalizer2* nfkd, char32_t c) {
  std::u32string now(1, c);
  if (u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_UNIFIED_IDEOGRAPH)) return now;
  for (int turn = 0; turn < 4; ++turn) {
    std::u32string next;
    for (const char32_t one : now) {
      const Round round = fold_once(nfkd, one);
      if (round.alien && (round.letters || !round.spaces_only)) return std::u32string(1, c);
      next += round.out;
    }
    if (next == now) break;
    now = std::move(next);
  }
  return now;
}

Kind kind_of_letter(char32_t c, bool plain) {
  const auto character = static_cast<UChar32>(c);
  if (c < 0x0E00) return Kind::letter;
  if (u_hasBinaryProperty(character, UCHAR_UNIFIED_IDEOGRAPH)) return Kind::single;
  if (uscript_hasScript(character, USCRIPT_HAN) || uscript_hasScript(character, USCRIPT_HIRAGANA) ||
      uscript_hasScript(character, USCRIPT_KATAKANA)) {
    return Kind::single;
  }
  UErrorCode status = U_ZERO_ERROR;
  switch (plain ? uscript_getScript(character, &status) : USCRIPT_COMMON) {
    case USCRIPT_THAI:
      return Kind::thai;
    case USCRIPT_LAO:
      return Kind::lao;
    case USCRIPT_KHMER:
      return Kind::khmer;
    case USCRIPT_MYANMAR:
      return Kind::burmese;
    default:
      return Kind::letter;
  }
}

class Maker {
 public:
  Maker() {
    UErrorCode status = U_ZERO_ERROR;
    nfkd_ = unorm2_getNFKDInstance(&status);
    CHECK(U_SUCCESS(status));
    rows_.fill(add_row(std::vector<Entry>(Tables::kRow)));
    u_enumCharTypes(
        [](const void* self, UChar32 start, UChar32 limit, UCharCategory type) -> UBool {
          static_cast<Maker*>(const_cast<void*>(self))->range(start, limit, type);
          return true;
        },
        this);
    for (char32_t c = 0; c < 0x10000; ++c) {
      if (is_joiner(c)) put(c, Entry{Kind::joiner, 0, {}});
    }
    flush();
    for (unsigned c = 0; c < 256; ++c) {
      const Entry& entry =
          entries_[(rows_[c >> Tables::kShift] << Tables::kShift) + (c & (Tables::kRow - 1))];
      ascii_[c] = c >= 0x80                        ? 1
                  : entry.kind == Kind::separator  ? 0
                  : entry.length == Entry::kItself ? static_cast<unsigned char>(c)
                                                   : entry.bytes[0];
    }
  }

  /// False: the file could not be written.
  bool write(const char* path) const {
    std::FILE* file = std::fopen(path, "w");
    if (file == nullptr) return false;
    std::fputs(
        "// Made by fold_maker.\n#include \"base/fold_tables.h\"\nnamespace clew::fold {\n"
        "constexpr Entry kEntries[] = {\n",
        file);
    for (const Entry& e : entries_)
      std::fprintf(file, "{Kind(%d),%d,{%d,%d,%d,%d,%d,%d}},\n", static_cast<int>(e.kind), e.length,
                   e.bytes[0], e.bytes[1], e.bytes[2], e.bytes[3], e.bytes[4], e.bytes[5]);
    std::fputs("};\nconstexpr char kPool[] = {", file);
    for (const char c : pool_) std::fprintf(file, "char(%d),", static_cast<unsigned char>(c));
    std::fputs("0};\nconstinit const Tables kTables{{", file);
    for (const unsigned char c : ascii_) std::fprintf(file, "%d,", c);
    std::fputs("},\n{", file);
    for (const std::uint16_t row : rows_) std::fprintf(file, "%d,", row);
    std::fputs("},\nkEntries, {kPool, sizeof kPool - 1}};\n}  // namespace clew::fold\n", file);
    return std::fclose(file) == 0;
  }

 private:
  void range(UChar32 start, UChar32 limit, int type) {
    const bool mark = (U_MASK(type) & U_GC_M_MASK) != 0;
    if (!mark && !is_word_type(type)) return;
    for (UChar32 c = start; c < limit; ++c) {
      const auto one = static_cast<char32_t>(c);
      put(one, mark ? Entry{Kind::mark, 0, {}} : letter(one, type));
    }
  }

  Entry letter(char32_t c, int type) {
    Entry entry;
    entry.kind = kind_of_letter(c, type != U_DECIMAL_DIGIT_NUMBER);
    const std::u32string form = fold_letter(nfkd_, c);
    // A character of its own ("ゟ") must not fold to two: folding again would part them.
    if ((form.size() == 1 && form[0] == c) || (form.size() > 1 && entry.kind == Kind::single)) {
      entry.length = Entry::kItself;
      return entry;
    }
    std::string bytes;
    for (const char32_t one : form) append_utf8(bytes, one);
    if (bytes.empty()) {
      entry.kind = Kind::mark;
    } else if (bytes.size() <= entry.bytes.size()) {
      entry.length = static_cast<std::uint8_t>(bytes.size());
      std::memcpy(entry.bytes.data(), bytes.data(), bytes.size());
    } else {
      const auto offset = static_cast<std::uint32_t>(pool_.size());
      const auto length = static_cast<std::uint16_t>(bytes.size());
      entry.length = Entry::kPooled;
      std::memcpy(entry.bytes.data(), &offset, 4);
      std::memcpy(entry.bytes.data() + 4, &length, 2);
      pool_ += bytes;
    }
    return entry;
  }

  void put(char32_t c, const Entry& entry) {
    auto& row = open_[c >> Tables::kShift];
    if (row.empty()) row.resize(Tables::kRow);
    row[c & (Tables::kRow - 1)] = entry;
  }

  std::uint16_t add_row(const std::vector<Entry>& row) {
    const std::string key(reinterpret_cast<const char*>(row.data()), row.size() * sizeof(Entry));
    const auto [at, is_new] = known_.try_emplace(key, static_cast<std::uint16_t>(known_.size()));
    if (is_new) entries_.insert(entries_.end(), row.begin(), row.end());
    return at->second;
  }

  void flush() {
    for (char32_t index = 0; index < open_.size(); ++index) {
      if (!open_[index].empty()) rows_[index] = add_row(open_[index]);
    }
  }

  const UNormalizer2* nfkd_ = nullptr;
  std::array<unsigned char, 256> ascii_{};
  std::array<std::uint16_t, (0x110000 >> Tables::kShift)> rows_{};
  std::vector<Entry> entries_;
  std::string pool_;
  std::vector<std::vector<Entry>> open_{(0x110000 >> Tables::kShift)};
  std::unordered_map<std::string, std::uint16_t> known_;
};

}  // namespace
}  // namespace clew::fold

int main(int argc, char** argv) {
  if (argc == 2 && clew::fold::Maker().write(argv[1])) return 0;
  std::fprintf(stderr, "usage: fold_maker OUTPUT\n");
  return 2;
}
