// Finds nuclei without a trained model: the baseline that the network must
// beat, and the way to run without a model file.
//
// A nucleus is a place of about 5 to 15 um that absorbs more red light than its
// surroundings and whose edge points to its middle. Three images measure this:
// the depth inside the absorbing mask, the votes of the edges
// (gradient_votes.h) and the absorbance itself. Their sum peaks once in a
// nucleus; each peak is a seed, and nuclei grow from their seeds inside the
// mask. docs/algorithm.md, section 4, has the equations.
//
// No operator looks further than a stated number of pixels, and all decide by
// whole numbers: the nuclei of a tile's core are the same, bit for bit,
// whatever else the tile shows.
#ifndef CELLQUANT_CORE_CELLS_CLASSICAL_DETECTOR_H_
#define CELLQUANT_CORE_CELLS_CLASSICAL_DETECTOR_H_

#include "core/base/units.h"
#include "core/cells/detector.h"
#include "core/cells/nucleus.h"
#include "core/stain/optical_density.h"

namespace cellquant::core {

// The detector's parameters, in the order in which they act. Each can change a
// count. The defaults hold for nuclear and membrane stains alike; all are of
// docs/algorithm.md, section 4.
struct ClassicalDetection {
  // The signal: red optical density, which hematoxylin and DAB both raise.
  // Above the knee it counts only in part, so that a black nucleus is one
  // plateau and not a landscape. DAB is taken off in part, so that a stained
  // membrane does not hide the edge of the nucleus; only up to a cap, or
  // DAB-stained nuclei would vanish.
  double red_knee_od = 0.25;
  double red_slope_above_knee = 0.25;
  double dab_weight = 0.25;
  double dab_cap_od = 0.30;
  double smoothing_um = 0.5;  // standard deviation; at least one pass

  // The mask: above a floor, and above the mean of the tissue in a square
  // window. Glass does not count as tissue, or every edge of the tissue would
  // be a contrast.
  double floor_od = 0.04;
  double contrast_od = 0.003;
  double background_window_um = 18.0;  // side
  double glass_od = 0.02;              // hematoxylin + DAB at most this
  double hole_area_um2 = 12.0;         // smaller holes are filled,
  double hole_side_um = 5.0;           // if no wider or higher than this

  // The votes of the edges, spread over nuclear radii.
  double vote_min_gradient_od_per_um = 0.005;
  double vote_full_gradient_od_per_um = 0.02;
  double vote_min_radius_um = 2.0;
  double vote_max_radius_um = 4.5;
  double vote_smoothing_um = 1.0;  // standard deviation
  double vote_min_um = 3.6;        // a seed needs this much, see DetectNuclei

  // The score, in um: depth in the mask plus weighted votes plus signal.
  double depth_cap_um = 4.0;
  double vote_weight = 0.25;
  double signal_weight_um_per_od = 2.5;

  // The seeds.
  double seed_radius_um = 2.0;        // best within this
  double prominence_um = 0.5;         // and falling this much on the way
  double prominence_radius_um = 5.0;  // to a better one within this

  // The nuclei.
  double nucleus_radius_um = 5.5;  // longest way from the seed
  double edge_height = 0.2;  // of the seed's height over the tissue round it
  double min_area_um2 = 8.0;
};

// Returns how many pixels of size `mpp` (um) beyond a tile's core must be read,
// so that the nuclei with a centroid in the core are right, and so are all
// labels within two nucleus radii of it. Who looks at labels further off adds
// that distance.
int ClassicalMarginPx(const ClassicalDetection& parameters, double mpp);

// Returns the nuclei of `planes`, whose pixels are `mpp` um wide. Votes are in
// um: votes per pixel, times the width of a pixel, times the full weight 1, so
// that a nucleus gathers as many at any pixel size. Beyond the border lies
// nothing; nuclei nearer to it than ClassicalMarginPx may differ from a larger
// tile's. An empty image has no nuclei. Thread-safe.
NucleusMap DetectNuclei(const StainPlanes& planes, double mpp,
                        const ClassicalDetection& parameters);

// The above as a Detector. It takes tiles of any size.
class ClassicalDetector final : public Detector {
 public:
  ClassicalDetector(const ClassicalDetection& parameters,
                    const DetectionSetting& setting)
      : parameters_(parameters), setting_(setting) {}

  DetectorDescription Describe() const override;
  bool HasClasses() const override { return false; }
  std::int64_t TileSide(std::int64_t wanted) const override { return wanted; }
  WorkingRect Needed(const WorkingRect& tile) const override;
  Result<NucleusMap> Detect(const OpticalDensityImage& density,
                            const StainPlanes& planes) const override;

 private:
  ClassicalDetection parameters_;
  DetectionSetting setting_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_CLASSICAL_DETECTOR_H_
