#include "server/report_message.h"

#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "core/formats/protocol_json.h"
#include "core/formats/protocol_yaml.h"
#include "proto/message_json.h"

namespace cellquant::server {
namespace {

constexpr int kMaxCellsPerPage = 10'000;
constexpr std::size_t kPageBytes = 1U << 20;

template <class M>
core::Result<M> Message(std::string_view json, std::string_view what) {
  auto message = wire::FromJson<M>(json);
  if (message) return *std::move(message);
  spdlog::error("defect: the {} has no message: {}", what, message.error());
  return core::Fail(
      core::ErrorReason::kInternal,
      std::string("cannot express the ").append(what).append(" as a message"));
}

void AddCell(const core::SlideReport& report, const core::CountedCell& counted,
             v1::StreamCellsResponse& page) {
  const core::Cell& cell = counted.cell;
  v1::Cell* message = page.add_cells();
  message->set_x_px(cell.centroid.x);
  message->set_y_px(cell.centroid.y);
  for (const std::uint32_t region : counted.regions) {
    message->add_region_ids(report.regions.at(region).region_id);
  }
  message->set_classification(
      std::string(core::CellClassName(cell.classification)));
  message->set_nucleus_area_um2(cell.nucleus_area.value());
  const core::Measurement& measured = cell.measured;
  message->set_dab_nucleus_od(measured.dab_nucleus.value());
  message->set_dab_membrane_od(measured.dab_membrane.value());
  message->set_dab_cytoplasm_od(measured.dab_cytoplasm.value());
  message->set_hematoxylin_nucleus_od(measured.hematoxylin_nucleus.value());
  message->set_artifact(std::string(cell.artifact));
  if (cell.cell_probability) {
    message->set_cell_probability(*cell.cell_probability);
  }
  if (cell.class_share) message->set_class_share(*cell.class_share);
  message->set_veto(std::string(core::CellVetoName(cell.veto)));
  const auto outline = cell.outline.Numbers();
  message->mutable_outline()->Add(outline.begin(), outline.end());
}

}  // namespace

core::Result<v1::Report> ReportMessage(std::string_view report_json) {
  return Message<v1::Report>(report_json, "report");
}

core::Result<v1::Specimen> SpecimenMessage(std::string_view specimen_json) {
  return Message<v1::Specimen>(specimen_json, "specimen");
}

core::Result<v1::ComparisonResult> ComparisonResultMessage(
    std::string_view comparison_json) {
  return Message<v1::ComparisonResult>(comparison_json, "comparison");
}

core::Result<v1::ReportProtocol> ReportProtocolMessage(
    const core::Protocol& protocol) {
  return Message<v1::ReportProtocol>(core::ProtocolToJson(protocol).dump(),
                                     "protocol");
}

CellPages CellMessages(const core::SlideReport& report) {
  CellPages pages;
  v1::StreamCellsResponse page;
  std::size_t bytes = 0;
  const auto end_page = [&] {
    if (page.cells_size() > 0) pages.push_back(page.SerializeAsString());
    page.Clear();
    bytes = 0;
  };
  for (const core::CountedCell& cell : report.cells) {
    AddCell(report, cell, page);
    bytes += page.cells(page.cells_size() - 1).ByteSizeLong();
    if (page.cells_size() == kMaxCellsPerPage || bytes > kPageBytes) {
      end_page();
    }
  }
  end_page();
  return pages;
}

}  // namespace cellquant::server
