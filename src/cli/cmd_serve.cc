// clew serve: the case as JSON over HTTP, on loopback.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "cli/command.h"
#include "serve/gate.h"
#include "serve/service.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"--port", "N", "the port (any that is free)"},
    {"--key", "FILE",
     "a file with a secret, for clients that keep no cookie: they send it as 'Authorization: Bearer "
     "SECRET' or as ?key=SECRET"},
};

Result<std::string> read_key(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Code::not_found, "cannot be opened", path, {}};
  std::string key(std::istreambuf_iterator<char>(file), {});
  while (!key.empty() && static_cast<unsigned char>(key.back()) <= ' ') key.pop_back();
  if (key.size() < 16)
    return Error{Code::usage, "a key has sixteen characters or more", path,
                 "head -c 24 /dev/urandom | base64 > FILE"};
  return key;
}

Result<int> run(const Args& args) {
  serve::HttpServerOptions options;
  if (const auto port = TRY(args.number("--port"))) {
    if (*port > 65535) return Error{Code::usage, "a port is a number up to 65535", {}, {}};
    options.port = static_cast<int>(*port);
  }
  serve::Gate gate(options.host, TRY(read_key(args.get("--key"))));
  serve::Service service = TRY(serve::Service::open(args.get("CASE")));
  options.ready = [&](int port) {
    gate.set_port(port);
    std::printf("http://%s:%d/?token=%s\n", options.host.c_str(), port, gate.token().c_str());
    std::fflush(stdout);
  };
  TRY(serve::serve_http(options, [&](const serve::HttpRequest& request) {
    serve::Gate::Verdict verdict = gate.check(request);
    if (verdict.answer) return std::move(*verdict.answer);
    serve::HttpResponse response = service.answer(request);
    response.headers.insert(response.headers.end(), verdict.headers.begin(), verdict.headers.end());
    return response;
  }));
  return 0;
}

}  // namespace

extern const Command kServe;
const Command kServe{
    .name = "serve",
    .summary = "the case as JSON over HTTP, on this machine alone",
    .text =
        "Listens on 127.0.0.1 and prints its address, with a token that works once, alone on a line; the "
        "first visit\n"
        "gets a cookie. Requests with another Host, and those of pages of other sites, are refused. Answers\n"
        "under /api/v1: status, search?q=, people, claims (with the options of the commands as parameters).\n"
        "Ends with Ctrl-C.",
    .options = kOptions,
    .examples =
        "  clew serve inquiry.clew --port 8080\n"
        "  clew serve inquiry.clew --key secret.txt\n",
    .lists = false,
    .run = run,
};

}  // namespace clew::cli
