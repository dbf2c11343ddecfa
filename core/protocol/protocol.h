// What a marker's protocol says: how its stain is measured and when a cell
// counts as positive. Values only; files are read in `formats`.
#ifndef CELLQUANT_CORE_PROTOCOL_PROTOCOL_H_
#define CELLQUANT_CORE_PROTOCOL_PROTOCOL_H_

#include <string>

#include "core/base/units.h"
#include "core/cells/classical_detector.h"
#include "core/cells/network_detector.h"
#include "core/cells/positivity.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::core {

struct Protocol {
  std::string id;                      // "cd138"
  std::string version;                 // "1.0.0"
  std::string marker;                  // "CD138"
  std::string description;             // what it counts, and what it does not
  StainVectors stains;                 // start of the separation
  double default_white_point = 245.0;  // where a slide shows no empty glass
  CytoplasmBand cytoplasm;             // where membrane and cytoplasm are
  PositivityRule positivity;
  ClassicalDetection classical_detection;
  NetworkDetection network_detection;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PROTOCOL_PROTOCOL_H_
