#include "screen/listed.h"

#include <algorithm>
#include <utility>

namespace clew::screen {
namespace {

using model::ListDetailKind;

template <class T>
void append_new(std::vector<T>& to, std::vector<T>&& from) {
  for (T& one : from)
    if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(std::move(one));
}

void merge(model::ListEntry& into, model::ListEntry&& from) {
  into.listed |= from.listed && from.supplement;
  if (into.kind == model::ListedKind::unknown) into.kind = from.kind;
  for (model::ListName& name : from.names) {
    const bool known = std::any_of(into.names.begin(), into.names.end(),
                                   [&](const model::ListName& one) { return one.text == name.text; });
    if (!known) into.names.push_back(std::move(name));
  }
  append_new(into.details, std::move(from.details));
  append_new(into.relations, std::move(from.relations));
}

void append_part(std::string& to, std::string_view label, const std::vector<std::string_view>& values,
                 std::size_t most) {
  if (values.empty()) return;
  to += "; ";
  to += label;
  for (std::size_t i = 0; i < values.size() && i < most; ++i) {
    if (i > 0) to += ", ";
    to += values[i];
  }
  if (values.size() > most) to += " and " + std::to_string(values.size() - most) + " more";
}

}  // namespace

void Everything::begin_list(List list) { lists_.push_back(std::move(list)); }

void Everything::add(model::ListEntry&& entry) {
  const auto list = static_cast<std::uint32_t>(lists_.size() - 1);
  if (entry.supplement) {
    supplements_.push_back({list, std::move(entry)});
    return;
  }
  by_number_.emplace(key(lists_[list].info.name, entry.id), static_cast<std::uint32_t>(entries_.size()));
  entries_.push_back({list, std::move(entry)});
}

std::size_t Everything::finish() {
  std::size_t dropped = 0;
  for (Listed& one : supplements_) {
    const auto found = by_number_.find(key(lists_[one.list].info.name, one.entry.id));
    if (found == by_number_.end())
      ++dropped;
    else
      merge(entries_[found->second].entry, std::move(one.entry));
  }
  supplements_ = {};
  return dropped;
}

const Listed* Everything::find(std::string_view list_name, std::string_view entry) const {
  const auto found = by_number_.find(key(list_name, entry));
  return found == by_number_.end() ? nullptr : &entries_[found->second];
}

std::string Everything::key(std::string_view list_name, std::string_view entry) {
  return std::string(list_name) + '\n' + std::string(entry);
}

std::string_view name_of(const model::ListEntry& entry) {
  for (const model::ListName& name : entry.names)
    if (name.kind == model::ListNameKind::primary) return name.text;
  return entry.names.empty() ? std::string_view() : std::string_view(entry.names.front().text);
}

std::vector<std::string_view> details_of(const model::ListEntry& entry, ListDetailKind what) {
  std::vector<std::string_view> out;
  for (const model::ListDetail& detail : entry.details)
    if (detail.what == what && std::find(out.begin(), out.end(), detail.value) == out.end())
      out.push_back(detail.value);
  return out;
}

std::string statement_of(const model::ListEntry& entry) {
  constexpr std::size_t kMostNames = 6, kMost = 4;
  std::string out(name_of(entry));
  if (entry.kind != model::ListedKind::unknown) out += " (" + std::string(model::name_of(entry.kind)) + ")";
  std::vector<std::string_view> others;
  for (const model::ListName& name : entry.names)
    if (name.text != name_of(entry)) others.push_back(name.text);
  append_part(out, "also ", others, kMostNames);
  append_part(out, "born ", details_of(entry, ListDetailKind::birth_date), kMost);
  append_part(out, "in ", details_of(entry, ListDetailKind::birth_place), kMost);
  append_part(out, "nationality ", details_of(entry, ListDetailKind::nationality), kMost);
  append_part(out, "programme ", details_of(entry, ListDetailKind::programme), kMost);
  append_part(out, "listed ", details_of(entry, ListDetailKind::listed_on), 1);
  append_part(out, "", details_of(entry, ListDetailKind::position), kMost);
  append_part(out, "", details_of(entry, ListDetailKind::remark), kMost);
  if (!entry.listed) out += "; mentioned by the list, not listed itself";
  return out;
}

}  // namespace clew::screen
