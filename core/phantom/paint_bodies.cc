#include "core/phantom/paint_bodies.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cellquant::core {
namespace {

constexpr float kOutside = -100.0F;
constexpr int kNobody = -1;
constexpr double kCrumpleUm = 0.9;

// The two cells nearest to each pixel.
struct Neighborhood {
  explicit Neighborhood(const cv::Size& size)
      : first(size, kOutside),
        second(size, kOutside),
        owner(size, kNobody),
        neighbor(size, kNobody) {}
  cv::Mat1f first;
  cv::Mat1f second;
  cv::Mat1i owner;
  cv::Mat1i neighbor;
};

bool IsStained(const CellStain& stain) {
  return stain.classification == CellClass::kPositive;
}

// Cells that can share a pixel with a stained one: two bodies and a wall. The
// others would only cost time.
std::vector<int> NearStained(const std::vector<PhantomCell>& cells,
                             const std::vector<CellStain>& stains) {
  constexpr double kTouchUm = 24.0;
  std::vector<MicronPoint> stained;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    if (IsStained(stains[k])) stained.push_back(cells[k].body);
  }
  std::vector<int> near;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const MicronPoint p = cells[k].body;
    const bool touches =
        std::any_of(stained.begin(), stained.end(), [p](MicronPoint q) {
          return std::abs(p.x - q.x) < kTouchUm &&
                 std::abs(p.y - q.y) < kTouchUm;
        });
    if (touches) near.push_back(static_cast<int>(k));
  }
  return near;
}

void Enter(Neighborhood& n, int row, int column, float inside, int k) {
  float& first = n.first(row, column);
  float& second = n.second(row, column);
  if (inside > first) {
    second = std::exchange(first, inside);
    n.neighbor(row, column) = std::exchange(n.owner(row, column), k);
  } else if (inside > second) {
    second = inside;
    n.neighbor(row, column) = k;
  }
}

// `reach_um` is how far outside its edge a cell is entered: far enough that no
// pixel of a wall misses its second cell.
void AddBody(const PhantomCell& cell, int k, float reach_um,
             const cv::Mat1f& crumple, const Canvas& canvas,
             Neighborhood& neighborhood) {
  const auto c = static_cast<float>(cell.cosine);
  const auto s = static_cast<float>(cell.sine);
  const auto major = static_cast<float>(cell.body_major_um);
  const auto minor = static_cast<float>(cell.body_minor_um);
  const float mean = std::sqrt(major * minor);
  // Along the major axis a given value of `inside` lies farther out.
  const double extent = cell.body_major_um * (1.0 + reach_um / mean);
  const PixelWindow window(canvas, cell.body, extent);
  for (int row = window.top; row < window.bottom; ++row) {
    const auto dy = static_cast<float>(canvas.YOf(row) - cell.body.y);
    for (int column = window.left; column < window.right; ++column) {
      const auto dx = static_cast<float>(canvas.XOf(column) - cell.body.x);
      const float a = (dx * c + dy * s) / major;
      const float b = (dy * c - dx * s) / minor;
      const float inside = (1.0F - std::sqrt(a * a + b * b)) * mean;
      if (inside < -reach_um) continue;
      Enter(neighborhood, row, column, inside + crumple(row, column), k);
    }
  }
}

// Real outlines are not ellipses: up to kCrumpleUm in and out, the same for
// all cells of a place, so that shared walls stay shared.
cv::Mat1f CrumpleOn(const Canvas& canvas, const Textures& textures) {
  constexpr auto kWavy = static_cast<float>(0.6 * kCrumpleUm);
  constexpr auto kRagged = static_cast<float>(0.4 * kCrumpleUm);
  cv::Mat1f crumple(canvas.dab.size());
  for (int row = 0; row < crumple.rows; ++row) {
    const double y = canvas.YOf(row);
    for (int column = 0; column < crumple.cols; ++column) {
      const double x = canvas.XOf(column);
      crumple(row, column) =
          kWavy * textures.coarse.Bilinear(x * 1.5, y * 1.5) +
          kRagged * textures.coarse.Nearest(x * 4.0, y * 4.0);
    }
  }
  return crumple;
}

// 1 on the wall's crest, 1/2 at half its width, 0 at its full width.
float WallProfile(float distance, double wall_um) {
  const float t = distance / static_cast<float>(wall_um);
  if (!(t < 1.0F)) return 0.0F;  // also where there is no wall at all
  return (1.0F - t * t) * (1.0F - t * t);
}

float WallAt(float first, float second, const CellStain& owner,
             const CellStain* neighbor) {
  const float half = 0.5F * (first - second);
  const float own = first < 0.0F ? -first : std::min(first, half);
  float amount =
      static_cast<float>(owner.membrane) * WallProfile(own, owner.wall_um);
  if (neighbor != nullptr && neighbor->membrane > 0.0) {
    amount = std::max(
        amount, static_cast<float>(neighbor->membrane) *
                    WallProfile(std::max(-second, half), neighbor->wall_um));
  }
  return amount;
}

float BodyAt(float first, const CellStain& owner, float grain, float clump) {
  const float cover = SmoothStep(-0.2F, 0.6F, first);
  if (cover <= 0.0F) return 0.0F;
  const float granule = SmoothStep(-0.15F, 0.35F, 0.6F * grain + 0.5F * clump);
  return cover * (static_cast<float>(owner.cytoplasm) * (1.0F + 0.3F * clump) +
                  static_cast<float>(owner.granules) * granule);
}

}  // namespace

void PaintBodies(PhantomMarker marker, const std::vector<PhantomCell>& cells,
                 const std::vector<CellStain>& stains, const Textures& textures,
                 Canvas& canvas) {
  const std::vector<int> near = NearStained(cells, stains);
  if (near.empty()) return;
  const cv::Mat1f crumple = CrumpleOn(canvas, textures);
  Neighborhood neighborhood(canvas.dab.size());
  const auto reach =
      static_cast<float>(WidestWallUm(marker) + 1.2 * kCrumpleUm);
  for (const int k : near) {
    AddBody(cells[static_cast<std::size_t>(k)], k, reach, crumple, canvas,
            neighborhood);
  }
  for (int row = 0; row < canvas.dab.rows; ++row) {
    const double v = canvas.YOf(row) * kTexelsPerUm;
    for (int column = 0; column < canvas.dab.cols; ++column) {
      const int owner = neighborhood.owner(row, column);
      if (owner == kNobody) continue;
      const int other = neighborhood.neighbor(row, column);
      const CellStain& own = stains[static_cast<std::size_t>(owner)];
      const CellStain* next =
          other == kNobody ? nullptr : &stains[static_cast<std::size_t>(other)];
      if (!IsStained(own) && (next == nullptr || !IsStained(*next))) continue;
      const double u = canvas.XOf(column) * kTexelsPerUm;
      const float grain = textures.fine.Nearest(u * 0.6, v * 0.6);
      const float clump = textures.coarse.Nearest(u, v);
      const float first = neighborhood.first(row, column);
      const float wall =
          WallAt(first, neighborhood.second(row, column), own, next) *
          (1.0F + 0.30F * clump + 0.15F * grain);
      const float body = BodyAt(first, own, grain, clump);
      canvas.dab(row, column) += std::max(wall, body);
    }
  }
}

}  // namespace cellquant::core
