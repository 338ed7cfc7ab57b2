#include "claim/eastern_status.h"

#include <algorithm>

namespace clew::claim::eastern {
namespace {

using model::ClaimStatus;
using model::ClaimType;

std::string_view date_value(const Paragraph& paragraph, const SentenceReading& sentence, Range range) {
  for (std::size_t i = range.first; i < range.last; ++i) {
    const Unit& unit = sentence.reading.units[i];
    if (unit.kind != UnitKind::date || unit.mention < 0) continue;
    std::string_view value = paragraph.input().mentions[static_cast<std::size_t>(unit.mention)].value;
    value = value.substr(0, value.find_first_of("[|"));
    // "--06-03" and "T09:30" are no time by themselves.
    return value.starts_with("-") || value.starts_with("T") ? std::string_view() : value;
  }
  return {};
}

// "tomorrow", "next week": what lies ahead.
bool lies_ahead(const Paragraph& paragraph, const SentenceReading& sentence, const Clause& clause) {
  const std::string_view today = paragraph.input().date.empty() ? paragraph.document->context().date
                                                                : std::string_view(paragraph.input().date);
  for (const Piece& piece : clause.pieces) {
    if (piece.kind != UnitKind::date) continue;
    const std::string words = words_in(sentence.reading.units, piece.range);
    for (const std::string_view ahead : {"فردا", "اینده", "غدا", "القادم", "المقبل", "القادمه", "المقبله"})
      if (words.find(ahead) != std::string::npos) return true;
    const std::string_view value = date_value(paragraph, sentence, piece.range);
    if (value.size() >= 10 && today.size() >= 10 && value.substr(0, 10) > today.substr(0, 10)) return true;
  }
  return false;
}

// What happens once: told in the present, it is to come.
bool happens_once(const Frame* frame) {
  if (frame == nullptr) return false;
  switch (frame->type) {
    case ClaimType::payment:
    case ClaimType::supply:
    case ClaimType::travel:
    case ClaimType::meeting:
    case ClaimType::invitation:
      return true;
    default:
      return false;
  }
}

}  // namespace

Stance stance_of(const Paragraph& paragraph, const SentenceReading& sentence, const Clause& clause,
                 const Frame* frame, const model::Span* denial) {
  Stance stance;
  const auto cue = [&](Range range) {
    const model::Span span = sentence.bytes(range);
    if (span.end > span.start) stance.cues.push_back(span);
  };
  if (denial != nullptr) {
    stance.cues.push_back(*denial);
    stance.status = ClaimStatus::denied;
    return stance;
  }
  for (const ModalMark& modal : clause.modals)
    if (modal.modal == Modal::hedge) cue(modal.range);
  if (!stance.cues.empty()) {
    stance.status = ClaimStatus::hedged;
    return stance;
  }
  const bool turned = frame != nullptr && frame->status == ClaimStatus::negated;
  if ((clause.negative || (!sentence.arabic && !clause.negation.empty())) != turned) {
    stance.status = ClaimStatus::negated;
    cue(clause.negation);
    return stance;
  }
  for (const ModalMark& modal : clause.modals)
    if (modal.modal == Modal::plan) cue(modal.range);
  const bool promised = clause.present && lies_ahead(paragraph, sentence, clause);
  const bool soon = clause.present && paragraph.letter && happens_once(frame);
  if (!stance.cues.empty() || clause.future || clause.condition || clause.subjunctive || promised || soon) {
    stance.status = ClaimStatus::planned;
    if (stance.cues.empty() && clause.future) cue(clause.verb);
  }
  return stance;
}

void set_time(const Paragraph& paragraph, const SentenceReading& sentence, Range from, Range to,
              model::Claim& claim) {
  const auto write = [&](Range range) {
    const model::Span span = sentence.bytes(range);
    if (span.end <= span.start) return;
    if (!claim.time_text.empty()) claim.time_text += ' ';
    claim.time_text += paragraph.document->text(span.start, span.end);
  };
  write(from);
  if (!(to == from)) write(to);
  const std::string_view first = date_value(paragraph, sentence, from);
  const std::string_view last = date_value(paragraph, sentence, to);
  if (!from.empty()) claim.from = first.substr(0, first.find('/'));
  if (!to.empty()) {
    const std::size_t slash = last.find('/');
    claim.to = slash == std::string_view::npos ? last : last.substr(slash + 1);
  }
}

void set_time(const Paragraph& paragraph, const SentenceReading& sentence, const std::vector<Piece>& pieces,
              bool ends, model::Claim& claim) {
  Range from, to;
  for (const Piece& piece : pieces) {
    if (piece.kind != UnitKind::date) continue;
    const bool until = piece.prep == "تا" || piece.prep == "حتی" || piece.prep == "الی";
    const bool since = piece.prep == "از" || piece.prep == "منذ" || piece.prep == "من";
    if (!until && from.empty()) from = piece.range;
    if (!since && to.empty()) to = piece.range;
  }
  if (ends) from = {};
  set_time(paragraph, sentence, from, to, claim);
}

}  // namespace clew::claim::eastern
