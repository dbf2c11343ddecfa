// AnalysisService over the store and the runner (analysis_service.proto).
#ifndef CELLQUANT_SERVER_ANALYSIS_SERVICE_H_
#define CELLQUANT_SERVER_ANALYSIS_SERVICE_H_

#include "cellquant/v1/analysis_service.grpc.pb.h"
#include "core/cells/network_model.h"
#include "core/formats/protocol_yaml.h"
#include "server/analysis_runner.h"
#include "server/slide_roots.h"
#include "server/store.h"

namespace cellquant::server {

// All that it refers to must outlive it. Thread-safe, as gRPC requires.
class AnalysisService final : public v1::AnalysisService::Service {
 public:
  AnalysisService(Store& store, AnalysisRunner& runner, const SlideRoots& roots,
                  const core::ProtocolCatalog& protocols,
                  const core::NetworkModel* network)
      : store_(store),
        runner_(runner),
        roots_(roots),
        protocols_(protocols),
        network_(network) {}

  grpc::Status CreateAnalysis(grpc::ServerContext* context,
                              const v1::CreateAnalysisRequest* request,
                              v1::Analysis* response) override;
  grpc::Status CreateAnalysisFromStream(
      grpc::ServerContext* context,
      grpc::ServerReader<v1::CreateAnalysisFromStreamRequest>* reader,
      v1::Analysis* response) override;
  grpc::Status GetAnalysis(grpc::ServerContext* context,
                           const v1::GetAnalysisRequest* request,
                           v1::Analysis* response) override;
  grpc::Status ListAnalyses(grpc::ServerContext* context,
                            const v1::ListAnalysesRequest* request,
                            v1::ListAnalysesResponse* response) override;
  grpc::Status WatchAnalysis(grpc::ServerContext* context,
                             const v1::WatchAnalysisRequest* request,
                             grpc::ServerWriter<v1::Analysis>* writer) override;
  grpc::Status CancelAnalysis(grpc::ServerContext* context,
                              const v1::CancelAnalysisRequest* request,
                              v1::Analysis* response) override;
  grpc::Status DeleteAnalysis(grpc::ServerContext* context,
                              const v1::DeleteAnalysisRequest* request,
                              google::protobuf::Empty* response) override;
  grpc::Status StreamCells(
      grpc::ServerContext* context, const v1::StreamCellsRequest* request,
      grpc::ServerWriter<v1::StreamCellsResponse>* writer) override;

 private:
  core::Result<v1::Analysis> Create(const v1::CreateAnalysisRequest& message);
  core::Result<void> Watch(const std::string& uuid,
                           grpc::ServerContext& context,
                           grpc::ServerWriter<v1::Analysis>& writer);
  bool WaitForNews(std::uint64_t seen, grpc::ServerContext& context) const;

  Store& store_;
  AnalysisRunner& runner_;
  const SlideRoots& roots_;
  const core::ProtocolCatalog& protocols_;
  const core::NetworkModel* network_;  // may be null
};

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_ANALYSIS_SERVICE_H_
