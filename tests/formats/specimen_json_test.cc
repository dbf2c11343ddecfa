#include "core/formats/specimen_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;

constexpr const char* kFull = R"({
  "patient": "patient-01", "accession": "A-1", "block": "B", "slide_barcode":
  "S9", "stain_clone": "B-A38", "section_thickness_um": 2, "scanner": "model",
  "timepoint": {"label": "day 90", "day": 90},
  "therapies": [{"target": "CD19", "day": -200}, {"target": "BCMA"}]})";

TEST(SpecimenJson, ReadsEveryFieldAndWritesItBack) {
  const auto specimen = SpecimenFromJson(kFull);
  ASSERT_TRUE(specimen) << specimen.error().message;
  EXPECT_EQ(specimen->timepoint_day, 90);
  EXPECT_EQ(specimen->therapies[0].day, -200);
  EXPECT_EQ(specimen->therapies[1].day, std::nullopt);
  EXPECT_EQ(SpecimenToJson(*specimen), nlohmann::json::parse(kFull));
}

TEST(SpecimenJson, EveryFieldIsOptional) {
  EXPECT_EQ(SpecimenFromJson("{}"), Specimen{});
}

TEST(SpecimenJson, WrongFieldsAreNamed) {
  const std::pair<const char*, const char*> rows[] = {
      {R"({"pateint": "x"})", "pateint"},
      {R"({"patient": 3})", "patient"},
      {R"({"section_thickness_um": -1})", "section_thickness_um"},
      {R"({"section_thickness_um": "2"})", "section_thickness_um"},
      {R"({"timepoint": {"day": 1.5}})", "timepoint.day"},
      {R"({"timepoint": "day 1"})", "timepoint"},
      {R"({"therapies": [{"target": "x", "dose": 1}]})", "therapies[0].dose"},
      {"[]", "not a JSON object"},
      {"{", "not a JSON object"}};
  for (const auto& [text, named] : rows) {
    const auto specimen = SpecimenFromJson(text);
    ASSERT_FALSE(specimen) << text;
    EXPECT_EQ(specimen.error().reason, ErrorReason::kSpecimenInvalid);
    EXPECT_THAT(specimen.error().message, HasSubstr(named));
  }
}

}  // namespace
}  // namespace cellquant::core
