#include "pipeline/studying.h"

#include <bit>

#include "base/fold.h"
#include "model/mention.h"
#include "pipeline/study_text.h"
#include "store/case.h"
#include "store/index_run.h"

namespace clew::pipeline {
namespace {

enum Request : std::uint64_t { kText = 1, kSubject };

// The end of the first `n` words of a folded text.
std::size_t end_of_words(std::string_view folded_text, int n) {
  std::size_t at = 0;
  while (n-- > 0) {
    at = folded_text.find(' ', at);
    if (at == std::string_view::npos) return folded_text.size();
    if (n > 0) ++at;
  }
  return at;
}

class Student {
 public:
  explicit Student(RecordOutput& output) : output_(output) {}

  void study(Unpacker& from) {
    while (!from.at_end() && from.ok()) {
      switch (from.number()) {
        case kText:
          study_text(from);
          break;
        case kSubject:
          study_subject(from);
          break;
        default:
          return;
      }
    }
  }

  void finish() {
    for (RunBuilder* run : {&words_, &subjects_}) {
      if (run->empty()) continue;
      packer_.clear();
      packer_.number(static_cast<std::uint64_t>(PackedKind::run)).number(run == &subjects_ ? 1 : 0);
      packer_.text(run->finish());
      output_.record(packer_.bytes());
    }
  }

 private:
  using RunBuilder = store::RunBuilder;

  void study_text(Unpacker& from) {
    const std::int64_t row = from.signed_number();
    const bool index = from.number() != 0;
    const std::string_view content = from.text(), next = from.text();
    StudyContext context;
    context.language = from.text();
    context.type = from.text();
    context.author = from.text();
    context.date = from.text();
    if (index) index_text(row, content, next);
    std::vector<std::uint64_t> ids;
    std::vector<StudyPassage> passages;
    for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
      const std::uint64_t id = from.fixed();
      StudyPassage passage;
      passage.start = from.number();
      passage.end = from.number();
      passage.zone = static_cast<model::ZoneKind>(from.number());
      passage.depth = static_cast<int>(from.number());
      passage.wanted = from.number() != 0;
      passage.author = from.text();
      passage.date = from.text();
      if (passage.start > passage.end || passage.end > content.size()) continue;
      ids.push_back(id);
      passages.push_back(passage);
    }
    if (passages.empty()) return;
    const std::vector<StudiedPassage> found = pipeline::study_text(content, passages, context);
    for (std::size_t i = 0; i < found.size(); ++i) put(ids[i], found[i]);
  }

  void study_subject(Unpacker& from) {
    const std::int64_t row = from.signed_number();
    folded_.clear();
    append_folded(folded_, from.text());
    if (!folded_.empty()) subjects_.add(row, folded_);
  }

  void index_text(std::int64_t row, std::string_view content, std::string_view next) {
    folded_.clear();
    append_folded(folded_, content);
    if (!next.empty()) {
      const std::string words = folded(next);
      if (!folded_.empty() && !words.empty()) folded_ += ' ';
      folded_.append(words, 0, end_of_words(words, store::kOverlapWords));
    }
    if (!folded_.empty()) words_.add(row, folded_);
  }

  void put(std::uint64_t passage, const StudiedPassage& found) {
    if (!found.mentions.empty()) {
      packer_.clear();
      packer_.number(static_cast<std::uint64_t>(PackedKind::mentions)).fixed(passage);
      packer_.number(found.mentions.size());
      for (const model::Mention& m : found.mentions)
        packer_.number(m.start)
            .number(m.end)
            .text(name_of(m.type))
            .text(m.value)
            .text(model::may_be_entity(m.type) ? std::string_view(m.text) : std::string_view())
            .fixed(std::bit_cast<std::uint64_t>(m.confidence));
      output_.record(packer_.bytes());
    }
    if (!found.claims.empty()) {
      packer_.clear();
      packer_.number(static_cast<std::uint64_t>(PackedKind::claims)).fixed(passage);
      packer_.number(found.claims.size());
      for (const model::Claim& claim : found.claims) pack_claim(packer_, claim);
      output_.record(packer_.bytes());
    }
  }

  RecordOutput& output_;
  Packer packer_;
  RunBuilder words_, subjects_;
  std::string folded_;
};

}  // namespace

void request_text(Packer& to, const store::TextToStudy& text) {
  to.number(kText).signed_number(text.row).number(text.index ? 1 : 0);
  to.text(text.content).text(text.next);
  to.text(text.language).text(text.type).text(text.author).text(text.date).number(text.passages.size());
  for (const store::PassageToStudy& passage : text.passages)
    to.fixed(static_cast<std::uint64_t>(passage.passage))
        .number(passage.start)
        .number(passage.end)
        .number(static_cast<std::uint64_t>(passage.zone))
        .number(static_cast<std::uint64_t>(passage.depth))
        .number(passage.home ? 1 : 0)
        .text(passage.author)
        .text(passage.date);
}

void request_subject(Packer& to, std::int64_t document, std::string_view subject) {
  to.number(kSubject).signed_number(document).text(subject);
}

void study_file(Source& requests, RecordOutput& output) {
  const auto all = read_all(requests, std::uint64_t{1} << 30);
  if (!all) return;
  Unpacker from(*all);
  Student student(output);
  student.study(from);
  student.finish();
}

Result<void> add_studied(std::string_view record, store::Studies& studies) {
  Unpacker from(record);
  switch (packed_kind(from)) {
    case PackedKind::mentions: {
      const auto passage = static_cast<std::int64_t>(from.fixed());
      for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
        const std::uint64_t start = from.number(), end = from.number();
        const std::string_view type = from.text(), value = from.text(), name = from.text();
        const double confidence = std::bit_cast<double>(from.fixed());
        if (from.ok()) studies.add_mention(passage, start, end, type, value, confidence, name);
      }
      break;
    }
    case PackedKind::claims: {
      const auto passage = static_cast<std::int64_t>(from.fixed());
      for (std::uint64_t n = from.number(); n > 0 && from.ok(); --n) {
        const model::Claim claim = TRY(unpack_claim(from));
        studies.add_claim(passage, claim);
      }
      break;
    }
    case PackedKind::run: {
      const bool of_subjects = from.number() != 0;
      studies.add_run(of_subjects, std::string(from.text()));
      break;
    }
    default:
      return Error{Code::internal, "a worker gave a record of no known kind", {}, {}};
  }
  return from.ok() ? Result<void>() : Error{Code::internal, "a worker gave a broken record", {}, {}};
}

}  // namespace clew::pipeline
