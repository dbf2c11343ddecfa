// How strong a slide's stains are: one number each, of the sampled tissue. It
// tells slides of one batch apart; it is not an amount of antigen, because DAB
// scatters light and does not bind in proportion.
#ifndef CELLQUANT_CORE_TISSUE_STAIN_STRENGTH_H_
#define CELLQUANT_CORE_TISSUE_STAIN_STRENGTH_H_

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/units.h"
#include "core/stain/stain_vectors.h"
#include "core/tissue/tissue_sample.h"

namespace cellquant::core {

struct StainStrength {
  std::optional<OpticalDensity> density;  // nothing: too few pixels
  std::uint32_t pixels = 0;               // that stood behind it
  std::string reason;                     // why there is none
};

struct StainStrengths {
  // The 90th percentile of hematoxylin where there is some (0.10 and more) and
  // hardly any DAB (below 0.10): that of unstained nuclei.
  StainStrength hematoxylin;
  // The 75th percentile of DAB where there is some (0.15 and more).
  StainStrength dab;
};

// Returns the strengths of `sample` along `stains`. Below 2000 such pixels, or
// for DAB below 0.5 % of the sample, there is none: it would be that of
// dirt. Thread-safe.
StainStrengths MeasureStrengths(const TissueSample& sample,
                                const StainVectors& stains);

// The strength of hematoxylin that the network is shown.
inline constexpr double kReferenceHematoxylin = 0.26;

// Returns the reference over `strength`, within 0.5 to 2: what to multiply a
// slide's hematoxylin by (docs/algorithm.md, section 5).
double HematoxylinFactor(OpticalDensity strength);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_STAIN_STRENGTH_H_
