// Draws what lies between the cells: the pale haze of the tissue, fat, vessels
// with their erythrocytes, and the dendritic meshwork.
#ifndef CELLQUANT_CORE_PHANTOM_PAINT_TISSUE_H_
#define CELLQUANT_CORE_PHANTOM_PAINT_TISSUE_H_

#include "core/phantom/canvas.h"
#include "core/phantom/scene.h"
#include "core/phantom/texture.h"

namespace cellquant::core {

// Draws on an empty canvas. Returns whether there is any tissue on it.
bool PaintTissue(const PhantomScene& scene, const Textures& textures,
                 Canvas& canvas);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PAINT_TISSUE_H_
