#include "core/phantom/paint_debris.h"

#include <algorithm>
#include <cmath>

#include "core/phantom/hash_random.h"

namespace cellquant::core {
namespace {

constexpr double kShareWithDebris = 0.4;

void PaintGranule(MicronPoint center, double radius_um, double amount,
                  Canvas& canvas) {
  const PixelWindow window(canvas, center, radius_um + 0.4);
  for (int row = window.top; row < window.bottom; ++row) {
    const auto dy = static_cast<float>(canvas.YOf(row) - center.y);
    for (int column = window.left; column < window.right; ++column) {
      const auto dx = static_cast<float>(canvas.XOf(column) - center.x);
      const float inside =
          static_cast<float>(radius_um) - std::sqrt(dx * dx + dy * dy);
      float& dab = canvas.dab(row, column);
      dab = std::max(
          dab, static_cast<float>(amount) * SmoothStep(-0.3F, 0.3F, inside));
    }
  }
}

}  // namespace

void PaintDebris(const PhantomCell& cell, Canvas& canvas) {
  HashRandom random(cell.key, RandomStream::kDebris, 0);
  if (!random.Chance(kShareWithDebris)) return;
  const int count = 1 + static_cast<int>(random.Range(0.0, 5.0));
  // On one side of the cell, as a smear leaves them.
  const double side_x = random.Range(-1.0, 1.0);
  const double side_y = random.Range(-1.0, 1.0);
  for (int k = 0; k < count; ++k) {
    const double dx = side_x + random.Range(-0.5, 0.5);
    const double dy = side_y + random.Range(-0.5, 0.5);
    const double length = std::max(0.1, std::sqrt(dx * dx + dy * dy));
    const double away = cell.body_major_um * random.Range(1.0, 1.6) / length;
    const double radius = random.Range(0.25, 0.9);
    PaintGranule({cell.body.x + dx * away, cell.body.y + dy * away}, radius,
                 random.Range(0.25, 0.9), canvas);
  }
}

}  // namespace cellquant::core
