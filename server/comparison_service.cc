#include "server/comparison_service.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "core/compare/compare.h"
#include "core/formats/comparison_json.h"
#include "core/formats/measurement_json.h"
#include "server/comparison_message.h"
#include "server/comparison_request.h"
#include "server/page_request.h"
#include "server/resource_names.h"
#include "server/status.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Result;

Result<core::SlideMeasurement> MeasurementOf(const Store& analyses,
                                             const std::string& uuid) {
  CQ_ASSIGN(const AnalysisRecord record, analyses.Get(uuid));
  if (record.state != v1::Analysis::STATE_SUCCEEDED) {
    return core::Fail(
        ErrorReason::kFailedPrecondition,
        "analysis " + uuid + " has no report to compare: it has not succeeded");
  }
  return core::MeasurementFromReport(record.report_json, AnalysisName(uuid));
}

}  // namespace

Result<ComparisonRecord> ComparisonService::Create(
    const v1::CreateComparisonRequest& message) {
  CQ_ASSIGN(const ComparisonRequest request, ReadRequest(message));
  // Before the analyses are looked at: they may have been deleted since.
  CQ_ASSIGN(auto existing,
            comparisons_.FindRequest(request.request_id, request.sha256));
  if (existing) return *std::move(existing);
  std::vector<core::SlideMeasurement> measurements;
  for (const std::string& uuid : request.analyses) {
    CQ_ASSIGN(core::SlideMeasurement one, MeasurementOf(analyses_, uuid));
    measurements.push_back(std::move(one));
  }
  CQ_ASSIGN(const core::Comparison comparison,
            core::Compare(std::move(measurements), request.options));
  return comparisons_.Create({.uuid = "",
                              .request_id = request.request_id,
                              .request_sha256 = request.sha256,
                              .analyses = request.analyses,
                              .create_time = {},
                              .result_json = core::ComparisonText(
                                  core::ComparisonToJson(comparison))});
}

grpc::Status ComparisonService::CreateComparison(
    grpc::ServerContext*, const v1::CreateComparisonRequest* request,
    v1::Comparison* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const ComparisonRecord record, Create(*request));
    CQ_ASSIGN(*response, ComparisonMessage(record));
    return {};
  });
}

grpc::Status ComparisonService::GetComparison(
    grpc::ServerContext*, const v1::GetComparisonRequest* request,
    v1::Comparison* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const std::string uuid, ParseComparisonName(request->name()));
    CQ_ASSIGN(const ComparisonRecord record, comparisons_.Get(uuid));
    CQ_ASSIGN(*response, ComparisonMessage(record));
    return {};
  });
}

grpc::Status ComparisonService::ListComparisons(
    grpc::ServerContext*, const v1::ListComparisonsRequest* request,
    v1::ListComparisonsResponse* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const std::int64_t limit, PageSize(request->page_size()));
    CQ_ASSIGN(const std::int64_t before, ParsePageToken(request->page_token()));
    CQ_ASSIGN(const ComparisonList list, comparisons_.List(limit, before));
    for (const ComparisonRecord& record : list.comparisons) {
      CQ_ASSIGN(*response->add_comparisons(), ComparisonMessage(record));
    }
    if (list.next != 0) {
      response->set_next_page_token(std::to_string(list.next));
    }
    return {};
  });
}

grpc::Status ComparisonService::DeleteComparison(
    grpc::ServerContext*, const v1::DeleteComparisonRequest* request,
    google::protobuf::Empty*) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const std::string uuid, ParseComparisonName(request->name()));
    return comparisons_.Delete(uuid);
  });
}

}  // namespace cellquant::server
