#include "core/phantom/render.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/phantom/cells.h"
#include "core/phantom/defocus.h"
#include "core/phantom/hash_random.h"
#include "core/phantom/paint_artifacts.h"
#include "core/phantom/paint_cells.h"
#include "core/phantom/paint_pigment.h"
#include "core/phantom/paint_tissue.h"
#include "core/phantom/stain_colors.h"

namespace cellquant::core {
namespace {

constexpr double kGlare = 0.03;
constexpr int kDensities = 4096;
constexpr float kStepsPerDensity = 1024.0F;

// Three bytes' worth of a hash as one number with mean 0 and standard
// deviation 1, close enough to Gaussian for a camera: the sum of three
// uniform numbers of 0 to 127, less its mean, over its deviation.
constexpr double kUnitNoise = 1.0 / 64.0;
constexpr int kNoiseMean = 381;  // of twice the sum

std::uint32_t Mix32(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x7FEB352DU;
  x ^= x >> 15;
  x *= 0x846CA68BU;
  return x ^ (x >> 16);
}

int TwiceTheSum(std::uint64_t bits) {
  const std::uint64_t sum =
      (bits & 127U) + ((bits >> 7) & 127U) + ((bits >> 14) & 127U);
  return 2 * static_cast<int>(sum);
}

}  // namespace

PhantomRenderer::PhantomRenderer(const PhantomScene& scene)
    : scene_(scene),
      textures_(scene.seed()),
      stains_(PhantomStains(scene.options())) {
  const PhantomOptions& options = scene.options();
  const double sigma_px = options.blur_um / options.mpp;
  blur_radius_px_ =
      sigma_px < 0.2 ? 0 : static_cast<int>(std::ceil(3.0 * sigma_px));
  for (std::size_t channel = 0; channel < 3; ++channel) {
    for (int k = 0; k < kDensities; ++k) {
      const double od = k / double{kStepsPerDensity};
      const double transmitted = kGlare + (1.0 - kGlare) * std::pow(10.0, -od);
      intensity_[channel].push_back(static_cast<std::uint8_t>(
          std::lround(kPhantomWhite[channel] * transmitted)));
    }
  }
}

cv::Mat3b PhantomRenderer::Develop(const Canvas& canvas) const {
  cv::Mat3b rgb(canvas.dab.size());
  const PhantomOptions& options = scene_.options();
  const auto scale =
      static_cast<float>(options.stain_strength) * kStepsPerDensity;
  const float more_blue =
      scale * static_cast<float>(options.hematoxylin_strength);
  const float more_brown = scale * static_cast<float>(options.dab_strength);
  float blue[3];
  float brown[3];
  for (std::size_t c = 0; c < 3; ++c) {
    blue[c] = more_blue * static_cast<float>(stains_.hematoxylin[c]);
    brown[c] = more_brown * static_cast<float>(stains_.dab[c]);
  }
  for (int row = 0; row < rgb.rows; ++row) {
    const float* h = canvas.hematoxylin[row];
    const float* d = canvas.dab[row];
    const cv::Vec3f* ink = canvas.ink.empty() ? nullptr : canvas.ink[row];
    cv::Vec3b* out = rgb[row];
    for (int column = 0; column < rgb.cols; ++column) {
      for (int c = 0; c < 3; ++c) {
        float od = h[column] * blue[c] + d[column] * brown[c];
        if (ink != nullptr) od += ink[column][c] * kStepsPerDensity;
        const int k = std::clamp(static_cast<int>(od), 0, kDensities - 1);
        out[column][c] = intensity_[static_cast<std::size_t>(c)]
                                   [static_cast<std::size_t>(k)];
      }
    }
  }
  return rgb;
}

void PhantomRenderer::AddNoise(const Level0Rect& rect,
                               cv::Mat3b& pixels) const {
  const double sd = scene_.options().noise_sd;
  if (sd <= 0.0) return;
  // In 1/65536 of a level, and half of it because the sum is doubled.
  const auto gain =
      static_cast<int>(std::lround(sd * kUnitNoise * 65536.0 / 2.0));
  for (int row = 0; row < pixels.rows; ++row) {
    const auto key = static_cast<std::uint32_t>(
        HashAt(scene_.seed(), RandomStream::kNoise, rect.y + row, 0));
    cv::Vec3b* line = pixels[row];
    for (int column = 0; column < pixels.cols; ++column) {
      const auto x = static_cast<std::uint32_t>(rect.x + column);
      const std::uint32_t low = Mix32(key ^ (x * 0x9E3779B9U));
      const std::uint64_t bits =
          (std::uint64_t{Mix32(low + 0x85EBCA6BU)} << 32) | low;
      for (int c = 0; c < 3; ++c) {
        const int noise = (TwiceTheSum(bits >> (21 * c)) - kNoiseMean) * gain;
        const int value = line[column][c] + ((noise + 32768) >> 16);
        line[column][c] = static_cast<std::uint8_t>(std::clamp(value, 0, 255));
      }
    }
  }
}

bool PhantomRenderer::Paint(Canvas& canvas) const {
  const bool tissue = PaintTissue(scene_, textures_, canvas);
  const auto cells = CellsIn(scene_, canvas.Box().Inflated(kCellReachUm));
  if (tissue || !cells.empty()) {
    PaintCells(scene_.options(), cells, textures_, canvas);
  }
  if (scene_.options().artifacts.empty()) return tissue || !cells.empty();
  PaintPigment(PigmentIn(scene_, cells, canvas.Box().Inflated(kPigmentReachUm)),
               canvas);
  const auto paint_layer = [this](Canvas& layer) {
    PaintTissue(scene_, textures_, layer);
    PaintCells(scene_.options(),
               CellsIn(scene_, layer.Box().Inflated(kCellReachUm)), textures_,
               layer);
  };
  PaintAreas(scene_, textures_, paint_layer, canvas);
  return tissue || !cells.empty() || !canvas.ink.empty();
}

cv::Mat3b PhantomRenderer::Render(const Level0Rect& rect) const {
  if (rect.empty()) return {};
  const double mpp = scene_.options().mpp;
  const int margin =
      blur_radius_px_ +
      DefocusReachPx(scene_.artifacts(), rect.Inflated(blur_radius_px_), mpp);
  Canvas canvas(rect.Inflated(margin), mpp);
  cv::Mat3b rgb;
  if (Paint(canvas)) {
    rgb = Develop(canvas);
    Defocus(scene_.artifacts(), canvas.rect, mpp, rgb);
    if (blur_radius_px_ > 0) {
      const int size = 2 * blur_radius_px_ + 1;
      const double sigma = scene_.options().blur_um / mpp;
      // On bytes OpenCV computes in integers: the same bits everywhere.
      cv::GaussianBlur(rgb, rgb, {size, size}, sigma, sigma);
    }
    const cv::Rect inner(margin, margin, static_cast<int>(rect.width),
                         static_cast<int>(rect.height));
    rgb = rgb(inner).clone();
  } else {
    rgb.create(static_cast<int>(rect.height), static_cast<int>(rect.width));
    rgb.setTo(cv::Scalar(kPhantomWhite[0], kPhantomWhite[1], kPhantomWhite[2]));
  }
  AddNoise(rect, rgb);
  return rgb;
}

}  // namespace cellquant::core
