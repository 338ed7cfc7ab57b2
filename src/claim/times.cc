#include "claim/times.h"

#include <algorithm>

namespace clew::claim {
namespace {

constexpr int kDeepest = 24;

// Day precision at most; "" for what is no date.
std::string date_of(std::string_view value) {
  if (const std::size_t cut = value.find_first_of("[|"); cut != std::string_view::npos)
    value = value.substr(0, cut);
  if (const std::size_t time = value.find('T'); time != std::string_view::npos) value = value.substr(0, time);
  if (value.size() < 4 || value[0] < '0' || value[0] > '9') return {};
  return std::string(value);
}

// The predicate that a date hangs on, up through phrases.
std::int32_t predicate_over(const Scene& scene, std::uint32_t word, std::uint32_t trigger) {
  std::uint32_t at = word;
  for (int step = 0; step < kDeepest; ++step) {
    const std::int32_t head = scene.word(at).head;
    if (head < 0) return static_cast<std::int32_t>(at);
    at = static_cast<std::uint32_t>(head);
    if (at == trigger || scene.is_predicate(at)) return head;
  }
  return -1;
}

struct Date {
  std::string from, to, before;  // `before`: the preposition
  model::Span span;
  std::uint32_t head = 0, first = 0, last = 0;
};

std::string word_before(const Scene& scene, std::uint32_t first) {
  for (int back = 1; back <= 2 && first >= static_cast<std::uint32_t>(back); ++back) {
    const std::string& lower = scene.word(first - static_cast<std::uint32_t>(back)).lower;
    if (lower == "the" || lower == "about" || lower == "early" || lower == "late" || lower == "around")
      continue;
    return lower;
  }
  return {};
}

std::vector<Date> dates_of(const Scene& scene) {
  std::vector<Date> dates;
  const model::Mention* last = nullptr;
  for (std::uint32_t i = 0; i < scene.size(); ++i) {
    const model::Mention* mention = scene.mention(i);
    if (mention == nullptr || mention == last || mention->type != model::MentionType::date) continue;
    last = mention;
    Date date;
    if (!ends_of(mention->value, date.from, date.to)) continue;
    date.first = date.last = i;
    while (date.last + 1 < scene.size() && scene.mention(date.last + 1) == mention) ++date.last;
    date.head = scene.head_of(date.first, date.last);
    date.before = word_before(scene, date.first);
    date.span = {mention->start, mention->end};
    dates.push_back(std::move(date));
  }
  return dates;
}

bool opens(std::string_view word) {
  return word == "since" || word == "from" || word == "after" || word == "starting";
}
bool closes(std::string_view word) {
  return word == "until" || word == "till" || word == "to" || word == "before" || word == "through";
}

void put(const Date& date, bool begins, bool ends, When& when) {
  const bool is_from = opens(date.before) || begins, is_to = closes(date.before) || ends;
  if (ends || (is_to && !opens(date.before))) {
    when.to = date.to;
  } else if (is_from) {
    when.from = date.from;
  } else {
    when.from = date.from;
    when.to = date.to;
  }
}

}  // namespace

bool ends_of(std::string_view value, std::string& from, std::string& to) {
  const std::size_t slash = value.find('/');
  from = date_of(value.substr(0, slash));
  to = slash == std::string_view::npos ? from : date_of(value.substr(slash + 1));
  return !from.empty() && !to.empty();
}

When read_when(const Scene& scene, std::uint32_t trigger, bool begins, bool ends, bool own) {
  When when;
  const std::vector<Date> dates = dates_of(scene);
  if (dates.empty()) return when;
  std::vector<const Date*> mine;
  for (const Date& date : dates) {
    const std::int32_t over = predicate_over(scene, date.head, trigger);
    if (over == static_cast<std::int32_t>(trigger)) mine.push_back(&date);
  }
  // A noun's date may hang on its verb; of coordinated verbs, the later share a date before the first; a
  // controlled infinitive shares that of its governor.
  if (mine.empty() && !own) {
    std::int32_t over = scene.word(trigger).head;
    const std::string_view relation = scene.relation(trigger);
    const bool shares = !scene.is_verb(trigger) || relation == "conj" || relation == "xcomp";
    for (int step = 0; over >= 0 && shares && step < 4; ++step) {
      const auto governor = static_cast<std::uint32_t>(over);
      if (scene.is_predicate(governor)) {
        for (const Date& date : dates)
          if (predicate_over(scene, date.head, governor) == over &&
              (relation != "conj" || date.first < governor))
            mine.push_back(&date);
        break;
      }
      over = scene.word(governor).head;
    }
  }
  if (mine.empty() || mine.size() > 2) return when;
  if (mine.size() == 2) {
    // "from 2001 until 2004"; two dates that are no span cannot both be when.
    if (!opens(mine[0]->before) || !closes(mine[1]->before)) mine.pop_back();
  }
  for (const Date* date : mine) {
    put(*date, begins && mine.size() == 1, ends && mine.size() == 1, when);
    for (std::uint32_t i = date->first; i <= date->last; ++i) when.words.push_back(i);
  }
  when.span = {mine.front()->span.start, mine.back()->span.end};
  return when;
}

}  // namespace clew::claim
