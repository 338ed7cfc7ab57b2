#include "pipeline/verify.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/digest.h"
#include "pipeline/verify_digest.h"
#include "store/case.h"
#include "store/text_writer.h"

namespace clew::pipeline {
namespace {

const std::string kText = "Dear Omid,\r\n\r\nThe pump *leaks* <b>&amp; stops</b>\r\nsince Sunday.\x1b[2J\r\n";
const std::string kPersian = "پمپ تازه هنوز نرسیده است.";

class Verify : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "clew-verify-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern + "/";
    auto db = store::create_case(folder_ + "t.clew");
    ASSERT_TRUE(db);
    db_.emplace(std::move(*db));
    run("INSERT INTO sources VALUES (1, 's', 'auto', NULL)");
    run("INSERT INTO folders VALUES (1, 1, '" + folder_ + "')");
    add(1, "a.eml", "bytes of a", kText);
    add(2, "b.eml", "bytes of b", kPersian);
    write("box", "a container");
    run("INSERT INTO files(id, folder, name, bytes, modified, sha256, state, items, records, version) VALUES "
        "(9, 1, 'box', 11, 0, x'" +
        hex(sha256("a container")) + "', 'read', NULL, NULL, 1)");
  }
  void TearDown() override {
    db_.reset();
    std::filesystem::remove_all(folder_);
  }

  void run(const std::string& sql) {
    const auto done = db_->execute(sql);
    ASSERT_TRUE(done) << sql << to_string(done.error());
  }
  void write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ + name, std::ios::binary) << bytes;
  }
  void add(int n, const std::string& name, const std::string& bytes, const std::string& text) {
    const std::string id = std::to_string(n);
    write(name, bytes);
    run("INSERT INTO files(id, folder, name, bytes, modified, sha256, state, items, records, version) VALUES "
        "(" +
        id + ", 1, '" + name + "', " + std::to_string(bytes.size()) + ", 0, NULL, 'read', NULL, NULL, 1)");
    run("INSERT INTO documents(id, sha256, type, bytes, status, text) VALUES (" + id + ", x'" +
        hex(sha256(bytes)) + "', 'mail', " + std::to_string(bytes.size()) + ", 'read', " + id + ")");
    run("INSERT INTO places VALUES (" + id + ", " + id + ", " + id + ", NULL, NULL)");
    auto s = db_->prepare("INSERT INTO texts VALUES (?, ?, ?, ?, NULL, NULL)");
    ASSERT_TRUE(s);
    const Sha256 digest = sha256(text);
    s->bind(1, n).bind_blob(2, {reinterpret_cast<const char*>(digest.data()), store::kTextDigestBytes});
    ASSERT_TRUE(s->bind(3, static_cast<std::int64_t>(text.size())).bind(4, text).run());
  }

  GiveDifference keep() {
    return [this](const Difference& difference) { differences_.push_back(difference); };
  }

  // A digest in the form of digest/markdown.h; the quote is of kText, from "The" to "Sunday." and the escape
  // code.
  static std::string markdown(const std::string& quote, const std::string& range) {
    return "# What was written\n\n> […] “" + quote + "” […] [1]\n\n<div dir=\"rtl\" lang=\"fa\">\n\n> “" +
           kPersian +
           "” [2]\n\n</div>\n\n## Sources\n\n1. `aaaaaaaaaaaa` · a.eml · bytes 1–2 · undated · bytes " +
           range + " · SHA-256 " + hex(sha256("bytes of a")) +
           "\n2. `bbbbbbbbbbbb` · b.eml · undated · bytes 0–" + std::to_string(kPersian.size()) +
           " · SHA-256 " + hex(sha256("bytes of b")) + "\n\n---\n\n`clew verify CASE --digest FILE`.\n";
  }
  static std::string html(const std::string& quote, const std::string& start, const std::string& end) {
    const std::string id = hex(sha256("bytes of a"));
    return "<!DOCTYPE html>\n<blockquote><q data-document=\"" + id.substr(0, 12) + "\" data-start=\"" +
           start + "\" data-end=\"" + end + "\" data-sha256=\"" + id + "\">" + quote +
           "</q><sup><a id=\"q1\" href=\"#s1\">1</a></sup></blockquote>\n<li id=\"s1\" "
           "value=\"1\"><code>x</code> · bytes " +
           start + "–" + end + " · SHA-256 <code class=\"hash\">" + id +
           "</code> <a>↩</a></li>\n<code>clew verify CASE --digest FILE</code>\n";
  }

  std::string folder_;
  std::optional<store::Db> db_;
  std::vector<Difference> differences_;
};

const std::string kMarkdownQuote =
    "The pump \\*leaks\\* \\<b>\\&amp; stops\\</b>\\\n> since Sunday.&#27;\\[2J";
const std::string kHtmlQuote =
    "The pump *leaks* &lt;b&gt;&amp;amp; stops&lt;/b&gt;<i data-c=\"0D\"></i>\nsince Sunday.<i "
    "data-c=\"1B\"></i>[2J";
constexpr std::size_t kStart = 14, kEnd = 68;

TEST_F(Verify, UnchangedSourcesAgree) {
  const auto result = verify_sources(*db_, keep());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->checked, 3u);
  EXPECT_EQ(result->differences, 0u);
  EXPECT_EQ(result->not_there, 0u);
}

TEST_F(Verify, AChangedSourceIsADifferenceAndAMissingOneIsNot) {
  write("a.eml", "bytes of A");
  write("box", "a longer container");
  std::filesystem::remove(folder_ + "b.eml");
  const auto result = verify_sources(*db_, keep());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->checked, 2u);
  EXPECT_EQ(result->differences, 2u);
  EXPECT_EQ(result->not_there, 1u);
  ASSERT_EQ(differences_.size(), 2u);
  EXPECT_EQ(differences_[0].place, folder_ + "box");
  EXPECT_NE(differences_[1].what.find("SHA-256"), std::string::npos);
}

TEST_F(Verify, AFolderWhereAFileStoodIsADifference) {
  std::filesystem::remove(folder_ + "a.eml");
  std::filesystem::create_directory(folder_ + "a.eml");
  const auto result = verify_sources(*db_, keep());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->differences, 1u);
}

TEST_F(Verify, ReplacedAndUnreadFilesCannotBeProved) {
  run("INSERT INTO files(id, folder, name, bytes, modified, sha256, state, items, records, version) VALUES "
      "(10, 1, 'a.eml', 3, 1, NULL, 'open', 0, 0, 2)");
  const auto result = verify_sources(*db_, keep());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->unverifiable, 2u);
  EXPECT_EQ(result->differences, 0u);
}

TEST_F(Verify, TextsAreCheckedWithEverythingThatPointsIntoThem) {
  run("INSERT INTO zones(text, start, \"end\", kind, depth) VALUES (2, 0, 9999, 'body', 0)");
  run("UPDATE texts SET content = replace(content, 'Omid', 'Amid')");
  const auto results = verify_texts(*db_, keep());
  ASSERT_TRUE(results);
  ASSERT_EQ(results->size(), 5u);
  EXPECT_EQ((*results)[0].differences, 1u);
  EXPECT_EQ((*results)[1].differences, 1u);
  ASSERT_EQ(differences_.size(), 2u);
  EXPECT_EQ(differences_[0].document, hex(sha256("bytes of a")));
}

TEST_F(Verify, QuotesOfAMarkdownDigestAreFoundByteForByte) {
  ASSERT_EQ(kText.substr(kStart, kEnd - kStart),
            "The pump *leaks* <b>&amp; stops</b>\r\nsince Sunday.\x1b[2J");
  const auto result = verify_digest(*db_, markdown(kMarkdownQuote, "14–68"), keep());
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(result->checked, 2u);
  EXPECT_EQ(result->differences, 0u) << differences_[0].what;
}

TEST_F(Verify, QuotesOfAnHtmlDigestAreFoundByteForByte) {
  const auto result = verify_digest(*db_, html(kHtmlQuote, "14", "68"), keep());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->checked, 1u);
  EXPECT_EQ(result->differences, 0u) << differences_[0].what;
}

TEST_F(Verify, AChangedWordRangeOrNumberIsADifference) {
  const auto wrong = [&](const std::string& digest) {
    const auto result = verify_digest(*db_, digest, keep());
    return result ? result->differences : 99;
  };
  std::string changed = kMarkdownQuote;
  changed.replace(changed.find("pump"), 4, "pomp");
  EXPECT_EQ(wrong(markdown(changed, "14–68")), 1u);
  EXPECT_EQ(wrong(markdown(kMarkdownQuote, "13–68")), 1u);
  EXPECT_EQ(wrong(markdown(kMarkdownQuote, "14–18446744073709551615")), 1u);
  EXPECT_EQ(wrong(markdown(kMarkdownQuote, "68–14")), 1u);
  changed = kHtmlQuote;
  changed.replace(changed.find("<i data-c=\"0D\"></i>"), 19, "");
  EXPECT_EQ(wrong(html(changed, "14", "68")), 1u) << "HTML keeps line ends exactly";
  std::string digest = html(kHtmlQuote, "14", "68");
  digest.replace(digest.find("bytes 14"), 8, "bytes 15");
  EXPECT_EQ(wrong(digest), 1u) << "what is shown must be what is proved";
  digest = markdown(kMarkdownQuote, "14–68");
  digest.replace(digest.find("> “" + kPersian), kPersian.size() + 14, "");
  EXPECT_EQ(wrong(digest), 1u) << "a source without its quote";
  digest = markdown(kMarkdownQuote, "14–68");
  digest.replace(digest.find("[1]"), 3, "[7]");
  EXPECT_EQ(wrong(digest), 2u);
}

TEST_F(Verify, ADocumentThatIsNotThereIsADifferenceAndAnotherFileAnError) {
  run("DELETE FROM documents WHERE id = 2");
  const auto result = verify_digest(*db_, markdown(kMarkdownQuote, "14–68"), keep());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->differences, 1u);
  EXPECT_EQ(verify_digest(*db_, "# A letter\n\n> “words” [1]\n", keep()).error().code, Code::bad_input);
}

TEST_F(Verify, BrokenDigestsNeverBreakTheReader) {
  const std::string whole = markdown(kMarkdownQuote, "14–68") + html(kHtmlQuote, "14", "68");
  for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
    std::string broken = whole.substr(0, cut) + whole.substr(std::min(whole.size(), cut + 5));
    (void)verify_digest(*db_, broken, keep());
    (void)verify_digest(*db_, "<!DOCTYPE html>" + broken, keep());
  }
}

TEST_F(Verify, DeepTellsAChangedReaderFromChangedEvidence) {
  const auto read = [&](const std::string& path, const EachReadAgain& give) -> Result<void> {
    if (path.ends_with("a.eml")) return give({hex(sha256("bytes of a")), hex(sha256("other words"))});
    if (path.ends_with("b.eml")) return give({hex(sha256("other bytes")), hex(sha256(kPersian))});
    return {};
  };
  write("b.eml", "other bytes");
  const auto result = deep_verify(*db_, read, keep());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->differences, 2u);
  EXPECT_TRUE(differences_[0].what.starts_with("changed reader"));
  EXPECT_TRUE(differences_[1].what.starts_with("changed evidence"));
}

}  // namespace
}  // namespace clew::pipeline
