#include "text/language.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace clew::text {
namespace {

constexpr std::size_t kLookAt = 64 << 10;

// Words that say which language a text is in. A word is packed into eight bytes: Latin letters in lower case
// as they are, Arabic-script letters by their low byte after U+0600; longer words are looked up by their
// first eight.
enum Voice : std::uint8_t { none, english, european, persian, arabic, neighbour, romanised };

constexpr std::string_view kEnglish =
    "the of and to is that for it you we be this on with are have at not will was your from or if "
    "by can all "
    "has our but they my what would there please any he she they their which been when who more "
    "out up "
    "about were had should could one us get just like let know need how his her its them than these those "
    "then also "
    "does did want here think see make time new thanks thank call meeting attached send sent today tomorrow "
    "yesterday "
    "hi hello dear best regards sincerely yes ok okay following below above ve ll re "
    "month year day good great sorry sure back go going pm may might must shall where why "
    "because over "
    "between into through after before each other some such only very much many both few most while during "
    "without "
    "message subject original forwarded wrote attachment file comments questions information discuss draft "
    "report "
    "deal contract review office phone work company energy gas power price letter money house people "
    "january february march april june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday lunch dinner happy birthday love it's forward list update "
    "schedule "
    "everyone team guys folks congratulations fyi asap cheers talk check looks see "
    "confirm received request agenda copy final status issues trip wife son kids";
constexpr std::string_view kEuropean =
    "der die das und am um im wurde dieser heute morgen uhr drei zwei ab vor dich mich uns ihr ihre keine "
    "kein nur noch schon  nicht mit von ist ich sie wir ein eine einen dem den des auf sich auch wie aber "
    "oder "
    "bei nach bitte "
    "danke gruss freundlichen grussen zum zur wird sind haben hat herr frau "
    "le la les un une des est et je vous nous que qui dans pour pas sur avec ce cette du au aux sont merci "
    "bonjour "
    "cordialement madame monsieur mais ou par plus ete "
    "el los las que en es una por con para se del al lo como pero su sus gracias saludos estimado hola muy "
    "desde hasta este esta fin hoy semana ser estar voy ya julio mayo enero "
    "il di che non sono per della delle gli anche grazie cordiali saluti una nel alla "
    "het een van dat niet op te zijn voor met aan ook maar bij groet groeten bedankt wij "
    "os uma que nao da do em com para por mais como obrigado atenciosamente ola "
    "och att det som pa ar av for inte med jag han till hej tack hilsen ikke og er "
    "ve bir bu icin ile da cok merhaba tesekkurler sayin "
    "na nie sie do jest ze dziekuje pozdrawiam";
// Persian in Latin letters has no spelling of its own; these are the commonest ways to write its commonest
// words.
constexpr std::string_view kRomanised =
    "salam salaam shoma shomaa ke az dar ro ra ast hast nist hastam hasti hastim hastid hastand budam bood "
    "boodam bud "
    "boodim shod shodam shodeh shode mishe mishavad nemishe mikonam mikoni mikone mikonim mikonid mikonan "
    "mikonand "
    "mikonad mikonm kardam kardi kard kardim kardan kardand karde kardeh konam koni kone konim konid kon "
    "midoonam "
    "midunam midoni midooni nemidoonam nemidunam mikham mikhaham mikhay mikhad nemikham mikhastam miram mire "
    "mirim "
    "raftam raft beram bere miam miad miyam miyad biam bia biya amad umad oomad dadam dad bede bedam bedid "
    "midam mide "
    "goft goftam gofti migam mige begam bego begoo begid daram dari dare darim darid darand nadaram nadare "
    "dashtam "
    "dasht bayad shayad agar age agha aghaye khanom khanoom khanum jan joon jaan aziz azizam doost dust "
    "baradar khahar "
    "baraye barat baram barash barayeh vali chon chun yek yeki hich hichi hame hameh khob khoob khub khobi "
    "khoobi "
    "khubi kheili kheyli khaili khayli chetori chetor chera chi chiz chizi koja kojaei inja unja oonja anja "
    "emrooz "
    "emruz farda fardaa dirooz diruz emshab dishab hala halaa lotfan mamnoon mamnun mamnoonam mersi sepas "
    "motshakeram "
    "moteshakeram merci khoda khodahafez inshallah enshallah nakon bebakhshid bebakhsh baleh bale areh "
    "doroste dorost "
    "ghorboonet ghorbanat ghorbane fadat nameh pooli poolo poolesh pool sherkat tamas zang bezan jalase "
    "jalaseh ghabl "
    "bad baad hafte haft sal saal rooz ruz shab man maa ishan ishoon oon ina una digeh dige bazi hamin "
    "hamoon ham";
constexpr std::string_view kPersian =
    "در به از که این را با است برای آن تا بر نیز شد می شود کرد کند ها های اگر شما یک خود او پس باید دیگر هر "
    "چه دارد "
    "بود شده اند سلام خواهد کنید کنم لطفا نمی بی یا نامه جناب آقای خانم ارسال پیام احترام تشکر است سال روز "
    "وی دو "
    "همه هم بین نه چون ولی اما چند باشد نیست هست کار درباره فردا امروز جلسه";
constexpr std::string_view kArabic =
    "في على إلى الى أن ان عن هذا هذه التي الذي كان كانت لا مع هو هي قد ثم بعد كل ذلك بين أو او لم لن إن إذا "
    "حتى "
    "عند قبل غير أي هل نحن أنا انا أنت لقد الله السيد السيدة المحترم تحية التحية شكرا وقد كما يتم "
    "خلال عام يوم لكن ليس فقط حيث اليوم غدا تم";
constexpr std::string_view kNeighbour =  // Urdu, Kurdish, Pashto
    "کے کی ہے میں سے اور کا کو نے ہیں یہ پر لە بۆ ئەم لەگەڵ کە د دی او په چې سره";

class Words {
 public:
  Words() {
    add(kRomanised, romanised);
    add(kEuropean, european);
    add(kEnglish, english);
    add(kNeighbour, neighbour);
    add(kArabic, arabic);
    add(kPersian, persian);
  }
  Voice of(std::uint64_t packed) const {
    for (std::size_t at = slot(packed);; at = (at + 1) % keys_.size()) {
      if (keys_[at] == packed) return voices_[at];
      if (keys_[at] == 0) return none;
    }
  }

 private:
  static std::size_t slot(std::uint64_t packed) {
    return static_cast<std::size_t>((packed * 0x9E3779B97F4A7C15ULL) >> 52);
  }

  void add(std::string_view words, Voice voice) {
    std::uint64_t packed = 0;
    int length = 0;
    for (std::size_t i = 0; i <= words.size(); ++i) {
      const auto byte =
          i < words.size() ? static_cast<unsigned char>(words[i]) : static_cast<unsigned char>(' ');
      if (byte == ' ') {
        if (packed != 0) put(packed, voice);
        packed = 0;
        length = 0;
      } else if (byte < 0x80) {
        if (length++ < 8) packed = packed << 8 | byte;
      } else {
        const auto letter =
            static_cast<unsigned char>((byte & 3) << 6 | (static_cast<unsigned char>(words[++i]) & 0x3F));
        if (length++ < 8) packed = packed << 8 | letter;
      }
    }
  }
  // A word of two languages that the lists claim both speaks for the one that was added last.
  void put(std::uint64_t packed, Voice voice) {
    std::size_t at = slot(packed);
    while (keys_[at] != 0 && keys_[at] != packed) at = (at + 1) % keys_.size();
    keys_[at] = packed;
    voices_[at] = voice;
  }

  std::array<std::uint64_t, 4096> keys_{};
  std::array<Voice, 4096> voices_{};
};

const Words& words() {
  static const Words made;
  return made;
}

/// What one line, or all lines, hold.
struct Counts {
  double latin = 0, arabic_script = 0, other = 0;   // words
  double english = 0, european = 0, romanised = 0;  // evidence
  double persian = 0, arabic = 0, neighbour = 0;
};

/// What a letter of the Arabic block says by itself.
struct Letters {
  std::array<std::int8_t, 256> persian{}, arabic{}, neighbour{};
  Letters() {
    for (const unsigned c : {0x7Eu, 0x86u, 0x98u, 0xAFu}) persian[c] = 3;  // peh, tcheh, jeh, gaf
    for (const unsigned c : {0xCCu, 0xA9u}) persian[c] = 2;                // Persian yeh, keheh
    for (const unsigned c : {0x29u}) arabic[c] = 3;                        // teh marbuta
    for (const unsigned c : {0x49u, 0x25u, 0x23u, 0x71u}) arabic[c] = 2;   // alef maksura, alef with hamza
    for (const unsigned c : {0x4Au, 0x43u}) arabic[c] = 1;                 // Arabic yeh, kaf
    for (const unsigned c : {0x4Bu, 0x4Du, 0x50u, 0x52u}) arabic[c] = 1;   // vowel signs
    for (const unsigned c :
         {0x79u, 0x88u, 0x91u, 0xBAu, 0xD2u, 0xC1u, 0xBEu,                                 // Urdu
          0xB5u, 0xC6u, 0xCEu, 0xD5u,                                                      // Kurdish
          0x7Cu, 0x81u, 0x85u, 0x89u, 0x93u, 0x96u, 0x9Au, 0xBCu, 0xCDu, 0xD0u, 0xABu}) {  // Pashto
      neighbour[c] = 4;
    }
  }
};

class Reader {
 public:
  Reader(std::string_view text, std::string_view around) : text_(text), around_(around) {}

  std::string answer() {
    while (at_ < text_.size()) step();
    settle();
    return verdict();
  }

 private:
  unsigned char byte(std::size_t at) const {
    return at < text_.size() ? static_cast<unsigned char>(text_[at]) : 0;
  }
  static bool is_letter(unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
  static bool is_space(unsigned char c) { return c <= ' '; }

  void step() {
    const unsigned char c = byte(at_);
    if (is_letter(c) || (c >= 0xC3 && c <= 0xC9)) {
      latin_word();
    } else if (c >= 0xD8 && c <= 0xDB) {
      arabic_word();
    } else if (c < 0x80) {
      if (c == '\n') settle();
      ++at_;
    } else if (c >= 0xCA && c <= 0xF4) {
      other_word();
    } else {
      ++at_;
    }
  }

  void latin_word() {
    const std::size_t start = at_;
    std::uint64_t packed = 0;
    int length = 0;
    bool accents = false;
    for (;; ++at_) {
      const unsigned char c = byte(at_);
      if (is_letter(c)) {
        if (length++ < 8) packed = packed << 8 | (c | 0x20U);
      } else if (c >= 0xC3 && c <= 0xC9 && (byte(at_ + 1) & 0xC0) == 0x80) {
        accents = true;
        packed = packed << 8 | 1;  // never looked up with success
        ++length;
        ++at_;
      } else {
        break;
      }
    }
    if (at_ == start) {  // the first byte of a broken character
      ++at_;
      return;
    }
    if (part_of_address(start)) return;
    now_.latin += 1;
    if (accents) {
      now_.european += 0.5;
      return;
    }
    const Voice voice = words_.of(packed);
    if (voice == english) now_.english += 1;
    if (voice == european) now_.european += length > 1 ? 1 : 0.25;
    if (voice == romanised) now_.romanised += length > 2 ? 1 : 0.5;
    if (voice == none && length > 5 && english_ending(at_)) now_.english += 0.25;
  }

  bool english_ending(std::size_t end) const {
    const std::string_view three = text_.substr(end - 3, 3);
    return three == "ing" || three == "ted" || three == "ies" || text_.substr(end - 2, 2) == "ly" ||
           text_.substr(end - 4, 4) == "ness";
  }

  /// Skips the rest of a mail address, URL or file path; its parts are no words of a language.
  bool part_of_address(std::size_t start) {
    const unsigned char after = byte(at_);
    const bool url = after == ':' && byte(at_ + 1) == '/' && byte(at_ + 2) == '/';
    const bool host = after == '.' && (is_letter(byte(at_ + 1)) || text_.substr(start, 4) == "www.");
    const bool name =
        after == '@' || after == '_' || after == '\\' || (after == '/' && is_letter(byte(at_ + 1)));
    if (!url && !host && !name) return false;
    while (at_ < text_.size() && !is_space(byte(at_)) && byte(at_) != '>' && byte(at_) < 0xC0) ++at_;
    return true;
  }

  void arabic_word() {
    static const Letters letters;
    std::uint64_t packed = 0;
    int length = 0, fa = 0, ar = 0, near = 0;
    unsigned first = 0, second = 0;
    for (;;) {
      const unsigned char c = byte(at_);
      if (c >= 0xD8 && c <= 0xDB && (byte(at_ + 1) & 0xC0) == 0x80) {
        const auto letter = static_cast<unsigned char>((c & 3) << 6 | (byte(at_ + 1) & 0x3F));
        if (letter == 0x0C || letter == 0x1B || letter == 0x1F || letter == 0xD4)
          break;                                      // comma, marks, full stop
        if (letter >= 0x60 && letter <= 0x6D) break;  // digits
        if (letter >= 0xF0 && letter <= 0xF9) break;
        if (length++ < 8) packed = packed << 8 | letter;
        if (length == 1) first = letter;
        if (length == 2) second = letter;
        fa = std::max<int>(fa, letters.persian[letter]);
        ar = std::max<int>(ar, letters.arabic[letter]);
        near = std::max<int>(near, letters.neighbour[letter]);
        at_ += 2;
      } else if (text_.substr(at_, 3) == "\u200C" && length > 0) {
        fa = 3;  // only Persian and its neighbours write the zero-width non-joiner
        at_ += 3;
      } else {
        break;
      }
    }
    if (length == 0) {  // a comma, digits
      at_ += 2;
      return;
    }
    now_.arabic_script += 1;
    if (first == 0x27 && second == 0x44 && length > 3) ar = std::max(ar, 2);  // the article
    const Voice voice = words_.of(packed);
    now_.persian += voice == persian ? 4 : fa;
    now_.arabic += voice == arabic ? 4 : ar;
    now_.neighbour += voice == neighbour ? 4 : near;
  }

  void other_word() {
    const std::size_t start = at_;
    bool wide = false;
    while (at_ < text_.size()) {
      const unsigned char c = byte(at_);
      if (c < 0xCA || (c >= 0xD8 && c <= 0xDB)) break;
      if (c == 0xE2 || c == 0xEF || c == 0xF0) {  // punctuation, presentation forms, emoji
        if (at_ == start) at_ += c == 0xF0 ? 4 : 3;
        if (c == 0xEF && (byte(start + 1) >= 0xAC && byte(start + 1) <= 0xBB)) now_.arabic_script += 0.25;
        break;
      }
      wide = wide || c >= 0xE3;
      at_ += c < 0xE0 ? 2 : 3;
      while ((byte(at_) & 0xC0) == 0x80) ++at_;
    }
    at_ = std::min(at_, text_.size());
    const std::size_t bytes = at_ - start;
    if (byte(start) == 0xE2 || byte(start) == 0xEF || byte(start) == 0xF0 || byte(start) == 0xCC ||
        byte(start) == 0xCD)
      return;
    now_.other += wide ? std::max(1.0, static_cast<double>(bytes) / 6) : 1;  // Chinese: two characters a word
  }

  // A line is over: its words go to the languages that its evidence names; without any they wait for the end.
  void settle() {
    const Counts& c = now_;
    if (c.latin > 0) {
      const double most = std::max({c.english, c.european, c.romanised});
      const bool tie = (c.english == most) + (c.european == most) + (c.romanised == most) > 1;
      // Single words of romanised Persian are words of other languages too.
      const bool fa = c.romanised == most && c.romanised >= 1.5;
      (tie                   ? waiting_latin_
       : c.english == most   ? english_
       : fa                  ? romanised_
       : c.romanised == most ? waiting_latin_
                             : european_) += c.latin;
      english_evidence_ += c.english;
      european_evidence_ += c.european;
      romanised_evidence_ += c.romanised;
    }
    if (c.arabic_script > 0) {
      const double most = std::max({c.persian, c.arabic, c.neighbour});
      const bool clear = most >= 3 && (c.persian == most) + (c.arabic == most) + (c.neighbour == most) == 1;
      (!clear              ? waiting_arabic_
       : most == c.persian ? persian_
       : most == c.arabic  ? arabic_
                           : neighbour_) += c.arabic_script;
      persian_evidence_ += c.persian;
      arabic_evidence_ += c.arabic;
      neighbour_evidence_ += c.neighbour;
    }
    other_ += c.other;
    now_ = {};
  }

  // Lines without evidence go with the others; where there is none at all, with `around_`.
  double& for_waiting_latin() {
    const double en = english_evidence_, eu = european_evidence_, fa = romanised_evidence_;
    if (en == 0 && eu == 0 && fa < 1.5 && !around_.empty())
      return around_ == "other" ? european_ : around_ == "fa-Latn" ? romanised_ : english_;
    if (fa > std::max(en, eu) && (fa >= 1.5 || romanised_ > 0)) return romanised_;
    return (en > 0 ? en >= eu : eu == 0) ? english_ : european_;
  }
  double& for_waiting_arabic() {
    const double fa = persian_evidence_, ar = arabic_evidence_, near = neighbour_evidence_;
    if (fa == ar && near <= fa && (around_ == "fa" || around_ == "ar"))
      return around_ == "fa" ? persian_ : arabic_;
    return near > std::max(fa, ar) ? neighbour_ : fa > ar ? persian_ : arabic_;
  }

  std::string verdict() {
    for_waiting_latin() += waiting_latin_;
    for_waiting_arabic() += waiting_arabic_;
    const double rest = other_ + european_ + neighbour_;
    const double all = english_ + persian_ + arabic_ + romanised_ + rest;
    if (all == 0) return "";
    const int quarters =
        (english_ >= all / 4) + (persian_ >= all / 4) + (arabic_ >= all / 4) + (romanised_ >= all / 4);
    if (quarters >= 2) return "mixed";
    const double most = std::max({english_, persian_, arabic_, romanised_, rest});
    return most == rest         ? "other"
           : most == english_   ? "en"
           : most == persian_   ? "fa"
           : most == romanised_ ? "fa-Latn"
                                : "ar";
  }

  std::string_view text_, around_;
  std::size_t at_ = 0;
  const Words& words_ = words();
  Counts now_;
  double english_ = 0, european_ = 0, romanised_ = 0;
  double persian_ = 0, arabic_ = 0, neighbour_ = 0, other_ = 0;
  double waiting_latin_ = 0, waiting_arabic_ = 0;
  double english_evidence_ = 0, european_evidence_ = 0, romanised_evidence_ = 0;
  double persian_evidence_ = 0, arabic_evidence_ = 0, neighbour_evidence_ = 0;
};

}  // namespace

std::string identify_language(std::string_view text, std::string_view around) {
  return Reader(text.substr(0, kLookAt), around).answer();
}

}  // namespace clew::text
