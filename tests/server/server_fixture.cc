#include "tests/server/server_fixture.h"

#include <chrono>
#include <fstream>
#include <stdexcept>

#include "proto/status_details.h"
#include "tests/server/drawn_slide.h"

namespace cellquant::server {
namespace {

void SetDeadline(grpc::ClientContext& context) {
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::minutes(1));
}

}  // namespace

ServerTest::ServerTest() {
  std::filesystem::create_directories(slides() / "case1");
  WriteDrawnSlide(slides() / "small.png", 400, 300);
  WriteDrawnSlide(slides() / "case1" / "large.png", 3000, 2000);
  WriteModel({});
  Start();
}

void ServerTest::WriteModel(const cellquant::testing::ToyNetwork& toy) {
  std::ofstream(folder() / "toy.onnx", std::ios::binary)
      << cellquant::testing::ToyNetworkOnnx(toy);
}

void ServerTest::Start() {
  ServerOptions options;
  options.slides = {{"archive", slides()}};
  options.store = folder() / "store";
  options.model = folder() / "toy.onnx";
  options.listen = "127.0.0.1:0";
  options.threads = 1;
  auto server = Server::Start(options);
  if (!server) throw std::runtime_error(server.error().message);
  server_ = *std::move(server);
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  channel_ = grpc::CreateCustomChannel(
      server_->address(), grpc::InsecureChannelCredentials(), arguments);
  analyses_ = v1::AnalysisService::NewStub(channel_);
  slide_stub_ = v1::SlideService::NewStub(channel_);
}

void ServerTest::Stop() { server_.reset(); }

v1::CreateAnalysisRequest ServerTest::SmallRequest() {
  v1::CreateAnalysisRequest request;
  request.set_slide("slides/archive/small.png");
  request.set_protocol("protocols/cd138");
  request.set_microns_per_pixel_x(0.5);
  request.set_detector("classical");
  request.set_regions(RectangleGeoJson(100, 50, 200, 200));
  return request;
}

v1::CreateAnalysisRequest ServerTest::LargeRequest() {
  v1::CreateAnalysisRequest request = SmallRequest();
  request.set_slide("slides/archive/case1/large.png");
  request.set_regions(RectangleGeoJson(0, 0, 3000, 2000));
  return request;
}

grpc::Status ServerTest::Create(const v1::CreateAnalysisRequest& request,
                                v1::Analysis* analysis) {
  grpc::ClientContext context;
  SetDeadline(context);
  return analyses_->CreateAnalysis(&context, request, analysis);
}

grpc::Status ServerTest::CreateFromStream(
    const std::vector<v1::CreateAnalysisFromStreamRequest>& pieces,
    v1::Analysis* analysis) {
  grpc::ClientContext context;
  SetDeadline(context);
  const auto stream = analyses_->CreateAnalysisFromStream(&context, analysis);
  for (const auto& piece : pieces) {
    if (!stream->Write(piece)) break;  // Finish says why
  }
  stream->WritesDone();
  return stream->Finish();
}

grpc::Status ServerTest::Get(const std::string& name, v1::Analysis* analysis) {
  grpc::ClientContext context;
  SetDeadline(context);
  v1::GetAnalysisRequest request;
  request.set_name(name);
  return analyses_->GetAnalysis(&context, request, analysis);
}

grpc::Status ServerTest::Cancel(const std::string& name,
                                v1::Analysis* analysis) {
  grpc::ClientContext context;
  SetDeadline(context);
  v1::CancelAnalysisRequest request;
  request.set_name(name);
  return analyses_->CancelAnalysis(&context, request, analysis);
}

v1::Analysis ServerTest::MustCreate(const v1::CreateAnalysisRequest& request) {
  v1::Analysis analysis;
  const grpc::Status status = Create(request, &analysis);
  EXPECT_TRUE(status.ok()) << ReasonOf(status) << status.error_message();
  return analysis;
}

std::vector<v1::Analysis> ServerTest::Watch(const std::string& name) {
  grpc::ClientContext context;
  SetDeadline(context);
  v1::WatchAnalysisRequest request;
  request.set_name(name);
  const auto stream = analyses_->WatchAnalysis(&context, request);
  std::vector<v1::Analysis> seen;
  v1::Analysis next;
  while (stream->Read(&next)) seen.push_back(next);
  const grpc::Status status = stream->Finish();
  EXPECT_TRUE(status.ok()) << status.error_message();
  return seen;
}

v1::Analysis ServerTest::WaitForEnd(const std::string& name) {
  const std::vector<v1::Analysis> seen = Watch(name);
  return seen.empty() ? v1::Analysis() : seen.back();
}

std::string ReasonOf(const grpc::Status& status) {
  const auto info = wire::DecodeStatusDetails(status);
  return info ? info->reason() : "";
}

}  // namespace cellquant::server
