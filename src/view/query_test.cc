#include "view/query.h"

#include <gtest/gtest.h>

#include <string>

#include "model/document.h"

namespace clew::view {
namespace {

using store::Field;
using store::Query;
using Kind = Query::Kind;

std::string show(const store::Phrase& phrase) {
  std::string out;
  for (const std::string& word : phrase.words) out += (out.empty() ? "" : " ") + word;
  return "'" + out + (phrase.prefix ? "*'" : "'");
}

// A query as Lisp would write it: short enough for a table of expectations.
std::string show(const Query& query) {
  static const char* const kFields[] = {"from", "to",   "cc",   "bcc", "with",   "subject",
                                        "date", "type", "lang", "in",  "person", "org"};
  std::string out;
  switch (query.kind) {
    case Kind::everything:
      return "all";
    case Kind::phrase:
      return show(query.phrases[0]);
    case Kind::near:
      out = "(near";
      for (const auto& phrase : query.phrases) out += " " + show(phrase);
      return out + " " + std::to_string(query.distance) + ")";
    case Kind::filter:
      out = std::string(kFields[static_cast<int>(query.field)]) + ":";
      if (query.field == Field::date)
        return out + (query.since ? model::iso8601(*query.since) : "") + ".." +
               (query.until ? model::iso8601(*query.until) : "");
      return out + (query.phrases.empty() ? query.value : show(query.phrases[0]));
    case Kind::all_of:
      out = "(and";
      break;
    case Kind::any_of:
      out = "(or";
      break;
    case Kind::none_of:
      out = "(not";
      break;
  }
  for (const Query& part : query.parts) out += " " + show(part);
  return out + ")";
}

std::string parsed(std::string_view text) {
  const auto query = parse_query(text);
  return query ? show(*query) : "error: " + query.error().what;
}

TEST(QueryLanguage, EachFormBecomesItsTree) {
  const std::pair<const char*, const char*> kTable[] = {
      {"", "all"},
      {"  ", "all"},
      {"harbour", "'harbour'"},
      {"Harbour FEES", "(and 'harbour' 'fees')"},
      {"\"harbour fees\"", "'harbour fees'"},
      {"don't", "'don t'"},
      {"1,000", "'1 000'"},
      {"a@b.example", "'a b example'"},
      {"inq*", "'inq*'"},
      {"a*", "'a*'"},
      {"\"annual rep\"*", "'annual rep*'"},
      {"\"annual rep*\"", "'annual rep*'"},
      {"a OR b AND c", "(or 'a' (and 'b' 'c'))"},
      {"a b OR c d", "(or (and 'a' 'b') (and 'c' 'd'))"},
      {"(a OR b) c", "(and (or 'a' 'b') 'c')"},
      {"((a))", "'a'"},
      {"a NOT b", "(and 'a' (not 'b'))"},
      {"a -b", "(and 'a' (not 'b'))"},
      {"a -\"b c\"", "(and 'a' (not 'b c'))"},
      {"a -(b OR c)", "(and 'a' (not (or 'b' 'c')))"},
      {"NOT NOT a", "'a'"},
      {"well-known", "'well known'"},
      {"and or not", "(and 'and' 'or' 'not')"},
      {"android ORB", "(and 'android' 'orb')"},
      {"from:nadia", "from:'nadia'"},
      {"From:\"Nadia Farrokh\"", "from:'nadia farrokh'"},
      {"from:n.farrokh@example.org", "from:'n farrokh example org'"},
      {"to:a cc:b bcc:c with:d", "(and to:'a' cc:'b' bcc:'c' with:'d')"},
      {"subject:\"annual report\"", "subject:'annual report'"},
      {"type:MAIL lang:fa", "(and type:mail lang:fa)"},
      {"in:mail/2009", "in:mail/2009"},
      {"in:\"My Mail\"", "in:My Mail"},
      {"person:\"Sam Reed\"", "person:'sam reed'"},
      {"near(a b, 5)", "(near 'a' 'b' 5)"},
      {"near(a b,5)", "(near 'a' 'b' 5)"},
      {"near(\"a b\" c d)", "(near 'a b' 'c' 'd' 10)"},
      {"NEAR(1,000 dirham, 3) x", "(and (near '1 000' 'dirham' 3) 'x')"},
      {"Re:harbour", "'re harbour'"},
      {"10:30", "'10 30'"},
      {"«harbour fees»", "'harbour fees'"},
      {"“harbour fees”", "'harbour fees'"},
      {"„harbour fees“", "'harbour fees'"},
      {"a\"b c\"", "(and 'a' 'b c')"},
      {"سلام", "'سلام'"},
      {"«كتاب‌ها»", "'کتابها'"},
  };
  for (const auto& [text, tree] : kTable) EXPECT_EQ(parsed(text), tree) << text;
}

TEST(QueryLanguage, ADateEndsWithThePeriodThatItNames) {
  EXPECT_EQ(parsed("date:2009"), "date:2009-01-01T00:00:00Z..2010-01-01T00:00:00Z");
  EXPECT_EQ(parsed("date:2009-03..2009-06"), "date:2009-03-01T00:00:00Z..2009-07-01T00:00:00Z");
  EXPECT_EQ(parsed("date:2009-03-01.."), "date:2009-03-01T00:00:00Z..");
  EXPECT_EQ(parsed("date:..2009"), "date:..2010-01-01T00:00:00Z");
  EXPECT_EQ(parsed("since:2009-03 until:2009-03"),
            "(and date:2009-03-01T00:00:00Z.. date:..2009-04-01T00:00:00Z)");
}

TEST(QueryLanguage, MistakesAreExplainedAtTheirPlace) {
  const std::pair<const char*, const char*> kTable[] = {
      {"&", "no letters or digits to search for at character 1"},
      {"a & b", "no letters or digits to search for at character 3"},
      {"(a", "a parenthesis that nothing closes at character 1"},
      {"a)", "a closing parenthesis that nothing opens at character 2"},
      {"()", "something to search for is missing at character 2"},
      {"a OR", "something to search for is missing at character 5"},
      {"AND a", "something to search for is missing at character 1"},
      {"a NOT", "nothing follows NOT at character 6"},
      {"\"a b", "a quotation that nothing closes at character 1"},
      {"سلام «دنیا", "a quotation that nothing closes at character 6"},
      {"from: nadia", "from: wants its value right behind the colon at character 6"},
      {"from:(a OR b)", "from: wants its value right behind the colon at character 6"},
      {"date:soon", "a date that cannot be read at character 6"},
      {"date:2009-13", "a date that cannot be read at character 6"},
      {"date:..", "a date that cannot be read at character 6"},
      {"date:2010..2009", "a span that ends before it begins at character 6"},
      {"type:letter", "no such type of document at character 6"},
      {"near(a, 5)", "near() wants two words at least at character 1"},
      {"near(a b, 61)", "too large a distance for near() at character 11"},
      {"near(a b c d e, 60)", "near() spans too much at character 1"},
      {"near(a b", "near( that nothing closes at character 1"},
      {"near(a (b c), 3)", "near() takes words and phrases only at character 8"},
  };
  for (const auto& [text, what] : kTable) {
    const auto query = parse_query(text);
    ASSERT_FALSE(query) << text;
    EXPECT_EQ(query.error().code, Code::usage);
    EXPECT_TRUE(query.error().what.starts_with(what)) << text << " -> " << query.error().what;
  }
  EXPECT_EQ(parse_query("tea & milk").error().what,
            "no letters or digits to search for at character 5 of the query\n  tea & milk\n      ^");
}

TEST(QueryLanguage, HostileQueriesAreRefusedInTime) {
  EXPECT_FALSE(parse_query(std::string(10'000, '(')));
  EXPECT_FALSE(parse_query(std::string(10'000, '(') + "a" + std::string(10'000, ')')));
  EXPECT_FALSE(parse_query(std::string(20'000, 'a')));
  EXPECT_FALSE(parse_query(std::string(10'000, '-')));
  EXPECT_FALSE(parse_query(std::string(10'000, '"')));
  EXPECT_FALSE(parse_query("near(" + std::string(10'000, ',') + ")"));
  std::string many;
  for (int i = 0; i < 300; ++i) many += "a OR ";
  EXPECT_FALSE(parse_query(many + "a"));
  EXPECT_FALSE(parse_query("\xFF\xFE"));
  std::string nots;
  for (int i = 0; i < 2000; ++i) nots += "NOT ";
  EXPECT_TRUE(parse_query(nots + "a"));
  std::string phrase = "\"";
  for (int i = 0; i < 65; ++i) phrase += "w ";
  EXPECT_FALSE(parse_query(phrase + "\""));
}

TEST(QueryLanguage, TermsUnderNotAreNotShown) {
  const auto query = parse_query("a OR (b -c) from:d near(e f, 2)");
  ASSERT_TRUE(query);
  std::string shown;
  for (const Query* term : shown_terms(*query)) shown += show(*term) + " ";
  EXPECT_EQ(shown, "'a' 'b' (near 'e' 'f' 2) ");
}

}  // namespace
}  // namespace clew::view
