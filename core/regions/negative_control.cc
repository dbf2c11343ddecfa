#include "core/regions/negative_control.h"

#include <algorithm>

#include "core/base/printable_text.h"
#include "core/regions/limits.h"

namespace cellquant::core {
namespace {

// Of the smaller area. Outlines that share a border overlap by the rounding of
// their vertices.
constexpr double kCommonShare = 1e-3;

std::vector<Level0Rect> BoundsOf(const RegionSet& regions) {
  std::vector<Level0Rect> bounds;
  for (const Region& region : regions.regions) {
    bounds.push_back(Bounds(region.shape));
  }
  return bounds;
}

Result<bool> SharesTissue(std::size_t region, const RegionIndices& control,
                          const RegionSet& regions,
                          const std::vector<Level0Rect>& bounds) {
  const MultiPolygon& shape = regions.regions[region].shape;
  for (const std::uint32_t index : control) {
    if (bounds[region].Intersection(bounds[index]).empty()) continue;
    const MultiPolygon& other = regions.regions[index].shape;
    CQ_ASSIGN(const double common, CommonAreaPx2(shape, other));
    const double smaller = std::min(AreaPx2(shape), AreaPx2(other));
    if (common > kCommonShare * smaller) return true;
  }
  return false;
}

void SetLimits(const NegativeControl& control, double recall,
               RegionReport& region) {
  const auto limits =
      LimitsAgainst(control, region.areas.evaluable.area, recall);
  if (limits) {
    region.limits = *limits;
  } else {
    region.limits_refused = limits.error().message;
  }
}

}  // namespace

Result<RegionIndices> ControlRegions(const RegionSet& regions,
                                     const std::string& name) {
  RegionIndices control;
  for (std::uint32_t k = 0; k < regions.regions.size(); ++k) {
    const Region& region = regions.regions[k];
    if (region.classification == name || region.name == name) {
      control.push_back(k);
    }
  }
  if (!control.empty()) return control;
  return Fail(ErrorReason::kInvalidArgument,
              "no region has the classification or name of the negative "
              "control, '" +
                  PrintableText(name, 100) + "'");
}

Result<void> AddNegativeControl(const RegionSet& regions,
                                const std::string& name, SlideReport& report) {
  CQ_ASSIGN(const RegionIndices indices, ControlRegions(regions, name));
  CQ_ASSIGN(const auto unions, UnionsOf({indices}, regions, report));
  report.negative_control = NegativeControlReport{name, unions[0]};
  for (const std::uint32_t k : indices) {
    report.regions[k].negative_control = true;
  }
  const NegativeControl control{unions[0].positive_cell_count, unions[0].area};
  const std::vector<Level0Rect> bounds = BoundsOf(regions);
  for (std::size_t k = 0; k < report.regions.size(); ++k) {
    RegionReport& region = report.regions[k];
    if (region.negative_control) continue;
    CQ_ASSIGN(const bool shares, SharesTissue(k, indices, regions, bounds));
    if (shares) {
      region.limits_refused = "shares tissue with the negative control";
    } else {
      SetLimits(control, report.protocol.Recall(), region);
    }
  }
  return {};
}

}  // namespace cellquant::core
