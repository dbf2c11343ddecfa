// cellquant cells: every counted cell of an analysis, page by page.
#include <google/protobuf/util/time_util.h>

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/options.h"
#include "clients/cli/remote/connection.h"
#include "clients/cli/remote/remote_commands.h"
#include "core/formats/cell_output.h"
#include "proto/message_json.h"

namespace cellquant::cli {
namespace {

core::Result<core::Cell> FromMessage(const v1::Cell& message) {
  core::Cell cell;
  cell.centroid = {message.x_px(), message.y_px()};
  // A class that only a newer server knows is not taken for another.
  const auto known = core::CellClassFromName(message.classification());
  const auto veto = core::CellVetoFromName(message.veto());
  if (!known || !veto) {
    return core::Fail(core::ErrorReason::kInternal,
                      "the server names a class of cells or a veto that this "
                      "program does not know: " +
                          message.classification() + " " + message.veto());
  }
  cell.classification = *known;
  cell.veto = *veto;
  cell.artifact = message.artifact();
  cell.nucleus_area = core::SquareMicrometers(message.nucleus_area_um2());
  cell.measured = {core::OpticalDensity(message.dab_nucleus_od()),
                   core::OpticalDensity(message.dab_membrane_od()),
                   core::OpticalDensity(message.dab_cytoplasm_od()),
                   core::OpticalDensity(message.hematoxylin_nucleus_od())};
  if (message.has_cell_probability()) {
    cell.cell_probability = message.cell_probability();
  }
  if (message.has_class_share()) cell.class_share = message.class_share();
  auto outline = core::NucleusOutline::FromNumbers(
      {message.outline().begin(), message.outline().end()});
  if (!outline) {
    return core::Fail(
        core::ErrorReason::kInternal,
        "the server sends a wrong cell: " + outline.error().message);
  }
  cell.outline = *std::move(outline);
  return cell;
}

// The cells of one analysis as they come from the server.
class CellPages {
 public:
  CellPages(const std::string& server, const std::string& name)
      : connection_(server), name_(AnalysisName(name)) {
    v1::StreamCellsRequest request;
    request.set_name(name_);
    stream_ = connection_.analyses().StreamCells(&context_, request);
    any_ = stream_->Read(&page_);
  }

  // Whether the stream began well: known before anything is written.
  core::Result<void> Begin() { return any_ ? core::Result<void>{} : End(); }

  // Calls `take` for each page, to the last one or the first error.
  template <class Take>
  core::Result<void> ForEach(Take take) {
    while (any_) {
      any_taken_ = true;
      CQ_CHECK(take(page_));
      any_ = stream_->Read(&page_);
    }
    return End();
  }

  bool any_taken() const { return any_taken_; }

  // What a file says of the slide beside its cells.
  core::Result<core::CellSubject> Subject(const std::string& dicom_image) {
    grpc::ClientContext context;
    SetDeadline(context);
    v1::GetAnalysisRequest request;
    request.set_name(name_);
    v1::Analysis analysis;
    const grpc::Status status =
        connection_.analyses().GetAnalysis(&context, request, &analysis);
    if (!status.ok()) return tl::unexpected(connection_.ErrorOf(status));
    const v1::Report& report = analysis.report();
    core::CellSubject subject{
        .slide_sha256 = report.slide().sha256(),
        .protocol_id = report.protocol().id(),
        .protocol_version = report.protocol().version(),
        .marker = report.protocol().marker(),
        .detector = {report.detector().name(),
                     report.detector().model(),
                     report.detector().model_sha256(),
                     {}},
        .analyzed_at =
            google::protobuf::util::TimeUtil::ToString(analysis.end_time())};
    CQ_ASSIGN(subject.dicom_image,
              LoadDicomImage(dicom_image, {report.slide().width_px(),
                                           report.slide().height_px()}));
    return subject;
  }

 private:
  // The stream can be finished once.
  core::Result<void> End() {
    if (!ended_) status_ = stream_->Finish();
    ended_ = true;
    if (status_.ok()) return {};
    return tl::unexpected(connection_.ErrorOf(status_));
  }

  Connection connection_;
  std::string name_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::StreamCellsResponse>> stream_;
  v1::StreamCellsResponse page_;
  bool any_ = false;
  bool any_taken_ = false;
  bool ended_ = false;
  grpc::Status status_;
};

core::Result<void> PrintJsonLines(const v1::StreamCellsResponse& page) {
  for (const v1::Cell& cell : page.cells()) {
    std::cout << wire::ToJson(cell) << '\n';
  }
  return core::CheckWritten(std::cout);
}

core::Result<void> WritePage(const v1::StreamCellsResponse& page,
                             core::CellWriter& writer) {
  for (const v1::Cell& message : page.cells()) {
    CQ_ASSIGN(const core::Cell cell, FromMessage(message));
    CQ_CHECK(writer.Write(
        cell, {message.region_ids().begin(), message.region_ids().end()}));
  }
  return {};
}

struct CellArguments : RemoteArguments {
  std::string to = "csv";
  std::string out;
  std::string dicom_image;
};

core::Result<void> Export(CellPages& pages, const CellArguments& arguments) {
  CQ_ASSIGN(const core::CellSubject subject,
            pages.Subject(arguments.dicom_image));
  CQ_ASSIGN(
      const auto output,
      arguments.out.empty()
          ? core::CellOutput::ToStream(std::cout, arguments.to, subject)
          : core::CellOutput::ToFile(arguments.out, arguments.to, subject));
  CQ_CHECK(pages.ForEach([&](const v1::StreamCellsResponse& page) {
    return WritePage(page, *output);
  }));
  return output->Finish();
}

core::Result<void> Cells(const CellArguments& arguments) {
  CellPages pages(arguments.server, arguments.name);
  CQ_CHECK(pages.Begin());
  auto done =
      arguments.json ? pages.ForEach(PrintJsonLines) : Export(pages, arguments);
  if (!done && arguments.out.empty() && pages.any_taken()) {
    done.error().message += "; the cells printed are not all";
  }
  return done;
}

}  // namespace

void AddCells(CLI::App& app, Action& action) {
  auto a = std::make_shared<CellArguments>();
  CLI::App* command = AddNamedArguments(
      app, "cells",
      "Write the cells of an analysis that has succeeded, as they come. The "
      "regions' shapes are not among them; quantify's files have them",
      "Print one JSON object a line, as the server sends it", *a);
  CLI::Option* to =
      command
          ->add_option(
              "--to", a->to,
              "csv has the columns of cells.csv; geojson has the "
              "outlines of the nuclei and opens in QuPath, geojsonl "
              "has the same a feature a line; .gz is compressed; dcm is "
              "DICOM, centroids and figures")
          ->type_name("FORMAT")
          ->check(CLI::IsMember(core::CellFormatNames()))
          ->capture_default_str();
  CLI::Option* out =
      command
          ->add_option("--out", a->out,
                       "File to write; it appears when it is whole. Without "
                       "it, standard output")
          ->type_name("FILE");
  AddDicomImageOption(*command, a->dicom_image);
  command->get_option("--json")->excludes(to)->excludes(out);
  command->callback(
      [a, &action] { action = [a] { return Report(Cells(*a)); }; });
}

}  // namespace cellquant::cli
