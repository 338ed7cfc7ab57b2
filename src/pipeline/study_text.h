// pipeline/study_text.h - everything that reads text, on one text: mentions, attributions and claims of its
// passages. One place for a case, for `extract` and for `annotate`, so that they cannot differ.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/claim.h"
#include "model/document.h"
#include "model/mention.h"
#include "model/passage.h"

namespace clew::pipeline {

/// A passage to read, in order. Offsets are into the text at hand.
struct StudyPassage {
  std::uint64_t start = 0, end = 0;
  model::ZoneKind zone = model::ZoneKind::body;
  int depth = 0;
  bool wanted = true;             ///< false: it is only read as context of others of its letter
  std::string_view author, date;  ///< as the head of a quoted letter says; empty: the document's

  bool same_letter(const StudyPassage& other) const {
    return depth == other.depth && author == other.author && date == other.date;
  }
};

/// The passage, in a text that begins at `base` of the document's.
StudyPassage study_passage(const model::Passage& passage, std::uint64_t base);
/// A name, else the address.
const std::string& author_name(const model::Mailbox& author);
/// The sender of a letter; the publication of a report, or who signs it; or nobody.
std::string author_of(const model::Document& document);
/// ISO 8601, or empty.
std::string date_of(const model::Document& document);

/// What the document tells about its text.
struct StudyContext {
  std::string_view language, type, author, date;
};

/// What was found in a passage. Offsets are relative to it.
struct StudiedPassage {
  std::vector<model::Mention> mentions;
  std::vector<model::Attribution> attributions;
  std::vector<model::Claim> claims;
};

/// Raised whenever any part of this answers differently: what an older one made is made again.
extern const int kStudyVersion;

/// One entry a passage, in their order. Each letter in the text (its own, quoted ones) is read by itself.
/// A pure function of its arguments. Threads: safe from any.
std::vector<StudiedPassage> study_text(std::string_view text, const std::vector<StudyPassage>& passages,
                                       const StudyContext& context);

}  // namespace clew::pipeline
