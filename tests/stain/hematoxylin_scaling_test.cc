#include "core/stain/hematoxylin_scaling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/core.hpp>

#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

const StainVectors kStains{Unit(StainVectors{}.hematoxylin),
                           Unit(StainVectors{}.dab)};

// Pixels of 0 to 0.9 hematoxylin along x and of 0 to 0.9 DAB along y.
OpticalDensityImage Amounts() {
  OpticalDensityImage image{cv::Mat3f(10, 10)};
  for (int y = 0; y < 10; ++y) {
    for (int x = 0; x < 10; ++x) {
      for (int c = 0; c < 3; ++c) {
        const auto i = static_cast<std::size_t>(c);
        const double od =
            0.1 * x * kStains.hematoxylin[i] + 0.1 * y * kStains.dab[i];
        image.pixels(y, x)[c] =
            static_cast<float>(std::round(od * 1024.0) / 1024.0);
      }
    }
  }
  return image;
}

TEST(HematoxylinScaling, ScalesHematoxylinAndLeavesDab) {
  const OpticalDensityImage image = Amounts();
  const StainPlanes before = SeparateStains(image, kStains);
  for (const double factor : {0.5, 1.5}) {
    const StainPlanes after =
        SeparateStains(ScaleHematoxylin(image, before.hematoxylin,
                                        kStains.hematoxylin, factor),
                       kStains);
    for (int y = 0; y < 10; ++y) {
      for (int x = 0; x < 10; ++x) {
        EXPECT_NEAR(after.hematoxylin(y, x), factor * before.hematoxylin(y, x),
                    0.004);
        EXPECT_NEAR(after.dab(y, x), before.dab(y, x), 0.004);
      }
    }
  }
}

TEST(HematoxylinScaling, StaysOnTheGridAndAboveZero) {
  const OpticalDensityImage image = Amounts();
  // More hematoxylin than is there is taken off.
  const cv::Mat1f amount(10, 10, 1.0F);
  const OpticalDensityImage scaled =
      ScaleHematoxylin(image, amount, kStains.hematoxylin, 0.5);
  for (const cv::Vec3f& od : scaled.pixels) {
    for (int c = 0; c < 3; ++c) {
      EXPECT_GE(od[c], 0.0F);
      EXPECT_EQ(od[c] * 1024.0F, std::floor(od[c] * 1024.0F));
    }
  }
}

TEST(HematoxylinScaling, AFactorOfOneChangesNothing) {
  const OpticalDensityImage image = Amounts();
  const StainPlanes planes = SeparateStains(image, kStains);
  const OpticalDensityImage same =
      ScaleHematoxylin(image, planes.hematoxylin, kStains.hematoxylin, 1.0);
  EXPECT_EQ(cv::norm(same.pixels, image.pixels, cv::NORM_INF), 0.0);
}

}  // namespace
}  // namespace cellquant::core
