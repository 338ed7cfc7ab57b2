#include "claim/frames.h"

#include <algorithm>
#include <array>

#include "claim/document.h"
#include "claim/frames_data.h"

namespace clew::claim {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(WordClass::kCount)> kClassNames = {
    "human",
    "org",
    "goods",
    "event",
    "abstract",
    "asset",
    "share",
    "gathering",
    "talks",
    "lead",
    "nothing",
    "title",
    "honorific",
    "past",
    "before",
    "female",
    "male",
    "hedge-adverb",
    "hedge-adjective",
    "hedge-modal",
    "hedge-governor",
    "hedge-passive",
    "hedge-own",
    "hedge-noun",
    "negate-adverb",
    "negate-determiner",
    "negate-governor",
    "negate-adjective",
    "deny-governor",
    "deny-noun",
    "plan-modal",
    "plan-governor",
    "plan-adjective",
    "plan-noun",
    "real-governor",
    "speech",
    "inner",
    "evidence",
    "question",
    "refusal",
    "real-noun",
    "group",
    "wish"};
static_assert(kClassNames.size() <= 64);

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    const std::string_view part = trimmed(text.substr(0, end));
    if (!part.empty() || at != ' ') parts.push_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Error bad(std::string what) { return {Code::corrupt, std::move(what), "", ""}; }

Slot read_slot(std::string_view text, bool also) {
  const std::size_t colon = text.find(':');
  return {std::string(text.substr(0, colon)),
          colon == std::string_view::npos ? std::string() : std::string(text.substr(colon + 1)), also};
}

RoleSlots read_role(std::string_view text, std::size_t equals) {
  RoleSlots role;
  role.role = text.substr(0, equals);
  std::string_view rest = text.substr(equals + 1);
  bool also = false;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of(",+");
    role.slots.push_back(read_slot(rest.substr(0, end), also));
    if (end == std::string_view::npos) break;
    also = rest[end] == '+';
    rest.remove_prefix(end + 1);
  }
  return role;
}

std::vector<std::string> owned(std::string_view words, char at) {
  std::vector<std::string> all;
  for (const std::string_view word : split(words, at)) all.emplace_back(word);
  return all;
}

}  // namespace

Result<void> FrameLexicon::read_option(std::string_view option, Frame& frame) {
  const std::size_t equals = option.find('=');
  const std::string_view key = option.substr(0, equals);
  const std::string_view value = equals == std::string_view::npos ? "" : option.substr(equals + 1);
  if (key == "light") {
    frame.light = owned(value, ',');
  } else if (key == "particle") {
    frame.particle = value;
  } else if (key == "with") {
    const std::size_t colon = value.find(':');
    if (colon == std::string_view::npos) return bad("with=FUNCTION:WORD expected");
    frame.with_function = value.substr(0, colon);
    frame.with = value.substr(colon + 1);
  } else if (key == "object") {
    frame.object = owned(value, ',');
  } else if (key == "begin") {
    frame.begins = true;
  } else if (key == "end") {
    frame.ends = true;
  } else if (key == "planned") {
    frame.planned = true;
  } else if (key == "nonanswer") {
    frame.nonanswer = true;
  } else if (equals != std::string_view::npos) {
    frame.constant_role = key;
    frame.constant = value;
    std::replace(frame.constant.begin(), frame.constant.end(), '+', ' ');
  } else {
    return bad("option not known: " + std::string(option));
  }
  return {};
}

Result<void> FrameLexicon::read_frame(std::string_view line) {
  const auto fields = split(line, '|');
  if (fields.size() < 5 || fields.size() > 6) return bad("five or six fields expected");
  auto frame = std::make_unique<Frame>();
  const auto type = model::claim_type(fields[0]);
  if (!type) return bad("claim type not known: " + std::string(fields[0]));
  frame->type = *type;
  if (fields[1] != "verb" && fields[1] != "noun") return bad("verb or noun expected");
  frame->noun = fields[1] == "noun";
  for (const std::string_view text : split(fields[3], ' ')) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return bad("ROLE=SLOTS expected");
    frame->roles.push_back(read_role(text, equals));
  }
  for (const std::string_view need : split(fields[4], ' ')) frame->needs.push_back(owned(need, '/'));
  if (fields.size() == 6)
    for (const std::string_view option : split(fields[5], ' ')) {
      auto read = read_option(option, *frame);
      if (!read) return read;
    }
  auto& index = frame->noun ? nouns_ : verbs_;
  for (const std::string_view word : split(fields[2], ' ')) index[std::string(word)].push_back(frame.get());
  all_.push_back(std::move(frame));
  return {};
}

Result<void> FrameLexicon::read_line(std::string_view line) {
  if (line.empty() || line.front() == '#') return {};
  if (!line.starts_with("class ")) return read_frame(line);
  line.remove_prefix(6);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return bad("class NAME: WORDS expected");
  const auto name = std::find(kClassNames.begin(), kClassNames.end(), line.substr(0, colon));
  if (name == kClassNames.end()) return bad("class not known: " + std::string(line.substr(0, colon)));
  const std::uint64_t bit = std::uint64_t{1} << (name - kClassNames.begin());
  for (const std::string_view word : split(line.substr(colon + 1), ' ')) classes_[std::string(word)] |= bit;
  return {};
}

Result<FrameLexicon> FrameLexicon::parse(std::string_view text) {
  FrameLexicon lexicon;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    auto read = lexicon.read_line(line);
    if (!read) return std::move(read.error()).in("line " + std::to_string(number));
  }
  return lexicon;
}

const FrameLexicon& FrameLexicon::english() {
  static const FrameLexicon lexicon = [] {
    auto read = parse(kFramesEn);
    CHECK(read);  // a test reads it too
    return std::move(*read);
  }();
  return lexicon;
}

template <class V>
const V* FrameLexicon::find(const Map<V>& map, std::string_view lemma) {
  auto found = map.find(lemma);
  if (found == map.end() && lemma.size() > 3) found = map.find(std::string(lemma) + 'e');
  return found == map.end() ? nullptr : &found->second;
}

std::uint64_t FrameLexicon::classes(std::string_view lemma) const {
  const auto* found = find(classes_, lemma);
  return found == nullptr ? 0 : *found;
}

bool FrameLexicon::is(std::string_view lemma, WordClass what) const {
  return (classes(lemma) >> static_cast<unsigned>(what) & 1) != 0;
}

const std::vector<const Frame*>& FrameLexicon::frames(std::string_view lemma, bool noun) const {
  const auto* found = find(noun ? nouns_ : verbs_, lemma);
  return found == nullptr ? none_ : *found;
}

bool FrameLexicon::may_trigger(std::string_view lower) const {
  if (lower.size() < 3) return false;
  const std::string noun = english_lemma(lower, text::Upos::noun);
  if (find(nouns_, noun) != nullptr || is(noun, WordClass::title)) return true;
  const std::string verb = english_lemma(lower, text::Upos::verb);
  return find(verbs_, verb) != nullptr || is(verb, WordClass::speech) || is(verb, WordClass::refusal) ||
         verb == "comment";
}

}  // namespace clew::claim
