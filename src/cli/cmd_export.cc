// clew export: the case in forms that other programs read.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "cli/command.h"
#include "view/claims.h"
#include "view/export_csv.h"
#include "view/export_documents.h"
#include "view/export_ftm.h"
#include "view/export_gexf.h"
#include "view/export_graphml.h"
#include "view/export_mentions.h"
#include "view/open.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"--as", "FORM", "documents, mentions, claims, ftm, graphml, gexf or csv", true},
    {"-o", "PATH", "the file to write (csv without --table: a folder); else standard output"},
    {"--with-text", "", "documents, ftm: with the texts"},
    {"--table", "TABLE", "csv: people, ties or documents alone (on standard output: documents)"},
};

struct Form {
  std::string_view name;
  Result<void> (*write)(const store::Db& db, const Args& args, const view::Out& out);
};

constexpr Form kForms[] = {
    {"documents",
     [](const store::Db& db, const Args& args, const view::Out& out) {
       return view::export_documents(db, args.has("--with-text"), out);
     }},
    {"mentions",
     [](const store::Db& db, const Args&, const view::Out& out) { return view::export_mentions(db, out); }},
    {"claims",
     [](const store::Db& db, const Args&, const view::Out& out) { return view::export_claims(db, out); }},
    {"ftm", [](const store::Db& db, const Args& args,
               const view::Out& out) { return view::export_ftm(db, args.has("--with-text"), out); }},
    {"graphml",
     [](const store::Db& db, const Args&, const view::Out& out) { return view::export_graphml(db, out); }},
    {"gexf",
     [](const store::Db& db, const Args&, const view::Out& out) { return view::export_gexf(db, out); }},
    {"csv",
     [](const store::Db& db, const Args& args, const view::Out& out) -> Result<void> {
       const view::Table table =
           args.has("--table") ? TRY(view::table_of(args.get("--table"))) : view::Table::documents;
       return view::export_csv(db, table, out);
     }},
};

Error cannot_write(const std::string& path) {
  return Error{Code::io, std::string("cannot be written: ") + std::strerror(errno), path, {}};
}

Result<void> put(std::FILE* file, const std::string& path, std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) return cannot_write(path);
  return {};
}

// Writes beside the file and then takes its place: an export that fails leaves what was there.
template <class Write>
Result<void> write_file(const std::string& path, const Write& write) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::string part = path + ".part";
  std::unique_ptr<std::FILE, Close> file(std::fopen(part.c_str(), "wb"));
  if (!file) return cannot_write(path);
  Result<void> status =
      write(view::Out([&](std::string_view bytes) { return put(file.get(), path, bytes); }));
  if (status && std::fclose(file.release()) != 0) status = cannot_write(path);
  if (status && std::rename(part.c_str(), path.c_str()) != 0) status = cannot_write(path);
  if (!status) std::remove(part.c_str());
  return status;
}

Result<void> write_tables(const store::Db& db, const std::string& folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (!std::filesystem::is_directory(folder, code))
    return Error{Code::io, "is not a folder and cannot be made one", folder, {}};
  for (const view::Table table : view::all_tables()) {
    const std::string path = folder + "/" + std::string(view::name_of(table)) + ".csv";
    TRY(write_file(path, [&](const view::Out& out) { return view::export_csv(db, table, out); }));
  }
  return {};
}

Result<int> run_export(const Args& args) {
  const std::string name = args.get("--as"), path = args.get("-o");
  const Form* form = nullptr;
  std::string known;
  for (const Form& f : kForms) {
    if (f.name == name) form = &f;
    known += (known.empty() ? "" : ", ") + std::string(f.name);
  }
  if (form == nullptr) return Error{Code::usage, "--as is one of " + known + ", not '" + name + "'", {}, {}};
  const bool with_text = name == "documents" || name == "ftm";
  if (args.has("--with-text") && !with_text)
    return Error{Code::usage, "--with-text goes with --as documents or ftm", {}, {}};
  if (args.has("--table") && name != "csv") return Error{Code::usage, "--table goes with --as csv", {}, {}};
  if (args.has("--table")) TRY(view::table_of(args.get("--table")));
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  if (path.empty())
    TRY(form->write(db, args, [](std::string_view bytes) { return put(stdout, "standard output", bytes); }));
  else if (name == "csv" && !args.has("--table"))
    TRY(write_tables(db, path));
  else
    TRY(write_file(path, [&](const view::Out& out) { return form->write(db, args, out); }));
  return 0;
}

}  // namespace

extern const Command kExport;
const Command kExport{
    "export",
    "the case in forms that other programs read",
    "documents, mentions  the records of the case, one JSON object a line\n"
    "ftm                  FollowTheMoney entities, one JSON object a line; ids hold the key or the SHA-256\n"
    "graphml, gexf        the network: entities, and directed ties with counts and dates\n"
    "csv                  people.csv, ties.csv and documents.csv; a cell that begins with = + - @ or a tab "
    "gets a\n"
    "                     leading apostrophe, so that no spreadsheet computes it\n"
    "Documents are exported with every copy, but in mentions and ftm a letter stands once.",
    kOptions,
    "clew export inquiry.clew --as documents --with-text -o documents.jsonl\n"
    "clew export inquiry.clew --as ftm > inquiry.ftm.json\n"
    "clew export inquiry.clew --as gexf -o network.gexf\n"
    "clew export inquiry.clew --as csv -o tables\n",
    false,
    run_export};

}  // namespace clew::cli
