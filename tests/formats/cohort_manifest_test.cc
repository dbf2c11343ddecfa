#include "core/formats/cohort_manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;

TEST(Manifest, ReadsReportsAndSlidesByTheirColumns) {
  const auto rows = ManifestFromCsv(
      "slide,marker,day,patient,timepoint,report,mpp\n"
      ",CD138,-7,patient-01,pre,results/a,\n"
      "b.tif,CD138,,patient-01,d90,,\"0.25,0.26\"\n");
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].report, "results/a");
  EXPECT_EQ((*rows)[0].day, -7);
  EXPECT_EQ((*rows)[1].slide, "b.tif");
  EXPECT_EQ((*rows)[1].mpp, "0.25,0.26");
  EXPECT_EQ((*rows)[1].day, std::nullopt);
  EXPECT_EQ((*rows)[1].line, 3U);
}

TEST(Manifest, RefusesAWrongHeader) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "is empty"},
      {"patient,timepoint,marker,report\n", "has no row"},
      {"patient;timepoint;marker;report\na;b;c;d\n", "separated by commas"},
      {"patient,timepoint,marker,reports\n", "line 1: the column \"reports\""},
      {"patient,timepoint,marker,report,report\n", "report stands twice"},
      {"patient,timepoint,report\n", "marker is missing"},
      {"patient,timepoint,marker\n", "neither a column report nor"}};
  for (const auto& [text, message] : cases) {
    const auto rows = ManifestFromCsv(text);
    ASSERT_FALSE(rows) << text;
    EXPECT_EQ(rows.error().reason, ErrorReason::kManifestInvalid);
    EXPECT_THAT(rows.error().message, HasSubstr(message));
  }
}

TEST(Manifest, RefusesAWrongRowWithItsLine) {
  const std::string header =
      "patient,timepoint,marker,day,report,slide,regions\n"
      "a,pre,CD20,0,a.json,,\n";
  const std::pair<const char*, const char*> cases[] = {
      {",pre,CD20,0,x,,", "line 3: patient is missing"},
      {"../b,pre,CD20,0,x,,", "line 3: patient begins with a dot"},
      {"b/c,pre,CD20,0,x,,", "line 3: patient holds a slash"},
      {"b,\"p\nre\",CD20,0,x,,", "line 3: timepoint holds"},
      {"b, pre,CD20,0,x,,", "line 3: timepoint begins or ends with a space"},
      {"b|c,pre,CD20,0,x,,", "line 3: patient holds one of"},
      {"b,d<90,CD20,0,x,,", "line 3: timepoint holds one of"},
      {"b,pre,NA,0,x,,", "line 3: marker is NA"},
      {"b,pre,CD20,0.5,x,,", "line 3: day must be a whole number"},
      {"b,pre,CD20,2000000,x,,", "line 3: day must be a whole number"},
      {"b,pre,CD20,0,,,", "line 3: there is neither a report nor a slide"},
      {"b,pre,CD20,0,x,y,", "line 3: there is a report and a slide"},
      {"b,pre,CD20,0,x,,r.json", "line 3: regions is of slides"},
      {"a,pre,cd20,5,x,,",
       "line 3: the same patient, timepoint and marker as "
       "line 2"}};
  for (const auto& [row, message] : cases) {
    const auto rows = ManifestFromCsv(header + row + "\n");
    ASSERT_FALSE(rows) << row;
    EXPECT_THAT(rows.error().message, HasSubstr(message));
  }
  EXPECT_THAT(
      ManifestFromCsv(header + std::string(101, 'x') + ",pre,CD20,0,x,,\n")
          .error()
          .message,
      HasSubstr("longer than 100 bytes"));
}

}  // namespace
}  // namespace cellquant::core
