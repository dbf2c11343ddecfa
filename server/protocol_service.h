// ProtocolService over the installed protocols (protocol_service.proto).
#ifndef CELLQUANT_SERVER_PROTOCOL_SERVICE_H_
#define CELLQUANT_SERVER_PROTOCOL_SERVICE_H_

#include "cellquant/v1/protocol_service.grpc.pb.h"
#include "core/formats/protocol_yaml.h"

namespace cellquant::server {

// `protocols` must outlive it. Thread-safe, as gRPC requires.
class ProtocolService final : public v1::ProtocolService::Service {
 public:
  explicit ProtocolService(const core::ProtocolCatalog& protocols)
      : protocols_(protocols) {}

  grpc::Status ListProtocols(grpc::ServerContext* context,
                             const v1::ListProtocolsRequest* request,
                             v1::ListProtocolsResponse* response) override;
  grpc::Status GetProtocol(grpc::ServerContext* context,
                           const v1::GetProtocolRequest* request,
                           v1::MarkerProtocol* response) override;

 private:
  const core::ProtocolCatalog& protocols_;
};

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_PROTOCOL_SERVICE_H_
