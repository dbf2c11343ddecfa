// A laboratory's stains, measured once and used for many slides: what
// overrides a protocol's vectors and a slide's own calibration. Values only;
// files are read in `formats`.
#ifndef CELLQUANT_CORE_PROTOCOL_STAIN_PROFILE_H_
#define CELLQUANT_CORE_PROTOCOL_STAIN_PROFILE_H_

#include <map>
#include <optional>
#include <string>

#include "core/base/units.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::core {

// From which optical density of DAB a marker is positive in this laboratory.
struct ProfileThreshold {
  OpticalDensity threshold;
  std::string method;  // how it was found, for a person
};

struct StainProfile {
  std::string name;
  std::string version;
  StainVectors stains;  // of length 1
  std::optional<WhitePoint> white_point;
  // Of the slide that the profile was made from. Hematoxylin's goes before the
  // slide's own when a network is shown the slide; DAB's changes no number.
  std::optional<OpticalDensity> hematoxylin_strength;
  std::optional<OpticalDensity> dab_strength;
  std::map<std::string, ProfileThreshold, std::less<>> thresholds;  // by
                                                                    // protocol
  std::string sha256;  // of the file's bytes
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PROTOCOL_STAIN_PROFILE_H_
