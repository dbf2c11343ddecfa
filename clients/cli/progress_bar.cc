#include "clients/cli/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace cellquant::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kWidth = 30;

std::string Remaining(std::size_t done, std::size_t total,
                      Clock::duration spent) {
  if (done == 0) return "";
  const double seconds = std::chrono::duration<double>(spent).count() *
                         static_cast<double>(total - done) /
                         static_cast<double>(done);
  const int whole = static_cast<int>(std::lround(seconds));
  return fmt::format("{}:{:02} left", whole / 60, whole % 60);
}

}  // namespace

ProgressBar::ProgressBar(std::string label)
    : label_(std::move(label)),
      on_terminal_(isatty(STDERR_FILENO) != 0),
      start_(Clock::now()),
      drawn_(start_) {}

ProgressBar::~ProgressBar() {
  if (on_terminal_) std::fputs("\r\033[K", stderr);
}

void ProgressBar::Update(std::size_t done, std::size_t total) {
  if (!on_terminal_ || total == 0) return;
  const auto now = Clock::now();
  if (done < total && now - drawn_ < std::chrono::milliseconds(100)) return;
  drawn_ = now;
  const auto filled = static_cast<int>(kWidth * done / total);
  const std::string bar =
      std::string(static_cast<std::size_t>(filled), '#') +
      std::string(static_cast<std::size_t>(kWidth - filled), '.');
  const std::string line =
      fmt::format("\r\033[K{} [{}] {:3}%  {}", label_, bar, 100 * done / total,
                  Remaining(done, total, now - start_));
  std::fputs(line.c_str(), stderr);
}

}  // namespace cellquant::cli
