#include "model/record_json.h"

#include <algorithm>

namespace clew::model {
namespace {

void write_mailboxes(JsonWriter& json, std::string_view name, const std::vector<Mailbox>& list,
                     const DocumentExtras& extras, bool always) {
  if (list.empty() && !always) return;
  json.key(name).begin_array();
  for (const Mailbox& mailbox : list)
    write_mailbox(json, mailbox, extras.entity ? extras.entity(mailbox) : "");
  json.end_array();
}

void write_place(JsonWriter& json, const Place& place) {
  json.begin_object().field("path", place.path).optional("parent", place.parent).end_object();
}

bool is_plain(std::span<const Zone> zones) {
  return zones.empty() || (zones.size() == 1 && zones[0].kind == ZoneKind::body && zones[0].depth == 0);
}

}  // namespace

std::string hex64(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4) out[i] = kDigits[value & 15];
  return out;
}

bool parse_hex64(std::string_view digits, std::uint64_t& value) {
  if (digits.size() != 16) return false;
  value = 0;
  for (const char c : digits) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return false;
    value = value << 4 | static_cast<std::uint64_t>(digit);
  }
  return true;
}

std::string passage_hex(std::uint64_t id, std::uint64_t check) { return hex64(id) + hex64(check); }

void write_mailbox(JsonWriter& json, const Mailbox& mailbox, std::string_view entity) {
  json.begin_object()
      .field("name", mailbox.name)
      .field("address", mailbox.address)
      .optional("entity", entity);
  json.end_object();
}

void write_zone(JsonWriter& json, const Zone& zone) {
  json.begin_object().field("start", zone.start).field("end", zone.end).field("kind", name_of(zone.kind));
  json.field("depth", zone.depth);
  if (zone.author != Mailbox{}) {
    json.key("author");
    write_mailbox(json, zone.author);
  }
  json.optional("subject", zone.subject).optional("date", zone.date).optional("date_raw", zone.date_raw);
  json.optional("to", zone.to).end_object();
}

void write_document(JsonWriter& json, const Document& document, const DocumentExtras& extras) {
  json.begin_object();
  if (extras.tagged) json.field("record", "document");
  json.field("id", document.id).field("sha256", document.sha256).key("places").begin_array();
  if (extras.places.empty()) write_place(json, document.place);
  for (const Place& place : extras.places) write_place(json, place);
  json.end_array().field("type", name_of(document.type)).field("media_type", document.media_type);
  json.optional("name", document.name)
      .optional("message", document.message)
      .optional("thread", extras.thread);
  json.field("subject", document.subject);
  write_mailboxes(json, "from", document.from, extras, true);
  write_mailboxes(json, "sender", document.sender, extras, false);
  write_mailboxes(json, "reply_to", document.reply_to, extras, false);
  write_mailboxes(json, "to", document.to, extras, true);
  write_mailboxes(json, "cc", document.cc, extras, true);
  write_mailboxes(json, "bcc", document.bcc, extras, false);
  if (document.date) {
    json.field("date", shown_date(document));
    if (document.date->zone != 0) json.field("zone", document.date->zone);
  }
  json.optional("date_raw", document.date_raw).optional("date_note", document.date_note);
  json.optional("message_id", document.message_id);
  if (!document.references.empty()) {
    json.key("references").begin_array();
    for (const std::string& reference : document.references) json.value(reference);
    json.end_array();
  }
  json.field("language", document.language).field("bytes", document.bytes);
  json.field("status", name_of(document.status)).optional("reason", document.reason);
  if (!document.fields.empty()) {
    json.key("fields").begin_array();
    for (const auto& [name, value] : document.fields) json.begin_array().value(name).value(value).end_array();
    json.end_array();
  }
  if (extras.text) {
    json.field("text", *extras.text);
    if (!is_plain(extras.zones)) {
      json.key("zones").begin_array();
      for (const Zone& zone : extras.zones) write_zone(json, zone);
      json.end_array();
    }
  }
  json.end_object();
}

void write_passage(JsonWriter& json, const Passage& passage, std::string_view document, bool tagged) {
  json.begin_object();
  if (tagged) json.field("record", "passage");
  json.field("document", document).field("id", passage_hex(passage.id, passage.check));
  json.field("start", passage.start).field("end", passage.end).field("zone", name_of(passage.zone));
  if (passage.depth != 0) json.field("depth", passage.depth);
  if (passage.author != Mailbox{}) {
    json.key("author");
    write_mailbox(json, passage.author);
  }
  json.optional("date", passage.date).end_object();
}

void write_mention(JsonWriter& json, const Mention& mention, std::string_view document, std::uint64_t base,
                   std::string_view entity, bool tagged) {
  json.begin_object();
  if (tagged) json.field("record", "mention");
  json.field("document", document).field("start", base + mention.start).field("end", base + mention.end);
  json.field("text", mention.text).field("type", name_of(mention.type)).optional("value", mention.value);
  json.optional("entity", entity).field("confidence", mention.confidence).end_object();
}

namespace {

void write_argument(JsonWriter& json, const ClaimArgument& arg, const ClaimExtras& extras) {
  json.begin_object().field("text", arg.text);
  const std::string& name = arg.name.empty() ? arg.text : arg.name;
  json.optional("name", name);
  if (arg.value) json.field("value", *arg.value);
  json.optional("currency", arg.currency);
  if (extras.entity && !arg.value) json.optional("entity", extras.entity(name));
  if (arg.end > arg.start) json.field("start", extras.base + arg.start).field("end", extras.base + arg.end);
  json.end_object();
}

// Arguments of one role may lie apart.
void write_arguments(JsonWriter& json, const Claim& claim, const ClaimExtras& extras) {
  json.key("args").begin_object();
  for (std::size_t i = 0; i < claim.args.size(); ++i) {
    const std::string& role = claim.args[i].role;
    const auto same = [&](const ClaimArgument& arg) { return arg.role == role; };
    if (std::any_of(claim.args.begin(), claim.args.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
    json.key(role).begin_array();
    for (std::size_t j = i; j < claim.args.size(); ++j)
      if (same(claim.args[j])) write_argument(json, claim.args[j], extras);
    json.end_array();
  }
  json.end_object();
}

void write_sources(JsonWriter& json, const Claim& claim, const ClaimExtras& extras) {
  json.key("attribution").begin_array();
  if (!extras.author.empty()) {
    json.begin_object().field("source", extras.author).field("name", extras.author);
    json.optional("entity", extras.author_entity)
        .field("kind", name_of(AttributionKind::document))
        .end_object();
  }
  for (const ClaimSource& source : claim.sources) {
    const std::string& name = source.name.empty() ? source.source : source.name;
    json.begin_object().field("source", source.source).optional("name", name);
    if (extras.entity) json.optional("entity", extras.entity(name));
    json.optional("cue", source.cue).field("kind", name_of(source.kind)).end_object();
  }
  json.end_array();
}

void write_spans(JsonWriter& json, std::string_view key, const std::vector<Span>& spans, std::uint64_t base) {
  json.key(key).begin_array();
  for (const Span& span : spans)
    json.begin_array().value(base + span.start).value(base + span.end).end_array();
  json.end_array();
}

}  // namespace

void write_claim(JsonWriter& json, const Claim& claim, const ClaimExtras& extras) {
  json.begin_object();
  if (extras.tagged) json.field("record", "claim");
  json.optional("id", extras.id).field("type", name_of(claim.type));
  write_arguments(json, claim, extras);
  if (!claim.from.empty() || !claim.to.empty() || !claim.time_text.empty()) {
    json.key("time").begin_object().optional("from", claim.from).optional("to", claim.to);
    json.optional("text", claim.time_text).end_object();
  }
  json.field("status", name_of(claim.status)).key("cues").begin_array();
  for (const std::string& cue : claim.cues) json.value(cue);
  json.end_array();
  if (claim.nonanswer) json.field("nonanswer", true);
  write_sources(json, claim, extras);
  json.key("evidence").begin_array();
  for (const Evidence& evidence : extras.evidence) {
    json.begin_object().optional("document", evidence.document).optional("sha256", evidence.sha256);
    json.field("start", evidence.start)
        .field("end", evidence.end)
        .field("quote", evidence.quote)
        .end_object();
  }
  json.end_array().field("confidence", claim.confidence).optional("group", extras.group);
  json.key("disputed_by").begin_array();
  for (const std::string& id : extras.disputed_by) json.value(id);
  json.end_array().field("reader", claim.reader).end_object();
}

void write_attribution(JsonWriter& json, const Attribution& attribution, std::uint64_t base) {
  json.begin_object();
  write_spans(json, "source", attribution.source, base);
  write_spans(json, "cue", attribution.cue, base);
  write_spans(json, "content", attribution.content, base);
  json.field("kind", name_of(attribution.kind)).optional("name", attribution.name);
  json.field("confidence", attribution.confidence).end_object();
}

void write_failure(JsonWriter& json, const Failure& failure, bool tagged) {
  json.begin_object();
  if (tagged) json.field("record", "failure");
  json.field("place", failure.place).optional("document", failure.document).field("bytes", failure.bytes);
  json.field("code", failure.code).field("reason", failure.reason).end_object();
}

void write_ledger(JsonWriter& json, const Ledger& ledger, bool tagged) {
  json.begin_object();
  if (tagged) json.field("record", "ledger");
  json.field("place", ledger.place).field("expected", ledger.expected).field("read", ledger.read);
  json.field("failed", ledger.failed).field("skipped", ledger.skipped).field("duplicates", ledger.duplicates);
  json.key("bytes").begin_object().field("expected", ledger.bytes_expected).field("read", ledger.bytes_read);
  json.field("failed", ledger.bytes_failed).field("skipped", ledger.bytes_skipped).end_object().end_object();
}

}  // namespace clew::model
