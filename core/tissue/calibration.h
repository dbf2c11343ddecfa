// What is estimated once for a slide and then holds for every tile and region.
#ifndef CELLQUANT_CORE_TISSUE_CALIBRATION_H_
#define CELLQUANT_CORE_TISSUE_CALIBRATION_H_

#include "core/base/result.h"
#include "core/slide/overview.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::core {

enum class WhitePointSource { kSlide, kProtocol };

// "slide" or "protocol", as in report.json.
std::string_view WhitePointSourceName(WhitePointSource source);

struct Calibration {
  WhitePoint white_point{245.0, 245.0, 245.0};
  WhitePointSource white_point_source = WhitePointSource::kProtocol;
  StainVectors stains;  // the protocol's
};

// Returns the slide's calibration. The white point is the 95th percentile, per
// channel, of empty glass: bright, nearly colorless, even patches of the
// overview. Where less than 0.5 % of the slide or less than 0.005 mm2 is glass,
// `default_white_point` stands in, so a field without glass is not brightened
// by its palest tissue. Fails with kNotBrightfield when the overview is dark or
// shows no color.
Result<Calibration> Calibrate(const Overview& overview,
                              const StainVectors& stains,
                              double default_white_point);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_CALIBRATION_H_
