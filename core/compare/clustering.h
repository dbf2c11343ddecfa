// How much cells cluster, and how many independent ones a count is worth.
#ifndef CELLQUANT_CORE_COMPARE_CLUSTERING_H_
#define CELLQUANT_CORE_COMPARE_CLUSTERING_H_

#include <vector>

#include "core/compare/change.h"
#include "core/compare/rates.h"

namespace cellquant::core {

// Fewer effective blocks are no basis for a variance.
inline constexpr double kMinEffectiveBlocks = 2.0;

// The variance of a density, relative to the density's square, as the counts of
// blocks show it.
struct RelativeVariance {
  double of_blocks = 0.0;       // blocks taken as independent of each other
  double with_neighbors = 0.0;  // blocks that touch may share a cluster
};

// Returns the linearized variance of sum of counts over sum of areas (Cochran,
// Sampling Techniques, section 6.3). With e = count - density x area,
//
//   V of_blocks      = B / (B - 1) sum of e^2, B effective blocks
//   V with_neighbors = (V of_blocks + S) / (1 - s)
//   S = sum of e f, s = sum of a b / A^2, over pairs that touch, each twice
//
// over N^2, the second at least the first. Without it, what clusters cut by the
// lattice have in two blocks is missed, a third of the variance for clusters of
// 0.6 mm in blocks of 1 mm. Residuals add up to 0, so they correlate by
// -a b / A^2 of the whole variance if blocks do not: s takes that off. `blocks`
// are in order (core/regions/block_sampler.h), hold a cell, and count as two or
// more. Pure and thread-safe.
RelativeVariance DensityVariance(const std::vector<CountBlock>& blocks);

// Returns the design effect of what was counted: N x the relative variance with
// neighbors, from 1 to N, at which all cells are one cluster. It is not
// assessed without a cell, and below two effective blocks. The timepoint's
// blocks are in order. Pure and thread-safe.
Clustering AssessClustering(const TimepointCount& timepoint);

// A count with what makes it uncertain.
struct Sample {
  Rate rate;
  // Of cells that were not assessed: their number, all of them one cluster. Of
  // none: 0.
  double design_effect = 0.0;
  double effective_blocks = 0.0;  // 0: the design effect is no estimate
};
Sample SampleOf(const TimepointCount& timepoint, const Clustering& clustering);

// Returns the sample `factor` >= 1 times as much of the same tissue would give.
Sample Scaled(const Sample& sample, double factor);

struct RatePair {
  Rate before;
  Rate after;
};

// Returns counts and areas over the design effects (Rao & Scott, Biometrics
// 48:577, 1992). Few blocks know their variance badly: each design effect is
// multiplied by (t / z)^2, the quantiles of Student's t with effective blocks
// less one degrees of freedom and of the normal distribution at 1 - tail. It
// ends where one cluster is left. A count of 0 shows nothing of clusters, so it
// takes the other timepoint's design effect: had nothing changed, cells would
// cluster as they do there. Pure and thread-safe.
RatePair EffectiveRates(const Sample& before, const Sample& after, double tail);

// Returns one sample's; a count of 0 is as it is.
Rate EffectiveRate(const Sample& sample, double tail);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_CLUSTERING_H_
