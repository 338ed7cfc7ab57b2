// The case's own people and organisations against its lists.
#include <algorithm>
#include <map>
#include <set>

#include "base/fold.h"
#include "model/document.h"
#include "store/case.h"
#include "store/entities.h"
#include "store/evidence.h"
#include "store/read_documents.h"
#include "view/screening.h"

namespace clew::view {
namespace {

constexpr std::size_t kMostPlaces = 3;
constexpr double kDecidable = 0.5;      // hits from here on can be decided, whatever threshold showed them
constexpr std::uint64_t kAround = 160;  // bytes of a passage around a name

// Somebody of the case: an entity with its names, or a name that stands in texts.
struct Somebody {
  std::string type, entity;
  std::int64_t row = 0;
  model::ListedKind kind = model::ListedKind::unknown;
  std::vector<std::string> names;             // the one to show first
  std::vector<store::NameInText> mentions{};  // without their words
};

model::ListedKind kind_of(std::string_view type) {
  return type == "person" ? model::ListedKind::person
         : type == "org"  ? model::ListedKind::organisation
                          : model::ListedKind::unknown;
}

class CaseScreening {
 public:
  CaseScreening(const store::Db& db, ScreenBase& base, const ScreenOptions& options)
      : db_(db), base_(base), options_(options), reader_(db) {}

  Result<std::vector<ScreenHit>> run() {
    TRY(gather());
    verdicts_ = TRY(store::last_verdicts(db_));
    for (const Somebody& one : everybody_) TRY(screen(one));
    std::sort(hits_.begin(), hits_.end(), [](const ScreenHit& a, const ScreenHit& b) {
      if (a.score != b.score) return a.score > b.score;
      if (a.subject.name != b.subject.name) return a.subject.name < b.subject.name;
      return a.list != b.list ? a.list < b.list : a.entry < b.entry;
    });
    return std::move(hits_);
  }

 private:
  Result<void> gather() {
    TRY(store::each_entity(db_, {}, [&](const store::StoredEntity& entity) {
      if (entity.type != "person" && entity.type != "org") return true;
      Somebody one{"entity", entity.key, entity.id, kind_of(entity.type), {entity.name}};
      for (const std::string& name : entity.names)
        if (name != entity.name) one.names.push_back(name);
      for (const std::string& name : one.names) known_.emplace(folded(name), everybody_.size());
      everybody_.push_back(std::move(one));
      return true;
    }));
    return store::each_name_in_text(db_, [&](const store::NameInText& found) -> Result<void> {
      const std::string key = folded(found.words);
      if (key.empty()) return {};
      const auto [at, fresh] = known_.try_emplace(key, everybody_.size());
      if (fresh) everybody_.push_back({"text", {}, 0, kind_of(found.type), {std::string(found.words)}});
      Somebody& one = everybody_[at->second];
      if (one.mentions.size() < kMostPlaces) {
        one.mentions.push_back(found);
        one.mentions.back().words = {};
      }
      return {};
    });
  }

  Result<void> screen(const Somebody& one) {
    std::map<std::pair<std::string, std::string>, ScreenHit> best;  // by list and entry
    std::vector<ScreenHit> found;
    for (const std::string& name : one.names) {
      screen::Subject subject;
      subject.name = name;
      subject.kind = one.kind;
      base_.screen(subject, options_, found);
      for (ScreenHit& hit : found) {
        auto& kept = best[{hit.list, hit.entry}];
        if (kept.id.empty() || hit.score > kept.score) kept = std::move(hit);
      }
    }
    for (auto& [key, hit] : best) {
      hit.type = one.type;
      hit.entity = one.entity;
      if (const auto said = verdicts_.find(hit.id); said != verdicts_.end()) hit.verdict = said->second;
      TRY(add_places(one, hit));
      hits_.push_back(std::move(hit));
    }
    return {};
  }

  Result<void> add_places(const Somebody& one, ScreenHit& hit) {
    if (one.row != 0)
      for (const std::int64_t row :
           TRY(store::letters_with_name(db_, one.row, hit.subject.name, kMostPlaces))) {
        const store::StoredDocument letter = TRY(reader_.load_head(row));
        hit.places.push_back({letter.id, letter.subject, model::shown_date(letter), 0, 0, {}});
      }
    for (const store::NameInText& mention : one.mentions) {
      if (hit.places.size() >= kMostPlaces) break;
      const std::string document = TRY(store::document_with_text(db_, mention.text));
      if (document.empty()) continue;
      const store::StoredDocument head = TRY(reader_.load_head(TRY(reader_.find(document))));
      const std::uint64_t bytes = TRY(reader_.text_bytes(mention.text));
      const std::uint64_t from = mention.start > kAround ? mention.start - kAround : 0;
      const std::uint64_t to = std::min(bytes, mention.end + kAround);
      std::string around = TRY(reader_.text(mention.text, from, to));
      hit.places.push_back({document, head.subject, model::shown_date(head), mention.start, mention.end,
                            paragraph(around, mention.start - from, mention.end - from)});
    }
    return {};
  }

  // The lines around a span that belong together, on character boundaries.
  static std::string paragraph(std::string_view text, std::size_t start, std::size_t end) {
    std::size_t from = text.rfind("\n\n", start), to = text.find("\n\n", std::min(end, text.size()));
    from = from == std::string_view::npos ? 0 : from + 2;
    to = std::min(to, text.size());
    while (from < start && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
    while (to > end && to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0) == 0x80) --to;
    return std::string(text.substr(from, to - from));
  }

  const store::Db& db_;
  ScreenBase& base_;
  const ScreenOptions& options_;
  store::DocumentReader reader_;
  std::vector<Somebody> everybody_;
  std::map<std::string, std::size_t> known_;
  std::map<std::string, store::Verdict> verdicts_;
  std::vector<ScreenHit> hits_;
};

// What is remembered of a hit: enough to say that it is gone, and whether the list says something else now.
std::string remembered(const ScreenHit& hit) {
  JsonWriter json;
  json.begin_object().field("name", hit.subject.name).field("list", hit.list).field("entry", hit.entry);
  json.field("listed_name", hit.listed_name).field("statement", hit.statement).end_object();
  return json.take();
}

/// The text of a field of such a record; it was written by remembered().
std::string field_of(std::string_view json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":\"";
  const std::size_t at = json.find(key);
  if (at == std::string_view::npos) return {};
  std::string out;
  for (std::size_t i = at + key.size(); i < json.size() && json[i] != '"'; ++i) {
    if (json[i] == '\\' && i + 1 < json.size()) ++i;
    out += json[i];
  }
  return out;
}

Result<std::vector<ScreenHit>> all_hits(const store::Db& db, const ScreenOptions& options) {
  ScreenBase base = TRY(ScreenBase::of_case(db));
  if (base.lists() == 0)
    return Error{Code::not_found, "the case has no sanctions list", {}, "clew ingest CASE LIST puts one in"};
  return CaseScreening(db, base, options).run();
}

}  // namespace

Result<std::vector<ScreenHit>> changes_since(const store::Db& db, std::vector<ScreenHit> hits) {
  const std::map<std::string, std::string> before = TRY(store::last_screening(db));
  std::vector<ScreenHit> out;
  std::set<std::string> now;
  for (ScreenHit& hit : hits) {
    now.insert(hit.id);
    const auto known = before.find(hit.id);
    if (known != before.end() && known->second == remembered(hit)) continue;
    hit.change = known == before.end() ? "new" : "changed";
    out.push_back(std::move(hit));
  }
  for (const auto& [id, said] : before) {
    if (now.contains(id)) continue;
    ScreenHit gone;
    gone.id = id;
    gone.type = "gone";
    gone.change = "gone";
    gone.subject.name = field_of(said, "name");
    gone.list = field_of(said, "list");
    gone.entry = field_of(said, "entry");
    gone.listed_name = field_of(said, "listed_name");
    gone.statement = field_of(said, "statement");
    out.push_back(std::move(gone));
  }
  return out;
}

Result<std::vector<ScreenHit>> screen_case(const store::Db& db, const ScreenOptions& options) {
  return all_hits(db, options);
}

Result<void> keep_screening(const std::string& case_path, const std::vector<ScreenHit>& hits) {
  const store::Db db = TRY(store::open_case_for_writing(case_path));
  std::map<std::string, std::string> said;
  for (const ScreenHit& hit : hits) said.emplace(hit.id, remembered(hit));
  return store::put_screening(db, said);
}

Result<store::Verdict> decide_hit(const std::string& case_path, std::string_view hit,
                                  std::string_view verdict, std::string_view note) {
  if (verdict != "true" && verdict != "false" && verdict != "unsure")
    return Error{Code::usage, "a hit is true, false or unsure, not '" + std::string(verdict) + "'", {}, {}};
  const store::Db db = TRY(store::open_case_for_writing(case_path));
  for (const ScreenHit& one : TRY(all_hits(db, {kDecidable}))) {
    if (one.id != hit) continue;
    store::Verdict said{std::string(hit), std::string(verdict), std::string(note), one.subject.name,
                        one.list,         one.version,          one.entry,         one.listed_name};
    TRY(store::add_verdict(db, said));
    return said;
  }
  return Error{Code::usage,
               "no hit of this number: '" + std::string(hit) + "'",
               {},
               "the first column of clew screen CASE gives them"};
}

}  // namespace clew::view
