#include "serve/gate.h"

#include <sys/random.h>

#include <array>

#include "base/digest.h"
#include "base/result.h"

namespace clew::serve {
namespace {

std::string random_digits() {
  std::array<unsigned char, 24> bytes{};
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t n = ::getrandom(bytes.data() + have, bytes.size() - have, 0);
    CHECK(n > 0);
    have += static_cast<std::size_t>(n);
  }
  return hex(bytes.data(), bytes.size());
}

HttpResponse refusal(int status, std::string_view why) {
  HttpResponse out;
  out.status = status;
  out.type = "application/json";
  out.body = R"({"error":")" + std::string(why) + "\"}\n";
  return out;
}

}  // namespace

bool equal_secrets(std::string_view a, std::string_view b) {
  unsigned char differ = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i)
    differ = static_cast<unsigned char>(differ | (a[i] ^ (i < b.size() ? b[i] : '\0')));
  return differ == 0;
}

Gate::Gate(std::string host, std::string key)
    : host_(std::move(host)), key_(std::move(key)), token_(random_digits()), session_(random_digits()) {}

void Gate::set_port(int port) { port_ = port; }

bool Gate::knows_host(std::string_view host) const {
  const std::string port = ":" + std::to_string(port_);
  if (!host.ends_with(port)) return false;
  const std::string_view name = host.substr(0, host.size() - port.size());
  return name == host_ || name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

bool Gate::has_session(const HttpRequest& request) const {
  std::string_view cookies = request.header("Cookie");
  constexpr std::string_view kName = "clew=";
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    std::string_view one = cookies.substr(0, end);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(kName) && equal_secrets(one.substr(kName.size()), session_)) return true;
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
  }
  return false;
}

bool Gate::has_key(const HttpRequest& request) const {
  if (key_.empty()) return false;
  std::string_view given = request.header("Authorization");
  for (const std::string_view scheme : {"Bearer ", "ApiKey "})
    if (given.starts_with(scheme)) return equal_secrets(given.substr(scheme.size()), key_);
  return equal_secrets(request.parameter("key"), key_);
}

Gate::Verdict Gate::check(const HttpRequest& request) {
  if (!knows_host(request.header("Host")))
    return {refusal(403, "this server answers to its own address alone")};
  if (has_key(request)) return {};
  // What another site sends bears its origin; what a browser opens itself bears none.
  const std::string_view origin = request.header("Origin");
  constexpr std::string_view kScheme = "http://";
  if (!origin.empty() && !(origin.starts_with(kScheme) && knows_host(origin.substr(kScheme.size()))))
    return {refusal(403, "this server does not answer pages of other sites")};
  if (has_session(request)) return {};
  const std::string_view token = request.parameter("token");
  const std::scoped_lock lock(mutex_);
  if (token.empty() || token_used_ || !equal_secrets(token, token_))
    return {refusal(401, "open the address that clew serve printed; it works once")};
  token_used_ = true;
  const Fields headers{{"Set-Cookie", "clew=" + session_ + "; HttpOnly; SameSite=Strict; Path=/"},
                       {"Referrer-Policy", "no-referrer"},
                       {"Cache-Control", "no-store"}};
  if (request.path != "/") return {std::nullopt, headers};
  HttpResponse out;
  out.status = 303;
  out.type = "text/plain";
  out.headers = headers;
  out.headers.emplace_back("Location", "/");
  return {out};
}

}  // namespace clew::serve
