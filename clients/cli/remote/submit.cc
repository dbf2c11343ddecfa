// cellquant submit: asks a server for an analysis.
#include <iostream>
#include <nlohmann/json.hpp>

#include "clients/cli/options.h"
#include "clients/cli/region_options.h"
#include "clients/cli/remote/connection.h"
#include "clients/cli/remote/output.h"
#include "clients/cli/remote/remote_commands.h"
#include "clients/cli/remote/watch.h"
#include "core/annotations/reader.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/formats/scores_json.h"
#include "core/formats/specimen_json.h"
#include "proto/message_json.h"

namespace cellquant::cli {
namespace {

using core::Result;

constexpr std::uintmax_t kMaxSpecimenBytes = 1U << 20;
// The server opens the slide before it answers; an archive may be slow.
constexpr std::chrono::seconds kPatience{300};

struct SubmitArguments : RemoteArguments {
  std::string slide;
  std::string protocol;
  RegionArguments regions;
  std::string specimen;
  std::string scores;
  std::string negative_control;
  std::string mpp;
  std::string detector;
  std::string request_id;
  bool wait = false;
};

// "collection/name", whether or not the collection was said.
std::string InCollection(const std::string& collection,
                         const std::string& name) {
  return name.starts_with(collection) ? name : collection + name;
}

Result<v1::Specimen> LoadSpecimen(const std::string& path) {
  CQ_ASSIGN(const std::string text, core::ReadFile(path, kMaxSpecimenBytes));
  CQ_ASSIGN(const core::Specimen specimen, core::SpecimenFromJson(text));
  auto message =
      wire::FromJson<v1::Specimen>(core::SpecimenToJson(specimen).dump());
  if (message) return *std::move(message);
  return core::Fail(core::ErrorReason::kSpecimenInvalid, message.error());
}

Result<void> AddScores(const std::string& path,
                       v1::CreateAnalysisRequest& request) {
  CQ_ASSIGN(const std::string text,
            core::ReadFile(path, core::kMaxScoresBytes));
  CQ_ASSIGN(const auto scores, core::ScoresFromJson(text));
  for (const core::PathologistScore& score : scores) {
    v1::PathologistScore* message = request.add_pathologist_scores();
    message->set_kind(score.kind);
    message->set_score(static_cast<std::uint32_t>(score.score));
    message->set_by(score.by);
    message->set_at(score.at);
  }
  return {};
}

void AskOfAnnotations(const RegionArguments& regions,
                      v1::CreateAnalysisRequest& request) {
  for (const std::string& name : regions.roles.include) {
    request.mutable_roles()->add_include(name);
  }
  for (const std::string& name : regions.roles.exclude) {
    request.mutable_roles()->add_exclude(name);
  }
  request.set_repair_regions(regions.repair);
  request.set_annotated_by(regions.annotated_by);
  request.set_annotated_at(regions.annotated_at);
}

Result<v1::CreateAnalysisRequest> ReadRequest(const SubmitArguments& a) {
  v1::CreateAnalysisRequest request;
  request.set_slide(InCollection("slides/", a.slide));
  request.set_protocol(InCollection("protocols/", a.protocol));
  request.set_request_id(a.request_id);
  request.set_detector(a.detector);
  CQ_ASSIGN(const auto mpp, ParseMpp(a.mpp));
  if (mpp) {
    request.set_microns_per_pixel_x(mpp->x);
    request.set_microns_per_pixel_y(mpp->y);
  }
  AskOfAnnotations(a.regions, request);
  if (!a.specimen.empty()) {
    CQ_ASSIGN(*request.mutable_specimen(), LoadSpecimen(a.specimen));
  }
  request.set_negative_control(a.negative_control);
  if (!a.scores.empty()) CQ_CHECK(AddScores(a.scores, request));
  return request;
}

Result<v1::Analysis> Create(Connection& connection,
                            const v1::CreateAnalysisRequest& request) {
  grpc::ClientContext context;
  SetDeadline(context, kPatience);
  v1::Analysis analysis;
  const grpc::Status status =
      connection.analyses().CreateAnalysis(&context, request, &analysis);
  if (!status.ok()) return tl::unexpected(connection.ErrorOf(status));
  return analysis;
}

// The regions follow the request in pieces. The server checks them: it has the
// slide that some formats need.
Result<v1::Analysis> CreateWithRegions(Connection& connection,
                                       const v1::CreateAnalysisRequest& request,
                                       const std::string& regions) {
  constexpr std::size_t kChunkBytes = 1U << 20;
  grpc::ClientContext context;
  SetDeadline(context, kPatience);
  v1::Analysis analysis;
  const auto stream =
      connection.analyses().CreateAnalysisFromStream(&context, &analysis);
  v1::CreateAnalysisFromStreamRequest piece;
  *piece.mutable_request() = request;
  bool sent = stream->Write(piece);
  for (std::size_t at = 0; sent && at < regions.size(); at += kChunkBytes) {
    piece.set_regions_chunk(regions.substr(at, kChunkBytes));
    sent = stream->Write(piece);
  }
  piece.set_regions_sha256(core::Sha256(regions));
  if (sent) stream->WriteLast(piece, {});
  const grpc::Status status = stream->Finish();  // says why it was not sent
  if (!status.ok()) return tl::unexpected(connection.ErrorOf(status));
  return analysis;
}

Result<v1::Analysis> CreateAsAsked(Connection& connection,
                                   const SubmitArguments& a) {
  CQ_ASSIGN(const v1::CreateAnalysisRequest request, ReadRequest(a));
  if (a.regions.file.empty()) return Create(connection, request);
  CQ_ASSIGN(const std::string regions, ReadRegionFile(a.regions.file));
  return CreateWithRegions(connection, request, regions);
}

Result<void> Submit(const SubmitArguments& a) {
  Connection connection(a.server);
  CQ_ASSIGN(v1::Analysis analysis, CreateAsAsked(connection, a));
  if (a.wait) {
    CQ_ASSIGN(analysis, WaitForEnd(connection, analysis.name()));
  }
  if (a.json && a.wait) {
    PrintJson(std::cout, analysis.report());
  } else if (a.json) {
    PrintJson(std::cout, analysis);
  } else {
    PrintAnalysis(std::cout, analysis);
  }
  return {};
}

void AddInputOptions(CLI::App& command, SubmitArguments& a) {
  command
      .add_option("--slide", a.slide,
                  "The slide: the name of the server's folder, and the path "
                  "below it")
      ->type_name("ROOT/PATH")
      ->required();
  command
      .add_option("--protocol", a.protocol,
                  "Marker protocol of the server, for example cd138")
      ->required();
  AddRegionOptions(command, a.regions);
  command.add_option("--specimen", a.specimen,
                     "Whose tissue it is, JSON (docs/report.md)");
  command
      .add_option("--negative-control", a.negative_control,
                  "Classification or name of the regions that hold no such "
                  "cell: what is positive there is false")
      ->type_name("CLASS");
  command.add_option("--scores", a.scores,
                     "Scores that a pathologist gave, JSON (docs/report.md)");
  command.add_option("--mpp", a.mpp,
                     "Size of a level-0 pixel in um, M or X,Y; overrides the "
                     "slide's and is recorded");
  command
      .add_option("--detector", a.detector,
                  "How nuclei are found; without it, by the server's network")
      ->check(CLI::IsMember({"network", "classical"}));
}

}  // namespace

void AddSubmit(CLI::App& app, Action& action) {
  auto a = std::make_shared<SubmitArguments>();
  CLI::App* command = app.add_subcommand(
      "submit", "Ask a server to count the cells of one of its slides");
  AddServerOptions(*command, *a,
                   "Print the analysis as JSON; with --wait, the finished "
                   "report: the same object as quantify's report.json");
  AddInputOptions(*command, *a);
  command
      ->add_option("--request-id", a->request_id,
                   "A UUID of yours: submitting again with the same one "
                   "returns the analysis that exists")
      ->type_name("UUID");
  command->add_flag("--wait", a->wait, "Wait for the analysis to end");
  command->callback(
      [a, &action] { action = [a] { return Report(Submit(*a)); }; });
}

}  // namespace cellquant::cli
