#include "core/annotations/ndpa_frame.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/annotations/read_annotations.h"
#include "core/annotations/writer.h"
#include "core/slide/open_slide.h"
#include "tests/testing/shared_data.h"

namespace cellquant::core {
namespace {

SlideInfo Slide(int width, int height, MicronsPerPixel mpp,
                PlaceOnGlass center) {
  SlideInfo slide;
  slide.levels = {{{width, height}, 1.0}};
  slide.pixel_size = PixelSize{mpp};
  slide.image_center = center;
  return slide;
}

TEST(NdpaFrame, TheImagesMiddleLiesWhereTheSlideSays) {
  const SlideInfo slide = Slide(101, 50, {0.25, 0.5}, {-1000.0, 3000.0});
  const auto frame = NdpaFrame::Of(&slide);
  ASSERT_TRUE(frame) << frame.error().message;
  EXPECT_EQ(frame->ToPixels({-1000.0, 3000.0}), (Level0Point{50.5, 25.0}));
  // Right and down are positive in both frames.
  EXPECT_EQ(frame->ToPixels({0.0, 4000.0}), (Level0Point{54.5, 27.0}));
  const PlaceOnGlass corner = frame->ToGlass({0.0, 0.0});
  EXPECT_DOUBLE_EQ(corner.x_nm, -1000.0 - 50.5 * 250.0);
  EXPECT_DOUBLE_EQ(corner.y_nm, 3000.0 - 25.0 * 500.0);
}

TEST(NdpaFrame, WholeNanometersKeepEveryVertexOfAnySlide) {
  const Ring outline = {{0, 0}, {70'000, 3.75}, {65'537.25, 60'000.5}};
  for (const SlideInfo& slide :
       {Slide(70'000, 61'000, {0.25, 0.25}, {0, 0}),
        Slide(70'001, 61'001, {0.2282, 0.2275}, {-1'234'567, -89}),
        Slide(99'999, 61'000, {0.4418, 0.4421}, {7'654'321.5, -1'000'000}),
        Slide(70'001, 61'000, {1.0, 0.5}, {-0.25, 12'345'678})}) {
    const auto written =
        WriteNdpa({{"region-1", "", "", {{outline, {}}}}}, &slide);
    ASSERT_TRUE(written) << written.error().message;
    const auto read = ReadAnnotations(written->bytes, {&slide, false});
    ASSERT_TRUE(read) << read.error().message;
    const Ring& back = read->regions.at(0).shape.at(0).exterior;
    ASSERT_EQ(back.size(), outline.size());
    for (std::size_t i = 0; i < outline.size(); ++i) {
      EXPECT_NEAR(back[i].x, outline[i].x, 0.0023);
      EXPECT_NEAR(back[i].y, outline[i].y, 0.0023);
    }
  }
}

TEST(NdpaFrame, ARealSlideHasOne) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "slideio-tutorial/test3-TRITC.ndpi");
  const auto slide = OpenSlideFile(path);
  ASSERT_TRUE(slide) << slide.error().message;
  const SlideInfo& info = (*slide)->info();
  ASSERT_TRUE(info.image_center);
  const auto frame = NdpaFrame::Of(&info);
  ASSERT_TRUE(frame) << frame.error().message;
  EXPECT_EQ(frame->ToPixels(*info.image_center),
            (Level0Point{static_cast<double>(info.size().width) / 2.0,
                         static_cast<double>(info.size().height) / 2.0}));
  // A slide is 26 x 76 mm, and the image lies on it.
  for (const Level0Point& corner :
       {Level0Point{0.0, 0.0},
        Level0Point{static_cast<double>(info.size().width),
                    static_cast<double>(info.size().height)}}) {
    EXPECT_LT(std::abs(frame->ToGlass(corner).x_nm), 38e6);
    EXPECT_LT(std::abs(frame->ToGlass(corner).y_nm), 13e6);
  }
}

}  // namespace
}  // namespace cellquant::core
