// Analyses by a network, over the wire and through a change of the model.
#include <gtest/gtest.h>

#include "server/analysis_request.h"
#include "tests/server/server_fixture.h"

namespace cellquant::server {
namespace {

using v1::Analysis;

v1::CreateAnalysisRequest ByNetwork(v1::CreateAnalysisRequest request) {
  request.set_detector("network");
  return request;
}

TEST_F(ServerTest, TheNetworksReportAndSharesTravel) {
  v1::CreateAnalysisRequest request = SmallRequest();
  request.clear_detector();  // the default
  const Analysis end = WaitForEnd(MustCreate(request).name());
  ASSERT_EQ(end.state(), Analysis::STATE_SUCCEEDED) << end.error().message();
  EXPECT_EQ(end.report().detector().name(), "network");
  EXPECT_EQ(end.report().detector().model(), "toy.onnx");
  EXPECT_EQ(end.report().detector().model_sha256().size(), 64U);
  EXPECT_EQ(end.report().positivity_decided_by(), "both");
  EXPECT_GT(end.report().regions(0).cell_count(), 0U);

  grpc::ClientContext context;
  v1::StreamCellsRequest cells;
  cells.set_name(end.name());
  const auto stream = analyses().StreamCells(&context, cells);
  v1::StreamCellsResponse page;
  ASSERT_TRUE(stream->Read(&page));
  for (const v1::Cell& cell : page.cells()) {
    ASSERT_TRUE(cell.has_cell_probability());
    ASSERT_TRUE(cell.has_class_share());
    // The class has a veto below 0.3.
    EXPECT_TRUE(cell.classification() != "positive" ||
                cell.class_share() >= 0.3);
  }
}

TEST_F(ServerTest, ARestartWithTheSameModelGivesTheSameDigest) {
  const Analysis done =
      WaitForEnd(MustCreate(ByNetwork(SmallRequest())).name());
  MustCreate(LargeRequest());
  const Analysis queued = MustCreate(ByNetwork(SmallRequest()));
  Stop();
  Start();
  const Analysis end = WaitForEnd(queued.name());
  ASSERT_EQ(end.state(), Analysis::STATE_SUCCEEDED) << end.error().message();
  EXPECT_EQ(end.report().digest(), done.report().digest());
}

TEST_F(ServerTest, WhatWaitedForAnotherModelFailsRatherThanCountsDifferently) {
  MustCreate(LargeRequest());
  const Analysis queued = MustCreate(ByNetwork(SmallRequest()));
  Stop();
  WriteModel({.bias = 1.0F});
  Start();
  const Analysis end = WaitForEnd(queued.name());
  EXPECT_EQ(end.state(), Analysis::STATE_FAILED);
  EXPECT_EQ(end.error().reason(), "MODEL_NOT_FOUND");
  EXPECT_EQ(WaitForEnd(MustCreate(ByNetwork(SmallRequest())).name()).state(),
            Analysis::STATE_SUCCEEDED);
}

TEST_F(ServerTest, ABrokenModelStopsTheServerFromStarting) {
  Stop();
  WriteModel({.channels = 16});
  EXPECT_THROW(Start(), std::runtime_error);
}

TEST(ChooseModel, WithoutAModelTheNetworkIsRefusedAndTheClassicalIsNot) {
  AnalysisRequest request;
  request.detector = "network";
  const auto refused = ChooseModel(nullptr, request);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, core::ErrorReason::kModelNotFound);
  request.detector = "classical";
  EXPECT_TRUE(ChooseModel(nullptr, request));
  EXPECT_EQ(request.model_sha256, "");
}

}  // namespace
}  // namespace cellquant::server
