#include "core/phantom/defocus.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/phantom/canvas.h"

namespace cellquant::core {
namespace {

constexpr float kEdgeUm = 4.0F;

int ReachPx(const AreaArtifact& area, double mpp) {
  return static_cast<int>(std::ceil(3.0 * area.defocus_um / mpp));
}

// The pixels of a rectangle that a box may touch, within the rectangle.
cv::Rect WindowOf(const MicronBox& box, const Level0Rect& rect, double mpp) {
  const auto px = [mpp](double um) {
    return static_cast<std::int64_t>(std::floor(um / mpp));
  };
  const Level0Rect whole{px(box.left), px(box.top),
                         px(box.right) + 1 - px(box.left),
                         px(box.bottom) + 1 - px(box.top)};
  const Level0Rect part = rect.Intersection(whole);
  return {static_cast<int>(part.x - rect.x), static_cast<int>(part.y - rect.y),
          static_cast<int>(part.width), static_cast<int>(part.height)};
}

void BlurInside(const AreaArtifact& area, const Level0Rect& rect, double mpp,
                const cv::Rect& window, const cv::Mat3b& sharp,
                cv::Mat3b& rgb) {
  const int reach = ReachPx(area, mpp);
  const cv::Rect wide =
      cv::Rect(window.x - reach, window.y - reach, window.width + 2 * reach,
               window.height + 2 * reach) &
      cv::Rect(0, 0, sharp.cols, sharp.rows);
  // A copy: only whole images of bytes are blurred in integers.
  cv::Mat3b blurred = sharp(wide).clone();
  const int size = 2 * reach + 1;
  const double sigma = area.defocus_um / mpp;
  cv::GaussianBlur(blurred, blurred, {size, size}, sigma, sigma);
  for (int y = window.y; y < window.y + window.height; ++y) {
    for (int x = window.x; x < window.x + window.width; ++x) {
      const MicronPoint p{(static_cast<double>(rect.x + x) + 0.5) * mpp,
                          (static_cast<double>(rect.y + y) + 0.5) * mpp};
      const auto depth = static_cast<float>(DepthIn(area.shape, p));
      if (depth <= 0.0F) continue;
      const int share =
          static_cast<int>(256.0F * SmoothStep(0.0F, kEdgeUm, depth));
      const cv::Vec3b& soft = blurred(y - wide.y, x - wide.x);
      cv::Vec3b& out = rgb(y, x);
      for (int c = 0; c < 3; ++c) {
        const int mixed = (256 - share) * out[c] + share * soft[c] + 128;
        out[c] = static_cast<std::uint8_t>(mixed >> 8);
      }
    }
  }
}

}  // namespace

int DefocusReachPx(const ArtifactMap& artifacts, const Level0Rect& rect,
                   double mpp) {
  int reach = 0;
  for (const AreaArtifact& area : artifacts.areas()) {
    if (area.defocus_um > 0.0 && !WindowOf(area.box, rect, mpp).empty()) {
      reach = std::max(reach, ReachPx(area, mpp));
    }
  }
  return reach;
}

void Defocus(const ArtifactMap& artifacts, const Level0Rect& rect, double mpp,
             cv::Mat3b& rgb) {
  cv::Mat3b sharp;
  for (const AreaArtifact& area : artifacts.areas()) {
    if (area.defocus_um <= 0.0) continue;
    const cv::Rect window = WindowOf(area.box, rect, mpp);
    if (window.empty()) continue;
    if (sharp.empty()) sharp = rgb.clone();
    BlurInside(area, rect, mpp, window, sharp, rgb);
  }
}

}  // namespace cellquant::core
