// serve/service.h - the answers of `clew serve`: a case as JSON under /api/v1, matching and reconciliation.
//
// Knows nothing of sockets: a request goes in, a response comes out. Threads: safe from any; one request at a
// time is worked on, since a connection to a case is of one thread.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "serve/http.h"

namespace clew::serve {

class Service {
 public:
  /// Opens the case anew for each request, so that it sees what was ingested since. Errors: as open_case.
  static Result<Service> open(std::string path);
  Service(Service&&) noexcept;
  ~Service();

  /// Unknown paths: 404 with the list of known ones.
  HttpResponse answer(const HttpRequest& request);

 private:
  struct State;
  explicit Service(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clew::serve
