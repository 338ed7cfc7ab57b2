// clew verify: proves sources, texts, spans and the quotes of a digest again.
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/command.h"
#include "pipeline/verify.h"
#include "view/open.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"--digest", "FILE", "a digest of this case, md or html: only its quotes are proved"},
};

Result<std::string> read_file(const std::string& path) {
  constexpr std::size_t kMost = 256 << 20;
  const auto failed = [&] {
    return Error{Code::io, "cannot be read: " + std::string(std::strerror(errno)), path, {}};
  };
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return failed();
  std::string content;
  char block[1 << 16];
  std::size_t n = 0;
  while (content.size() <= kMost && (n = std::fread(block, 1, sizeof block, file)) > 0)
    content.append(block, n);
  const bool bad = std::ferror(file) != 0;
  std::fclose(file);
  if (bad) return failed();
  if (content.size() > kMost) return Error{Code::limit, "too long for a digest", path, {}};
  return content;
}

std::string span_of(const pipeline::Difference& difference) {
  if (!difference.start) return {};
  return std::to_string(*difference.start) + "-" + std::to_string(difference.end.value_or(*difference.start));
}

void tell(Listing& out, const pipeline::Difference& difference) {
  JsonWriter json;
  json.begin_object().field("difference", difference.what).field("check", difference.check);
  json.optional("place", difference.place).optional("document", difference.document);
  if (difference.start) json.field("start", *difference.start);
  if (difference.end) json.field("end", *difference.end);
  json.end_object();
  out.add(json.text(), {difference.check, "difference", difference.what,
                        difference.place.empty() ? difference.document.substr(0, 12) : difference.place,
                        span_of(difference)});
}

void tell(Listing& out, const pipeline::CheckResult& result) {
  const bool sources = result.check == "sources";
  JsonWriter json;
  json.begin_object().field("check", result.check).field("checked", result.checked);
  json.field("differences", result.differences);
  if (sources) json.field("not_there", result.not_there).field("unverifiable", result.unverifiable);
  json.end_object();
  std::string words =
      std::to_string(result.checked) + " checked, " + std::to_string(result.differences) + " differ";
  if (sources)
    words += ", " + std::to_string(result.not_there) + " not there, " + std::to_string(result.unverifiable) +
             " without a hash";
  out.add(json.text(), {result.check, result.differences == 0 ? "ok" : "differs", words, "", ""});
}

Result<int> run_verify(const Args& args) {
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  std::string digest;
  if (args.has("--digest")) digest = TRY(read_file(args.get("--digest")));
  Listing out = TRY(Listing::open(args, {"check", "result", "what", "where", "bytes"}));
  std::uint64_t differences = 0;
  const auto give = [&](const pipeline::Difference& difference) {
    // The count is always whole; only the lines are limited.
    if (!out.limit() || differences < *out.limit()) tell(out, difference);
    ++differences;
  };
  const auto finish = [&](const pipeline::CheckResult& result) { tell(out, result); };
  if (args.has("--digest")) {
    auto result = pipeline::verify_digest(db, digest, give);
    if (!result) return std::move(result).error().in(args.get("--digest"));
    finish(*result);
  } else {
    finish(TRY(pipeline::verify_sources(db, give)));
    for (const pipeline::CheckResult& result : TRY(pipeline::verify_texts(db, give))) finish(result);
  }
  return differences == 0 ? 0 : 1;
}

}  // namespace

extern const Command kVerify;
const Command kVerify{
    "verify",
    "proves sources, texts and quotes again",
    "Every source file that is still there by its size and SHA-256, every stored text by its "
    "SHA-256, every zone,\npassage and mention by its place in the text. With --digest, every "
    "quote of a digest, byte for byte.\nA source that is not there any more is counted, and is no "
    "difference. Exit status 1: something differs.",
    kOptions,
    "clew verify inquiry.clew\n"
    "clew verify inquiry.clew --digest spring.html\n",
    true,
    run_verify};

}  // namespace clew::cli
