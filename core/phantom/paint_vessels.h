// Draws blood vessels: a clear lumen, a thin wall, and erythrocytes.
#ifndef CELLQUANT_CORE_PHANTOM_PAINT_VESSELS_H_
#define CELLQUANT_CORE_PHANTOM_PAINT_VESSELS_H_

#include <vector>

#include "core/phantom/canvas.h"
#include "core/phantom/scene.h"

namespace cellquant::core {

// A red blood cell in a vessel.
struct Erythrocyte {
  MicronPoint center;
  double radius_um = 0.0;
};

// Returns those of one vessel; none if it is empty.
std::vector<Erythrocyte> ErythrocytesIn(const PhantomScene& scene,
                                        const Vessel& vessel);

// Draws one vessel over the tissue; its endothelial nuclei are cells and are
// drawn with them.
void PaintVessel(const PhantomScene& scene, const Vessel& vessel,
                 Canvas& canvas);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PAINT_VESSELS_H_
