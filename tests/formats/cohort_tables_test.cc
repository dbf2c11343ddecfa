// cohort.json, measurements.csv and comparisons.csv.
#include <gtest/gtest.h>

#include <algorithm>
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

TEST(ComparisonsCsv, HoldsWhatDecided) {
  const Rows rows = RowsOf(ComparisonsCsv(Scene()));
  const auto& cleared = rows[1];
  EXPECT_EQ(cleared.at("cleared_below_per_mm2"), "1");
  // -ln 0.05 / 10 mm2
  EXPECT_NEAR(std::stod(cleared.at("after_upper_bound_per_mm2")), 0.299573,
              1e-6);
  EXPECT_EQ(cleared.at("after_clustered_upper_bound_per_mm2"), "NA");
  EXPECT_NEAR(std::stod(cleared.at("holds_for_groups_of")), 1.0 / 0.2995732,
              1e-6);
  const Cohort cohort = Scene();
  const Change& change = *cohort.patients[3].comparison->comparisons[0].change;
  const auto& fallen = rows[3];
  EXPECT_EQ(fallen.at("patient"), cohort.patients[3].patient);
  EXPECT_EQ(fallen.at("holds_for_groups_of"), "NA");
  EXPECT_EQ(fallen.at("after_clustered_upper_bound_per_mm2"),
            CsvNumber(change.clustered_upper_bound_after->value()));
  EXPECT_EQ(fallen.at("equivalence_low"), CsvNumber(change.equivalence.low));
  EXPECT_EQ(fallen.at("equivalence_high"), CsvNumber(change.equivalence.high));
  EXPECT_EQ(fallen.at("ratio_clustered_high"),
            CsvNumber(change.ratio.clustered->high));
  EXPECT_EQ(fallen.at("difference_low_per_mm2"),
            CsvNumber(change.difference.poisson.low));
  EXPECT_EQ(fallen.at("ratio_one_sided"), "FALSE");
  EXPECT_EQ(cleared.at("ratio_one_sided"), "TRUE");
  EXPECT_EQ(rows[0].at("ratio_one_sided"), "NA");
}

// docs/cohort.md selects is.na(no_verdict_reason): refused pairs have
// densities.
TEST(ComparisonsCsv, RowsWithoutAReasonAreThoseOfTheTest) {
  auto entries = CohortOf(8, 100);
  entries[3].measurement->protocol_version = "2";
  const auto cohort = CompareCohort(entries, {"pre", "d90"});
  std::size_t with_densities = 0;
  std::vector<double> differences;
  for (const auto& row : RowsOf(ComparisonsCsv(*cohort))) {
    if (row.at("after_per_mm2") == "NA") continue;
    ++with_densities;
    if (row.at("no_verdict_reason") != "NA") continue;
    differences.push_back(std::stod(row.at("after_per_mm2")) -
                          std::stod(row.at("before_per_mm2")));
  }
  EXPECT_EQ(with_densities, 8U);
  ASSERT_EQ(differences.size(), 7U);
  EXPECT_EQ(cohort->tests[0].pairs.size(), 7U);
  // All fell: 2 / 2^n is the p-value of these n alone.
  EXPECT_LT(*std::max_element(differences.begin(), differences.end()), 0.0);
  EXPECT_EQ(cohort->tests[0].signed_rank->p_value, 2.0 / 128.0);
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
