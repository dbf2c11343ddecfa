// Finds nuclei, and whether their cells are stained, by a trained network.
//
// The network works on blocks: squares of a fixed size on one grid anchored at
// the slide's origin, each read whole and computed alone. The same block gives
// the same numbers; so the nuclei do not depend on tiles, threads or regions
// (docs/adr/0007-network-on-fixed-blocks.md). After the network, whole numbers
// decide (docs/algorithm.md, section 5).
#ifndef CELLQUANT_CORE_CELLS_NETWORK_DETECTOR_H_
#define CELLQUANT_CORE_CELLS_NETWORK_DETECTOR_H_

#include <memory>

#include "core/cells/detector.h"
#include "core/cells/network_model.h"
#include "core/cells/nucleus.h"

namespace cellquant::core {

// What turns the network's maps into nuclei, in the order of use. Each can
// change a count.
struct NetworkDetection {
  // A seed: the probability of a cell's center is this or more,
  double cell_probability = 0.40;
  double seed_radius_um = 1.75;  // and the best within this

  // The nuclei: pixels that are probably of a nucleus, and a disc round each
  // seed so that every seed has an extent.
  double nucleus_probability = 0.5;
  double seed_disc_um = 1.5;       // radius
  double nucleus_radius_um = 6.0;  // longest way from the seed
};

// Returns how many pixels of size `mpp` (um) beyond a tile the maps must be
// known, so that the nuclei with a centroid in the tile are right, and so are
// all labels within two nucleus radii of it. Thread-safe.
int NetworkMarginPx(const NetworkDetection& parameters, double mpp);

// Returns the nuclei of `maps`, one for each seed, with their verdicts. Beyond
// the maps' border lies nothing. Thread-safe.
NucleusMap NucleiOfMaps(const NetworkMaps& maps, double mpp,
                        const NetworkDetection& parameters);

class NetworkDetector final : public Detector {
 public:
  // Fails with kModelInvalid when the model's blocks are too small for what
  // the parameters and the setting reach. `model` must not be null.
  static Result<std::unique_ptr<Detector>> Make(
      std::shared_ptr<const NetworkModel> model,
      const NetworkDetection& parameters, const DetectionSetting& setting);

  DetectorDescription Describe() const override;
  bool HasClasses() const override { return true; }
  // The side of a block without its margin, whatever is wanted.
  std::int64_t TileSide(std::int64_t wanted) const override;
  // The block that owns `tile`, whole, with its margin: however little of it
  // the regions meet, the network sees the same.
  WorkingRect Needed(const WorkingRect& tile) const override;
  Result<NucleusMap> Detect(const OpticalDensityImage& density,
                            const StainPlanes& planes) const override;

 private:
  NetworkDetector(std::shared_ptr<const NetworkModel> model,
                  const NetworkDetection& parameters, double mpp, int margin_px)
      : model_(std::move(model)),
        parameters_(parameters),
        mpp_(mpp),
        margin_px_(margin_px) {}

  std::shared_ptr<const NetworkModel> model_;
  NetworkDetection parameters_;
  double mpp_;
  int margin_px_;  // a multiple of kNetworkStepPx
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_NETWORK_DETECTOR_H_
