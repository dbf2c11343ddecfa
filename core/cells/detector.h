// Finds nuclei in a tile: what the classical detector and the network have in
// common.
//
// A detector says itself how the slide is to be cut and how much of it must be
// read, because only it knows how far it looks. Whatever it is, the nuclei with
// a centroid in a tile are the same however the slide is cut.
#ifndef CELLQUANT_CORE_CELLS_DETECTOR_H_
#define CELLQUANT_CORE_CELLS_DETECTOR_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/cells/nucleus.h"
#include "core/geometry/frames.h"
#include "core/stain/optical_density.h"

namespace cellquant::core {

// The detectors' names, on the command line, on the wire and in reports.
inline constexpr std::string_view kNetworkDetectorName = "network";
inline constexpr std::string_view kClassicalDetectorName = "classical";

// All of a detector that can change a number.
struct DetectorDescription {
  std::string name;
  std::string model;         // the network's file, without its folder, or empty
  std::string model_sha256;  // of that file's content, or empty
  std::map<std::string, double> parameters;  // by name with unit
};

// How a slide's working image is analysed.
struct DetectionSetting {
  double mpp = 0.5;  // size of a working pixel, um
  // How far beyond the edge of a nucleus the labels must be right, for those
  // who measure there.
  int label_reach_px = 0;
};

// One for a run; all methods are thread-safe.
class Detector {
 public:
  Detector() = default;
  virtual ~Detector() = default;
  Detector(const Detector&) = delete;
  Detector& operator=(const Detector&) = delete;

  virtual DetectorDescription Describe() const = 0;

  // Whether its nuclei have a verdict (nucleus.h), by which a cell can be
  // called positive.
  virtual bool HasClasses() const = 0;

  // Returns the side of the squares, on a grid anchored at the slide's origin,
  // that tiles are parts of; `wanted` is what the caller would like.
  virtual std::int64_t TileSide(std::int64_t wanted) const = 0;

  // Returns the pixels to read for `tile`, which lies in one square of that
  // grid.
  virtual WorkingRect Needed(const WorkingRect& tile) const = 0;

  // Returns the nuclei of the pixels that Needed asked for. They are right
  // where their centroid lies in the tile, and so are the labels that the
  // setting asks for beside them. Fails with kModelInvalid or kInternal when a
  // network cannot be computed.
  virtual Result<NucleusMap> Detect(const OpticalDensityImage& density,
                                    const StainPlanes& planes) const = 0;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_DETECTOR_H_
