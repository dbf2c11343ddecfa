// A progress bar on a terminal; nothing when the output is piped.
#ifndef CELLQUANT_CLIENTS_CLI_PROGRESS_BAR_H_
#define CELLQUANT_CLIENTS_CLI_PROGRESS_BAR_H_

#include <chrono>
#include <cstddef>
#include <string>

namespace cellquant::cli {

// Draws on standard error, at most ten times a second, and clears its line in
// the end. Not thread-safe: the pipeline's Progress never calls from two
// threads at once.
class ProgressBar {
 public:
  explicit ProgressBar(std::string label);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Update(std::size_t done, std::size_t total);

 private:
  std::string label_;
  bool on_terminal_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_PROGRESS_BAR_H_
