#include "pipeline/list_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "lists/entry.h"
#include "lists/rows.h"
#include "pipeline/list_records.h"
#include "pipeline/listing.h"
#include "pipeline/pool.h"

namespace clew::pipeline {
namespace {

constexpr std::size_t kVersionDigits = 8;

// Holds back a list until all of it is there.
class Reading final : public PoolHandler {
 public:
  Reading(Listing& listing, const std::function<void(const model::ListInfo&, const std::string&)>& list,
          const std::function<void(model::ListEntry&&)>& entry)
      : listing_(listing), list_(list), entry_(entry) {}

  Result<std::optional<Work>> next() {
    const auto file = listing_.next();
    if (!file) return std::optional<Work>();
    Work work;
    work.job.task.path = file->path;
    work.job.task.source_length = file->source.size();
    work.job.task.bytes = file->bytes;
    work.job.task.packed = true;
    work.fd = ::open(file->path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (work.fd < 0) work.open_error = std::strerror(errno);
    return std::optional(std::move(work));
  }

  Result<void> begin(const Job&) override {
    info_.reset();
    entries_.clear();
    whole_ = false;
    return {};
  }

  Result<void> record(const Job& job, std::string_view packed) override {
    Unpacker from(packed);
    const PackedKind kind = packed_kind(from);
    if (kind == PackedKind::document) {
      model::Document document;
      PackedText text;
      TRY(unpack_document(from, document, text));
      id_ = document.id;
    } else if (kind == PackedKind::list) {
      info_ = TRY(unpack_list(from, whole_));
    } else if (kind == PackedKind::list_entry) {
      TRY(unpack_list_entry(from, entries_.emplace_back()));
    } else if (kind == PackedKind::failure) {
      const model::Failure failure = TRY(unpack_failure(from));
      if (failure.place == job.task.path)
        return Error{Code::bad_input, failure.reason, failure.place, "no list is used when one is broken"};
    }
    return {};
  }
  Result<void> item_done(const Job&, bool, std::uint64_t) override { return {}; }

  Result<void> done(const Job& job, const ReadOutcome&, const std::string& open_error) override {
    if (!open_error.empty()) return Error{Code::io, "cannot be opened: " + open_error, job.task.path, {}};
    const bool by_name = job.task.path.size() == job.task.source_length;
    if (!info_ && by_name)
      return Error{Code::bad_input, "no list of a form that clew knows", job.task.path,
                   "clew help screen names them"};
    if (!info_ || !whole_) return {};
    list_(*info_, info_->date.empty() ? id_.substr(0, kVersionDigits) : info_->date);
    for (model::ListEntry& one : entries_) entry_(std::move(one));
    return {};
  }

 private:
  Listing& listing_;
  const std::function<void(const model::ListInfo&, const std::string&)>& list_;
  const std::function<void(model::ListEntry&&)>& entry_;
  std::optional<model::ListInfo> info_;
  std::vector<model::ListEntry> entries_;
  std::string id_;
  bool whole_ = false;
};

// A file, or standard input in memory.
class Input {
 public:
  static Result<Input> open(const std::string& path) {
    Input in;
    if (path == "-") {
      char piece[65536];
      ssize_t n;
      while ((n = ::read(STDIN_FILENO, piece, sizeof piece)) > 0)
        in.held_->append(piece, static_cast<std::size_t>(n));
      in.source_ = std::make_unique<MemorySource>(*in.held_);
      return in;
    }
    in.fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (in.fd_ < 0 || ::fstat(in.fd_, &info) != 0)
      return Error{errno == ENOENT ? Code::not_found : Code::io, std::strerror(errno), path, {}};
    if (!S_ISREG(info.st_mode)) return Error{Code::io, "no file", path, {}};
    in.source_ = std::make_unique<FileSource>(in.fd_, 0, static_cast<std::uint64_t>(info.st_size));
    return in;
  }
  Input(Input&& other) noexcept
      : held_(std::move(other.held_)), source_(std::move(other.source_)), fd_(std::exchange(other.fd_, -1)) {}
  ~Input() {
    if (fd_ >= 0) ::close(fd_);
  }
  Source& source() { return *source_; }

 private:
  Input() = default;
  std::unique_ptr<std::string> held_ = std::make_unique<std::string>();
  std::unique_ptr<Source> source_;
  int fd_ = -1;
};

void cut(std::string_view values, std::vector<std::string>& to, bool dates) {
  while (!values.empty()) {
    const std::size_t end = std::min(values.find_first_of(";|"), values.size());
    std::string one = dates ? lists::iso_date(values.substr(0, end)) : lists::clean(values.substr(0, end));
    if (!one.empty()) to.push_back(std::move(one));
    values.remove_prefix(std::min(end + 1, values.size()));
  }
}

struct Columns {
  explicit Columns(const lists::Header& h)
      : name(h.find({"name", "fullname", "wholename", "names"})),
        kind(h.find({"type", "kind", "schema", "entitytype"})),
        born(h.find({"birthdate", "dateofbirth", "dob", "born"})),
        nationality(h.find({"nationality", "nationalities", "citizenship"})) {
    for (const std::string_view column :
         {"passport", "passportnumber", "idnumber", "identifier", "identifiers", "nationalid", "imo",
          "imonumber", "iban", "bic", "lei", "registrationnumber"})
      if (const auto found = h.find({column})) identifiers.push_back(found);
  }
  std::optional<std::size_t> name, kind, born, nationality;
  std::vector<std::optional<std::size_t>> identifiers;
};

Result<void> each_row(Source& source, char separator,
                      const std::function<Result<bool>(const NameRow&)>& give) {
  auto rows = TRY(lists::Rows::open(source, separator));
  lists::Row row;
  if (!TRY(rows.next(row))) return {};
  const Columns columns{lists::Header(row.cells)};
  while (TRY(rows.next(row))) {
    NameRow one;
    one.name = lists::clean(cell(row, columns.name));
    one.kind = lists::kind_of(cell(row, columns.kind));
    cut(cell(row, columns.born), one.birth_dates, true);
    cut(cell(row, columns.nationality), one.nationalities, false);
    for (const auto& column : columns.identifiers) cut(cell(row, column), one.identifiers, false);
    if (!one.name.empty() && !TRY(give(one))) break;
  }
  return {};
}

}  // namespace

Result<void> read_list_files(const std::vector<std::string>& paths,
                             const std::function<void(const model::ListInfo&, const std::string&)>& list,
                             const std::function<void(model::ListEntry&&)>& entry) {
  Listing listing = TRY(Listing::open(paths, {}, {}));
  PoolOptions options;
  options.workers = 2;
  const auto pool = TRY(Pool::start(options));
  Reading reading(listing, list, entry);
  return pool->run([&] { return reading.next(); }, reading);
}

Result<void> each_name(const std::string& path, const std::function<Result<bool>(const NameRow&)>& give) {
  Input input = TRY(Input::open(path));
  Source& source = input.source();
  std::string head(4096, '\0');
  head.resize(TRY(source.read(head.data(), head.size())));
  TRY(source.seek(0));
  const auto named = [&](auto&& result) -> Result<void> {
    if (!result) return std::move(result).error().in(path);
    return {};
  };
  for (const char separator : {',', ';', '\t'}) {
    const lists::Header header(lists::first_row(head, separator));
    if (Columns(header).name && (header.size() > 1 || separator == ','))
      return named(each_row(source, separator, give));
  }
  auto lines = lists::Lines::open(source);
  if (!lines) return std::move(lines).error().in(path);
  std::string_view line;
  for (;;) {
    const auto more = lines->next(line);
    if (!more) return Error(more.error()).in(path);
    if (!*more) return {};
    NameRow one;
    one.name = lists::clean(line);
    if (!one.name.empty() && !TRY(give(one))) return {};
  }
}

}  // namespace clew::pipeline
