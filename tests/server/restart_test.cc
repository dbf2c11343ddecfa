#include <google/protobuf/util/message_differencer.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/server/server_fixture.h"

namespace cellquant::server {
namespace {

using google::protobuf::util::MessageDifferencer;
using v1::Analysis;

// Asks grpc.health.v1.Health/Check; the answer's bytes, or the error's code.
std::string Health(const std::shared_ptr<grpc::Channel>& channel,
                   const std::string& service) {
  // HealthCheckRequest{string service = 1}
  const std::string bytes =
      service.empty()
          ? ""
          : std::string("\x0A") + static_cast<char>(service.size()) + service;
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareUnaryCall(
      &context, "/grpc.health.v1.Health/Check", request, &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (!status.ok()) return "error " + std::to_string(status.error_code());
  grpc::Slice answer;
  response.DumpToSingleSlice(&answer).ok();
  return {answer.begin(), answer.end()};
}

TEST_F(ServerTest, HealthIsServingForEachService) {
  const std::string serving = "\x08\x01";  // {status: SERVING}
  EXPECT_EQ(Health(channel(), ""), serving);
  EXPECT_EQ(Health(channel(), "cellquant.v1.AnalysisService"), serving);
  EXPECT_EQ(Health(channel(), "cellquant.v1.SlideService"), serving);
  EXPECT_EQ(Health(channel(), "cellquant.v1.ProtocolService"), serving);
  EXPECT_EQ(Health(channel(), "cellquant.v1.None"), "error 5");
}

TEST_F(ServerTest, ARestartedServerKnowsEveryAnalysisAndEndsWhatItBegan) {
  const Analysis done = WaitForEnd(MustCreate(SmallRequest()).name());
  ASSERT_EQ(done.state(), Analysis::STATE_SUCCEEDED);
  const Analysis running = MustCreate(LargeRequest());
  const Analysis queued = MustCreate(SmallRequest());
  const auto begin = std::chrono::steady_clock::now();
  Stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  Start();
  Analysis again;
  ASSERT_TRUE(Get(done.name(), &again).ok());
  EXPECT_TRUE(MessageDifferencer::Equals(again, done));
  EXPECT_EQ(WaitForEnd(running.name()).state(), Analysis::STATE_SUCCEEDED);
  const Analysis end = WaitForEnd(queued.name());
  EXPECT_EQ(end.report().digest(), done.report().digest());
}

TEST_F(ServerTest, WatchersAreToldThatTheServerStops) {
  const Analysis running = MustCreate(LargeRequest());
  const Analysis queued = MustCreate(LargeRequest());
  grpc::ClientContext context;
  v1::WatchAnalysisRequest request;
  request.set_name(queued.name());
  const auto stream = analyses().WatchAnalysis(&context, request);
  Analysis next;
  ASSERT_TRUE(stream->Read(&next));
  EXPECT_EQ(next.state(), Analysis::STATE_QUEUED);
  std::thread stopper([this] { Stop(); });
  while (stream->Read(&next)) {
  }
  const grpc::Status status = stream->Finish();
  stopper.join();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonOf(status), "UNAVAILABLE");
}

TEST(ListenAddress, OnlyThisMachineIsListenedOn) {
  for (const char* good : {"127.0.0.1:50551", "127.0.0.1:0", "[::1]:1",
                           "localhost:5", "unix:/tmp/socket"}) {
    EXPECT_TRUE(CheckListenAddress(good)) << good;
  }
  for (const char* bad : {"0.0.0.0:50551", "[::]:50551", "192.168.0.1:1",
                          "example.org:1", "127.0.0.1", ":50551", "",
                          "127.0.0.1.example.org:1", "dns:///127.0.0.1:1"}) {
    EXPECT_FALSE(CheckListenAddress(bad)) << bad;
  }
}

}  // namespace
}  // namespace cellquant::server
