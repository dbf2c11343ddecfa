#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cellquant/v1/comparison_service.grpc.pb.h"
#include "core/base/uuid.h"
#include "core/compare/compare.h"
#include "core/formats/comparison_json.h"
#include "core/formats/measurement_json.h"
#include "proto/message_json.h"
#include "tests/server/drawn_slide.h"
#include "tests/server/server_fixture.h"

namespace cellquant::server {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using v1::Comparison;
using v1::CreateComparisonRequest;

constexpr const char* kRequestId = "0f9619ff-8b86-4011-b42d-00c04fc964ff";

class ComparisonServiceTest : public ServerTest {
 protected:
  ComparisonServiceTest() {
    WriteDrawnSlide(slides() / "later.png", 440, 300);
    Connect();
    before_ = Analyse("small.png", -7);
    after_ = Analyse("later.png", 90);
  }

  // After Start.
  void Connect() { stub_ = v1::ComparisonService::NewStub(channel()); }

  v1::Analysis Analyse(const std::string& slide, int day) {
    v1::CreateAnalysisRequest request = SmallRequest();
    request.set_slide("slides/archive/" + slide);
    v1::Specimen& specimen = *request.mutable_specimen();
    specimen.set_patient("patient-01");
    specimen.mutable_timepoint()->set_day(day);
    return WaitForEnd(MustCreate(request).name());
  }

  CreateComparisonRequest Request() const {
    CreateComparisonRequest request;
    request.add_analyses(before_.name());
    request.add_analyses(after_.name());
    return request;
  }

  grpc::Status Create(const CreateComparisonRequest& request,
                      Comparison* comparison) {
    grpc::ClientContext context;
    return stub_->CreateComparison(&context, request, comparison);
  }

  Comparison MustCreate(const CreateComparisonRequest& request) {
    Comparison comparison;
    const grpc::Status status = Create(request, &comparison);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return comparison;
  }

  using ServerTest::MustCreate;

  grpc::Status Get(const std::string& name, Comparison* comparison) {
    grpc::ClientContext context;
    v1::GetComparisonRequest request;
    request.set_name(name);
    return stub_->GetComparison(&context, request, comparison);
  }

  v1::ListComparisonsResponse List(int page_size, const std::string& token) {
    grpc::ClientContext context;
    v1::ListComparisonsRequest request;
    request.set_page_size(page_size);
    request.set_page_token(token);
    v1::ListComparisonsResponse response;
    EXPECT_TRUE(stub_->ListComparisons(&context, request, &response).ok());
    return response;
  }

  grpc::Status Delete(const std::string& name) {
    grpc::ClientContext context;
    v1::DeleteComparisonRequest request;
    request.set_name(name);
    google::protobuf::Empty empty;
    return stub_->DeleteComparison(&context, request, &empty);
  }

  std::unique_ptr<v1::ComparisonService::Stub> stub_;
  v1::Analysis before_;
  v1::Analysis after_;
};

core::SlideMeasurement MeasurementOf(const v1::Analysis& analysis) {
  return core::MeasurementFromReport(wire::ToJson(analysis.report()),
                                     analysis.name())
      .value();
}

TEST_F(ComparisonServiceTest, ItsResultIsWhatTheReportsSayByThemselves) {
  const Comparison made = MustCreate(Request());
  const auto here =
      core::Compare({MeasurementOf(before_), MeasurementOf(after_)});
  ASSERT_TRUE(here) << here.error().message;
  EXPECT_EQ(nlohmann::json::parse(wire::ToJson(made.result())),
            core::ComparisonToJson(*here));
  EXPECT_EQ(made.result().patient(), "patient-01");
  ASSERT_THAT(made.result().comparisons(), SizeIs(1));
  EXPECT_EQ(made.result().comparisons(0).region_class(), "box");
  EXPECT_TRUE(made.result().comparisons(0).has_verdict());
  EXPECT_EQ(made.analyses(1), after_.name());
}

TEST_F(ComparisonServiceTest, ItIsKeptAcrossARestartAndOutlivesItsAnalyses) {
  const Comparison made = MustCreate(Request());
  for (const std::string& name : {before_.name(), after_.name()}) {
    grpc::ClientContext context;
    v1::DeleteAnalysisRequest request;
    request.set_name(name);
    google::protobuf::Empty empty;
    ASSERT_TRUE(analyses().DeleteAnalysis(&context, request, &empty).ok());
  }
  Stop();
  Start();
  Connect();
  Comparison found;
  ASSERT_TRUE(Get(made.name(), &found).ok());
  EXPECT_EQ(found.SerializeAsString(), made.SerializeAsString());
}

TEST_F(ComparisonServiceTest, ARefusalIsAResultWithoutAVerdict) {
  CreateComparisonRequest request;
  request.add_analyses(before_.name());
  request.add_analyses(Analyse("small.png", 90).name());  // one slide twice
  const Comparison refused = MustCreate(request);
  EXPECT_EQ(refused.result().gate().status(), "refuse");
  EXPECT_FALSE(refused.result().comparisons(0).has_verdict());
  EXPECT_FALSE(refused.result().comparisons(0).has_ratio());
  request.set_force(true);
  const Comparison forced = MustCreate(request);
  EXPECT_TRUE(forced.result().gate().forced());
  EXPECT_TRUE(forced.result().comparisons(0).has_verdict());
}

TEST_F(ComparisonServiceTest, ARepeatedRequestIsHarmlessAndAChangedOneRefused) {
  CreateComparisonRequest request = Request();
  request.set_request_id(kRequestId);
  const std::string name = MustCreate(request).name();
  EXPECT_EQ(MustCreate(request).name(), name);
  request.set_margin_low(0.7);
  Comparison none;
  const grpc::Status status = Create(request, &none);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(ReasonOf(status), "ALREADY_EXISTS");
}

TEST_F(ComparisonServiceTest, OptionsTravelIntoTheResult) {
  CreateComparisonRequest request = Request();
  request.set_margin_low(0.5);
  request.set_margin_high(2.0);
  v1::InternalControl* control = request.add_internal_controls();
  control->set_marker("CD138");
  control->set_region_class("box");
  request.set_force(true);  // so small a control refuses
  const v1::ComparisonResult result = MustCreate(request).result();
  EXPECT_EQ(result.parameters().margin_low(), 0.5);
  EXPECT_EQ(result.comparisons(0).equivalence().margin_high(), 2.0);
  ASSERT_THAT(result.gate().internal_controls(), SizeIs(1));
  EXPECT_EQ(result.gate().internal_controls(0).region_class(), "box");
}

TEST_F(ComparisonServiceTest, ComparisonsAreListedNewestFirstAndDeleted) {
  const std::string first = MustCreate(Request()).name();
  const std::string second = MustCreate(Request()).name();
  const auto page = List(1, "");
  ASSERT_THAT(page.comparisons(), SizeIs(1));
  EXPECT_EQ(page.comparisons(0).name(), second);
  EXPECT_FALSE(page.comparisons(0).has_result());
  const auto rest = List(1, page.next_page_token());
  ASSERT_THAT(rest.comparisons(), SizeIs(1));
  EXPECT_EQ(rest.comparisons(0).name(), first);
  EXPECT_EQ(rest.next_page_token(), "");
  EXPECT_TRUE(Delete(first).ok());
  EXPECT_THAT(List(0, "").comparisons(), SizeIs(1));
  EXPECT_EQ(Delete(first).error_code(), grpc::StatusCode::NOT_FOUND);
  Comparison gone;
  EXPECT_EQ(Get(first, &gone).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ComparisonServiceTest, AnAnalysisWithoutAReportCannotBeCompared) {
  const v1::Analysis large = MustCreate(LargeRequest());
  CreateComparisonRequest request = Request();
  request.add_analyses(large.name());
  Comparison none;
  const grpc::Status status = Create(request, &none);
  EXPECT_EQ(ReasonOf(status), "FAILED_PRECONDITION");
  v1::Analysis stopped;
  EXPECT_TRUE(Cancel(large.name(), &stopped).ok());
}

TEST_F(ComparisonServiceTest, WrongRequestsAreRefusedWithTheirReason) {
  Comparison none;
  CreateComparisonRequest one;
  one.add_analyses(before_.name());
  EXPECT_EQ(ReasonOf(Create(one, &none)), "INVALID_ARGUMENT");
  CreateComparisonRequest twice = Request();
  twice.add_analyses(before_.name());
  EXPECT_THAT(Create(twice, &none).error_message(), HasSubstr("comes twice"));
  CreateComparisonRequest unknown = Request();
  unknown.add_analyses("analyses/" + core::NewUuid());
  EXPECT_EQ(ReasonOf(Create(unknown, &none)), "NOT_FOUND");
  CreateComparisonRequest margin = Request();
  margin.set_margin_low(1.5);
  EXPECT_EQ(ReasonOf(Create(margin, &none)), "INVALID_ARGUMENT");
  CreateComparisonRequest reversed;
  reversed.add_analyses(after_.name());
  reversed.add_analyses(before_.name());
  EXPECT_THAT(Create(reversed, &none).error_message(),
              HasSubstr("earlier one first"));
  CreateComparisonRequest control = Request();
  control.add_internal_controls();
  EXPECT_EQ(ReasonOf(Create(control, &none)), "INVALID_ARGUMENT");
}

}  // namespace
}  // namespace cellquant::server
