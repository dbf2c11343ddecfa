#include "core/phantom/paint_artifacts.h"

#include <algorithm>
#include <cmath>

namespace cellquant::core {
namespace {

// The middle of an outline's box, and how far it reaches from there.
PixelWindow WindowOf(const Canvas& canvas, const MicronBox& box) {
  const MicronPoint middle{(box.left + box.right) / 2.0,
                           (box.top + box.bottom) / 2.0};
  return {canvas, middle,
          std::max(box.right - box.left, box.bottom - box.top) / 2.0};
}

// Calls `paint(row, column, depth, p)` for the pixels inside an area.
template <class Paint>
void ForPixels(const AreaArtifact& area, const Canvas& canvas,
               const Paint& paint) {
  const PixelWindow window = WindowOf(canvas, area.box);
  for (int row = window.top; row < window.bottom; ++row) {
    const double y = canvas.YOf(row);
    if (y < area.box.top || y > area.box.bottom) continue;
    for (int column = window.left; column < window.right; ++column) {
      const MicronPoint p{canvas.XOf(column), y};
      const auto depth = static_cast<float>(DepthIn(area.shape, p));
      if (depth > 0.0F) paint(row, column, depth, p);
    }
  }
}

// Adds the tissue from `steps` layers away where `cover(depth, p)` says.
template <class Cover>
void AddLayer(const AreaArtifact& fold, int steps,
              const PaintLayer& paint_layer, const Cover& cover,
              Canvas& canvas) {
  Level0Rect from = canvas.rect;
  from.x += steps * fold.layer_dx;
  from.y += steps * fold.layer_dy;
  Canvas layer(from, canvas.mpp);
  paint_layer(layer);
  ForPixels(fold, canvas,
            [&](int row, int column, float depth, const MicronPoint& p) {
              const float share = cover(depth, p);
              canvas.hematoxylin(row, column) +=
                  share * layer.hematoxylin(row, column);
              canvas.dab(row, column) += share * layer.dab(row, column);
            });
}

// A pleat: the tissue lies on itself, and along the middle, where it turns
// back, three times.
void PaintFold(const AreaArtifact& fold, const PaintLayer& paint_layer,
               Canvas& canvas) {
  AddLayer(
      fold, 1, paint_layer,
      [](float depth, const MicronPoint& /*p*/) {
        return SmoothStep(0.0F, 1.5F, depth);
      },
      canvas);
  AddLayer(
      fold, -1, paint_layer,
      [&fold](float depth, const MicronPoint& p) {
        const auto across = static_cast<float>(AcrossIn(fold.shape, p));
        return SmoothStep(0.0F, 1.5F, depth) *
               (1.0F - SmoothStep(0.45F, 0.60F, across));
      },
      canvas);
}

void PaintMist(const AreaArtifact& mist, const Textures& textures,
               Canvas& canvas) {
  ForPixels(mist, canvas,
            [&](int row, int column, float depth, const MicronPoint& p) {
              const float cloud =
                  textures.coarse.Bilinear(p.x * 0.15, p.y * 0.15);
              canvas.dab(row, column) += static_cast<float>(mist.brown) *
                                         SmoothStep(0.0F, 6.0F, depth) *
                                         (1.0F + 0.15F * cloud);
            });
}

// Darkest at the tissue's margin, nothing at the strip's inner edge.
void PaintEdge(const AreaArtifact& edge, const Textures& textures,
               Canvas& canvas) {
  ForPixels(edge, canvas,
            [&](int row, int column, float depth, const MicronPoint& p) {
              const auto in =
                  1.0F - static_cast<float>(AcrossIn(edge.shape, p));
              const float grain = textures.coarse.Bilinear(p.x, p.y);
              canvas.dab(row, column) += static_cast<float>(edge.brown) * in *
                                         std::sqrt(std::max(0.0F, in)) *
                                         SmoothStep(0.0F, 2.0F, depth) *
                                         (1.0F + 0.3F * grain);
            });
}

void PaintHole(const AreaArtifact& hole, Canvas& canvas) {
  ForPixels(hole, canvas,
            [&](int row, int column, float depth, const MicronPoint& /*p*/) {
              const float keep = 1.0F - SmoothStep(0.0F, 1.5F, depth);
              canvas.hematoxylin(row, column) *= keep;
              canvas.dab(row, column) *= keep;
            });
}

// Air bends light: a dark rim of 10 um, a bright line inside it, and a middle
// that is a little paler than it should be.
void PaintBubble(const AreaArtifact& bubble, Canvas& canvas) {
  cv::Mat3f& ink = canvas.Ink();
  ForPixels(bubble, canvas,
            [&](int row, int column, float depth, const MicronPoint& /*p*/) {
              const float rim = SmoothStep(0.0F, 1.5F, depth) *
                                (1.0F - SmoothStep(6.0F, 10.0F, depth));
              const float line = SmoothStep(9.0F, 11.0F, depth) *
                                 (1.0F - SmoothStep(14.0F, 17.0F, depth));
              const float keep =
                  1.0F - 0.18F * SmoothStep(0.0F, 4.0F, depth) - 0.45F * line;
              canvas.hematoxylin(row, column) *= keep;
              canvas.dab(row, column) *= keep;
              const float dark = 0.9F * rim;
              ink(row, column) += cv::Vec3f(dark, dark, dark);
            });
}

void PaintPen(const AreaArtifact& pen, const Textures& textures,
              Canvas& canvas) {
  cv::Mat3f& ink = canvas.Ink();
  ForPixels(
      pen, canvas, [&](int row, int column, float depth, const MicronPoint& p) {
        // A felt tip leaves a little more along its edges.
        const auto across = static_cast<float>(AcrossIn(pen.shape, p));
        const float streak = textures.coarse.Bilinear(p.x * 0.05, p.y * 0.05);
        const float amount = SmoothStep(0.0F, 5.0F, depth) *
                             (0.92F + 0.14F * across * across + 0.04F * streak);
        cv::Vec3f& out = ink(row, column);
        for (int c = 0; c < 3; ++c) {
          out[c] += amount * pen.ink[static_cast<std::size_t>(c)];
        }
      });
}

}  // namespace

void PaintAreas(const PhantomScene& scene, const Textures& textures,
                const PaintLayer& paint_layer, Canvas& canvas) {
  for (const AreaArtifact& area : scene.artifacts().areas()) {
    const PixelWindow window = WindowOf(canvas, area.box);
    if (window.left >= window.right || window.top >= window.bottom) continue;
    if (area.kind == PhantomArtifact::kFold) {
      PaintFold(area, paint_layer, canvas);
    } else if (area.kind == PhantomArtifact::kMist) {
      PaintMist(area, textures, canvas);
    } else if (area.kind == PhantomArtifact::kEdge) {
      PaintEdge(area, textures, canvas);
    } else if (area.kind == PhantomArtifact::kHole) {
      PaintHole(area, canvas);
    } else if (area.kind == PhantomArtifact::kBubble) {
      PaintBubble(area, canvas);
    } else if (area.kind == PhantomArtifact::kPen) {
      PaintPen(area, textures, canvas);
    }
  }
}

}  // namespace cellquant::core
