// Draws artifacts over the tissue and its cells.
#ifndef CELLQUANT_CORE_PHANTOM_PAINT_ARTIFACTS_H_
#define CELLQUANT_CORE_PHANTOM_PAINT_ARTIFACTS_H_

#include <functional>

#include "core/phantom/canvas.h"
#include "core/phantom/scene.h"
#include "core/phantom/texture.h"

namespace cellquant::core {

// Draws tissue and cells on an empty canvas, without artifacts.
using PaintLayer = std::function<void(Canvas&)>;

// Draws the scene's areas: a fold's second layer, which `paint_layer` draws,
// the brown of edge and mist, the glass of holes, the rim of bubbles, the ink
// of pens. Blur is for later (defocus.h). Nothing changes outside outlines.
void PaintAreas(const PhantomScene& scene, const Textures& textures,
                const PaintLayer& paint_layer, Canvas& canvas);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PAINT_ARTIFACTS_H_
