#include "pipeline/record_loader.h"

#include <optional>
#include <string>

#include "model/record_json.h"
#include "pipeline/json_fields.h"
#include "pipeline/list_records.h"
#include "pipeline/packed.h"

namespace clew::pipeline {
namespace {

namespace dom = simdjson::dom;

std::int64_t signed_of(dom::element object, const char* key) {
  std::int64_t value = 0;
  return object[key].get(value) == simdjson::SUCCESS ? value : 0;
}

model::Mailbox mailbox_of(dom::element object) {
  return {std::string(text_of(object, "name")), std::string(text_of(object, "address"))};
}

std::vector<model::Mailbox> mailboxes_of(dom::element object, const char* key) {
  std::vector<model::Mailbox> out;
  dom::array list;
  if (object[key].get(list) == simdjson::SUCCESS)
    for (const dom::element one : list) out.push_back(mailbox_of(one));
  return out;
}

std::vector<model::Zone> zones_of(dom::element object) {
  std::vector<model::Zone> out;
  dom::array list;
  if (object["zones"].get(list) != simdjson::SUCCESS) return out;
  for (const dom::element one : list) {
    model::Zone zone;
    zone.start = number_of(one, "start");
    zone.end = number_of(one, "end");
    zone.kind = model::zone_kind(text_of(one, "kind")).value_or(model::ZoneKind::body);
    zone.depth = static_cast<int>(signed_of(one, "depth"));
    if (dom::element author; one["author"].get(author) == simdjson::SUCCESS) zone.author = mailbox_of(author);
    zone.subject = text_of(one, "subject");
    zone.date = text_of(one, "date");
    zone.date_raw = text_of(one, "date_raw");
    zone.to = text_of(one, "to");
    out.push_back(std::move(zone));
  }
  return out;
}

model::Document document_of(dom::element record) {
  model::Document d;
  d.id = text_of(record, "id");
  d.sha256 = text_of(record, "sha256");
  if (dom::element place; record["places"].at(0).get(place) == simdjson::SUCCESS)
    d.place = {std::string(text_of(place, "path")), std::string(text_of(place, "parent"))};
  d.type = model::document_type(text_of(record, "type")).value_or(model::DocumentType::other);
  d.media_type = text_of(record, "media_type");
  d.name = text_of(record, "name");
  d.message = text_of(record, "message");
  d.subject = text_of(record, "subject");
  d.from = mailboxes_of(record, "from");
  d.sender = mailboxes_of(record, "sender");
  d.reply_to = mailboxes_of(record, "reply_to");
  d.to = mailboxes_of(record, "to");
  d.cc = mailboxes_of(record, "cc");
  d.bcc = mailboxes_of(record, "bcc");
  if (const auto date = model::parse_iso8601(text_of(record, "date")))
    d.date = model::Moment{*date, static_cast<int>(signed_of(record, "zone"))};
  d.date_raw = text_of(record, "date_raw");
  d.date_note = text_of(record, "date_note");
  d.message_id = text_of(record, "message_id");
  if (dom::array list; record["references"].get(list) == simdjson::SUCCESS)
    for (const dom::element one : list)
      if (std::string_view id; one.get(id) == simdjson::SUCCESS) d.references.emplace_back(id);
  d.language = text_of(record, "language");
  d.bytes = number_of(record, "bytes");
  d.status = model::status(text_of(record, "status")).value_or(model::Status::read);
  d.reason = text_of(record, "reason");
  if (dom::array list; record["fields"].get(list) == simdjson::SUCCESS)
    for (const dom::element one : list) {
      std::string_view name, value;
      if (one.at(0).get(name) == simdjson::SUCCESS && one.at(1).get(value) == simdjson::SUCCESS)
        d.fields.emplace_back(name, value);
    }
  return d;
}

std::optional<model::Passage> passage_of(dom::element record) {
  model::Passage p;
  const std::string_view id = text_of(record, "id");
  if (id.size() != 32 || !model::parse_hex64(id.substr(0, 16), p.id) ||
      !model::parse_hex64(id.substr(16), p.check))
    return std::nullopt;
  p.start = number_of(record, "start");
  p.end = number_of(record, "end");
  p.depth = static_cast<int>(signed_of(record, "depth"));
  return p;
}

model::Ledger ledger_of(dom::element record) {
  model::Ledger out;
  out.place = text_of(record, "place");
  out.expected = number_of(record, "expected");
  out.read = number_of(record, "read");
  out.failed = number_of(record, "failed");
  out.skipped = number_of(record, "skipped");
  out.duplicates = number_of(record, "duplicates");
  if (dom::element bytes; record["bytes"].get(bytes) == simdjson::SUCCESS) {
    out.bytes_expected = number_of(bytes, "expected");
    out.bytes_read = number_of(bytes, "read");
    out.bytes_failed = number_of(bytes, "failed");
    out.bytes_skipped = number_of(bytes, "skipped");
  }
  return out;
}

enum class Waiting { nothing, document, piece };

}  // namespace

struct RecordLoader::State {
  explicit State(store::Writer& to) : writer(to) {}
  store::Writer& writer;
  dom::parser parser;
  dom::element parsed;
  std::string ledger_sha256;
  bool has_origin = false;

  Waiting waiting = Waiting::nothing;
  model::Document document;
  bool has_text = false, text_follows = false, last_piece = false;
  std::string text;
  std::uint64_t start = 0;
  std::vector<model::Zone> zones;
  std::vector<model::Passage> passages;
  PackedText packed;
  model::ListEntry entry;
  bool first = true, duplicate = false;

  void wait(Waiting what) {
    waiting = what;
    passages.clear();
  }

  Result<void> flush() {
    const Waiting what = std::exchange(waiting, Waiting::nothing);
    if (what == Waiting::nothing) return {};
    const store::TextPiece piece{start, text, zones, passages};
    if (what == Waiting::piece) return writer.add_piece(piece, last_piece);
    return add_document(has_text ? std::optional(piece) : std::nullopt, text_follows);
  }

  Result<void> add_document(const std::optional<store::TextPiece>& piece, bool pieces_follow) {
    const auto added = TRY(writer.add_document(document, piece, pieces_follow));
    if (std::exchange(first, false)) duplicate = added == store::Writer::Added::duplicate;
    return {};
  }

  Result<void> add_packed(std::string_view bytes) {
    Unpacker from(bytes);
    switch (packed_kind(from)) {
      case PackedKind::document:
        TRY(unpack_document(from, document, packed));
        return add_document(packed.has_text ? std::optional(packed_piece()) : std::nullopt,
                            packed.text_follows);
      case PackedKind::piece:
        TRY(unpack_piece(from, packed));
        return writer.add_piece(packed_piece(), packed.last);
      case PackedKind::failure:
        return writer.add_failure(TRY(unpack_failure(from)));
      case PackedKind::ledger:
        return writer.put_ledger(TRY(unpack_ledger(from)));
      case PackedKind::list: {
        bool complete = false;
        const model::ListInfo info = TRY(unpack_list(from, complete));
        return writer.add_list(info, complete);
      }
      case PackedKind::list_entry:
        TRY(unpack_list_entry(from, entry));
        return writer.add_list_entry(entry);
      case PackedKind::mentions:
      case PackedKind::claims:
      case PackedKind::run:
        break;
    }
    return Error{Code::internal, "a worker gave a record of no known kind", {}, {}};
  }

  store::TextPiece packed_piece() const {
    return {packed.start, packed.text, packed.zones, packed.passages, packed.sha256};
  }

  std::optional<store::FileInfo> origin_of(dom::element record, std::string_view path) const {
    dom::element o;
    if (record["origin"].get(o) != simdjson::SUCCESS) return std::nullopt;
    store::FileInfo info;
    info.path = path.substr(0, number_of(o, "file"));
    info.source = info.path.substr(0, number_of(o, "source"));
    info.bytes = number_of(o, "bytes");
    info.modified = signed_of(o, "modified");
    info.kind = text_of(o, "kind").empty() ? "auto" : text_of(o, "kind");
    info.dataset = text_of(o, "dataset");
    return info;
  }

  LoadedRecord look(dom::element r) {
    LoadedRecord out;
    out.kind = text_of(r, "record");
    out.place = text_of(r, "place");
    if (out.kind == "document") {
      if (dom::element place; r["places"].at(0).get(place) == simdjson::SUCCESS) {
        out.place = text_of(place, "path");
        out.top_level = text_of(place, "parent").empty();
      }
    }
    out.document = text_of(r, "document");
    out.origin = origin_of(r, out.place);
    if (out.kind == "ledger") out.ledger = ledger_of(r);
    ledger_sha256 = text_of(r, "sha256");
    has_origin = out.origin.has_value();
    return out;
  }

  Result<void> parse(std::string_view json) {
    if (const auto status = parser.parse(json.data(), json.size()).get(parsed); status != simdjson::SUCCESS)
      return Error{
          Code::bad_input, std::string("not a JSON record: ") + simdjson::error_message(status), {}, {}};
    return {};
  }

  Result<void> add(dom::element record) {
    const std::string_view kind = text_of(record, "record");
    if (kind == "passage") {
      if (const auto p = passage_of(record); p && waiting != Waiting::nothing) passages.push_back(*p);
      return {};
    }
    // Derived: made again from each passage's home. They stand between the passages of a document.
    if (kind == "mention" || kind == "claim") return {};
    TRY(flush());
    if (kind == "document") {
      document = document_of(record);
      std::string_view inline_text;
      has_text = record["text"].get(inline_text) == simdjson::SUCCESS;
      text.assign(inline_text);
      if (bool follows = false; record["text_follows"].get(follows) == simdjson::SUCCESS)
        text_follows = follows;
      else
        text_follows = false;
      start = 0;
      zones = zones_of(record);
      wait(Waiting::document);
    } else if (kind == "text") {
      text.assign(text_of(record, "text"));
      start = number_of(record, "start");
      if (record["last"].get(last_piece) != simdjson::SUCCESS) last_piece = false;
      zones = zones_of(record);
      wait(Waiting::piece);
    } else if (kind == "list") {
      bool complete = false;
      const model::ListInfo info = list_of(record, complete);
      return writer.add_list(info, complete);
    } else if (kind == "list_entry") {
      return writer.add_list_entry(list_entry_of(record));
    } else if (kind == "failure") {
      const std::string_view place = text_of(record, "place");
      return writer.add_failure({std::string(place), std::string(text_of(record, "document")),
                                 number_of(record, "bytes"), std::string(text_of(record, "code")),
                                 std::string(text_of(record, "reason"))});
    } else if (kind == "ledger") {
      return writer.put_ledger(ledger_of(record));
    } else {
      return Error{Code::bad_input, "no such record: '" + std::string(kind) + "'", {}, {}};
    }
    return {};
  }
};

RecordLoader::RecordLoader(store::Writer& writer) : state_(std::make_unique<State>(writer)) {}
RecordLoader::~RecordLoader() = default;

Result<void> RecordLoader::add(std::string_view json) {
  TRY(state_->parse(json));
  return state_->add(state_->parsed);
}

Result<void> RecordLoader::add_packed(std::string_view packed) { return state_->add_packed(packed); }

Result<LoadedRecord> RecordLoader::parse(std::string_view json) {
  TRY(state_->parse(json));
  return state_->look(state_->parsed);
}

Result<void> RecordLoader::add_parsed() { return state_->add(state_->parsed); }
const std::string& RecordLoader::ledger_sha256() const { return state_->ledger_sha256; }
bool RecordLoader::has_origin() const { return state_->has_origin; }

Result<void> RecordLoader::flush() { return state_->flush(); }

bool RecordLoader::take_duplicate() {
  state_->first = true;
  return std::exchange(state_->duplicate, false);
}

}  // namespace clew::pipeline
