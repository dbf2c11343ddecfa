// The pictures of a comparison: timepoints of a marker side by side, at the
// same scale and with the same colors.
#ifndef CELLQUANT_CORE_PAGES_PICTURES_H_
#define CELLQUANT_CORE_PAGES_PICTURES_H_

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/cells/cell.h"
#include "core/compare/comparison.h"
#include "core/pages/marker_groups.h"
#include "core/regions/region.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// What the pictures of one measurement are made of; the caller loads it.
struct SlideMaterial {
  std::size_t measurement = 0;         // index into Comparison::measurements
  const TileSource* source = nullptr;  // outlives the call
  std::vector<Region> regions;         // counted, exclusions taken off
  std::vector<Cell> cells;
  std::vector<std::string> controls = {};  // ids of the negative controls
};

// A picture as it goes into a page.
struct Picture {
  std::string bytes;
  std::string type;     // "jpeg" or "png"
  std::string caption;  // what it shows and where, in a sentence or two
};

// The same of all timepoints of a marker, in their order; an error says why one
// is missing.
using PictureRow = std::vector<Result<Picture>>;

// The slides with their regions.
PictureRow Overviews(const Comparison& comparison, const MarkerGroup& group,
                     const std::vector<SlideMaterial>& materials);

// Density maps, and what their colors mean.
struct HeatMaps {
  PictureRow row;
  Result<Picture> key;
};
HeatMaps DensityMaps(const MarkerGroup& group,
                     const std::vector<SlideMaterial>& materials);

// The representative fields of one region class, with arrows on positive cells,
// of one size at all timepoints: `area`, as in FindRepresentativeField, or the
// largest that fits at each.
PictureRow RepresentativeFields(const MarkerGroup& group,
                                const std::string& region_class,
                                const std::vector<SlideMaterial>& materials,
                                SquareMillimeters area);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_PICTURES_H_
