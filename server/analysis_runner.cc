#include "server/analysis_runner.h"

#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/cells/detector.h"
#include "core/formats/report_json.h"
#include "core/formats/scores_json.h"
#include "core/formats/specimen_json.h"
#include "core/pipeline/analyze_slide.h"
#include "core/slide/open_slide.h"
#include "server/analysis_request.h"
#include "server/annotation_request.h"
#include "server/report_message.h"
#include "server/status.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Result;
using std::chrono::milliseconds;

// How long the worker waits before it asks a store again that has failed: a
// full disk may have been emptied.
constexpr milliseconds kRetry{1000};

Result<std::optional<core::Specimen>> SpecimenOf(
    const AnalysisRequest& request) {
  if (request.specimen_json.empty()) return std::nullopt;
  return core::SpecimenFromJson(request.specimen_json);
}

Result<std::vector<core::PathologistScore>> ScoresOf(
    const AnalysisRequest& request) {
  if (request.scores_json.empty()) return std::vector<core::PathologistScore>{};
  return core::ScoresFromJson(request.scores_json);
}

// The network that the analysis was asked for with, and no other: what waited
// through a change of the server's model must not be counted by the new one.
Result<std::shared_ptr<const core::NetworkModel>> NetworkOf(
    const AnalysisRequest& request,
    const std::shared_ptr<const core::NetworkModel>& network) {
  if (request.detector != core::kNetworkDetectorName) return nullptr;
  if (network && network->sha256() == request.model_sha256) return network;
  return core::Fail(ErrorReason::kModelNotFound,
                    "the server no longer has the network model that it had "
                    "when the analysis was created; create it again");
}

}  // namespace

AnalysisRunner::AnalysisRunner(
    Store& store, const SlideRoots& roots,
    std::shared_ptr<const core::NetworkModel> network, int threads)
    : store_(store),
      roots_(roots),
      network_(std::move(network)),
      threads_(threads) {}

AnalysisRunner::~AnalysisRunner() { Stop(); }

Result<void> AnalysisRunner::Start() {
  CQ_ASSIGN(const int put_back, store_.PutBackAll());
  if (put_back > 0) spdlog::info("{} unfinished analyses go on", put_back);
  worker_ = std::thread([this] { Work(); });
  return {};
}

void AnalysisRunner::Stop() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
    run_stop_.request_stop();
  }
  changed_.notify_all();
  if (worker_.joinable()) worker_.join();
}

void AnalysisRunner::Wake() { Announce(); }

Result<AnalysisRecord> AnalysisRunner::Cancel(const std::string& uuid) {
  Result<AnalysisRecord> record;
  {
    // Under the lock of Take: an analysis is not begun between the two steps.
    const std::lock_guard guard(mutex_);
    record = store_.Cancel(uuid);
    if (record && running_ == uuid) run_stop_.request_stop();
  }
  Announce();
  return record;
}

AnalysisRecord AnalysisRunner::WithProgress(AnalysisRecord record) const {
  const std::lock_guard guard(mutex_);
  if (record.state == v1::Analysis::STATE_RUNNING && record.uuid == running_) {
    record.progress_percent = percent_;
  }
  return record;
}

std::uint64_t AnalysisRunner::Changes() const {
  const std::lock_guard guard(mutex_);
  return changes_;
}

void AnalysisRunner::WaitForChange(std::uint64_t seen,
                                   milliseconds time) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, time, [&] { return stopping_ || changes_ != seen; });
}

bool AnalysisRunner::stopping() const {
  const std::lock_guard guard(mutex_);
  return stopping_;
}

void AnalysisRunner::Announce() {
  {
    const std::lock_guard guard(mutex_);
    ++changes_;
  }
  changed_.notify_all();
}

void AnalysisRunner::SetProgress(std::size_t done, std::size_t total) {
  const auto percent =
      static_cast<std::uint32_t>(total == 0 ? 100 : done * 100 / total);
  {
    const std::lock_guard guard(mutex_);
    if (percent == percent_) return;  // watchers need no more than that
    percent_ = percent;
  }
  Announce();
}

void AnalysisRunner::Work() {
  while (!stopping()) {
    const std::uint64_t seen = Changes();
    const Result<bool> worked = TakeAndRunOne();
    if (!worked) {
      WaitForChange(Changes(), kRetry);
    } else if (!*worked) {
      WaitForChange(seen, std::chrono::hours(1));
    }
  }
}

// Returns whether there was anything to do.
Result<bool> AnalysisRunner::TakeAndRunOne() {
  CQ_ASSIGN(const auto record, Take());
  if (!record) return false;
  spdlog::info("analysis {} runs, protocol {}", record->uuid,
               record->request.protocol_id);
  Announce();
  const Result<Outcome> outcome = AnalyzeSafely(*record);
  while (!Settle(record->uuid, outcome) && !stopping()) {
    WaitForChange(Changes(), kRetry);
  }
  {
    const std::lock_guard guard(mutex_);
    running_.clear();
  }
  Announce();
  return true;
}

Result<std::optional<AnalysisRecord>> AnalysisRunner::Take() {
  const std::lock_guard guard(mutex_);
  if (stopping_) return std::nullopt;
  CQ_ASSIGN(auto record, store_.TakeNext());
  if (record) {
    running_ = record->uuid;
    percent_ = 0;
    run_stop_ = std::stop_source();
  }
  return record;
}

Result<AnalysisRunner::Outcome> AnalysisRunner::AnalyzeSafely(
    const AnalysisRecord& record) {
  try {
    return Analyze(record);
  } catch (const std::exception& exception) {
    return tl::unexpected(ErrorOfException(exception));
  } catch (...) {
    return core::Fail(ErrorReason::kInternal, "a defect of the server");
  }
}

Result<AnalysisRunner::Outcome> AnalysisRunner::Analyze(
    const AnalysisRecord& record) {
  const AnalysisRequest& request = record.request;
  CQ_ASSIGN(const SlideName name, ParseSlideName(request.slide));
  CQ_ASSIGN(const auto path, roots_.Resolve(name));
  CQ_ASSIGN(const core::Protocol protocol, ProtocolOf(request));
  core::AnalysisOptions options;
  CQ_ASSIGN(options.network, NetworkOf(request, network_));
  options.threads = threads_;
  options.stop = run_stop_.get_token();
  CQ_ASSIGN(options.specimen, SpecimenOf(request));
  CQ_ASSIGN(options.pathologist_scores, ScoresOf(request));
  options.negative_control = request.negative_control;
  CQ_ASSIGN(options.slide_sha256, core::Sha256OfFile(path));
  CQ_ASSIGN(const auto slide, core::OpenSlideFile(path, request.mpp));
  CQ_ASSIGN(const core::RegionSet regions,
            RegionsOf(request, slide->info(), protocol));
  CQ_ASSIGN(const core::SlideReport report,
            core::AnalyzeSlide(*slide, regions, protocol, options,
                               [this](std::size_t done, std::size_t total) {
                                 SetProgress(done, total);
                               }));
  Outcome outcome{core::ReportToJson(report).dump(), CellMessages(report)};
  // What cannot be sent is not a success.
  CQ_CHECK(ReportMessage(outcome.report_json));
  return outcome;
}

// Commits how the run ended.
Result<void> AnalysisRunner::Settle(const std::string& uuid,
                                    const Result<Outcome>& outcome) {
  if (outcome) {
    spdlog::info("analysis {} succeeded", uuid);
    return store_.Succeed(uuid, outcome->report_json, outcome->cells);
  }
  const core::Error& error = outcome.error();
  if (error.reason == ErrorReason::kCancelled) {
    // By a client: the store says so already, and this does nothing. By the
    // server's stop: the analysis waits for the next start.
    return store_.PutBack(uuid);
  }
  spdlog::info("analysis {} failed: {}", uuid, core::ReasonName(error.reason));
  return store_.Fail(uuid, error, percent_);
}

}  // namespace cellquant::server
