#include "core/regions/percent_positive.h"

#include <boost/math/special_functions/beta.hpp>

namespace cellquant::core {
namespace {

constexpr double kTail = 0.025;  // each side of a two-sided 95 % interval

}  // namespace

PercentPositive PercentOf(std::uint64_t positive, std::uint64_t cells) {
  const auto k = static_cast<double>(positive);
  const auto n = static_cast<double>(cells);
  const double low =
      positive == 0 ? 0.0 : boost::math::ibeta_inv(k, n - k + 1.0, kTail);
  const double high =
      positive == cells ? 1.0 : boost::math::ibetac_inv(k + 1.0, n - k, kTail);
  return {100.0 * k / n, {100.0 * low, 100.0 * high, "clopper_pearson", false}};
}

}  // namespace cellquant::core
