#include "core/compare/rates.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace cellquant::core {
namespace {

// The ratio at which the share of the count after is expected to be p, of which
// 1 - p is given too: it may have digits that p has not.
double RatioAt(double p, double one_less_p, const Rate& before,
               const Rate& after) {
  return p / one_less_p * (before.mm2 / after.mm2);
}

double LowRatio(const Rate& before, const Rate& after, double tail) {
  double rest = 0.0;
  const double p =
      boost::math::ibeta_inv(after.count, before.count + 1.0, tail, &rest);
  return RatioAt(p, rest, before, after);
}

double HighRatio(const Rate& before, const Rate& after, double tail) {
  double rest = 0.0;
  const double p =
      boost::math::ibetac_inv(after.count + 1.0, before.count, tail, &rest);
  return RatioAt(p, rest, before, after);
}

// The most likely rate before, if after is `difference` >= 0 higher: the
// positive root of A x^2 - (n - A d) x - n1 d = 0, A and n the sums of areas
// and counts. Each form of the root where it does not subtract.
double RateBefore(const Rate& before, const Rate& after, double difference) {
  const double area = before.mm2 + after.mm2;
  const double b = before.count + after.count - area * difference;
  const double c = before.count * difference;
  const double root = std::sqrt(b * b + 4.0 * area * c);
  if (b >= 0.0) return (b + root) / (2.0 * area);
  return 2.0 * c / (root - b);
}

double StandardError(const Rate& before, const Rate& after, double difference) {
  if (difference < 0.0) return StandardError(after, before, -difference);
  const double rate = RateBefore(before, after, difference);
  return std::sqrt(rate / before.mm2 + (rate + difference) / after.mm2);
}

double Difference(const Rate& before, const Rate& after) {
  return after.count / after.mm2 - before.count / before.mm2;
}

// The largest difference that the score test does not reject, to the last bit.
double HighDifference(const Rate& before, const Rate& after, double z) {
  const double observed = Difference(before, after);
  const auto rejected = [&](double d) {
    return d - observed > z * StandardError(before, after, d);
  };
  double inside = observed;
  double step = 1.0 / std::max(before.mm2, after.mm2);
  while (!rejected(inside + step)) step *= 2.0;
  double outside = inside + step;
  for (;;) {
    const double middle = inside + (outside - inside) / 2.0;
    if (middle <= inside || middle >= outside) return middle;
    (rejected(middle) ? outside : inside) = middle;
  }
}

}  // namespace

ConfidenceBounds RatioBounds(const Rate& before, const Rate& after,
                             double tail) {
  ConfidenceBounds bounds;
  bounds.method = "conditional_binomial";
  const bool none_before = before.count == 0.0;
  const bool none_after = after.count == 0.0;
  if (none_before && none_after) return bounds;
  bounds.one_sided = none_before || none_after;
  bounds.low = none_after ? 0.0 : LowRatio(before, after, tail);
  if (!none_before) bounds.high = HighRatio(before, after, tail);
  return bounds;
}

ConfidenceBounds DifferenceBounds(const Rate& before, const Rate& after,
                                  double tail) {
  const double z = boost::math::quantile(
      boost::math::complement(boost::math::normal(), tail));
  return {.low = -HighDifference(after, before, z),
          .high = HighDifference(before, after, z),
          .one_sided = false,
          .method = "score"};
}

double UpperRate(const Rate& rate, double tail) {
  return boost::math::gamma_q_inv(rate.count + 1.0, tail) / rate.mm2;
}

}  // namespace cellquant::core
