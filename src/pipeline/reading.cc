#include "pipeline/reading.h"

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/digest.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "lists/list_reader.h"
#include "model/record_json.h"
#include "pipeline/recorder.h"
#include "read/media_types.h"
#include "read/sniff.h"
#include "text/language.h"
#include "text/passages.h"
#include "text/zones.h"

namespace clew::pipeline {
namespace {

constexpr std::size_t kHeadBytes = 4096;
constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr std::size_t kSmallItem = 1 << 20;      // read into memory
constexpr std::size_t kDeferredBytes = 1 << 20;  // attachments' records held until their letter's is out
constexpr int kMaxNesting = 24;
// A part that says the same as the letter's text in another form: kept and listed, but not read a second
// time.
const std::pair<std::string, std::string> kAlternative{"role", "alternative"};

// Everything that one file's reading shares.
struct Run {
  const ReadTask& task;
  const read::Limits& limits;
  RecordOutput& output;
  std::uint64_t records_to_skip;
  std::unique_ptr<Recorder> recorder;
  ReadOutcome outcome{};
  std::vector<std::string>* deferred = nullptr;  // while set, records gather here
  std::size_t deferred_bytes = 0;
  Recorder::Put put_record = [this](std::string_view record) { put(record); };

  void put(std::string_view record) {
    if (deferred != nullptr) {
      deferred->emplace_back(record);
      deferred_bytes += record.size();
    } else if (records_to_skip > 0) {
      --records_to_skip;
    } else {
      output.record(record);
    }
  }

  void fail(std::string_view place, std::string_view document, std::uint64_t bytes, std::string_view code,
            std::string_view reason) {
    recorder->failure(
        {std::string(place), std::string(document), bytes, std::string(code), std::string(reason)},
        put_record);
  }
};

// An item to be read: where it stands and what its container says of it.
struct Item {
  std::string place;
  std::string parent;  // id of the letter that it is attached to
  read::Child told;
  int depth = 0;
};

bool read_item(Run& run, const Item& item, Source& bytes);

model::DocumentType type_of_unread(const Item& item, std::string_view media_type) {
  if (!item.parent.empty()) return model::DocumentType::attachment;
  if (media_type == "text/calendar") return model::DocumentType::calendar;
  if (media_type == "text/vcard") return model::DocumentType::contact;
  return model::DocumentType::other;
}

// The identity of a letter: sender, date, subject, folded body. Copies of one letter in several mailboxes
// agree. Of a long text only the first chunk counts.
std::string message_key(const model::Document& d, bool no_text, std::string_view words) {
  std::string key;
  for (const model::Mailbox& from : d.from)
    key += from.address.empty() ? folded(from.name) : from.address, key += ',';
  std::transform(key.begin(), key.end(), key.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  key += '\n' + (d.date ? std::to_string(d.date->utc) : d.date_raw) + '\n' + folded(d.subject) + '\n';
  // Without a date or a body there is too little to tell two letters apart: then the Message-ID decides too.
  if (!d.date || no_text) key += d.message_id;
  key += '\n';
  key += words;
  return hex(sha256(key).data(), 8);
}

// Turns what a reader finds in one document (a letter, a text) into records.
class DocumentSink final : public read::Sink {
 public:
  DocumentSink(Run& run, const Item& item, std::string id, std::uint64_t bytes)
      : run_(run), item_(item), id_(std::move(id)), bytes_(bytes) {}

  void open(model::Document document) override {
    document_ = std::move(document);
    document_.id = document_.sha256 = id_;
    document_.place = {item_.place, item_.parent};
    document_.bytes = bytes_;
    document_.name = item_.told.name;
    if (!item_.parent.empty() && document_.type != model::DocumentType::mail)
      document_.type = model::DocumentType::attachment;
    document_.fields.insert(document_.fields.end(), item_.told.fields.begin(), item_.told.fields.end());
    opened_ = true;
  }

  void text(std::string_view piece) override {
    if (cut_off_) return;
    total_ += piece.size();
    if (total_ > run_.limits.max_text_bytes) {
      cut_off_ = true;
      loss("limit",
           "the text is longer than the limit of " + std::to_string(run_.limits.max_text_bytes) + " bytes",
           0);
      return;
    }
    while (!piece.empty()) {
      const std::size_t room = 2 * kChunkBytes - buffer_.size();
      const std::size_t n = std::min(room, piece.size());
      buffer_.append(piece, 0, n);
      piece.remove_prefix(n);
      if (buffer_.size() >= 2 * kChunkBytes) flush_chunk();
    }
  }

  void child(const read::Child& told, Source& bytes) override {
    std::vector<std::string>* const outer = run_.deferred;
    if (!written_ && run_.deferred_bytes > kDeferredBytes) write_document();
    if (!written_) run_.deferred = &deferred_;
    Item inner{item_.place + told.member, id_, told, item_.depth + 1};
    read_item(run_, inner, bytes);
    run_.deferred = outer;
  }

  void loss(std::string_view code, std::string_view reason, std::uint64_t bytes) override {
    if (document_.status == model::Status::read && opened_) {
      document_.status = model::Status::partial;
      document_.reason = reason;
    }
    losses_.push_back({item_.place, id_, bytes, std::string(code), std::string(reason)});
  }

  void skipped(std::uint64_t) override {}

  void close() override {
    if (!written_ && buffer_.size() > kChunkBytes) flush_chunk();
    if (!written_) {
      write_document();
    } else if (long_) {
      while (buffer_.size() > kChunkBytes) flush_chunk();
      write_piece(buffer_, true);
    }
    for (const model::Failure& f : losses_) run_.fail(f.place, f.document, f.bytes, f.code, f.reason);
    closed_ = true;
  }

  bool opened() const { return opened_; }
  bool closed() const { return closed_; }

 private:
  // Writes the document record. With a short text it holds all of it; a long one follows in pieces.
  void write_document() {
    const std::string_view text = long_ ? std::string_view() : std::string_view(buffer_);
    document_.language = text::identify_language(buffer_);
    found_ = {};
    found_.has_text = !long_;
    found_.text_follows = long_;
    std::string words;
    if (!long_) find_in(text, &words);
    if (document_.type == model::DocumentType::mail) {
      if (long_) append_folded(words, std::string_view(buffer_).substr(0, kChunkBytes));
      document_.message = message_key(document_, buffer_.empty(), words);
    }
    const std::vector<std::string> held = std::exchange(deferred_, {});
    for (const std::string& record : held) run_.deferred_bytes -= record.size();
    run_.recorder->document(document_, found_, run_.put_record);
    written_ = true;
    for (const std::string& record : held) run_.put(record);
  }

  // Finds the zones and passages of the text, or of a piece of it.
  void find_in(std::string_view text, std::string* words) {
    found_.start = written_bytes_;
    found_.text = text;
    digest_ = text.empty() ? Sha256() : sha256(text);
    found_.sha256 = {reinterpret_cast<const char*>(digest_.data()),
                     long_ || text.empty() ? 0 : digest_.size()};
    found_.zones = text::find_zones(text, document_.type);
    found_.passages = text::split_passages(text, found_.zones, written_bytes_, words);
    for (model::Zone& zone : found_.zones) zone.start += written_bytes_, zone.end += written_bytes_;
  }

  // Sends the first chunk of the buffer on, cut between paragraphs if it can be, else lines, words,
  // characters.
  void flush_chunk() {
    if (!written_) {
      long_ = true;
      write_document();
    }
    const std::string_view window = std::string_view(buffer_).substr(0, kChunkBytes);
    std::size_t cut = std::string_view::npos;
    for (const std::string_view mark : {"\n\n", "\r\n\r\n", "\n", " "}) {
      const std::size_t at = window.rfind(mark);
      if (at == std::string_view::npos || at < kChunkBytes / 2) continue;
      cut = at + mark.size();
      break;
    }
    if (cut == std::string_view::npos) cut = floor_boundary(buffer_, kChunkBytes);
    write_piece(std::string_view(buffer_).substr(0, cut), false);
    buffer_.erase(0, cut);
  }

  void write_piece(std::string_view text, bool last) {
    found_.last = last;
    find_in(text, nullptr);
    run_.recorder->piece(document_, found_, run_.put_record);
    written_bytes_ += text.size();
  }

  Run& run_;
  const Item& item_;
  const std::string id_;
  const std::uint64_t bytes_;
  model::Document document_;
  std::string buffer_;
  std::vector<std::string> deferred_;
  PackedText found_;
  Sha256 digest_{};
  std::vector<model::Failure> losses_;
  std::uint64_t total_ = 0, written_bytes_ = 0;
  bool opened_ = false, written_ = false, long_ = false, cut_off_ = false, closed_ = false;
};

// Turns the items of a container into records, and keeps its account.
class ContainerSink final : public read::Sink {
 public:
  ContainerSink(Run& run, const Item& item, bool top) : run_(run), item_(item), top_(top) {}

  void child(const read::Child& told, Source& bytes) override {
    ++ledger.expected;
    if (top_ && ledger.expected <= run_.task.skip_items) return;
    const Item inner{item_.place + told.member, item_.parent, told, item_.depth + 1};
    const bool ok = read_item(run_, inner, bytes);
    (ok ? ledger.read : ledger.failed) += 1;
    (ok ? ledger.bytes_read : ledger.bytes_failed) += bytes.size();
    if (top_) {
      run_.records_to_skip = 0;
      run_.output.item_done(!ok, bytes.size());
    }
  }

  // A container has no text of its own.
  void open(model::Document) override {}
  void text(std::string_view) override {}
  void close() override {}

  void loss(std::string_view code, std::string_view reason, std::uint64_t bytes) override {
    if (top_ && ledger.expected < run_.task.skip_items) return;  // it was told before
    run_.fail(item_.place, {}, bytes, code, reason);
  }
  void skipped(std::uint64_t bytes) override { ledger.bytes_skipped += bytes; }

  model::Ledger ledger;

 private:
  Run& run_;
  const Item& item_;
  bool top_;
};

// A file that no reader knows: listed with its hash.
void write_unread(Run& run, const Item& item, Source& bytes, std::string_view head, const std::string& id) {
  model::Document d;
  d.id = d.sha256 = id;
  d.place = {item.place, item.parent};
  d.bytes = bytes.size();
  d.name = item.told.name;
  d.media_type = read::guess_media_type(head, item.told.name.empty() ? item.place : item.told.name,
                                        item.told.media_type);
  d.type = type_of_unread(item, d.media_type);
  d.fields = item.told.fields;
  const bool alternative = std::find(d.fields.begin(), d.fields.end(), kAlternative) != d.fields.end();
  if (!alternative && read::may_hold_text(d.media_type)) {
    d.status = model::Status::partial;
    d.reason = "listed only: no reader for " + d.media_type;
  }
  run.recorder->document(d, {}, run.put_record);
}

// A sanctions list: looked through to its end before anything of it is told, so that it is there wholly or
// not at all.
Result<void> read_list(Run& run, const Item& item, Source& bytes, std::string_view head,
                       const lists::Format& format, const std::string& id) {
  const std::string_view name = std::string_view(item.place).substr(item.place.rfind('/') + 1);
  const auto pass = [&](const lists::EntrySink& sink) { return lists::read_list(format, bytes, name, sink); };
  const model::ListInfo info = TRY(pass([](model::ListEntry&) { return Result<void>(); }));
  model::Document d;
  d.id = d.sha256 = id;
  d.place = {item.place, item.parent};
  d.bytes = bytes.size();
  d.type = model::DocumentType::list;
  d.media_type = read::guess_media_type(head, name, {});
  d.fields.emplace_back("list", info.name);
  if (!info.part.empty()) d.fields.emplace_back("list-part", info.part);
  if (!info.date.empty()) d.fields.emplace_back("list-date", info.date);
  d.fields.emplace_back("list-format", info.format);
  run.recorder->document(d, {}, run.put_record);
  run.recorder->list(d, info, false, run.put_record);
  TRY(pass([&](model::ListEntry& entry) {
    run.recorder->list_entry(d, entry, run.put_record);
    return Result<void>();
  }));
  run.recorder->list(d, info, true, run.put_record);
  return {};
}

Result<std::string> read_head(Source& bytes) {
  std::string head(kHeadBytes, '\0');
  std::size_t n = 0;
  while (n < head.size()) {
    const std::size_t got = TRY(bytes.read(head.data() + n, head.size() - n));
    if (got == 0) break;
    n += got;
  }
  head.resize(n);
  TRY(bytes.seek(0));
  return head;
}

const read::Reader* choose(const Run& run, const Item& item, std::string_view head, std::string_view name) {
  const model::Fields& told = item.told.fields;
  if (std::find(told.begin(), told.end(), kAlternative) != told.end()) return nullptr;
  const read::Reader* reader = read::choose_reader(head, name, item.told.media_type);
  const bool prose = reader != nullptr && (reader->name == "text" || reader->name == "html");
  if (run.task.kind == "report" && item.depth == 0 && (prose || reader == nullptr) &&
      read::looks_like_text(head))
    return read::reader_named("report");
  return reader;
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

Result<void> read_container(Run& run, const Item& item, Source& bytes, const read::Reader& reader) {
  const bool top = item.depth == 0;
  const std::string id = hex(TRY(sha256(bytes)));
  ContainerSink sink(run, item, top);
  TRY(reader.read(bytes, run.limits, sink));
  sink.ledger.place = item.place;
  sink.ledger.bytes_expected = bytes.size();
  if (top) {
    run.outcome.container = true;
    run.outcome.expected_items = sink.ledger.expected;
    run.outcome.skipped_bytes = sink.ledger.bytes_skipped;
    run.outcome.sha256 = id;
    return {};
  }
  run.recorder->ledger(sink.ledger, run.put_record);
  return {};
}

// True: the item, or what could be saved of it, is in the records. False: it is on the list of what failed.
bool read_item(Run& run, const Item& item, Source& bytes) {
  const auto failed = [&](const Error& error) {
    run.fail(item.place, {}, bytes.size(), name_of(error.code), to_string(error));
    return false;
  };
  run.output.announce(item.place);
  const std::string key = item.place + '\n';
  const auto poisoned = run.task.poison.lower_bound(key);
  if (poisoned != run.task.poison.end() && poisoned->starts_with(key)) {
    const std::string_view rest = std::string_view(*poisoned).substr(key.size());
    const std::size_t cut = rest.find('\n');
    run.fail(item.place, {}, bytes.size(), rest.substr(0, cut), rest.substr(cut + 1));
    return false;
  }
  if (item.depth > kMaxNesting)
    return failed({Code::limit, "nested more than " + std::to_string(kMaxNesting) + " deep", {}, {}});
  // Small items are read into memory once; readers then need no system calls.
  std::string held;
  std::optional<MemorySource> memory;
  Source* source = &bytes;
  if (bytes.in_memory() == nullptr && bytes.size() <= kSmallItem) {
    auto all = read_all(bytes, kSmallItem);
    if (!all) return failed(all.error());
    held = std::move(*all);
    source = &memory.emplace(held);
  }
  const auto head = read_head(*source);
  if (!head) return failed(head.error());
  const std::string_view name =
      item.told.name.empty() ? file_name(item.place) : std::string_view(item.told.name);
  // Only what the user points at is a list, not what somebody sends along with a letter.
  const lists::Format* const format =
      item.depth == 0 && item.parent.empty() ? lists::choose_format(*head, name) : nullptr;
  const read::Reader* reader = format == nullptr ? choose(run, item, *head, name) : nullptr;
  if (reader != nullptr && reader->container) {
    const auto done = read_container(run, item, *source, *reader);
    return done ? true : failed(done.error());
  }
  const auto digest = sha256(*source);
  if (!digest) return failed(digest.error());
  const std::string id = hex(*digest);
  if (format != nullptr) {
    const auto done = read_list(run, item, *source, *head, *format, id);
    return done ? true : failed(done.error());
  }
  if (reader == nullptr) {
    write_unread(run, item, *source, *head, id);
    return true;
  }
  DocumentSink sink(run, item, id, source->size());
  read::Limits limits = run.limits;
  for (const auto& [field, value] : item.told.fields)
    if (field == "charset") limits.charset = value;
  const auto done = reader->read(*source, limits, sink);
  if (sink.opened() && !sink.closed()) {
    if (!done) sink.loss(name_of(done.error().code), to_string(done.error()), 0);
    sink.close();
  }
  if (!sink.opened())
    return failed(done ? Error{Code::bad_input, "nothing in it could be read", {}, {}} : done.error());
  return true;
}

}  // namespace

std::string origin_of(std::uint64_t file_bytes, const ReadTask& task) {
  JsonWriter json;
  json.begin_object().field("source", static_cast<std::uint64_t>(task.source_length));
  json.field("file", static_cast<std::uint64_t>(task.path.size())).field("bytes", file_bytes);
  json.field("modified", task.modified);
  if (task.kind != "auto") json.field("kind", task.kind);
  json.optional("dataset", task.dataset).end_object();
  return ",\"origin\":" + json.text() + "}";
}

ReadOutcome read_file(Source& file, const ReadTask& task, const read::Limits& limits, RecordOutput& output) {
  Run run{task, limits, output, task.skip_records,
          task.packed ? packing_recorder() : json_recorder(task, file.size())};
  Item item;
  item.place = task.path;
  if (file.size() != task.bytes) {
    run.fail(item.place, {}, task.bytes, "io",
             "its size changed while it was read: " + std::to_string(task.bytes) + " bytes when listed, " +
                 std::to_string(file.size()) + " when opened");
    run.outcome.failed = true;
    return run.outcome;
  }
  run.outcome.failed = !read_item(run, item, file);
  return run.outcome;
}

}  // namespace clew::pipeline
