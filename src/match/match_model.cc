#include "match/match_model.h"

#include <algorithm>
#include <optional>

#include "base/embedded_models.h"

namespace clew::match {
namespace {

struct Loaded {
  ModelFile file;
  std::optional<Channel> channel;
  std::optional<Frequencies> frequencies;
  MatchModel model;

  Result<void> load(ModelFile from) {
    file = std::move(from);
    channel = TRY(Channel::open(file));
    frequencies = TRY(Frequencies::open(file));
    model = {&*channel, &*frequencies};
    return {};
  }
};

Loaded& loaded() {
  static Loaded made;
  // The views of `model` point into `made`, so that it must not move.
  [[maybe_unused]] static const bool once = [] {
    auto from = open_embedded_model("names-match");
    if (from && !made.load(*from)) made.model = {};
    return true;
  }();
  return made;
}

std::uint32_t hash_of(std::string_view text, std::uint32_t seed) {
  std::uint32_t h = 2166136261U ^ seed;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  h ^= h >> 15;
  h *= 0x846CA68BU;
  return h ^ h >> 13;
}

}  // namespace

FrequencyPlaces frequency_places(std::string_view plain, std::uint32_t places) {
  return {hash_of(plain, 0) % places, hash_of(plain, 0x9E3779B9U) % places};
}

Result<Frequencies> Frequencies::open(const ModelFile& file) {
  Frequencies made;
  made.rows_ = TRY(file.text("frequency"));
  if (made.rows_.size() < 2 || made.rows_.size() % 2 != 0)
    return file.wrong("frequency", "has the wrong length");
  return made;
}

int Frequencies::of(std::string_view plain) const {
  const auto places = static_cast<std::uint32_t>(rows_.size() / 2);
  const auto [first, second] = frequency_places(plain, places);
  return std::min<int>(static_cast<unsigned char>(rows_[first]),
                       static_cast<unsigned char>(rows_[places + second]));
}

const MatchModel& match_model() { return loaded().model; }

Result<void> use_match_model(const ModelFile& file) { return loaded().load(file); }

}  // namespace clew::match
