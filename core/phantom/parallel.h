// A loop over independent pieces of work on a few threads.
#ifndef CELLQUANT_CORE_PHANTOM_PARALLEL_H_
#define CELLQUANT_CORE_PHANTOM_PARALLEL_H_

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace cellquant::core {

// Calls `work(k)` once for each k in [0, count), on up to `threads` threads
// including this one, in no particular order; returns when all are done.
// `work` writes only what belongs to its k.
template <class Work>
void ForEachIndex(std::int64_t count, int threads, const Work& work) {
  std::atomic<std::int64_t> next = 0;
  const auto run = [&] {
    for (std::int64_t k = next++; k < count; k = next++) work(k);
  };
  const std::int64_t helpers = std::min<std::int64_t>(threads, count) - 1;
  std::vector<std::jthread> others;
  for (std::int64_t k = 0; k < helpers; ++k) others.emplace_back(run);
  run();
}

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PARALLEL_H_
