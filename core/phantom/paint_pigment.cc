#include "core/phantom/paint_pigment.h"

#include <algorithm>
#include <cmath>

namespace cellquant::core {
namespace {

// How far inside the granule a point is, about, in um.
float InsideOf(const PigmentGranule& g, double dx, double dy) {
  const double u = std::abs(dx * g.cosine + dy * g.sine);
  const double v = std::abs(dy * g.cosine - dx * g.sine);
  if (g.angular) {
    return static_cast<float>(std::min(g.half_u_um - u, g.half_v_um - v));
  }
  const double a = u / g.half_u_um;
  const double b = v / g.half_v_um;
  return static_cast<float>((1.0 - std::sqrt(a * a + b * b)) *
                            std::min(g.half_u_um, g.half_v_um));
}

void PaintGranule(PhantomArtifact kind, const PigmentGranule& g,
                  Canvas& canvas) {
  const std::array<float, 3> color = PigmentColor(kind);
  // Soft edges, within the outline; fine granules have no room for wide ones.
  const auto edge = static_cast<float>(
      std::min(0.3, 0.6 * std::min(g.half_u_um, g.half_v_um)));
  const bool disc = kind == PhantomArtifact::kErythrocytes;
  cv::Mat3f& ink = canvas.Ink();
  const PixelWindow window(canvas, g.center,
                           1.5 * std::max(g.half_u_um, g.half_v_um) + 0.2);
  for (int row = window.top; row < window.bottom; ++row) {
    const double dy = canvas.YOf(row) - g.center.y;
    for (int column = window.left; column < window.right; ++column) {
      const double dx = canvas.XOf(column) - g.center.x;
      const float inside = InsideOf(g, dx, dy);
      float amount =
          static_cast<float>(g.amount) * SmoothStep(0.0F, edge, inside);
      if (amount <= 0.0F) continue;
      // Erythrocytes are paler in the middle.
      if (disc) amount *= 1.0F - 0.3F * SmoothStep(0.5F, 2.5F, inside);
      cv::Vec3f& out = ink(row, column);
      for (int c = 0; c < 3; ++c) {
        out[c] = std::max(out[c], amount * color[static_cast<std::size_t>(c)]);
      }
    }
  }
}

}  // namespace

std::array<float, 3> PigmentColor(PhantomArtifact kind) {
  switch (kind) {
    case PhantomArtifact::kHemosiderin:
      return {0.15F, 0.45F, 0.88F};
    case PhantomArtifact::kMelanin:
      return {0.45F, 0.55F, 0.70F};
    case PhantomArtifact::kFormalin:
      return {0.55F, 0.58F, 0.60F};
    case PhantomArtifact::kErythrocytes:
      return {0.10F, 0.55F, 0.83F};
    case PhantomArtifact::kAnthracosis:
    case PhantomArtifact::kPen:
    case PhantomArtifact::kFold:
    case PhantomArtifact::kBlur:
    case PhantomArtifact::kMist:
    case PhantomArtifact::kBubble:
    case PhantomArtifact::kHole:
    case PhantomArtifact::kEdge:
      break;
  }
  return {0.577F, 0.577F, 0.577F};
}

void PaintPigment(const std::vector<PigmentBlob>& blobs, Canvas& canvas) {
  for (const PigmentBlob& blob : blobs) {
    for (const PigmentGranule& granule : blob.granules) {
      PaintGranule(blob.kind, granule, canvas);
    }
  }
}

}  // namespace cellquant::core
