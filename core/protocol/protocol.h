// What a marker's protocol says: how its stain is measured and when a cell
// counts as positive. Values only; files are read in `formats`.
#ifndef CELLQUANT_CORE_PROTOCOL_PROTOCOL_H_
#define CELLQUANT_CORE_PROTOCOL_PROTOCOL_H_

#include <optional>
#include <string>
#include <vector>

#include "core/base/units.h"
#include "core/cells/classical_detector.h"
#include "core/cells/measure.h"
#include "core/cells/network_detector.h"
#include "core/cells/positivity.h"
#include "core/protocol/region_roles.h"
#include "core/stain/stain_vectors.h"
#include "core/tissue/meshwork.h"
#include "core/tissue/profiles.h"

namespace cellquant::core {

// What somebody could ask for, and why it is refused.
struct NotCounted {
  std::string name;  // as a protocol's id would be: "fdc"
  std::string reason;
};

// What a therapy of the patient's means for the marker.
struct TherapyCaveat {
  std::string therapy;  // what it is directed against: "CD20", "BCMA"
  std::string text;
};

struct Protocol {
  std::string id;                      // "cd138"
  std::string version;                 // "1.0.0"
  std::string marker;                  // "CD138"
  std::string description;             // what it counts, and what it does not
  StainVectors stains;                 // start of the separation
  double default_white_point = 245.0;  // where a slide shows no empty glass
  CompartmentGeometry compartments;    // where membrane and cytoplasm are
  PositivityRule positivity;
  ClassicalDetection classical_detection;
  NetworkDetection network_detection;
  std::optional<MeshworkRule> meshwork = {};  // measured if present
  std::optional<ProfileRule> profiles = {};   // measured if present
  std::vector<NotCounted> not_counted = {};

  // What may be claimed of few cells: "cleared" when the upper bound of the
  // density is below this, and the share of the cells present that is found,
  // from a validation; without one it is taken as 1 (Recall).
  std::optional<CellsPerSquareMillimeter> cleared_below;
  std::optional<double> validated_recall;
  double Recall() const { return validated_recall.value_or(1.0); }

  std::vector<TherapyCaveat> caveats;

  // Which annotations are counted, where the request does not say.
  RegionRoles regions = {};
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PROTOCOL_PROTOCOL_H_
