// clew digest: the cited dossier for a query, a person or a span of time.
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/command.h"
#include "digest/html.h"
#include "digest/markdown.h"
#include "view/dossier.h"
#include "view/open.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"QUERY", "", "what it is about, as in clew search"},
    {"--about", "WHO", "a person or organisation: key, address or name"},
    {"--since", "DATE", "from this date on: 2009, 2009-03 or 2009-03-01"},
    {"--until", "DATE", "up to this date, inclusive"},
    {"--as", "FORM", "md or html (by the name of FILE, else md)"},
    {"-o", "FILE", "writes to a file instead of standard output"},
    {"--limit", "N", "at most N letters and reports with their words (60)"},
};

Result<bool> wants_html(const Args& args) {
  const std::string form = args.get("--as"), file = args.get("-o");
  if (form == "html") return true;
  if (form == "md") return false;
  if (!form.empty()) return Error{Code::usage, "--as is md or html, not '" + form + "'", {}, {}};
  return file.ends_with(".html") || file.ends_with(".htm");
}

// Beside the file first, then in its place: whoever looks sees the old digest or the new one, never half of
// it.
Result<void> write_file(const std::string& path, const std::string& content) {
  const std::string beside = path + ".part";
  const auto failed = [&] {
    return Error{Code::io, "cannot write the digest: " + std::string(std::strerror(errno)), path, {}};
  };
  std::FILE* file = std::fopen(beside.c_str(), "wb");
  if (file == nullptr) return failed();
  const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
  if (std::fclose(file) != 0 || !written || std::rename(beside.c_str(), path.c_str()) != 0) {
    Error error = failed();
    std::remove(beside.c_str());
    return error;
  }
  return {};
}

Result<int> run_digest(const Args& args) {
  const bool html = TRY(wants_html(args));
  view::DossierRequest request;
  request.query = args.get("QUERY");
  request.about = args.get("--about");
  request.since = args.get("--since");
  request.until = args.get("--until");
  if (const auto limit = TRY(args.number("--limit"))) request.limit = static_cast<std::size_t>(*limit);
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  const view::Dossier dossier = TRY(view::gather_dossier(db, request));
  const std::string page = html ? digest::to_html(dossier) : digest::to_markdown(dossier);
  if (args.has("-o"))
    TRY(write_file(args.get("-o"), page));
  else
    std::fwrite(page.data(), 1, page.size(), stdout);
  if (dossier.letters + dossier.reports + dossier.others == 0) warn("nothing in the case matches");
  return 0;
}

}  // namespace

extern const Command kDigest;
const Command kDigest{
    "digest",
    "the cited dossier for a query, a person or a span of time",
    "Who wrote what to whom, in verbatim quotes, each with its document, place, byte range and "
    "SHA-256; reports,\nsources to read more at, topics. It states nothing of its own. clew verify "
    "CASE --digest FILE proves every quote again.",
    kOptions,
    "clew digest inquiry.clew 'pump OR valve'\n"
    "clew digest inquiry.clew --about ali@example.org -o ali.html\n"
    "clew digest inquiry.clew --since 2009-03 --until 2009-06 --as md -o spring.md\n",
    false,
    run_digest};

}  // namespace clew::cli
