// Which parts of a slide cannot be evaluated: the flags of all blocks, judged
// by how large and how even a patch of them is.
//
// Runs once, on the map of the whole slide, so its operators may reach far.
// Lengths are in um and become blocks by rounding.
#ifndef CELLQUANT_CORE_TISSUE_ARTIFACTS_H_
#define CELLQUANT_CORE_TISSUE_ARTIFACTS_H_

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/polygon.h"
#include "core/slide/working_image.h"
#include "core/tissue/block_map.h"

namespace cellquant::core {

// What a block is. Where several hold, the first but one of this list.
enum class Evaluability : std::uint8_t {
  kEvaluable,
  kPen,           // ink on the cover glass
  kHole,          // glass: torn tissue, fat, lumen, or beside the tissue
  kFold,          // tissue lying on itself
  kOutOfFocus,    // coarse structure without fine
  kHemosiderin,   // golden-brown pigment
  kBlackPigment,  // carbon (anthracosis) or formalin pigment
  kErythrocytes,  // listed, but evaluable
};

// "evaluable", "pen", "hole", "fold", "out_of_focus", "hemosiderin",
// "black_pigment", "erythrocytes".
std::string_view EvaluabilityName(Evaluability kind);

// Whether cells and area there count. Erythrocytes have no nucleus and are no
// stain: they hide nothing.
bool CountsAsEvaluable(Evaluability kind);

// Whether a cell there is not what it seems: hemosiderin and black pigment.
bool IsPigment(Evaluability kind);

// Returns an Evaluability for each block. `block_um` is a block's side. The
// map's edge cuts patches off: what is beyond is taken to be evaluable.
cv::Mat1b ClassifyBlocks(const cv::Mat1b& flags, double block_um);

struct ArtifactFinding {
  Evaluability kind = Evaluability::kHole;
  SquareMicrometers area;
  Level0Point centroid;
  MultiPolygon outline;  // level-0 px
  std::string reason;    // a sentence: what it is, how large, what follows
};

// Returns the connected patches of `classes`, the blocks of `bounds`, by kind,
// then by row of their first block. Glass that touches the map's edge lies
// beside the tissue and is no finding.
Result<std::vector<ArtifactFinding>> FindArtifacts(const cv::Mat1b& classes,
                                                   const BlockRect& bounds,
                                                   const WorkingGrid& grid,
                                                   Size slide);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_ARTIFACTS_H_
