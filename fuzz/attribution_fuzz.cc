// Any bytes as a document in which somebody is cited, and any bytes as a model of attributions. The first
// byte chooses: from 0x80 on, the rest is a model that must be refused or be usable on a text.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "claim/attribution.h"
#include "claim/attribution_model.h"

namespace {

using namespace clew::claim;

/// Paragraphs end at blank lines; the bits of `choice` say what is known of the document.
Document document_of(std::uint8_t choice, std::string_view text) {
  std::vector<ParagraphInput> paragraphs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    ParagraphInput paragraph;
    paragraph.start = at;
    paragraph.end = end;
    paragraph.wanted = (choice & 1) == 0 || paragraphs.size() % 2 == 0;
    if ((choice & 2) != 0 && end > at + 4) {
      paragraph.mentions.push_back({at, at + 2, clew::model::MentionType::person, "", "", 1});
      paragraph.mentions.push_back({at + 1, at + 4, clew::model::MentionType::org, "", "", 1});
    }
    paragraphs.push_back(std::move(paragraph));
    at = end + 2;
  }
  return {text, std::move(paragraphs), {(choice & 4) != 0 ? "" : "en", "report", "Ann Lee", ""}};
}

void check_spans(const std::vector<clew::model::Span>& spans, const ParagraphInput& paragraph) {
  std::uint64_t end = paragraph.start;
  for (const auto& span : spans) {
    CHECK(span.start >= end && span.start < span.end && span.end <= paragraph.end);
    end = span.end;
  }
}

void read_text(std::uint8_t choice, std::string_view text) {
  Document document = document_of(choice, text);
  const auto found = find_attributions(document);
  CHECK(found.size() == document.size());
  for (std::size_t p = 0; p < found.size(); ++p) {
    CHECK(found[p].empty() || document.paragraph(p).wanted);
    for (const auto& one : found[p]) {
      CHECK(!one.content.empty() && one.confidence >= 0 && one.confidence <= 1);
      check_spans(one.source, document.paragraph(p));
      check_spans(one.cue, document.paragraph(p));
      check_spans(one.content, document.paragraph(p));
    }
  }
}

void read_model(std::string_view bytes) {
  // Arrays are read in place, so the bytes begin at a multiple of 64, as mapped and embedded ones do.
  std::vector<std::uint64_t> aligned(bytes.size() / 8 + 9);
  auto* at = reinterpret_cast<char*>(aligned.data());
  while (reinterpret_cast<std::uintptr_t>(at) % 64 != 0) ++at;
  if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
  auto file = clew::ModelFile::over({at, bytes.size()}, "fuzz");
  if (!file) return;
  const auto model = AttributionModel::open(std::move(*file));
  if (!model) return;
  Document document =
      document_of(0, "\"It is late,\" said Ann Lee. A guard told her that the door was open.");
  ParagraphView view;
  view.build(document, 0, nullptr, nullptr);
  AttributionScratch scratch;
  std::vector<FoundAttribution> found;
  model->find(view, scratch, found);
  for (const FoundAttribution& one : found) {
    CHECK(one.cue.first < one.cue.last && one.cue.last <= view.words.size());
    for (const WordSpan& span : one.content) CHECK(span.first < span.last && span.last <= view.words.size());
    const double confidence = model->confidence(one.margin);
    CHECK(confidence >= 0 && confidence <= 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] < 0x80) {
    read_text(data[0], rest);
  } else {
    read_model(rest);
  }
  return 0;
}
