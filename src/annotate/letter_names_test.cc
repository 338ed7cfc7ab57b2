// Names by where they stand in a letter: recipients.h, name_bounds.h, letter_lines.h, through find_names.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/names.h"

namespace clew::annotate {
namespace {

std::string persons_in(std::string_view text, std::string_view zone) {
  std::vector<model::Mention> mentions;
  find_names(text, {.language = "en", .zone = zone, .date = {}}, mentions);
  std::string list;
  for (const model::Mention& m : mentions) {
    EXPECT_EQ(text.substr(m.start, m.end - m.start), m.text);
    if (m.type == model::MentionType::person) list += (list.empty() ? "" : " | ") + m.text;
  }
  return list;
}

TEST(Recipients, SurnamesStandFirstInListsOfSemicolons) {
  EXPECT_EQ(persons_in("From:\tHarlow, Peter  \nSent:\tMonday, November 19, 2001 3:07 PM\n"
                       "To:\tMendez, Carla; Harlow Jr., George; St. John, Alice M.; Doyle, Mark E (Legal)\n"
                       "Cc:\tAll Users; Helpdesk, Support\nSubject:\tthe quarry",
                       "head"),
            "Harlow, Peter | Mendez, Carla | Harlow Jr., George | St. John, Alice M. | Doyle, Mark E");
}

TEST(Recipients, AnOrderOfForenamesIsReadToo) {
  EXPECT_EQ(persons_in("To: Peter Harlow, Carla Mendez", "head"), "Peter Harlow | Carla Mendez");
  EXPECT_EQ(
      persons_in("From: Peter Harlow [mailto:pharlow@one.example]\nTo: C. Philip\nMendez; Alice St. John",
                 "head"),
      "Peter Harlow | C. Philip\nMendez | Alice St. John");
}

TEST(Recipients, ALineForEachRecipientNeedsNoSemicolon) {
  EXPECT_EQ(persons_in("To:\tHarlow, Peter E.\n\tMendez, Carla R.\nCc:\tDoyle, Alice", "head"),
            "Harlow, Peter E. | Mendez, Carla R. | Doyle, Alice");
}

TEST(Recipients, NotesGivesNamesBeforeItsHierarchy) {
  EXPECT_EQ(
      persons_in(
          "To: Peter Harlow/LON/CO@CO, Carla\nMendez/NYC/CO@CO, George R Doyle@CO\ncc: Alice Harlow/X@Y",
          "head"),
      "Peter Harlow | Carla\nMendez | George R Doyle | Alice Harlow");
}

TEST(Recipients, AddressesAndBracketsAreNoPartOfAName) {
  EXPECT_EQ(persons_in("To: \"Harlow, Peter\" <pharlow@one.example>, carla.mendez@two.example, 'Alice Doyle' "
                       "<ad@two.example>",
                       "head"),
            "Harlow, Peter | Alice Doyle");
}

TEST(Recipients, AFieldInRunningTextEndsWithItsLine) {
  EXPECT_EQ(persons_in("From: Carla Mendez\nwe walked to the quarry, and then home.", "body"),
            "Carla Mendez");
}

TEST(NameBounds, CourtesiesAndDashesAreNoPartOfAName) {
  EXPECT_EQ(persons_in("I will discuss this with Mr. Peter Harlow on Monday.", "body"), "Peter Harlow");
  EXPECT_EQ(persons_in("We had to choose (Peter Harlow - Carla Mendez) then.", "body"),
            "Peter Harlow | Carla Mendez");
}

TEST(NameBounds, NicknamesInQuotesAndJuniorsArePartOfAName) {
  EXPECT_EQ(persons_in("I saw Peter Harlow, Jr. and Carla Mendez, III at the quarry.", "body"),
            "Peter Harlow, Jr. | Carla Mendez, III");
  EXPECT_EQ(persons_in("The speaker is Peter \"Bix\" Harlow of Denver.", "body"), "Peter \"Bix\" Harlow");
}

TEST(NameBounds, AShortFormOfACompanyIsNoPerson) {
  EXPECT_EQ(
      persons_in("We owe Harlow Production Company (\"Harlow\") a letter. Please write to Harlow today.",
                 "body"),
      "");
}

TEST(NameBounds, StreetsAreNoPersons) {
  EXPECT_EQ(persons_in("Peter Harlow\n2300 Barton Street, Suite 12", "signature"), "Peter Harlow");
}

TEST(LetterLines, AGreetingNamesWhomItGreets) {
  EXPECT_EQ(persons_in("Hi Marlisa,", "greeting"), "Marlisa");
  EXPECT_EQ(persons_in("Wizzy:", "greeting"), "Wizzy");
  EXPECT_EQ(persons_in("Dear all,", "greeting"), "");
  EXPECT_EQ(persons_in("Ladies and Gentlemen,", "greeting"), "");
}

TEST(LetterLines, AWordBelowAClosingIsAName) {
  EXPECT_EQ(persons_in("All the best,\nBrusk", "closing"), "Brusk");
  EXPECT_EQ(persons_in("Rgds,\nNora", "closing"), "Nora");
  EXPECT_EQ(persons_in("Many thanks,\n\notto", "closing"), "otto");
  EXPECT_EQ(persons_in("Thanks,\nRegards", "closing"), "");
}

TEST(LetterLines, HostileLinesCostLinearTime) {
  std::string text;
  while (text.size() < (1U << 18)) text += "To: a, b; ____\n>-- \n__\n";
  (void)persons_in(text, "head");
  (void)persons_in(text, "body");
  std::string quotes = "To: ";
  while (quotes.size() < (1U << 18)) quotes += "\"(<[ Ann Lee, ";
  (void)persons_in(quotes, "head");
}

}  // namespace
}  // namespace clew::annotate
