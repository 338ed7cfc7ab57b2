#include "claim/english.h"

#include <algorithm>

#include "claim/frame_reader.h"
#include "claim/posts.h"
#include "claim/references.h"
#include "claim/speakers.h"
#include "claim/statements.h"

namespace clew::claim {
namespace {

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
    const bool known = !out.attributions.empty();
    std::vector<model::Claim> claims;
    for (Sentence& sentence : document_.sentences(p)) {
      if (!may_claim(lexicon_, sentence)) continue;
      document_.parse(sentence);
      if (!sentence.parsed) continue;
      const Scene scene(document_, p, sentence, lexicon_);
      if (!known) syntactic_attributions(scene, references_, author, out.attributions);
      read_sentence({scene, references_, author}, out.attributions, claims);
    }
    read_statements(document_, out.attributions, claims);
    std::stable_sort(claims.begin(), claims.end(),
                     [](const auto& a, const auto& b) { return a.start < b.start; });
    for (model::Claim& claim : claims) out.claims.push_back(std::move(claim));
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
