// serve/http_module.h - the functions of the module that http.cc loads. Both sides are built together.
#pragma once

#include <string>

#include "serve/http.h"

namespace clew::serve {

/// False: `error` says why.
using ServeFunction = bool(const HttpServerOptions& options, const HttpHandler& handler, std::string& error);

}  // namespace clew::serve

extern "C" {
__attribute__((visibility("default"))) clew::serve::ServeFunction clew_http_serve;
}
