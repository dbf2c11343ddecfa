#include "core/regions/density_claims.h"

#include "core/regions/density.h"

namespace cellquant::core {

Result<DensityClaims> ClaimsOf(
    std::uint64_t count, SquareMillimeters area, double recall,
    std::optional<CellsPerSquareMillimeter> cleared_below) {
  DensityClaims claims;
  claims.count = count;
  CQ_ASSIGN(claims.upper_bound, UpperBound(count, area, recall));
  if (!cleared_below) return claims;
  claims.below_clearing_limit = claims.upper_bound < *cleared_below;
  CQ_ASSIGN(claims.area_to_claim,
            AreaToClaimBelow(*cleared_below, count, recall));
  return claims;
}

std::string ResultText(std::uint64_t count, SquareMillimeters area,
                       const std::optional<DensityClaims>& claims,
                       const std::optional<DetectionLimits>& limits) {
  if (!claims) return DensityText(count, area);
  const bool decided = !limits || claims->count >= limits->decision_count;
  if (claims->count > 0 && decided) return DensityText(count, area);
  return "< " + RoundedUp(claims->upper_bound.value());
}

}  // namespace cellquant::core
