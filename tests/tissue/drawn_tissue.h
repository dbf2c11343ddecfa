// Tissue and what can lie on it, drawn as optical density at 0.5 um a pixel.
#ifndef CELLQUANT_TESTS_TISSUE_DRAWN_TISSUE_H_
#define CELLQUANT_TESTS_TISSUE_DRAWN_TISSUE_H_

#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/stain/optical_density.h"
#include "core/tissue/quality.h"

namespace cellquant::core {

inline constexpr WhitePoint kDrawnWhite{240.0, 240.0, 240.0};
inline const cv::Vec3f kHematoxylin(0.650F, 0.704F, 0.286F);
inline const cv::Vec3f kDab(0.269F, 0.568F, 0.778F);
inline const cv::Vec3f kHemosiderin(0.150F, 0.450F, 0.880F);
inline const cv::Vec3f kMelanin(0.450F, 0.550F, 0.700F);
inline const cv::Vec3f kNeutral(0.577F, 0.577F, 0.577F);

// Pale matrix with nuclei of 6 um, 10 um apart, moved and of several strengths
// by a fixed sequence.
inline cv::Mat3f DrawnTissue(int side) {
  cv::Mat3f od(side, side, 0.05F * kHematoxylin);
  cv::RNG random(7);
  for (int y = 10; y < side; y += 20) {
    for (int x = 10; x < side; x += 20) {
      const cv::Point at(x + random.uniform(-3, 4), y + random.uniform(-3, 4));
      const float amount = random.uniform(0.4F, 0.7F);
      cv::circle(od, at, 6, cv::Scalar(cv::Vec3d(kHematoxylin * amount)),
                 cv::FILLED, cv::LINE_AA);
    }
  }
  return od;
}

// Adds `amount` of a color to a disc.
inline void AddDisc(cv::Mat3f& od, cv::Point center, int radius_px,
                    const cv::Vec3f& color, float amount) {
  cv::Mat1b mask(od.size(), std::uint8_t{0});
  cv::circle(mask, center, radius_px, cv::Scalar(255), cv::FILLED);
  cv::add(od, cv::Scalar(cv::Vec3d(color * amount)), od, mask);
}

// As a camera sees it: a share of veiling glare bounds the densities.
inline cv::Mat3b Photographed(const cv::Mat3f& od, double glare = 0.03) {
  cv::Mat3b rgb(od.size());
  for (int y = 0; y < od.rows; ++y) {
    for (int x = 0; x < od.cols; ++x) {
      for (int c = 0; c < 3; ++c) {
        const double light = std::pow(10.0, -double{od(y, x)[c]});
        rgb(y, x)[c] = cv::saturate_cast<std::uint8_t>(
            kDrawnWhite[static_cast<std::size_t>(c)] *
            (glare + (1.0 - glare) * light));
      }
    }
  }
  return rgb;
}

// Of DrawnTissue, as measured: means, the drawing is alike everywhere.
inline QualityReference DrawnReference() {
  const cv::Mat3b rgb = Photographed(DrawnTissue(400));
  const BlockDensity sums = SumDensity(ToOpticalDensity(rgb, kDrawnWhite));
  const cv::Rect inside(12, 12, 76, 76);
  return {cv::mean(MeasureStructure(rgb).fine(inside))[0],
          cv::saturate_cast<int>(cv::mean(MeasureRed(sums).sum(inside))[0])};
}

// The flags of the blocks of a drawing, 12 blocks from its edge on.
inline cv::Mat1b FlagsOf(const cv::Mat3b& rgb) {
  return FlagBlocks(rgb, ToOpticalDensity(rgb, kDrawnWhite), DrawnReference());
}

inline double ShareWith(const cv::Mat1b& flags, BlockFlags flag) {
  return static_cast<double>(cv::countNonZero(flags & flag)) /
         static_cast<double>(flags.total());
}

}  // namespace cellquant::core

#endif  // CELLQUANT_TESTS_TISSUE_DRAWN_TISSUE_H_
