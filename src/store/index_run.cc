#include "store/index_run.h"

#include <algorithm>
#include <cstring>

namespace clew::store {
namespace {

constexpr std::size_t kLongestTerm = 32'768;  // FTS5_MAX_TOKEN_SIZE: it cuts longer ones
constexpr std::size_t kFirstSlots = 1 << 15;

// The first eight bytes, or all and zeros behind them.
std::uint64_t head_of(std::string_view word) {
  const char* const from = word.data();
  const std::size_t n = word.size();
  std::uint64_t head = 0;
  if (n >= 8) {
    std::memcpy(&head, from, 8);
  } else if (n >= 4) {
    std::uint32_t first = 0, last = 0;  // which overlap
    std::memcpy(&first, from, 4);
    std::memcpy(&last, from + n - 4, 4);
    head = first | std::uint64_t{last} << (8 * (n - 4));
  } else {
    for (std::size_t i = 0; i < n; ++i) head |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  }
  return head;
}

std::uint32_t hash_of(std::string_view word, std::uint64_t head) {
  std::uint64_t hash = word.size() * 0x9E3779B97F4A7C15u;
  for (;;) {
    hash = (hash ^ head) * 0xD6E8FEB86659FD93u;
    hash ^= hash >> 32;
    if (word.size() <= 8) return static_cast<std::uint32_t>(hash);
    word.remove_prefix(8);
    head = head_of(word);
  }
}

// How many bytes sqlite's varint takes, and its bytes behind `to`.
std::size_t write_varint(unsigned char* to, std::uint64_t value) {
  if (value < 0x80) {
    to[0] = static_cast<unsigned char>(value);
    return 1;
  }
  if (value >> 56 != 0) {  // nine bytes: the last holds eight bits
    to[8] = static_cast<unsigned char>(value);
    value >>= 8;
    for (int i = 7; i >= 0; --i) {
      to[i] = static_cast<unsigned char>((value & 0x7F) | 0x80);
      value >>= 7;
    }
    return 9;
  }
  unsigned char reversed[9];
  std::size_t n = 0;
  do {
    reversed[n++] = static_cast<unsigned char>((value & 0x7F) | 0x80);
    value >>= 7;
  } while (value != 0);
  reversed[0] &= 0x7F;
  for (std::size_t i = 0; i < n; ++i) to[i] = reversed[n - 1 - i];
  return n;
}

}  // namespace

void append_varint(std::string& to, std::uint64_t value) {
  unsigned char bytes[9];
  to.append(reinterpret_cast<const char*>(bytes), write_varint(bytes, value));
}

std::uint64_t take_varint(std::string_view& from) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < from.size() && i < 9; ++i) {
    const auto byte = static_cast<unsigned char>(from[i]);
    if (i == 8) {
      value = value << 8 | byte;
    } else {
      value = value << 7 | (byte & 0x7F);
      if ((byte & 0x80) != 0) continue;
    }
    from.remove_prefix(i + 1);
    return value;
  }
  return 0;
}

std::uint64_t term_prefix(std::string_view term) {
  unsigned char bytes[8] = {};
  std::memcpy(bytes, term.data(), std::min<std::size_t>(term.size(), 8));
  std::uint64_t value = 0;
  for (const unsigned char byte : bytes) value = value << 8 | byte;
  return value;
}

RunBuilder::RunBuilder() : slots_(kFirstSlots) {}

void RunBuilder::add(std::int64_t row, std::string_view folded) {
  std::uint32_t position = 0;
  for (std::size_t at = 0; at < folded.size();) {
    const void* space = std::memchr(folded.data() + at, ' ', folded.size() - at);
    const std::size_t end = space == nullptr
                                ? folded.size()
                                : static_cast<std::size_t>(static_cast<const char*>(space) - folded.data());
    if (end > at) add_word(row, folded.substr(at, std::min(end - at, kLongestTerm)), position++);
    at = end + 1;
  }
  append_varint(sizes_, static_cast<std::uint64_t>(rows_ == 0 ? row : row - last_row_));
  append_varint(sizes_, position);
  last_row_ = row;
  ++rows_;
}

void RunBuilder::add_word(std::int64_t row, std::string_view word, std::uint32_t position) {
  Term& term = find(word);
  if (term.row != row) {
    if (term.row < 0) {
      term.first_row = row;
    } else {
      close_row(term);
      append_varint(term.places, static_cast<std::uint64_t>(row - term.row));
    }
    term.row = row;
    term.size_at = term.places.size();
    term.places.push_back('\0');
    append_varint(term.places, position + 2);
  } else {
    append_varint(term.places, position - term.position + 2);
  }
  term.position = position;
}

// The length of a row's places stands before them, doubled; most fit into the byte that was kept for it.
void RunBuilder::close_row(Term& term) {
  const std::size_t length = term.places.size() - term.size_at - 1;
  if (length < 64) {
    term.places[term.size_at] = static_cast<char>(length * 2);
    return;
  }
  std::string bytes;
  append_varint(bytes, length * 2);
  term.places.replace(term.size_at, 1, bytes);
}

RunBuilder::Term& RunBuilder::find(std::string_view word) {
  const std::uint64_t head = head_of(word);
  const std::uint32_t hash = hash_of(word, head);
  for (std::size_t slot = hash & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
    if (slots_[slot] == 0) {
      if (terms_.size() * 2 >= slots_.size()) {
        grow();
        return find(word);
      }
      slots_[slot] = static_cast<std::uint32_t>(terms_.size() + 1);
      Term& term = terms_.emplace_back();
      term.head = head;
      term.hash = hash;
      term.text = static_cast<std::uint32_t>(texts_.size());
      term.length = static_cast<std::uint32_t>(word.size());
      texts_.append(word);
      return term;
    }
    Term& term = terms_[slots_[slot] - 1];
    if (term.head == head && term.length == word.size() &&
        (word.size() <= 8 ||
         std::memcmp(texts_.data() + term.text + 8, word.data() + 8, word.size() - 8) == 0))
      return term;
  }
}

void RunBuilder::grow() {
  std::vector<std::uint32_t> slots(slots_.size() * 2);
  for (std::uint32_t i = 0; i < terms_.size(); ++i) {
    std::size_t slot = terms_[i].hash & (slots.size() - 1);
    while (slots[slot] != 0) slot = (slot + 1) & (slots.size() - 1);
    slots[slot] = i + 1;
  }
  slots_ = std::move(slots);
}

std::string RunBuilder::finish() {
  struct Place {
    std::uint64_t prefix;
    std::uint32_t term;
  };
  const auto text_of = [&](std::uint32_t i) {
    return std::string_view(texts_).substr(terms_[i].text, terms_[i].length);
  };
  std::vector<Place> order(terms_.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = {term_prefix(text_of(i)), i};
  std::sort(order.begin(), order.end(), [&](const Place& a, const Place& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : text_of(a.term) < text_of(b.term);
  });
  std::string run;
  append_varint(run, sizes_.size());
  run += sizes_;
  for (const Place& place : order) {
    Term& term = terms_[place.term];
    close_row(term);
    append_varint(run, term.length);
    run += text_of(place.term);
    append_varint(run, static_cast<std::uint64_t>(term.first_row));
    append_varint(run, static_cast<std::uint64_t>(term.row - term.first_row));
    append_varint(run, term.places.size());
    run += term.places;
  }
  *this = RunBuilder();
  return run;
}

bool RunReader::open(std::string_view run, RunReader& reader) {
  const std::uint64_t length = take_varint(run);
  if (length > run.size()) return false;
  reader.sizes_ = run.substr(0, length);
  reader.terms_ = run.substr(length);
  return true;
}

bool RunReader::next() {
  if (terms_.empty()) return false;
  const auto bytes = [&](std::string_view& part) {
    const std::size_t before = terms_.size();
    const std::uint64_t length = take_varint(terms_);
    if (terms_.size() == before || length > terms_.size()) return false;  // a cut number is the end, not a 0
    part = terms_.substr(0, length);
    terms_.remove_prefix(length);
    return true;
  };
  broken_ = true;
  if (!bytes(term_)) return false;
  prefix_ = term_prefix(term_);
  first_row_ = static_cast<std::int64_t>(take_varint(terms_));
  last_row_ = row_after(first_row_, take_varint(terms_));
  broken_ = !bytes(rest_);
  return !broken_;
}

}  // namespace clew::store
