// The module: the only file that knows cpp-httplib.
#include "serve/http_module.h"

#include <httplib.h>

#include <atomic>
#include <csignal>

namespace {

using clew::serve::HttpRequest;
using clew::serve::HttpResponse;

std::atomic<httplib::Server*> running{nullptr};

void end(int) {
  if (httplib::Server* const server = running.load()) server->stop();
}

HttpRequest request_of(const httplib::Request& from) {
  HttpRequest request;
  request.method = from.method;
  request.path = from.path;
  for (const auto& [name, value] : from.params) request.parameters.emplace_back(name, value);
  for (const auto& [name, value] : from.headers) request.headers.emplace_back(name, value);
  request.body = from.body;
  return request;
}

}  // namespace

bool clew_http_serve(const clew::serve::HttpServerOptions& options, const clew::serve::HttpHandler& handler,
                     std::string& error) {
  httplib::Server server;
  server.set_payload_max_length(options.most_body);
  server.set_keep_alive_max_count(1000);
  const httplib::Server::Handler answer = [&](const httplib::Request& from, httplib::Response& to) {
    const HttpResponse response = handler(request_of(from));
    to.status = response.status;
    for (const auto& [name, value] : response.headers) to.set_header(name, value);
    to.set_content(response.body, response.type);
  };
  server.Get(".*", answer);
  server.Post(".*", answer);
  server.Options(".*", answer);
  const int port = options.port == 0                                 ? server.bind_to_any_port(options.host)
                   : server.bind_to_port(options.host, options.port) ? options.port
                                                                     : -1;
  if (port < 0) {
    error = "cannot listen on " + options.host + ":" + std::to_string(options.port);
    return false;
  }
  running = &server;
  struct sigaction action {};
  action.sa_handler = end;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  if (options.ready) options.ready(port);
  const bool ended = server.listen_after_bind();
  running = nullptr;
  if (!ended) error = "the server stopped on its own";
  return ended;
}
