#include "clients/cli/slide_materials.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "clients/cli/options.h"
#include "clients/cli/region_options.h"
#include "clients/cli/report_folder.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/formats/cells_csv.h"
#include "core/formats/geojson_geometry.h"

namespace cellquant::cli {
namespace {

using core::ErrorReason;
using core::Fail;
using core::Result;

constexpr std::uintmax_t kMaxCellsBytes = std::uintmax_t{4} << 30;

bool Exists(const std::filesystem::path& path) {
  std::error_code none;
  return std::filesystem::exists(path, none);
}

std::optional<std::filesystem::path> FindSlide(
    const std::string& name, const std::vector<std::string>& folders) {
  for (const std::filesystem::path folder : folders) {
    if (Exists(folder / name)) return folder / name;
  }
  return std::nullopt;
}

tl::unexpected<core::Error> DoesNotFit(const core::SlideMeasurement& one,
                                       const std::string& what) {
  return Fail(ErrorReason::kInvalidArgument,
              one.name + ": " + what + " is not that of the report");
}

Result<std::unique_ptr<core::TileSource>> OpenSlide(
    const core::SlideMeasurement& one, const std::filesystem::path& file) {
  CQ_ASSIGN(const std::string sha256, core::Sha256OfFile(file));
  if (sha256 != one.slide_sha256) {
    return DoesNotFit(one, "the slide " + one.slide_name);
  }
  return OpenSlideQuietly(file.string(), one.mpp);
}

Result<std::vector<core::Cell>> LoadCells(const core::SlideMeasurement& one,
                                          const nlohmann::json& report,
                                          const std::filesystem::path& file) {
  CQ_ASSIGN(const std::string text, core::ReadFile(file, kMaxCellsBytes));
  if (core::Sha256(text) != report["cells_sha256"]) {
    return DoesNotFit(one, "cells.csv");
  }
  return core::CellsFromCsv(text);
}

Result<std::vector<core::Region>> LoadShapes(const core::SlideMeasurement& one,
                                             const nlohmann::json& report,
                                             const std::filesystem::path& file,
                                             const core::SlideInfo& slide) {
  CQ_ASSIGN(core::RegionSet set, LoadRegions({.file = file.string()}, slide));
  const nlohmann::json& regions = report["regions"];
  bool fits = set.regions.size() == regions.size();
  for (std::size_t k = 0; fits && k < regions.size(); ++k) {
    fits = core::ShapeSha256(set.regions[k].shape) ==
           regions[k]["geometry_sha256"];
  }
  if (!fits) return DoesNotFit(one, "regions.geojson");
  return std::move(set.regions);
}

}  // namespace

Result<SlideMaterials> LoadSlideMaterials(
    const core::Comparison& comparison,
    const std::vector<std::string>& slide_folders) {
  SlideMaterials loaded;
  for (std::size_t k = 0; k < comparison.measurements.size(); ++k) {
    const core::SlideMeasurement& one = comparison.measurements[k];
    const std::filesystem::path report_file = ReportFile(one.name);
    const std::filesystem::path folder = report_file.parent_path();
    const auto slide = FindSlide(one.slide_name, slide_folders);
    if (!slide || !Exists(folder / "cells.csv") ||
        !Exists(folder / "regions.geojson")) {
      loaded.missing.push_back(
          one.name + ": no pictures without " +
          (slide ? "cells.csv and regions.geojson beside the report"
                 : "the slide " + one.slide_name + " (see --slides)"));
      continue;
    }
    CQ_ASSIGN(const std::string text,
              core::ReadFile(report_file, kMaxCellsBytes));
    const auto report = nlohmann::json::parse(text);  // was read once already
    CQ_ASSIGN(auto source, OpenSlide(one, *slide));
    core::SlideMaterial material{
        .measurement = k, .source = source.get(), .regions = {}, .cells = {}};
    CQ_ASSIGN(material.cells, LoadCells(one, report, folder / "cells.csv"));
    CQ_ASSIGN(
        material.regions,
        LoadShapes(one, report, folder / "regions.geojson", source->info()));
    loaded.slides.push_back(std::move(source));
    loaded.materials.push_back(std::move(material));
  }
  return loaded;
}

}  // namespace cellquant::cli
