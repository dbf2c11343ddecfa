#include "core/phantom/paint_tissue.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/phantom/hash_random.h"
#include "core/phantom/paint_vessels.h"

namespace cellquant::core {
namespace {

// The fields below change over tens of um; they are sampled on a grid of this
// pitch, anchored at the slide's origin, and interpolated.
constexpr double kGridUm = 4.0;

struct Field {
  float haze = 0.0F;      // hematoxylin between the cells
  float tissue = 0.0F;    // 1 where there is tissue
  float adipose = 0.0F;   // 1 in fat
  float meshwork = 0.0F;  // CD23+ dendritic processes
};

Field Between(const Field& a, const Field& b, float t) {
  const auto mix = [t](float x, float y) { return x + (y - x) * t; };
  return {mix(a.haze, b.haze), mix(a.tissue, b.tissue),
          mix(a.adipose, b.adipose), mix(a.meshwork, b.meshwork)};
}

double HazeOf(TissueZone zone) {
  switch (zone) {
    case TissueZone::kGlass:
      return 0.060;  // beside the edge
    case TissueZone::kAdipose:
      return 0.050;
    case TissueZone::kCapsule:
      return 0.085;
    case TissueZone::kSubcapsularSinus:
      return 0.035;
    case TissueZone::kMantle:
      return 0.070;
    case TissueZone::kDarkZone:
      return 0.075;
    case TissueZone::kLightZone:
      return 0.055;
    case TissueZone::kParacortex:
      return 0.060;
    case TissueZone::kMedullaryCord:
      return 0.065;
    case TissueZone::kMedullarySinus:
      return 0.028;
    case TissueZone::kVessel:
      return 0.060;
  }
  return 0.0;
}

Field FieldAt(const PhantomScene& scene, MicronPoint p) {
  // The tissue's edge is 8 um wide: as sharp as the grid can show it.
  const double cover = std::clamp(0.5 + scene.EdgeDepth(p) / 8.0, 0.0, 1.0);
  Field field;
  if (cover == 0.0) return field;
  const TissueZone zone = scene.ZoneAt(p);
  const double slow =
      0.75 + 0.5 * ValueNoise(scene.seed(), 6, p.x / 130.0, p.y / 130.0);
  field.haze = static_cast<float>(cover * slow * HazeOf(zone));
  field.tissue = static_cast<float>(cover);
  field.adipose = zone == TissueZone::kAdipose ? 1.0F : 0.0F;
  if (scene.options().marker == PhantomMarker::kCd23) {
    field.meshwork = static_cast<float>(scene.MeshworkAt(p));
  }
  return field;
}

class FieldGrid {
 public:
  FieldGrid(const PhantomScene& scene, const MicronBox& box)
      : left_(Index(box.left)),
        top_(Index(box.top)),
        columns_(Index(box.right) + 2 - left_),
        rows_(Index(box.bottom) + 2 - top_) {
    for (std::int64_t j = top_; j < top_ + rows_; ++j) {
      for (std::int64_t i = left_; i < left_ + columns_; ++i) {
        fields_.push_back(FieldAt(scene, {static_cast<double>(i) * kGridUm,
                                          static_cast<double>(j) * kGridUm}));
      }
    }
  }

  bool HasTissue() const {
    return std::any_of(fields_.begin(), fields_.end(),
                       [](const Field& f) { return f.tissue > 0.0F; });
  }
  bool HasFat() const {
    return std::any_of(fields_.begin(), fields_.end(),
                       [](const Field& f) { return f.adipose > 0.0F; });
  }

  // The grid's columns at height `y`.
  std::vector<Field> RowAt(double y) const {
    const std::int64_t j = Index(y);
    const auto t = static_cast<float>(y / kGridUm - static_cast<double>(j));
    std::vector<Field> row;
    const auto upper = static_cast<std::size_t>((j - top_) * columns_);
    const auto width = static_cast<std::size_t>(columns_);
    for (std::size_t i = upper; i < upper + width; ++i) {
      row.push_back(Between(fields_[i], fields_[i + width], t));
    }
    return row;
  }

  Field At(const std::vector<Field>& row, double x) const {
    const std::int64_t i = Index(x);
    const auto t = static_cast<float>(x / kGridUm - static_cast<double>(i));
    const auto k = static_cast<std::size_t>(i - left_);
    return Between(row[k], row[k + 1], t);
  }

 private:
  static std::int64_t Index(double um) {
    return static_cast<std::int64_t>(std::floor(um / kGridUm));
  }
  std::int64_t left_;
  std::int64_t top_;
  std::int64_t columns_;
  std::int64_t rows_;
  std::vector<Field> fields_;
};

// Two layers of winding fibres about 1 um thick, in meshes of 4 to 8 um.
float Fibres(const Texture& texture, double x, double y) {
  const float a = std::abs(texture.Bilinear(x * 1.45, y * 1.45));
  const float b = std::abs(texture.Bilinear(y * 2.1 + 70.0, x * 2.1));
  return std::max(1.0F - SmoothStep(0.05F, 0.20F, a),
                  0.8F * (1.0F - SmoothStep(0.04F, 0.17F, b)));
}

void PaintRow(const FieldGrid& grid, const Textures& textures, Canvas& canvas,
              cv::Mat1f& fat, int row) {
  const double y = canvas.YOf(row);
  const std::vector<Field> fields = grid.RowAt(y);
  for (int column = 0; column < canvas.dab.cols; ++column) {
    const double x = canvas.XOf(column);
    const Field field = grid.At(fields, x);
    if (field.tissue <= 0.0F) continue;
    const float grain = textures.coarse.Nearest(x * 2.2, y * 2.2);
    const float fleck = textures.fine.Nearest(x * 3.0, y * 3.0);
    // Pale clefts between cells and fibres, where the section has shrunk.
    const float crack = std::abs(textures.coarse.Bilinear(x * 1.1, y * 1.1));
    const float cleft = 0.30F + 0.70F * SmoothStep(0.02F, 0.22F, crack);
    canvas.hematoxylin(row, column) =
        field.haze * cleft * (1.1F + 0.45F * grain + 0.35F * fleck);
    canvas.dab(row, column) = 0.012F * field.tissue * (1.0F + 0.5F * grain);
    if (!fat.empty()) fat(row, column) = field.adipose;
    if (field.meshwork > 0.01F) {
      canvas.dab(row, column) +=
          field.meshwork * (0.10F + 0.85F * Fibres(textures.coarse, x, y) *
                                        (0.9F + 0.7F * grain));
    }
  }
}

// The distance of each pixel to its own droplet's edge and to the next one's.
struct Droplets {
  cv::Mat1f first;
  cv::Mat1f second;
};

Droplets DropletsOn(const PhantomScene& scene, const Canvas& canvas) {
  Droplets droplets{cv::Mat1f(canvas.dab.size(), -100.0F),
                    cv::Mat1f(canvas.dab.size(), -100.0F)};
  for (const Vacuole& v : VacuolesNear(scene.seed(), canvas.Box())) {
    const PixelWindow window(canvas, v.center, v.radius_um + 2.0);
    for (int row = window.top; row < window.bottom; ++row) {
      const auto dy = static_cast<float>(canvas.YOf(row) - v.center.y);
      for (int column = window.left; column < window.right; ++column) {
        const auto dx = static_cast<float>(canvas.XOf(column) - v.center.x);
        const float inside =
            static_cast<float>(v.radius_um) - std::sqrt(dx * dx + dy * dy);
        float& first = droplets.first(row, column);
        float& second = droplets.second(row, column);
        second = std::max(second, std::min(first, inside));
        first = std::max(first, inside);
      }
    }
  }
  return droplets;
}

void PaintFat(const PhantomScene& scene, const cv::Mat1f& fat, Canvas& canvas) {
  const Droplets droplets = DropletsOn(scene, canvas);
  for (int row = 0; row < fat.rows; ++row) {
    for (int column = 0; column < fat.cols; ++column) {
      if (fat(row, column) <= 0.0F) continue;
      const float first = droplets.first(row, column);
      const float second = droplets.second(row, column);
      const float wall = std::min(first, 0.5F * (first - second));
      const float keep = 1.0F - fat(row, column) * SmoothStep(0.5F, 1.3F, wall);
      canvas.hematoxylin(row, column) *= keep;
      canvas.dab(row, column) *= keep;
    }
  }
}

}  // namespace

bool PaintTissue(const PhantomScene& scene, const Textures& textures,
                 Canvas& canvas) {
  const FieldGrid grid(scene, canvas.Box());
  if (!grid.HasTissue()) return false;
  cv::Mat1f fat;
  if (grid.HasFat()) fat = cv::Mat1f(canvas.dab.size(), 0.0F);
  for (int row = 0; row < canvas.dab.rows; ++row) {
    PaintRow(grid, textures, canvas, fat, row);
  }
  if (!fat.empty()) PaintFat(scene, fat, canvas);
  for (const Vessel& vessel : scene.vessels().Near(canvas.Box())) {
    PaintVessel(scene, vessel, canvas);
  }
  return true;
}

}  // namespace cellquant::core
