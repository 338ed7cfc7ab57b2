#include "pipeline/recorder.h"

#include <span>

#include "model/record_json.h"
#include "pipeline/list_records.h"
#include "pipeline/reading.h"
#include "pipeline/study_text.h"

namespace clew::pipeline {
namespace {

class JsonRecorder final : public Recorder {
 public:
  JsonRecorder(const ReadTask& task, std::uint64_t file_bytes)
      : annotate_(task.annotate), origin_(origin_of(file_bytes, task)) {}

  void document(const model::Document& document, const PackedText& text, const Put& put) override {
    model::DocumentExtras extras;
    extras.tagged = true;
    if (text.has_text) extras.text = text.text;
    extras.zones = text.zones;
    json_.clear();
    model::write_document(json_, document, extras);
    if (text.text_follows) {
      std::string line = json_.take();
      line.pop_back();
      json_.raw(line + ",\"text_follows\":true}");
    }
    put_with_origin(put);
    passages(document, text, put);
  }

  void piece(const model::Document& document, const PackedText& text, const Put& put) override {
    json_.clear();
    json_.begin_object().field("record", "text").field("document", document.id).field("start", text.start);
    json_.field("text", text.text).field("last", text.last).key("zones").begin_array();
    for (const model::Zone& zone : text.zones) model::write_zone(json_, zone);
    json_.end_array().end_object();
    put(json_.text());
    passages(document, text, put);
  }

  void list(const model::Document& document, const model::ListInfo& info, bool complete,
            const Put& put) override {
    json_.clear();
    write_list(json_, info, document.id, complete);
    put(json_.text());
  }

  void list_entry(const model::Document& document, const model::ListEntry& entry, const Put& put) override {
    json_.clear();
    write_list_entry(json_, entry, document.id);
    put(json_.text());
  }

  void failure(const model::Failure& failure, const Put& put) override {
    json_.clear();
    model::write_failure(json_, failure, true);
    put_with_origin(put);
  }

  void ledger(const model::Ledger& ledger, const Put& put) override {
    json_.clear();
    model::write_ledger(json_, ledger, true);
    put_with_origin(put);
  }

 private:
  void put_with_origin(const Put& put) {
    std::string line = json_.take();
    line.pop_back();
    put(line + origin_);
    json_.clear();
  }

  void passages(const model::Document& document, const PackedText& text, const Put& put) {
    std::vector<StudyPassage> to_study;
    for (const model::Passage& passage : text.passages)
      to_study.push_back(study_passage(passage, text.start));
    std::vector<StudiedPassage> found;
    const std::string author = author_of(document), date = date_of(document);
    if (annotate_)
      found = study_text(text.text, to_study, {document.language, name_of(document.type), author, date});
    for (std::size_t i = 0; i < text.passages.size(); ++i) {
      const model::Passage& passage = text.passages[i];
      json_.clear();
      model::write_passage(json_, passage, document.id, true);
      put(json_.text());
      if (!annotate_) continue;
      for (const model::Mention& m : found[i].mentions) {
        json_.clear();
        model::write_mention(json_, m, document.id, passage.start, {}, true);
        put(json_.text());
      }
      for (const model::Claim& c : found[i].claims) {
        const std::string& own = author_name(passage.author);
        write_claim(c, passage, document, text, passage.depth == 0 ? author : own);
        put(json_.text());
      }
    }
  }

  void write_claim(const model::Claim& claim, const model::Passage& passage, const model::Document& document,
                   const PackedText& text, const std::string& author) {
    const model::Evidence evidence{
        document.id, document.sha256, passage.start + claim.start, passage.start + claim.end,
        text.text.substr(passage.start - text.start + claim.start, claim.end - claim.start)};
    model::ClaimExtras extras;
    extras.tagged = true;
    extras.base = passage.start;
    extras.evidence = std::span(&evidence, 1);
    extras.author = author;
    json_.clear();
    model::write_claim(json_, claim, extras);
  }

  bool annotate_;
  std::string origin_;
  JsonWriter json_;
};

class PackingRecorder final : public Recorder {
 public:
  void document(const model::Document& document, const PackedText& text, const Put& put) override {
    packer_.clear();
    pack_document(packer_, document, text);
    put(packer_.bytes());
  }
  void piece(const model::Document&, const PackedText& text, const Put& put) override {
    packer_.clear();
    pack_piece(packer_, text);
    put(packer_.bytes());
  }
  void list(const model::Document&, const model::ListInfo& info, bool complete, const Put& put) override {
    packer_.clear();
    pack_list(packer_, info, complete);
    put(packer_.bytes());
  }
  void list_entry(const model::Document&, const model::ListEntry& entry, const Put& put) override {
    packer_.clear();
    pack_list_entry(packer_, entry);
    put(packer_.bytes());
  }
  void failure(const model::Failure& failure, const Put& put) override {
    packer_.clear();
    pack_failure(packer_, failure);
    put(packer_.bytes());
  }
  void ledger(const model::Ledger& ledger, const Put& put) override {
    packer_.clear();
    pack_ledger(packer_, ledger);
    put(packer_.bytes());
  }

 private:
  Packer packer_;
};

}  // namespace

std::unique_ptr<Recorder> json_recorder(const ReadTask& task, std::uint64_t file_bytes) {
  return std::make_unique<JsonRecorder>(task, file_bytes);
}
std::unique_ptr<Recorder> packing_recorder() { return std::make_unique<PackingRecorder>(); }

}  // namespace clew::pipeline
