#include "clients/cli/cohort_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "clients/cli/options.h"
#include "clients/cli/protocol_argument.h"
#include "clients/cli/region_options.h"
#include "clients/cli/report_folder.h"
#include "core/base/file.h"
#include "core/compare/cohort_entry.h"
#include "core/formats/specimen_json.h"

namespace cellquant::cli {
namespace {

using core::CohortEntry;
using core::ManifestRow;
using core::Result;
using std::filesystem::path;

constexpr std::uintmax_t kMaxSpecimenBytes = 1U << 20;

// "Ki-67": ki67.
std::string ProtocolOfMarker(const std::string& marker) {
  std::string id;
  for (const unsigned char c : marker) {
    if (std::isalnum(c) != 0) id += static_cast<char>(std::tolower(c));
  }
  return id;
}

Result<core::Protocol> LoadProtocol(const ManifestRow& row,
                                    const path& folder) {
  const std::string name =
      row.protocol.empty() ? ProtocolOfMarker(row.marker) : row.protocol;
  CQ_ASSIGN(const auto found, IsProtocolFile(name)
                                  ? CheckedProtocolFile(folder / name)
                                  : FindProtocol(name));
  if (core::IsSameMarker(found.protocol.marker, row.marker)) {
    return found.protocol;
  }
  return core::Fail(core::ErrorReason::kManifestInvalid,
                    fmt::format("the protocol {} is for {}, not for {}", name,
                                found.protocol.marker, row.marker));
}

Result<core::Specimen> LoadSpecimen(const ManifestRow& row,
                                    const CohortEntry& entry,
                                    const path& folder) {
  core::Specimen specimen;
  if (!row.specimen.empty()) {
    CQ_ASSIGN(const std::string text,
              core::ReadFile(folder / row.specimen, kMaxSpecimenBytes));
    CQ_ASSIGN(specimen, core::SpecimenFromJson(text));
    CQ_CHECK(core::CheckSpecimen(entry, specimen));
  }
  core::CompleteSpecimen(entry, specimen);
  return specimen;
}

Result<CohortSlide> PrepareSlide(const ManifestRow& row,
                                 const CohortEntry& entry, const path& folder) {
  CohortSlide slide;
  slide.slide = folder / row.slide;
  CQ_CHECK(core::CheckReadableFile(slide.slide));
  if (!row.regions.empty()) {
    slide.regions = folder / row.regions;
    CQ_CHECK(ReadRegionFile(slide.regions));
  }
  CQ_ASSIGN(slide.protocol, LoadProtocol(row, folder));
  CQ_ASSIGN(slide.specimen, LoadSpecimen(row, entry, folder));
  CQ_ASSIGN(slide.mpp, ParseMpp(row.mpp));
  return slide;
}

Result<CohortRow> PrepareRow(const ManifestRow& row, const path& folder) {
  CohortRow prepared{row,
                     {.patient = row.patient,
                      .timepoint = row.timepoint,
                      .marker = row.marker,
                      .day = row.day},
                     std::nullopt};
  if (row.slide.empty()) {
    CQ_ASSIGN(core::SlideMeasurement measurement,
              ReadMeasurement(folder / row.report));
    measurement.name = row.report;
    CQ_ASSIGN(prepared.entry, core::WithMeasurement(std::move(prepared.entry),
                                                    std::move(measurement)));
    return prepared;
  }
  CQ_ASSIGN(prepared.slide, PrepareSlide(row, prepared.entry, folder));
  prepared.entry.marker = prepared.slide->protocol.marker;
  prepared.entry.day = prepared.slide->specimen.timepoint_day;
  return prepared;
}

std::string SourceOf(const CohortRow& row) {
  if (!row.slide) return row.entry.measurement->slide_sha256;
  if (!row.slide->sha256.empty()) return row.slide->sha256;
  return std::filesystem::weakly_canonical(row.slide->slide).string();
}

}  // namespace

Result<void> CheckNoneTwice(const std::vector<CohortRow>& rows) {
  std::map<std::pair<std::string, std::string>, const ManifestRow*> seen;
  for (const CohortRow& row : rows) {
    const auto [found, is_new] =
        seen.try_emplace({row.entry.marker, SourceOf(row)}, &row.row);
    if (is_new) continue;
    const ManifestRow& first = *found->second;
    return tl::unexpected(core::WrongRow(
        row.row, fmt::format("{} at {} is the same slide as line {}, {} at {}",
                             row.row.patient, row.row.timepoint, first.line,
                             first.patient, first.timepoint)));
  }
  return {};
}

core::Error OfRow(const ManifestRow& row, core::Error error) {
  error.message = fmt::format("line {}: {}", row.line, error.message);
  error.metadata["line"] = std::to_string(row.line);
  return error;
}

Result<std::vector<CohortRow>> ReadCohortRows(const path& manifest) {
  CQ_ASSIGN(const std::string text,
            core::ReadFile(manifest, core::kMaxManifestBytes));
  CQ_ASSIGN(const auto manifest_rows, core::ManifestFromCsv(text));
  std::vector<CohortRow> rows;
  for (const ManifestRow& row : manifest_rows) {
    auto prepared = PrepareRow(row, manifest.parent_path());
    if (!prepared) return tl::unexpected(OfRow(row, prepared.error()));
    rows.push_back(*std::move(prepared));
  }
  CQ_CHECK(CheckNoneTwice(rows));
  return rows;
}

}  // namespace cellquant::cli
