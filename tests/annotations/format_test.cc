#include "core/annotations/format.h"

#include <gtest/gtest.h>

#include <string>

namespace cellquant::core {
namespace {

TEST(AnnotationFormat, NamesAreReadBack) {
  for (const AnnotationFormat format : kAnnotationFormats) {
    EXPECT_EQ(AnnotationFormatFromName(AnnotationFormatName(format)), format);
  }
  EXPECT_FALSE(AnnotationFormatFromName("xml"));
}

TEST(AnnotationFormat, IsToldByContent) {
  const std::pair<std::string, AnnotationFormat> rows[] = {
      {"\xEF\xBB\xBF [", AnnotationFormat::kGeoJson},
      {"{}", AnnotationFormat::kGeoJson},
      {"<?xml version=\"1.0\"?>\n<Annotations MicronsPerPixel=\"0.5\">"
       "<Vertex X=\"1\"/>",
       AnnotationFormat::kAperio},
      {"<Annotations><Region HasEndcaps=\"0\"><V X=\"1\"/>",
       AnnotationFormat::kHalo},
      {"<!-- <Annotations> --><annotations>", AnnotationFormat::kNdpa},
      {"<?xml?><ASAP_Annotations>", AnnotationFormat::kAsap},
      {std::string(128, '\0') + "DICM....", AnnotationFormat::kDicom}};
  for (const auto& [bytes, format] : rows) {
    EXPECT_EQ(DetectAnnotationFormat(bytes), format) << bytes;
  }
}

TEST(AnnotationFormat, WhatIsNoneIsNone) {
  for (const char* bytes :
       {"", "  ", "x_px,y_px", "<svg/>", "<", "<!--", "<?"}) {
    EXPECT_FALSE(DetectAnnotationFormat(bytes)) << bytes;
  }
}

}  // namespace
}  // namespace cellquant::core
