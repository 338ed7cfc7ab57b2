#include "view/screening.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <unordered_map>

#include "base/digest.h"
#include "base/fold.h"
#include "screen/index.h"
#include "screen/listed.h"
#include "screen/ownership.h"

namespace clew::view {
namespace {

constexpr std::size_t kVersionDigits = 8;

match::Kind match_kind(model::ListedKind kind) {
  switch (kind) {
    case model::ListedKind::person:
      return match::Kind::person;
    case model::ListedKind::organisation:
      return match::Kind::organisation;
    case model::ListedKind::vessel:
    case model::ListedKind::aircraft:
      return match::Kind::vessel;
    case model::ListedKind::unknown:
      break;
  }
  return match::Kind::unknown;
}

std::string hit_id(std::string_view name, std::string_view list, std::string_view entry) {
  std::string key = folded(name);
  key += '\n';
  key += list;
  key += '\n';
  key += entry;
  return hex(sha256(key).data(), 8);
}

std::vector<std::string> strings(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

}  // namespace

struct ScreenBase::State {
  struct Name {
    std::uint32_t entry, name;
  };
  screen::Everything all;
  screen::NameIndex index;
  std::vector<Name> names;
  std::unordered_map<std::uint32_t, screen::Owned> owned;
  std::unique_ptr<screen::NameIndex::Scratch, screen::NameIndex::ScratchDeleter> scratch;
  std::vector<screen::Near> near;

  bool counts(std::uint32_t entry) const {
    if (all.entries()[entry].entry.listed) return true;
    const auto found = owned.find(entry);
    return found != owned.end() && found->second.half();
  }

  ScreenHit hit(const screen::Subject& subject, const screen::Near& met,
                const screen::Evidence& evidence) const {
    const Name& at = names[met.name];
    const screen::Listed& listed = all.entries()[at.entry];
    const screen::List& list = all.list_of(listed);
    const model::ListName& name = listed.entry.names[at.name];
    ScreenHit out;
    out.id = hit_id(subject.name, list.info.name, listed.entry.id);
    out.subject = subject;
    out.type = "name";
    out.score = evidence.score;
    out.name_score = met.score;
    out.list = list.info.name;
    out.version = list.version;
    out.entry = listed.entry.id;
    out.listed_name = name.text;
    out.name_kind = name_of(name.kind);
    out.kind = name_of(listed.entry.kind);
    out.programmes = strings(screen::details_of(listed.entry, model::ListDetailKind::programme));
    if (const auto days = screen::details_of(listed.entry, model::ListDetailKind::listed_on); !days.empty())
      out.listed_on = *std::min_element(days.begin(), days.end());
    out.statement = screen::statement_of(listed.entry);
    out.line = listed.entry.line;
    out.listed = listed.entry.listed;
    out.supports = evidence.supports;
    out.speaks_against = evidence.speaks_against;
    if (const auto found = owned.find(at.entry); found != owned.end()) {
      out.owned_share = found->second.share;
      out.ownership = screen::chain_of(all, owned, at.entry);
    }
    out.comparison = match::compare(match::prepare(subject.name, match_kind(subject.kind)),
                                    match::prepare(name.text, match_kind(listed.entry.kind)));
    return out;
  }
};

ScreenBase::ScreenBase() : state_(std::make_unique<State>()) {}
ScreenBase::~ScreenBase() = default;
ScreenBase::ScreenBase(ScreenBase&&) noexcept = default;

void ScreenBase::begin_list(const model::ListInfo& info, std::string version) {
  state_->all.begin_list({info, std::move(version)});
}

void ScreenBase::add(model::ListEntry&& entry) { state_->all.add(std::move(entry)); }

void ScreenBase::finish() {
  State& s = *state_;
  s.all.finish();
  s.owned = screen::owned_by_listed(s.all);
  for (std::uint32_t i = 0; i < s.all.entries().size(); ++i) {
    if (!s.counts(i)) continue;
    const model::ListEntry& entry = s.all.entries()[i].entry;
    for (std::uint32_t k = 0; k < entry.names.size(); ++k) {
      s.index.add(entry.names[k].text, match_kind(entry.kind));
      s.names.push_back({i, k});
    }
  }
  s.index.build();
  s.scratch = s.index.scratch();
}

Result<ScreenBase> ScreenBase::of_case(const store::Db& db) {
  ScreenBase base;
  for (const store::StoredList& list : TRY(store::current_lists(db))) {
    base.begin_list(list.info,
                    list.info.date.empty() ? list.document.substr(0, kVersionDigits) : list.info.date);
    TRY(store::each_list_entry(db, list.id, [&](model::ListEntry&& entry) {
      base.add(std::move(entry));
      return Result<void>();
    }));
  }
  base.finish();
  return base;
}

std::size_t ScreenBase::lists() const { return state_->all.lists().size(); }
std::size_t ScreenBase::names() const { return state_->names.size(); }

void ScreenBase::screen(const screen::Subject& subject, const ScreenOptions& options,
                        std::vector<ScreenHit>& out) {
  State& s = *state_;
  out.clear();
  s.index.find(match::prepare(subject.name, match_kind(subject.kind)), options.threshold, *s.scratch, s.near);
  // Best first, so that an entry's first name is its best; evidence may still turn their order.
  std::vector<std::uint32_t> seen;
  for (const screen::Near& met : s.near) {
    const State::Name& at = s.names[met.name];
    if (std::find(seen.begin(), seen.end(), at.entry) != seen.end()) continue;
    const model::ListEntry& entry = s.all.entries()[at.entry].entry;
    const screen::Evidence evidence = screen::weigh(subject, entry, entry.names[at.name].kind, met.score);
    if (evidence.score < options.threshold) continue;
    seen.push_back(at.entry);
    out.push_back(s.hit(subject, met, evidence));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const ScreenHit& a, const ScreenHit& b) { return a.score > b.score; });
}

std::string reasons_of(const ScreenHit& hit) {
  std::string out;
  for (const match::Step& step : hit.comparison.steps) {
    if (!out.empty()) out += "; ";
    if (step.left.empty())
      out += step.right + " only there";
    else if (step.right.empty())
      out += step.left + " only here";
    else
      out += step.left + " = " + step.right + " (" + step.rule + ")";
  }
  return out;
}

namespace {

// Of a score six digits say all; rounded down, so that only equal names have 1.
double shown(double score) { return std::floor(score * 1e6) / 1e6; }

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

}  // namespace

void write_hit(JsonWriter& json, const ScreenHit& h) {
  json.begin_object().field("record", "hit").field("hit", h.id).field("name", h.subject.name);
  json.field("score", shown(h.score)).field("name_score", shown(h.name_score));
  json.field("list", h.list).field("version", h.version).field("entry", h.entry);
  json.field("listed_name", h.listed_name).field("name_kind", h.name_kind).field("kind", h.kind);
  write_texts(json, "programmes", h.programmes);
  json.optional("listed_on", h.listed_on).field("listed", h.listed).field("statement", h.statement);
  json.field("line", h.line).key("reasons").begin_array();
  for (const match::Step& step : h.comparison.steps)
    json.begin_object()
        .field("here", step.left)
        .field("there", step.right)
        .field("rule", step.rule)
        .field("weight", shown(step.weight))
        .end_object();
  json.end_array().field("algorithm", h.comparison.algorithm);
  write_texts(json, "supports", h.supports);
  write_texts(json, "speaks_against", h.speaks_against);
  if (!h.ownership.empty()) {
    json.key("ownership").begin_object().field("share", h.owned_share);
    write_texts(json, "chain", h.ownership);
    json.end_object();
  }
  if (h.type != "name") {
    json.field("type", h.type).optional("entity", h.entity).key("places").begin_array();
    for (const ScreenPlace& place : h.places) {
      json.begin_object().field("document", place.document).optional("subject", place.subject);
      json.optional("date", place.date);
      if (place.end > place.start) json.field("start", place.start).field("end", place.end);
      json.optional("quote", place.quote).end_object();
    }
    json.end_array();
  }
  if (h.verdict)
    json.key("decision")
        .begin_object()
        .field("verdict", h.verdict->verdict)
        .field("note", h.verdict->note)
        .field("version", h.verdict->version)
        .end_object();
  json.optional("change", h.change).end_object();
}

}  // namespace clew::view
