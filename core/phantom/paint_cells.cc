#include "core/phantom/paint_cells.h"

#include <algorithm>
#include <cmath>

#include "core/phantom/hash_random.h"
#include "core/phantom/paint_bodies.h"
#include "core/phantom/paint_debris.h"

namespace cellquant::core {
namespace {

// How a type's nucleus looks in hematoxylin.
struct Look {
  double darkest = 0.7;  // amounts
  double palest = 0.5;
  float contrast = 0.3F;   // of the chromatin's clumps
  float vesicular = 0.0F;  // how pale the middle is: 0 as dark as the rim
  int nucleoli = 0;        // at most
};

Look LookOf(CellType type) {
  switch (type) {
    case CellType::kSmallLymphocyte:
      return {0.72, 0.46, 0.46F, 0.08F, 0};
    case CellType::kCentroblast:
      return {0.56, 0.40, 0.42F, 0.45F, 3};
    case CellType::kCentrocyte:
      return {0.60, 0.42, 0.44F, 0.18F, 0};
    case CellType::kPlasmaCell:
      return {0.72, 0.50, 0.62F, 0.10F, 0};
    case CellType::kMacrophage:
      return {0.52, 0.38, 0.34F, 0.35F, 1};
    case CellType::kDendritic:
      return {0.50, 0.38, 0.28F, 0.45F, 1};
    case CellType::kStromal:
      return {0.62, 0.42, 0.38F, 0.10F, 0};
    case CellType::kEndothelial:
      return {0.64, 0.44, 0.38F, 0.10F, 0};
    case CellType::kAnucleateProfile:
      break;
  }
  return {};
}

struct Nucleolus {
  float u = 0.0F;  // um from the center, along and across the major axis
  float v = 0.0F;
  float radius = 0.0F;
};

// One nucleus, ready to be asked for the amount of stain at a point.
class NucleusPainter {
 public:
  NucleusPainter(const PhantomCell& cell, const Textures& textures)
      : textures_(textures),
        look_(LookOf(cell.type)),
        major_(static_cast<float>(cell.nucleus_major_um)),
        minor_(static_cast<float>(cell.nucleus_minor_um)),
        mean_(std::sqrt(major_ * minor_)) {
    HashRandom random(cell.key, RandomStream::kTexture, 7);
    amount_ = static_cast<float>(random.Range(look_.palest, look_.darkest));
    dent_ = static_cast<float>(random.Range(-0.10, 0.10));
    skew_ = static_cast<float>(random.Range(-0.08, 0.08));
    shift_u_ = random.Range(0.0, 256.0);
    shift_v_ = random.Range(0.0, 256.0);
    for (int k = 0; k < look_.nucleoli; ++k) {
      nucleoli_[k] = {major_ * static_cast<float>(random.Range(-0.6, 0.6)),
                      minor_ * static_cast<float>(random.Range(-0.6, 0.6)),
                      static_cast<float>(random.Range(0.5, 0.85))};
    }
  }

  // How much of the point lies in the nucleus, 0 to 1; (u, v) in um along and
  // across the major axis. The edge is 0.5 um wide.
  float CoverAt(float u, float v) const {
    const float a = u / major_;
    const float b = v / minor_;
    const float q = std::sqrt(a * a + b * b);
    const float scale = 1.0F / std::max(q, 0.3F);
    const float x = a * scale;  // cosine and sine of the direction
    const float y = b * scale;
    const float uneven = dent_ * x + skew_ * (x * x - y * y);
    return SmoothStep(-0.25F, 0.25F, (1.0F - q + uneven) * mean_);
  }

  float AmountAt(float u, float v) const {
    const float a = u / major_;
    const float b = v / minor_;
    const float middle = 1.0F - SmoothStep(0.45F, 0.95F, a * a + b * b);
    const double tu = u * kTexelsPerUm + shift_u_;
    const double tv = v * kTexelsPerUm + shift_v_;
    const float chromatin = 0.65F * textures_.coarse.Nearest(tu, tv) +
                            0.45F * textures_.fine.Nearest(tu, tv);
    float amount = amount_ * (1.0F - look_.vesicular * middle) *
                   (1.0F + look_.contrast * chromatin);
    for (int k = 0; k < look_.nucleoli; ++k) {
      const float du = u - nucleoli_[k].u;
      const float dv = v - nucleoli_[k].v;
      const float inside = nucleoli_[k].radius - std::sqrt(du * du + dv * dv);
      amount += 0.24F * SmoothStep(-0.3F, 0.3F, inside);
    }
    return amount;
  }

 private:
  const Textures& textures_;
  Look look_;
  float major_;
  float minor_;
  float mean_;
  float amount_ = 0.0F;
  float dent_ = 0.0F;
  float skew_ = 0.0F;
  double shift_u_ = 0.0;
  double shift_v_ = 0.0;
  Nucleolus nucleoli_[3] = {};
};

// A nucleus takes the place of cytoplasm: most of the brown over it is gone,
// unless the marker is in the nucleus itself, where brown hides the blue.
void PaintNucleus(const PhantomCell& cell, const CellStain& stain,
                  const Textures& textures, Canvas& canvas) {
  const NucleusPainter nucleus(cell, textures);
  const auto c = static_cast<float>(cell.cosine);
  const auto s = static_cast<float>(cell.sine);
  const auto brown = static_cast<float>(stain.nucleus);
  const float blue = brown > 0.0F ? 0.45F : 1.0F;
  const PixelWindow window(canvas, cell.nucleus, cell.nucleus_major_um + 0.8);
  for (int row = window.top; row < window.bottom; ++row) {
    const auto dy = static_cast<float>(canvas.YOf(row) - cell.nucleus.y);
    for (int column = window.left; column < window.right; ++column) {
      const auto dx = static_cast<float>(canvas.XOf(column) - cell.nucleus.x);
      const float u = dx * c + dy * s;
      const float v = dy * c - dx * s;
      const float cover = nucleus.CoverAt(u, v);
      if (cover <= 0.0F) continue;
      const float amount = nucleus.AmountAt(u, v);
      float& h = canvas.hematoxylin(row, column);
      float& d = canvas.dab(row, column);
      h = std::max(h, cover * blue * amount);
      d *= 1.0F - 0.55F * cover;
      if (brown > 0.0F) {
        d = std::max(d, cover * brown * (0.45F + 1.1F * amount));
      }
    }
  }
}

}  // namespace

void PaintCells(const PhantomOptions& options,
                const std::vector<PhantomCell>& cells, const Textures& textures,
                Canvas& canvas) {
  std::vector<CellStain> stains;
  stains.reserve(cells.size());
  for (const PhantomCell& cell : cells) {
    stains.push_back(StainOf(options, cell));
  }
  if (StainsBodies(options.marker)) {
    PaintBodies(options.marker, cells, stains, textures, canvas);
    if (ShedsStain(options.marker)) {
      for (std::size_t k = 0; k < cells.size(); ++k) {
        if (stains[k].classification == CellClass::kPositive) {
          PaintDebris(cells[k], canvas);
        }
      }
    }
  }
  for (std::size_t k = 0; k < cells.size(); ++k) {
    if (cells[k].type == CellType::kAnucleateProfile) continue;
    PaintNucleus(cells[k], stains[k], textures, canvas);
  }
}

}  // namespace cellquant::core
