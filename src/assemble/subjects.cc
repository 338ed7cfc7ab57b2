#include "assemble/subjects.h"

#include <algorithm>
#include <cctype>
#include <unordered_set>

#include "base/fold.h"
#include "base/utf8.h"

namespace clew::assemble {
namespace {

/// A mark is looked for in this many bytes; a tag may be as long as this.
constexpr std::size_t kMarkBytes = 48;
constexpr std::size_t kTagBytes = 64;

using WordSet = std::unordered_set<std::string>;

WordSet folded_set(std::initializer_list<std::string_view> words) {
  WordSet out;
  for (const auto word : words) out.insert(folded(word));
  return out;
}

/// What mail programs write before the colon, by language.
const WordSet& marks() {
  static const WordSet set = folded_set({
      "re",
      "fw",
      "fwd",
      "forward",
      "forwarded",
      "reply",  // English
      "aw",
      "wg",
      "antwort",
      "weitergeleitet",  // German
      "antw",
      "betr",
      "doorst",  // Dutch
      "sv",
      "vs",
      "vl",
      "vb",
      "vidarebefordrat",  // Swedish, Danish, Norwegian, Finnish
      "res",
      "enc",
      "rv",
      "tr",
      "rif",
      "r",
      "i",
      "rép",
      "réf",  // Portuguese, Spanish, French, Italian
      "odp",
      "pd",
      "továbbítás",
      "vá",
      "ynt",
      "ilt",
      "yanıt",  // Polish, Hungarian, Turkish
      "bls",
      "trs",
      "atb",
      "ats",
      "per",
      "fs",  // Indonesian, Baltic, Icelandic
      "отв",
      "ответ",
      "пересл",
      "на",
      "απ",
      "σχετ",
      "πρθ",  // Russian, Greek
      "תשובה",
      "הועבר",
      "השב",  // Hebrew
      "پاسخ",
      "در پاسخ",
      "ارسال",
      "باز ارسال",
      "بازفرست",
      "هدایت",  // Persian
      "رد",
      "الرد",
      "إعادة توجيه",
      "إعادة إرسال",
      "تحويل",  // Arabic
      "جواب",
      "پاسخ به",  // Persian, Urdu
      "回复",
      "答复",
      "转发",
      "回覆",
      "轉寄",
      "轉發",
      "返信",
      "転送",  // Chinese, Japanese
      "회신",
      "답장",
      "전달",  // Korean
  });
  return set;
}

/// Words that anybody's subject may be made of.
const WordSet& common_words() {
  static const WordSet set = folded_set({
      "hi",         "hello",    "hey",      "dear",       "meeting",   "meet",      "call",     "lunch",
      "dinner",     "question", "query",    "questions",  "update",    "updates",   "info",     "information",
      "thanks",     "thank",    "you",      "request",    "urgent",    "important", "help",     "test",
      "testing",    "report",   "invoice",  "document",   "documents", "file",      "files",    "attached",
      "attachment", "fyi",      "please",   "today",      "tomorrow",  "the",       "and",      "for",
      "your",       "our",      "new",      "news",       "message",   "mail",      "email",    "letter",
      "photo",      "photos",   "schedule", "agenda",     "minutes",   "draft",     "reminder", "followup",
      "follow",     "there",    "none",     "subject",    "untitled",  "unknown",   "termin",   "hallo",
      "anfrage",    "frage",    "danke",    "bonjour",    "merci",     "réunion",   "hola",     "gracias",
      "reunión",    "ciao",     "grazie",   "hej",        "merhaba",   "toplantı",  "سلام",     "جلسه",
      "مهم",        "فوری",     "گزارش",    "درخواست",    "نامه",      "تشکر",      "سؤال",     "سوال",
      "خبر",        "قرار",     "پیام",     "بدون موضوع", "موضوع",     "بدون",      "مرحبا",    "اجتماع",
      "شكرا",       "عاجل",     "هام",      "تقرير",      "طلب",       "رسالة",     "السلام",   "عليكم",
      "تحية",       "привет",   "встреча",  "вопрос",     "спасибо",
  });
  return set;
}

std::string_view trim_left(std::string_view text) {
  while (!text.empty()) {
    const Decoded d = decode_utf8(text, 0);
    const bool blank = d.character <= ' ' || d.character == 0xA0 || d.character == 0x3000 ||
                       (d.character >= 0x200B && d.character <= 0x200F) ||
                       (d.character >= 0x202A && d.character <= 0x202E) || d.character == 0xFEFF;
    if (!blank) break;
    text.remove_prefix(static_cast<std::size_t>(d.length));
  }
  return text;
}

std::string_view trim_right(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

bool is_mark(std::string_view before_colon) {
  std::string word = folded(before_colon);
  // "Re[2]", "Re(3)" and "Re^4" fold to "re 2", "Re2" to "re2".
  while (!word.empty() && (word.back() == ' ' || (word.back() >= '0' && word.back() <= '9'))) word.pop_back();
  return !word.empty() && marks().contains(word);
}

/// How many bytes of a mark with its colon `text` starts with; 0: none.
std::size_t mark_length(std::string_view text) {
  static constexpr std::string_view kWideColon = "\xEF\xBC\x9A";
  const std::string_view head = text.substr(0, kMarkBytes);
  const std::size_t plain = head.find(':'), wide = head.find(kWideColon);
  const std::size_t colon = std::min(plain, wide);
  if (colon == head.npos || !is_mark(head.substr(0, colon))) return 0;
  return colon + (plain < wide ? 1 : kWideColon.size());
}

bool equals_ignoring_case(std::string_view a, std::string_view lower) {
  return a.size() == lower.size() && std::equal(a.begin(), a.end(), lower.begin(), [](char x, char y) {
           return std::tolower(static_cast<unsigned char>(x)) == y;
         });
}

/// Takes "(fwd)" and its like off the end.
bool take_trailer(std::string_view& text) {
  for (const std::string_view trailer : {"(fwd)", "(fw)", "[fwd]", "(forward)", "(re)"}) {
    if (text.size() <= trailer.size()) continue;
    if (!equals_ignoring_case(text.substr(text.size() - trailer.size()), trailer)) continue;
    text = trim_right(text.substr(0, text.size() - trailer.size()));
    return true;
  }
  return false;
}

/// Takes a list's "[tag]" off the front, unless nothing would be left. "[Fwd: x]" is a wrapper, not a tag.
bool take_tag(std::string_view& text, bool& is_reply) {
  if (text.empty() || text.front() != '[') return false;
  if (const std::size_t mark = mark_length(text.substr(1)); mark > 0) {
    text = trim_left(text.substr(1 + mark));
    if (!text.empty() && text.back() == ']') text = trim_right(text.substr(0, text.size() - 1));
    is_reply = true;
    return true;
  }
  const std::size_t end = text.substr(0, kTagBytes).find(']');
  if (end == text.npos) return false;
  const std::string_view rest = trim_left(text.substr(end + 1));
  if (rest.empty()) return false;
  text = rest;
  return true;
}

}  // namespace

std::string_view strip_subject(std::string_view subject, bool& is_reply) {
  is_reply = false;
  std::string_view text = trim_right(trim_left(subject));
  while (take_trailer(text)) is_reply = true;
  for (;;) {
    if (const std::size_t mark = mark_length(text); mark > 0) {
      text = trim_left(text.substr(mark));
      is_reply = true;
    } else if (!take_tag(text, is_reply)) {
      return text;
    }
  }
}

std::string base_subject(std::string_view subject, bool& is_reply) {
  return folded(strip_subject(subject, is_reply));
}

bool is_weak_subject(std::string_view base) {
  std::string word;
  while (!base.empty()) {
    const std::size_t end = std::min(base.find(' '), base.size());
    word.assign(base.substr(0, end));
    base.remove_prefix(std::min(end + 1, base.size()));
    const bool number = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    // Two bytes are two Latin letters, or one of any other script; a Han character alone means a word.
    if (!number && word.size() > 2 && !common_words().contains(word)) return false;
  }
  return true;
}

}  // namespace clew::assemble
