#include "core/tissue/edge_profile.h"

#include <cmath>
#include <opencv2/core.hpp>

#include "core/tissue/block_map.h"
#include "core/tissue/block_patches.h"

namespace cellquant::core {
namespace {

constexpr std::array kFromUm = {0.0, 20.0, 50.0, 100.0, 200.0};
constexpr std::int64_t kLeastBlocks = 1000;

// Sums over blocks, in kDabSumStep over kPixelsPerBlock.
struct Total {
  std::int64_t dab = 0;
  std::int64_t blocks = 0;

  friend Total operator+(Total a, Total b) {
    return {a.dab + b.dab, a.blocks + b.blocks};
  }
  OpticalDensity Mean() const {
    if (blocks == 0) return {};
    return OpticalDensity(static_cast<double>(dab) * kDabSumStep /
                          static_cast<double>(blocks * kPixelsPerBlock));
  }
};

// The counted blocks of `outer` that are not in `inner`, which may be empty.
Total TotalOf(const cv::Mat1w& dab_sum, const cv::Mat1b& counted,
              const cv::Mat1b& outer, const cv::Mat1b& inner) {
  Total total;
  for (int y = 0; y < outer.rows; ++y) {
    for (int x = 0; x < outer.cols; ++x) {
      if (outer(y, x) == 0 || counted(y, x) == 0) continue;
      if (!inner.empty() && inner(y, x) != 0) continue;
      total.dab += dab_sum(y, x);
      ++total.blocks;
    }
  }
  return total;
}

}  // namespace

EdgeProfile MeasureEdgeProfile(const cv::Mat1w& dab_sum,
                               const cv::Mat1b& tissue,
                               const cv::Mat1b& counted, double block_um) {
  const auto blocks = [block_um](double um) {
    return static_cast<int>(std::lround(um / block_um));
  };
  EdgeProfile profile;
  std::array<Total, kFromUm.size()> totals;
  cv::Mat1b outer = tissue != 0;
  for (std::size_t i = 0; i < kFromUm.size(); ++i) {
    EdgeBand& band = profile.bands[i];
    band.from = Micrometers(kFromUm[i]);
    cv::Mat1b inner;
    if (i + 1 < kFromUm.size()) {
      band.to = Micrometers(kFromUm[i + 1]);
      inner = Shrunk(outer, blocks(kFromUm[i + 1]) - blocks(kFromUm[i]));
    }
    totals[i] = TotalOf(dab_sum, counted, outer, inner);
    band.blocks = totals[i].blocks;
    band.mean_dab = totals[i].Mean();
    outer = inner;
  }
  const Total edge = totals[0] + totals[1];
  const Total inside = totals[3] + totals[4];
  if (edge.blocks >= kLeastBlocks && inside.blocks >= kLeastBlocks) {
    profile.excess =
        OpticalDensity(edge.Mean().value() - inside.Mean().value());
    profile.edge_is_stained = *profile.excess > kEdgeExcess;
  }
  return profile;
}

}  // namespace cellquant::core
