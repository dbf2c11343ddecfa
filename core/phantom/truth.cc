#include "core/phantom/truth.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>

#include "core/phantom/marker_pattern.h"

namespace cellquant::core {
namespace {

constexpr double kBlockUm = 512.0;

constexpr std::string_view kNoCell = "none";

std::string_view ClassOf(const PhantomOptions& options,
                         const PhantomCell& cell) {
  if (cell.type == CellType::kAnucleateProfile) return kNoCell;
  const bool positive =
      StainOf(options, cell).classification == CellClass::kPositive;
  return positive ? "positive" : "negative";
}

void AppendBlock(const PhantomScene& scene, const MicronBox& block,
                 fmt::memory_buffer& lines, CellCounts& counts) {
  const double mpp = scene.options().mpp;
  for (const PhantomCell& cell : CellsIn(scene, block)) {
    if (scene.artifacts().IsTorn(cell.nucleus)) continue;
    const std::string_view verdict = ClassOf(scene.options(), cell);
    if (verdict != kNoCell) ++counts.all;
    if (verdict == "positive") ++counts.positive;
    fmt::format_to(std::back_inserter(lines), "{:.2f},{:.2f},{},{},{}\n",
                   cell.nucleus.x / mpp, cell.nucleus.y / mpp, verdict,
                   CellTypeName(cell.type), TissueZoneName(cell.zone));
  }
}

}  // namespace

Result<CellCounts> WriteTruth(const PhantomScene& scene,
                              const std::filesystem::path& path) {
  std::ofstream out(path, std::ios::binary);
  out << "x_px,y_px,classification,cell_type,zone\n";
  CellCounts counts;
  for (double top = 0.0; top < scene.height_um(); top += kBlockUm) {
    fmt::memory_buffer lines;
    for (double left = 0.0; left < scene.width_um(); left += kBlockUm) {
      AppendBlock(scene,
                  {left, top, std::min(left + kBlockUm, scene.width_um()),
                   std::min(top + kBlockUm, scene.height_um())},
                  lines, counts);
    }
    out.write(lines.data(), static_cast<std::streamsize>(lines.size()));
  }
  out.flush();
  if (!out) {
    return Fail(ErrorReason::kOutputUnwritable,
                fmt::format("cannot write {}", path.filename().string()));
  }
  return counts;
}

}  // namespace cellquant::core
