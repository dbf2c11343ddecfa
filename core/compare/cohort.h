// Many patients, each before and after: the comparison of each, and a test over
// all of them. docs/cohort.md describes each field as it stands in cohort.json.
#ifndef CELLQUANT_CORE_COMPARE_COHORT_H_
#define CELLQUANT_CORE_COMPARE_COHORT_H_

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/compare/comparison.h"
#include "core/compare/hodges_lehmann.h"
#include "core/compare/signed_rank.h"

namespace cellquant::core {

// One slide that the cohort should have.
struct CohortEntry {
  std::string patient;    // a pseudonym
  std::string timepoint;  // a label, the same for all patients
  std::string marker;
  std::optional<int> day = {};  // of the patient's own calendar
  std::optional<SlideMeasurement> measurement = {};
  std::string missing = {};  // why there is no measurement, else empty
};

// What is missing, and why. Nothing is left out of a test without one.
struct CohortGap {
  std::string patient;
  std::string timepoint;
  std::string marker;
  std::string region_class;  // empty: all of them
  std::string reason;        // one clause
};

struct CohortPatient {
  std::string patient;
  // Nothing where no marker has two timepoints, or Compare failed.
  std::optional<Comparison> comparison;
};

// A patient in a test, by place: Cohort::patients[patient].comparison
// ->comparisons[comparison].
struct CohortPair {
  std::size_t patient = 0;
  std::size_t comparison = 0;
};

// One marker in one class of regions, at the first timepoint and a later one.
struct CohortTest {
  std::string marker;
  std::string region_class;
  std::string timepoint;          // the later one
  std::vector<CohortPair> pairs;  // that have a change: what is tested
  // Of the differences of density, cells per mm2; nothing below kMinPairs.
  std::optional<SignedRankTest> signed_rank;
  std::optional<HodgesLehmann> shift;
  std::optional<double> adjusted_p_value;  // Holm, over all tests of the cohort
  std::string not_tested;                  // why, else empty
};

struct Cohort {
  std::vector<std::string> timepoints;  // all are compared with the first
  std::vector<CohortEntry> entries;     // as given
  std::vector<CohortPatient> patients;  // in the order of the entries
  // By marker as in the entries, region class, timepoint.
  std::vector<CohortTest> tests;
  std::size_t adjusted_for = 0;  // how many of them have a p-value
  std::vector<CohortGap> gaps;
  CompareOptions options;  // in force
};

// Compares each patient's slides as Compare does and tests, for each marker,
// region class and later one of `timepoints`, whether the density changed over
// patients. `timepoints` are labels, in the order of time; the first is what
// the others are compared with. Entries of other timepoints are gaps.
//
// A patient counts in a test when Compare gave a change: both slides are there,
// the gate does not refuse, both sides can be evaluated. All others are gaps.
//
// Fails with kInvalidArgument for fewer than two timepoints, one that no entry
// has or that comes twice, an order that days disagree with, two entries of the
// same patient, timepoint and marker, or of the same slide (by its hash) and
// marker, a measurement whose specimen does not have the entry's label
// (WithMeasurement sees to it), or a test of more than kMaxPairs patients. Pure
// and thread-safe.
Result<Cohort> CompareCohort(std::vector<CohortEntry> entries,
                             std::vector<std::string> timepoints,
                             const CompareOptions& options = {});

// Succeeds when `timepoints` can be those of the entries, as far as their days
// are known; fails as CompareCohort.
Result<void> CheckTimepoints(const std::vector<CohortEntry>& entries,
                             const std::vector<std::string>& timepoints);

// Returns the labels of the entries in the order of time, by their days.
// Fails with kInvalidArgument when an entry has no day, or when patients
// disagree about which of two labels comes first. Pure and thread-safe.
Result<std::vector<std::string>> TimepointsByDay(
    const std::vector<CohortEntry>& entries);

// Returns what the gate said of a pair of the comparison.
GateStatus GateStatusOf(const Comparison& comparison, const MeasuredPair& pair);

// Returns a class's positive cells per mm2 of its evaluable part, of which
// there must be some.
CellsPerSquareMillimeter DensityOf(const ClassMeasurement& measured);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_COHORT_H_
