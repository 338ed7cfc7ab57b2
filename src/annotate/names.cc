#include "annotate/names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "annotate/letter_lines.h"
#include "annotate/name_bounds.h"
#include "annotate/name_consistency.h"
#include "annotate/recipients.h"
#include "base/embedded_models.h"
#include "text/language.h"
#include "text/sentences.h"
#include "text/tokens.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;

/// The first that this build has.
std::optional<NameModel> open_first(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    auto file = open_embedded_model(name);
    if (!file) continue;
    auto model = NameModel::open(std::move(*file));
    if (model) return std::move(*model);
  }
  return std::nullopt;
}

/// What the types of the models are called in mentions; none: not told.
std::optional<MentionType> type_of(std::string_view name) {
  if (name == "PER") return MentionType::person;
  if (name == "ORG") return MentionType::org;
  if (name == "LOC") return MentionType::place;
  if (name == "NAT") return MentionType::nationality;
  if (name == "EVE") return MentionType::event;
  return std::nullopt;
}

/// Working memory of a thread.
struct Scratch {
  NameBuffers english, persian, arabic;
  std::vector<std::string_view> words;
  std::vector<std::uint32_t> tokens;  // which token each word is
  std::vector<NameSpan> spans;
};

class Finder {
 public:
  Finder(std::string_view text, const std::vector<text::Token>& tokens, std::vector<Mention>& mentions)
      : text_(text), tokens_(tokens), mentions_(mentions) {}

  void read(const text::Sentence& sentence, const NameModel& model, std::string_view language) {
    static thread_local Scratch scratch;
    const bool arabic = language == "ar";
    NameBuffers& buffers = arabic ? scratch.arabic : language == "fa" ? scratch.persian : scratch.english;
    scratch.words.clear();
    scratch.tokens.clear();
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (tokens_[i].kind == text::TokenKind::quote_mark) continue;
      scratch.words.push_back(tokens_[i].in(text_));
      scratch.tokens.push_back(i);
    }
    model.find(scratch.words, arabic, buffers, scratch.spans);
    if (language == "en" || language == "fa-Latn") {
      for (const NameSpan& span : scratch.spans) add(span, model, scratch.tokens);
    } else {
      kept_.push_back({&model, scratch.words, scratch.tokens, scratch.spans});
    }
  }

  /// After the last sentence: those that wait for a second look (see name_consistency.h) get it.
  void finish() {
    if (kept_.empty()) return;
    NameConsistency whole;
    whole.begin(*kept_.front().model);
    const auto same = [&](const Kept& kept) { return kept.model == kept_.front().model; };
    if (kept_.size() > 1)
      for (const Kept& kept : kept_)
        if (same(kept)) whole.learn(kept.words, kept.spans);
    for (Kept& kept : kept_) {
      if (whole.any() && same(kept)) whole.settle(kept.words, kept.spans);
      for (const NameSpan& span : kept.spans) add(span, *kept.model, kept.tokens);
    }
  }

 private:
  /// A sentence as it was read.
  struct Kept {
    const NameModel* model;
    std::vector<std::string_view> words;
    std::vector<std::uint32_t> tokens;
    std::vector<NameSpan> spans;
  };

  void add(const NameSpan& span, const NameModel& model, const std::vector<std::uint32_t>& tokens) {
    const auto type = type_of(model.types()[span.type]);
    if (!type) return;
    const text::Token &first = tokens_[tokens[span.first]], &last = tokens_[tokens[span.last - 1]];
    Mention mention;
    mention.start = first.start;
    mention.end = last.end;
    mention.type = *type;
    mention.text.assign(text_.substr(mention.start, mention.end - mention.start));
    mention.confidence = span.confidence;
    mentions_.push_back(std::move(mention));
  }

  std::string_view text_;
  const std::vector<text::Token>& tokens_;
  std::vector<Mention>& mentions_;
  std::vector<Kept> kept_;
};

/// A passage without Arabic letters in an English document is not looked at again.
std::string language_of(std::string_view text, std::string_view around) {
  bool arabic = false;
  for (const char c : text) arabic |= (static_cast<unsigned char>(c) & 0xFC) == 0xD8;
  return around == "en" && !arabic ? "en" : text::identify_language(text, around);
}

/// Mends names by where they stand in a letter. The English model's lists know words in Latin letters.
void read_as_letter(std::string_view text, std::string_view zone, std::size_t first,
                    std::vector<Mention>& mentions) {
  const NameModel* lists = name_model("en");
  if (lists == nullptr) return;
  const auto sort = [&] {
    std::sort(mentions.begin() + static_cast<std::ptrdiff_t>(first), mentions.end(),
              [](const Mention& a, const Mention& b) { return a.start < b.start; });
  };
  mend_bounds(text, first, mentions);
  read_letter_lines(text, zone, *lists, first, mentions);
  sort();
  read_recipients(text, zone, *lists, first, mentions);
  sort();
}

}  // namespace

const NameModel* name_model(std::string_view language) {
  static const std::optional<NameModel> english = open_first({"names-en"});
  static const std::optional<NameModel> persian = open_first({"names-fa-news", "names-fa"});
  static const std::optional<NameModel> arabic = open_first({"names-ar"});
  const auto given = [](const std::optional<NameModel>& model) { return model ? &*model : nullptr; };
  if (language == "en" || language == "fa-Latn") return given(english);
  if (language == "fa") return given(persian);
  return language == "ar" ? given(arabic) : nullptr;
}

void find_names(std::string_view text, const Context& context, std::vector<Mention>& mentions) {
  const std::string language = language_of(text, context.language);
  const bool mixed = language == "mixed";
  const NameModel* model = name_model(language);
  if (model == nullptr && !mixed) return;
  const auto tokens = text::tokenize(text, language);
  const std::size_t first = mentions.size();
  Finder finder(text, tokens, mentions);
  const auto zone = model::zone_kind(context.zone).value_or(model::ZoneKind::body);
  for (const text::Sentence& sentence : text::split_sentences(text, tokens, zone)) {
    std::string own = language;
    if (mixed) {
      own = text::identify_language(text.substr(sentence.start, sentence.end - sentence.start),
                                    context.language);
      model = name_model(own);
    }
    if (model != nullptr) finder.read(sentence, *model, own);
  }
  finder.finish();
  if (mixed)  // sentences of several languages, some of which had to wait
    std::sort(mentions.begin() + static_cast<std::ptrdiff_t>(first), mentions.end(),
              [](const Mention& a, const Mention& b) { return a.start < b.start; });
  read_as_letter(text, context.zone, first, mentions);
}

}  // namespace clew::annotate
