#include <gmock/gmock.h>

#include <set>

#include "core/base/sha256.h"
#include "core/base/uuid.h"
#include "tests/server/drawn_slide.h"
#include "tests/server/server_fixture.h"

namespace cellquant::server {
namespace {

using v1::Analysis;

TEST_F(ServerTest, AnAnalysisRunsToItsReportAndCells) {
  const Analysis created = MustCreate(SmallRequest());
  EXPECT_EQ(created.state(), Analysis::STATE_QUEUED);
  EXPECT_EQ(created.protocol_version().empty(), false);

  const std::vector<Analysis> seen = Watch(created.name());
  ASSERT_FALSE(seen.empty());
  const Analysis& end = seen.back();
  ASSERT_EQ(end.state(), Analysis::STATE_SUCCEEDED) << end.error().message();
  EXPECT_EQ(end.progress_percent(), 100U);
  ASSERT_EQ(end.report().regions_size(), 1);
  EXPECT_EQ(end.report().regions(0).name(), "box");
  EXPECT_DOUBLE_EQ(end.report().regions(0).area_mm2(), 0.01);
  EXPECT_GT(end.report().regions(0).cell_count(), 0U);
  EXPECT_EQ(end.report().slide().microns_per_pixel_source(), "caller");

  grpc::ClientContext context;
  v1::StreamCellsRequest request;
  request.set_name(created.name());
  const auto stream = analyses().StreamCells(&context, request);
  v1::StreamCellsResponse page;
  std::uint32_t cells = 0;
  while (stream->Read(&page)) cells += static_cast<unsigned>(page.cells_size());
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(cells, end.report().regions(0).cell_count());
}

TEST_F(ServerTest, TheSpecimenTravelsIntoTheReport) {
  v1::CreateAnalysisRequest request = SmallRequest();
  request.mutable_specimen()->set_patient("patient-01");
  request.mutable_specimen()->mutable_timepoint()->set_day(-7);
  const Analysis end = WaitForEnd(MustCreate(request).name());
  EXPECT_EQ(end.report().specimen().patient(), "patient-01");
  EXPECT_EQ(end.report().specimen().timepoint().day(), -7);
  EXPECT_EQ(end.specimen().patient(), "patient-01");
}

TEST_F(ServerTest, ControlAndScoresTravelIntoTheReport) {
  v1::CreateAnalysisRequest request = SmallRequest();
  request.set_negative_control("box");
  v1::PathologistScore* score = request.add_pathologist_scores();
  score->set_kind("tfh");
  score->set_by("pathologist-01");
  score->set_at("2025-03-01");
  const Analysis end = WaitForEnd(MustCreate(request).name());
  ASSERT_EQ(end.state(), Analysis::STATE_SUCCEEDED) << end.error().message();
  EXPECT_EQ(end.negative_control(), "box");
  EXPECT_TRUE(end.report().regions(0).negative_control());
  EXPECT_EQ(end.report().negative_control().false_positive_count(),
            end.report().regions(0).positive_cell_count());
  ASSERT_EQ(end.pathologist_scores_size(), 1);
  EXPECT_EQ(end.pathologist_scores(0).by(), "pathologist-01");
  ASSERT_EQ(end.report().pathologist_scores_size(), 1);
  EXPECT_EQ(end.report().pathologist_scores(0).score(), 0U);
}

TEST_F(ServerTest, RepeatedRequestIsHarmlessAndAChangedOneIsRefused) {
  v1::CreateAnalysisRequest request = SmallRequest();
  request.set_request_id("0f9619ff-8b86-4011-b42d-00c04fc964ff");
  request.clear_detector();
  const Analysis first = MustCreate(request);
  // Said differently, but the same.
  request.set_request_id("0F9619FF-8B86-4011-B42D-00C04FC964FF");
  request.set_microns_per_pixel_y(0.5);
  request.set_detector("network");
  EXPECT_EQ(MustCreate(request).name(), first.name());

  // Even when the slide is gone.
  std::filesystem::remove(slides() / "small.png");
  EXPECT_EQ(MustCreate(request).name(), first.name());

  request.set_microns_per_pixel_x(0.4);
  Analysis other;
  const grpc::Status status = Create(request, &other);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(ReasonOf(status), "ALREADY_EXISTS");
}

using Piece = v1::CreateAnalysisFromStreamRequest;

// A request as it is sent piece by piece.
std::vector<Piece> PiecesOf(v1::CreateAnalysisRequest request) {
  const std::string regions = request.regions();
  request.clear_regions();
  std::vector<Piece> pieces(1);
  *pieces[0].mutable_request() = request;
  for (std::size_t at = 0; at < regions.size(); at += 10) {
    pieces.emplace_back().set_regions_chunk(regions.substr(at, 10));
  }
  pieces.emplace_back().set_regions_sha256(core::Sha256(regions));
  return pieces;
}

TEST_F(ServerTest, RegionsInPiecesAreTheSameRequest) {
  v1::CreateAnalysisRequest request = SmallRequest();
  request.set_request_id(core::NewUuid());
  const Analysis inline_one = MustCreate(request);
  Analysis streamed;
  const grpc::Status status = CreateFromStream(PiecesOf(request), &streamed);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(streamed.name(), inline_one.name());
}

TEST_F(ServerTest, AStreamThatIsNotAWholeFileIsRefused) {
  const std::vector<Piece> whole = PiecesOf(SmallRequest());
  std::vector<Piece> no_hash = whole;
  no_hash.pop_back();
  std::vector<Piece> a_piece_less = whole;
  a_piece_less.erase(a_piece_less.begin() + 2);
  std::vector<Piece> no_regions = {whole.front(), whole.back()};
  std::vector<Piece> no_request(whole.begin() + 1, whole.end());
  std::vector<Piece> twice = whole;
  twice.front().mutable_request()->set_regions("{}");
  for (const auto& pieces :
       {no_hash, a_piece_less, no_regions, no_request, twice, {}}) {
    Analysis analysis;
    const grpc::Status status = CreateFromStream(pieces, &analysis);
    EXPECT_EQ(ReasonOf(status), "INVALID_ARGUMENT") << pieces.size();
  }
  v1::ListAnalysesResponse list;
  grpc::ClientContext context;
  EXPECT_TRUE(analyses().ListAnalyses(&context, {}, &list).ok());
  EXPECT_EQ(list.analyses_size(), 0);
}

TEST_F(ServerTest, RolesReachTheReport) {
  v1::CreateAnalysisRequest request = SmallRequest();
  request.mutable_roles()->add_exclude("nowhere");
  request.set_annotated_by("AB");
  const Analysis end = WaitForEnd(MustCreate(request).name());
  ASSERT_EQ(end.state(), Analysis::STATE_SUCCEEDED) << end.error().message();
  const v1::AnnotationSource& source = end.report().annotations();
  EXPECT_EQ(source.format(), "geojson");
  EXPECT_EQ(source.sha256(), core::Sha256(request.regions()));
  EXPECT_EQ(source.annotated_by(), "AB");
  ASSERT_EQ(source.exclude_size(), 1);
  EXPECT_EQ(source.exclude(0), "nowhere");
}

struct BadRequest {
  const char* what;
  void (*spoil)(v1::CreateAnalysisRequest&);
  grpc::StatusCode code;
  const char* reason;
};

const BadRequest kBadRequests[] = {
    {"slide of no root", [](auto& r) { r.set_slide("slides/none/a.png"); },
     grpc::StatusCode::NOT_FOUND, "NOT_FOUND"},
    {"no such slide", [](auto& r) { r.set_slide("slides/archive/none.png"); },
     grpc::StatusCode::NOT_FOUND, "FILE_NOT_FOUND"},
    {"no slide", [](auto& r) { r.clear_slide(); },
     grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT"},
    {"path", [](auto& r) { r.set_slide("slides/archive/../../x"); },
     grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT"},
    {"folder", [](auto& r) { r.set_slide("slides/archive/case1"); },
     grpc::StatusCode::FAILED_PRECONDITION, "FILE_UNREADABLE"},
    {"no such protocol", [](auto& r) { r.set_protocol("protocols/cd0"); },
     grpc::StatusCode::NOT_FOUND, "PROTOCOL_NOT_FOUND"},
    {"no pixel size", [](auto& r) { r.clear_microns_per_pixel_x(); },
     grpc::StatusCode::FAILED_PRECONDITION, "PIXEL_SIZE_UNKNOWN"},
    {"pixels too large", [](auto& r) { r.set_microns_per_pixel_x(50); },
     grpc::StatusCode::INVALID_ARGUMENT, "PIXEL_SIZE_OUT_OF_RANGE"},
    {"pixels too coarse", [](auto& r) { r.set_microns_per_pixel_x(5); },
     grpc::StatusCode::INVALID_ARGUMENT, "PIXEL_SIZE_OUT_OF_RANGE"},
    {"not a UUID", [](auto& r) { r.set_request_id("1"); },
     grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT"},
    {"not JSON", [](auto& r) { r.set_regions("{"); },
     grpc::StatusCode::INVALID_ARGUMENT, "REGIONS_UNREADABLE"},
    {"outside",
     [](auto& r) { r.set_regions(RectangleGeoJson(300, 0, 200, 9)); },
     grpc::StatusCode::INVALID_ARGUMENT, "REGION_OUTSIDE_SLIDE"},
    {"date of annotation", [](auto& r) { r.set_annotated_at("yesterday"); },
     grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT"},
    {"class without a name",
     [](auto& r) { r.mutable_roles()->add_include(""); },
     grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT"},
    {"class that is not there",
     [](auto& r) { r.mutable_roles()->add_include("none"); },
     grpc::StatusCode::INVALID_ARGUMENT, "NO_REGIONS"},
    {"roles without regions",
     [](auto& r) {
       r.clear_regions();
       r.mutable_roles()->add_exclude("Fold");
     },
     grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT"},
    {"thick section",
     [](auto& r) { r.mutable_specimen()->set_section_thickness_um(1e6); },
     grpc::StatusCode::INVALID_ARGUMENT, "SPECIMEN_INVALID"},
    {"no such control", [](auto& r) { r.set_negative_control("T zone"); },
     grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT"},
    {"control without regions",
     [](auto& r) {
       r.clear_regions();
       r.set_negative_control("Tissue");
     },
     grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT"},
    {"score of nobody",
     [](auto& r) { r.add_pathologist_scores()->set_kind("tfh"); },
     grpc::StatusCode::INVALID_ARGUMENT, "SCORES_INVALID"},
    {"no such detector", [](auto& r) { r.set_detector("magic"); },
     grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT"},
};

TEST_F(ServerTest, BadRequestsAreRefusedWithTheirReasonAndLeaveNoTrace) {
  for (const BadRequest& bad : kBadRequests) {
    v1::CreateAnalysisRequest request = SmallRequest();
    bad.spoil(request);
    Analysis analysis;
    const grpc::Status status = Create(request, &analysis);
    EXPECT_EQ(status.error_code(), bad.code) << bad.what;
    EXPECT_EQ(ReasonOf(status), bad.reason) << bad.what;
    EXPECT_EQ(status.error_message().find(folder().string()),
              std::string::npos);
  }
  grpc::ClientContext context;
  v1::ListAnalysesResponse all;
  ASSERT_TRUE(analyses().ListAnalyses(&context, {}, &all).ok());
  EXPECT_EQ(all.analyses_size(), 0);
}

TEST_F(ServerTest, AnAnalysisWithoutTissueFailsAndTheNextOneRuns) {
  v1::CreateAnalysisRequest request = SmallRequest();
  request.set_slide("slides/archive/small.png");
  // Deleted between queueing and running: the large one goes first.
  const Analysis large = MustCreate(LargeRequest());
  const Analysis small = MustCreate(request);
  std::filesystem::remove(slides() / "small.png");
  const Analysis end = WaitForEnd(small.name());
  EXPECT_EQ(end.state(), Analysis::STATE_FAILED);
  EXPECT_EQ(end.error().reason(), "FILE_NOT_FOUND");
  EXPECT_FALSE(end.has_report());
  EXPECT_EQ(WaitForEnd(large.name()).state(), Analysis::STATE_SUCCEEDED);
}

TEST_F(ServerTest, QueuedAndRunningAnalysesAreCancelledForGood) {
  const Analysis running = MustCreate(LargeRequest());
  const Analysis queued = MustCreate(LargeRequest());
  Analysis cancelled;
  ASSERT_TRUE(Cancel(queued.name(), &cancelled).ok());
  EXPECT_EQ(cancelled.state(), Analysis::STATE_CANCELLED);
  ASSERT_TRUE(Cancel(running.name(), &cancelled).ok());
  EXPECT_EQ(cancelled.state(), Analysis::STATE_CANCELLED);
  EXPECT_EQ(WaitForEnd(running.name()).state(), Analysis::STATE_CANCELLED);
  // The worker is free again.
  EXPECT_EQ(WaitForEnd(MustCreate(SmallRequest()).name()).state(),
            Analysis::STATE_SUCCEEDED);
  ASSERT_TRUE(Get(running.name(), &cancelled).ok());
  EXPECT_EQ(cancelled.state(), Analysis::STATE_CANCELLED);
}

TEST_F(ServerTest, DeletedAnalysesAreGone) {
  const Analysis analysis = MustCreate(LargeRequest());
  v1::DeleteAnalysisRequest request;
  request.set_name(analysis.name());
  google::protobuf::Empty empty;
  {
    grpc::ClientContext context;
    const auto status = analyses().DeleteAnalysis(&context, request, &empty);
    EXPECT_EQ(ReasonOf(status), "FAILED_PRECONDITION");
  }
  Analysis ignored;
  ASSERT_TRUE(Cancel(analysis.name(), &ignored).ok());
  grpc::ClientContext context;
  EXPECT_TRUE(analyses().DeleteAnalysis(&context, request, &empty).ok());
  EXPECT_EQ(ReasonOf(Get(analysis.name(), &ignored)), "NOT_FOUND");
  EXPECT_EQ(ReasonOf(Cancel(analysis.name(), &ignored)), "NOT_FOUND");
}

TEST_F(ServerTest, ListPagesHoldEveryAnalysisOnceNewestFirst) {
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    names.insert(names.begin(), MustCreate(SmallRequest()).name());
  }
  std::vector<std::string> listed;
  v1::ListAnalysesRequest request;
  request.set_page_size(2);
  do {
    grpc::ClientContext context;
    v1::ListAnalysesResponse page;
    ASSERT_TRUE(analyses().ListAnalyses(&context, request, &page).ok());
    EXPECT_LE(page.analyses_size(), 2);
    for (const Analysis& analysis : page.analyses()) {
      listed.push_back(analysis.name());
      EXPECT_FALSE(analysis.has_report());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, names);

  grpc::ClientContext context;
  v1::ListAnalysesResponse page;
  request.set_page_token("-1");
  EXPECT_EQ(ReasonOf(analyses().ListAnalyses(&context, request, &page)),
            "INVALID_ARGUMENT");
}

TEST_F(ServerTest, UnknownAndMalformedNamesAreToldApart) {
  Analysis analysis;
  EXPECT_EQ(ReasonOf(Get("analyses/" + core::NewUuid(), &analysis)),
            "NOT_FOUND");
  EXPECT_EQ(ReasonOf(Get("analyses/../x", &analysis)), "INVALID_ARGUMENT");
  grpc::ClientContext context;
  v1::StreamCellsRequest request;
  request.set_name("analyses/" + core::NewUuid());
  const auto stream = analyses().StreamCells(&context, request);
  v1::StreamCellsResponse page;
  EXPECT_FALSE(stream->Read(&page));
  EXPECT_EQ(ReasonOf(stream->Finish()), "NOT_FOUND");
}

}  // namespace
}  // namespace cellquant::server
