#include "core/compare/cohort_gaps.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace cellquant::core {
namespace {

// Which checks refuse, and why; empty when there are none, or it was forced.
std::string RefusalText(const Gate& gate, bool force) {
  std::string text;
  for (const GateCheck& check : gate.checks) {
    if (force || check.status != GateStatus::kRefuse) continue;
    text += fmt::format("{}{}: {}", text.empty() ? "the gate refuses: " : "; ",
                        check.name, check.reason);
  }
  return text;
}

using Slide = std::tuple<std::string, std::string, std::string>;

class GapFinder {
 public:
  explicit GapFinder(const Cohort& cohort) : cohort_(cohort) {
    for (const CohortEntry& entry : cohort.entries) {
      entries_[{entry.patient, entry.marker, entry.timepoint}] = &entry;
      if (std::find(markers_.begin(), markers_.end(), entry.marker) ==
          markers_.end()) {
        markers_.push_back(entry.marker);
      }
    }
  }

  std::vector<CohortGap> Find() {
    for (const CohortPatient& patient : cohort_.patients) {
      for (const std::string& marker : markers_) {
        for (const std::string& timepoint : cohort_.timepoints) {
          AddSlide(patient, marker, timepoint);
        }
      }
    }
    AddOtherTimepoints();
    return std::move(gaps_);
  }

 private:
  void Add(const CohortPatient& patient, const std::string& marker,
           const std::string& timepoint, const std::string& region_class,
           std::string reason) {
    gaps_.push_back(
        {patient.patient, timepoint, marker, region_class, std::move(reason)});
  }

  const CohortEntry* Entry(const CohortPatient& patient,
                           const std::string& marker,
                           const std::string& timepoint) const {
    const auto found = entries_.find({patient.patient, marker, timepoint});
    return found == entries_.end() ? nullptr : found->second;
  }

  void AddSlide(const CohortPatient& patient, const std::string& marker,
                const std::string& timepoint) {
    const CohortEntry* entry = Entry(patient, marker, timepoint);
    if (entry == nullptr) {
      Add(patient, marker, timepoint, "", "no such slide is given");
      return;
    }
    if (!entry->measurement) {
      Add(patient, marker, timepoint, "", entry->missing);
      return;
    }
    const std::string& first = cohort_.timepoints.front();
    if (timepoint == first) return;
    const CohortEntry* before = Entry(patient, marker, first);
    if (before == nullptr || !before->measurement) {
      Add(patient, marker, timepoint, "",
          fmt::format("there is no {} to compare it with", first));
    } else if (patient.comparison) {
      const std::string refusal = RefusalOf(patient, marker, timepoint);
      if (refusal.empty()) {
        AddClasses(patient, marker, timepoint);
      } else {
        Add(patient, marker, timepoint, "", refusal);
      }
    }
  }

  // A pair is refused as a whole, whatever its classes are.
  std::string RefusalOf(const CohortPatient& patient, const std::string& marker,
                        const std::string& timepoint) const {
    const Comparison& comparison = *patient.comparison;
    for (const PairGate& one : comparison.gates) {
      const SlideMeasurement& after = comparison.measurements[one.pair.after];
      if (after.marker == marker &&
          after.specimen->timepoint_label == timepoint) {
        return RefusalText(one.gate, comparison.options.force);
      }
    }
    return "";
  }

  // The tests of this slide that the patient is not in.
  void AddClasses(const CohortPatient& patient, const std::string& marker,
                  const std::string& timepoint) {
    for (const CohortTest& test : cohort_.tests) {
      if (test.marker != marker || test.timepoint != timepoint) continue;
      const ClassComparison* one = FindComparison(test, patient);
      const std::string reason =
          one != nullptr ? one->no_change_reason
                         : "neither slide has a region of this class";
      if (!reason.empty()) {
        Add(patient, marker, timepoint, test.region_class, reason);
      }
    }
  }

  void AddOtherTimepoints() {
    for (const CohortEntry& entry : cohort_.entries) {
      if (std::find(cohort_.timepoints.begin(), cohort_.timepoints.end(),
                    entry.timepoint) == cohort_.timepoints.end()) {
        gaps_.push_back({entry.patient, entry.timepoint, entry.marker, "",
                         "this timepoint was not asked for"});
      }
    }
  }

  const Cohort& cohort_;
  std::map<Slide, const CohortEntry*> entries_;
  std::vector<std::string> markers_;
  std::vector<CohortGap> gaps_;
};

}  // namespace

std::vector<CohortGap> GapsOf(const Cohort& cohort,
                              std::vector<CohortGap> failures) {
  std::vector<CohortGap> gaps = GapFinder(cohort).Find();
  gaps.insert(gaps.begin(), std::make_move_iterator(failures.begin()),
              std::make_move_iterator(failures.end()));
  return gaps;
}

const ClassComparison* FindComparison(const CohortTest& test,
                                      const CohortPatient& patient) {
  if (!patient.comparison) return nullptr;
  for (const ClassComparison& one : patient.comparison->comparisons) {
    const SlideMeasurement& after =
        patient.comparison->measurements[one.pair.after];
    if (after.marker == test.marker &&
        after.specimen->timepoint_label == test.timepoint &&
        one.region_class == test.region_class) {
      return &one;
    }
  }
  return nullptr;
}

std::string WhyNotIn(const CohortTest& test, const std::string& patient,
                     const Cohort& cohort) {
  for (const CohortGap& gap : cohort.gaps) {
    const bool is_of_test =
        (gap.marker.empty() || gap.marker == test.marker) &&
        (gap.timepoint.empty() || gap.timepoint == test.timepoint ||
         gap.timepoint == cohort.timepoints.front()) &&
        (gap.region_class.empty() || gap.region_class == test.region_class);
    if (gap.patient == patient && is_of_test) return gap.reason;
  }
  return "";
}

}  // namespace cellquant::core
