#include "server/server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <grpc/support/log.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <spdlog/spdlog.h>

#include <charconv>
#include <chrono>
#include <string_view>

#include "core/annotations/reader.h"
#include "core/cells/network_model.h"
#include "core/formats/protocol_yaml.h"
#include "server/analysis_runner.h"
#include "server/analysis_service.h"
#include "server/comparison_service.h"
#include "server/protocol_service.h"
#include "server/slide_service.h"
#include "server/store.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Result;

// The largest regions file that the core takes, and what goes with it.
constexpr int kMaxMessageBytes =
    static_cast<int>(core::kMaxAnnotationBytes) + (1 << 20);
constexpr int kMaxStreamsPerClient = 100;
constexpr std::chrono::seconds kGrace{5};

constexpr const char* kServices[] = {
    "cellquant.v1.SlideService", "cellquant.v1.AnalysisService",
    "cellquant.v1.ComparisonService", "cellquant.v1.ProtocolService"};

bool IsPort(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, code] =
      std::from_chars(text.data(), text.data() + text.size(), port);
  return code == std::errc() && end == text.data() + text.size();
}

bool IsLoopback(std::string host) {
  if (host == "localhost" || host == "[::1]") return true;
  in_addr address = {};
  return inet_pton(AF_INET, host.c_str(), &address) == 1 &&
         (ntohl(address.s_addr) >> 24U) == 127;
}

// gRPC's messages go where ours go, and no further than a log.
void LogOfGrpc(gpr_log_func_args* args) {
  if (args->severity == GPR_LOG_SEVERITY_ERROR) {
    spdlog::warn("grpc: {}", args->message);
  }
}

void Configure(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             kMaxStreamsPerClient);
  // Else a second server could share the port and answer half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // A watcher may ask every so often whether the server is still there.
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
}

Result<std::shared_ptr<const core::NetworkModel>> LoadModel(
    const std::filesystem::path& file) {
  if (!file.empty()) return core::NetworkModel::Load(file);
  auto installed = core::NetworkModel::LoadInstalled();
  if (installed || installed.error().reason != ErrorReason::kModelNotFound) {
    return installed;
  }
  spdlog::warn("there is no network model: only the classical detector");
  return nullptr;
}

}  // namespace

// In the order of their dependence; taken down the other way round.
struct Server::Parts {
  Parts(SlideRoots slide_roots, core::ProtocolCatalog catalog,
        std::shared_ptr<const core::NetworkModel> model,
        std::unique_ptr<Store> opened_store, int threads)
      : roots(std::move(slide_roots)),
        protocols(std::move(catalog)),
        network(std::move(model)),
        store(std::move(opened_store)),
        runner(*store, roots, network, threads),
        slides(roots),
        analyses(*store, runner, roots, protocols, network.get()),
        comparisons(*store),
        protocol_service(protocols) {}

  SlideRoots roots;
  core::ProtocolCatalog protocols;
  std::shared_ptr<const core::NetworkModel> network;  // may be null
  std::unique_ptr<Store> store;
  AnalysisRunner runner;
  SlideService slides;
  AnalysisService analyses;
  ComparisonService comparisons;
  ProtocolService protocol_service;
  std::string address;
  std::unique_ptr<grpc::Server> grpc;

  Result<void> Listen(const std::string& where);
};

Result<void> Server::Parts::Listen(const std::string& where) {
  gpr_set_log_function(LogOfGrpc);
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  Configure(builder);
  int port = 0;
  builder.AddListeningPort(where, grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&slides);
  builder.RegisterService(&analyses);
  builder.RegisterService(&comparisons);
  builder.RegisterService(&protocol_service);
  grpc = builder.BuildAndStart();
  if (!grpc || port == 0) {
    return core::Fail(ErrorReason::kUnavailable, "cannot listen on " + where);
  }
  const bool is_socket = where.starts_with("unix:");
  address = is_socket
                ? where
                : fmt::format("{}:{}", where.substr(0, where.rfind(':')), port);
  for (const char* service : kServices) {
    grpc->GetHealthCheckService()->SetServingStatus(service, true);
  }
  return {};
}

Result<void> CheckListenAddress(const std::string& address) {
  if (address.starts_with("unix:")) return {};
  const std::size_t colon = address.rfind(':');
  if (colon != std::string::npos && IsLoopback(address.substr(0, colon)) &&
      IsPort(std::string_view(address).substr(colon + 1))) {
    return {};
  }
  return core::Fail(ErrorReason::kInvalidArgument,
                    "cannot listen on " + address +
                        ": only on 127.0.0.1:PORT, [::1]:PORT or unix:PATH, "
                        "because there is no TLS yet");
}

Result<std::unique_ptr<Server>> Server::Start(const ServerOptions& options) {
  CQ_CHECK(CheckListenAddress(options.listen));
  CQ_ASSIGN(SlideRoots roots, SlideRoots::Open(options.slides));
  CQ_ASSIGN(core::ProtocolCatalog protocols,
            core::ProtocolCatalog::LoadInstalled());
  CQ_ASSIGN(auto network, LoadModel(options.model));
  CQ_ASSIGN(std::unique_ptr<Store> store, Store::Open(options.store));
  auto parts = std::make_unique<Parts>(std::move(roots), std::move(protocols),
                                       std::move(network), std::move(store),
                                       options.threads);
  CQ_CHECK(parts->Listen(options.listen));
  CQ_CHECK(parts->runner.Start());
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() { Stop(); }

const std::string& Server::address() const { return parts_->address; }

void Server::Stop() {
  if (!parts_->grpc) return;
  parts_->grpc->GetHealthCheckService()->Shutdown();
  parts_->runner.Stop();
  parts_->grpc->Shutdown(std::chrono::system_clock::now() + kGrace);
  parts_->grpc->Wait();
  parts_->grpc.reset();
}

}  // namespace cellquant::server
