// training/names/random.h - what training draws: numbers below one, and orders.
#pragma once

#include <utility>
#include <vector>

#include "base/random.h"

namespace clew::training {

class Random : public clew::Random {
 public:
  using clew::Random::Random;
  /// 0 <= result < 1.
  float uniform() { return static_cast<float>(next() >> 40) * 0x1p-24F; }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }
};

}  // namespace clew::training
