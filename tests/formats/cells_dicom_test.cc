#include "core/formats/cells_dicom.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <tuple>

#include "core/dicom/annotation_object.h"
#include "tests/testing/shared_data.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

CellsDicomOptions Options() {
  CellsDicomOptions options{std::string(64, 'a'), "cd138", "1.0.0", "CD138"};
  options.detector.name = kNetworkDetectorName;
  return options;
}

Cell CellAt(double x, double y, CellClass cells) {
  return {{x, y},
          cells,
          SquareMicrometers(31.5),
          {OpticalDensity(0.5), OpticalDensity(0.25), OpticalDensity(0.125),
           OpticalDensity(0.375)}};
}

std::string FileOf(const std::vector<Cell>& cells,
                   const CellsDicomOptions& options = Options()) {
  std::ostringstream out;
  DicomCellWriter writer(out, options);
  for (const Cell& cell : cells) EXPECT_TRUE(writer.Write(cell, {"region-1"}));
  EXPECT_EQ(out.str(), "");
  EXPECT_TRUE(writer.Finish());
  return std::move(out).str();
}

DicomAnnotationObject ObjectOf(const std::string& bytes) {
  auto object = ReadAnnotationObject(bytes);
  EXPECT_TRUE(object) << object.error().message;
  return object.value_or(DicomAnnotationObject{});
}

TEST(CellsDicom, EachClassIsAGroupOfPoints) {
  const auto object = ObjectOf(FileOf({CellAt(1.5, 2, CellClass::kNegative),
                                       CellAt(3, 4, CellClass::kPositive),
                                       CellAt(5, 6.25, CellClass::kNegative)}));
  ASSERT_EQ(object.groups.size(), 2U);
  const DicomAnnotationGroup& positive = object.groups[0];
  const DicomAnnotationGroup& negative = object.groups[1];
  EXPECT_EQ(positive.label, "positive");
  EXPECT_EQ(negative.label, "negative");
  EXPECT_EQ(positive.count, 1U);
  EXPECT_EQ(negative.count, 2U);
  EXPECT_EQ(negative.graphic, "POINT");
  EXPECT_EQ(negative.generation, "AUTOMATIC");
  EXPECT_THAT(negative.float_coordinates, ElementsAre(1.5F, 2, 5, 6.25F));
}

TEST(CellsDicom, ASlideWithoutCellsHasAnEmptyGroup) {
  const auto object = ObjectOf(FileOf({}));
  ASSERT_EQ(object.groups.size(), 1U);
  EXPECT_EQ(object.groups[0].label, "positive");
  EXPECT_EQ(object.groups[0].count, 0U);
}

TEST(CellsDicom, TheSameCellsMakeTheSameFile) {
  const std::vector<Cell> cells = {CellAt(1, 2, CellClass::kPositive)};
  EXPECT_EQ(FileOf(cells), FileOf(cells));
  const auto one = ObjectOf(FileOf(cells));
  const auto other = ObjectOf(FileOf({CellAt(1, 3, CellClass::kPositive)}));
  EXPECT_NE(one.instance_uid, other.instance_uid);
  EXPECT_EQ(one.image.instance_uid, other.image.instance_uid);
  EXPECT_NE(one.image.instance_uid,
            DerivedReference(std::string(64, 'b')).instance_uid);
  EXPECT_THAT(one.instance_uid, StartsWith("2.25."));
}

TEST(CellsDicom, TheTimeOfTheAnalysisIsKept) {
  CellsDicomOptions options = Options();
  options.analyzed_at = "2025-03-01T10:30:00Z";
  EXPECT_EQ(ObjectOf(FileOf({}, options)).created_at, options.analyzed_at);
}

TEST(CellsDicom, AnOutputThatTakesNothingIsAnError) {
  std::ofstream closed;
  DicomCellWriter writer(closed, Options());
  ASSERT_TRUE(writer.Write(CellAt(1, 2, CellClass::kPositive), {}));
  const auto finished = writer.Finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().reason, ErrorReason::kOutputUnwritable);
}

TEST(CellsDicom, AnImageGivesItsIdentifiers) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "highdicom/sm_image.dcm");
  const auto image = DicomImage::Read(path, 50, 50);
  ASSERT_TRUE(image) << image.error().message;
  CellsDicomOptions options = Options();
  options.image = *image;
  const std::string bytes =
      FileOf({CellAt(1, 2, CellClass::kPositive)}, options);
  const auto object = ObjectOf(bytes);
  EXPECT_EQ(object.image.study_uid, image->reference().study_uid);
  EXPECT_EQ(object.image.instance_uid, image->reference().instance_uid);
  EXPECT_THAT(bytes, HasSubstr("S19-1_A_1_1"));  // its specimen
}

TEST(CellsDicom, AnImageOfAnotherSizeIsNotTheSlide) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "highdicom/sm_image.dcm");
  const auto image = DicomImage::Read(path, 50, 100);
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_THAT(image.error().message, HasSubstr("50 x 50"));
}

TEST(CellsDicom, ImagesOfAnyCompressionAreTaken) {
  CELLQUANT_SHARED_DATA_OR_SKIP(folder, "");
  for (const auto& [name, width, height] :
       {std::tuple("highdicom/sm_image_jpegls.dcm", 50, 50),
        std::tuple("highdicom/sm_image_grayscale.dcm", 50, 50),
        std::tuple("openslide-python/boxes_0.dcm", 16, 16),
        std::tuple("pathml/small_dicom.dcm", 3236, 2638)}) {
    const auto image = DicomImage::Read(folder / name, width, height);
    EXPECT_TRUE(image) << name << ": " << image.error().message;
  }
}

TEST(CellsDicom, WhatIsNoWholeSlideImageIsRefused) {
  CELLQUANT_SHARED_DATA_OR_SKIP(folder, "highdicom");
  for (const char* name :
       {"sm_annotations.dcm", "sr_document.dcm", "LICENSE"}) {
    const auto image = DicomImage::Read(folder / name, 50, 50);
    ASSERT_FALSE(image) << name;
    EXPECT_EQ(image.error().reason, ErrorReason::kNotASlide) << name;
  }
}

}  // namespace
}  // namespace cellquant::core
