// serve/http.h - HTTP/1.1, by cpp-httplib: a server on one address.
//
// The library comes with others (TLS, compression) whose loading would cost every start of clew; so it lies
// in a module of its own (http_module.cc), which the executable carries and loads when it is first asked for.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace clew::serve {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method, path;  ///< path without parameters, decoded
  Fields parameters;         ///< of the query, and of a form in the body
  Fields headers;
  std::string body;

  /// The first with this name (headers: whatever the case); empty: none.
  std::string_view parameter(std::string_view name) const;
  std::string_view header(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  Fields headers = {};
};

/// Called from several threads at once.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

struct HttpServerOptions {
  std::string host = "127.0.0.1";
  int port = 0;  ///< 0: any that is free
  std::size_t most_body = 16 << 20;
  std::function<void(int port)> ready;  ///< listening now
};

/// Serves until the process is told to end (SIGINT, SIGTERM). Errors: io (the port is taken), unsupported
/// (the module cannot be loaded).
Result<void> serve_http(const HttpServerOptions& options, const HttpHandler& handler);

}  // namespace clew::serve
