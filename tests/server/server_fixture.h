// A real server on a real loopback socket, with two drawn slides.
#ifndef CELLQUANT_TESTS_SERVER_SERVER_FIXTURE_H_
#define CELLQUANT_TESTS_SERVER_SERVER_FIXTURE_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "cellquant/v1/analysis_service.grpc.pb.h"
#include "cellquant/v1/protocol_service.grpc.pb.h"
#include "cellquant/v1/slide_service.grpc.pb.h"
#include "server/server.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/toy_network.h"

namespace cellquant::server {

// The root "archive" holds small.png (400 x 300 px) and case1/large.png (3000
// x 2000 px).
class ServerTest : public ::testing::Test {
 protected:
  ServerTest();

  // Replaces the server's network, which the next Start reads.
  void WriteModel(const cellquant::testing::ToyNetwork& toy);

  // Starts the server, again after Stop on the same store.
  void Start();
  void Stop();

  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path slides() const { return folder() / "slides"; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  v1::AnalysisService::Stub& analyses() { return *analyses_; }
  v1::SlideService::Stub& slide_stub() { return *slide_stub_; }

  // A request for small.png with a box of 200 x 200 px, by the classical
  // detector.
  static v1::CreateAnalysisRequest SmallRequest();
  // A request for large.png, which takes a while.
  static v1::CreateAnalysisRequest LargeRequest();

  grpc::Status Create(const v1::CreateAnalysisRequest& request,
                      v1::Analysis* analysis);
  grpc::Status CreateFromStream(
      const std::vector<v1::CreateAnalysisFromStreamRequest>& pieces,
      v1::Analysis* analysis);
  grpc::Status Get(const std::string& name, v1::Analysis* analysis);
  grpc::Status Cancel(const std::string& name, v1::Analysis* analysis);

  // Creates, which must succeed.
  v1::Analysis MustCreate(const v1::CreateAnalysisRequest& request);

  // Every message of a watch up to its end, which must come within a minute.
  std::vector<v1::Analysis> Watch(const std::string& name);

  // The last message of a watch.
  v1::Analysis WaitForEnd(const std::string& name);

 private:
  cellquant::testing::TempDir folder_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::AnalysisService::Stub> analyses_;
  std::unique_ptr<v1::SlideService::Stub> slide_stub_;
};

// The reason in a status's ErrorInfo; "" when there is none.
std::string ReasonOf(const grpc::Status& status);

}  // namespace cellquant::server

#endif  // CELLQUANT_TESTS_SERVER_SERVER_FIXTURE_H_
