#include "claim/english.h"

#include <algorithm>

#include "claim/frame_reader.h"
#include "claim/posts.h"
#include "claim/references.h"
#include "claim/speakers.h"
#include "claim/statements.h"

namespace clew::claim {
namespace {

// Short sentences full of names are not told from other languages; in an English text they are English.
void settle_language(const Document& document, Sentence& sentence) {
  if (sentence.language == "other" && document.context().language == "en") sentence.language = "en";
}

bool may_claim(const FrameLexicon& lexicon, const Sentence& sentence) {
  if (sentence.language != "en" || sentence.words.size() > kLongestClaim || sentence.words.size() < 3)
    return false;
  if (sentence.words.back().text == "?") return false;
  return std::any_of(sentence.words.begin(), sentence.words.end(),
                     [&](const Word& word) { return lexicon.may_trigger(word.lower); });
}

bool readable(model::ZoneKind zone) {
  switch (zone) {
    case model::ZoneKind::body:
    case model::ZoneKind::quote:
    case model::ZoneKind::forward:
      return true;
    case model::ZoneKind::head:
    case model::ZoneKind::greeting:
    case model::ZoneKind::closing:
    case model::ZoneKind::signature:
    case model::ZoneKind::disclaimer:
      return false;
  }
  return false;
}

bool touches(const std::vector<model::Span>& a, const std::vector<model::Span>& b) {
  for (const model::Span& one : a)
    for (const model::Span& other : b)
      if (one.start < other.end && other.start < one.end) return true;
  return false;
}

// "I think" is the writer himself, "people say" nobody: both are words of stance, no sources.
bool own_or_vague(const Document& document, const model::Attribution& attribution) {
  // "promised to pay" is the writer's word on a promise.
  if (!attribution.content.empty() && attribution.kind != model::AttributionKind::direct &&
      document.text(attribution.content[0].start, attribution.content[0].end).starts_with("to "))
    return true;
  if (attribution.source.size() != 1) return false;
  const std::string_view words = document.text(attribution.source[0].start, attribution.source[0].end);
  for (const std::string_view word : {"I", "i", "We", "we", "People", "people", "You", "you", "which", "who",
                                      "that", "what", "Nobody", "nobody"})
    if (words == word) return true;
  return false;
}

class EnglishReader {
 public:
  EnglishReader(Document& document, std::vector<ParagraphClaims>& found)
      : document_(document), found_(found), references_(document), lexicon_(FrameLexicon::english()) {}

  void read() {
    for (std::size_t p = 0; p < document_.size(); ++p)
      if (document_.paragraph(p).wanted && readable(document_.paragraph(p).zone)) read_paragraph(p);
  }

 private:
  void read_paragraph(std::size_t p) {
    std::string_view author = document_.paragraph(p).author;
    if (author.empty()) author = document_.context().author;
    ParagraphClaims& out = found_[p];
    std::vector<model::Attribution> attributions;
    for (const model::Attribution& attribution : out.attributions)
      if (!own_or_vague(document_, attribution)) attributions.push_back(attribution);
    std::vector<model::Claim> claims;
    for (Sentence& sentence : document_.sentences(p)) {
      settle_language(document_, sentence);
      if (!may_claim(lexicon_, sentence)) continue;
      document_.parse(sentence);
      if (!sentence.parsed) continue;
      const Scene scene(document_, p, sentence, lexicon_);
      std::erase_if(attributions, [&](const model::Attribution& a) { return is_unsaid(scene, a); });
      add_syntactic(scene, author, attributions);
      read_sentence({scene, references_, author}, attributions, claims);
    }
    read_statements(document_, p, attributions, claims);
    std::stable_sort(claims.begin(), claims.end(),
                     [](const auto& a, const auto& b) { return a.start < b.start; });
    for (model::Claim& claim : claims) out.claims.push_back(std::move(claim));
  }

  // What the syntax tells beyond the attributions that are known.
  void add_syntactic(const Scene& scene, std::string_view author,
                     std::vector<model::Attribution>& known) const {
    std::vector<model::Attribution> more;
    syntactic_attributions(scene, references_, author, more);
    for (model::Attribution& attribution : more) {
      const bool there = std::any_of(known.begin(), known.end(), [&](const model::Attribution& other) {
        return touches(other.cue, attribution.cue) ||
               (!touches(other.content, attribution.cue) && touches(other.content, attribution.content));
      });
      if (!there) known.push_back(std::move(attribution));
    }
  }

  void read_sentence(const SentenceReading& reading, const std::vector<model::Attribution>& attributions,
                     std::vector<model::Claim>& claims) {
    const ClaimMaker maker(reading, attributions);
    for (Draft& draft : read_posts(reading)) {
      const std::uint32_t title = draft.trigger;
      const std::size_t before = claims.size();
      maker.make(std::move(draft), claims);
      if (claims.size() > before) remember(reading.scene, title, claims[before]);
    }
    for (Draft& draft : read_frames(reading)) maker.make(std::move(draft), claims);
    read_refusals(reading, attributions, claims);
  }

  void remember(const Scene& scene, std::uint32_t title, const model::Claim& claim) {
    const model::ClaimArgument& holder = claim.args.front();
    references_.remember_post(scene.word(title).lemma, holder.name.empty() ? holder.text : holder.name,
                              scene.word(title).start);
  }

  Document& document_;
  std::vector<ParagraphClaims>& found_;
  References references_;
  const FrameLexicon& lexicon_;
};

}  // namespace

void read_english(Document& document, std::vector<ParagraphClaims>& found) {
  EnglishReader(document, found).read();
}

}  // namespace clew::claim
