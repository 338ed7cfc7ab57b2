#include "pipeline/packed.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace clew::pipeline {
namespace {

Error broken() { return {Code::internal, "a worker gave a record that cannot be read", {}, {}}; }

void pack_mailboxes(Packer& to, const std::vector<model::Mailbox>& list) {
  to.number(list.size());
  for (const model::Mailbox& one : list) to.text(one.name).text(one.address);
}

void unpack_mailboxes(Unpacker& from, std::vector<model::Mailbox>& out) {
  out.clear();
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
    model::Mailbox& one = out.emplace_back();
    one.name = from.text();
    one.address = from.text();
  }
}

// Zones cover a text without gaps, so that their ends say where they begin.
void pack_zones(Packer& to, const PackedText& text) {
  to.number(text.zones.size());
  const model::Zone* before = nullptr;
  for (const model::Zone& z : text.zones) {
    to.number(z.start).number(z.end).number(static_cast<std::uint64_t>(z.kind)).signed_number(z.depth);
    const bool plain = z.author == model::Mailbox{} && z.subject.empty() && z.date.empty() &&
                       z.date_raw.empty() && z.to.empty();
    const bool same = before != nullptr && z.author == before->author && z.subject == before->subject &&
                      z.date == before->date && z.date_raw == before->date_raw && z.to == before->to;
    to.number(plain ? 0 : same ? 1 : 2);
    before = &z;
    if (plain || same) continue;
    to.text(z.author.name).text(z.author.address).text(z.subject).text(z.date).text(z.date_raw).text(z.to);
  }
}

void unpack_zones(Unpacker& from, std::vector<model::Zone>& out) {
  out.clear();
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
    model::Zone z;
    z.start = from.number();
    z.end = from.number();
    z.kind = static_cast<model::ZoneKind>(from.number() %
                                          (static_cast<unsigned>(model::ZoneKind::disclaimer) + 1));
    z.depth = static_cast<int>(from.signed_number());
    const std::uint64_t told = from.number();
    if (told == 1 && !out.empty()) {
      const model::Zone& before = out.back();
      z.author = before.author;
      z.subject = before.subject;
      z.date = before.date;
      z.date_raw = before.date_raw;
      z.to = before.to;
    } else if (told == 2) {
      z.author.name = from.text();
      z.author.address = from.text();
      z.subject = from.text();
      z.date = from.text();
      z.date_raw = from.text();
      z.to = from.text();
    }
    out.push_back(std::move(z));
  }
}

void pack_text(Packer& to, const PackedText& text) {
  to.number(static_cast<std::uint64_t>(text.has_text) | static_cast<std::uint64_t>(text.text_follows) << 1 |
            static_cast<std::uint64_t>(text.last) << 2);
  to.number(text.start).text(text.text).text(text.sha256);
  pack_zones(to, text);
  to.number(text.passages.size());
  for (const model::Passage& p : text.passages)
    to.fixed(p.id).fixed(p.check).number(p.start).number(p.end).number(p.depth > 0 ? 1 : 0);
}

void unpack_text(Unpacker& from, PackedText& text) {
  const std::uint64_t flags = from.number();
  text.has_text = (flags & 1) != 0;
  text.text_follows = (flags & 2) != 0;
  text.last = (flags & 4) != 0;
  text.start = from.number();
  text.text = from.text();
  text.sha256 = from.text();
  unpack_zones(from, text.zones);
  text.passages.clear();
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
    model::Passage& p = text.passages.emplace_back();
    p.id = from.fixed();
    p.check = from.fixed();
    p.start = from.number();
    p.end = from.number();
    p.depth = from.number() != 0 ? 1 : 0;
  }
}

}  // namespace

Packer& Packer::number(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>(value | 0x80));
  bytes_.push_back(static_cast<char>(value));
  return *this;
}

std::uint64_t Unpacker::number() {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < rest_.size() && i < 10; ++i) {
    const auto byte = static_cast<unsigned char>(rest_[i]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << 7 * i;
    if ((byte & 0x80) != 0) continue;
    rest_.remove_prefix(i + 1);
    return value;
  }
  rest_ = {};
  ok_ = false;
  return 0;
}

std::string_view Unpacker::text() {
  const std::uint64_t size = number();
  if (size > rest_.size()) {
    rest_ = {};
    ok_ = false;
    return {};
  }
  const std::string_view found = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return found;
}

std::uint64_t Unpacker::fixed() {
  std::uint64_t value = 0;
  if (rest_.size() < sizeof value) {
    rest_ = {};
    ok_ = false;
    return 0;
  }
  std::memcpy(&value, rest_.data(), sizeof value);
  rest_.remove_prefix(sizeof value);
  return value;
}

void pack_document(Packer& to, const model::Document& d, const PackedText& text) {
  to.number(static_cast<std::uint64_t>(PackedKind::document));
  to.text(d.id).text(d.place.path).text(d.place.parent).number(static_cast<std::uint64_t>(d.type));
  to.text(d.media_type).text(d.name).text(d.message).text(d.subject);
  for (const auto* list : {&d.from, &d.sender, &d.reply_to, &d.to, &d.cc, &d.bcc}) pack_mailboxes(to, *list);
  to.number(d.date ? 1 : 0);
  if (d.date) to.signed_number(d.date->utc).signed_number(d.date->zone);
  to.text(d.date_raw).text(d.date_note).text(d.message_id).number(d.references.size());
  for (const std::string& reference : d.references) to.text(reference);
  to.text(d.language).number(d.bytes).number(static_cast<std::uint64_t>(d.status)).text(d.reason);
  to.number(d.fields.size());
  for (const auto& [name, value] : d.fields) to.text(name).text(value);
  pack_text(to, text);
}

void pack_piece(Packer& to, const PackedText& text) {
  to.number(static_cast<std::uint64_t>(PackedKind::piece));
  pack_text(to, text);
}

void pack_failure(Packer& to, const model::Failure& failure) {
  to.number(static_cast<std::uint64_t>(PackedKind::failure));
  to.text(failure.place).text(failure.document).number(failure.bytes).text(failure.code).text(failure.reason);
}

void pack_ledger(Packer& to, const model::Ledger& l) {
  to.number(static_cast<std::uint64_t>(PackedKind::ledger)).text(l.place);
  for (const std::uint64_t number : {l.expected, l.read, l.failed, l.skipped, l.duplicates, l.bytes_expected,
                                     l.bytes_read, l.bytes_failed, l.bytes_skipped})
    to.number(number);
}

PackedKind packed_kind(Unpacker& from) { return static_cast<PackedKind>(from.number()); }

Result<void> unpack_document(Unpacker& from, model::Document& d, PackedText& text) {
  d.id = from.text();
  d.sha256 = d.id;
  d.place.path = from.text();
  d.place.parent = from.text();
  d.type = static_cast<model::DocumentType>(from.number() %
                                            (static_cast<unsigned>(model::DocumentType::other) + 1));
  d.media_type = from.text();
  d.name = from.text();
  d.message = from.text();
  d.subject = from.text();
  for (auto* list : {&d.from, &d.sender, &d.reply_to, &d.to, &d.cc, &d.bcc}) unpack_mailboxes(from, *list);
  d.date.reset();
  if (from.number() != 0) {
    const std::int64_t utc = from.signed_number();
    d.date = model::Moment{utc, static_cast<int>(from.signed_number())};
  }
  d.date_raw = from.text();
  d.date_note = from.text();
  d.message_id = from.text();
  d.references.clear();
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) d.references.emplace_back(from.text());
  d.language = from.text();
  d.bytes = from.number();
  d.status = static_cast<model::Status>(from.number() % 3);
  d.reason = from.text();
  d.fields.clear();
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
    const std::string_view name = from.text();
    d.fields.emplace_back(name, from.text());
  }
  unpack_text(from, text);
  return from.ok() ? Result<void>() : broken();
}

Result<void> unpack_piece(Unpacker& from, PackedText& text) {
  unpack_text(from, text);
  return from.ok() ? Result<void>() : broken();
}

Result<model::Failure> unpack_failure(Unpacker& from) {
  model::Failure failure;
  failure.place = from.text();
  failure.document = from.text();
  failure.bytes = from.number();
  failure.code = from.text();
  failure.reason = from.text();
  if (!from.ok()) return broken();
  return failure;
}

Result<model::Ledger> unpack_ledger(Unpacker& from) {
  model::Ledger l;
  l.place = from.text();
  for (std::uint64_t* number : {&l.expected, &l.read, &l.failed, &l.skipped, &l.duplicates, &l.bytes_expected,
                                &l.bytes_read, &l.bytes_failed, &l.bytes_skipped})
    *number = from.number();
  if (!from.ok()) return broken();
  return l;
}

void pack_claim(Packer& to, const model::Claim& claim) {
  to.text(name_of(claim.type)).text(name_of(claim.status)).number(claim.start).number(claim.end);
  to.text(claim.from).text(claim.to).text(claim.time_text).number(claim.nonanswer ? 1 : 0);
  to.fixed(std::bit_cast<std::uint64_t>(claim.confidence)).text(claim.reader);
  to.number(claim.cues.size());
  for (const std::string& cue : claim.cues) to.text(cue);
  to.number(claim.args.size());
  for (const model::ClaimArgument& arg : claim.args) {
    to.text(arg.role).number(arg.start).number(arg.end).text(arg.text).text(arg.name);
    to.number(arg.value ? 1 : 0)
        .fixed(std::bit_cast<std::uint64_t>(arg.value.value_or(0)))
        .text(arg.currency);
  }
  to.number(claim.sources.size());
  for (const model::ClaimSource& source : claim.sources)
    to.text(source.source).text(source.name).text(source.cue).text(name_of(source.kind));
}

Result<model::Claim> unpack_claim(Unpacker& from) {
  model::Claim claim;
  const auto type = model::claim_type(from.text());
  const auto status = model::claim_status(from.text());
  if (!type || !status) return broken();
  claim.type = *type;
  claim.status = *status;
  claim.start = from.number();
  claim.end = from.number();
  claim.from = from.text();
  claim.to = from.text();
  claim.time_text = from.text();
  claim.nonanswer = from.number() != 0;
  claim.confidence = std::bit_cast<double>(from.fixed());
  claim.reader = from.text();
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) claim.cues.emplace_back(from.text());
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
    model::ClaimArgument& arg = claim.args.emplace_back();
    arg.role = from.text();
    arg.start = from.number();
    arg.end = from.number();
    arg.text = from.text();
    arg.name = from.text();
    const bool valued = from.number() != 0;
    const double value = std::bit_cast<double>(from.fixed());
    if (valued) arg.value = value;
    arg.currency = from.text();
  }
  for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
    model::ClaimSource& source = claim.sources.emplace_back();
    source.source = from.text();
    source.name = from.text();
    source.cue = from.text();
    const auto kind = model::attribution_kind(from.text());
    if (!kind) return broken();
    source.kind = *kind;
  }
  return from.ok() && std::isfinite(claim.confidence) ? Result<model::Claim>(std::move(claim)) : broken();
}

}  // namespace clew::pipeline
