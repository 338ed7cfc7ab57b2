#include "view/export_ftm.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/digest.h"
#include "base/json.h"
#include "base/utf8.h"
#include "store/entities.h"
#include "store/read_documents.h"
#include "view/export_ftm_claims.h"
#include "view/ftm_properties.h"

namespace clew::view {
namespace {

// Below the 30 MiB that a reader accepts for one entity, with room for its other properties.
constexpr std::uint64_t kMostOfBody = 30'000'000;

std::string id_of(std::string_view sha256) {
  return kFtmPrefix + hex(reinterpret_cast<const unsigned char*>(sha256.data()), sha256.size());
}

// The schema takes years 1000 to 2999, without a zone.
void add_date(FtmProperties& to, std::string_view name, std::optional<std::int64_t> date) {
  if (!date) return;
  const std::string text = model::iso8601(*date);
  if (text.size() == 20 && (text[0] == '1' || text[0] == '2')) to.add(name, text.substr(0, 19));
}

std::string_view language_of(std::string_view two) {
  static constexpr std::pair<std::string_view, std::string_view> kCodes[] = {
      {"en", "eng"}, {"fa", "fas"}, {"ar", "ara"}, {"mixed", "mul"}};
  for (const auto& [from, to] : kCodes)
    if (from == two) return to;
  return {};
}

void add_media_type(FtmProperties& to, std::string_view type) {
  const auto token = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$&-^_.+").find(c) != std::string_view::npos;
  };
  const std::size_t slash = type.find('/');
  if (slash == 0 || slash >= type.size() - 1 || type.size() > 127 || type == "application/octet-stream")
    return;
  for (std::size_t i = 0; i < type.size(); ++i)
    if (i != slash && !token(type[i])) return;
  to.add("mimeType", std::string(type));
}

std::string shown(const model::Mailbox& mailbox) {
  if (mailbox.address.empty()) return mailbox.name;
  return mailbox.name.empty() ? mailbox.address : mailbox.name + " <" + mailbox.address + ">";
}

Result<void> export_entity(const store::StoredEntity& entity, const Out& out) {
  FtmProperties p;
  const std::string_view schema = ftm_schema_of(entity.type);
  p.add_line("name", entity.name, kMostOfFtmName);
  for (const std::string& address : entity.addresses) {
    if (!p.has("name")) p.add_line("name", address, kMostOfFtmName);
    if (ftm_is_legal_entity(schema) && is_internet_address(address))
      p.add("email", address);
    else
      p.add_line("notes", "address: " + address);
  }
  if (!p.has("name")) p.add("name", entity.key);
  const std::string name = plain_line(entity.name, kMostOfFtmName);
  for (const std::string& other : entity.names)
    if (std::string line = plain_line(other, kMostOfFtmName); line != name) p.add("alias", std::move(line));
  return out(p.open_json(kFtmPrefix + entity.key, schema) + "}}\n");
}

/// The letter that each letter answers, both first copies, by documents.id.
class Replies {
 public:
  static Result<Replies> load(const store::Db& db) {
    Replies out;
    std::unordered_map<std::int64_t, std::int64_t>
        bearer;  // hash of a Message-ID -> the first letter with it
    store::Statement ids =
        TRY(db.prepare("SELECT m.hash, min(coalesce(d.message, d.id)) FROM message_ids m JOIN documents d ON "
                       "d.id = m.document"
                       " WHERE m.seq = 0 GROUP BY m.hash"));
    while (TRY(ids.step())) bearer.emplace(ids.integer(0), ids.integer(1));
    // The last reference is the letter answered; where it is not in the case, none is given.
    struct Last {
      std::int64_t seq = 0, parent = 0;
    };
    std::unordered_map<std::int64_t, Last> last;
    store::Statement references =
        TRY(db.prepare("SELECT hash, document, seq FROM message_ids WHERE seq > 0"));
    while (TRY(references.step())) {
      Last& entry = last[references.integer(1)];
      if (references.integer(2) < entry.seq) continue;
      const auto found = bearer.find(references.integer(0));
      entry = {references.integer(2), found == bearer.end() ? 0 : found->second};
    }
    for (const auto& [document, entry] : last)
      if (entry.parent != 0 && entry.parent != document) out.parent_.emplace(document, entry.parent);
    return out;
  }
  /// 0: none known.
  std::int64_t parent(std::int64_t document) const {
    const auto found = parent_.find(document);
    return found == parent_.end() ? 0 : found->second;
  }

 private:
  std::unordered_map<std::int64_t, std::int64_t> parent_;
};

class DocumentExport {
 public:
  DocumentExport(const store::Db& db, bool with_text, const Out& out)
      : db_(db), reader_(db), with_text_(with_text), out_(out) {}

  Result<void> run() {
    const Replies replies = TRY(Replies::load(db_));
    store::Statement ids = TRY(db_.prepare("SELECT sha256, subject FROM documents WHERE id = ?"));
    store::Statement parents = TRY(db_.prepare(
        "SELECT DISTINCT f.sha256 FROM places p JOIN documents d ON d.id = p.parent"
        " JOIN documents f ON f.id = coalesce(d.message, d.id) WHERE p.document = ? ORDER BY p.id"));
    return reader_.each([&](const store::StoredDocument& d) -> Result<bool> {
      if (d.message_row != 0 && !d.is_first_copy()) return true;
      FtmProperties p;
      add_general(p, d);
      parents.bind(1, d.row);
      while (TRY(parents.step()))
        if (std::string parent = id_of(parents.text(0)); parent != kFtmPrefix + d.id)
          p.add("parent", std::move(parent));
      if (d.type != model::DocumentType::mail) {
        TRY(write(d, schema_of(d), p));
        return true;
      }
      TRY(add_people(p, d));
      if (const std::int64_t parent = replies.parent(d.row); parent != 0) {
        ids.bind(1, parent);
        if (TRY(ids.step())) p.add("inReplyToEmail", id_of(ids.text(0)));
        ids.reset();
      }
      if (d.thread_row != 0) {
        ids.bind(1, d.thread_row);
        if (TRY(ids.step())) p.add_line("threadTopic", ids.text(1));
        ids.reset();
      }
      TRY(write(d, "Email", p));
      return true;
    });
  }

 private:
  static std::string_view schema_of(const store::StoredDocument& d) {
    if (d.media_type == "text/html" || d.media_type == "application/xhtml+xml") return "HyperText";
    return d.media_type.starts_with("text/") ? "PlainText" : "Document";
  }

  void add_general(FtmProperties& p, const store::StoredDocument& d) const {
    if (d.type == model::DocumentType::mail) {
      p.add_line("subject", d.subject);
      p.add_line("messageId", d.message_id);
    } else {
      p.add_line("title", d.subject);
      p.add_line("fileName", d.name);
      if (!p.has("fileName")) p.add("fileName", "document-" + d.id.substr(0, 12));
      for (const model::Mailbox& author : d.from) p.add_line("author", shown(author));
      for (const auto& [name, value] : d.fields) {
        if (name == "byline") p.add_line("author", value);
        if (name == "publication") p.add_line("publisher", value);
        if (name == "headline") p.add_line("title", value);
      }
    }
    if (d.date && d.date_note.ends_with(model::kToTheDay))
      p.add("date", model::shown_date(d));
    else if (d.date)
      add_date(p, "date", d.date->utc);
    add_media_type(p, d.media_type);
    p.add("language", std::string(language_of(d.language)));
    p.add("fileSize", std::to_string(d.bytes));
    p.add("processingStatus", std::string(model::name_of(d.status)));
    p.add_line("processingError", d.reason);
    p.add("notes", "SHA-256: " + d.sha256);
    for (const model::Place& place : d.places) p.add_line("notes", "place: " + place.path, kMostOfFtmText);
  }

  Result<void> add_people(FtmProperties& p, const store::StoredDocument& d) {
    for (const store::StoredParty& party : TRY(reader_.parties(d.row))) {
      const std::string text = shown(party.mailbox);
      switch (party.role) {
        case 1:
          p.add_line("from", text);
          break;
        case 2:
          p.add_line("to", text);
          break;
        case 3:
          p.add_line("cc", text);
          break;
        case 4:
          p.add_line("bcc", text);
          break;
        case 5:
          p.add_line("sender", text);
          break;
        default:
          continue;
      }
      if (party.entity.empty() || party.role == 5) continue;
      p.add(party.role == 1 ? "emitters" : "recipients", kFtmPrefix + party.entity);
    }
    return {};
  }

  Result<void> write(const store::StoredDocument& d, std::string_view schema, FtmProperties& p) {
    if (!with_text_ || d.text_row == 0) return out_(p.open_json(kFtmPrefix + d.id, schema) + "}}\n");
    if (TRY(reader_.text_bytes(d.text_row)) > kMostOfBody)
      p.add("notes", "bodyText: its first 30,000,000 bytes; all of it is in the case");
    TRY(out_(p.open_json(kFtmPrefix + d.id, schema)));
    TRY(write_body(d.text_row));
    return out_("}}\n");
  }

  // Values of at most kMostOfFtmText characters; one of white space alone would be dropped by a reader.
  Result<void> write_body(std::int64_t text_row) {
    std::string chunk, json;
    std::size_t characters = 0;
    std::uint64_t taken = 0;
    bool any = false;
    const auto flush = [&]() -> Result<void> {
      if (!plain_line(chunk, 1).empty()) {
        json = any ? "," : ",\"bodyText\":[";
        append_json_string(json, chunk);
        TRY(out_(json));
        any = true;
      }
      chunk.clear();
      characters = 0;
      return {};
    };
    TRY(reader_.read_text(text_row, [&](const std::string_view& piece) -> Result<bool> {
      for (std::size_t at = 0; at < piece.size() && taken < kMostOfBody;) {
        const auto length = static_cast<std::size_t>(decode_utf8(piece, at).length);
        chunk.append(piece, at, length);
        at += length, taken += length;
        if (++characters == kMostOfFtmText) TRY(flush());
      }
      return taken < kMostOfBody;
    }));
    TRY(flush());
    if (any) TRY(out_("]"));
    return {};
  }

  const store::Db& db_;
  store::DocumentReader reader_;
  bool with_text_;
  const Out& out_;
};

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
  if (label.size() >= 4 && label.substr(2, 2) == "--") return false;
  return std::all_of(label.begin(), label.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

bool is_internet_address(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || address.size() > 250) return false;
  if (address.substr(0, at).find_first_of("<>()[],;:?@\"\\ ") != std::string_view::npos) return false;
  if (plain_line(address, 300) != address || address.starts_with("mailto:")) return false;
  std::string_view domain = address.substr(at + 1), label;
  int labels = 0;
  for (bool more = true; more; ++labels) {
    const std::size_t dot = domain.find('.');
    more = dot != std::string_view::npos;
    label = domain.substr(0, dot);
    if (!is_label(label)) return false;
    if (more) domain.remove_prefix(dot + 1);
  }
  const bool number = std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
  return labels >= 2 && label.size() >= 2 && !number;
}

Result<void> export_ftm(const store::Db& db, bool with_text, const Out& out) {
  Result<void> status;
  TRY(store::each_entity(db, {}, [&](const store::StoredEntity& entity) {
    status = export_entity(entity, out);
    return status.has_value();
  }));
  TRY(std::move(status));
  TRY(DocumentExport(db, with_text, out).run());
  return export_ftm_claims(db, out);
}

}  // namespace clew::view
