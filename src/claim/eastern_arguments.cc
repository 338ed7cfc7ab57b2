#include "claim/eastern_arguments.h"

#include <algorithm>
#include <charconv>

namespace clew::claim::eastern {
namespace {

using model::ClaimType;

std::vector<std::string_view> roles_of(ClaimType type) {
  switch (type) {
    case ClaimType::payment:
      return {"payer", "payee", "courier", "amount", "origin"};
    case ClaimType::supply:
      return {"supplier", "recipient", "goods"};
    case ClaimType::support:
      return {"supporter", "recipient", "form"};
    case ClaimType::role:
      return {"holder", "title", "organisation"};
    case ClaimType::membership:
      return {"member", "organisation"};
    case ClaimType::relation:
      return {"subject", "object", "kind"};
    case ClaimType::meeting:
      return {"participants"};
    case ClaimType::communication:
      return {"sender", "recipients", "topic"};
    case ClaimType::consultation:
      return {"seeker", "adviser", "before"};
    case ClaimType::travel:
      return {"traveller", "origin", "destination"};
    case ClaimType::invitation:
      return {"inviter", "invitee", "event"};
    case ClaimType::attendance:
      return {"attendee", "event"};
    case ClaimType::founding:
      return {"founder", "organisation"};
    case ClaimType::ownership:
      return {"owner", "asset", "share"};
    case ClaimType::sanction:
      return {"authority", "target", "programme"};
    case ClaimType::legal:
      return {"actor", "target", "action"};
    case ClaimType::statement:
      return {"speaker", "content"};
  }
  return {};
}

bool one_phrase(std::string_view role) {
  return role == "content" || role == "amount" || role == "title" || role == "kind" || role == "action" ||
         role == "form" || role == "share" || role == "purpose";
}

class Writer {
 public:
  Writer(const Paragraph& paragraph, const SentenceReading& sentence, const std::string& role,
         model::Claim& claim)
      : paragraph_(paragraph),
        sentence_(sentence),
        units_(sentence.reading.units),
        role_(role),
        claim_(claim) {}

  void write(Range range) {
    while (!range.empty() && units_[range.first].kind == UnitKind::punct) ++range.first;
    while (!range.empty() && (units_[range.last - 1].kind == UnitKind::punct || is_and(range.last - 1)))
      --range.last;
    if (range.empty()) return;
    if (one_phrase(role_)) return add(range);
    std::size_t first = range.first;
    for (std::size_t i = range.first + 1; i + 1 < range.last; ++i) {
      if (!is_and(i) || !begins_name(i + 1)) continue;
      add(narrowed(name_alone({first, i})));
      first = i + 1;
    }
    add(narrowed(name_alone({first, range.last})));
  }

 private:
  bool is_and(std::size_t i) const { return units_[i].folded == "و"; }
  bool is(std::size_t i, std::string_view cls) const {
    return units_[i].kind == UnitKind::word && sentence_.lexicon->in_class(units_[i].folded, cls);
  }
  bool honorific(std::size_t i) const {
    const Phrase* phrase = sentence_.lexicon->phrase(
        i, i + 1, [&](std::size_t k) { return std::string_view(units_[k].folded); });
    return phrase != nullptr && phrase->mark == Mark::honorific;
  }
  bool begins_name(std::size_t i) const {
    return units_[i].mention >= 0 || is(i, "title") || is(i, "group") || is(i, "kin") || honorific(i);
  }

  // "آقای الوندگاه | خوب": behind a person's name nothing belongs to it.
  Range name_alone(Range range) const {
    std::size_t i = range.first;
    while (i < range.last && honorific(i)) ++i;
    if (i == range.last || !units_[i].person) return range;
    while (i < range.last && units_[i].person && !units_[i].mention_end) ++i;
    return i + 1 < range.last && !units_[i + 1].folded.starts_with("ال") ? Range{range.first, i + 1} : range;
  }

  // "مدير المؤسسة خسرو": the name; his post is another claim.
  Range narrowed(Range range) const {
    if (range.empty() || !is(range.first, "title")) return range;
    const auto& mentions = paragraph_.input().mentions;
    for (std::size_t i = range.first + 1; i < range.last; ++i) {
      const Unit& unit = units_[i];
      if (unit.kind == UnitKind::word && unit.mention >= 0 && unit.mention_start && sentence_.arabic &&
          mentions[static_cast<std::size_t>(unit.mention)].type == model::MentionType::person)
        return {i, range.last};
    }
    return range;
  }

  void add(Range range) {
    if (range.empty()) return;
    model::ClaimArgument argument;
    argument.role = role_;
    const model::Span span = sentence_.bytes(range);
    argument.start = span.start;
    argument.end = span.end;
    argument.text = paragraph_.document->text(span.start, span.end);
    if (role_ == "amount") {
      set_value(range, argument);
    } else if (!one_phrase(role_)) {
      argument.name = name_of_phrase(paragraph_, span);
    }
    claim_.args.push_back(std::move(argument));
  }

  // "45000 USD"
  void set_value(Range range, model::ClaimArgument& argument) const {
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (units_[i].kind != UnitKind::money || units_[i].mention < 0) continue;
      const std::string& value =
          paragraph_.input().mentions[static_cast<std::size_t>(units_[i].mention)].value;
      const std::size_t space = value.find(' ');
      if (space == std::string::npos) return;
      double number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + space, number);
      if (error != std::errc() || end != value.data() + space) return;
      argument.value = number;
      argument.currency = value.substr(space + 1);
      return;
    }
  }

  const Paragraph& paragraph_;
  const SentenceReading& sentence_;
  const std::vector<Unit>& units_;
  const std::string& role_;
  model::Claim& claim_;
};

}  // namespace

bool has_role(ClaimType type, std::string_view role) {
  if (role == "place" || role == "purpose") return true;
  const auto roles = roles_of(type);
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

void append_arguments(const Paragraph& paragraph, const SentenceReading& sentence, const std::string& role,
                      Range range, model::Claim& claim) {
  Writer(paragraph, sentence, role, claim).write(range);
}

void append_argument(const Paragraph& paragraph, const std::string& role, model::Span span,
                     model::Claim& claim) {
  model::ClaimArgument argument;
  argument.role = role;
  argument.start = span.start;
  argument.end = span.end;
  argument.text = paragraph.document->text(span.start, span.end);
  if (role != "content") argument.name = name_of_phrase(paragraph, span);
  claim.args.push_back(std::move(argument));
}

void append_implied(const std::string& role, const std::string& name, std::uint64_t at, model::Claim& claim) {
  model::ClaimArgument argument;
  argument.role = role;
  argument.start = argument.end = at;
  argument.name = name;
  claim.args.push_back(std::move(argument));
}

void order_arguments(model::Claim& claim) {
  const auto roles = roles_of(claim.type);
  const auto rank = [&](const model::ClaimArgument& argument) {
    return std::find(roles.begin(), roles.end(), argument.role) - roles.begin();
  };
  std::stable_sort(claim.args.begin(), claim.args.end(), [&](const auto& a, const auto& b) {
    return rank(a) != rank(b) ? rank(a) < rank(b) : a.start < b.start;
  });
}

}  // namespace clew::claim::eastern
