#include "core/formats/cohort_json.h"

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/formats/canonical_json.h"
#include "core/formats/comparison_json.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json PairToJson(const Cohort& cohort, const CohortPair& pair) {
  const CohortPatient& patient = cohort.patients[pair.patient];
  const ClassComparison& one = patient.comparison->comparisons[pair.comparison];
  const double before = DensityOf(*one.before).value();
  const double after = DensityOf(*one.after).value();
  json object = {
      {"patient", patient.patient},
      {"gate", GateStatusName(GateStatusOf(*patient.comparison, one.pair))},
      {"before_per_mm2", before},
      {"after_per_mm2", after},
      {"difference_per_mm2", after - before},
      {"verdict", VerdictName(one.change->verdict)}};
  if (one.change->ratio.value) object["ratio"] = *one.change->ratio.value;
  return object;
}

json SignedRankToJson(const CohortTest& test) {
  return {{"method", "wilcoxon_signed_rank_pratt_exact"},
          {"alternative", "two_sided"},
          {"positive_rank_sum", test.signed_rank->positive_rank_sum},
          {"negative_rank_sum", test.signed_rank->negative_rank_sum},
          {"zeros", test.signed_rank->zeros},
          {"ties", test.signed_rank->ties},
          {"p_value", test.signed_rank->p_value},
          {"adjusted_p_value", *test.adjusted_p_value}};
}

json TestToJson(const Cohort& cohort, const CohortTest& test) {
  json pairs = json::array();
  for (const CohortPair& pair : test.pairs) {
    pairs.push_back(PairToJson(cohort, pair));
  }
  json object = {{"marker", test.marker},
                 {"region_class", test.region_class},
                 {"before", cohort.timepoints.front()},
                 {"after", test.timepoint},
                 {"pairs", pairs},
                 {"not_tested", test.not_tested}};
  if (test.signed_rank) object["signed_rank"] = SignedRankToJson(test);
  if (test.shift) {
    object["shift_per_mm2"] = {{"method", "hodges_lehmann_exact"},
                               {"estimate", test.shift->estimate},
                               {"low", test.shift->low},
                               {"high", test.shift->high},
                               {"confidence", test.shift->confidence}};
  }
  return object;
}

json PatientToJson(const CohortPatient& patient) {
  json object = {{"patient", patient.patient}};
  if (patient.comparison) {
    object["comparison"] = ComparisonToJson(*patient.comparison);
  }
  return object;
}

json GapToJson(const CohortGap& gap) {
  return {{"patient", gap.patient},
          {"timepoint", gap.timepoint},
          {"marker", gap.marker},
          {"region_class", gap.region_class},
          {"reason", gap.reason}};
}

}  // namespace

json CohortToJson(const Cohort& cohort) {
  json patients = json::array();
  for (const CohortPatient& patient : cohort.patients) {
    patients.push_back(PatientToJson(patient));
  }
  json tests = json::array();
  for (const CohortTest& test : cohort.tests) {
    tests.push_back(TestToJson(cohort, test));
  }
  json gaps = json::array();
  for (const CohortGap& gap : cohort.gaps) gaps.push_back(GapToJson(gap));
  json object = {{"timepoints", cohort.timepoints},
                 {"tests", tests},
                 {"adjustment", "holm"},
                 {"adjusted_for", cohort.adjusted_for},
                 {"gaps", gaps},
                 {"patients", patients}};
  object["digest"] = CohortDigest(object);
  return object;
}

std::string CohortDigest(json cohort) {
  cohort.erase("digest");
  for (json& patient : cohort["patients"]) {
    if (!patient.contains("comparison")) continue;
    patient["comparison"] = patient["comparison"]["digest"];
  }
  return "sha256:" + Sha256(CanonicalJson(cohort));
}

std::string CohortText(const Cohort& cohort) {
  return CohortToJson(cohort).dump(2, ' ', false,
                                   json::error_handler_t::replace) +
         "\n";
}

}  // namespace cellquant::core
