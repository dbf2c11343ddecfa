// The share of the cells that is positive, for Ki-67 the proliferation index.
#ifndef CELLQUANT_CORE_REGIONS_PERCENT_POSITIVE_H_
#define CELLQUANT_CORE_REGIONS_PERCENT_POSITIVE_H_

#include <cstdint>

#include "core/regions/density.h"

namespace cellquant::core {

struct PercentPositive {
  double percent = 0.0;
  DensityInterval interval;  // in percent, method "clopper_pearson"
};

// Returns the percentage of `positive` among `cells`, of which there must be at
// least one and no fewer than positive ones, and its exact two-sided 95 %
// interval: quantiles of the beta distribution (Clopper & Pearson, Biometrika
// 26:404, 1934). It takes cells as independent: clusters make it too narrow.
// Pure and thread-safe.
PercentPositive PercentOf(std::uint64_t positive, std::uint64_t cells);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_PERCENT_POSITIVE_H_
