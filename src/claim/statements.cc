#include "claim/statements.h"

#include <algorithm>

#include "claim/slots.h"
#include "claim/speakers.h"

namespace clew::claim {
namespace {

using model::ClaimType;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool answers(std::string_view lemma) {
  return one_of(lemma, {"comment", "respond", "reply", "answer", "discuss", "elaborate", "say", "disclose",
                        "name", "identify", "reveal", "speak", "provide", "confirm", "talk"});
}

// The verb that refuses what `verb` would do, itself when it is negated ("does not comment"), or -1.
std::int32_t refusal_over(const Scene& scene, std::uint32_t verb) {
  const std::int32_t head = scene.word(verb).head;
  if (scene.relation(verb) == "xcomp" && head >= 0 &&
      scene.is(static_cast<std::uint32_t>(head), WordClass::refusal))
    return head;
  if (!one_of(scene.word(verb).lemma, {"comment", "respond", "elaborate"})) return -1;
  const auto& children = scene.children(verb);
  const bool negated = std::any_of(children.begin(), children.end(), [&](std::uint32_t i) {
    return scene.relation(i) == "advmod" && one_of(scene.word(i).lemma, {"not", "never"});
  });
  return negated ? static_cast<std::int32_t>(verb) : -1;
}

model::Claim refusal(const SentenceReading& reading, std::uint32_t subject, std::uint32_t first,
                     std::uint32_t last) {
  const Scene& scene = reading.scene;
  model::Claim claim;
  claim.type = ClaimType::statement;
  claim.nonanswer = true;
  claim.reader = "rules-1";
  claim.confidence = 0.9;
  claim.args.push_back(argument_of(reading, "speaker", subject, "name", {}));
  model::ClaimArgument content;
  content.role = "content";
  content.start = scene.word(first).start;
  content.end = scene.word(last).end;
  content.text = scene.document.text(content.start, content.end);
  claim.args.push_back(std::move(content));
  claim.start = std::min(claim.args[0].start, claim.args[1].start);
  claim.end = std::max(claim.args[0].end, claim.args[1].end);
  return claim;
}

}  // namespace

void read_refusals(const SentenceReading& reading, const std::vector<model::Attribution>& attributions,
                   std::vector<model::Claim>& claims) {
  const Scene& scene = reading.scene;
  for (std::uint32_t i = 0; i < scene.size(); ++i) {
    if (!scene.is_verb(i) || !answers(scene.word(i).lemma)) continue;
    const std::int32_t refuser = refusal_over(scene, i);
    if (refuser < 0) continue;
    const auto verb = static_cast<std::uint32_t>(refuser);
    const std::int32_t subject = understood_subject(scene, verb);
    if (subject < 0 || !accepts(reading, static_cast<std::uint32_t>(subject), "who")) continue;
    std::uint32_t first = verb;
    for (const std::uint32_t child : scene.children(verb))
      if (child < first && (scene.relation(child) == "aux" || scene.relation(child) == "advmod"))
        first = child;
    model::Claim claim =
        refusal(reading, static_cast<std::uint32_t>(subject), std::min(first, verb), std::max(verb, i));
    claim.cues.push_back(scene.text(verb));
    for (const model::Attribution* step :
         chain_over(attributions, {scene.word(verb).start, scene.word(verb).end}))
      claim.sources.push_back(source_of(scene.document.text(), *step));
    claims.push_back(std::move(claim));
  }
}

void read_statements(const Document& document, const std::vector<model::Attribution>& attributions,
                     std::vector<model::Claim>& claims) {
  const std::size_t known = claims.size();
  for (const model::Attribution& attribution : attributions) {
    if (attribution.source.empty() || attribution.content.empty() ||
        attribution.kind == model::AttributionKind::document)
      continue;
    const auto inside = [&](const model::Claim& claim) {
      return std::any_of(
          attribution.content.begin(), attribution.content.end(),
          [&](const model::Span& part) { return claim.start < part.end && part.start < claim.end; });
    };
    if (std::any_of(claims.begin(), claims.begin() + static_cast<std::ptrdiff_t>(known), inside)) continue;
    const model::Span& part = attribution.content.front();
    const model::Span& source = attribution.source.front();
    model::Claim claim;
    claim.type = ClaimType::statement;
    claim.reader = "rules-1";
    claim.confidence = 0.7 * attribution.confidence;
    model::ClaimArgument speaker;
    speaker.role = "speaker";
    speaker.start = source.start;
    speaker.end = source.end;
    speaker.text = document.text(source.start, source.end);
    if (attribution.name != speaker.text) speaker.name = attribution.name;
    model::ClaimArgument content;
    content.role = "content";
    content.start = part.start;
    content.end = part.end;
    content.text = document.text(part.start, part.end);
    claim.start = std::min(source.start, part.start);
    claim.end = std::max(source.end, part.end);
    claim.args = {std::move(speaker), std::move(content)};
    for (const model::Attribution* step : chain_over(attributions, part))
      claim.sources.push_back(source_of(document.text(), *step));
    const std::string& cue = claim.sources.empty() ? std::string() : claim.sources.back().cue;
    for (const std::string_view deny : {"den", "reject", "refut", "disput", "dismiss"})
      if (cue.starts_with(deny)) {
        claim.status = model::ClaimStatus::denied;
        claim.cues.push_back(cue);
        break;
      }
    claims.push_back(std::move(claim));
  }
}

}  // namespace clew::claim
