// clew show: one document, thread or entity with its evidence.
#include <string>

#include "cli/command.h"
#include "cli/terminal.h"
#include "model/record_json.h"
#include "view/document.h"
#include "view/open.h"
#include "view/record_json.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case file", true},
    {"ID", "", "a document's id or its first 6 digits or more; an entity's key, address or name", true},
    {"--thread", "", "all letters of the document's thread, each with its own words"},
    {"--alike", "", "documents that share passages with this one"},
};

std::string shown(const model::Mailbox& mailbox) {
  if (mailbox.name.empty()) return mailbox.address;
  return mailbox.address.empty() ? mailbox.name : mailbox.name + " <" + mailbox.address + ">";
}

std::string joined(const std::vector<model::Mailbox>& list) {
  std::string out;
  for (const model::Mailbox& mailbox : list) out += (out.empty() ? "" : ", ") + shown(mailbox);
  return out;
}

void print_line(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  print(std::string(name) + std::string(name.size() < 12 ? 12 - name.size() : 1, ' ') +
        harmless_text(value, false) + "\n");
}

std::string day(const model::Document& document) {
  return document.date ? model::iso8601(document.date->utc).substr(0, 10) : "no date";
}

std::string one_line(const store::StoredDocument& document) {
  return day(document) + "  " + (document.from.empty() ? "" : shown(document.from.front()) + "  ") +
         (document.subject.empty() ? document.name : document.subject) + "  " + document.id.substr(0, 12);
}

// --- JSON: the record is written by pieces, since a text may be half a gigabyte.

/// `,"name":"..."` with the text in pieces.
Result<void> print_text_field(store::DocumentReader& reader, std::int64_t text_row) {
  print(",\"text\":\"");
  TRY(reader.read_text(text_row, [](const std::string_view& piece) -> Result<bool> {
    std::string quoted;
    append_json_string(quoted, piece);
    print(std::string_view(quoted).substr(1, quoted.size() - 2));
    return true;
  }));
  print("\"");
  return {};
}

Result<void> print_record(store::DocumentReader& reader, std::int64_t row) {
  const view::DocumentView view = TRY(view::load_document(reader, row));
  JsonWriter json;
  view::write_document(json, view);
  std::string record = json.take();
  record.pop_back();  // the closing brace comes last
  print(record);
  const std::int64_t text = view.document.text_row;
  if (text != 0) {
    TRY(print_text_field(reader, text));
    print(",\"zones\":[");
    bool first = true;
    const auto add = [&](JsonWriter& item) {
      print((first ? "" : ",") + item.text());
      first = false;
      return Result<bool>(true);
    };
    TRY(reader.each_zone(text, [&](const model::Zone& zone) -> Result<bool> {
      JsonWriter item;
      model::write_zone(item, zone);
      return add(item);
    }));
    print("],\"mentions\":[");
    first = true;
    TRY(reader.each_mention(text, [&](const store::StoredMention& mention) -> Result<bool> {
      JsonWriter item;
      model::write_mention(item, mention, view.document.id, 0, mention.entity, false);
      return add(item);
    }));
    print("]");
  }
  print("}\n");
  return {};
}

// --- On a terminal.

void print_headers(const view::DocumentView& view) {
  const store::StoredDocument& d = view.document;
  if (!d.subject.empty()) print(bold(harmless_text(d.subject, false)) + "\n");
  print_line("from", joined(d.from));
  print_line("sender", joined(d.sender));
  print_line("to", joined(d.to));
  print_line("cc", joined(d.cc));
  print_line("bcc", joined(d.bcc));
  std::string date = model::shown_date(d);
  if (!d.date_raw.empty()) date += (date.empty() ? "" : "  ") + ("as written: " + d.date_raw);
  if (!d.date_note.empty()) date += " (" + d.date_note + ")";
  print_line("date", date);
  print_line("type", std::string(model::name_of(d.type)) + ", " + d.media_type + ", " + grouped(d.bytes) +
                         " bytes" + (d.language.empty() ? "" : ", " + d.language));
  print_line("name", d.name);
  print_line("id", d.id);
  print_line("message", d.message);
  for (const model::Place& place : d.places) print_line("place", place.path);
  for (const std::string& parent : view.attached_to) print_line("attached to", parent);
  if (view.thread_size > 1)
    print_line("thread", (view.thread_position > 0 ? std::to_string(view.thread_position) + " of " : "") +
                             std::to_string(view.thread_size) + " letters (--thread shows them), " +
                             d.thread);
  for (const auto& [name, value] : d.fields) print_line(name, value);
  if (d.status != model::Status::read)
    print_line("status", std::string(model::name_of(d.status)) + ": " + d.reason);
  for (const store::StoredDocument& attachment : view.attachments)
    print_line("attachment", (attachment.name.empty() ? attachment.subject : attachment.name) + "  " +
                                 attachment.media_type + "  " + grouped(attachment.bytes) + " bytes  " +
                                 attachment.id.substr(0, 12));
}

std::string zone_label(const model::Zone& zone) {
  std::string out = "--- " + std::string(model::name_of(zone.kind));
  if (zone.depth > 1) out += " " + std::to_string(zone.depth);
  if (zone.author != model::Mailbox{}) out += ", written by " + shown(zone.author);
  if (!zone.date.empty()) out += ", " + zone.date;
  return out;
}

/// The text with a line before each part that is not the author's own, and its mentions in bold.
Result<void> print_text(store::DocumentReader& reader, const view::DocumentView& view) {
  const std::int64_t text = view.document.text_row;
  if (text == 0) return {};
  constexpr std::uint64_t kMarkedBytes = 256 * 1024;
  print("\n");
  if (view.text_bytes > kMarkedBytes)
    return reader.read_text(text, [](const std::string_view& piece) -> Result<bool> {
      print(harmless_text(piece, true));
      return true;
    });
  const std::string whole = TRY(reader.whole_text(text));
  std::vector<std::pair<std::size_t, std::size_t>> mentions;
  TRY(reader.each_mention(text, [&](const store::StoredMention& mention) -> Result<bool> {
    mentions.emplace_back(mention.start, mention.end);
    return true;
  }));
  auto mention = mentions.begin();
  TRY(reader.each_zone(text, [&](const model::Zone& zone) -> Result<bool> {
    const std::size_t start = std::min<std::size_t>(zone.start, whole.size());
    const std::size_t end = std::clamp<std::size_t>(zone.end, start, whole.size());
    using enum model::ZoneKind;
    if (zone.depth > 0 || zone.kind == quote || zone.kind == forward)
      print(harmless_text(zone_label(zone), false) + "\n");
    std::vector<std::pair<std::size_t, std::size_t>> here;
    for (; mention != mentions.end() && mention->second <= end; ++mention)
      if (mention->first >= start) here.emplace_back(mention->first - start, mention->second - start);
    print(with_marks(std::string_view(whole).substr(start, end - start), here, true));
    return true;
  }));
  if (!whole.ends_with('\n')) print("\n");
  return {};
}

Result<void> print_document(store::DocumentReader& reader, std::int64_t row) {
  const view::DocumentView view = TRY(view::load_document(reader, row));
  print_headers(view);
  return print_text(reader, view);
}

Result<void> show_document(store::DocumentReader& reader, std::int64_t row, const Args& args) {
  Listing out = TRY(Listing::open(args, {"document", "type", "date", "from", "to", "subject", "place"}));
  if (out.format() == Format::table) return print_document(reader, row);
  if (out.format() == Format::jsonl) return print_record(reader, row);
  const store::StoredDocument d = TRY(reader.load(row));
  out.add("", {d.id, std::string(model::name_of(d.type)), model::shown_date(d), joined(d.from), joined(d.to),
               d.subject, d.place.path});
  return {};
}

Result<void> show_thread(store::DocumentReader& reader, std::int64_t row, const Args& args) {
  Listing out = TRY(Listing::open(args, {"document", "date", "from", "to", "subject", "own text"}));
  store::StoredDocument document = TRY(reader.load(row));
  // An attachment belongs to the thread of its letter.
  if (document.thread_row == 0 && !document.place.parent.empty())
    document = TRY(reader.load(TRY(reader.find(document.place.parent))));
  if (document.thread_row == 0)
    return Error{Code::usage, "this document is no letter and so in no thread", {}, {}};
  std::uint64_t listed = 0;
  return reader.each_in_thread(document.thread_row, [&](const std::int64_t& letter) -> Result<bool> {
    if (out.limit() && listed++ == *out.limit()) return false;
    if (out.format() == Format::jsonl) {
      TRY(print_record(reader, letter));
      return true;
    }
    const store::StoredDocument d = TRY(reader.load_head(letter));
    std::string text;
    for (const view::Run& run : TRY(view::runs_of(reader, d.text_row)))
      text += run.own ? run.text
                      : (text.empty() || text.ends_with('\n') ? "" : "\n") + view::folded_line(run) + "\n";
    if (out.format() == Format::csv) {
      out.add("", {d.id, model::shown_date(d), joined(d.from), joined(d.to), d.subject, text});
      return true;
    }
    print(bold(harmless_text(one_line(d), false)) + "\n");
    print_line("to", joined(d.to));
    print("\n" + harmless_text(text, true) + (text.ends_with('\n') ? "\n" : "\n\n"));
    return true;
  });
}

Result<void> show_alike(const store::Db& db, store::DocumentReader& reader, std::int64_t row,
                        const Args& args) {
  Listing out = TRY(Listing::open(args, {"score", "document", "date", "type", "subject"}));
  for (const view::Alike& alike : TRY(view::find_alike(db, reader, row, out.limit()))) {
    JsonWriter json;
    view::write_alike(json, alike);
    char score[16];
    std::snprintf(score, sizeof score, "%.3f", alike.score);
    const store::StoredDocument& d = alike.document;
    out.add(json.text(),
            {score, out.format() == Format::table ? d.id.substr(0, 12) : d.id, model::shown_date(d),
             std::string(model::name_of(d.type)), d.subject.empty() ? d.name : d.subject});
  }
  return {};
}

void print_entity(const view::EntityView& view) {
  const store::StoredEntity& entity = view.entity;
  const auto date = [](std::optional<std::int64_t> at) {
    return at ? model::iso8601(*at).substr(0, 10) : "unknown";
  };
  print(bold(harmless_text(entity.name, false)) + "\n");
  print_line("entity", entity.key + " (" + entity.type + ")");
  for (const std::string& name : entity.names) print_line("name", name);
  for (const std::string& address : entity.addresses) print_line("address", address);
  print_line("letters",
             std::to_string(entity.sent) + " sent, " + std::to_string(entity.received) + " received");
  print_line("named", "in " + std::to_string(entity.named) + " passages");
  print_line("seen", "first " + date(entity.first) + ", last " + date(entity.last));
  print("\nknown as\n");
  for (const store::KnownAs& known : view.known_as)
    print("  " + harmless_text(shown(known.mailbox), false) +
          (known.reason.empty() ? "" : "  - " + harmless_text(known.reason, false)) + "\n");
  if (!view.ties.empty()) print("\nstrongest ties\n");
  for (const view::EntityTie& tie : view.ties)
    print("  " + harmless_text(tie.name, false) + "  " + std::to_string(tie.sent) + " to, " +
          std::to_string(tie.received) + " from  " + tie.key + "\n");
  if (!view.letters.empty()) print("\nlatest letters\n");
  for (const store::StoredDocument& letter : view.letters)
    print("  " + harmless_text(one_line(letter), false) + "\n");
  if (!view.passages.empty()) print("\nlatest passages that name it\n");
  for (const view::Naming& naming : view.passages)
    print("  " + harmless_text(one_line(naming.document), false) + "\n    " +
          with_marks(naming.quote, {{naming.name_start, naming.name_end}}, false) + "\n");
}

Result<void> show_entity(const store::Db& db, store::DocumentReader& reader, std::int64_t id,
                         const Args& args) {
  if (args.has("--thread") || args.has("--alike"))
    return Error{Code::usage, "--thread and --alike want a document, this is an entity", {}, {}};
  Listing out =
      TRY(Listing::open(args, {"entity", "type", "name", "sent", "received", "addresses", "named"}));
  const view::EntityView view = TRY(view::load_entity(db, reader, id));
  if (out.format() == Format::table) {
    print_entity(view);
    return {};
  }
  JsonWriter json;
  view::write_entity(json, view);
  std::string addresses;
  for (const std::string& address : view.entity.addresses)
    addresses += (addresses.empty() ? "" : "; ") + address;
  out.add(json.text(), {view.entity.key, view.entity.type, view.entity.name, std::to_string(view.entity.sent),
                        std::to_string(view.entity.received), addresses, std::to_string(view.entity.named)});
  return {};
}

Result<int> run_show(const Args& args) {
  if (args.has("--thread") && args.has("--alike"))
    return Error{Code::usage, "--thread and --alike go one at a time", {}, {}};
  const auto db = TRY(view::open_case(args.get("CASE")));
  store::DocumentReader reader(db);
  auto found = view::find_shown(db, reader, args.get("ID"));
  if (!found) {
    // The case could be read: what is wrong is what was asked for.
    Error error = std::move(found).error();
    if (error.code == Code::not_found || error.code == Code::conflict) error.code = Code::usage;
    return error;
  }
  if (found->entity != 0)
    TRY(show_entity(db, reader, found->entity, args));
  else if (args.has("--thread"))
    TRY(show_thread(reader, found->document, args));
  else if (args.has("--alike"))
    TRY(show_alike(db, reader, found->document, args));
  else
    TRY(show_document(reader, found->document, args));
  return 0;
}

}  // namespace

extern const Command kShow;
const Command kShow{
    "show",
    "one document, thread or entity, with its evidence",
    "A document: headers, every place where it lies, who wrote which part, attachments. An entity: its\n"
    "names and addresses with the reason for each, strongest ties, latest letters, and the latest passages "
    "of\n"
    "texts that name it. As JSON lines: the\n"
    "record, of a document with text, zones and mentions.",
    kOptions,
    "clew show inquiry.clew 3f2a9c0b1d22\n"
    "clew show inquiry.clew 3f2a9c --thread\n"
    "clew show inquiry.clew 3f2a9c --alike\n"
    "clew show inquiry.clew ali@example.org\n",
    true,
    run_show};

}  // namespace clew::cli
