#include "core/compare/confidence_bounds.h"

#include <algorithm>
#include <cmath>

namespace cellquant::core {

ConfidenceBounds Wider(const ConfidenceBounds& a, const ConfidenceBounds& b) {
  ConfidenceBounds wider;
  wider.one_sided = a.one_sided;
  wider.method = a.method;
  if (a.low && b.low) wider.low = std::min(*a.low, *b.low);
  if (a.high && b.high) wider.high = std::max(*a.high, *b.high);
  return wider;
}

ConfidenceBounds DecidingBounds(const Estimate& estimate) {
  return estimate.clustered ? Wider(estimate.poisson, *estimate.clustered)
                            : estimate.poisson;
}

std::optional<double> Log2Of(const std::optional<double>& ratio) {
  if (!ratio || *ratio <= 0.0) return std::nullopt;
  return std::log2(*ratio);
}

ConfidenceBounds Log2Of(const ConfidenceBounds& ratio) {
  ConfidenceBounds bounds = ratio;
  bounds.low = Log2Of(ratio.low);
  bounds.high = Log2Of(ratio.high);
  return bounds;
}

}  // namespace cellquant::core
