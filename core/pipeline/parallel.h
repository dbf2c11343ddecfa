// Runs the tiles on all cores. The only user of oneTBB.
#ifndef CELLQUANT_CORE_PIPELINE_PARALLEL_H_
#define CELLQUANT_CORE_PIPELINE_PARALLEL_H_

#include <cstddef>
#include <functional>
#include <stop_token>

#include "core/base/result.h"

namespace cellquant::core {

struct ParallelOptions {
  int threads = 0;  // 0: all cores
  std::stop_token stop = {};
  // Called after each item, never from two threads at once.
  std::function<void(std::size_t done, std::size_t total)> progress = {};
};

// Calls work(i) for each i in [0, count), on several threads, in any order.
// Returns the error of the first item, by index, that failed, whatever order
// they ran in: items before it have all run, items after it may not have.
// kCancelled when a stop was requested before all were done. An exception in
// `work` becomes kInternal.
Result<void> ForEachIndex(std::size_t count, const ParallelOptions& options,
                          const std::function<Result<void>(std::size_t)>& work);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_PARALLEL_H_
