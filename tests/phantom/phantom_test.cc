#include "core/phantom/phantom.h"

#include <gtest/gtest.h>
#include <openslide/openslide.h>
#include <sys/resource.h>
#include <tiffio.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/sha256.h"

// AddressSanitizer asks this at start. By default it withholds 256 MB of what
// was freed, and the test of memory below would count them.
extern "C" const char* __asan_default_options() {
  return "quarantine_size_mb=16";
}

namespace cellquant::core {
namespace {

namespace fs = std::filesystem;

class WritePhantomTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) /
              (std::string("cellquant_phantom_") + info->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  PhantomPaths PathsOf(const std::string& name) const {
    return {.slide = folder_ / (name + ".tif"),
            .regions = folder_ / (name + ".geojson"),
            .truth = folder_ / (name + ".csv")};
  }

  fs::path folder_;
};

std::string HashesOf(const PhantomPaths& paths) {
  return Sha256OfFile(paths.slide).value() +
         Sha256OfFile(paths.regions).value() +
         Sha256OfFile(paths.truth).value();
}

struct CloseSlide {
  void operator()(openslide_t* slide) const { openslide_close(slide); }
};
using OpenedSlide = std::unique_ptr<openslide_t, CloseSlide>;

// A level's pixels, given in level-0 px, channels in R, G, B order.
cv::Mat3b ReadRegion(openslide_t* slide, int level, std::int64_t x,
                     std::int64_t y, int width, int height) {
  std::vector<std::uint32_t> argb(static_cast<std::size_t>(width) *
                                  static_cast<std::size_t>(height));
  openslide_read_region(slide, argb.data(), x, y, level, width, height);
  cv::Mat3b rgb(height, width);
  for (int k = 0; k < width * height; ++k) {
    const std::uint32_t pixel = argb[static_cast<std::size_t>(k)];
    rgb(k / width, k % width) =
        cv::Vec3b(static_cast<std::uint8_t>((pixel >> 16) & 255U),
                  static_cast<std::uint8_t>((pixel >> 8) & 255U),
                  static_cast<std::uint8_t>(pixel & 255U));
  }
  return rgb;
}

TEST_F(WritePhantomTest, WritesTheSameBytesOnAnyNumberOfThreads) {
  PhantomOptions options{.size_px = {1700, 1300}, .seed = 3};
  ASSERT_TRUE(WritePhantom(options, PathsOf("one")));
  options.threads = 2;
  ASSERT_TRUE(WritePhantom(options, PathsOf("two")));
  EXPECT_EQ(HashesOf(PathsOf("one")), HashesOf(PathsOf("two")));
  options.seed = 4;
  ASSERT_TRUE(WritePhantom(options, PathsOf("other")));
  EXPECT_NE(Sha256OfFile(PathsOf("one").slide),
            Sha256OfFile(PathsOf("other").slide));
  EXPECT_NE(Sha256OfFile(PathsOf("one").truth),
            Sha256OfFile(PathsOf("other").truth));
}

TEST_F(WritePhantomTest, WritesASlideThatOpenSlideReads) {
  const PhantomOptions options{.size_px = {2101, 1303}, .seed = 3};
  const auto summary = WritePhantom(options, PathsOf("a"));
  ASSERT_TRUE(summary);
  const OpenedSlide slide(openslide_open(PathsOf("a").slide.c_str()));
  ASSERT_NE(slide, nullptr);
  ASSERT_EQ(openslide_get_error(slide.get()), nullptr);
  EXPECT_STREQ(openslide_get_property_value(slide.get(), "openslide.vendor"),
               "generic-tiff");
  EXPECT_EQ(openslide_get_level_count(slide.get()), 4);
  EXPECT_EQ(summary->levels, 4);
  std::int64_t width = 0;
  std::int64_t height = 0;
  openslide_get_level_dimensions(slide.get(), 0, &width, &height);
  EXPECT_EQ((Size{width, height}), options.size_px);
  openslide_get_level_dimensions(slide.get(), 3, &width, &height);
  EXPECT_EQ((Size{width, height}), (Size{262, 162}));
}

TEST_F(WritePhantomTest, WritesThePixelsOfTheRenderer) {
  const PhantomOptions options{
      .size_px = {2101, 1303}, .seed = 3, .noise_sd = 0.0, .jpeg_quality = 95};
  ASSERT_TRUE(WritePhantom(options, PathsOf("a")));
  const OpenedSlide slide(openslide_open(PathsOf("a").slide.c_str()));
  ASSERT_NE(slide, nullptr);
  const PhantomScene scene(options);
  for (const Level0Rect& rect :
       {Level0Rect{1000, 600, 400, 300}, Level0Rect{1801, 1003, 300, 300}}) {
    const cv::Mat3b read =
        ReadRegion(slide.get(), 0, rect.x, rect.y, static_cast<int>(rect.width),
                   static_cast<int>(rect.height));
    const cv::Mat3b drawn = Render(scene, rect);
    const double mean_error = cv::norm(read, drawn, cv::NORM_L1) /
                              (3.0 * static_cast<double>(drawn.total()));
    EXPECT_LT(mean_error, 2.5);
  }
}

TEST_F(WritePhantomTest, HalvesEachLevelByBoxMeans) {
  const PhantomOptions options{
      .size_px = {2048, 1280}, .seed = 3, .jpeg_quality = 95};
  ASSERT_TRUE(WritePhantom(options, PathsOf("a")));
  const OpenedSlide slide(openslide_open(PathsOf("a").slide.c_str()));
  ASSERT_NE(slide, nullptr);
  const cv::Mat3b drawn = Render(PhantomScene(options), {800, 480, 512, 512});
  const cv::Mat3b level = ReadRegion(slide.get(), 2, 800, 480, 128, 128);
  double error = 0.0;
  for (int y = 0; y < 128; ++y) {
    for (int x = 0; x < 128; ++x) {
      const cv::Scalar mean = cv::mean(drawn(cv::Rect(4 * x, 4 * y, 4, 4)));
      error += std::abs(mean[1] - level(y, x)[1]);
    }
  }
  EXPECT_LT(error / (128.0 * 128.0), 2.0);
}

TEST_F(WritePhantomTest, StatesThePixelSizeInTheResolutionTags) {
  ASSERT_TRUE(WritePhantom({.size_px = {1200, 900}, .mpp = 0.5}, PathsOf("a")));
  const std::unique_ptr<TIFF, void (*)(TIFF*)> tiff(
      TIFFOpen(PathsOf("a").slide.c_str(), "r"), TIFFClose);
  ASSERT_NE(tiff, nullptr);
  float x = 0.0F;
  float y = 0.0F;
  std::uint16_t unit = 0;
  TIFFGetField(tiff.get(), TIFFTAG_XRESOLUTION, &x);
  TIFFGetField(tiff.get(), TIFFTAG_YRESOLUTION, &y);
  TIFFGetField(tiff.get(), TIFFTAG_RESOLUTIONUNIT, &unit);
  EXPECT_EQ(unit, RESUNIT_CENTIMETER);
  EXPECT_FLOAT_EQ(10000.0F / x, 0.5F);
  EXPECT_FLOAT_EQ(10000.0F / y, 0.5F);
}

TEST_F(WritePhantomTest, WritesATruthOfEveryCell) {
  const PhantomOptions options{.size_px = {2000, 1600}, .seed = 3};
  const auto summary = WritePhantom(options, PathsOf("a"));
  ASSERT_TRUE(summary);
  std::ifstream truth(PathsOf("a").truth);
  std::string line;
  std::getline(truth, line);
  EXPECT_EQ(line, "x_px,y_px,classification,cell_type,zone");
  std::int64_t cells = 0;
  std::int64_t positive = 0;
  while (std::getline(truth, line)) {
    ++cells;
    if (line.find(",positive,") != std::string::npos) ++positive;
    std::istringstream fields(line);
    double x = -1.0;
    double y = -1.0;
    char comma = 0;
    fields >> x >> comma >> y;
    EXPECT_TRUE(x >= 0.0 && x < 2000.0 && y >= 0.0 && y < 1600.0) << line;
  }
  EXPECT_EQ(cells, summary->cells);
  EXPECT_EQ(positive, summary->positive);
  EXPECT_GT(cells, 500);
}

TEST_F(WritePhantomTest, WritesRegionsAsQuPathDoes) {
  ASSERT_TRUE(WritePhantom({.size_px = {2000, 1600}}, PathsOf("a")));
  const auto text = ReadFile(PathsOf("a").regions, 1 << 20);
  ASSERT_TRUE(text);
  const auto json = nlohmann::json::parse(*text);
  EXPECT_EQ(json.at("type"), "FeatureCollection");
  for (const auto& feature : json.at("features")) {
    EXPECT_EQ(feature.at("type"), "Feature");
    EXPECT_EQ(feature.at("id").get<std::string>().size(), 36U);
    const auto& properties = feature.at("properties");
    EXPECT_EQ(properties.at("objectType"), "annotation");
    EXPECT_EQ(properties.at("classification").at("color").size(), 3U);
    EXPECT_FALSE(properties.at("isLocked"));
    for (const auto& ring : feature.at("geometry").at("coordinates")) {
      EXPECT_EQ(ring.front(), ring.back());
    }
  }
}

TEST_F(WritePhantomTest, FailsOnAPathThatCannotBeWritten) {
  const fs::path file = folder_ / "file";
  std::ofstream(file) << "not a folder";
  for (const PhantomPaths& paths : {PhantomPaths{.slide = file / "a.tif"},
                                    PhantomPaths{.regions = file / "a.geojson"},
                                    PhantomPaths{.truth = file / "a.csv"}}) {
    const auto summary = WritePhantom({.size_px = {600, 500}}, paths);
    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().reason, ErrorReason::kOutputUnwritable);
  }
}

TEST_F(WritePhantomTest, RefusesOptionsOutOfRange) {
  const auto reason = [](const PhantomOptions& options) {
    return WritePhantom(options, {}).error().reason;
  };
  EXPECT_EQ(reason({.size_px = {100, 900}}), ErrorReason::kInvalidArgument);
  EXPECT_EQ(reason({.size_px = {900, 100'001}}), ErrorReason::kInvalidArgument);
  EXPECT_EQ(reason({.mpp = 0.0}), ErrorReason::kPixelSizeOutOfRange);
  EXPECT_EQ(reason({.mpp = NAN}), ErrorReason::kPixelSizeOutOfRange);
  EXPECT_EQ(reason({.jpeg_quality = 0}), ErrorReason::kInvalidArgument);
  EXPECT_EQ(reason({.threads = 0}), ErrorReason::kInvalidArgument);
}

TEST_F(WritePhantomTest, RemovesAnUnfinishedSlideWhenCancelled) {
  const auto summary =
      WritePhantom({.size_px = {1000, 800}}, {.slide = folder_ / "a.tif"},
                   [](double done) { return done < 0.4; });
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().reason, ErrorReason::kCancelled);
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(WritePhantomTest, LeavesNothingBesideItsFiles) {
  ASSERT_TRUE(WritePhantom({.size_px = {1500, 800}}, PathsOf("a")));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 3);
}

// Most of the height is glass, so this is quick; with the whole slide in
// memory it would take 390 MB.
TEST_F(WritePhantomTest, TakesMemoryByTheWidthAndNotByTheHeight) {
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  ASSERT_TRUE(WritePhantom({.size_px = {1300, 100'000}, .threads = 2},
                           PathsOf("tall")));
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 120 * 1024);  // KiB
}

TEST(PhantomNames, AreReadBack) {
  EXPECT_EQ(PhantomMarkerFromName("ki67"), PhantomMarker::kKi67);
  EXPECT_EQ(PhantomPresetFromName("after"), PhantomPreset::kAfter);
  EXPECT_EQ(PhantomMarkerName(PhantomMarker::kCd138), "cd138");
  EXPECT_EQ(PhantomMarkerFromName("CD4"), std::nullopt);
  EXPECT_EQ(PhantomPresetFromName(""), std::nullopt);
}

}  // namespace
}  // namespace cellquant::core
