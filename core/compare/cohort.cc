#include "core/compare/cohort.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/compare/cohort_gaps.h"
#include "core/compare/cohort_tests.h"
#include "core/compare/compare.h"
#include "core/regions/density.h"

namespace cellquant::core {
namespace {

tl::unexpected<Error> Wrong(std::string message) {
  return Fail(ErrorReason::kInvalidArgument, std::move(message));
}

// The different values of a member, in the order in which they come first.
std::vector<std::string> InOrder(const std::vector<CohortEntry>& entries,
                                 std::string CohortEntry::*member) {
  std::vector<std::string> values;
  std::set<std::string> seen;
  for (const CohortEntry& entry : entries) {
    if (seen.insert(entry.*member).second) values.push_back(entry.*member);
  }
  return values;
}

Result<void> CheckEntries(const std::vector<CohortEntry>& entries) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const CohortEntry& entry : entries) {
    if (entry.measurement &&
        (!entry.measurement->specimen ||
         entry.measurement->specimen->timepoint_label != entry.timepoint)) {
      return Wrong(fmt::format("the report of {} at {} says another timepoint",
                               entry.patient, entry.timepoint));
    }
    if (seen.emplace(entry.patient, entry.timepoint, entry.marker).second) {
      continue;
    }
    return Wrong(fmt::format("{} has {} at {} twice", entry.patient,
                             entry.marker, entry.timepoint));
  }
  return {};
}

// Copies of a report, or reports of other regions, are of the same tissue: they
// cannot be two patients', or before and after.
Result<void> CheckSlides(const std::vector<CohortEntry>& entries) {
  std::map<std::pair<std::string, std::string>, const CohortEntry*> seen;
  for (const CohortEntry& entry : entries) {
    if (!entry.measurement) continue;
    const auto [found, is_new] = seen.try_emplace(
        {entry.marker, entry.measurement->slide_sha256}, &entry);
    if (is_new) continue;
    const CohortEntry& first = *found->second;
    return Wrong(fmt::format("{} at {} and {} at {} are one and the same slide",
                             first.patient, first.timepoint, entry.patient,
                             entry.timepoint));
  }
  return {};
}

const CohortEntry* FindMeasured(const Cohort& cohort,
                                const std::string& patient,
                                const std::string& timepoint,
                                const std::string& marker) {
  for (const CohortEntry& entry : cohort.entries) {
    if (entry.patient == patient && entry.timepoint == timepoint &&
        entry.marker == marker && entry.measurement) {
      return &entry;
    }
  }
  return nullptr;
}

// What of a patient's can be compared: of each marker that has the first
// timepoint all that it has, in the order of time.
std::vector<SlideMeasurement> ComparableOf(const Cohort& cohort,
                                           const std::string& patient) {
  std::vector<SlideMeasurement> measurements;
  for (const std::string& marker :
       InOrder(cohort.entries, &CohortEntry::marker)) {
    if (FindMeasured(cohort, patient, cohort.timepoints[0], marker) ==
        nullptr) {
      continue;
    }
    for (const std::string& timepoint : cohort.timepoints) {
      const auto* entry = FindMeasured(cohort, patient, timepoint, marker);
      if (entry != nullptr) measurements.push_back(*entry->measurement);
    }
  }
  return measurements;
}

bool HasPair(const std::vector<SlideMeasurement>& measurements) {
  std::set<std::string> markers;
  return !std::all_of(measurements.begin(), measurements.end(),
                      [&](const SlideMeasurement& one) {
                        return markers.insert(one.marker).second;
                      });
}

bool HasMarker(const std::vector<SlideMeasurement>& measurements,
               const std::string& marker) {
  return std::any_of(
      measurements.begin(), measurements.end(),
      [&](const SlideMeasurement& one) { return one.marker == marker; });
}

// Those of the markers that this patient has; Compare refuses others.
CompareOptions OptionsOf(const std::vector<SlideMeasurement>& measurements,
                         CompareOptions options) {
  std::erase_if(options.gate.internal_controls, [&](const auto& control) {
    return !control.first.empty() && !HasMarker(measurements, control.first);
  });
  return options;
}

// A control of a marker that nobody has is a typing error.
Result<void> CheckControls(const std::vector<CohortEntry>& entries,
                           const GateOptions& options) {
  for (const auto& control : options.internal_controls) {
    const std::string& marker = control.first;
    const bool known =
        marker.empty() ||
        std::any_of(entries.begin(), entries.end(),
                    [&](const auto& one) { return one.marker == marker; });
    if (known) continue;
    return Fail(ErrorReason::kInvalidArgument,
                "internal control of " + marker + ": no slide has that marker");
  }
  return {};
}

// Compares each patient; one that cannot be is a gap and harms no other.
std::vector<CohortGap> ComparePatients(Cohort& cohort) {
  std::vector<CohortGap> failures;
  for (const std::string& name :
       InOrder(cohort.entries, &CohortEntry::patient)) {
    CohortPatient patient{name, std::nullopt};
    auto measurements = ComparableOf(cohort, name);
    if (HasPair(measurements)) {
      const CompareOptions options = OptionsOf(measurements, cohort.options);
      auto comparison = Compare(std::move(measurements), options);
      if (comparison) {
        patient.comparison = *std::move(comparison);
      } else {
        failures.push_back({name, "", "", "", comparison.error().message});
      }
    }
    cohort.patients.push_back(std::move(patient));
  }
  return failures;
}

// The tests, by marker, region class and timepoint, with their pairs. Each
// comparison has its test, even if it is of no use there: that gives the gap.
std::vector<CohortTest> TestsOf(const Cohort& cohort) {
  const auto markers = InOrder(cohort.entries, &CohortEntry::marker);
  const auto place = [](const std::vector<std::string>& names,
                        const std::string& name) {
    return std::find(names.begin(), names.end(), name) - names.begin();
  };
  std::map<std::tuple<std::ptrdiff_t, std::string, std::ptrdiff_t>, CohortTest>
      tests;
  for (std::size_t p = 0; p < cohort.patients.size(); ++p) {
    if (!cohort.patients[p].comparison) continue;
    const Comparison& comparison = *cohort.patients[p].comparison;
    for (std::size_t c = 0; c < comparison.comparisons.size(); ++c) {
      const ClassComparison& one = comparison.comparisons[c];
      const SlideMeasurement& after = comparison.measurements[one.pair.after];
      const std::string& label = after.specimen->timepoint_label;
      CohortTest& test = tests[{place(markers, after.marker), one.region_class,
                                place(cohort.timepoints, label)}];
      test.marker = after.marker;
      test.region_class = one.region_class;
      test.timepoint = label;
      if (one.change) test.pairs.push_back({p, c});
    }
  }
  std::vector<CohortTest> list;
  list.reserve(tests.size());
  for (auto& [key, test] : tests) list.push_back(std::move(test));
  return list;
}

}  // namespace

GateStatus GateStatusOf(const Comparison& comparison,
                        const MeasuredPair& pair) {
  for (const PairGate& one : comparison.gates) {
    if (one.pair.before == pair.before && one.pair.after == pair.after) {
      return one.gate.status;
    }
  }
  return GateStatus::kRefuse;  // never asked
}

CellsPerSquareMillimeter DensityOf(const ClassMeasurement& measured) {
  return Density(measured.positive_cell_count, measured.area);
}

Result<Cohort> CompareCohort(std::vector<CohortEntry> entries,
                             std::vector<std::string> timepoints,
                             const CompareOptions& options) {
  CQ_CHECK(CheckEntries(entries));
  CQ_CHECK(CheckSlides(entries));
  CQ_CHECK(CheckTimepoints(entries, timepoints));
  CQ_CHECK(CheckControls(entries, options.gate));
  Cohort cohort{.timepoints = std::move(timepoints),
                .entries = std::move(entries),
                .patients = {},
                .tests = {},
                .adjusted_for = 0,
                .gaps = {},
                .options = options};
  std::vector<CohortGap> failures = ComparePatients(cohort);
  cohort.tests = TestsOf(cohort);
  CQ_CHECK(TestOverPatients(cohort));
  cohort.gaps = GapsOf(cohort, std::move(failures));
  return cohort;
}

}  // namespace cellquant::core
