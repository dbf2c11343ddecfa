// The result of an analysis, as values. docs/report.md describes each field as
// it stands in report.json; proto/cellquant/v1/report.proto is the same on the
// wire.
#ifndef CELLQUANT_CORE_REGIONS_REPORT_H_
#define CELLQUANT_CORE_REGIONS_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/cells/cell.h"
#include "core/cells/detector.h"
#include "core/protocol/protocol.h"
#include "core/regions/areas.h"
#include "core/regions/block_bootstrap.h"
#include "core/regions/density.h"
#include "core/regions/density_claims.h"
#include "core/regions/limits.h"
#include "core/regions/pathologist_score.h"
#include "core/regions/region.h"
#include "core/regions/specimen.h"
#include "core/slide/tile_source.h"
#include "core/tissue/calibration.h"
#include "core/tissue/edge_profile.h"

namespace cellquant::core {

// The count at a threshold that is not the protocol's.
struct ThresholdCount {
  OpticalDensity threshold;
  std::uint32_t positive_cell_count = 0;
};

struct RegionReport {
  std::string region_id;
  std::string name;
  std::string classification;
  SquareMillimeters area;
  std::uint32_t cell_count = 0;
  std::uint32_t positive_cell_count = 0;
  std::string geometry_sha256;
  std::uint32_t equivocal_cell_count = 0;
  // Empty where no optical density decides.
  std::vector<ThresholdCount> at_other_thresholds = {};
  // Cells that would be positive or equivocal but for their veto; part of
  // cell_count only.
  std::uint32_t vetoed_cell_count = 0;
  RegionAreas areas = {};
  // What core/regions/report_numbers.h adds.
  std::optional<BlockInterval> block_interval = {};  // of positive cells
  std::optional<DensityClaims> claims = {};          // none below 1 um2
  bool negative_control = false;
  std::optional<DetectionLimits> limits = {};
  std::string limits_refused = {};  // why there are none against the control
  // As the annotations say; may be empty.
  std::string annotated_by = {};
  std::string annotated_at = {};
  SquareMillimeters excluded_area = {};  // taken off by excluded annotations
};

// Regions taken together: their union, in which each cell counts once.
struct RegionGroup {
  std::uint32_t region_count = 0;
  bool overlapping = false;
  SquareMillimeters area;
  std::uint32_t cell_count = 0;
  std::uint32_t positive_cell_count = 0;
};

struct NegativeControlReport {
  std::string name;  // classification or name of the regions
  RegionGroup group;
};

// The regions of one classification - or, of regions without one, of one name -
// as one.
struct ClassReport {
  std::string classification;  // or name
  bool negative_control = false;
  RegionGroup group;
  ClassAreas areas = {};
  // Of the density in the evaluable part, from its blocks.
  std::optional<BlockInterval> block_interval = {};
  // Median over the positive cells of the evaluable part, in the protocol's
  // compartment; nothing without one.
  std::optional<OpticalDensity> positive_dab = {};
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
  BlockBootstrapOptions block_bootstrap;
  std::vector<RegionReport> regions;
  std::vector<std::string> warnings;
  std::string cells_sha256;  // of cells.csv
  std::string areas_sha256;  // of areas.geojson
  SoftwareReport software;
  std::string digest;

  // Not in report.json: the cells go to cells.csv, the outlines to
  // areas.geojson.
  std::vector<CountedCell> cells;
  std::vector<AreaOutline> outlines;
  EdgeProfile edge = {};  // in report.json
  // Median over the tissue (core/tissue/focus.h); nothing without tissue.
  std::optional<double> sharpness = {};  // in report.json

  // What core/regions/report_numbers.h adds; in report.json.
  std::optional<NegativeControlReport> negative_control = {};
  std::vector<ClassReport> classes = {};  // by classification
  std::vector<std::string> caveats = {};

  // As given.
  std::vector<PathologistScore> pathologist_scores = {};
  std::optional<AnnotationSource> annotations = {};  // none: all tissue

  // What `regions` are of, in their order. Not in report.json but for the hash
  // of each shape.
  std::vector<Region> drawn_regions = {};
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REPORT_H_
