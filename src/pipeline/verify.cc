#include "pipeline/verify.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/digest.h"
#include "base/source.h"
#include "pipeline/verify_digest.h"
#include "store/evidence.h"
#include "store/read_documents.h"

namespace clew::pipeline {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

enum class Found { same, changed, not_there };

// Whether the file has the bytes that the case says; `what` tells how not.
Found look_at(const store::SourceFile& file, std::string& what) {
  const Descriptor fd(::open(file.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return Found::not_there;
    what = "the file cannot be opened: " + std::string(std::strerror(errno));
    return Found::changed;
  }
  struct stat info;
  if (::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    what = "a file stood here, and something else does now";
    return Found::changed;
  }
  if (static_cast<std::uint64_t>(info.st_size) != file.bytes) {
    what = "the file has " + std::to_string(info.st_size) + " bytes, not " + std::to_string(file.bytes);
    return Found::changed;
  }
  FileSource source(fd.get(), 0, file.bytes);
  const auto digest = sha256(source);
  if (!digest) {
    what = "the file cannot be read: " + to_string(digest.error());
    return Found::changed;
  }
  if (hex(*digest) == file.sha256) return Found::same;
  what = "the file has the SHA-256 " + hex(*digest) + ", not " + file.sha256;
  return Found::changed;
}

// Whether `stored` reads as `quoted`, a line end of two characters counting as one where the form joined
// them.
bool agree(std::string_view stored, const DigestQuote& quote) {
  if (!quote.joined_line_ends) return stored == quote.bytes;
  std::string joined;
  for (std::size_t at = 0; at < stored.size(); ++at)
    if (stored[at] != '\r' || at + 1 == stored.size() || stored[at + 1] != '\n') joined += stored[at];
  return joined == quote.bytes;
}

// Why a quote does not stand where it should; empty: it does.
Result<std::string> check_quote(store::DocumentReader& reader, const DigestQuote& quote) {
  if (!quote.problem.empty()) return quote.problem;
  const auto row = reader.find(quote.document);
  if (!row && row.error().code == Code::not_found) return std::string("the document is not in the case");
  const auto document = TRY(reader.load_head(TRY(reader.find(quote.document))));
  if (document.text_row == 0) return std::string("the document has no text");
  // A range of any size may be claimed; one that is not the quote's own need not be read.
  if (quote.end < quote.start || quote.end - quote.start < quote.bytes.size() ||
      quote.end - quote.start > 2 * quote.bytes.size() + 2)
    return std::string("the quote is not as long as its byte range");
  const std::string stored = TRY(reader.text(document.text_row, quote.start, quote.end));
  return std::string(agree(stored, quote) ? "" : "the document has other words there");
}

}  // namespace

Result<CheckResult> verify_sources(const store::Db& db, const GiveDifference& give) {
  CheckResult out{"sources"};
  TRY(store::each_source_file(db, [&](const store::SourceFile& file) -> Result<void> {
    if (file.superseded || file.sha256.empty()) {
      ++out.unverifiable;
      return {};
    }
    std::string what;
    switch (look_at(file, what)) {
      case Found::not_there:
        ++out.not_there;
        break;
      case Found::same:
        ++out.checked;
        break;
      case Found::changed:
        ++out.checked;
        ++out.differences;
        give({out.check, what, file.path, {}, {}, {}});
    }
    return {};
  }));
  return out;
}

Result<std::vector<CheckResult>> verify_texts(const store::Db& db, const GiveDifference& give) {
  using Check = Result<store::Tally> (*)(const store::Db&, const store::EachFault&);
  static constexpr std::pair<const char*, Check> kChecks[] = {{"texts", store::check_texts},
                                                              {"zones", store::check_zones},
                                                              {"passages", store::check_passages},
                                                              {"mentions", store::check_mentions},
                                                              {"claims", store::check_claims}};
  std::vector<CheckResult> out;
  for (const auto& [name, check] : kChecks) {
    const store::Tally tally = TRY(check(db, [&, name = name](const store::Fault& fault) {
      give({name, fault.what, {}, fault.document, fault.start, fault.end});
    }));
    out.push_back({name, tally.checked, tally.faults});
  }
  return out;
}

Result<CheckResult> verify_digest(const store::Db& db, std::string_view file, const GiveDifference& give) {
  CheckResult out{"digest"};
  store::DocumentReader reader(db);
  for (const DigestQuote& quote : TRY(read_digest_quotes(file))) {
    ++out.checked;
    const std::string what = TRY(check_quote(reader, quote));
    if (what.empty()) continue;
    ++out.differences;
    give({out.check, what, "[" + std::to_string(quote.number) + "]", quote.document, quote.start, quote.end});
  }
  return out;
}

Result<CheckResult> deep_verify(const store::Db& db, const ReadSource& read, const GiveDifference& give) {
  CheckResult out{"deep"};
  store::Statement text_of = TRY(db.prepare(
      "SELECT lower(hex(t.digest)) FROM documents d LEFT JOIN texts t ON t.id = d.text WHERE d.id = ?"));
  store::Statement removed = TRY(db.prepare("SELECT 1 FROM tombstones WHERE lower(hex(sha256)) = ?"));
  store::DocumentReader reader(db);
  TRY(store::each_source_file(db, [&](const store::SourceFile& file) -> Result<void> {
    if (file.superseded) {
      ++out.unverifiable;
      return {};
    }
    std::string what;
    const Found found = file.sha256.empty() ? Found::same : look_at(file, what);
    if (found == Found::not_there) {
      ++out.not_there;
      return {};
    }
    const std::string blame = found == Found::same ? "changed reader: " : "changed evidence: ";
    const auto differ = [&](const std::string& how, const std::string& document) {
      ++out.differences;
      give({out.check, blame + how, file.path, document, {}, {}});
    };
    const auto done = read(file.path, [&](const ReadAgain& again) -> Result<void> {
      ++out.checked;
      const auto row = reader.find(again.document);
      if (!row) {
        if (row.error().code != Code::not_found) return row.error();
        const bool buried = TRY(removed.bind(1, again.document).step());
        removed.reset();
        if (!buried) differ("the file holds a document that the case does not have", again.document);
        return {};
      }
      text_of.bind(1, *row);
      const bool known = TRY(text_of.step());
      const std::string stored = known ? text_of.string(0) : std::string();
      text_of.reset();
      if (stored.empty() != again.text_sha256.empty() || !again.text_sha256.starts_with(stored))
        differ("the document reads otherwise than in the case", again.document);
      return {};
    });
    if (!done) differ("the file cannot be read again: " + to_string(done.error()), {});
    return {};
  }));
  return out;
}

}  // namespace clew::pipeline
