#include "read/sniff.h"

#include <gtest/gtest.h>

#include <string>

#include "read/reader.h"

namespace clew::read {
namespace {

TEST(Sniff, HeaderBlockMakesMail) {
  EXPECT_TRUE(looks_like_mail("From: a@example.org\nSubject: hello\n\nbody"));
  EXPECT_TRUE(looks_like_mail("Received: from x\n\tby y\nX-Odd: 1\n\n"));
  EXPECT_TRUE(
      looks_like_mail("\xEF\xBB\xBF\n\nDate: Mon, 2 Mar 2009 10:00:00 +0330\r\nTo: b@example.org\r\n\r\n"));
  EXPECT_TRUE(looks_like_mail(
      "From a@example.org Mon Mar  2 10:00:00 2009\nReturn-Path: <a@example.org>\nTo: b\n\n"));
  EXPECT_TRUE(looks_like_mail("Return-Path: <>\rX-Original-To: a\rDelivered-To: a\r\r"));
}

TEST(Sniff, OddFirstHeadersAreStillMail) {
  EXPECT_TRUE(looks_like_mail("Odd-Gateway-Stamp: 7\nWhat: ever\nMessage-ID: <1@example.org>\n\n"));
  EXPECT_TRUE(looks_like_mail("Subject : a blank before the colon\nFrom: a@example.org\n\n"));
  EXPECT_TRUE(
      looks_like_mail("From: a@example.org\nbroken folding of the line above\nTo: b@example.org\n\n"));
}

TEST(Sniff, ProseIsNoMail) {
  EXPECT_FALSE(looks_like_mail("Note: the meeting was moved.\nWe saw them at noon.\n"));
  EXPECT_FALSE(looks_like_mail("Note: x\nDate: tomorrow\n\nNothing else."));
  EXPECT_FALSE(looks_like_mail("Dear all,\n\nFrom: the start\nTo: the end\n"));
  EXPECT_FALSE(
      looks_like_mail("Title: The bridge\nSource: The Example Gazette\nDate: 12 March 2009\n\nText"));
  EXPECT_FALSE(looks_like_mail(""));
  EXPECT_FALSE(looks_like_mail("یادداشت: جلسه به فردا افتاد\n"));
}

TEST(Sniff, RecordsOfOtherFormsAreNoMail) {
  EXPECT_FALSE(looks_like_mail("{\"id\":\"a\",\"schema\":\"Person\",\"from\":\"x\"}\n{\"id\":\"b\"}\n"));
  EXPECT_FALSE(looks_like_mail("id,name,date\n1,From: a,2009\n"));
  EXPECT_FALSE(looks_like_mail("<?xml version=\"1.0\"?>\n<list><date>x</date></list>"));
  EXPECT_FALSE(looks_like_mail("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Writer\n"));
}

TEST(Sniff, MailboxNeedsASeparatorAndAHeader) {
  EXPECT_TRUE(looks_like_mbox("From a@example.org Mon Mar  2 10:00:00 2009\nFrom: a\nTo: b\n\n"));
  EXPECT_TRUE(looks_like_mbox("From user at example.org  Thu Nov  1 11:19:12 2001\nFrom: x\nDate: y\n\n"));
  EXPECT_TRUE(looks_like_mbox("From - \nFrom: a\nTo: b\n\n"));
  EXPECT_FALSE(looks_like_mbox("From here on it was uphill.\nFrom: a\nTo: b\n\n"));
  EXPECT_FALSE(looks_like_mbox("From a@example.org Mon Mar  2 10:00:00 2009\n\nno header\n"));
}

TEST(Sniff, Html) {
  EXPECT_TRUE(looks_like_html("<!DOCTYPE html>\n<html>"));
  EXPECT_TRUE(looks_like_html("\xEF\xBB\xBF <!-- saved --> <HTML lang=fa>"));
  EXPECT_TRUE(looks_like_html("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">"));
  EXPECT_TRUE(looks_like_html("<p>hello"));
  EXPECT_TRUE(looks_like_html(std::string("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14)));
  EXPECT_FALSE(looks_like_html("<?xml version=\"1.0\"?><sdnList>"));
  EXPECT_FALSE(looks_like_html("<ann@example.org> wrote:"));
  EXPECT_FALSE(looks_like_html("a < b"));
}

TEST(Sniff, TextAndBinary) {
  EXPECT_TRUE(looks_like_text("hello\n\tworld\r\n"));
  EXPECT_TRUE(looks_like_text("\xD3\xE1\xC7\xE3 windows-1256"));
  EXPECT_TRUE(looks_like_text(std::string("\xFF\xFEh\0i\0", 6)));
  EXPECT_TRUE(looks_like_text("\x1B$B%F\x1B(B"));
  EXPECT_FALSE(looks_like_text(std::string("ab\0cd", 5)));
  EXPECT_FALSE(looks_like_text("%PDF-1.4\n1 0 obj"));
  EXPECT_FALSE(looks_like_text("\x01\x02\x03\x04 few letters"));
  EXPECT_FALSE(looks_like_text(""));
}

TEST(Sniff, CharacterCutAtTheEndOfTheHeadIsStillUtf8) {
  std::string head = "\x01";
  while (head.size() < 45) head += "سلام ";
  EXPECT_TRUE(looks_like_text(head.substr(0, head.size() - 2)));
}

}  // namespace
}  // namespace clew::read
