// What is written in an XML format is read back as the same areas.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "core/annotations/read_annotations.h"
#include "core/annotations/regions_to_count.h"
#include "core/annotations/writer.h"

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Write = Result<WrittenAnnotations> (*)(const Regions&, const SlideInfo*);

struct Format {
  const char* name;
  Write write;
  bool holes;           // the format has holes
  double within_px;     // of every vertex
  double within_share;  // of every area
};

constexpr Format kAperio = {"Aperio", WriteAperio, true, 0.0, 0.0};
constexpr Format kHalo = {"Halo", WriteHalo, true, 0.0, 0.0};
constexpr Format kAsap = {"Asap", WriteAsap, false, 0.0, 0.0};
// Half a nanometer is 0.0022 pixels of 0.228 um; what that does to an area of
// 0.1 mm2 or more was measured: 2.5e-6 of it at most.
constexpr Format kNdpa = {"Ndpa", WriteNdpa, false, 0.0023, 3e-6};

class RoundTrip : public ::testing::TestWithParam<Format> {};

std::string NameOf(const ::testing::TestParamInfo<Format>& test) {
  return test.param.name;
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip,
                         ::testing::Values(kAperio, kHalo, kAsap, kNdpa),
                         NameOf);

const SlideInfo& AnySlide() {
  static const SlideInfo kSlide = [] {
    SlideInfo slide;
    slide.levels = {{{200'001, 100'000}, 1.0}};
    slide.pixel_size = PixelSize{{0.2282, 0.2275}};
    slide.image_center = PlaceOnGlass{-123'456.0, 654'321.0};
    return slide;
  }();
  return kSlide;
}

// Read back as the losses say.
Result<RegionSet> ReadBack(const WrittenAnnotations& written) {
  return RegionsToCount(written.bytes,
                        {{.include = {}, .exclude = {std::string(kHoleClass)}}},
                        &AnySlide());
}

double DistanceToNearest(const Level0Point& p, const Ring& ring) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Level0Point& q : ring) {
    nearest = std::min(nearest, std::hypot(p.x - q.x, p.y - q.y));
  }
  return nearest;
}

double FarthestVertex(const Ring& a, const Ring& b) {
  double farthest = 0.0;
  for (const Level0Point& p : a) {
    farthest = std::max(farthest, DistanceToNearest(p, b));
  }
  return farthest;
}

void ExpectSame(const MultiPolygon& shape, const MultiPolygon& read,
                const Format& format) {
  if (format.within_px == 0.0) {
    EXPECT_EQ(read, Normalized(shape));
    return;
  }
  ASSERT_EQ(read.size(), 1U);
  ASSERT_EQ(shape.size(), 1U);
  ASSERT_EQ(read[0].holes.size(), shape[0].holes.size());
  EXPECT_EQ(read[0].exterior.size(), shape[0].exterior.size());
  EXPECT_LE(FarthestVertex(read[0].exterior, shape[0].exterior),
            format.within_px * std::numbers::sqrt2);
  const double area = AreaPx2(shape);
  EXPECT_NEAR(AreaPx2(read), area, area * format.within_share);
}

// A star about `center`; its radius is between 0.6 and 1 of `radius`.
Ring Star(Level0Point center, double radius, int vertices,
          std::mt19937_64& random) {
  std::uniform_real_distribution<double> reach(0.6, 1.0);
  std::uniform_real_distribution<double> shift(-0.3, 0.3);
  Ring ring;
  for (int i = 0; i < vertices; ++i) {
    const double angle =
        2.0 * std::numbers::pi * (i + shift(random)) / vertices;
    const double r = radius * reach(random);
    ring.push_back(
        {center.x + r * std::cos(angle), center.y + r * std::sin(angle)});
  }
  return ring;
}

// 250 stars in rows, 4000 px apart, all but every fifth with a hole. They are
// larger than 0.1 mm2.
Regions Stars() {
  std::mt19937_64 random(20250301);
  std::uniform_int_distribution<int> vertices(12, 60);
  Regions stars;
  for (int i = 0; i < 250; ++i) {
    const Level0Point center{2000.0 + i % 20 * 4000.0,
                             2000.0 + std::floor(i / 20.0) * 4000.0};
    Polygon star{Star(center, 1990.0, vertices(random), random), {}};
    if (i % 5 != 0) {
      star.holes = {Star(center, 700.0, vertices(random), random)};
    }
    stars.push_back({fmt::format("region-{}", i + 1), fmt::format("star {}", i),
                     i % 3 == 0 ? "Tumor" : "Stroma", Normalized({star})});
  }
  return stars;
}

TEST_P(RoundTrip, RandomStarsWithHolesComeBack) {
  const Regions stars = Stars();
  const auto written = GetParam().write(stars, &AnySlide());
  ASSERT_TRUE(written) << written.error().message;
  const auto read = ReadBack(*written);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->regions.size(), stars.size());
  double worst = 0.0;
  for (std::size_t i = 0; i < stars.size(); ++i) {
    const double area = AreaPx2(stars[i].shape);
    ASSERT_GT(area * 0.2282 * 0.2275, 1e5);  // um2
    ExpectSame(stars[i].shape, read->regions[i].shape, GetParam());
    EXPECT_EQ(read->regions[i].classification, stars[i].classification);
    worst =
        std::max(worst, std::abs(AreaPx2(read->regions[i].shape) / area - 1.0));
  }
  RecordProperty("worst_area", fmt::format("{:.2e}", worst));
}

TEST_P(RoundTrip, TheSameRegionsAreTheSameBytes) {
  const auto once = GetParam().write(Stars(), &AnySlide());
  const auto twice = GetParam().write(Stars(), &AnySlide());
  ASSERT_TRUE(once && twice);
  EXPECT_EQ(once->bytes, twice->bytes);
}

TEST_P(RoundTrip, NamesOfAnyTextComeBack) {
  const std::string text = "R&D <\"grade 2'> \xC3\xA9\xE7\xB4\xB0";
  Region region{"region-1",
                text,
                text,
                {{{{0, 0}, {90, 0}, {90, 90}}, {}}},
                Color{1, 2, 250}};
  const auto written = GetParam().write({region}, &AnySlide());
  ASSERT_TRUE(written) << written.error().message;
  const auto read = ReadBack(*written);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->regions.at(0).classification, text);
  EXPECT_EQ(read->regions.at(0).color, region.color);
  EXPECT_EQ(read->regions.at(0).name,
            GetParam().name == std::string("Halo") ? "" : text);
}

TEST_P(RoundTrip, APartOfARegionBecomesARegion) {
  const Region region{"region-1",
                      "",
                      "Tumor",
                      {{{{0, 0}, {90, 0}, {90, 90}}, {}},
                       {{{200, 0}, {290, 0}, {290, 90}}, {}}}};
  const auto written = GetParam().write({region}, &AnySlide());
  ASSERT_TRUE(written);
  EXPECT_THAT(written->losses,
              ::testing::ElementsAre("1 region(s) have several parts, each of "
                                     "which becomes a region"));
  const auto read = ReadBack(*written);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->regions.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    ExpectSame({region.shape[i]}, read->regions[i].shape, GetParam());
  }
}

TEST_P(RoundTrip, NoRegionsAreAFile) {
  const auto written = GetParam().write({}, &AnySlide());
  ASSERT_TRUE(written);
  EXPECT_THAT(written->losses, IsEmpty());
  const auto file = ReadAnnotations(written->bytes, {&AnySlide(), false});
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_THAT(file->regions, IsEmpty());
}

Ring Square(double left, double top, double side) {
  return {{left, top},
          {left + side, top},
          {left + side, top + side},
          {left, top + side}};
}

// A ring-shaped region, an island in its hole, and one that overlaps both.
Regions Islands() {
  const auto shape = [](Polygon p) { return Normalized({std::move(p)}); };
  return {{"region-1", "", "Tumor",
           shape({Square(0, 0, 900), {Square(200, 200, 400)}})},
          {"region-2", "", "Tumor", shape({Square(300, 300, 100), {}})},
          {"region-3", "", "Tumor",
           shape({Square(500, 100, 900), {Square(550, 150, 200)}})}};
}

TEST_P(RoundTrip, AHoleTakesNothingOffAnIslandOrAnOverlappingRegion) {
  const Regions regions = Islands();
  const auto written = GetParam().write(regions, &AnySlide());
  if (!GetParam().holes) {
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().reason, ErrorReason::kInvalidArgument);
    EXPECT_THAT(written.error().message,
                HasSubstr("region region-2: this format has no holes, and the "
                          "hole of region region-1 would be taken off it"));
    return;
  }
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(written->losses, IsEmpty());
  const auto read = ReadBack(*written);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->regions.size(), regions.size());
  for (std::size_t i = 0; i < regions.size(); ++i) {
    ExpectSame(regions[i].shape, read->regions[i].shape, GetParam());
  }
}

TEST_P(RoundTrip, AnIslandThatIsAPartOfTheSameRegionComesBack) {
  const Region region{"region-1", "", "",
                      Normalized({{Square(0, 0, 900), {Square(200, 200, 400)}},
                                  {Square(300, 300, 100), {}}})};
  const auto written = GetParam().write({region}, &AnySlide());
  ASSERT_EQ(written.has_value(), GetParam().holes);
  if (!written) return;
  const auto read = ReadBack(*written);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->regions.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(read->regions[i].shape, MultiPolygon{region.shape[i]});
  }
}

TEST(RoundTripOfFlatAreas, ARegionCalledAsTheHolesAreIsRefused) {
  Regions regions = {Islands()[0]};
  regions.push_back({"region-2", "Exclude", "", {{Square(2000, 0, 9), {}}}});
  for (const Format& format : {kAsap, kNdpa}) {
    const auto written = format.write(regions, &AnySlide());
    ASSERT_FALSE(written) << format.name;
    EXPECT_THAT(written.error().message, HasSubstr("region region-2: "));
    // Without a hole it is a region like any other.
    EXPECT_TRUE(format.write({regions[1]}, &AnySlide())) << format.name;
  }
}

}  // namespace
}  // namespace cellquant::core
