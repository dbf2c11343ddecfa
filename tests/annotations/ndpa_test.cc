#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>

#include "core/annotations/read_annotations.h"
#include "core/annotations/writer.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// 101 x 50 pixels of 0.25 x 0.5 um, the middle 1 um left of the glass' middle
// and 3 um below it.
SlideInfo OddSlide() {
  SlideInfo slide;
  slide.levels = {{{101, 50}, 1.0}};
  slide.pixel_size = PixelSize{{0.25, 0.5}};
  slide.image_center = PlaceOnGlass{-1000.0, 3000.0};
  return slide;
}

std::string Point(int x, int y) {
  return fmt::format("<point><x>{}</x><y>{}</y></point>", x, y);
}

std::string View(const std::string& type, const std::string& content,
                 const std::string& unit = "nanometers") {
  return fmt::format(
      R"(<ndpviewstate id="1"><title>Tumor</title><details>F1</details>
         <coordformat>{}</coordformat><lens>20</lens><x>5</x><y>6</y><z>0</z>
         <annotation type="{}" displayname="AnnotateX" color="#0000ff">{}
         </annotation></ndpviewstate>)",
      unit, type, content);
}

Result<AnnotationFile> Read(const std::string& views,
                            const SlideInfo* slide = nullptr) {
  const SlideInfo odd = OddSlide();
  return ReadAnnotations(
      "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>"
      "<annotations>" +
          views + "</annotations>",
      {slide != nullptr ? slide : &odd, false});
}

const std::string kTriangle = "<closed>1</closed><pointlist>" +
                              Point(-1000, 3000) + Point(0, 3000) +
                              Point(-1000, 4000) + "</pointlist>";

TEST(NdpaReader, TheMiddleOfAnOddWidthIsTheMiddleOfAPixel) {
  const auto file = Read(View("freehand", kTriangle));
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(file->regions.size(), 1U);
  const Ring expected = {{50.5, 25.0}, {54.5, 25.0}, {50.5, 27.0}};
  EXPECT_EQ(file->regions[0].shape.front().exterior, expected);
}

TEST(NdpaReader, TheTitleIsTheClassAndTheDetailsAreTheName) {
  const auto file = Read(View("freehand", kTriangle));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->format, AnnotationFormat::kNdpa);
  EXPECT_EQ(file->regions.at(0).classification, "Tumor");
  EXPECT_EQ(file->regions.at(0).name, "F1");
  EXPECT_EQ(file->regions.at(0).color, (Color{0, 0, 255}));
}

TEST(NdpaReader, ACircleIsRoundOnTheGlass) {
  const auto file =
      Read(View("circle", "<x>-1000</x><y>3000</y><radius>2000</radius>"));
  ASSERT_TRUE(file);
  ASSERT_EQ(file->regions.size(), 1U);
  const MultiPolygon& shape = file->regions[0].shape;
  // 8 x 4 pixels.
  EXPECT_NEAR(AreaPx2(shape), std::numbers::pi * 8.0 * 4.0, 2e-3);
  EXPECT_EQ(Bounds(shape), (Level0Rect{42, 21, 17, 8}));
}

TEST(NdpaReader, LinesPinsAndMeasuresAreSkipped) {
  const std::string points =
      "<pointlist>" + Point(0, 0) + Point(9, 9) + Point(9, 0) + "</pointlist>";
  const auto file = Read(View("freehand", "<closed>0</closed>" + points) +
                         View("pin", "<x>0</x><y>0</y>") +
                         View("pointer", "<x1>0</x1><y1>0</y1>") +
                         View("linearmeasure", "<x1>0</x1><y1>0</y1>") +
                         View("freehand", kTriangle));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->regions.size(), 1U);
  EXPECT_THAT(file->problems, IsEmpty());
  EXPECT_THAT(file->warnings,
              ElementsAre("1 line(s) skipped: no annotated area",
                          "1 linearmeasure(s) skipped: no annotated area",
                          "1 pin(s) skipped: no annotated area",
                          "1 pointer(s) skipped: no annotated area"));
}

TEST(NdpaReader, BadAnnotationsAreProblemsOfTheirOwn) {
  const auto file = Read(
      View("freehand", kTriangle, "pixels") + View("blob", kTriangle) +
      View("circle", "<x>0</x><y>0</y><radius>wide</radius>") +
      View("freehand",
           "<closed>1</closed><pointlist><point><x>1</x></point>"
           "</pointlist>") +
      View("freehand", "<closed>false</closed>") + View("freehand", kTriangle));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->regions.size(), 1U);
  ASSERT_EQ(file->problems.size(), 5U);
  EXPECT_EQ(file->problems[0].message,
            "annotation 1 (\"Tumor\"): its coordformat is \"pixels\"; it must "
            "be nanometers");
  EXPECT_THAT(file->problems[1].message, HasSubstr("type \"blob\""));
  EXPECT_THAT(file->problems[2].message, HasSubstr("no number: \"wide\""));
  EXPECT_THAT(file->problems[3].message, HasSubstr("(\"1\", \"\")"));
  EXPECT_THAT(file->problems[4].message, HasSubstr("closed is \"false\""));
}

TEST(Ndpa, NeedsASlideThatSaysWhereItLies) {
  SlideInfo nowhere = OddSlide();
  nowhere.image_center.reset();
  SlideInfo unscaled = OddSlide();
  unscaled.pixel_size.reset();
  SlideInfo rescaled = OddSlide();
  rescaled.pixel_size->source = PixelSizeSource::kCaller;
  const std::pair<const SlideInfo*, const char*> rows[] = {
      {nullptr, "without the slide"},
      {&nowhere, "where its image lies"},
      {&unscaled, "how large a pixel is"},
      {&rescaled, "the scanner's own pixel size"}};
  for (const auto& [slide, what] : rows) {
    const auto read = ReadAnnotations("<annotations/>", {slide, false});
    const auto written = WriteNdpa({}, slide);
    ASSERT_FALSE(read);
    ASSERT_FALSE(written);
    EXPECT_EQ(read.error().reason, ErrorReason::kInvalidArgument);
    EXPECT_THAT(read.error().message, HasSubstr(what));
    EXPECT_EQ(written.error(), read.error());
  }
}

TEST(NdpaWriter, WritesWhatTheViewerReads) {
  const SlideInfo slide = OddSlide();
  Region region{"region-1",
                "F1",
                "Tumor",
                {{{{50.5, 25.0}, {54.501, 25.0}, {50.5, 27.0}}, {}}}};
  region.annotated_by = "reader-1";
  region.annotated_at = "2025-03-01";
  const auto written = WriteNdpa({region}, &slide);
  ASSERT_TRUE(written) << written.error().message;
  for (const char* part :
       {R"(<ndpviewstate id="1" owner="reader-1">)", "<title>Tumor</title>",
        "<details>F1</details>", "<coordformat>nanometers</coordformat>",
        R"(<annotation type="freehand" displayname="AnnotateFreehand")",
        "<closed>1</closed>", "<x>-1000</x>", "<x>0</x>", "<y>4000</y>"}) {
    EXPECT_THAT(written->bytes, HasSubstr(part));
  }
  EXPECT_THAT(written->losses,
              ElementsAre("1 region(s) lose when they were annotated"));
  const auto file = ReadAnnotations(written->bytes, {&slide, false});
  ASSERT_TRUE(file);
  EXPECT_EQ(file->regions.at(0).annotated_by, "reader-1");
}

}  // namespace
}  // namespace cellquant::core
