// Small seamless patches of noise for what is finer than a cell: chromatin,
// grains of stain, the fibres of a meshwork.
#ifndef CELLQUANT_CORE_PHANTOM_TEXTURE_H_
#define CELLQUANT_CORE_PHANTOM_TEXTURE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cellquant::core {

// A square of kSide x kSide values in [-1, 1], repeated in both directions.
// A value is a pure function of its coordinates.
class Texture {
 public:
  static constexpr int kSide = 256;

  // `grain` is the width of a feature in texels; `key` tells textures apart.
  Texture(std::uint64_t seed, std::int64_t key, int grain);

  // The texel at (u, v), in texels.
  float Nearest(double u, double v) const { return At(Floor(u), Floor(v)); }
  // Interpolated between the four texels round (u, v).
  float Bilinear(double u, double v) const {
    const std::int64_t i = Floor(u);
    const std::int64_t j = Floor(v);
    const auto f = static_cast<float>(u - static_cast<double>(i));
    const auto g = static_cast<float>(v - static_cast<double>(j));
    return (At(i, j) * (1.0F - f) + At(i + 1, j) * f) * (1.0F - g) +
           (At(i, j + 1) * (1.0F - f) + At(i + 1, j + 1) * f) * g;
  }

 private:
  static std::int64_t Floor(double v) {
    const auto i = static_cast<std::int64_t>(v);
    return static_cast<double>(i) > v ? i - 1 : i;
  }
  float At(std::int64_t i, std::int64_t j) const {
    const auto column = static_cast<std::size_t>(i) & (kSide - 1);
    const auto row = static_cast<std::size_t>(j) & (kSide - 1);
    return values_[row * kSide + column];
  }

  std::vector<float> values_;
};

// The textures of one phantom. A texel of `fine` and `coarse` is
// kTexelUm wide where chromatin and stain are drawn.
struct Textures {
  explicit Textures(std::uint64_t seed)
      : fine(seed, 0, 3), coarse(seed, 1, 8) {}
  Texture fine;
  Texture coarse;
};

inline constexpr double kTexelsPerUm = 1.0 / 0.15;

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_TEXTURE_H_
