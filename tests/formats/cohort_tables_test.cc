// cohort.json, measurements.csv and comparisons.csv.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "core/formats/cohort_csv.h"
#include "core/formats/cohort_json.h"
#include "core/formats/csv.h"
#include "tests/compare/cohort_scene.h"

namespace cellquant::core {
namespace {

using Rows = std::vector<std::map<std::string, std::string>>;

Rows RowsOf(const std::string& csv) {
  const auto records = *RecordsFromCsv(csv, ErrorReason::kInternal);
  Rows rows;
  for (std::size_t i = 1; i < records.size(); ++i) {
    rows.emplace_back();
    for (std::size_t c = 0; c < records[0].fields.size(); ++c) {
      rows.back()[records[0].fields[c]] = records[i].fields[c];
    }
  }
  return rows;
}

// Seven patients; of the first one the later slide failed, the second has none
// left, and the third's tissue is called something with a comma.
Cohort Scene() {
  auto entries = CohortOf(7, 100);
  entries[1].measurement.reset();
  entries[1].missing = "the slide is damaged, it seems";
  entries[3].measurement->classes[0].positive_cell_count = 0;
  for (std::size_t i : {4U, 5U}) {
    entries[i].measurement->classes[0].region_class = "Medulla, \"deep\"";
  }
  return *CompareCohort(entries, {"pre", "d90"});
}

TEST(MeasurementsCsv, HasARowForEverySlideAndClass) {
  const Rows rows = RowsOf(MeasurementsCsv(Scene()));
  ASSERT_EQ(rows.size(), 14U);
  EXPECT_EQ(rows[0].at("patient"), "patient-10");
  EXPECT_EQ(rows[0].at("day"), "-7");
  EXPECT_EQ(rows[0].at("positive_cell_count"), "1000");
  EXPECT_EQ(rows[0].at("area_mm2"), "10");
  EXPECT_EQ(rows[0].at("positive_cells_per_mm2"), "100");
  EXPECT_EQ(rows[0].at("not_measured_reason"), "NA");
  EXPECT_EQ(rows[1].at("not_measured_reason"),
            "the slide is damaged, it seems");
  EXPECT_EQ(rows[1].at("positive_cells_per_mm2"), "NA");
  EXPECT_EQ(rows[3].at("positive_cells_per_mm2_low"), "0");
  EXPECT_EQ(rows[3].at("interval_one_sided"), "TRUE");
  EXPECT_EQ(rows[4].at("region_class"), "Medulla, \"deep\"");
}

TEST(ComparisonsCsv, HasARowForEveryTestAndPatient) {
  const Rows rows = RowsOf(ComparisonsCsv(Scene()));
  ASSERT_EQ(rows.size(), 14U);  // 2 classes, 7 patients
  EXPECT_EQ(rows[0].at("no_verdict_reason"), "the slide is damaged, it seems");
  EXPECT_EQ(rows[0].at("verdict"), "NA");
  EXPECT_EQ(rows[1].at("region_class"), "Medulla");
  EXPECT_EQ(rows[1].at("verdict"), "cleared");
  EXPECT_EQ(rows[1].at("after_per_mm2"), "0");
  EXPECT_EQ(rows[1].at("ratio"), "0");
  EXPECT_EQ(rows[1].at("log2_fold_change"), "NA");
  EXPECT_EQ(rows[2].at("no_verdict_reason"),
            "neither slide has a region of this class");
  EXPECT_EQ(rows[3].at("before_day"), "-7");
  EXPECT_EQ(rows[3].at("no_verdict_reason"), "NA");
}

TEST(CohortJson, HoldsTestsGapsAndPatients) {
  const Cohort cohort = Scene();
  const nlohmann::json object = CohortToJson(cohort);
  EXPECT_EQ(object["timepoints"], nlohmann::json({"pre", "d90"}));
  EXPECT_EQ(object["patients"].size(), 7U);
  EXPECT_FALSE(object["patients"][0].contains("comparison"));
  ASSERT_EQ(object["tests"].size(), 2U);
  EXPECT_EQ(object["tests"][0]["pairs"].size(), 5U);
  EXPECT_FALSE(object["tests"][0].contains("signed_rank"));
  EXPECT_EQ(object["tests"][0]["pairs"][0]["difference_per_mm2"], -103.7);
  EXPECT_EQ(object["gaps"][0]["reason"], "the slide is damaged, it seems");
  EXPECT_EQ(object["digest"], CohortDigest(object));
}

TEST(CohortJson, HoldsTheTestOverPatients) {
  const auto cohort = CompareCohort(CohortOf(6, 100), {"pre", "d90"});
  const nlohmann::json test = CohortToJson(*cohort)["tests"][0];
  EXPECT_EQ(test["signed_rank"]["p_value"], 0.03125);
  EXPECT_EQ(test["signed_rank"]["adjusted_p_value"], 0.03125);
  EXPECT_EQ(test["shift_per_mm2"]["low"], -108.0);
}

TEST(CohortJson, DigestDoesNotDependOnWhatFilesAreCalled) {
  auto entries = CohortOf(6, 100);
  const auto digest = [&] {
    return CohortToJson(*CompareCohort(entries, {"pre", "d90"}))["digest"];
  };
  const auto one = digest();
  entries[0].measurement->name = "elsewhere";
  EXPECT_EQ(digest(), one);
  entries[0].measurement->classes[0].positive_cell_count += 1;
  EXPECT_NE(digest(), one);
}

}  // namespace
}  // namespace cellquant::core
