#include "pipeline/study_text.h"

#include "annotate/annotate.h"
#include "claim/claims.h"

namespace clew::pipeline {
namespace {

void shift(model::Span& span, std::uint64_t by) {
  span.start -= by;
  span.end -= by;
}

void make_relative(model::Attribution& attribution, std::uint64_t base) {
  for (auto* spans : {&attribution.source, &attribution.cue, &attribution.content})
    for (model::Span& span : *spans) shift(span, base);
}

void make_relative(model::Claim& claim, std::uint64_t base) {
  claim.start -= base;
  claim.end -= base;
  for (model::ClaimArgument& arg : claim.args) {
    arg.start -= base;
    arg.end -= base;
  }
}

class TextStudent {
 public:
  TextStudent(std::string_view text, const std::vector<StudyPassage>& passages, const StudyContext& context)
      : text_(text), passages_(passages), context_(context), around_(text), found_(passages.size()) {}

  std::vector<StudiedPassage> study() {
    std::vector<bool> done(passages_.size());
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      if (done[i]) continue;
      std::vector<std::size_t> letter;
      bool wanted = false;
      for (std::size_t j = i; j < passages_.size(); ++j) {
        if (done[j] || !passages_[j].same_letter(passages_[i])) continue;
        done[j] = true;
        letter.push_back(j);
        wanted |= passages_[j].wanted;
      }
      if (wanted) study_letter(letter);
    }
    return std::move(found_);
  }

 private:
  void study_letter(const std::vector<std::size_t>& letter) {
    std::vector<claim::ParagraphInput> paragraphs;
    for (const std::size_t i : letter) paragraphs.push_back(paragraph(i));
    const StudyPassage& first = passages_[letter.front()];
    const bool own = first.depth == 0;
    claim::Document document(text_, std::move(paragraphs),
                             {context_.language, context_.type, own ? context_.author : first.author,
                              own || first.date.empty() ? context_.date : first.date});
    std::vector<claim::ParagraphClaims> read = claim::read_claims(document);
    for (std::size_t n = 0; n < letter.size(); ++n) {
      if (!passages_[letter[n]].wanted) continue;
      StudiedPassage& out = found_[letter[n]];
      const std::uint64_t base = passages_[letter[n]].start;
      out.attributions = std::move(read[n].attributions);
      out.claims = std::move(read[n].claims);
      for (model::Attribution& attribution : out.attributions) make_relative(attribution, base);
      for (model::Claim& claim : out.claims) make_relative(claim, base);
    }
  }

  claim::ParagraphInput paragraph(std::size_t i) {
    const StudyPassage& passage = passages_[i];
    claim::ParagraphInput out;
    out.start = passage.start;
    out.end = passage.end;
    out.zone = passage.zone;
    out.author = passage.author;
    out.date = passage.date;
    out.wanted = passage.wanted;
    const std::string_view date = passage.date.empty() ? context_.date : passage.date;
    out.mentions = annotate::find_mentions(text_.substr(passage.start, passage.end - passage.start),
                                           {context_.language, name_of(passage.zone), date, &around_});
    if (passage.wanted) found_[i].mentions = out.mentions;
    for (model::Mention& mention : out.mentions) {
      mention.start += passage.start;
      mention.end += passage.start;
    }
    return out;
  }

  std::string_view text_;
  const std::vector<StudyPassage>& passages_;
  StudyContext context_;
  annotate::Surroundings around_;
  std::vector<StudiedPassage> found_;
};

}  // namespace

StudyPassage study_passage(const model::Passage& passage, std::uint64_t base) {
  return {passage.start - base,
          passage.end - base,
          passage.zone,
          passage.depth,
          true,
          passage.depth == 0 ? std::string_view() : author_name(passage.author),
          passage.depth == 0 ? std::string_view() : passage.date};
}

const std::string& author_name(const model::Mailbox& author) {
  return author.name.empty() ? author.address : author.name;
}

std::string author_of(const model::Document& document) {
  if (document.type != model::DocumentType::report)
    return document.from.empty() ? std::string() : author_name(document.from.front());
  const std::string* found = nullptr;
  for (const auto& [name, value] : document.fields) {
    if (name == "publication") return value;
    if (name == "byline" && found == nullptr) found = &value;
  }
  return found == nullptr ? std::string() : *found;
}

std::string date_of(const model::Document& document) {
  return document.date ? model::iso8601(document.date->utc) : std::string();
}

const int kStudyVersion = annotate::kVersion * 1000 + claim::kVersion;

std::vector<StudiedPassage> study_text(std::string_view text, const std::vector<StudyPassage>& passages,
                                       const StudyContext& context) {
  return TextStudent(text, passages, context).study();
}

}  // namespace clew::pipeline
