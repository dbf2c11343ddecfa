#include "server/protocol_service.h"

#include "core/cells/detection_fields.h"
#include "server/report_message.h"
#include "server/resource_names.h"
#include "server/status.h"

namespace cellquant::server {
namespace {

using core::Result;

template <class Parameters>
void SetDetection(const Parameters& parameters,
                  google::protobuf::Map<std::string, double>& by_name) {
  for (const auto& [name, value] : core::ParametersByName(parameters)) {
    by_name[name] = value;
  }
}

Result<v1::MarkerProtocol> ProtocolMessage(const core::Protocol& protocol) {
  CQ_ASSIGN(v1::ReportProtocol content, ReportProtocolMessage(protocol));
  v1::MarkerProtocol message;
  message.set_name(ProtocolName(protocol.id));
  message.set_id(content.id());
  message.set_version(content.version());
  message.set_marker(content.marker());
  message.set_description(protocol.description);
  *message.mutable_parameters() = std::move(*content.mutable_parameters());
  SetDetection(protocol.classical_detection,
               *message.mutable_classical_detection());
  SetDetection(protocol.network_detection,
               *message.mutable_network_detection());
  return message;
}

}  // namespace

grpc::Status ProtocolService::ListProtocols(
    grpc::ServerContext*, const v1::ListProtocolsRequest*,
    v1::ListProtocolsResponse* response) {
  return Answer([&]() -> Result<void> {
    for (const auto& [id, protocol] : protocols_.all()) {
      CQ_ASSIGN(*response->add_protocols(), ProtocolMessage(protocol));
    }
    return {};
  });
}

grpc::Status ProtocolService::GetProtocol(grpc::ServerContext*,
                                          const v1::GetProtocolRequest* request,
                                          v1::MarkerProtocol* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const std::string id, ParseProtocolName(request->name()));
    CQ_ASSIGN(const core::Protocol protocol, protocols_.Find(id));
    CQ_ASSIGN(*response, ProtocolMessage(protocol));
    return {};
  });
}

}  // namespace cellquant::server
