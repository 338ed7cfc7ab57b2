// bench/made_words.h - vocabularies for made mail: a random number generator, Zipf's law, three languages.
//
// Deterministic on every machine but for std::pow, whose last bit may move a draw; one machine always repeats
// itself.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/random.h"

namespace haystack {

class Random : public clew::Random {
 public:
  using clew::Random::Random;
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
  bool percent(std::size_t p) { return below(100) < p; }
};

/// Draws ranks with probability ~ 1 / (rank + shift)^power in constant time (Walker's alias method).
class Zipf {
 public:
  Zipf(std::size_t n, double power, double shift) : limit_(n), alias_(n) {
    std::vector<double> share(n);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += share[i] = std::pow(static_cast<double>(i) + shift, -power);
    std::vector<std::size_t> small, large;
    for (std::size_t i = 0; i < n; ++i) {
      share[i] *= static_cast<double>(n) / sum;
      (share[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
      const std::size_t poor = small.back(), rich = large.back();
      small.pop_back();
      limit_[poor] = to_bits(share[poor]);
      alias_[poor] = rich;
      share[rich] -= 1 - share[poor];
      if (share[rich] < 1) {
        large.pop_back();
        small.push_back(rich);
      }
    }
    for (const auto& rest : {small, large})
      for (const std::size_t i : rest) limit_[i] = ~std::uint32_t{0};
  }
  std::size_t draw(Random& random) const {
    const std::size_t i = random.below(limit_.size());
    return static_cast<std::uint32_t>(random.next() >> 32) <= limit_[i] ? i : alias_[i];
  }

 private:
  static std::uint32_t to_bits(double share) { return static_cast<std::uint32_t>(share * 4294967295.0); }
  std::vector<std::uint32_t> limit_;
  std::vector<std::size_t> alias_;
};

inline std::vector<std::string> split(std::string_view words) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) out.emplace_back(words.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

inline constexpr std::size_t kWords = 60'000;  // word forms per language

struct Language {
  std::string_view function_words, onsets, rimes, suffixes, names, surnames, greetings, closings, quote_head,
      quote_tail;
  std::size_t own_words;  ///< words that its author puts into a letter, on average
  std::vector<std::string> words;
};

inline std::array<Language, 3> make_languages() {
  std::array<Language, 3> all;
  all[0] = {
      "the of and to in a is that for it was on with as be at by this have from are not or but had an they "
      "which "
      "you we were her all she there would their him been has when who will no more if out so what up said "
      "about "
      "than into them can only other time new some could these two may first then do any like my now over "
      "such our "
      "man me even most made after also did many before must through year back where much your way down "
      "should "
      "because each just those people how too little state good very make world still see own men work long "
      "here "
      "get both between life being under never day same another know while last might us great old year off "
      "come "
      "since against go came right used take three",
      "b br c ch d dr f fl g gr h j k l m n p pl qu r s sh st t tr v w z th sp cr",
      "a an ar e el en er i il in o on or u un ay ea ow ack est ind old ess",
      "s ed ing ly er ness ment able",
      "Arden Bessa Corin Delva Emric Fenna Galen Hestia Ivo Jorun Kelda Lorin Mirel Nessa Orvin Petra Quill "
      "Rowan Selma Tovin",
      "wick more ford son holt dale mere low ster gard",
      "Dear|Hello|Good morning,|Hi",
      "Best regards|Yours|Thanks and regards|Kind regards",

      "On ",
      " wrote:",
      102,
      {}};
  all[1] = {
      "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت می شود شد ما اما یا باید هر وی او کند "
      "بود دیگر اگر "
      "همه بین پیش پس بعد دو سه چه من شما آنها ایشان چون هنوز فقط حتی نه بسیار روز سال کار نامه جلسه وقت "
      "مورد درباره طی "
      "بدون همین چند زیر روی داد دارد دارند کرده شده بوده خواهد توسط نمی کنیم کنید است؟ بنابراین سپس البته "
      "همچنین اکنون",
      "ب پ ت ج چ خ د ر ز ژ س ش غ ف ق ک گ ل م ن و ه ی س‌ت ش‌ر",
      "ا ار ان اد ور یر ین ون ه ام ند ست ش مه ری شا نا ید",
      "‌ها ی ‌های ان تر ‌ترین گی مند",
      "آبتین بهار پویان ترانه جاوید دلارا رخشان ژاله سپهر شکوفه فرزان کیوان گلبرگ مهرآیین نیلوفر هومن",
      "زاده‌نیک پورسرو فرآیین نژادمهر دوستکوه مندشاد وندرود "
      "یاران‌فر",
      "سلام|با سلام و احترام|همکار گرامی|دوست عزیز",
      "با احترام|با تشکر|سپاس|ارادتمند",

      "در تاریخ ",
      " نوشت:",
      62,
      {}};
  all[2] = {
      "في من على أن إلى التي الذي عن هذا هذه مع كان بعد قد لا ما أو كل بين قبل كما لم ذلك حيث غير هو هي كانت "
      "عند أي منذ حتى "
      "خلال ثم يوم أكثر اليوم بعض نحن أنا أنتم إذا لن ليس عام وقد الآن أيضا فقط هناك تلك عليه فيها منها به "
      "لها له إنه أنه "
      "جدا نحو ضد حول دون أمام وفي ومن ولا بها بأن لكن رسالة اجتماع عمل وقت الأسبوع القادم الماضي يجب يمكن",
      "ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ال است مت",
      "ا ار ان اد ور ير ين ون ة ام يل وت اح اس مر قل رب سن دم",
      "ات ون ين ة ها هم نا ية",
      "أمير بشرى تيم جنان حازم دانة رامي زينة سليم شذى طارق عبير غسان فرح كنان لينا مازن نور",
      "القمراني الوردي السهيلي المرجان البحرواني النخلاوي الصنوبري الياسماني",
      "السلام عليكم|الأخ الكريم|صباح الخير|تحية طيبة وبعد",
      "مع خالص التحية|تحياتي|شكرا جزيلا|والسلام",

      "في ",
      " كتب:",
      60,
      {}};
  for (Language& language : all) {
    language.words = split(language.function_words);
    const auto onsets = split(language.onsets), rimes = split(language.rimes),
               suffixes = split(language.suffixes);
    std::unordered_set<std::string> seen(language.words.begin(), language.words.end());
    Random random(onsets.size() * 977 + rimes.size());
    while (language.words.size() < kWords) {
      std::string word;
      const std::size_t syllables = language.words.size() < 6000 ? 2 : random.between(2, 3);
      for (std::size_t i = 0; i < syllables; ++i)
        word += onsets[random.below(onsets.size())] + rimes[random.below(rimes.size())];
      if (random.percent(30)) word += suffixes[random.below(suffixes.size())];
      if (seen.insert(word).second) language.words.push_back(std::move(word));
    }
  }
  return all;
}

}  // namespace haystack
