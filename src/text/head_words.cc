#include "text/head_words.h"

#include <algorithm>
#include <bitset>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/fold.h"

namespace clew::text {
namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Value>
using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
using Set = std::unordered_set<std::string, Hash, std::equal_to<>>;

// Lists hold one phrase between bars. Languages: en de fr es it nl pt sv/da/no pl ru fa ar, some tr fi zh.
template <class Take>
void each(std::string_view list, Take take) {
  while (!list.empty()) {
    const std::size_t bar = list.find('|');
    const std::string phrase = folded(list.substr(0, bar));
    if (!phrase.empty()) take(phrase);
    list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
  }
}

constexpr std::string_view kFrom =
    "from|author|von|de|expéditeur|remitente|da|mittente|van|afzender|från|avsändare|fra|od|nadawca|от|"
    "отправитель|"
    "از|فرستنده|از طرف|من|المرسل|مرسل|kimden|gönderen|lähettäjä|发件人|寄件者";
constexpr std::string_view kDate =
    "date|sent|date sent|datum|gesendet|envoyé|envoyé le|fecha|enviado|enviado el|data|enviada em|enviado "
    "em|enviada|"
    "inviato|data invio|verzonden|verzonden op|skickat|sendt|dato|wysłano|data wysłania|дата|отправлено|дата "
    "отправки|"
    "تاریخ|ارسال|ارسال شده|ارسال شده در|زمان|تاریخ ارسال|فرستاده شده|التاريخ|أرسلت|تاريخ الإرسال|تم "
    "الإرسال|الإرسال|"
    "gönderildi|gönderilme|gönderilme tarihi|tarih|lähetetty|发送时间|日期|寄件日期";
constexpr std::string_view kTo =
    "to|an|à|a|para|destinataire|aan|till|til|do|кому|به|گیرنده|إلى|المرسل "
    "إليه|kime|vastaanottaja|收件人|收件者";
constexpr std::string_view kCc =
    "cc|c c|kopie|copie|copie à|copia|kopia|kopi|копия|رونوشت|کپی|نسخة|نسخة إلى|نسخة "
    "الى|bilgi|kopio|抄送|副本|с копией";
constexpr std::string_view kBcc = "bcc|blind copy|cci|cco|ccn|نسخة مخفية|رونوشت مخفی";
constexpr std::string_view kSubject =
    "subject|subj|betreff|betr|objet|sujet|asunto|oggetto|onderwerp|assunto|ämne|emne|temat|тема|موضوع|"
    "الموضوع|konu|"
    "aihe|主题|主旨";
constexpr std::string_view kOther =
    "importance|priority|sensitivity|attachments|attachment|attach|reply to|organization|organisation|sent "
    "by|message id|"
    "in reply to|references|x mailer|mime version|content type|return "
    "path|categories|wichtigkeit|anlagen|anhang|"
    "pièces jointes|importancia|adjuntos|archivos "
    "adjuntos|allegati|bijlagen|anexos|bilagor|załączniki|вложения|پیوست|"
    "received|delivered to|content transfer encoding|content disposition|content id|user agent|x mozilla "
    "status|thread topic|"
    "thread index|list id|sender|precedence|x accept language|x priority|x originating ip|x "
    "originalarrivaltime|x mimeole|"
    "x msmail priority|resent from|resent to|resent date|errors to|followup to|message type|پیوست "
    "ها|اهمیت|المرفقات|الأهمية|newsgroups|conversation|when|where|reply separator|mailed by|signed "
    "by|required|optional";

constexpr std::string_view kOriginal =
    "original message|original appointment|original email|original e mail|original mail|ursprüngliche "
    "nachricht|"
    "originalnachricht|original nachricht|ursprüngliche mail|message d origine|message original|message "
    "initial|"
    "mensaje original|messaggio originale|messaggio originario|oorspronkelijk bericht|mensagem original|"
    "ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|oprindelig besked|opprinnelig melding|"
    "wiadomość oryginalna|oryginalna wiadomość|исходное сообщение|alkuperäinen viesti|özgün ileti|orijinal "
    "ileti|"
    "reply separator|reply message|پیام اصلی|ایمیل اصلی|نامه اصلی|الرسالة الأصلية|الرسالة "
    "الاصلية|原始邮件|原邮件";
constexpr std::string_view kForwarded =
    "forwarded by|message from|forwarded message|forwarded mail|forwarded email|begin forwarded "
    "message|start of "
    "forwarded message|"
    "weitergeleitete nachricht|anfang der weitergeleiteten nachricht|weitergeleitet von|message transféré|"
    "message transmis|début du message transféré|début du message réexpédié|message réexpédié|mensaje "
    "reenviado|"
    "inicio del mensaje reenviado|mensaje remitido|messaggio inoltrato|inizio messaggio "
    "inoltrato|doorgestuurd bericht|"
    "begin doorgestuurd bericht|mensagem encaminhada|início da mensagem reencaminhada|vidarebefordrat "
    "meddelande|"
    "vidarebefordrat brev|videresendt meddelelse|videresendt melding|videresendt besked|przekazana wiadomość|"
    "wiadomość przekazana|пересланное сообщение|пересылаемое сообщение|начало переадресованного сообщения|"
    "edelleenlähetetty viesti|yönlendirilen ileti|iletilmiş mesaj|پیام فوروارد شده|پیام بازارسال شده|پیام "
    "هدایت شده|"
    "پیام هدایت‌شده|پیام بازفرستاده|پیام بازفرستاده "
    "شده|نامه "
    "هدایت "
    "شده|نامه "
    "بازفرستاده|"
    "پیام ارسال شده|ایمیل فوروارد شده|رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة تمت إعادة توجيهها|"
    "رسالة محولة|转发邮件|转发的邮件";

constexpr std::string_view kWrote =
    "wrote|writes|schrieb|schreibt|écrit|escribió|scritto|scrisse|schreef|geschreven|escreveu|skrev|skrifaði|"
    "pisze|"
    "napisał|napisała|kirjoitti|написал|написала|пишет|пише|написав|написала|نوشت|نوشته|نوشتند|كتب|كتبت|"
    "yazdı|بواسطة|napsal|"
    "írta";
constexpr std::string_view kStarters =
    "on|am|le|el|il|op|em|den|på|w|dnia|в|در|في|بتاريخ|dne|a|quoting|at|il giorno|in|tarihinde|ke";

constexpr std::string_view kGreetings =
    "hi|hello|hey|dear|greetings|good morning|good afternoon|good evening|good day|morning|howdy|to whom it "
    "may concern|"
    "all|folks|gentlemen|ladies|hallo|guten tag|guten morgen|lieber|liebe|sehr geehrte|sehr "
    "geehrter|moin|bonjour|salut|"
    "bonsoir|cher|chère|chers|hola|estimado|estimada|estimados|querido|querida|buenos días|buenas "
    "tardes|ciao|buongiorno|"
    "gentile|caro|cara|egregio|beste|geachte|dag|goedemorgen|olá|prezado|prezada|caro|bom "
    "dia|hej|hei|kära|kjære|kære|"
    "witam|dzień dobry|szanowny|szanowna|cześć|здравствуйте|привет|уважаемый|уважаемая|добрый "
    "день|merhaba|sayın|salam|"
    "سلام|با سلام|باسلام|با عرض سلام|درود|با درود|سلام علیکم|جناب|جناب آقای|سرکار|سرکار خانم|حضرت|دوست "
    "عزیز|همکار گرامی|"
    "همکاران گرامی|آقای|خانم|السلام|السلام علیکم|وعليكم السلام|مرحبا|أهلا|اهلا|تحية|تحية "
    "طيبة|السيد|السيدة|السادة|سيدي|"
    "الأستاذ|الاستاذ|عزيزي|عزيزتي|الأخ|الاخ|الأخت|حضرة|سعادة|معالي|الدكتور|صباح الخير|مساء الخير|بسم الله|به "
    "نام خدا|بسمه تعالی";
constexpr std::string_view kClosings =
    "thanks|thank you|thx|tks|many thanks|thanking you|regards|best|best regards|kind regards|warm "
    "regards|warmest regards|"
    "kindest regards|best wishes|with best|with kind|with regards|rgds|brgds|br|kr|sincerely|yours|yours "
    "sincerely|"
    "yours truly|yours faithfully|respectfully|cordially|cheers|love|take care|all the best|talk to you|talk "
    "soon|"
    "see you|see ya|looking forward|have a good|have a great|have a nice|hope this helps|hth|bye|warmly|very "
    "truly|"
    "in solidarity|with appreciation|ciao|xoxo|mit freundlichen|freundliche|viele grüße|liebe grüße|beste "
    "grüße|herzliche|"
    "gruß|grüße|schöne grüße|mfg|danke|vielen dank|cordialement|bien cordialement|bien à vous|bien à "
    "toi|amicalement|"
    "merci|veuillez agréer|salutations|meilleures salutations|à bientôt|saludos|un "
    "saludo|atentamente|cordialmente|"
    "gracias|muchas gracias|un abrazo|abrazos|cordiali saluti|distinti saluti|saluti|grazie|un saluto|"
    "met vriendelijke groet|vriendelijke "
    "groet|groet|groeten|groetjes|mvg|bedankt|atenciosamente|abraço|abraços|"
    "obrigado|obrigada|cumprimentos|melhores cumprimentos|med vänlig|vänliga hälsningar|hälsningar|mvh|tack|"
    "med venlig|venlig hilsen|hilsen|vennlig hilsen|tak|takk|pozdrawiam|z poważaniem|dziękuję|с "
    "уважением|спасибо|"
    "с наилучшими|saygılarımla|teşekkürler|با احترام|با تشکر|با سپاس|با تقدیم احترام|با احترام "
    "فراوان|ارادتمند|قربانت|"
    "قربان شما|دوستدار|سپاس|سپاسگزارم|متشکرم|ممنون|موفق باشید|خداحافظ|خدا نگهدار|به امید دیدار|با "
    "آرزوی|والسلام|"
    "من الله التوفیق|مع التحية|مع تحياتي|مع أطيب|مع فائق|مع خالص|تحياتي|وتفضلوا|تفضلوا|تقبلوا|شكرا|شكرا "
    "جزيلا|وشكرا|"
    "أشكركم|والسلام عليكم|مع الشكر|مع الاحترام|ودمتم|أخوكم|المخلص";
constexpr std::string_view kDevices =
    "sent from my|sent from mail|sent from yahoo|sent from outlook|sent from samsung|sent via|sent with|sent "
    "using|"
    "get outlook for|von meinem|gesendet von meinem|envoyé de mon|envoyé depuis mon|enviado desde mi|enviado "
    "do meu|"
    "inviato da|verzonden vanaf|verstuurd vanaf|skickat från min|sendt fra min|wysłano z|отправлено "
    "с|отправлено из|"
    "ارسال شده از|ارسال از|فرستاده شده از|أرسل من|أرسلت من|مرسلة من|مرسل من|تم الإرسال باستخدام|تم الإرسال "
    "من";
constexpr std::string_view kContacts =
    "tel|telephone|phone|ph|fax|fx|facsimile|mobile|mob|cell|cellular|office|direct|ext|extension|pager|"
    "voice|work|home|"
    "telefon|mobil|handy|durchwahl|tél|téléphone|portable|teléfono|móvil|telefono|cellulare|telefoon|"
    "telefone|celular|"
    "тел|телефон|تلفن|همراه|تلفن "
    "همراه|موبایل|نمابر|فکس|داخلی|هاتف|الهاتف|جوال|الجوال|فاكس|الفاكس|تلفون|محمول|"
    "p|t|f|m|o|c|d";
constexpr std::string_view kFooters =
    "do you yahoo|to unsubscribe|unsubscribe|you received this message because|you are receiving this|"
    "this sf net email|get your free download of msn|get your free email|get your private|join the "
    "world|send and receive hotmail|"
    "yahoo groups sponsor|yahoo mail|tired of spam|add photos to your|chat with friends online|msn photos|"
    "express yourself with|help stop spam|get free email|free email and web|stay in touch|connect with|"
    "this list is|for additional commands|mailing list|list info|posting guidelines|"
    "per cancellare|pour vous désabonner|zum abmelden|para cancelar|برای لغو اشتراک|لإلغاء الاشتراك";
constexpr std::string_view kNotices =
    "this e mail|this email|this message|this communication|this transmission|the information contained|"
    "the information transmitted|information contained in|intended recipient|intended only|intended "
    "solely|intended for|"
    "confidential|confidentiality|privileged|received this|in error|addressee|disclosure|strictly prohibited|"
    "unauthorized|dissemination|legally protected|viruses|delete this|diese e "
    "mail|vertraulich|vertrauliche|adressat|"
    "irrtümlich|ce message|confidentiel|confidentielles|destinataire|par erreur|este mensaje|este "
    "correo|confidencial|"
    "destinatario|por error|questo messaggio|riservate|riservato|deze e mail|vertrouwelijk|esta mensagem|"
    "این پیام|این ایمیل|این نامه|محرمانه|گیرنده|گیرنده اصلی|اشتباها|به اشتباه|هذه الرسالة|هذا "
    "البريد|سرية|سري|المرسل إليه|"
    "المستلم|بطريق الخطأ|عن طريق الخطأ";

template <class Value>
void fill(Map<Value>& map, std::string_view list, Value value) {
  each(list, [&](const std::string& phrase) { map.emplace(phrase, value); });
}

// Phrases found by the beginning of a line: up to the longest phrase's number of words is tried.
struct Beginnings {
  Set phrases;
  std::size_t most_words = 1;
  std::bitset<4096> first_words;  // most lines begin with a word that begins no phrase: no need to hash it

  static std::size_t slot(std::string_view line) {
    const auto at = [&](std::size_t i) { return i < line.size() ? static_cast<unsigned char>(line[i]) : 0U; };
    return (at(0) * 31U + at(1) * 331U + at(2) * 3331U + at(3) * 17U) % 4096U;
  }
  explicit Beginnings(std::string_view list) {
    each(list, [&](const std::string& phrase) {
      most_words =
          std::max(most_words, 1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')));
      phrases.insert(phrase);
      const std::string_view first = std::string_view(phrase).substr(0, phrase.find(' '));
      std::string padded(first.substr(0, 4));
      padded.resize(4, ' ');
      first_words.set(slot(padded));
    });
  }
  bool may_begin(std::string_view first) const {
    char padded[4] = {' ', ' ', ' ', ' '};
    std::copy_n(first.data(), std::min<std::size_t>(first.size(), 4), padded);
    return first_words[slot({padded, 4})];
  }
  bool begin(std::string_view line) const {
    const std::string_view first = line.substr(0, line.find(' '));
    if (!may_begin(first)) return false;
    std::size_t end = 0;
    for (std::size_t words = 0; words < most_words && end != std::string_view::npos; ++words) {
      end = line.find(' ', end == 0 ? 0 : end + 1);
      if (phrases.contains(line.substr(0, end))) return true;
    }
    return false;
  }
};

}  // namespace

Field field_of(std::string_view folded_key) {
  static const Map<Field> fields = [] {
    Map<Field> map;
    fill(map, kFrom, Field::from);
    fill(map, kTo, Field::to);
    fill(map, kDate, Field::date);
    fill(map, kCc, Field::cc);
    fill(map, kBcc, Field::bcc);
    fill(map, kSubject, Field::subject);
    fill(map, kOther, Field::other);
    return map;
  }();
  const auto found = fields.find(folded_key);
  return found == fields.end() ? Field::none : found->second;
}

Banner banner_of(std::string_view folded_line) {
  static const Beginnings original(kOriginal), forwarded_marks(kForwarded);
  if (original.begin(folded_line)) return Banner::original;
  return forwarded_marks.begin(folded_line) ? Banner::forwarded : Banner::none;
}

bool is_wrote(std::string_view folded_word) {
  static const Beginnings verbs(kWrote);
  return verbs.phrases.contains(folded_word);
}

bool starts_wrote(std::string_view folded_word) {
  static const Beginnings starters(kStarters);
  return starters.phrases.contains(folded_word);
}

bool begins_greeting(std::string_view folded_line) {
  static const Beginnings greetings(kGreetings);
  return greetings.begin(folded_line);
}

bool begins_closing(std::string_view folded_line) {
  static const Beginnings closings(kClosings);
  return closings.begin(folded_line);
}

bool begins_device(std::string_view folded_line) {
  static const Beginnings devices(kDevices);
  return devices.begin(folded_line);
}

bool begins_contact(std::string_view folded_line) {
  static const Beginnings contacts(kContacts);
  return contacts.begin(folded_line);
}

namespace {
const Beginnings& footers() {
  static const Beginnings made(kFooters);
  return made;
}
}  // namespace

bool begins_footer(std::string_view folded_line) { return footers().begin(folded_line); }

bool may_begin_footer(std::string_view folded_line) {
  return footers().may_begin(folded_line.substr(0, folded_line.find(' ')));
}

int count_notice_phrases(std::string_view folded_text) {
  static const Beginnings notices(kNotices);
  Set found;
  for (std::size_t at = 0; at < folded_text.size();) {
    const std::string_view rest = folded_text.substr(at);
    std::size_t end = 0;
    const bool may = notices.may_begin(rest.substr(0, rest.find(' ')));
    for (std::size_t words = 0; may && words < notices.most_words && end != std::string_view::npos; ++words) {
      end = rest.find(' ', end == 0 ? 0 : end + 1);
      if (notices.phrases.contains(rest.substr(0, end))) found.insert(std::string(rest.substr(0, end)));
    }
    const std::size_t space = rest.find(' ');
    if (space == std::string_view::npos) break;
    at += space + 1;
  }
  return static_cast<int>(found.size());
}

}  // namespace clew::text
