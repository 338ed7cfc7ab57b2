// match/lexicon_tables.h - the words of lexicon.h as they are written down. Internal.
#pragma once

namespace clew::match {

extern const char* const kCompanyForms;  ///< lexicon_forms.cc
extern const char* const kCommonWords;
extern const char* const kJoiners;
extern const char* const kTitles;  ///< lexicon_people.cc
extern const char* const kGenerations;
extern const char* const kParticles;
extern const char* const kNicknames;
extern const char* const kNumbers;

}  // namespace clew::match
