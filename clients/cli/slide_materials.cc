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

Result<void> CheckFolders(const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) {
    std::error_code none;
    if (std::filesystem::is_directory(folder, none)) continue;
    return Fail(ErrorReason::kFileNotFound, "--slides: no folder " + folder);
  }
  return {};
}

tl::unexpected<core::Error> DoesNotFit(const core::SlideMeasurement& one,
                                       const std::string& what) {
  return Fail(ErrorReason::kInvalidArgument,
              one.name + ": " + what + " is not that of the report");
}

// Nothing if no folder has a file of the slide's name; an error if those that
// do have other slides.
Result<std::optional<std::filesystem::path>> FindSlide(
    const core::SlideMeasurement& one,
    const std::vector<std::string>& folders) {
  bool other = false;
  for (const std::filesystem::path folder : folders) {
    const std::filesystem::path file = folder / one.slide_name;
    if (!Exists(file)) continue;
    CQ_ASSIGN(const std::string sha256, core::Sha256OfFile(file));
    if (sha256 == one.slide_sha256) return file;
    other = true;
  }
  if (other) return DoesNotFit(one, "the slide " + one.slide_name);
  return std::nullopt;
}

// True if `object` has that text; a report made by others may not.
bool Says(const nlohmann::json& object, const char* name,
          const std::string& text) {
  if (!object.is_object()) return false;
  const auto found = object.find(name);
  return found != object.end() && *found == text;
}

Result<std::vector<core::Cell>> LoadCells(const core::SlideMeasurement& one,
                                          const nlohmann::json& report,
                                          const std::filesystem::path& file) {
  CQ_ASSIGN(const std::string text, core::ReadFile(file, kMaxCellsBytes));
  if (!Says(report, "cells_sha256", core::Sha256(text))) {
    return DoesNotFit(one, "cells.csv");
  }
  return core::CellsFromCsv(text);
}

// A region's names count as its shape does: they say whose density it is.
bool IsThatOf(const core::Region& region, const nlohmann::json& reported) {
  return Says(reported, "region_id", region.id) &&
         Says(reported, "name", region.name) &&
         Says(reported, "classification", region.classification) &&
         Says(reported, "geometry_sha256", core::ShapeSha256(region.shape));
}

Result<std::vector<core::Region>> LoadShapes(const core::SlideMeasurement& one,
                                             const nlohmann::json& report,
                                             const std::filesystem::path& file,
                                             const core::SlideInfo& slide) {
  CQ_ASSIGN(core::RegionSet set, LoadRegions({.file = file.string()}, slide));
  const nlohmann::json regions =
      report.value("regions", nlohmann::json::array());
  bool fits = regions.is_array() && set.regions.size() == regions.size();
  for (std::size_t k = 0; fits && k < regions.size(); ++k) {
    fits = IsThatOf(set.regions[k], regions.at(k));
  }
  if (!fits) return DoesNotFit(one, "regions.geojson");
  return std::move(set.regions);
}

std::vector<std::string> ControlsOf(const nlohmann::json& report,
                                    const std::vector<core::Region>& regions) {
  std::vector<std::string> controls;
  for (std::size_t k = 0; k < regions.size(); ++k) {
    if (report.at("regions").at(k).value("negative_control", false)) {
      controls.push_back(regions[k].id);
    }
  }
  return controls;
}

}  // namespace

Result<SlideMaterials> LoadSlideMaterials(
    const core::Comparison& comparison,
    const std::vector<std::string>& slide_folders) {
  CQ_CHECK(CheckFolders(slide_folders));
  SlideMaterials loaded;
  for (std::size_t k = 0; k < comparison.measurements.size(); ++k) {
    const core::SlideMeasurement& one = comparison.measurements[k];
    const std::filesystem::path report_file = ReportFile(one.name);
    const std::filesystem::path folder = report_file.parent_path();
    CQ_ASSIGN(const auto slide, FindSlide(one, slide_folders));
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
    CQ_ASSIGN(auto source, OpenSlideQuietly(slide->string(), one.mpp));
    core::SlideMaterial material{.measurement = k,
                                 .source = source.get(),
                                 .regions = {},
                                 .cells = {},
                                 .controls = {}};
    CQ_ASSIGN(material.cells, LoadCells(one, report, folder / "cells.csv"));
    CQ_ASSIGN(
        material.regions,
        LoadShapes(one, report, folder / "regions.geojson", source->info()));
    material.controls = ControlsOf(report, material.regions);
    loaded.slides.push_back(std::move(source));
    loaded.materials.push_back(std::move(material));
  }
  return loaded;
}

}  // namespace cellquant::cli
