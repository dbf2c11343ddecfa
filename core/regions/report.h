// The result of an analysis, as values. docs/report.md describes each field as
// it stands in report.json; proto/cellquant/v1/report.proto is the same on the
// wire.
#ifndef CELLQUANT_CORE_REGIONS_REPORT_H_
#define CELLQUANT_CORE_REGIONS_REPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/cells/cell.h"
#include "core/cells/detector.h"
#include "core/protocol/protocol.h"
#include "core/regions/density.h"
#include "core/regions/region.h"
#include "core/regions/specimen.h"
#include "core/slide/tile_source.h"
#include "core/tissue/calibration.h"

namespace cellquant::core {

struct RegionReport {
  std::string region_id;
  std::string name;
  std::string classification;
  SquareMillimeters area;
  std::uint32_t cell_count = 0;
  std::uint32_t positive_cell_count = 0;
  std::string geometry_sha256;
};

// A cell and the regions, by index, that hold it: at least one.
struct CountedCell {
  Cell cell;
  std::vector<std::uint32_t> regions;
};

struct WorkingImageReport {
  std::string method;
  double level0_per_pixel_x = 1.0;
  double level0_per_pixel_y = 1.0;
  MicronsPerPixel mpp;
};

struct SoftwareReport {
  std::string cellquant;
  std::string openslide;
  std::string opencv;
  std::string geos;
  std::string instruction_set;
};

struct SlideReport {
  SlideInfo slide;
  PixelSize pixel_size;
  std::string slide_sha256;
  std::optional<Specimen> specimen;
  Protocol protocol;
  Calibration calibration;
  WorkingImageReport working_image;
  DetectorDescription detector;
  DecidedBy positivity_decided_by = DecidedBy::kOpticalDensity;
  std::vector<RegionReport> regions;
  std::vector<std::string> warnings;
  std::string cells_sha256;  // of cells.csv
  SoftwareReport software;
  std::string digest;

  // Not in report.json: the cells go to cells.csv.
  std::vector<CountedCell> cells;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REPORT_H_
