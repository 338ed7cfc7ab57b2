#include "claim/posts.h"

#include <algorithm>
#include <array>

#include "claim/slots.h"

namespace clew::claim {
namespace {

using model::MentionType;
using text::Upos;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class PostReader {
 public:
  explicit PostReader(const SentenceReading& reading) : reading_(reading), scene_(reading.scene) {}

  std::vector<Draft> read() {
    for (std::uint32_t i = 0; i < scene_.size(); ++i) {
      if (!scene_.is(i, WordClass::title)) continue;
      const Upos upos = scene_.word(i).upos;
      if (upos != Upos::noun && upos != Upos::propn && upos != Upos::adj) continue;
      // Only the head of a title: "deputy" of "deputy director" is none.
      if (i + 1 < scene_.size() && scene_.is(i + 1, WordClass::title) &&
          scene_.mention(i + 1) == scene_.mention(i))
        continue;
      // "Captain Lee" is how one calls him.
      if (scene_.is(i, WordClass::honorific) && scene_.word(i).text != scene_.word(i).lower) continue;
      if (is_part(i)) continue;
      if (const std::int32_t who = holder(i); who >= 0) add(i, static_cast<std::uint32_t>(who));
    }
    for (std::uint32_t i = 0; i + 2 < scene_.size(); ++i) read_affiliation(i);
    return std::move(drafts_);
  }

 private:
  // "chief" of "chief financial officer", "managing partner", "Petty Officer".
  bool is_part(std::uint32_t i) const {
    const std::int32_t head = scene_.word(i).head;
    if (head > static_cast<std::int32_t>(i) &&
        scene_.is(static_cast<std::uint32_t>(head), WordClass::title) &&
        scene_.mention(static_cast<std::uint32_t>(head)) == scene_.mention(i))
      return true;
    return i > 0 && one_of(scene_.word(i - 1).lower, {"petty", "warrant"});
  }

  // "Ann Lee of Gull Trading", "Ann Lee (Gull Trading)": a post without a title.
  void read_affiliation(std::uint32_t last) {
    if (!person(last) || scene_.mention(last + 1) == scene_.mention(last)) return;
    const std::string& link = scene_.word(last + 1).lower;
    if (link != "of" && link != "at" && link != "(") return;
    std::uint32_t body = last + 2;
    if (body + 1 < scene_.size() && scene_.word(body).lower == "the") ++body;
    const model::Mention* name = scene_.mention(body);
    if (name == nullptr || name->type != MentionType::org) return;
    std::uint32_t end = body;
    while (end + 1 < scene_.size() && scene_.mention(end + 1) == name) ++end;
    if (link == "(" && (end + 1 >= scene_.size() || scene_.word(end + 1).text != ")")) return;
    std::uint32_t first = last;
    while (first > 0 && scene_.mention(first - 1) == scene_.mention(last)) --first;
    const std::uint32_t holder = scene_.head_of(first, last);
    // A title before the name has said it.
    for (const Draft& other : drafts_)
      for (const Filled& filled : other.filled)
        if (filled.head == holder) return;
    Draft draft;
    draft.type = model::ClaimType::role;
    draft.trigger = holder;
    draft.aside = true;
    draft.confidence = 0.7;
    draft.filled.push_back({"holder", "name", holder});
    draft.filled.push_back({"organisation", "org", scene_.head_of(body, end)});
    drafts_.push_back(std::move(draft));
  }

  bool person(std::uint32_t i) const {
    const model::Mention* mention = scene_.mention(i);
    return mention != nullptr && mention->type == MentionType::person;
  }
  bool in_other_name(std::uint32_t i) const {
    const model::Mention* mention = scene_.mention(i);
    return mention != nullptr &&
           (mention->type == MentionType::org || mention->type == MentionType::place ||
            mention->type == MentionType::event || mention->type == MentionType::programme);
  }
  // The head of the name that begins at word `first`.
  std::int32_t name_at(std::uint32_t first) const {
    if (first >= scene_.size() || !person(first)) return -1;
    std::uint32_t last = first;
    while (last + 1 < scene_.size() && scene_.mention(last + 1) == scene_.mention(first)) ++last;
    return static_cast<std::int32_t>(scene_.head_of(first, last));
  }

  std::int32_t holder(std::uint32_t title) {
    copula_ = false;
    if (in_other_name(title)) return -1;
    if (scene_.sentence.child(title, "cop") >= 0) {
      const std::int32_t subject = understood_subject(scene_, title);
      if (subject < 0 || scene_.sentence.child(title, "expl") >= 0) return -1;
      const std::uint32_t kinds = scene_.kind(static_cast<std::uint32_t>(subject));
      copula_ = true;
      return (kinds & (kPerson | kPronoun)) != 0 ? subject : -1;
    }
    // "Deputy Minister Ann Lee"; not "the director Ann Lee appointed".
    std::int32_t after = name_at(title + 1);
    if (after < 0 && title + 3 < scene_.size() && scene_.word(title + 1).lower == "of" &&
        scene_.word(title).text != scene_.word(title).lower)
      after = name_at(title + 3);  // "Secretary of State Ann Lee"
    if (after >= 0 && same_phrase(title, static_cast<std::uint32_t>(after))) return after;
    if (person(title)) return inside_name(title);
    // "its director, Ann Lee,"
    if (title + 2 < scene_.size() && scene_.word(title + 1).text == ",")
      if (const std::int32_t name = name_at(title + 2); name >= 0 && closes_apposition(title + 2)) {
        const auto head = static_cast<std::uint32_t>(name);
        if (scene_.word(head).head == static_cast<std::int32_t>(title) && scene_.relation(head) == "appos")
          return name;
      }
    for (const std::uint32_t i : scene_.children(title))
      if (scene_.relation(i) == "appos" && (scene_.kind(i) & kPerson) != 0)
        return static_cast<std::int32_t>(i);
    return before_comma(title);
  }

  // A title that the name took in: "President Lee" as one mention.
  std::int32_t inside_name(std::uint32_t title) const {
    const model::Mention* name = scene_.mention(title);
    std::uint32_t next = title + 1;
    // "Secretary of State Lee": the name is what is left.
    while (next + 1 < scene_.size() && (scene_.word(next).lower == "of" || scene_.word(next).lower == "for" ||
                                        scene_.word(next).lower == "to"))
      next += 2;
    if (next >= scene_.size() || scene_.mention(next) != name || scene_.is(next, WordClass::title)) return -1;
    for (std::uint32_t i = title; i > 0 && scene_.mention(i - 1) == name; --i)
      if (!scene_.is(i - 1, WordClass::title) &&
          !one_of(scene_.word(i - 1).lower, {"deputy", "vice", "acting", "former"}))
        return -1;
    return static_cast<std::int32_t>(next);
  }

  bool same_phrase(std::uint32_t title, std::uint32_t name) const {
    return scene_.word(name).head == static_cast<std::int32_t>(title) ||
           scene_.word(title).head == static_cast<std::int32_t>(name) ||
           (scene_.word(title).head >= 0 && scene_.word(title).head == scene_.word(name).head &&
            scene_.relation(title) == "compound");
  }

  bool closes_apposition(std::uint32_t first) const {
    std::uint32_t at = first;
    while (at < scene_.size() && scene_.mention(at) == scene_.mention(first)) ++at;
    return at >= scene_.size() || scene_.word(at).upos == Upos::punct || scene_.word(at).upos == Upos::verb ||
           scene_.word(at).upos == Upos::aux;
  }

  // "Ann Lee, director of": what stands between the comma and the title belongs to the title.
  std::int32_t before_comma(std::uint32_t title) {
    const std::int32_t over = scene_.word(title).head;
    if (over >= 0 && scene_.relation(title) == "appos" && person(static_cast<std::uint32_t>(over)))
      return over;
    // Coordinated with an apposition or predicate: "Ann Lee, founder and director of", "was founder and
    // president".
    if (over >= 0 && scene_.relation(title) == "conj") {
      const auto first = static_cast<std::uint32_t>(over);
      if (scene_.sentence.child(first, "cop") >= 0 && scene_.is(first, WordClass::title)) {
        const std::int32_t subject = understood_subject(scene_, first);
        copula_ = true;
        return subject >= 0 && (scene_.kind(static_cast<std::uint32_t>(subject)) & (kPerson | kPronoun)) != 0
                   ? subject
                   : -1;
      }
      const std::int32_t name = scene_.word(first).head;
      if (scene_.relation(first) == "appos" && name >= 0 && person(static_cast<std::uint32_t>(name)))
        return name;
    }
    std::uint32_t at = title;
    while (at > 0) {
      const Word& before = scene_.word(at - 1);
      const bool part = before.head == static_cast<std::int32_t>(title) || before.upos == Upos::adj ||
                        before.upos == Upos::det || scene_.is(at - 1, WordClass::past) || before.lower == "-";
      if (before.text == "," || title - at > 6) break;
      if (!part || person(at - 1)) return -1;
      --at;
    }
    if (at < 2 || scene_.word(at - 1).text != "," || !person(at - 2)) return -1;
    // A list of names and posts ("Ann Lee, the director and Bo") is not told from an apposition by the comma;
    // the parser must not have made it a subject or object of its own.
    const std::string_view relation = scene_.relation(title);
    if (relation == "nsubj" || relation == "obj" || relation == "obl" || relation == "conj") return -1;
    std::uint32_t first = at - 2;
    while (first > 0 && scene_.mention(first - 1) == scene_.mention(at - 2)) --first;
    return static_cast<std::int32_t>(scene_.head_of(first, at - 2));
  }

  bool org_at(std::uint32_t i) const {
    return i < scene_.size() && scene_.mention(i) != nullptr && scene_.mention(i)->type == MentionType::org;
  }

  // "commander, Harbour Guard", "CEO Gull Trading"; or that of the post it is coordinated with.
  std::int32_t organisation_beside(std::uint32_t title) const {
    std::uint32_t next = title + 1;
    if (next < scene_.size() && scene_.word(next).text == ",") ++next;
    if (org_at(next)) {
      std::uint32_t last = next;
      while (last + 1 < scene_.size() && scene_.mention(last + 1) == scene_.mention(next)) ++last;
      return static_cast<std::int32_t>(scene_.head_of(next, last));
    }
    for (const std::uint32_t i : scene_.children(title))
      if (scene_.relation(i) == "conj" && scene_.is(i, WordClass::title))
        return post_of(reading_, i).organisation;
    const std::int32_t first = scene_.word(title).head;
    if (first >= 0 && scene_.relation(title) == "conj" &&
        scene_.is(static_cast<std::uint32_t>(first), WordClass::title))
      return post_of(reading_, static_cast<std::uint32_t>(first)).organisation;
    return -1;
  }

  void add(std::uint32_t title, std::uint32_t who) {
    if (who == title) return;
    Post post = post_of(reading_, title);
    if (post.organisation < 0) post.organisation = organisation_beside(title);
    Draft draft;
    draft.type = model::ClaimType::role;
    draft.trigger = title;
    // "Gull co-founder Ann Lee": who founded it.
    const std::string& lemma = scene_.word(title).lemma;
    if ((lemma == "founder" || lemma == "co-founder" || lemma == "cofounder") && post.organisation >= 0) {
      draft.type = model::ClaimType::founding;
      draft.aside = !copula_;
      draft.filled.push_back({"founder", "name", who});
      draft.filled.push_back({"organisation", "org", static_cast<std::uint32_t>(post.organisation)});
      drafts_.push_back(std::move(draft));
      return;
    }
    draft.filled.push_back({"holder", "name", who});
    for (const std::uint32_t other : copula_ ? scene_.coordinated(who) : std::vector<std::uint32_t>{})
      if (other != who && person(other)) draft.filled.push_back({"holder", "name", other});
    model::ClaimArgument name;
    name.role = "title";
    name.start = post.title.start;
    name.end = post.title.end;
    name.text = scene_.document.text(name.start, name.end);
    draft.ready.push_back(std::move(name));
    if (post.organisation >= 0)
      draft.filled.push_back({"organisation", "org", static_cast<std::uint32_t>(post.organisation)});
    if (post.past >= 0) draft.past = scene_.text(static_cast<std::uint32_t>(post.past));
    draft.aside = !copula_;
    draft.confidence = post.organisation >= 0 ? 0.85 : 0.58;
    if (scene_.size() > 45) draft.confidence -= 0.05;
    drafts_.push_back(std::move(draft));
  }

  const SentenceReading& reading_;
  const Scene& scene_;
  std::vector<Draft> drafts_;
  bool copula_ = false;
};

}  // namespace

std::vector<Draft> read_posts(const SentenceReading& reading) { return PostReader(reading).read(); }

}  // namespace clew::claim
