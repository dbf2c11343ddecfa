// What a report says of areas, beside the cells.
#ifndef CELLQUANT_CORE_REGIONS_AREAS_H_
#define CELLQUANT_CORE_REGIONS_AREAS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/units.h"
#include "core/geometry/polygon.h"
#include "core/regions/block_bootstrap.h"
#include "core/regions/confluence.h"

namespace cellquant::core {

// The part of the meshwork that lies in a region.
struct MeshworkReport {
  SquareMillimeters area;
  double percent_of_region = 0.0;
  std::uint32_t count = 0;  // pieces with a part in the region
  SquareMillimeters mean_area;
  SquareMillimeters largest_area;
  int proposed_score = 0;  // 0 to 3
};

// Stained profiles without a nucleus whose middle lies in a region.
struct AnucleateProfilesReport {
  std::uint32_t count = 0;
  SquareMillimeters area;
};

// Artifacts of one kind in a region.
struct ArtifactShare {
  std::string kind;         // EvaluabilityName
  std::uint32_t count = 0;  // with their middle in the region
  SquareMillimeters area;   // in the region
};

// More of the tissue lost than this, and a region is not evaluable.
inline constexpr double kMostLostPercent = 50.0;

// What of a region can be evaluated.
struct EvaluableArea {
  SquareMillimeters area;     // less folds, ink, blur, holes and pigment
  double lost_percent = 0.0;  // of the region's tissue: holes are none
  std::vector<ArtifactShare> artifacts = {};  // of kinds that occur
  std::uint32_t cell_count = 0;               // in it
  std::uint32_t positive_cell_count = 0;      // of these

  bool IsEvaluable() const { return lost_percent <= kMostLostPercent; }
};

struct RegionAreas {
  // Nothing where the region holds no block's center.
  std::optional<double> positive_area_percent;
  // Where the protocol has them.
  std::optional<MeshworkReport> meshwork;
  std::optional<AnucleateProfilesReport> anucleate_profiles;
  Confluence confluence;
  EvaluableArea evaluable = {};
};

// What is measured of a class of regions, as their union.
struct ClassAreas {
  EvaluableArea evaluable;
  // Of the evaluable part, with the positive cells in it once they are counted.
  std::vector<CountBlock> blocks = {};
  // Where the protocol has a meshwork.
  std::optional<SquareMillimeters> meshwork_area = {};
};

// A feature of areas.geojson.
struct AreaOutline {
  std::string classification;  // "Meshwork", "Anucleate profile", or the name
                               // of an artifact
  MultiPolygon shape;          // level-0 pixels, normalised
  std::string reason = {};     // of an artifact: a sentence
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_AREAS_H_
