#include "serve/http.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "serve/http_module.h"

extern "C" const char clew_http_module_bytes[], clew_http_module_bytes_end[];

namespace clew::serve {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
           return lower(x) == lower(y);
         });
}

// The loader wants a file; one in memory does.
void* load_module(std::string& error) {
  const int file = ::memfd_create("clew-http", MFD_CLOEXEC);
  std::string_view rest(clew_http_module_bytes,
                        static_cast<std::size_t>(clew_http_module_bytes_end - clew_http_module_bytes));
  while (file >= 0 && !rest.empty()) {
    const ssize_t n = ::write(file, rest.data(), rest.size());
    if (n <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  if (file < 0 || !rest.empty()) {
    error = "no memory for the HTTP module";
    return nullptr;
  }
  void* const module = ::dlopen(("/proc/self/fd/" + std::to_string(file)).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) error = ::dlerror();
  ::close(file);
  return module;
}

Result<void*> found(const char* name) {
  static std::string error;
  static void* const module = load_module(error);
  void* const symbol = module == nullptr ? nullptr : ::dlsym(module, name);
  if (symbol == nullptr)
    return Error{Code::unsupported,
                 "HTTP is not to be had: " + error,
                 {},
                 "install the library that is named (Debian: libcpp-httplib0.11)"};
  return symbol;
}

}  // namespace

std::string_view HttpRequest::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  return {};
}

std::string_view HttpRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_name(key, name)) return value;
  return {};
}

Result<void> serve_http(const HttpServerOptions& options, const HttpHandler& handler) {
  auto* const serve = reinterpret_cast<ServeFunction*>(TRY(found("clew_http_serve")));
  std::string error;
  if (serve(options, handler, error)) return {};
  return Error{Code::io, error, {}, {}};
}

}  // namespace clew::serve
