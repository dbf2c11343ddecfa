#include "core/pipeline/parallel.h"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace cellquant::core {
namespace {

// What the workers tell each other, behind one lock: taken twice an item, and
// an item is a whole tile.
class Ledger {
 public:
  Ledger(std::size_t count, const ParallelOptions& options)
      : count_(count), options_(options), first_failed_(count) {}

  // Whether item i still matters: nothing before it failed, nobody said stop.
  bool Wanted(std::size_t i) {
    const std::lock_guard lock(mutex_);
    if (options_.stop.stop_requested()) cancelled_ = true;
    return !cancelled_ && i < first_failed_;
  }

  void Done() {
    const std::lock_guard lock(mutex_);
    ++done_;
    if (options_.progress) options_.progress(done_, count_);
  }

  void Failed(std::size_t i, Error error) {
    const std::lock_guard lock(mutex_);
    if (i >= first_failed_) return;
    first_failed_ = i;
    error_ = std::move(error);
  }

  Result<void> Outcome() const {
    if (cancelled_) {
      return Fail(ErrorReason::kCancelled, "the analysis was cancelled");
    }
    if (first_failed_ < count_) return tl::unexpected(error_);
    return {};
  }

 private:
  const std::size_t count_;
  const ParallelOptions& options_;
  std::mutex mutex_;
  std::size_t done_ = 0;
  bool cancelled_ = false;
  std::size_t first_failed_;
  Error error_;
};

void RunOne(std::size_t i, Ledger& ledger,
            const std::function<Result<void>(std::size_t)>& work) {
  if (!ledger.Wanted(i)) return;
  try {
    if (auto result = work(i); !result) {
      ledger.Failed(i, std::move(result).error());
    } else {
      ledger.Done();
    }
  } catch (const std::exception& error) {
    ledger.Failed(i, {ErrorReason::kInternal,
                      std::string("unexpected failure: ") + error.what()});
  }
}

}  // namespace

Result<void> ForEachIndex(
    std::size_t count, const ParallelOptions& options,
    const std::function<Result<void>(std::size_t)>& work) {
  Ledger ledger(count, options);
  // Without this, oneTBB does not go beyond one thread a core.
  std::optional<tbb::global_control> limit;
  if (options.threads > 0) {
    limit.emplace(tbb::global_control::max_allowed_parallelism,
                  static_cast<std::size_t>(options.threads));
  }
  tbb::task_arena arena(options.threads > 0 ? options.threads
                                            : tbb::task_arena::automatic);
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, count, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          for (std::size_t i = range.begin(); i != range.end(); ++i) {
            RunOne(i, ledger, work);
          }
        },
        tbb::simple_partitioner());
  });
  return ledger.Outcome();
}

}  // namespace cellquant::core
