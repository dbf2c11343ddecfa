// A trained network, from its file to the maps that it computes.
//
// The file is ONNX (training/ makes it, docs/algorithm.md describes it):
//   input   1 x 3 x S x S float32: optical density of R, G and B, clipped to
//           [0, 1.5], pixels of 0.40 to 0.62 um. S, the side of a block, is
//           fixed by the file: a multiple of 8, 256 to 4096.
//   output  1 x 4K x S/2 x S/2 float32: logits of K = 5 maps of the input's
//           size; map k at (2y + i, 2x + j) is channel 4k + 2i + j at (y, x).
//           In order: cell, nucleus_positive, membrane_positive, nucleus,
//           stained.
// A map at a pixel depends on the input at most kNetworkReachPx away.
//
// Floating point ends here: logits become whole numbers at once, and all that
// follows decides by those. The same block gives the same numbers, on one kind
// of processor (docs/adr/0007-network-on-fixed-blocks.md).
#ifndef CELLQUANT_CORE_CELLS_NETWORK_MODEL_H_
#define CELLQUANT_CORE_CELLS_NETWORK_MODEL_H_

#include <filesystem>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>

#include "core/base/result.h"
#include "core/stain/optical_density.h"

namespace cellquant::core {

inline constexpr int kNetworkReachPx = 48;

// Blocks begin at multiples of this: the network's coarsest pixels.
inline constexpr int kNetworkStepPx = 8;

// Probabilities are multiples of 2^-14.
inline constexpr int kProbabilityOne = 1 << 14;

// What the network says of each pixel of a block: probabilities, from 0 to
// kProbabilityOne.
struct NetworkMaps {
  cv::Mat1i cell;               // a cell's center
  cv::Mat1i nucleus_positive;   // center of a cell with a stained nucleus
  cv::Mat1i membrane_positive;  // center of a cell with a stained ring or body
  cv::Mat1i nucleus;            // within a nucleus, or a ring's pale middle
};

// Thread-safe; holds a network in memory for each thread that has used it.
class NetworkModel {
 public:
  // Reads and tries a model. If FILE.sha256 lies beside it, as `sha256sum`
  // writes it, the hash must match. Without one, the model is first tried in
  // another process (trial.h), because OpenCV crashes on some broken files; so
  // load before threads start. That is no sandbox: a model is as trusted as a
  // program. Fails with kModelNotFound, with kFileUnreadable, also for more
  // than 64 MiB, and with kModelInvalid for a file that is broken, not the one
  // of the hash, or not such a network.
  static Result<std::shared_ptr<const NetworkModel>> Load(
      const std::filesystem::path& file);

  // Reads the model that came with the program, which must have its hash
  // beside it. Fails as Load.
  static Result<std::shared_ptr<const NetworkModel>> LoadInstalled();

  ~NetworkModel();
  NetworkModel(const NetworkModel&) = delete;
  NetworkModel& operator=(const NetworkModel&) = delete;

  const std::string& name() const { return name_; }  // without its folder
  const std::string& sha256() const { return sha256_; }
  int block_px() const { return block_px_; }

  // Returns the maps of a block of block_px() x block_px() pixels. Fails with
  // kModelInvalid if the network gives what is not a number, and with
  // kInternal.
  Result<NetworkMaps> Run(const OpticalDensityImage& block) const;

 private:
  class Networks;
  NetworkModel(std::string name, std::string bytes, int block_px);
  Result<NetworkMaps> Compute(const OpticalDensityImage& block) const;

  std::string name_;
  std::string sha256_;
  int block_px_ = 0;
  std::unique_ptr<Networks> networks_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_NETWORK_MODEL_H_
