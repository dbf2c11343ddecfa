#include "core/phantom/paint_vessels.h"

#include <cmath>

#include "core/phantom/hash_random.h"

namespace cellquant::core {
namespace {

// Erythrocytes are tan discs without a nucleus, paler in the middle.
void PaintErythrocyte(MicronPoint center, double radius_um, Canvas& canvas) {
  const PixelWindow window(canvas, center, radius_um + 0.5);
  const auto radius = static_cast<float>(radius_um);
  for (int row = window.top; row < window.bottom; ++row) {
    const auto dy = static_cast<float>(canvas.YOf(row) - center.y);
    for (int column = window.left; column < window.right; ++column) {
      const auto dx = static_cast<float>(canvas.XOf(column) - center.x);
      const float distance = std::sqrt(dx * dx + dy * dy);
      const float cover = SmoothStep(-0.4F, 0.4F, radius - distance);
      const float q = distance / radius;
      const float amount = cover * (0.055F + 0.050F * q * q);
      canvas.hematoxylin(row, column) += 0.6F * amount;
      canvas.dab(row, column) += amount;
    }
  }
}

}  // namespace

std::vector<Erythrocyte> ErythrocytesIn(const PhantomScene& scene,
                                        const Vessel& vessel) {
  constexpr double kPitchUm = 6.6;
  std::vector<Erythrocyte> found;
  if (!vessel.filled) return found;
  const auto index = [](double um) {
    return static_cast<std::int64_t>(std::floor(um / kPitchUm));
  };
  const double reach = vessel.major_um;
  for (std::int64_t j = index(vessel.center.y - reach);
       j <= index(vessel.center.y + reach); ++j) {
    for (std::int64_t i = index(vessel.center.x - reach);
         i <= index(vessel.center.x + reach); ++i) {
      HashRandom random(scene.seed(), RandomStream::kErythrocyte, i, j);
      const MicronPoint p{
          (static_cast<double>(i) + random.Range(0.3, 0.7)) * kPitchUm,
          (static_cast<double>(j) + random.Range(0.3, 0.7)) * kPitchUm};
      const double radius = random.Range(2.7, 3.3);
      const bool here = random.Chance(0.85);
      if (here && vessel.Contains(p, -3.0)) {
        found.push_back({p, radius});
      }
    }
  }
  return found;
}

void PaintVessel(const PhantomScene& scene, const Vessel& vessel,
                 Canvas& canvas) {
  const PixelWindow window(canvas, vessel.center, vessel.major_um + 6.0);
  for (int row = window.top; row < window.bottom; ++row) {
    const double dy = canvas.YOf(row) - vessel.center.y;
    for (int column = window.left; column < window.right; ++column) {
      const double dx = canvas.XOf(column) - vessel.center.x;
      const double u =
          (dx * vessel.cosine + dy * vessel.sine) / vessel.major_um;
      const double v =
          (dy * vessel.cosine - dx * vessel.sine) / vessel.minor_um;
      const auto inside = static_cast<float>((1.0 - std::sqrt(u * u + v * v)) *
                                             vessel.minor_um);
      const float keep = 1.0F - SmoothStep(-0.6F, 0.6F, inside);
      const float wall = SmoothStep(-3.5F, -2.0F, inside);
      canvas.hematoxylin(row, column) =
          keep * (canvas.hematoxylin(row, column) + 0.03F * wall);
      canvas.dab(row, column) *= keep;
    }
  }
  for (const Erythrocyte& cell : ErythrocytesIn(scene, vessel)) {
    PaintErythrocyte(cell.center, cell.radius_um, canvas);
  }
}

}  // namespace cellquant::core
