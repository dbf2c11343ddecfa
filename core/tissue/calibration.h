// What is estimated once for a slide and then holds for every tile and region.
#ifndef CELLQUANT_CORE_TISSUE_CALIBRATION_H_
#define CELLQUANT_CORE_TISSUE_CALIBRATION_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/slide/overview.h"
#include "core/stain/stain_vectors.h"
#include "core/tissue/stain_estimate.h"
#include "core/tissue/stain_strength.h"

namespace cellquant::core {

// Who says: the slide's own pixels, the protocol, or a stain profile given
// with the request.
enum class CalibrationSource { kSlide, kProtocol, kProfile };

// "slide", "protocol" or "profile", as in report.json.
std::string_view CalibrationSourceName(CalibrationSource source);

// The stain profile that was given, as the report names it.
struct AppliedProfile {
  std::string name;
  std::string version;
  std::string sha256;  // of the file's bytes, lowercase hexadecimal
};

struct Calibration {
  WhitePoint white_point{245.0, 245.0, 245.0};
  CalibrationSource white_point_source = CalibrationSource::kProtocol;
  StainVectors stains;  // in force
  CalibrationSource stains_source = CalibrationSource::kProtocol;
  StainEstimate estimate;    // what the slide says
  StainStrengths strengths;  // along the vectors in force
  // What hematoxylin is multiplied by before the network sees it, and from
  // whose strength; 1 and "protocol" where it is left as it is.
  double hematoxylin_factor = 1.0;
  CalibrationSource hematoxylin_factor_source = CalibrationSource::kProtocol;
  CalibrationSource threshold_source = CalibrationSource::kProtocol;
  std::optional<AppliedProfile> profile;
};

// Returns the slide's white point, with the stain vectors given. The white
// point is the 95th percentile, per channel, of empty glass: bright, nearly
// colorless, even patches of the overview. Where less than 0.5 % of the slide
// or less than 0.005 mm2 is glass, `default_white_point` stands in, so a field
// without glass is not brightened by its palest tissue. Fails with
// kNotBrightfield when the overview is dark or shows no color.
Result<Calibration> Calibrate(const Overview& overview,
                              const StainVectors& stains,
                              double default_white_point);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_CALIBRATION_H_
