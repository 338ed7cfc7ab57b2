#include "resolve/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "base/fold.h"
#include "base/utf8.h"

namespace clew::resolve {
namespace {

/// Display names longer than this are read up to here.
constexpr std::size_t kNameBytes = 256;

using WordSet = std::unordered_set<std::string>;

WordSet folded_set(std::initializer_list<std::string_view> words) {
  WordSet out;
  for (const auto word : words) out.insert(folded(word));
  return out;
}

const WordSet& titles() {
  static const WordSet set = folded_set({
      "mr",      "mrs",      "ms",     "miss",   "mister",  "dr",       "prof",    "professor", "sir",
      "madam",   "phd",      "md",     "esq",    "herr",    "frau",     "mme",     "mlle",      "monsieur",
      "madame",  "señor",    "señora", "doktor", "hon",     "rev",      "engr",    "آقای",      "آقا",
      "خانم",    "دکتر",     "مهندس",  "جناب",   "سرکار",   "استاد",    "حاج",     "السيد",     "السيدة",
      "الدكتور", "الدكتورة", "د",      "م",      "الأستاذ", "الأستاذة", "المهندس", "الشيخ",
  });
  return set;
}

/// Words that make a display name that of an office, a list or an organisation.
const WordSet& role_words() {
  static const WordSet set = folded_set({
      "info",         "information", "support",      "admin",         "administrator", "administration",
      "team",         "group",       "groups",       "office",        "sales",         "marketing",
      "service",      "services",    "customer",     "customers",     "helpdesk",      "desk",
      "newsletter",   "newsletters", "list",         "listserv",      "mailing",       "noreply",
      "reply",        "webmaster",   "postmaster",   "mailer",        "daemon",        "system",
      "subsystem",    "department",  "dept",         "division",      "committee",     "company",
      "corp",         "corporation", "inc",          "llc",           "ltd",           "limited",
      "gmbh",         "plc",         "foundation",   "association",   "society",       "university",
      "institute",    "resources",   "announcement", "announcements", "notification",  "notifications",
      "alert",        "alerts",      "billing",      "accounts",      "accounting",    "subscribers",
      "undisclosed",  "recipients",  "everyone",     "staff",         "employees",     "users",
      "distribution", "conference",  "center",       "centre",        "embassy",       "ministry",
      "council",      "editors",     "editorial",    "secretariat",   "secretary",     "agency",
      "union",        "network",     "via",          "behalf",        "mailinglist",   "owner",
      "moderator",    "bureau",      "kontakt",      "büro",          "vertrieb",      "redaktion",
      "گروه",         "شرکت",        "دفتر",         "روابط",         "بنیاد",         "انجمن",
      "وزارت",        "سفارت",       "بانک",         "دانشگاه",       "مدیریت",        "پشتیبانی",
      "اداره",        "شورای",       "خبرنامه",      "دبیرخانه",      "سازمان",        "مؤسسه",
      "مرکز",         "کمیته",       "خبرگزاری",     "مكتب",          "شركة",          "مؤسسة",
      "جمعية",        "وزارة",       "سفارة",        "بنك",           "جامعة",         "مجلس",
      "إدارة",        "دعم",         "لجنة",         "هيئة",
  });
  return set;
}

/// Local parts, or first or last words of them, that belong to an office.
const WordSet& role_locals() {
  static const WordSet set = {
      "info",
      "information",
      "support",
      "admin",
      "administrator",
      "office",
      "sales",
      "marketing",
      "service",
      "services",
      "contact",
      "contactus",
      "kontakt",
      "help",
      "helpdesk",
      "webmaster",
      "hostmaster",
      "abuse",
      "press",
      "media",
      "editor",
      "editors",
      "editorial",
      "news",
      "billing",
      "accounts",
      "accounting",
      "jobs",
      "careers",
      "hr",
      "feedback",
      "enquiries",
      "inquiries",
      "orders",
      "secretary",
      "secretariat",
      "reception",
      "registrar",
      "root",
      "mail",
      "email",
      "team",
      "staff",
      "everyone",
      "all",
      "undisclosed",
      "customerservice",
      "customercare",
      "subscriptions",
      "security",
      "legal",
      "privacy",
      "board",
      "committee",
      "publicrelations",
  };
  return set;
}

const WordSet& machine_locals() {
  static const WordSet set = {"noreply",     "donotreply", "mailerdaemon", "postmaster",   "bounce",
                              "bounces",     "nobody",     "autoreply",    "notification", "notifications",
                              "alert",       "alerts",     "notify",       "daemon",       "newsletter",
                              "newsletters", "unsubscribe"};
  return set;
}

std::string_view trim(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kQuotes = {"“", "”", "‘", "’", "«", "»"};
  for (bool again = true; again;) {
    again = false;
    const auto is_edge = [](char c) {
      return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\'' || c == '`' || c == ',' ||
             c == ';';
    };
    while (!text.empty() && is_edge(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_edge(text.back())) text.remove_suffix(1);
    for (const auto quote : kQuotes) {
      if (text.starts_with(quote)) text.remove_prefix(quote.size()), again = true;
      if (text.ends_with(quote)) text.remove_suffix(quote.size()), again = true;
    }
  }
  return text;
}

/// The text without (...), [...], {...} and <...>; what is not closed goes to the end. One level of each is
/// enough: inside a bracket only its own end is looked for.
std::string without_brackets(std::string_view text) {
  static constexpr std::string_view kOpen = "([{<", kClose = ")]}>";
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t kind = kOpen.find(text[at]);
    if (kind == kOpen.npos) {
      out += text[at];
      continue;
    }
    const std::size_t end = text.find(kClose[kind], at + 1);
    if (end == text.npos) break;
    at = end;
    out += ' ';
  }
  return out;
}

bool only_titles(std::string_view part) {
  WordCutter cutter(part);
  for (Word word; cutter.next(word);)
    if (word.folded.size() > 2 && !titles().contains(std::string(word.folded))) return false;
  return true;
}

/// Parts between commas, Latin or Arabic, that are more than titles ("Ph.D.").
std::vector<std::string_view> comma_parts(std::string_view text) {
  static constexpr std::string_view kArabicComma = "،";
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t plain = text.find(','), arabic = text.find(kArabicComma);
    const std::size_t end = std::min({plain, arabic, text.size()});
    const std::string_view part = trim(text.substr(0, end));
    if (!part.empty() && (parts.empty() || !only_titles(part))) parts.push_back(part);
    if (end == text.size()) break;
    text.remove_prefix(end + (plain < arabic ? 1 : kArabicComma.size()));
  }
  return parts;
}

std::string single_spaced(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_han_or_kana(std::string_view word) {
  const char32_t c = decode_utf8(word, 0).character;
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/// Lower-case words of a local part: cut at everything but letters and digits, digits at the end left out.
std::vector<std::string> local_words(std::string_view local) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    while (!word.empty() && word.back() >= '0' && word.back() <= '9') word.pop_back();
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (const char c : local) {
    const bool part =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (part)
      word += c;
    else
      flush();
  }
  flush();
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += word;
  return out;
}

void classify(CleanName& name) {
  std::size_t words = 0, long_words = 0, han = 0;
  bool digits = false;
  for (const std::string_view word : words_of(name.key)) {
    ++words;
    han += is_han_or_kana(word);
    long_words += letters_in(word) >= 2;
    digits |= std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    name.role |= role_words().contains(std::string(word));
  }
  name.full = !digits && words <= 8 && (long_words >= 2 || han >= 3);
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view key) {
  std::vector<std::string_view> out;
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(' '), key.size());
    if (end > 0) out.push_back(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return out;
}

std::size_t letters_in(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(
      word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

CleanName clean_name(std::string_view raw) {
  CleanName name;
  raw = raw.substr(0, floor_boundary(raw, std::min(raw.size(), kNameBytes)));
  std::string open = without_brackets(raw);
  std::string_view text = trim(open);
  if (text.empty()) text = trim(raw);
  for (const char cut : {'@', '/', '|'}) {
    const std::size_t at = text.find(cut);
    if (at == text.npos) continue;
    // "name@host" is an address, "First Last@ORG" a name with its organisation.
    const std::string_view before = trim(text.substr(0, at));
    if (cut == '@' && before.find(' ') == before.npos) return name;
    if (!before.empty()) text = before;
  }
  const auto parts = comma_parts(text);
  if (parts.empty()) return name;
  if (parts.size() == 2)
    name.shown = single_spaced(std::string(parts[1]) + ' ' + std::string(parts[0]));
  else if (parts.size() == 1)
    name.shown = single_spaced(parts[0]);
  else
    name.shown = single_spaced(text);
  WordCutter cutter(name.shown);
  for (Word word; cutter.next(word);) {
    if (titles().contains(std::string(word.folded))) continue;
    if (!name.key.empty()) name.key += ' ';
    name.key += word.folded;
  }
  if (name.key.empty()) name.key = folded(name.shown);  // a title alone
  classify(name);
  if (parts.size() > 2) name.full = false;  // a list of people, perhaps
  return name;
}

std::string clean_address(std::string_view address) {
  address = trim(address);
  if (address.starts_with('<')) address.remove_prefix(1);
  if (address.ends_with('>')) address.remove_suffix(1);
  std::string out(trim(address));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const std::string_view scheme : {"mailto:", "smtp:"})
    if (out.starts_with(scheme)) out.erase(0, scheme.size());
  return out;
}

std::string address_in_name(std::string_view name) {
  if (name.size() > kNameBytes || name.find('@') == name.npos) return {};
  std::string address = clean_address(name);
  const bool one_word = std::none_of(address.begin(), address.end(),
                                     [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  return one_word ? address : std::string();
}

std::string_view local_part(std::string_view address) {
  if (address.starts_with('/')) {
    const std::size_t name = address.rfind("/cn=");
    return name == address.npos ? address : address.substr(name + 4);
  }
  return address.substr(0, std::min(address.rfind('@'), address.size()));
}

std::string_view domain_of(std::string_view address) {
  if (address.starts_with('/')) return address.substr(0, std::min(address.find('/', 1), address.size()));
  const std::size_t at = address.rfind('@');
  return at == address.npos ? std::string_view() : address.substr(at + 1);
}

bool is_public_domain(std::string_view domain) {
  static const std::unordered_set<std::string_view> set = {
      "gmail.com",      "googlemail.com", "yahoo.com",      "ymail.com",     "hotmail.com",   "outlook.com",
      "live.com",       "msn.com",        "aol.com",        "icloud.com",    "me.com",        "mac.com",
      "mail.com",       "mail.ru",        "yandex.ru",      "gmx.de",        "gmx.net",       "web.de",
      "t-online.de",    "orange.fr",      "wanadoo.fr",     "free.fr",       "laposte.net",   "libero.it",
      "protonmail.com", "proton.me",      "comcast.net",    "earthlink.net", "att.net",       "sbcglobal.net",
      "verizon.net",    "btinternet.com", "chmail.ir",      "qq.com",        "163.com",       "126.com",
      "sina.com",       "naver.com",      "rediffmail.com", "yahoo.co.uk",   "hotmail.co.uk", "yahoo.fr",
      "hotmail.fr",     "rocketmail.com", "mailcity.com",   "juno.com",      "bellsouth.net", "cox.net"};
  return domain.empty() || set.contains(domain);
}

AddressKind address_kind(std::string_view address) {
  if (address.starts_with('/')) return AddressKind::person;
  const std::string_view local = local_part(address), domain = domain_of(address);
  const auto words = local_words(local);
  if (words.empty()) return AddressKind::person;
  const std::string whole = joined(words);
  const auto is_machine = [](const std::string& word) { return machine_locals().contains(word); };
  if (is_machine(whole) || std::any_of(words.begin(), words.end(), is_machine) ||
      whole.find("noreply") != whole.npos || whole.find("donotreply") != whole.npos)
    return AddressKind::no_reply;
  static const std::unordered_set<std::string_view> kListEnds = {
      "l",     "list",  "lists", "request",   "owner",   "announce", "announcements",
      "users", "devel", "dev",   "subscribe", "members", "discuss",  "group"};
  const bool listed =
      words.size() > 1 && (words.front() == "owner" || words.front() == "list" ||
                           (local.find('-') != local.npos && kListEnds.contains(words.back())));
  if (listed || whole == "listserv" || whole == "majordomo" || domain.starts_with("lists.") ||
      domain.starts_with("listserv.") || domain.starts_with("groups.") ||
      domain.ends_with("googlegroups.com") || domain.ends_with("yahoogroups.com"))
    return AddressKind::list;
  if (role_locals().contains(whole) || role_locals().contains(words.front()) ||
      role_locals().contains(words.back()))
    return AddressKind::role;
  return AddressKind::person;
}

bool local_fits_name(std::string_view local, std::string_view key) {
  const auto words = words_of(key);
  if (words.size() < 2) return false;
  const std::string have = joined(local_words(local));
  const std::string first(words.front()), last(words.back());
  if (have.size() < 3 || static_cast<unsigned char>(first[0]) >= 0x80 ||
      static_cast<unsigned char>(last[0]) >= 0x80)
    return false;
  if (have == last && last.size() >= 5) return true;
  std::string initials;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) initials += words[i][0];
  const std::string forms[] = {
      first + last,    last + first,    first.substr(0, 1) + last, initials + last,
      first + last[0], last + first[0], last + initials,           joined({words.begin(), words.end()})};
  return std::any_of(std::begin(forms), std::end(forms), [&](const std::string& form) {
    if (form == have) return true;
    // Cut off, but not so far that only one whole word is left.
    return have.size() >= 6 && form.starts_with(have) && !first.starts_with(have) && !last.starts_with(have);
  });
}

}  // namespace clew::resolve
