#include "claim/fillers.h"

#include <algorithm>
#include <charconv>

namespace clew::claim {
namespace {

using text::Upos;

constexpr std::uint32_t kBody = kOrg | kOrgNoun;
constexpr std::uint32_t kSomeone = kPerson | kPronoun | kHuman | kTitle;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_it_known(const SentenceReading& reading, std::uint32_t head) {
  return !reading.references.name_for(reading.scene, head, reading.author).empty();
}

bool who(const SentenceReading& reading, std::uint32_t head, std::uint32_t kinds) {
  if ((kinds & (kMoney | kDate | kRelative | kThat)) != 0) return false;
  if ((kinds & kIt) != 0) return is_it_known(reading, head);
  if ((kinds & (kSomeone | kBody | kPlace | kProgramme)) != 0) return true;
  if ((kinds & kProper) != 0) return (kinds & (kEventNoun | kGoodsNoun | kAbstract)) == 0;
  // "the Syrians", "two Norwegians"
  return (kinds & kNational) != 0 && reading.scene.word(head).upos == Upos::propn;
}

bool concrete(const Scene& scene, std::uint32_t head, std::uint32_t kinds) {
  if ((kinds & (kGoods | kGoodsNoun)) != 0) return true;
  if (scene.word(head).upos != Upos::noun) return false;
  if ((kinds & (kAbstract | kMoney | kDate | kEvent | kEventNoun | kSomeone | kBody | kShare)) != 0)
    return false;
  return scene.sentence.child(head, "nummod") >= 0;
}

bool thing(const Scene& scene, std::uint32_t head, std::uint32_t kinds) {
  if ((kinds & (kMoney | kDate | kRelative)) != 0) return false;
  const Upos upos = scene.word(head).upos;
  return upos == Upos::noun || upos == Upos::propn || upos == Upos::adj || (kinds & (kPerson | kOrg)) != 0;
}

bool money_noun(const Scene& scene, std::uint32_t head) {
  return one_of(scene.word(head).lemma,
                {"money", "cash", "bribe", "fund", "payment", "fee", "salary", "donation", "loan", "grant",
                 "commission", "sum", "amount", "kickback"});
}

// A name that ends like that of a party, league, guard.
bool group_name(const Scene& scene, std::uint32_t head) {
  const model::Mention* name = scene.mention(head);
  std::uint32_t first = 0, last = 0;
  return name != nullptr && scene.words_of(*name, first, last) &&
         scene.lexicon.is(scene.word(last).lower, WordClass::group);
}

// "45,000" as the whole object of "paid".
bool bare_sum(const Scene& scene, std::uint32_t head) {
  const Word& word = scene.word(head);
  if (word.upos != Upos::num || word.text.size() < 3 || scene.mention(head) != nullptr) return false;
  return std::all_of(word.text.begin(), word.text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == ','; }) &&
         word.text.front() != ',';
}

bool share(const Scene& scene, std::uint32_t head, std::uint32_t kinds) {
  if ((kinds & kShare) != 0) return true;
  const std::string& lower = scene.word(head).lower;
  return lower == "%" || lower.ends_with("%");
}

}  // namespace

const model::Mention* money_in(const Scene& scene, std::uint32_t head) {
  const auto is_money = [&scene](std::uint32_t i) -> const model::Mention* {
    const model::Mention* m = scene.mention(i);
    return m != nullptr && m->type == model::MentionType::money ? m : nullptr;
  };
  if (const auto* own = is_money(head)) return own;
  for (const std::uint32_t i : scene.children(head)) {
    const std::string_view relation = scene.relation(i);
    if (relation == "nmod" && scene.preposition(i) != "of") continue;
    if (relation == "nummod" || relation == "nmod" || relation == "compound" || relation == "appos" ||
        relation == "flat")
      if (const auto* found = is_money(i)) return found;
  }
  return nullptr;
}

bool accepts(const SentenceReading& reading, std::uint32_t head, std::string_view filter) {
  if (filter.empty()) return true;
  const Scene& scene = reading.scene;
  const std::uint32_t kinds = scene.kind(head);
  if (filter == "who") return who(reading, head, kinds);
  if (filter == "person-like")
    return ((kinds & kSomeone) != 0 && (kinds & (kOrg | kRelative)) == 0) ||
           (kinds & (kProper | kOrg | kOrgNoun | kPlace | kDate | kEvent | kGoodsNoun | kAbstract)) ==
               kProper;
  if (filter == "person")
    return (kinds & kPerson) != 0 || ((kinds & kPronoun) != 0 && !one_of(scene.word(head).lower, {"you"}));
  if (filter == "org") return (kinds & kBody) != 0 || ((kinds & kIt) != 0 && is_it_known(reading, head));
  if (filter == "group")
    return (kinds & kBody) != 0 && (scene.is(head, WordClass::group) || group_name(scene, head));
  if (filter == "document")
    return scene.is(head, WordClass::evidence) || ((kinds & kAbstract) != 0 && (kinds & kMoney) == 0);
  if (filter == "org-strict") return (kinds & kOrg) != 0 || (kinds & kOrgNoun) != 0;
  if (filter == "org-any")
    return (kinds & (kBody | kProgramme | kEvent)) != 0 || (kinds & (kProper | kPerson | kDate)) == kProper ||
           ((kinds & kIt) != 0 && is_it_known(reading, head)) || scene.is(head, WordClass::lead);
  if (filter == "place") return (kinds & kPlace) != 0;
  if (filter == "money") return money_in(scene, head) != nullptr;
  if (filter == "sum") return money_in(scene, head) != nullptr || bare_sum(scene, head);
  if (filter == "target")
    return who(reading, head, kinds) || (kinds & kAssetNoun) != 0 || scene.is(head, WordClass::lead);
  if (filter == "clause") return true;
  if (filter == "money-noun") return money_noun(scene, head);
  if (filter == "thing") return thing(scene, head, kinds);
  if (filter == "goods") return (kinds & (kGoods | kGoodsNoun)) != 0 && (kinds & kMoney) == 0;
  if (filter == "concrete") return concrete(scene, head, kinds);
  if (filter == "event" || filter == "event-any")
    return (kinds & (kEvent | kEventNoun)) != 0 || (filter == "event-any" && (kinds & kProgramme) != 0);
  if (filter == "asset-any")
    return (kinds & (kOrg | kPlace | kAssetNoun | kOrgNoun)) != 0 ||
           (kinds & (kProper | kPerson)) == kProper || ((kinds & kIt) != 0 && is_it_known(reading, head));
  if (filter == "asset-own") return (kinds & (kOrg | kAssetNoun)) != 0;
  if (filter == "share") return share(scene, head, kinds);
  if (filter == "title") return (kinds & kTitle) != 0;
  if (filter == "gathering")
    return scene.is(head, WordClass::gathering) || ((kinds & kOrg) != 0 && scene.name_of(head) != nullptr);
  return false;
}

void put_value(std::string_view value, model::ClaimArgument& argument) {
  const std::size_t space = value.find(' ');
  if (space == std::string_view::npos) return;
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + space, number);
  if (error != std::errc() || end != value.data() + space) return;
  argument.value = number;
  if (value.substr(space + 1) != "XXX") argument.currency = value.substr(space + 1);
}

namespace {

// "Deputy Minister Ann Lee", "Mr Lee": what stands before the name itself is not part of it.
model::Span name_alone(const Scene& scene, std::uint32_t head, const model::Span& phrase) {
  const model::Mention* name = scene.name_of(head);
  if (name == nullptr || name->type != model::MentionType::person || name->start < phrase.start ||
      name->end > phrase.end)
    return phrase;
  std::uint32_t first = 0, last = 0;
  if (!scene.words_of(*name, first, last)) return phrase;
  while (first < last && (scene.is(first, WordClass::honorific) || scene.is(first, WordClass::title) ||
                          one_of(scene.word(first).lower, {"deputy", "vice", "acting", "."})))
    ++first;
  if (first + 1 < last && scene.word(first).lower == "of") first += 2;
  return {scene.word(first).start, std::max<std::uint64_t>(name->end, scene.word(last).end)};
}

}  // namespace

model::ClaimArgument argument_of(const SentenceReading& reading, std::string role, std::uint32_t head,
                                 std::string_view filter, const std::vector<std::uint32_t>& without) {
  const Scene& scene = reading.scene;
  model::ClaimArgument argument;
  argument.role = std::move(role);
  model::Span span = scene.phrase(head, without);
  if (filter == "money" || filter == "sum") {
    if (const model::Mention* money = money_in(scene, head)) {
      span = {money->start, money->end};
      put_value(money->value, argument);
    } else if (filter == "sum") {
      std::string digits;
      for (const char c : scene.word(head).text)
        if (c != ',') digits += c;
      put_value(digits + " XXX", argument);
    }
  } else if (filter == "clause") {
    const auto below = scene.sentence.subtree(head);
    span = {scene.word(below.front()).start, scene.word(below.back()).end};
  } else if (filter == "title") {
    span = post_of(reading, head).title;
  } else {
    argument.name = reading.references.name_for(scene, head, reading.author);
  }
  if (filter != "title" && filter != "money" && filter != "sum" && filter != "clause")
    span = name_alone(scene, head, span);
  argument.start = span.start;
  argument.end = span.end;
  argument.text = scene.document.text(span.start, span.end);
  if (argument.name == argument.text) argument.name.clear();
  return argument;
}

namespace {

bool belongs_to_title(const Scene& scene, std::uint32_t i, std::uint32_t head) {
  const std::string_view relation = scene.relation(i);
  if (relation == "compound" && i < head) {
    const model::Mention* mention = scene.mention(i);
    // "Fisheries Minister": the name of a ministry says which minister.
    if ((scene.word(head).lower == "minister" || scene.word(head).lower == "secretary") &&
        (mention == nullptr || mention->type == model::MentionType::org) && i + 1 == head)
      return true;
    // "Gull spokesman", "campaign spokesman": whose.
    if (scene.word(head).text == scene.word(head).lower && scene.word(i).text != scene.word(i).lower)
      return false;
    if (scene.is(i, WordClass::org) || scene.word(i).lower == "campaign") return false;
    return mention == nullptr ||
           (mention->type != model::MentionType::org && mention->type != model::MentionType::person &&
            mention->type != model::MentionType::place);
  }
  return relation == "amod" && i < head && !scene.is(i, WordClass::past) && scene.word(i).lower != "only" &&
         !scene.is(i, WordClass::hedge_adjective) &&
         (scene.mention(i) == nullptr || scene.mention(i)->type != model::MentionType::nationality);
}

}  // namespace

Post post_of(const SentenceReading& reading, std::uint32_t head) {
  const Scene& scene = reading.scene;
  Post post;
  std::uint32_t first = head;
  const auto joins = [&](std::uint32_t i) {
    const Word& word = scene.word(i);
    if (scene.is(i, WordClass::title) && scene.mention(i) == scene.mention(head)) return true;
    if (one_of(word.lower, {"deputy", "vice", "acting", "chief", "senior", "assistant", "first", "-"}))
      return true;
    return (word.head == static_cast<std::int32_t>(head) || word.head == static_cast<std::int32_t>(first)) &&
           belongs_to_title(scene, i, head);
  };
  while (first > 0 && joins(first - 1)) --first;
  std::uint32_t last = head;
  for (const std::uint32_t i : scene.children(head)) {
    const std::string_view relation = scene.relation(i);
    if (relation == "amod" && scene.is(i, WordClass::past)) post.past = static_cast<std::int32_t>(i);
    if (relation == "advmod" && scene.word(i).lower == "then") post.past = static_cast<std::int32_t>(i);
    if (relation != "nmod" && relation != "compound") continue;
    const bool body = accepts(reading, i, "org-any") || (scene.kind(i) & kPlace) != 0;
    if (scene.word(i).relation == "nmod:poss") {
      if (body || scene.word(i).lower == "its") post.organisation = static_cast<std::int32_t>(i);
      continue;
    }
    if (relation == "compound") {
      if (i < head && post.organisation < 0 && scene.mention(i) != scene.mention(head) &&
          !belongs_to_title(scene, i, head))
        post.organisation = static_cast<std::int32_t>(i);
      continue;
    }
    const std::string preposition = scene.preposition(i);
    if (!one_of(preposition, {"of", "at", "for", "to", "in", "with", "from"}) || i < head) continue;
    if (scene.word(i).lower == "state" && one_of(scene.word(head).lemma, {"secretary", "minister"})) {
      while (last < i) ++last;
      continue;
    }
    if ((scene.kind(i) & kTitle) == 0 && body && (preposition != "in" || (scene.kind(i) & kPlace) == 0)) {
      if (post.organisation < 0 ||
          scene.word(static_cast<std::uint32_t>(post.organisation)).start < scene.word(head).start)
        post.organisation = static_cast<std::int32_t>(i);
    } else if (one_of(preposition, {"of", "to", "for"}) &&
               (scene.kind(i) & (kPerson | kDate | kMoney)) == 0) {
      // "adviser to the minister of harbours", "head of security"
      const model::Span more = scene.phrase(i);
      while (last + 1 < scene.size() && scene.word(last + 1).end <= more.end) ++last;
    }
  }
  // "the French president"
  for (const std::uint32_t i : scene.children(head))
    if (post.organisation < 0 && i < head && scene.mention(i) != nullptr &&
        scene.mention(i)->type == model::MentionType::nationality)
      post.organisation = static_cast<std::int32_t>(i);
  post.title = {scene.word(first).start, scene.word(last).end};
  return post;
}

}  // namespace clew::claim
