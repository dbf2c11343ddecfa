// Regions and cells as GeoJSON, as QuPath 0.4 and later reads it.
//
// A nucleus is a "detection". QuPath's "cell" has the outline of the whole cell
// beside that of its nucleus; we know the nucleus only, and the same ring as
// both would make QuPath call a nucleus's area a cell's. Both types keep id,
// class, measurements and metadata (qupath.lib.io.QuPathTypeAdapters).
#ifndef CELLQUANT_CORE_FORMATS_CELLS_GEOJSON_H_
#define CELLQUANT_CORE_FORMATS_CELLS_GEOJSON_H_

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/cells/cell.h"
#include "core/formats/cell_writer.h"
#include "core/regions/region.h"
#include "core/regions/report.h"

namespace cellquant::core {

// "Positive", "Negative" or "Equivocal": QuPath's own names, as far as it has
// them.
std::string_view QuPathClassName(CellClass c);

enum class GeoJsonLayout {
  kCollection,  // one FeatureCollection, a feature a line
  kLines,       // a feature a line and nothing else, for streams
};

// Coordinates are level-0 pixels to 0.01, all else is rounded as in cells.csv.
// A cell is a Polygon or MultiPolygon, or a Point where its outline is not
// known. Ids are UUIDs made of the slide's hash and the place, so the same cell
// has the same id in every file. What a cell does not have is left out.
class GeoJsonCellWriter : public CellWriter {
 public:
  // `out` must outlive this.
  GeoJsonCellWriter(std::ostream& out, GeoJsonLayout layout,
                    std::string slide_sha256);

  // Adds a region with its counts as a locked annotation, before the cells.
  // Fails with kOutputUnwritable.
  Result<void> WriteRegion(const Region& region, const RegionReport& report);

  Result<void> Write(const Cell& cell,
                     const std::vector<std::string_view>& region_ids) override;
  Result<void> Finish() override;

 private:
  Result<void> Add(std::string_view feature);

  std::ostream& out_;
  GeoJsonLayout layout_;
  std::string slide_sha256_;
  bool any_ = false;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CELLS_GEOJSON_H_
