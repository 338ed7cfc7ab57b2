// Claims that a noun makes: a post beside a name, and "X is member (owner, brother, director) of Y".
#include <algorithm>

#include "claim/arabic_pieces.h"
#include "claim/eastern_reader.h"

namespace clew::claim::eastern {
namespace {

using model::ClaimType;
constexpr std::size_t kLongestPost = 12;
constexpr std::size_t kLongestHolder = 6;

class NounReader {
 public:
  NounReader(const Paragraph& paragraph, const SentenceReading& sentence)
      : paragraph_(paragraph),
        sentence_(sentence),
        units_(sentence.reading.units),
        lexicon_(*sentence.lexicon),
        context_(paragraph.slots(sentence)) {
    context_.topic = paragraph.topic_before(sentence);
  }

  std::vector<NounClaim> read() {
    for (std::size_t c = 0; c < sentence_.reading.clauses.size(); ++c)
      if (sentence_.reading.clauses[c].copula) copula(c);
    for (std::size_t i = 0; i < units_.size(); ++i)
      if (is(i, "title") && units_[i].mention < 0 && !honorific(i)) post(i);
    return std::move(claims_);
  }

 private:
  bool is(std::size_t i, std::string_view cls) const {
    // "مؤسسة" is a firm, not a woman who founded one.
    if ((cls == "title" || cls == "founder") && i < units_.size() &&
        lexicon_.in_class(units_[i].folded, "firm"))
      return false;
    return i < units_.size() && units_[i].kind == UnitKind::word && lexicon_.in_class(units_[i].folded, cls);
  }
  bool honorific(std::size_t i) const {
    const Phrase* phrase =
        lexicon_.phrase(i, i + 1, [this](std::size_t k) { return std::string_view(units_[k].folded); });
    return phrase != nullptr && phrase->mark == Mark::honorific;
  }
  bool comma(std::size_t i) const { return i < units_.size() && is_comma(units_[i]); }
  bool person(std::size_t i) const {
    return i < units_.size() && units_[i].mention >= 0 && units_[i].kind == UnitKind::word &&
           paragraph_.input().mentions[static_cast<std::size_t>(units_[i].mention)].type ==
               model::MentionType::person;
  }

  // The name that ends before `end` or begins at `begin`.
  Range name_before(std::size_t end) const {
    std::size_t first = end;
    while (first > 0 && person(first - 1) && units_[first - 1].mention == units_[end - 1].mention) --first;
    return {first, end};
  }
  Range name_from(std::size_t begin) const {
    std::size_t last = begin;
    while (last < units_.size() && person(last) && units_[last].mention == units_[begin].mention) ++last;
    return {begin, last};
  }

  // The phrases of a post from its noun on: "مدیر بنیاد از شهریور".
  std::vector<Piece> phrases(std::size_t first, std::size_t last) const {
    if (sentence_.arabic) return arabic_pieces(units_, {first, last}, false);
    std::vector<std::size_t> buffer;
    for (std::size_t i = first; i < last; ++i) buffer.push_back(i);
    return persian_pieces(units_, buffer);
  }

  std::size_t post_end(std::size_t first) const {
    std::size_t last = first;
    while (last < units_.size() && last < first + kLongestPost && units_[last].kind != UnitKind::punct &&
           units_[last].folded != "را" && units_[last].folded != "که" &&
           !(last > first && person(last) && units_[last].mention_start))
      ++last;
    for (const Clause& clause : sentence_.reading.clauses)
      if (clause.verb.first > first && clause.verb.first < last) last = clause.verb.first;
    return last;
  }

  void post(std::size_t at) {
    for (std::size_t back = at;
         back-- > 0 && at - back < kLongestPost && units_[back].kind != UnitKind::punct;)
      if (is(back, "title") || units_[back].folded == "و") return;  // inside a post
    const std::size_t end = post_end(at);
    Range holder;
    if (comma(at - 1) && at >= 2) holder = holder_before(at - 1);
    if (holder.empty() && person(end) && (sentence_.arabic || adjacent_posts(at, end)))
      holder = name_from(end);
    if (holder.empty() && comma(end) && person(end + 1) && beginning(at)) {
      holder = name_from(end + 1);
      if (!comma(holder.last)) holder = {};
    }
    if (holder.empty()) return;
    NounClaim claim;
    claim.fillers.push_back({"holder", holder, false, false, false});
    describe(at, end, claim);
    claim.range = {std::min(holder.first, at), std::max(holder.last, end)};
    claims_.push_back(std::move(claim));
  }

  // Persian joins a bare post and a name ("وزیر X") too loosely to be sure with an office between.
  bool adjacent_posts(std::size_t at, std::size_t end) const {
    return end == at + 1 && at > 0 && !comma(at - 1);
  }
  bool beginning(std::size_t at) const {
    return at == 0 || units_[at - 1].kind != UnitKind::word || !person(at - 1);
  }

  // "X، مدیر Y،": X is a name, or what begins the clause and is short.
  Range holder_before(std::size_t end) const {
    if (person(end - 1)) return name_before(end);
    if (units_[end - 1].kind != UnitKind::word) return {};
    std::size_t first = end;
    while (first > 0 && units_[first - 1].kind == UnitKind::word && end - first <= kLongestHolder) --first;
    if (first > 0 && sentence_.arabic) {
      // Behind a verb or preposition.
      for (std::size_t i = first; i < end; ++i)
        for (const Clause& clause : sentence_.reading.clauses)
          if (clause.verb.last > first && clause.verb.last <= i) first = clause.verb.last;
    }
    for (std::size_t i = first; i < end; ++i) {
      if (lexicon_.phrase(i, end, [this](std::size_t k) { return std::string_view(units_[k].folded); }) !=
          nullptr)
        return {};
      for (const Clause& clause : sentence_.reading.clauses)
        if (clause.verb.first <= i && i < clause.verb.last) return {};
    }
    return end - first <= 4 && end - first >= 2 &&
                   (first == 0 || units_[first - 1].clitic || units_[first - 1].kind == UnitKind::punct)
               ? Range{first, end}
               : Range{};
  }

  // Title and organisation of a post's phrase, dates behind it.
  void describe(std::size_t at, std::size_t end, NounClaim& claim) const {
    const auto pieces = phrases(at, end);
    if (pieces.empty()) {
      claim.fillers.push_back({"title", {at, end}, false, false, false});
      return;
    }
    title_and_body(pieces.front().range, claim);
    for (std::size_t i = 1; i < pieces.size(); ++i) dates(pieces[i], claim);
    if (sentence_.arabic)
      for (std::size_t i = 1; i < pieces.size(); ++i)
        if (pieces[i].prep == "ل" && claim.fillers.size() == 2)
          claim.fillers.push_back({"organisation", pieces[i].range, false, false, false});
  }

  void dates(const Piece& piece, NounClaim& claim) const {
    if (piece.kind != UnitKind::date) return;
    const bool until = piece.prep == "تا" || piece.prep == "حتی" || piece.prep == "الی";
    const bool since = piece.prep == "از" || piece.prep == "منذ" || piece.prep == "من";
    if (!until) claim.from = piece.range;
    if (!since) claim.to = piece.range;
  }

  // "مدیر پیشین | بندر", "معاون وزیر": posts and their adjectives, then whose they are.
  void title_and_body(Range range, NounClaim& claim) const {
    const std::size_t cut = eastern::post_end(sentence_, range);
    claim.fillers.push_back({"title", {range.first, cut}, false, false, false});
    std::size_t last = range.last;
    while (sentence_.arabic && last > cut && is(last - 1, "old")) --last;
    if (cut < last && !of_mine(cut))
      claim.fillers.push_back({"organisation", {cut, last}, false, false, false});
  }
  bool of_mine(std::size_t i) const { return is(i, "mine") || units_[i].folded == "ما"; }

  struct Found {
    std::size_t piece = 0, at = 0;
    std::string_view cls;
  };

  // The noun that says what the subject is: the surest class, then the leftmost.
  bool find_noun(const Clause& clause, Found& found) const {
    for (const std::string_view cls : {"member", "owner", "founder", "kin", "title"})
      for (std::size_t p = 0; p < clause.pieces.size(); ++p) {
        const Piece& piece = clause.pieces[p];
        if (!piece.prep.empty() || piece.object || piece.kind != UnitKind::word) continue;
        std::vector<std::size_t> nouns;
        for (std::size_t i = piece.range.first; i < piece.range.last; ++i)
          if (is(i, cls) && units_[i].mention < 0) nouns.push_back(i);
        if (nouns.empty()) continue;
        std::size_t at = nouns.front();
        // "پسر ناخدا برادر X است": the first noun belongs to the subject where a later one can say it.
        if (at == piece.range.first && subject_before(clause, p).empty() && nouns.size() > 1 &&
            nouns[1] > at + 1 && clause.pieces.size() == 1)
          at = nouns[1];
        found = {p, at, cls};
        return true;
      }
    return false;
  }

  Range subject_before(const Clause& clause, std::size_t piece) const {
    for (std::size_t p = piece; p-- > 0;)
      if (clause.pieces[p].prep.empty() && clause.pieces[p].kind == UnitKind::word)
        return clause.pieces[p].range;
    return {};
  }

  void copula(std::size_t index) {
    const Clause& clause = sentence_.reading.clauses[index];
    Found found;
    it_ = {};
    if (clause.order || !find_noun(clause, found)) return;
    const Piece& piece = clause.pieces[found.piece];
    for (std::size_t p = found.piece + 1; p < clause.pieces.size(); ++p)
      if (clause.pieces[p].prep.empty() && clause.pieces[p].kind == UnitKind::word &&
          (found.at > piece.range.first || units_[clause.pieces[p].range.first].mention < 0))
        return;  // what is said of it stands nearer to the verb
    Range subject = found.at > piece.range.first ? Range{piece.range.first, found.at}
                                                 : subject_before(clause, found.piece);
    Range rest{found.at, piece.range.last};
    bool implied = clause.person == 1;
    if (subject.empty() && !implied) subject = reversed(clause, found.piece);
    if (subject.empty() && !implied) subject = about(clause);
    if (subject.empty() && !implied && of_it(rest, clause, subject)) implied = false;
    if (subject.empty() && !implied) {
      if (clause.verb.empty()) return;
      subject = outer(clause, index, implied);
    }
    const bool topic = subject.empty() && !implied && !clause.verb.empty() && !clause.plural &&
                       !clause.relative && !context_.topic.empty();
    if (subject.empty() && !implied && !topic) return;
    if (!subject.empty() && !can_be_somebody(subject)) return;
    if (clause.verb.empty() && !sentence_.arabic) return;
    if (clause.verb.empty() && !nominal(clause, subject, found)) return;
    NounClaim claim;
    claim.clause = index;
    claim.range = clause.range;
    const auto drop = [&](std::size_t i) { return units_[i].folded == "هو" || units_[i].folded == "هی"; };
    if (subject.last > subject.first + 1 && drop(subject.last - 1)) --subject.last;
    fill_claim(clause, found, subject, implied, rest, claim);
    if (topic)
      claim.fillers.insert(claim.fillers.begin(), Filler{about_role(claim.type), {}, false, true, true});
    if (claim.fillers.empty()) return;
    for (const Piece& other : clause.pieces) dates(other, claim);
    // "since March no longer": it was, until then.
    claim.ended = clause.negative && !claim.from.empty() && claim.to.empty() && no_longer(clause);
    if (claim.ended) std::swap(claim.from, claim.to);
    claims_.push_back(std::move(claim));
  }

  bool no_longer(const Clause& clause) const {
    for (std::size_t i = clause.range.first; i < clause.range.last; ++i)
      if (units_[i].folded == "دیگر") return true;
    return false;
  }

  // A post, a kinship is somebody's: a name, a post, a relative, "he"; or a word that nothing is known of.
  bool can_be_somebody(Range subject) const {
    const Unit& first = units_[subject.first];
    if (in_class(context_, subject, "someone") || in_class(context_, subject, "group") ||
        is(subject.first, "count") || is(subject.first, "member"))
      return true;
    for (std::size_t i = subject.first; i < subject.last; ++i)
      if (units_[i].mention >= 0 || is(i, "count")) return true;
    if (lexicon_.in_class(first.folded, "determiner") || first.folded == "این" || first.folded == "ان")
      return subject.last > subject.first + 1 &&
             lexicon_.in_class(units_[subject.first + 1].folded, "person");
    const Phrase* phrase = lexicon_.phrase(
        subject.first, subject.last, [this](std::size_t k) { return std::string_view(units_[k].folded); });
    return (phrase != nullptr && (phrase->mark == Mark::pronoun || phrase->mark == Mark::honorific)) ||
           (subject.last - subject.first <= 2 && !lexicon_.knows(first.folded));
  }

  // "هي" before it stands for "is".
  bool says_is(std::size_t at) const {
    return at > 0 && (units_[at - 1].folded == "هو" || units_[at - 1].folded == "هی");
  }

  // Arabic without a verb: only plain sentences, not every noun beside another.
  bool nominal(const Clause& clause, Range subject, const Found& found) const {
    if (clause.negative) return true;
    if (subject.last - subject.first > kLongestHolder) return false;
    if (units_[found.at].folded.starts_with("ال") && !is(subject.last - 1, "pronoun") &&
        units_[subject.last - 1].folded != "هو" && units_[subject.last - 1].folded != "هی")
      return false;
    return subject.first == clause.range.first || units_[subject.first - 1].clitic || says_is(subject.first);
  }

  // "درباره آنها شنیده‌ام که عضو ... هستند".
  Range about(const Clause& clause) const {
    for (const Piece& piece : clause.pieces)
      if (piece.prep == "درباره") return piece.range;
    return {};
  }

  // "صاحب آن X است": X owns it.
  bool of_it(Range& rest, const Clause& clause, Range& subject) const {
    if (rest.last < rest.first + 3 || units_[rest.first + 1].folded != "ان") return false;
    subject = {rest.first + 2, rest.last};
    rest.last = rest.first + 2;
    if (clause.relative && !clause.antecedent.empty()) it_ = clause.antecedent;
    return true;
  }

  // "مالک هتل، X است".
  Range reversed(const Clause& clause, std::size_t piece) const {
    for (std::size_t p = piece + 1; p < clause.pieces.size(); ++p) {
      const Piece& other = clause.pieces[p];
      if (other.prep.empty() && other.kind == UnitKind::word &&
          (units_[other.range.first].mention >= 0 || says_is(other.range.first)))
        return other.range;
    }
    return {};
  }

  Range outer(const Clause& clause, std::size_t index, bool& implied) const {
    if (clause.relative) return clause.antecedent;
    if (clause.plural || clause.before < 0 || static_cast<std::size_t>(clause.before) >= index) return {};
    return subject_of(context_, static_cast<std::size_t>(clause.before), implied);
  }

  static std::string about_role(ClaimType type) {
    switch (type) {
      case ClaimType::relation:
        return "subject";
      case ClaimType::membership:
        return "member";
      case ClaimType::ownership:
        return "owner";
      case ClaimType::founding:
        return "founder";
      default:
        return "holder";
    }
  }

  void fill_claim(const Clause& clause, const Found& found, Range subject, bool implied, Range rest,
                  NounClaim& claim) const {
    const auto add = [&](const char* role, Range range, bool writer = false) {
      if (!range.empty() || writer) claim.fillers.push_back({role, range, writer, false, false});
    };
    const Range behind{rest.first + 1, rest.last};
    Range in;
    for (const Piece& piece : clause.pieces)
      if ((piece.prep == "در" || piece.prep == "فی" || piece.prep == "ل") && piece.kind == UnitKind::word)
        in = piece.range;
    if (found.cls == "kin") {
      claim.type = ClaimType::relation;
      std::size_t cut = rest.first + 1;
      while (cut < rest.last && is(cut, "kin")) ++cut;
      const bool mine = (cut < rest.last && of_mine(cut)) || owned(cut - 1);
      if (!mine && (cut >= rest.last || units_[cut].folded == "و")) return;  // whose, it does not say
      add("subject", subject, implied);
      add("object", mine ? Range{} : Range{cut, rest.last}, mine);
      add("kind", {rest.first, cut});
    } else if (found.cls == "member") {
      claim.type = ClaimType::membership;
      add("member", subject, implied);
      add("organisation", behind.empty() ? in : behind);
    } else if (found.cls == "owner") {
      claim.type = ClaimType::ownership;
      add("owner", subject, implied);
      add("asset", it_.empty() ? behind : it_);
    } else if (found.cls == "founder") {
      claim.type = ClaimType::founding;
      add("founder", subject, implied);
      add("organisation", behind);
    } else {
      add("holder", subject, implied);
      title_and_body(rest, claim);
      if (behind.empty() || (claim.fillers.size() == 2 && !in.empty())) add("organisation", in);
    }
  }

  // "أختي": my.
  bool owned(std::size_t i) const {
    const std::string_view word = units_[i].folded;
    return word.size() > 4 && word.ends_with(sentence_.arabic ? "ی" : "م") &&
           lexicon_.in_class(word.substr(0, word.size() - 2), "kin") && word != "عم";
  }

  const Paragraph& paragraph_;
  const SentenceReading& sentence_;
  const std::vector<Unit>& units_;
  const Lexicon& lexicon_;
  SlotContext context_;
  mutable Range it_;  // what "it" means in the clause at hand
  std::vector<NounClaim> claims_;
};

}  // namespace

std::size_t post_end(const SentenceReading& sentence, Range range) {
  const auto& units = sentence.reading.units;
  const auto is = [&](std::size_t i, std::string_view cls) {
    return units[i].kind == UnitKind::word && sentence.lexicon->in_class(units[i].folded, cls);
  };
  const bool definite = sentence.arabic && units[range.first].folded.starts_with("ال");
  std::size_t cut = range.first + 1;
  while (cut < range.last &&
         (is(cut, "old") || (is(cut, "title") && units[cut].mention < 0 && !is(cut, "firm")) ||
          (definite && units[cut].folded.starts_with("ال")) ||
          (sentence.arabic && (units[cut].clitic || units[cut].folded == "اسم"))))
    ++cut;
  return cut;
}

std::vector<NounClaim> noun_claims(const Paragraph& paragraph, const SentenceReading& sentence) {
  return NounReader(paragraph, sentence).read();
}

}  // namespace clew::claim::eastern
