#include "pipeline/list_records.h"

#include "pipeline/json_fields.h"

namespace clew::pipeline {
namespace {

namespace dom = simdjson::dom;

Error broken() { return {Code::internal, "a worker gave a record that cannot be read", {}, {}}; }

template <class Enum>
Enum enumerator(std::uint64_t value, Enum last) {
  return static_cast<Enum>(value % (static_cast<std::uint64_t>(last) + 1));
}

bool truth_of(const dom::element& object, const char* key, bool otherwise) {
  bool value = otherwise;
  return object[key].get(value) == simdjson::SUCCESS ? value : otherwise;
}
template <class Visit>
void each(const dom::element& object, const char* key, Visit visit) {
  dom::array list;
  if (object[key].get(list) == simdjson::SUCCESS)
    for (const dom::element one : list) visit(one);
}

}  // namespace

void pack_list(Packer& to, const model::ListInfo& info, bool complete) {
  to.number(static_cast<std::uint64_t>(PackedKind::list)).number(complete ? 1 : 0);
  to.text(info.name)
      .text(info.format)
      .text(info.part)
      .text(info.date)
      .number(info.entries)
      .number(info.names);
}

void pack_list_entry(Packer& to, const model::ListEntry& entry) {
  to.number(static_cast<std::uint64_t>(PackedKind::list_entry)).text(entry.id);
  to.number(static_cast<std::uint64_t>(entry.kind));
  to.number((entry.listed ? 1u : 0u) | (entry.supplement ? 2u : 0u)).number(entry.line);
  to.number(entry.names.size());
  for (const auto& one : entry.names) to.number(static_cast<std::uint64_t>(one.kind)).text(one.text);
  to.number(entry.details.size());
  for (const auto& one : entry.details)
    to.number(static_cast<std::uint64_t>(one.what)).text(one.value).text(one.note);
  to.number(entry.relations.size());
  for (const auto& one : entry.relations) {
    to.number(static_cast<std::uint64_t>(one.tie)).text(one.entry).text(one.name).text(one.words);
    to.number(one.share < 0 ? 0 : static_cast<std::uint64_t>(one.share * 1e6) + 1);
  }
}

Result<model::ListInfo> unpack_list(Unpacker& from, bool& complete) {
  model::ListInfo info;
  complete = from.number() != 0;
  info.name = from.text();
  info.format = from.text();
  info.part = from.text();
  info.date = from.text();
  info.entries = from.number();
  info.names = from.number();
  if (!from.ok()) return broken();
  return info;
}

Result<void> unpack_list_entry(Unpacker& from, model::ListEntry& entry) {
  entry.id = from.text();
  entry.kind = enumerator(from.number(), model::ListedKind::aircraft);
  const std::uint64_t flags = from.number();
  entry.listed = (flags & 1) != 0;
  entry.supplement = (flags & 2) != 0;
  entry.line = from.number();
  entry.names.clear();
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
    model::ListName& one = entry.names.emplace_back();
    one.kind = enumerator(from.number(), model::ListNameKind::original);
    one.text = from.text();
  }
  entry.details.clear();
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
    model::ListDetail& one = entry.details.emplace_back();
    one.what = enumerator(from.number(), model::ListDetailKind::remark);
    one.value = from.text();
    one.note = from.text();
  }
  entry.relations.clear();
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
    model::ListRelation& one = entry.relations.emplace_back();
    one.tie = enumerator(from.number(), model::ListTie::linked);
    one.entry = from.text();
    one.name = from.text();
    one.words = from.text();
    const std::uint64_t share = from.number();
    one.share = share == 0 || share > 100'000'001 ? -1 : static_cast<double>(share - 1) / 1e6;
  }
  return from.ok() ? Result<void>() : broken();
}

void write_list(JsonWriter& json, const model::ListInfo& info, std::string_view document, bool complete) {
  json.begin_object().field("record", "list").field("document", document).field("name", info.name);
  json.field("format", info.format).optional("part", info.part).optional("date", info.date);
  json.field("entries", info.entries).field("names", info.names).field("complete", complete).end_object();
}

void write_list_entry(JsonWriter& json, const model::ListEntry& entry, std::string_view document) {
  json.begin_object().field("record", "list_entry").field("document", document).field("entry", entry.id);
  json.field("kind", name_of(entry.kind)).field("listed", entry.listed);
  if (entry.supplement) json.field("supplement", true);
  json.field("line", entry.line).key("names").begin_array();
  for (const auto& one : entry.names)
    json.begin_object().field("text", one.text).field("kind", name_of(one.kind)).end_object();
  json.end_array().key("details").begin_array();
  for (const auto& one : entry.details)
    json.begin_object()
        .field("what", name_of(one.what))
        .field("value", one.value)
        .optional("note", one.note)
        .end_object();
  json.end_array().key("relations").begin_array();
  for (const auto& one : entry.relations) {
    json.begin_object()
        .field("tie", name_of(one.tie))
        .optional("entry", one.entry)
        .optional("name", one.name);
    if (one.share >= 0) json.field("share", one.share);
    json.optional("words", one.words).end_object();
  }
  json.end_array().end_object();
}

model::ListInfo list_of(const dom::element& record, bool& complete) {
  model::ListInfo info;
  complete = truth_of(record, "complete", false);
  info.name = text_of(record, "name");
  info.format = text_of(record, "format");
  info.part = text_of(record, "part");
  info.date = text_of(record, "date");
  info.entries = number_of(record, "entries");
  info.names = number_of(record, "names");
  return info;
}

model::ListEntry list_entry_of(const dom::element& record) {
  model::ListEntry entry;
  entry.id = text_of(record, "entry");
  entry.kind = model::listed_kind(text_of(record, "kind")).value_or(model::ListedKind::unknown);
  entry.listed = truth_of(record, "listed", true);
  entry.supplement = truth_of(record, "supplement", false);
  entry.line = number_of(record, "line");
  each(record, "names", [&](const dom::element& one) {
    entry.names.push_back({std::string(text_of(one, "text")),
                           model::list_name_kind(text_of(one, "kind")).value_or(model::ListNameKind::alias)});
  });
  each(record, "details", [&](const dom::element& one) {
    entry.details.push_back(
        {model::list_detail_kind(text_of(one, "what")).value_or(model::ListDetailKind::remark),
         std::string(text_of(one, "value")), std::string(text_of(one, "note"))});
  });
  each(record, "relations", [&](const dom::element& one) {
    model::ListRelation relation;
    relation.tie = model::list_tie(text_of(one, "tie")).value_or(model::ListTie::linked);
    relation.entry = text_of(one, "entry");
    relation.name = text_of(one, "name");
    relation.words = text_of(one, "words");
    if (one["share"].get(relation.share) != simdjson::SUCCESS) relation.share = -1;
    entry.relations.push_back(std::move(relation));
  });
  return entry;
}

}  // namespace clew::pipeline
