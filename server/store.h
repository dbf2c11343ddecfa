// The analyses that the server keeps, in one SQLite database.
//
// Contract: when a function that changes something returns success, the change
// is on disk and survives a crash or a kill of the process. An analysis ends
// once: its report, its cells and its state are committed together, and an
// analysis that was cancelled meanwhile stays cancelled. All failures of the
// database are kStoreFailed. Thread-safe.
//
//   QUEUED -> RUNNING -> SUCCEEDED | FAILED | CANCELLED
//      ^---------'         (the server stopped or died in between)
//   QUEUED -> CANCELLED
#ifndef CELLQUANT_SERVER_STORE_H_
#define CELLQUANT_SERVER_STORE_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cellquant/v1/analysis_service.pb.h"
#include "core/base/result.h"
#include "core/base/units.h"

namespace cellquant::server {

class StoreDatabase;

using State = v1::Analysis::State;
using Time = std::chrono::sys_time<std::chrono::microseconds>;

// No analysis waits behind more than this many others.
inline constexpr std::int64_t kMaxQueued = 100'000;

// An analysis whose run has taken the whole server down this often is not
// tried again.
inline constexpr int kMaxAttempts = 10;

// What was asked for, as it was asked.
struct AnalysisRequest {
  std::string request_id;  // a lowercase UUID, or empty
  std::string request_sha256;
  std::string slide;  // "slides/{root}/{path}"
  std::optional<core::MicronsPerPixel> mpp;
  std::string protocol_id;
  std::string protocol_version;
  std::string protocol_yaml;
  std::string regions;           // a file of annotations; empty: all tissue
  std::string annotations_json;  // what is asked of it; empty: nothing
  std::string specimen_json;     // empty: nobody said
  std::string negative_control;  // classification or name; empty: none
  std::string scores_json;       // a pathologist's; empty: none
  std::string detector;
  std::string model_sha256;  // of the network, empty without one
};

struct AnalysisRecord {
  std::string uuid;
  AnalysisRequest request;
  State state = v1::Analysis::STATE_QUEUED;
  std::uint32_t progress_percent = 0;
  Time create_time;
  std::optional<Time> start_time;
  std::optional<Time> end_time;
  core::Error error;        // in state FAILED
  std::string report_json;  // in state SUCCEEDED
};

struct AnalysisQuery {
  std::int64_t limit = 50;
  std::int64_t before = 0;  // AnalysisPage::next of the page before; 0: first
  State state = v1::Analysis::STATE_UNSPECIFIED;  // UNSPECIFIED: all
};

struct AnalysisPage {
  std::vector<AnalysisRecord> analyses;  // newest first
  std::int64_t next = 0;                 // 0: this is the last page
};

// Serialized StreamCellsResponse messages.
using CellPages = std::vector<std::string>;

class Store {
 public:
  // Opens the store in `folder`, made if need be. Fails with kStoreFailed,
  // also when another server has it open, and kOutputUnwritable.
  static core::Result<std::unique_ptr<Store>> Open(
      const std::filesystem::path& folder);
  ~Store();

  // Queues an analysis. A request id that is known already returns the
  // analysis that exists if its request had the same hash, else fails with
  // kAlreadyExists. A full queue fails with kUnavailable.
  core::Result<AnalysisRecord> Create(const AnalysisRequest& request);

  // Returns the analysis of that request, nothing when the id is not known;
  // fails as Create.
  core::Result<std::optional<AnalysisRecord>> FindRequest(
      const std::string& request_id, const std::string& request_sha256) const;

  // Returns one analysis, or kNotFound.
  core::Result<AnalysisRecord> Get(const std::string& uuid) const;

  // The same without regions, protocol text and report, which can be large.
  core::Result<AnalysisRecord> Peek(const std::string& uuid) const;

  // Returns a page of analyses, each as from Peek.
  core::Result<AnalysisPage> List(const AnalysisQuery& query) const;

  // Returns page `page` of the cells; nothing beyond the last one.
  core::Result<std::optional<std::string>> Cells(const std::string& uuid,
                                                 std::int64_t page) const;

  // Takes the analysis that has waited longest and makes it RUNNING; nothing
  // when none waits.
  core::Result<std::optional<AnalysisRecord>> TakeNext();

  // Ends a run. All three do nothing if the analysis is not RUNNING any more.
  core::Result<void> Succeed(const std::string& uuid,
                             const std::string& report_json,
                             const CellPages& cells);
  core::Result<void> Fail(const std::string& uuid, const core::Error& error,
                          std::uint32_t progress_percent);
  core::Result<void> PutBack(const std::string& uuid);

  // Puts every RUNNING analysis back into the queue: what a server that died
  // left behind. Those tried kMaxAttempts times fail with kInternal. Returns
  // how many went back.
  core::Result<int> PutBackAll();

  // Makes a queued or running analysis CANCELLED; one that has ended stays as
  // it is. Returns it, or kNotFound.
  core::Result<AnalysisRecord> Cancel(const std::string& uuid);

  // Deletes an analysis that has ended, with its cells; else
  // kFailedPrecondition, or kNotFound.
  core::Result<void> Delete(const std::string& uuid);

  // The database, for what else is kept in it; lives as long as the store.
  StoreDatabase& database() { return *database_; }

 private:
  explicit Store(std::unique_ptr<StoreDatabase> database);

  std::unique_ptr<StoreDatabase> database_;
};

// True in the states that nothing leaves.
bool HasEnded(State state);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_STORE_H_
