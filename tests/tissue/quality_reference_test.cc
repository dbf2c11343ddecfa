#include "core/tissue/quality_reference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/slide/field_image.h"
#include "core/slide/open_slide.h"
#include "core/tissue/artifacts.h"
#include "tests/testing/shared_data.h"
#include "tests/tissue/drawn_tissue.h"

namespace cellquant::core {
namespace {

struct Judged {
  QualityReference reference;
  cv::Mat1b flags;
  double block_um = 0.0;
};

// The whole of a small slide.
Judged Judge(const TileSource& source, MicronsPerPixel mpp) {
  const WorkingGrid grid = *WorkingGrid::Make(mpp);
  const Overview overview = *ReadOverview(source, mpp);
  const Calibration calibration = *Calibrate(overview, {}, 245.0);
  const QualityReference reference =
      *EstimateQualityReference(source, grid, overview, calibration);
  const Size size = source.info().size();
  const WorkingRect whole =
      WholeBlocks(grid.Covering({0, 0, size.width, size.height}));
  const cv::Mat3b rgb = *grid.Read(source, whole.Inflated(kQualityMarginPx));
  return {reference,
          FlagBlocks(rgb, ToOpticalDensity(rgb, calibration.white_point),
                     reference),
          4.0 * grid.MeanMpp()};
}

TEST(QualityReference, ASmallFieldHasOne) {
  const FieldImage field("field", Photographed(DrawnTissue(160)));
  const Judged judged = Judge(field, {0.5, 0.5});
  EXPECT_GT(judged.reference.sharpness, 0.0);
  EXPECT_GT(judged.reference.red, 0);
  EXPECT_EQ(ShareWith(judged.flags, kBlurredFlag | kFoldFlag | kInkFlag), 0.0);
}

TEST(QualityReference, GlassHasNone) {
  cv::Mat3f od(300, 300, cv::Vec3f());
  AddDisc(od, {150, 150}, 20, kHematoxylin, 0.5F);
  const Judged judged =
      Judge(FieldImage("glass", Photographed(od)), {0.5, 0.5});
  EXPECT_EQ(judged.reference.sharpness, 0.0);
  EXPECT_EQ(judged.reference.red, 0);
  EXPECT_EQ(judged.reference.relative_sharpness, std::nullopt);
}

double RelativeSharpness(const cv::Mat3f& od) {
  const FieldImage field("field", Photographed(od));
  return Judge(field, {0.5, 0.5}).reference.relative_sharpness.value();
}

TEST(QualityReference, SharpnessFallsWithBlurAndNotWithPalerStain) {
  const cv::Mat3f sharp = DrawnTissue(160);
  cv::Mat3f blurred;
  cv::GaussianBlur(sharp, blurred, {}, 2.0);  // 1 um
  const cv::Mat3f pale = sharp * 0.7;
  const double drawn = RelativeSharpness(sharp);
  EXPECT_LT(RelativeSharpness(blurred), 0.75 * drawn);
  EXPECT_NEAR(RelativeSharpness(pale), drawn, 0.05 * drawn);
}

// At most 1 % of a clean real field; glass is no fault of the tissue.
void ExpectClean(const std::filesystem::path& file, double mpp) {
  const auto source = OpenSlideFile(file, MicronsPerPixel{mpp, mpp});
  ASSERT_TRUE(source);
  const Judged judged = Judge(**source, {mpp, mpp});
  const cv::Mat1b classes = ClassifyBlocks(judged.flags, judged.block_um);
  int faults = 0;
  for (const std::uint8_t kind : classes) {
    const auto what = static_cast<Evaluability>(kind);
    if (what != Evaluability::kHole && !CountsAsEvaluable(what)) ++faults;
  }
  EXPECT_LE(faults, 0.01 * static_cast<double>(classes.total())) << file;
}

TEST(QualityReference, ARealKi67FieldStaysEvaluable) {
  CELLQUANT_SHARED_DATA_OR_SKIP(ndpi, "qupath-os2-ki67/OS-2-ndpi.png");
  CELLQUANT_SHARED_DATA_OR_SKIP(vsi, "qupath-os2-ki67/OS-2-vsi.png");
  ExpectClean(ndpi, 0.2271);
  ExpectClean(vsi, 0.34605);
}

TEST(QualityReference, RealMembraneStainsStayEvaluable) {
  CELLQUANT_SHARED_DATA_OR_SKIP(lymphoid, "lymphoid-membrane/ROI_127.png");
  CELLQUANT_SHARED_DATA_OR_SKIP(gland, "skimage-ihc/ihc.png");
  ExpectClean(lymphoid, 0.24);
  ExpectClean(gland, 0.5);
}

}  // namespace
}  // namespace cellquant::core
