#include "core/compare/cohort_tests.h"

#include <fmt/format.h>

#include "core/compare/holm.h"

namespace cellquant::core {
namespace {

std::vector<double> DifferencesOf(const Cohort& cohort,
                                  const CohortTest& test) {
  std::vector<double> differences;
  differences.reserve(test.pairs.size());
  for (const CohortPair& pair : test.pairs) {
    const ClassComparison& one =
        cohort.patients[pair.patient].comparison->comparisons[pair.comparison];
    differences.push_back(DensityOf(*one.after).value() -
                          DensityOf(*one.before).value());
  }
  return differences;
}

Result<void> TestOne(const Cohort& cohort, CohortTest& test) {
  if (test.pairs.size() < kMinPairs) {
    test.not_tested =
        fmt::format("{} {}: below {} there is no p-value, only the patients",
                    test.pairs.size(),
                    test.pairs.size() == 1 ? "patient" : "patients", kMinPairs);
    return {};
  }
  const std::vector<double> differences = DifferencesOf(cohort, test);
  CQ_ASSIGN(test.signed_rank, WilcoxonSignedRank(differences));
  CQ_ASSIGN(test.shift, EstimateShift(differences));
  return {};
}

}  // namespace

Result<void> TestOverPatients(Cohort& cohort) {
  std::vector<double> p_values;
  for (CohortTest& test : cohort.tests) {
    CQ_CHECK(TestOne(cohort, test));
    if (test.signed_rank) p_values.push_back(test.signed_rank->p_value);
  }
  const std::vector<double> adjusted = HolmAdjusted(p_values);
  cohort.adjusted_for = adjusted.size();
  auto next = adjusted.begin();
  for (CohortTest& test : cohort.tests) {
    if (test.signed_rank) test.adjusted_p_value = *next++;
  }
  return {};
}

}  // namespace cellquant::core
