#include <fmt/format.h>

#include <array>
#include <opencv2/core.hpp>
#include <utility>

#include "core/tissue/artifacts.h"
#include "core/tissue/block_patches.h"

namespace cellquant::core {
namespace {

std::string_view WhatItIs(Evaluability kind) {
  switch (kind) {
    case Evaluability::kEvaluable:
      return "";
    case Evaluability::kPen:
      return "ink: even and of a color that no stain has";
    case Evaluability::kHole:
      return "a hole: no tissue over more than 40 um";
    case Evaluability::kFold:
      return "a fold: denser than this slide's tissue, and without a gap";
    case Evaluability::kOutOfFocus:
      return "out of focus: coarse structure without fine";
    case Evaluability::kHemosiderin:
      return "hemosiderin: granules yellower than DAB";
    case Evaluability::kBlackPigment:
      return "carbon or formalin pigment: black without a brown rim";
    case Evaluability::kErythrocytes:
      return "erythrocytes: pale orange without a nucleus";
  }
  return "";
}

std::string_view WhatFollows(Evaluability kind) {
  if (IsPigment(kind)) return "area and cells on it are not evaluated";
  return CountsAsEvaluable(kind) ? "evaluated" : "not evaluated";
}

// Mean of the block centers.
Level0Point CentroidOf(const BlockPatch& patch, const BlockRect& bounds,
                       const WorkingGrid& grid) {
  std::int64_t count = 0;
  std::int64_t twice_x = 0;
  std::int64_t y = 0;
  for (const BlockRun& run : patch.runs) {
    const std::int64_t length = run.end - run.begin;
    count += length;
    twice_x += length * (run.begin + run.end);
    y += length * run.row;
  }
  const auto n = static_cast<double>(count);
  constexpr auto kSide = static_cast<double>(kBlockPx);
  return grid.ToLevel0(
      {(static_cast<double>(bounds.x) + static_cast<double>(twice_x) / n / 2) *
           kSide,
       (static_cast<double>(bounds.y) + static_cast<double>(y) / n + 0.5) *
           kSide});
}

bool TouchesEdge(const BlockPatch& patch, cv::Size size) {
  return patch.box.x == 0 || patch.box.y == 0 ||
         patch.box.br().x == size.width || patch.box.br().y == size.height;
}

}  // namespace

Result<std::vector<ArtifactFinding>> FindArtifacts(const cv::Mat1b& classes,
                                                   const BlockRect& bounds,
                                                   const WorkingGrid& grid,
                                                   Size slide) {
  constexpr std::array kKinds = {
      Evaluability::kPen,         Evaluability::kHole,
      Evaluability::kFold,        Evaluability::kOutOfFocus,
      Evaluability::kHemosiderin, Evaluability::kBlackPigment,
      Evaluability::kErythrocytes};
  std::vector<ArtifactFinding> findings;
  for (const Evaluability kind : kKinds) {
    const cv::Mat1b mask = classes == static_cast<std::uint8_t>(kind);
    for (const BlockPatch& patch : PatchesOf(mask)) {
      if (kind == Evaluability::kHole && TouchesEdge(patch, classes.size())) {
        continue;
      }
      const double area =
          static_cast<double>(CountOf(patch.runs)) * BlockArea(grid).value();
      CQ_ASSIGN(MultiPolygon outline,
                OutlineOf(patch.runs, bounds, grid, slide));
      findings.push_back({kind, SquareMicrometers(area),
                          CentroidOf(patch, bounds, grid), std::move(outline),
                          fmt::format("{}, {:.0f} um2; {}", WhatItIs(kind),
                                      area, WhatFollows(kind))});
    }
  }
  return findings;
}

}  // namespace cellquant::core
