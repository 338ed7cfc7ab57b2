#include "view/dossier_topics.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/fold.h"
#include "base/utf8.h"

namespace clew::view {
namespace {

// As people write them; folded when they are first needed, so that they agree with the index by construction.
constexpr std::string_view kStopWords =
    // English
    "a about above after again against all also am an and any are as at be because been before being below "
    "between "
    "both but by can cannot could did do does doing don down during each ever every few for from further get "
    "got had "
    "has have having he her here hers him his how i if in into is it its just like ll let made make many may "
    "me might "
    "more most much must my need new no nor not now of off on once one only or other our out over own per "
    "please re s "
    "same say said see shall she should since so some still such t take than thank thanks that the their "
    "them then "
    "there these they this those through to too two under until up upon us use used ve very via want was way "
    "we well "
    "were what when where which while who whom whose why will with within without would yes yet you your "
    "yours "
    "am pm mr mrs ms dr dear regards best sincerely sent subject fw fwd cc bcc http https www com org net "
    "html mailto "
    "zero one two three four five six seven eight nine ten hundred thousand cent per email mail message "
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday "
    "january february march april june july august september october november december know think going go "
    "come "
    "back good time day week month year first last next send call tell let don't i'm it's ask asked asks "
    "says note nothing nobody something anything seen remember "
    // Persian
    "و در به از که این آن را با است برای یک بود شد شده شود خود تا بر هم نیز اما یا اگر هر ما من تو او شما "
    "آنها ایشان "
    "می نمی های ها ای است هست نیست بودند باشد باید شاید کرد کرده کنند کنید کنم کند کنیم شدند شوند دارد دارند "
    "داریم "
    "دارم داشت داشته دیگر همه همین همان چه چرا چون چند کجا کی وقتی پس پیش بعد قبل روی زیر بین بدون درباره "
    "مورد "
    "حتی فقط ولی بسیار خیلی نه بله آیا مانند مثل طور گفت گفته بی توسط نسبت سلام احترام لطفا سپاس ممنون جناب "
    "آقای "
    "خانم اینکه آنکه چنین چنان هیچ بوده خواهد خواهند خواهم خواهیم "
    "می‌شود "
    "می‌کند "
    "می‌کنم "
    "امروز "
    "فردا "
    "دیروز ام اند اید ایم "
    // Arabic
    "في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين اللذين ما لا لم لن إن أن أنا أنت هو هي هم هن نحن "
    "أنتم كان "
    "كانت كانوا يكون تكون قد لقد كل بعض أي أو أم ثم بل لكن حتى إذا إذ لو كما كيف متى أين لماذا هل عند عندما "
    "بعد قبل "
    "بين تحت فوق حول خلال منذ دون غير سوى فقط أيضا جدا هناك هنا به بها له لها لهم فيه فيها منه منها عليه "
    "عليها إليه "
    "إليها لك لي لنا كم وقد ولا وما وفي ومن وعلى وهو وهي وأن وإن تم يتم أنه أنها بأن ليس ليست السيد السيدة "
    "تحية شكرا "
    "اليوم غدا أمس نعم كلا كذلك مثل أحد يوم الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت";

// The 5 % point of the chi-square distribution with one degree of freedom, which log-likelihood follows.
constexpr double kSignificant = 3.84;

std::size_t characters(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return n;
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool can_be_topic(std::string_view word) {
  return word.size() <= 60 && characters(word) >= 3 && !has_digit(word) && !is_stop_word(word);
}

// Over-representation of a word held by `a` of `n` texts here and by `all` of `total` in the case.
double log_likelihood(double a, double n, double all, double total) {
  all = std::max(all, a), total = std::max(total, n);
  // A selection that is nearly the case itself has nothing to differ from: then the words of some of its
  // texts count more than those of all or of one.
  if (n > 0.9 * total) return a * std::log(std::max(1.0, n / a));
  const double b = all - a, rest = total - n;
  const double expected_here = n * all / total, expected_there = rest * all / total;
  if (a <= expected_here) return 0;
  return 2 * (a * std::log(a / expected_here) + (b > 0 ? b * std::log(b / expected_there) : 0));
}

template <class Give>
void each_word(const std::vector<std::string>& paragraphs, const Give& give) {
  for (const std::string& paragraph : paragraphs) {
    std::string before;
    std::size_t before_start = 0, before_end = 0;
    WordCutter cutter(paragraph);
    for (Word word; cutter.next(word);) {
      std::string key(word.folded);
      if (!can_be_topic(key)) {
        before.clear();
        continue;
      }
      const std::string_view form(paragraph.data() + word.start, word.end - word.start);
      give(key, form);
      if (!before.empty() && word.start == before_end + 1 && paragraph[before_end] == ' ')
        give(before + ' ' + key, std::string_view(paragraph.data() + before_start, word.end - before_start));
      before = std::move(key);
      before_start = word.start, before_end = word.end;
    }
  }
}

}  // namespace

struct TopicCounter::Weighed {
  std::string key;
  std::uint64_t texts = 0;
  double weight = 0;
};

bool is_stop_word(std::string_view word) {
  static const std::unordered_set<std::string> kWords = [] {
    std::unordered_set<std::string> words;
    WordCutter cutter(kStopWords);
    for (Word each; cutter.next(each);) words.emplace(each.folded);
    return words;
  }();
  return kWords.contains(std::string(word));
}

void TopicCounter::count(const std::string& key, std::string_view form) {
  constexpr std::size_t kMostEntries = 1'000'000, kMostForms = 8;
  auto found = entries_.find(key);
  if (found == entries_.end()) {
    if (entries_.size() >= kMostEntries || left_out_.contains(key)) return;
    found = entries_.try_emplace(key).first;
  }
  Entry& entry = found->second;
  if (entry.last_text != texts_) ++entry.texts, entry.last_text = texts_;
  std::string shown(form.size() > 240 ? std::string_view(key) : form);
  const auto known = entry.forms.find(shown);
  if (known != entry.forms.end()) {
    ++known->second;
  } else if (entry.forms.size() < kMostForms) {
    entry.forms.emplace(std::move(shown), 1);
  }
}

void TopicCounter::add(const std::vector<std::string>& paragraphs) {
  ++texts_;
  each_word(paragraphs, [&](const std::string& key, std::string_view form) { count(key, form); });
}

Result<std::vector<TopicCounter::Weighed>> TopicCounter::weigh_entries(const store::Db& db, bool pairs,
                                                                       std::size_t most) const {
  std::vector<Weighed> out;
  if (texts_ < 2) return out;  // the words of a single text mark nothing
  for (const auto& [key, entry] : entries_)
    if ((key.find(' ') != std::string::npos) == pairs && entry.texts >= 2)
      out.push_back({key, entry.texts, 0});
  const auto by_texts = [](const Weighed& a, const Weighed& b) {
    return a.texts != b.texts ? a.texts > b.texts : a.key < b.key;
  };
  if (out.size() > most) {
    std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(most), out.end(), by_texts);
    out.resize(most);
  }
  // Enough to tell a common word from a rare one; counting on would cost and change nothing.
  store::Statement common =
      TRY(db.prepare("SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT 100000)"));
  const double total = static_cast<double>(TRY(db.number("SELECT count(*) FROM words_docsize")).value_or(0));
  for (Weighed& word : out) {
    const std::string expression = '"' + word.key + '"';
    common.bind(1, expression);
    double all = 0;
    if (TRY(common.step())) all = static_cast<double>(common.integer(0));
    common.reset();
    word.weight = log_likelihood(static_cast<double>(word.texts), static_cast<double>(texts_), all, total);
  }
  return out;
}

Result<std::vector<Topic>> TopicCounter::topics(const store::Db& db, std::size_t most) {
  std::vector<Weighed> words = TRY(weigh_entries(db, false, 200)), pairs = TRY(weigh_entries(db, true, 60));
  // A pair stands for a word that hardly stands without it.
  std::unordered_map<std::string, double> strongest;
  for (const Weighed& pair : pairs) {
    const std::size_t space = pair.key.find(' ');
    for (const std::string& part : {pair.key.substr(0, space), pair.key.substr(space + 1)})
      strongest[part] = std::max(strongest[part], static_cast<double>(pair.texts));
  }
  std::erase_if(words, [&](const Weighed& word) {
    const auto found = strongest.find(word.key);
    return word.weight < kSignificant ||
           (found != strongest.end() && found->second >= 0.7 * static_cast<double>(word.texts));
  });
  std::unordered_map<std::string, std::uint64_t> alone;
  for (const Weighed& word : words) alone[word.key] = word.texts;
  std::erase_if(pairs, [&](const Weighed& pair) {
    const std::size_t space = pair.key.find(' ');
    return pair.weight < kSignificant || alone.contains(pair.key.substr(0, space)) ||
           alone.contains(pair.key.substr(space + 1));
  });
  words.insert(words.end(), pairs.begin(), pairs.end());
  std::sort(words.begin(), words.end(), [](const Weighed& a, const Weighed& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
  });
  weights_.clear();
  for (std::size_t i = 0; i < words.size() && i < 100; ++i) weights_[words[i].key] = words[i].weight;
  std::vector<Topic> out;
  for (std::size_t i = 0; i < words.size() && out.size() < most; ++i) {
    const Entry& entry = entries_.at(words[i].key);
    const auto best = std::max_element(entry.forms.begin(), entry.forms.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    out.push_back({best->first, words[i].texts});
  }
  return out;
}

double TopicCounter::weigh(const std::vector<std::string>& paragraphs) const {
  std::unordered_set<std::string> seen;
  double sum = 0;
  each_word(paragraphs, [&](const std::string& key, std::string_view) {
    const auto found = weights_.find(key);
    if (found != weights_.end() && seen.insert(key).second) sum += found->second;
  });
  return sum;
}

}  // namespace clew::view
