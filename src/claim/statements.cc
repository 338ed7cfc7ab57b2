#include "claim/statements.h"

#include <algorithm>

#include "claim/slots.h"
#include "claim/speakers.h"

namespace clew::claim {
namespace {

using model::ClaimType;
using model::Span;

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
  claim.confidence = 0.75;
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

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && text.size() > word.size() &&
         (text[word.size()] == ' ' || text[word.size()] == '\n');
}

// What is said, without quotation marks, "that" and points.
Span content_of(const Document& document, Span part) {
  static constexpr std::string_view kMarks[] = {"\"",     "'",      "`",      ",",      ".",
                                                " ",      "\n",     ";",      ":",      "\u201c",
                                                "\u201d", "\u2018", "\u2019", "\u00ab", "\u00bb"};
  for (bool again = true; again;) {
    again = false;
    const std::string_view text = document.text(part.start, part.end);
    for (const std::string_view mark : kMarks) {
      if (text.size() <= mark.size()) continue;
      if (text.starts_with(mark)) {
        part.start += mark.size();
        again = true;
        break;
      }
      if (text.ends_with(mark)) {
        part.end -= mark.size();
        again = true;
        break;
      }
    }
    if (!again && (starts_with_word(document.text(part.start, part.end), "that"))) {
      part.start += 5;
      again = true;
    }
  }
  return part;
}

// Whether words and cue are of saying: not "decided to", "asked how".
bool speaks(const Document& document, const model::Attribution& attribution) {
  const std::string_view content =
      document.text(attribution.content.front().start, attribution.content.front().end);
  for (const std::string_view open :
       {"who", "whom", "whether", "if", "how", "why", "which", "what", "to", "where"})
    if (starts_with_word(content, open)) return false;
  if (attribution.kind == model::AttributionKind::direct) return true;
  const FrameLexicon& lexicon = FrameLexicon::english();
  for (const Span& cue : attribution.cue) {
    std::string word;
    for (const char c : std::string(document.text(cue.start, cue.end)) + ' ') {
      if (c != ' ' && c != '\n') {
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        continue;
      }
      const std::string verb = english_lemma(word, text::Upos::verb),
                        noun = english_lemma(word, text::Upos::noun);
      if (lexicon.is(verb, WordClass::speech) || word == "according" || noun == "claim" ||
          noun == "statement" || noun == "report" || noun == "allegation" || noun == "accusation" ||
          noun == "announcement" || noun == "view" || noun == "opinion")
        return true;
      word.clear();
    }
  }
  return false;
}

// The words for the speaker: his name where it stands there, else the phrase up to a comma.
Span speaker_of(const Document& document, std::size_t paragraph, const model::Attribution& attribution,
                std::uint64_t otherwise) {
  if (attribution.source.empty()) return {otherwise, otherwise};
  Span source = attribution.source.front();
  const std::string_view text = document.text(source.start, source.end);
  if (const std::size_t comma = text.find_first_of(",("); comma != std::string_view::npos && comma > 1) {
    source.end = source.start + comma;
    while (source.end > source.start + 1 && document.text(source.end - 1, source.end) == " ") --source.end;
  }
  for (const model::Mention& mention : document.paragraph(paragraph).mentions) {
    if (mention.type != model::MentionType::person || mention.start < source.start ||
        mention.end > source.end)
      continue;
    // "the lawyer of Ann Lee" is not her.
    const std::string_view before = document.text(source.start, mention.start);
    if (before.find(" of ") != std::string_view::npos || before.find(" to ") != std::string_view::npos ||
        before.find(" by ") != std::string_view::npos || before.find("'s ") != std::string_view::npos ||
        source.end > mention.end + 2)
      break;
    return {mention.start, mention.end};
  }
  return source;
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

void read_statements(const Document& document, std::size_t paragraph,
                     const std::vector<model::Attribution>& attributions, std::vector<model::Claim>& claims) {
  const std::size_t known = claims.size();
  const FrameLexicon& lexicon = FrameLexicon::english();
  for (const model::Attribution& attribution : attributions) {
    if (!has_speaker(attribution) || attribution.content.empty() ||
        attribution.kind == model::AttributionKind::document)
      continue;
    const auto inside = [&](const model::Claim& claim) {
      return std::any_of(
          attribution.content.begin(), attribution.content.end(),
          [&](const model::Span& part) { return claim.start < part.end && part.start < claim.end; });
    };
    if (std::any_of(claims.begin(), claims.begin() + static_cast<std::ptrdiff_t>(known), inside)) continue;
    // Asking, urging, hoping state nothing.
    bool states = true;
    for (const model::Span& cue : attribution.cue) {
      std::string_view words = document.text(cue.start, cue.end);
      words = words.substr(0, words.find(' '));
      const std::string lemma = english_lemma(words, text::Upos::verb);
      if (lexicon.is(lemma, WordClass::wish) || lexicon.is(lemma, WordClass::question) || lemma == "order" ||
          lemma == "propose" || lemma == "welcome" || lemma == "condemn")
        states = false;
    }
    if (!states || !speaks(document, attribution)) continue;
    const model::Span part = content_of(document, attribution.content.front());
    if (part.end < part.start + 3) continue;
    const model::Span source = speaker_of(document, paragraph, attribution, part.start);
    model::Claim claim;
    claim.type = ClaimType::statement;
    claim.reader = "rules-1";
    claim.confidence = 0.35 + 0.4 * attribution.confidence;
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
