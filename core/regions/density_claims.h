// What may be said of a density by its upper bound.
#ifndef CELLQUANT_CORE_REGIONS_DENSITY_CLAIMS_H_
#define CELLQUANT_CORE_REGIONS_DENSITY_CLAIMS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/regions/limits.h"

namespace cellquant::core {

struct DensityClaims {
  // One-sided 95 %, with the recall.
  CellsPerSquareMillimeter upper_bound;
  // Whether the bound is below the protocol's limit of clearing, and the tissue
  // in which as many cells would have a bound at that limit. Both absent
  // without a limit.
  std::optional<bool> below_clearing_limit = {};
  std::optional<SquareMillimeters> area_to_claim = {};
  std::uint64_t count = 0;  // the positive cells that they are made from
};

// Returns what `count` positive cells in `area` allow. Fails as UpperBound and
// AreaToClaimBelow. Pure and thread-safe.
Result<DensityClaims> ClaimsOf(
    std::uint64_t count, SquareMillimeters area, double recall,
    std::optional<CellsPerSquareMillimeter> cleared_below);

// Returns the density as it is to be printed: three significant digits, or
// "< x" with the upper bound, rounded up, when the claims are made from no cell
// or from fewer than the decision limit: what `count` holds beside those lies
// where nothing can be evaluated, and decides nothing. Without claims (the area
// is too small for any) the bound is that of recall 1.
std::string ResultText(std::uint64_t count, SquareMillimeters area,
                       const std::optional<DensityClaims>& claims,
                       const std::optional<DetectionLimits>& limits);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_DENSITY_CLAIMS_H_
