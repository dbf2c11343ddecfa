// Takes queued analyses one after the other and runs them.
//
// One worker; an analysis uses all threads it is given. How far it has come is
// kept in memory and announced to watchers; how it ended is in the store. An
// analysis that fails, even by a defect, never takes the server with it.
#ifndef CELLQUANT_SERVER_ANALYSIS_RUNNER_H_
#define CELLQUANT_SERVER_ANALYSIS_RUNNER_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "core/base/result.h"
#include "core/cells/network_model.h"
#include "server/slide_roots.h"
#include "server/store.h"

namespace cellquant::server {

// Thread-safe, but for Start and Stop, which the owner calls.
class AnalysisRunner {
 public:
  // `store` and `roots` must outlive the runner; `network` may be null.
  // `threads` 0: all cores.
  AnalysisRunner(Store& store, const SlideRoots& roots,
                 std::shared_ptr<const core::NetworkModel> network,
                 int threads);
  ~AnalysisRunner();  // stops
  AnalysisRunner(const AnalysisRunner&) = delete;
  AnalysisRunner& operator=(const AnalysisRunner&) = delete;

  // Puts back into the queue what an earlier server left running, and begins
  // to work. Fails as the store does.
  core::Result<void> Start();

  // Stops the running analysis, which goes back into the queue, and waits for
  // it: within one tile.
  void Stop();

  // Says that the queue has grown.
  void Wake();

  // Cancels an analysis as Store::Cancel; a running one stops within a tile.
  core::Result<AnalysisRecord> Cancel(const std::string& uuid);

  // Returns the record with the progress of the moment, if it is running.
  AnalysisRecord WithProgress(AnalysisRecord record) const;

  // A number that grows with every change of an analysis or of its progress.
  std::uint64_t Changes() const;

  // Waits until Changes() is not `seen`, the runner stops, or time is up.
  void WaitForChange(std::uint64_t seen, std::chrono::milliseconds time) const;

  bool stopping() const;

 private:
  // What a run leaves behind, as it is stored.
  struct Outcome {
    std::string report_json;
    CellPages cells;
  };

  void Work();
  core::Result<bool> TakeAndRunOne();
  core::Result<std::optional<AnalysisRecord>> Take();
  core::Result<Outcome> Analyze(const AnalysisRecord& record);
  core::Result<Outcome> AnalyzeSafely(const AnalysisRecord& record);
  core::Result<void> Settle(const std::string& uuid,
                            const core::Result<Outcome>& outcome);
  void SetProgress(std::size_t done, std::size_t total);
  void Announce();

  Store& store_;
  const SlideRoots& roots_;
  const std::shared_ptr<const core::NetworkModel> network_;
  const int threads_;

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::uint64_t changes_ = 0;
  bool stopping_ = false;
  std::string running_;  // uuid; empty: none
  std::uint32_t percent_ = 0;
  std::stop_source run_stop_;

  std::thread worker_;
};

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_ANALYSIS_RUNNER_H_
