// The slide's one calibration, whoever says what of it.
#ifndef CELLQUANT_CORE_PIPELINE_CALIBRATE_SLIDE_H_
#define CELLQUANT_CORE_PIPELINE_CALIBRATE_SLIDE_H_

#include <optional>

#include "core/base/result.h"
#include "core/protocol/protocol.h"
#include "core/protocol/stain_profile.h"
#include "core/slide/overview.h"
#include "core/slide/tile_source.h"
#include "core/slide/working_image.h"
#include "core/tissue/calibration.h"

namespace cellquant::core {

// Returns what holds for every tile and region of the slide. The white point is
// that of `profile`, if it has one, else the slide's, else the protocol's; the
// stain vectors are those of `profile`, else the protocol's. Those estimated
// from the slide stand beside them and are not used (docs/adr/0006). The factor
// of hematoxylin is 1 unless `for_network`. Depends on nothing but its
// arguments: not on regions, threads or tiles. Fails as Calibrate and
// TileSource::Read.
Result<Calibration> CalibrateSlide(const TileSource& source,
                                   const WorkingGrid& grid,
                                   const Overview& overview,
                                   const Protocol& protocol,
                                   const std::optional<StainProfile>& profile,
                                   bool for_network);

// Returns `protocol` with the positivity threshold that `profile` has for it,
// if it has one.
Protocol WithProfile(Protocol protocol,
                     const std::optional<StainProfile>& profile);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_CALIBRATE_SLIDE_H_
