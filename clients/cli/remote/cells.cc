// cellquant cells: every counted cell of an analysis, as cells.csv.
#include <iostream>
#include <vector>

#include "clients/cli/remote/connection.h"
#include "clients/cli/remote/remote_commands.h"
#include "core/formats/cells_csv.h"
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
  return cell;
}

core::Result<void> PrintCells(const v1::StreamCellsResponse& page, bool json) {
  for (const v1::Cell& cell : page.cells()) {
    if (json) {
      std::cout << wire::ToJson(cell) << '\n';
    } else {
      CQ_ASSIGN(const core::Cell known, FromMessage(cell));
      core::WriteCellRow(std::cout, known,
                         {cell.region_ids().begin(), cell.region_ids().end()});
    }
  }
  return {};
}

core::Result<void> Cells(const RemoteArguments& arguments) {
  Connection connection(arguments.server);
  grpc::ClientContext context;
  v1::StreamCellsRequest request;
  request.set_name(AnalysisName(arguments.name));
  const auto stream = connection.analyses().StreamCells(&context, request);
  v1::StreamCellsResponse page;
  const bool any = stream->Read(&page);
  if (!any) {
    // Known to be an error before anything is printed.
    const grpc::Status status = stream->Finish();
    if (!status.ok()) return tl::unexpected(connection.ErrorOf(status));
  }
  if (!arguments.json) std::cout << core::kCellsCsvHeader << '\n';
  if (!any) return {};
  do {
    CQ_CHECK(PrintCells(page, arguments.json));
  } while (std::cout && stream->Read(&page));
  if (!std::cout) {
    return core::Fail(core::ErrorReason::kOutputUnwritable,
                      "cannot write the cells to standard output");
  }
  const grpc::Status status = stream->Finish();
  if (status.ok()) return {};
  core::Error error = connection.ErrorOf(status);
  error.message += "; the cells printed are not all";
  return tl::unexpected(std::move(error));
}

}  // namespace

void AddCells(CLI::App& app, Action& action) {
  AddNamedCommand(app, action, "cells",
                  "Print the cells of an analysis that has succeeded, in the "
                  "columns of cells.csv",
                  "Print one JSON object a line", Cells);
}

}  // namespace cellquant::cli
