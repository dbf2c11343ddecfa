// The command "cells" against a server that breaks off or talks nonsense.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "cellquant/v1/analysis_service.grpc.pb.h"
#include "clients/cli/remote/remote_commands.h"
#include "core/base/file.h"
#include "tests/testing/temp_dir.h"

namespace cellquant::cli {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

// Sends a page of two cells, as often as it is told, and ends with `status`.
class FakeService : public v1::AnalysisService::Service {
 public:
  grpc::Status GetAnalysis(grpc::ServerContext*, const v1::GetAnalysisRequest*,
                           v1::Analysis* analysis) override {
    analysis->mutable_report()->mutable_slide()->set_sha256("ab");
    return grpc::Status::OK;
  }

  grpc::Status StreamCells(
      grpc::ServerContext*, const v1::StreamCellsRequest*,
      grpc::ServerWriter<v1::StreamCellsResponse>* writer) override {
    for (int i = 0; i < pages; ++i) {
      v1::StreamCellsResponse page;
      *page.add_cells() = cell;
      *page.add_cells() = cell;
      if (!writer->Write(page)) break;
    }
    return status;
  }

  int pages = 3;
  grpc::Status status;
  v1::Cell cell;
};

class RemoteCells : public ::testing::Test {
 protected:
  RemoteCells() {
    service_.cell.set_classification("positive");
    service_.cell.add_region_ids("a");
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
  }
  ~RemoteCells() override { server_->Shutdown(); }

  // Runs the command; keeps what it prints.
  int Run(const std::string& more) {
    CLI::App app;
    Action action;
    AddCells(app, action);
    app.parse("cells --server " + address_ + " x " + more);
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = action();
    out_ = ::testing::internal::GetCapturedStdout();
    error_ = ::testing::internal::GetCapturedStderr();
    return code;
  }

  FakeService service_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  std::string out_;
  std::string error_;
  ::cellquant::testing::TempDir dir_;
};

TEST_F(RemoteCells, WritesAllPages) {
  const auto path = dir_.path() / "cells.csv";
  EXPECT_EQ(Run("--out " + path.string()), 0) << error_;
  EXPECT_EQ(out_, "");
  const std::string csv = core::ReadFile(path, 1U << 20).value();
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 6);
  EXPECT_EQ(Run(""), 0);
  EXPECT_EQ(out_, csv);
}

TEST_F(RemoteCells, AStreamThatBreaksLeavesTheOldFile) {
  service_.status = {grpc::StatusCode::UNAVAILABLE, "gone"};
  const auto path = dir_.path() / "cells.geojson";
  ASSERT_TRUE(core::WriteFileAtomically(path, "old"));
  EXPECT_NE(Run("--to geojson --out " + path.string()), 0);
  EXPECT_THAT(error_, HasSubstr("UNAVAILABLE: "));
  EXPECT_EQ(core::ReadFile(path, 3).value(), "old");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(dir_.path()),
                          std::filesystem::directory_iterator()),
            1);
}

TEST_F(RemoteCells, WhatWasPrintedBeforeABreakIsSaidNotToBeAll) {
  service_.status = {grpc::StatusCode::UNAVAILABLE, "gone"};
  EXPECT_NE(Run("--to geojsonl"), 0);
  EXPECT_EQ(std::count(out_.begin(), out_.end(), '\n'), 6);
  EXPECT_THAT(error_, EndsWith("; the cells printed are not all\n"));
}

TEST_F(RemoteCells, AnErrorBeforeTheFirstPagePrintsNothing) {
  service_.pages = 0;
  service_.status = {grpc::StatusCode::NOT_FOUND, "no such analysis"};
  EXPECT_NE(Run("--to csv"), 0);
  EXPECT_EQ(out_, "");
  EXPECT_THAT(error_, HasSubstr("no such analysis"));
}

TEST_F(RemoteCells, ACellThatIsNoneIsAnError) {
  service_.cell.add_outline(4);
  EXPECT_NE(Run("--to geojsonl"), 0);
  EXPECT_THAT(error_, HasSubstr("INTERNAL: the server sends a wrong cell"));
  service_.cell.clear_outline();
  service_.cell.set_classification("perhaps");
  EXPECT_NE(Run(""), 0);
  EXPECT_THAT(error_, HasSubstr("perhaps"));
}

TEST_F(RemoteCells, AServerOfAnOlderVersionGivesPoints) {
  EXPECT_EQ(Run("--to geojsonl"), 0) << error_;
  EXPECT_THAT(out_, HasSubstr(R"("geometry":{"type":"Point")"));
}

}  // namespace
}  // namespace cellquant::cli
