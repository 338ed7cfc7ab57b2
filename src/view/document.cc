#include "view/document.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "model/passage.h"
#include "store/alike.h"
#include "store/ties.h"

namespace clew::view {
namespace {

constexpr std::size_t kMostTies = 10, kMostLetters = 10, kMostPassages = 10;

bool is_own(const model::Zone& zone) {
  using enum model::ZoneKind;
  return zone.depth == 0 && zone.kind != quote && zone.kind != forward && zone.kind != head &&
         zone.kind != disclaimer;
}

bool newer(const store::StoredDocument& a, const store::StoredDocument& b) {
  if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
  if (a.date && a.date->utc != b.date->utc) return a.date->utc > b.date->utc;
  return a.row < b.row;
}

std::uint64_t count_lines(std::string_view text) {
  std::uint64_t lines = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (text.substr(0, end).find_first_not_of(" \t\r>|") != std::string_view::npos) ++lines;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

Result<DocumentView> load_document(store::DocumentReader& reader, std::int64_t row) {
  DocumentView view;
  view.document = TRY(reader.load(row));
  view.parties = TRY(reader.parties(row));
  for (const std::int64_t attachment : TRY(reader.attachments(row)))
    view.attachments.push_back(TRY(reader.load_head(attachment)));
  for (const model::Place& place : view.document.places)
    if (!place.parent.empty() &&
        std::find(view.attached_to.begin(), view.attached_to.end(), place.parent) == view.attached_to.end())
      view.attached_to.push_back(place.parent);
  if (view.document.thread_row != 0)
    TRY(reader.each_in_thread(view.document.thread_row, [&](const std::int64_t& letter) -> Result<bool> {
      ++view.thread_size;
      if (letter == view.document.message_row) view.thread_position = view.thread_size;
      return true;
    }));
  if (view.document.text_row != 0) view.text_bytes = TRY(reader.text_bytes(view.document.text_row));
  return view;
}

Result<std::vector<Run>> runs_of(store::DocumentReader& reader, std::int64_t text_row) {
  std::vector<Run> runs;
  if (text_row == 0) return runs;
  constexpr std::uint64_t kMost = 256 * 1024;
  TRY(reader.each_zone(text_row, [&](const model::Zone& zone) -> Result<bool> {
    std::string text = TRY(reader.text(text_row, zone.start, std::min(zone.end, zone.start + kMost)));
    for (int i = 0; i < 3 && !is_valid_utf8(text); ++i) text.pop_back();
    if (is_own(zone)) {
      if (runs.empty() || !runs.back().own) runs.emplace_back();
      runs.back().text += text;
      return true;
    }
    const bool is_head = zone.kind == model::ZoneKind::head;
    // A head, and what is quoted inside a quotation, go with the run that they belong to.
    if (runs.empty() || runs.back().own ||
        (zone.depth <= 1 && !is_head && runs.back().lines > 0 && runs.back().author != zone.author)) {
      Run run;
      run.own = false;
      run.kind = is_head ? model::ZoneKind::quote : zone.kind;
      runs.push_back(std::move(run));
    }
    Run& run = runs.back();
    if (run.author == model::Mailbox{}) run.author = zone.author;
    if (is_head) return true;
    if (run.lines == 0) run.kind = zone.kind;
    run.lines += count_lines(text);
    return true;
  }));
  return runs;
}

std::string folded_line(const Run& run) {
  const std::string_view what = run.kind == model::ZoneKind::forward      ? "forwarded"
                                : run.kind == model::ZoneKind::disclaimer ? "disclaimer"
                                                                          : "quoted";
  std::string out =
      "[" + std::string(what) + ": " + std::to_string(run.lines) + (run.lines == 1 ? " line" : " lines");
  const std::string& author = run.author.name.empty() ? run.author.address : run.author.name;
  if (!author.empty()) out += " by " + author;
  return out + "]";
}

Result<std::vector<Alike>> find_alike(const store::Db& db, store::DocumentReader& reader, std::int64_t row,
                                      std::optional<std::uint64_t> limit) {
  std::vector<Alike> found;
  const std::int64_t text = TRY(reader.load_head(row)).text_row;
  if (text == 0) return found;
  store::AlikeTexts alike = TRY(store::find_alike(db, text));
  const std::uint64_t most = limit.value_or(~std::uint64_t{0});
  alike.texts.insert(alike.texts.begin(), {text, alike.own});
  const double own = static_cast<double>(std::max<std::uint64_t>(alike.own, 1));
  std::size_t equals = 0;  // where the documents of equal score begin
  for (std::size_t i = 0; i < alike.texts.size() && (found.size() < most || i == 0); ++i) {
    const double score = i == 0 ? 1 : static_cast<double>(alike.texts[i].shared) / own;
    TRY(reader.each_with_text(alike.texts[i].text_row, [&](const std::int64_t& id) -> Result<bool> {
      if (id != row) found.push_back({TRY(reader.load_head(id)), score, alike.texts[i].shared});
      return found.size() < most + 1000;
    }));
    if (i + 1 < alike.texts.size() && alike.texts[i + 1].shared == alike.texts[i].shared) continue;
    std::sort(found.begin() + static_cast<std::ptrdiff_t>(equals), found.end(),
              [](const Alike& a, const Alike& b) { return newer(a.document, b.document); });
    equals = found.size();
  }
  if (found.size() > most) found.resize(most);
  return found;
}

Result<EntityView> load_entity(const store::Db& db, store::DocumentReader& reader, std::int64_t entity) {
  EntityView view;
  view.entity = TRY(store::load_entity(db, entity));
  view.known_as = TRY(store::known_as(db, entity));
  std::map<std::int64_t, EntityTie> ties;
  for (const store::Tie& tie : TRY(store::ties_of(db, entity))) {
    if (tie.a == tie.b) continue;
    if (tie.a == entity)
      ties[tie.b].sent += tie.count();
    else
      ties[tie.a].received += tie.count();
  }
  std::vector<std::pair<std::int64_t, EntityTie>> strongest(ties.begin(), ties.end());
  std::stable_sort(strongest.begin(), strongest.end(),
                   [](const auto& a, const auto& b) { return a.second.letters() > b.second.letters(); });
  if (strongest.size() > kMostTies) strongest.resize(kMostTies);
  for (auto& [other, tie] : strongest) {
    const store::StoredEntity who = TRY(store::load_entity(db, other));
    tie.key = who.key, tie.name = who.name;
    view.ties.push_back(std::move(tie));
  }
  const auto letters = TRY(store::letters_of(db, TRY(store::parties_of(db, entity)), {}));
  std::vector<std::int64_t> undated;
  for (auto letter = letters.rbegin(); letter != letters.rend() && view.letters.size() < kMostLetters;
       ++letter) {
    store::StoredDocument head = TRY(reader.load_head(*letter));
    if (!head.date)
      undated.push_back(*letter);
    else
      view.letters.push_back(std::move(head));
    if (undated.size() > 10'000) break;  // a mailbox without dates: there is no "latest"
  }
  for (const std::int64_t letter : undated)
    if (view.letters.size() < kMostLetters) view.letters.push_back(TRY(reader.load_head(letter)));
  view.passages = TRY(passages_naming(db, reader, view.entity, kMostPassages));
  return view;
}

Result<Shown> find_shown(const store::Db& db, store::DocumentReader& reader, std::string_view id) {
  Shown shown;
  if (!is_hexadecimal(id)) {
    shown.entity = TRY(store::find_entity(db, id));
    return shown;
  }
  if (id.size() == 16) {
    if (const auto entity = store::find_entity(db, id)) {
      shown.entity = *entity;
      return shown;
    }
  }
  auto document = reader.find(id);
  if (!document) {
    // "Ada", "Dee": a name of hexadecimal digits alone.
    if (const auto entity = store::find_entity(db, id)) {
      shown.entity = *entity;
      return shown;
    }
    return std::move(document).error();
  }
  shown.document = *document;
  return shown;
}

}  // namespace clew::view
