// Rule 6 of resolve/people.h: the user's decisions on top of what was joined by itself.
#include <algorithm>
#include <map>
#include <tuple>

#include "base/fold.h"
#include "resolve/people_state.h"

namespace clew::resolve {
namespace {

/// The label sets with what the reasons need to know of them.
class Labels {
 public:
  explicit Labels(People::State& state)
      : state_(state),
        sets_(state.nodes.size()),
        first_(state.nodes.size(), kNoIndex),
        size_(state.nodes.size(), 0) {
    for (RowIndex row = 0; row < state.rows.size(); ++row) {
      if (state.joins[row].kind == JoinKind::first) first_[state.label[row]] = row;
      ++size_[state.label[row]];
    }
  }

  void merge(const Decision& decision, std::uint32_t index) {
    const auto subject = rows_of(decision.subject), object = rows_of(decision.object);
    if (subject.empty() || object.empty()) return;
    for (const auto* side : {&subject, &object})
      for (const RowIndex row : *side) join(subject.front(), row, index);
  }

  void split(const Decision& decision, std::uint32_t index) {
    std::map<std::uint32_t, std::vector<RowIndex>> by_label;
    for (const RowIndex row : rows_of(decision.subject)) by_label[root(row)].push_back(row);
    for (const auto& [label, rows] : by_label) {
      if (rows.size() == size_[label]) continue;  // nothing would be left behind
      const std::uint32_t fresh = sets_.add();
      first_.push_back(rows.front());
      size_.push_back(static_cast<std::uint32_t>(rows.size()));
      size_[label] -= static_cast<std::uint32_t>(rows.size());
      for (const RowIndex row : rows) {
        if (first_[label] == row) first_[label] = kNoIndex;
        state_.label[row] = fresh;
        state_.taken_out[row] = true;
        state_.joins[row] = {JoinKind::split, Support::none, kNoIndex, index};
      }
    }
  }

  // Gives every row its final label; reasons that lead out of it are no longer true.
  void finish() {
    std::vector<bool> has_first(first_.size(), false);
    for (RowIndex row = 0; row < state_.rows.size(); ++row) {
      state_.label[row] = root(row);
      const JoinKind kind = state_.joins[row].kind;
      if (kind == JoinKind::first || kind == JoinKind::split) has_first[state_.label[row]] = true;
    }
    for (RowIndex row = 0; row < state_.rows.size(); ++row) {
      Join& join = state_.joins[row];
      if (join.with == kNoIndex || state_.label[join.with] == state_.label[row]) continue;
      join = {has_first[state_.label[row]] ? JoinKind::remained : JoinKind::first, Support::none, kNoIndex,
              kNoIndex};
      has_first[state_.label[row]] = true;
    }
  }

 private:
  std::uint32_t root(RowIndex row) { return sets_.root(state_.label[row]); }

  void join(RowIndex to, RowIndex row, std::uint32_t index) {
    const std::uint32_t a = root(to), b = root(row);
    if (a == b) return;
    const RowIndex told = first_[b] == kNoIndex ? row : first_[b];
    const RowIndex with = first_[a] == kNoIndex ? to : first_[a];
    state_.joins[told] = {JoinKind::merged, Support::none, with, index};
    sets_.join(a, b);
    const std::uint32_t both = sets_.root(a);
    size_[both] = size_[a] + size_[b];
    first_[both] = first_[a];
  }

  // Rows are sorted by (address, key). Sorted, each once.
  std::vector<RowIndex> rows_of(const std::vector<PartyName>& parties) const {
    std::vector<RowIndex> out;
    const auto& rows = state_.rows;
    for (const auto& [name, raw_address] : parties) {
      const bool any_name = name == "*";
      const CleanName clean = clean_name(name);
      const NameOf of = of_mark(raw_address);
      const bool in_header = of == NameOf::header;
      std::string address = in_header ? clean_address(raw_address) : std::string();
      if (in_header && address.empty() && clean.key.empty()) address = address_in_name(name);
      const std::string in_text = in_header ? std::string() : folded(name);
      const std::string_view at = address, key = in_header ? clean.key : in_text;
      auto row = std::lower_bound(
          rows.begin(), rows.end(), std::tie(at, any_name ? kNothing : key),
          [](const Row& r, const auto& wanted) { return std::tie(r.address, r.key) < wanted; });
      for (; row != rows.end() && row->address == at && (any_name || row->key == key); ++row) {
        // Without a word and an address only the very same name is meant.
        if (row->of != of) continue;
        if (at.empty() && key.empty() && state_.parties[row->party].name != name) continue;
        out.push_back(static_cast<RowIndex>(row - rows.begin()));
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  static constexpr std::string_view kNothing{};
  People::State& state_;
  Sets sets_;
  std::vector<RowIndex> first_;
  std::vector<std::uint32_t> size_;
};

}  // namespace

void apply_decisions(People::State& state, std::span<const Decision> decisions) {
  if (decisions.empty()) return;
  Labels labels(state);
  for (std::uint32_t i = 0; i < decisions.size(); ++i) {
    switch (decisions[i].action) {
      case Decision::Action::merge:
        labels.merge(decisions[i], i);
        break;
      case Decision::Action::split:
        labels.split(decisions[i], i);
        break;
    }
  }
  labels.finish();
}

}  // namespace clew::resolve
