#include "server/analysis_service.h"

#include <chrono>

#include "core/annotations/reader.h"
#include "core/base/sha256.h"
#include "server/analysis_message.h"
#include "server/analysis_request.h"
#include "server/page_request.h"
#include "server/resource_names.h"
#include "server/status.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Result;

// gRPC does not wake a method whose client has gone away, so it looks.
constexpr std::chrono::milliseconds kLookAfterClient{250};

Result<AnalysisQuery> ReadQuery(const v1::ListAnalysesRequest& request) {
  AnalysisQuery query;
  CQ_ASSIGN(query.limit, PageSize(request.page_size()));
  CQ_ASSIGN(query.before, ParsePageToken(request.page_token()));
  if (!v1::Analysis::State_IsValid(request.state())) {
    return core::Fail(ErrorReason::kInvalidArgument, "unknown state");
  }
  query.state = request.state();
  return query;
}

// The request with the regions that came after it.
Result<v1::CreateAnalysisRequest> Assemble(
    grpc::ServerReader<v1::CreateAnalysisFromStreamRequest>& reader) {
  v1::CreateAnalysisFromStreamRequest piece;
  if (!reader.Read(&piece) || !piece.has_request() ||
      !piece.request().regions().empty()) {
    return core::Fail(ErrorReason::kInvalidArgument,
                      "the stream must begin with the request, without "
                      "regions");
  }
  v1::CreateAnalysisRequest request = std::move(*piece.mutable_request());
  std::string& regions = *request.mutable_regions();
  while (reader.Read(&piece) && piece.has_regions_chunk()) {
    if (regions.size() + piece.regions_chunk().size() >
        core::kMaxAnnotationBytes) {
      return core::Fail(ErrorReason::kRegionsUnreadable,
                        "the annotations are larger than 64 MiB");
    }
    regions += piece.regions_chunk();
  }
  // No regions would mean the whole tissue.
  if (!regions.empty() && piece.has_regions_sha256() &&
      piece.regions_sha256() == core::Sha256(regions)) {
    return request;
  }
  return core::Fail(ErrorReason::kInvalidArgument,
                    "the stream must go on with the regions and end with "
                    "their SHA-256; what came is not the whole file");
}

tl::unexpected<core::Error> StopsNow() {
  return core::Fail(ErrorReason::kUnavailable,
                    "the server is stopping; analyses go on when it is "
                    "started again");
}

}  // namespace

Result<v1::Analysis> AnalysisService::Create(
    const v1::CreateAnalysisRequest& message) {
  if (runner_.stopping()) return StopsNow();
  CQ_ASSIGN(AnalysisRequest request, ReadRequest(message, protocols_));
  // Before the slide is looked at: a repeated request is answered even if the
  // slide has been moved away since.
  CQ_ASSIGN(auto existing,
            store_.FindRequest(request.request_id, request.request_sha256));
  if (existing) {
    return AnalysisMessage(runner_.WithProgress(*std::move(existing)));
  }
  CQ_CHECK(ChooseModel(network_, request));
  CQ_CHECK(CheckAgainstSlide(request, roots_));
  CQ_ASSIGN(AnalysisRecord record, store_.Create(request));
  runner_.Wake();
  return AnalysisMessage(runner_.WithProgress(std::move(record)));
}

grpc::Status AnalysisService::CreateAnalysis(
    grpc::ServerContext*, const v1::CreateAnalysisRequest* request,
    v1::Analysis* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(*response, Create(*request));
    return {};
  });
}

grpc::Status AnalysisService::CreateAnalysisFromStream(
    grpc::ServerContext*,
    grpc::ServerReader<v1::CreateAnalysisFromStreamRequest>* reader,
    v1::Analysis* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const v1::CreateAnalysisRequest request, Assemble(*reader));
    CQ_ASSIGN(*response, Create(request));
    return {};
  });
}

grpc::Status AnalysisService::GetAnalysis(grpc::ServerContext*,
                                          const v1::GetAnalysisRequest* request,
                                          v1::Analysis* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const std::string uuid, ParseAnalysisName(request->name()));
    CQ_ASSIGN(AnalysisRecord record, store_.Get(uuid));
    CQ_ASSIGN(*response,
              AnalysisMessage(runner_.WithProgress(std::move(record))));
    return {};
  });
}

grpc::Status AnalysisService::ListAnalyses(
    grpc::ServerContext*, const v1::ListAnalysesRequest* request,
    v1::ListAnalysesResponse* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const AnalysisQuery query, ReadQuery(*request));
    CQ_ASSIGN(AnalysisPage page, store_.List(query));
    for (AnalysisRecord& record : page.analyses) {
      CQ_ASSIGN(*response->add_analyses(),
                AnalysisMessage(runner_.WithProgress(std::move(record))));
    }
    if (page.next != 0) {
      response->set_next_page_token(std::to_string(page.next));
    }
    return {};
  });
}

grpc::Status AnalysisService::WatchAnalysis(
    grpc::ServerContext* context, const v1::WatchAnalysisRequest* request,
    grpc::ServerWriter<v1::Analysis>* writer) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const std::string uuid, ParseAnalysisName(request->name()));
    return Watch(uuid, *context, *writer);
  });
}

Result<void> AnalysisService::Watch(const std::string& uuid,
                                    grpc::ServerContext& context,
                                    grpc::ServerWriter<v1::Analysis>& writer) {
  State state = v1::Analysis::STATE_UNSPECIFIED;
  std::uint32_t percent = 0;
  while (true) {
    const std::uint64_t seen = runner_.Changes();
    CQ_ASSIGN(AnalysisRecord record, store_.Peek(uuid));
    const bool ended = HasEnded(record.state);
    if (ended) {
      CQ_ASSIGN(record, store_.Get(uuid));
    }
    record = runner_.WithProgress(std::move(record));
    if (record.state != state || record.progress_percent != percent) {
      state = record.state;
      percent = record.progress_percent;
      CQ_ASSIGN(const v1::Analysis message, AnalysisMessage(record));
      if (!writer.Write(message)) return {};
    }
    if (ended || !WaitForNews(seen, context)) return {};
    if (runner_.stopping()) return StopsNow();
  }
}

// Returns false when the client has gone away.
bool AnalysisService::WaitForNews(std::uint64_t seen,
                                  grpc::ServerContext& context) const {
  while (!context.IsCancelled()) {
    runner_.WaitForChange(seen, kLookAfterClient);
    if (runner_.stopping() || runner_.Changes() != seen) return true;
  }
  return false;
}

grpc::Status AnalysisService::CancelAnalysis(
    grpc::ServerContext*, const v1::CancelAnalysisRequest* request,
    v1::Analysis* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const std::string uuid, ParseAnalysisName(request->name()));
    CQ_ASSIGN(const AnalysisRecord record, runner_.Cancel(uuid));
    CQ_ASSIGN(*response, AnalysisMessage(record));
    return {};
  });
}

grpc::Status AnalysisService::DeleteAnalysis(
    grpc::ServerContext*, const v1::DeleteAnalysisRequest* request,
    google::protobuf::Empty*) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const std::string uuid, ParseAnalysisName(request->name()));
    return store_.Delete(uuid);
  });
}

grpc::Status AnalysisService::StreamCells(
    grpc::ServerContext*, const v1::StreamCellsRequest* request,
    grpc::ServerWriter<v1::StreamCellsResponse>* writer) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const std::string uuid, ParseAnalysisName(request->name()));
    CQ_ASSIGN(const AnalysisRecord record, store_.Peek(uuid));
    if (record.state != v1::Analysis::STATE_SUCCEEDED) {
      return core::Fail(ErrorReason::kFailedPrecondition,
                        "analysis " + uuid +
                            " has no cells: it has not "
                            "succeeded");
    }
    for (std::int64_t page = 0;; ++page) {
      CQ_ASSIGN(const auto bytes, store_.Cells(uuid, page));
      if (!bytes) break;
      v1::StreamCellsResponse message;
      if (!message.ParseFromString(*bytes)) {
        return core::Fail(ErrorReason::kStoreFailed, "stored cells are broken");
      }
      if (!writer->Write(message)) return {};
    }
    // An analysis deleted in between has no more pages either: that must not
    // look like the end.
    CQ_CHECK(store_.Peek(uuid));
    return {};
  });
}

}  // namespace cellquant::server
