// serve/gate.h - who may ask. A page of another site in the same browser must not: DNS rebinding and
// cross-site requests are what a server on loopback has to fear (OWASP, CSRF and DNS rebinding).
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "serve/http.h"

namespace clew::serve {

/// Threads: safe from any.
class Gate {
 public:
  /// `key`: what clients without cookies send; empty: none do. Tokens come from the system's random numbers.
  Gate(std::string host, std::string key);
  /// The port is known once the server listens.
  void set_port(int port);

  /// Works once: the first visit with it gets a session.
  std::string token() const { return token_; }
  /// Whether a Host field names this server: its own address or localhost, with its port.
  bool knows_host(std::string_view host) const;
  struct Verdict {
    std::optional<HttpResponse> answer;  ///< nothing: go on
    Fields headers = {};                 ///< to add to whatever is answered then
  };
  /// 403 for a foreign host or origin, 401 for a stranger. The first visit with the token gets the session's
  /// cookie: the front page by way of a redirection, so that the token leaves the address bar.
  Verdict check(const HttpRequest& request);

 private:
  bool has_session(const HttpRequest& request) const;
  bool has_key(const HttpRequest& request) const;

  std::string host_, key_, token_, session_;
  int port_ = 0;
  bool token_used_ = false;
  std::mutex mutex_;
};

/// Compares in a time that does not tell where they differ.
bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace clew::serve
