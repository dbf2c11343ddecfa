// What a comparison needs of one report: one slide, one marker, one timepoint.
//
// It is read from report.json or the message Report
// (formats/measurement_json.h), so that analyses of this program, of a server
// and of an archive are compared in the same way. What a report of an older
// version does not say is absent, never guessed.
#ifndef CELLQUANT_CORE_COMPARE_MEASUREMENT_H_
#define CELLQUANT_CORE_COMPARE_MEASUREMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/units.h"
#include "core/regions/block_bootstrap.h"
#include "core/regions/pathologist_score.h"
#include "core/regions/specimen.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::core {

// The regions of one classification - or, for regions without one, of one name
// - as their union. Counts and areas are of its evaluable part, unless they say
// otherwise.
struct ClassMeasurement {
  std::string region_class;
  bool by_name = false;  // its regions have no classification, but this name
  bool negative_control = false;
  std::uint32_t region_count = 0;
  SquareMillimeters enclosed_area;    // evaluable or not
  SquareMillimeters area;             // evaluable
  double lost_percent = 0.0;          // of the tissue: not evaluable
  bool is_evaluable = true;           // false: no density may be read
  double out_of_focus_percent = 0.0;  // of the tissue, part of what is lost
  std::uint32_t cell_count = 0;
  std::uint32_t positive_cell_count = 0;
  // Positive cells and area by block of the bootstrap's lattice; they add up to
  // positive_cell_count and area. Empty in reports that do not have them.
  std::vector<CountBlock> blocks;
  // Median over the positive cells, in the protocol's compartment; nothing
  // without a positive cell.
  std::optional<OpticalDensity> positive_dab;
  // Of the enclosed area; nothing where the protocol has no meshwork.
  std::optional<SquareMillimeters> meshwork_area;
};

struct StainMeasurement {
  StainVectors in_force;
  // What the slide's own pixels say; nothing where they do not suffice.
  std::optional<StainVector> hematoxylin;
  std::optional<StainVector> dab;
  std::optional<OpticalDensity> hematoxylin_strength;
  std::optional<OpticalDensity> dab_strength;
  WhitePoint white_point{};
};

struct SlideMeasurement {
  std::string
      name;  // what the caller calls it: "analyses/..." or a file's name
  std::string digest;
  std::string slide_name;
  std::string slide_sha256;
  std::string slide_format;
  std::string
      scanner;  // as the specimen or the slide's file says; may be empty
  MicronsPerPixel mpp;
  MicronsPerPixel working_mpp;
  std::string protocol_id;
  std::string protocol_version;
  std::string protocol_sha256;  // of its parameters' canonical JSON
  std::string marker;
  std::optional<CellsPerSquareMillimeter> cleared_below;
  double recall = 1.0;
  bool recall_validated = false;
  std::string stain_profile;  // name and version; empty: none was applied
  std::string detector;       // name, and the model's hash if it has one
  std::string software;       // version of cellquant
  std::optional<Specimen> specimen;
  StainMeasurement stains;
  // Typical fine structure of the slide's tissue: falls when it is out of focus
  // as a whole. Nothing in reports that do not have it.
  std::optional<double> sharpness;
  std::vector<ClassMeasurement> classes;  // by region_class
  std::vector<std::string> caveats;       // of the patient's therapies
  std::vector<PathologistScore> scores;
};

// Returns the class of that name that is no negative control; null if there is
// none. Thread-safe.
const ClassMeasurement* FindClass(const SlideMeasurement& measurement,
                                  const std::string& region_class);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_MEASUREMENT_H_
