#include "serve/gate.h"

#include <gtest/gtest.h>

namespace clew::serve {
namespace {

HttpRequest request(std::string host, Fields more = {}) {
  HttpRequest out;
  out.method = "GET";
  out.path = "/api/v1/status";
  out.headers = std::move(more);
  out.headers.emplace_back("Host", std::move(host));
  return out;
}

Gate gate_at(const std::string& key = "") { return Gate("127.0.0.1", key); }

TEST(Gate, AnswersToItsOwnAddressAlone) {
  Gate gate = gate_at("secret");
  gate.set_port(8080);
  for (const char* host : {"127.0.0.1:8080", "localhost:8080", "[::1]:8080"})
    EXPECT_TRUE(gate.knows_host(host)) << host;
  for (const char* host :
       {"evil.example:8080", "127.0.0.1", "127.0.0.1:80", "", "127.0.0.1:8080.evil.example"})
    EXPECT_EQ(gate.check(request(host, {{"Authorization", "Bearer secret"}})).answer->status, 403) << host;
}

TEST(Gate, TheTokenWorksOnceAndGivesASession) {
  Gate gate = gate_at();
  gate.set_port(1);
  EXPECT_EQ(gate.check(request("localhost:1")).answer->status, 401);
  HttpRequest first = request("localhost:1");
  first.parameters = {{"token", gate.token()}};
  first.path = "/";
  const auto answer = gate.check(first).answer;
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 303);
  EXPECT_EQ(gate.check(first).answer->status, 401);
  std::string cookie;
  for (const auto& [name, value] : answer->headers)
    if (name == "Set-Cookie") cookie = value.substr(0, value.find(';'));
  EXPECT_FALSE(gate.check(request("localhost:1", {{"cookie", "a=b; " + cookie}})).answer);
  EXPECT_EQ(gate.check(request("localhost:1", {{"Cookie", "clew=0"}})).answer->status, 401);
}

TEST(Gate, AProgramMayGoStraightToWhatItWants) {
  Gate gate = gate_at();
  gate.set_port(1);
  HttpRequest first = request("localhost:1");
  first.parameters = {{"token", gate.token()}};
  const auto verdict = gate.check(first);
  EXPECT_FALSE(verdict.answer);
  EXPECT_FALSE(verdict.headers.empty());
  EXPECT_EQ(gate.check(first).answer->status, 401);
}

TEST(Gate, APageOfAnotherSiteIsRefusedWithTheSessionToo) {
  Gate gate = gate_at("secret");
  gate.set_port(1);
  EXPECT_EQ(gate.check(request("localhost:1", {{"Origin", "http://evil.example"}})).answer->status, 403);
  EXPECT_EQ(gate.check(request("localhost:1", {{"Origin", "http://localhost:1"}})).answer->status, 401);
  EXPECT_FALSE(gate.check(request("localhost:1",
                                  {{"Origin", "http://evil.example"}, {"Authorization", "ApiKey secret"}}))
                   .answer);
}

TEST(Gate, TheKeyIsTakenFromAHeaderOrAParameter) {
  Gate gate = gate_at("secret");
  gate.set_port(1);
  HttpRequest asked = request("localhost:1");
  asked.parameters = {{"key", "secret"}};
  EXPECT_FALSE(gate.check(asked).answer);
  asked.parameters = {{"key", "secre"}};
  EXPECT_EQ(gate.check(asked).answer->status, 401);
  Gate none = gate_at();
  none.set_port(1);
  asked.parameters = {{"key", ""}};
  EXPECT_EQ(none.check(asked).answer->status, 401);
}

TEST(Gate, TwoServersHaveDifferentTokens) { EXPECT_NE(gate_at().token(), gate_at().token()); }

}  // namespace
}  // namespace clew::serve
