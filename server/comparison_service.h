// ComparisonService over the store (comparison_service.proto).
#ifndef CELLQUANT_SERVER_COMPARISON_SERVICE_H_
#define CELLQUANT_SERVER_COMPARISON_SERVICE_H_

#include "cellquant/v1/comparison_service.grpc.pb.h"
#include "core/base/result.h"
#include "server/comparison_store.h"
#include "server/store.h"

namespace cellquant::server {

// `store`, the analyses, must outlive it. Thread-safe, as gRPC requires.
class ComparisonService final : public v1::ComparisonService::Service {
 public:
  explicit ComparisonService(Store& store)
      : analyses_(store), comparisons_(store.database()) {}

  grpc::Status CreateComparison(grpc::ServerContext* context,
                                const v1::CreateComparisonRequest* request,
                                v1::Comparison* response) override;
  grpc::Status GetComparison(grpc::ServerContext* context,
                             const v1::GetComparisonRequest* request,
                             v1::Comparison* response) override;
  grpc::Status ListComparisons(grpc::ServerContext* context,
                               const v1::ListComparisonsRequest* request,
                               v1::ListComparisonsResponse* response) override;
  grpc::Status DeleteComparison(grpc::ServerContext* context,
                                const v1::DeleteComparisonRequest* request,
                                google::protobuf::Empty* response) override;

 private:
  core::Result<ComparisonRecord> Create(
      const v1::CreateComparisonRequest& request);

  Store& analyses_;
  ComparisonStore comparisons_;
};

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_COMPARISON_SERVICE_H_
