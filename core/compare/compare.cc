#include "core/compare/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/compare/comparison_caveats.h"

namespace cellquant::core {
namespace {

std::size_t FirstOfMarker(const std::vector<SlideMeasurement>& measurements,
                          const std::string& marker) {
  const auto first = std::find_if(
      measurements.begin(), measurements.end(),
      [&](const SlideMeasurement& one) { return one.marker == marker; });
  return static_cast<std::size_t>(first - measurements.begin());
}

// By marker, in the order in which they come first; otherwise as given.
std::vector<SlideMeasurement> ByMarker(
    std::vector<SlideMeasurement> measurements) {
  const std::vector<SlideMeasurement> given = measurements;
  std::stable_sort(measurements.begin(), measurements.end(),
                   [&](const SlideMeasurement& a, const SlideMeasurement& b) {
                     return FirstOfMarker(given, a.marker) <
                            FirstOfMarker(given, b.marker);
                   });
  return measurements;
}

Result<void> CheckOrder(const SlideMeasurement& earlier,
                        const SlideMeasurement& later) {
  if (!earlier.specimen || !later.specimen) return {};
  const auto from = earlier.specimen->timepoint_day;
  const auto to = later.specimen->timepoint_day;
  if (!from || !to || *from <= *to) return {};
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("{}, of day {}, is given before {}, of day {}: give "
                          "the earlier one first",
                          earlier.name, *from, later.name, *to));
}

// One tissue cannot be two later timepoints; the gate asks this of the first.
Result<void> CheckNoneTwice(const std::vector<SlideMeasurement>& measurements) {
  std::map<std::pair<std::string, std::string>, std::size_t> seen;
  for (std::size_t k = 0; k < measurements.size(); ++k) {
    const SlideMeasurement& one = measurements[k];
    if (FirstOfMarker(measurements, one.marker) == k) continue;
    const auto [first, is_new] =
        seen.try_emplace({one.marker, one.slide_sha256}, k);
    if (is_new) continue;
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("{} and {} are of one and the same slide",
                            measurements[first->second].name, one.name));
  }
  return {};
}

// Within a marker the gate asks; markers of two patients must not stand in one
// result.
Result<void> CheckOnePatient(
    const std::vector<SlideMeasurement>& measurements) {
  std::string known;
  for (std::size_t k = 0; k < measurements.size(); ++k) {
    const SlideMeasurement& one = measurements[k];
    if (FirstOfMarker(measurements, one.marker) != k || !one.specimen ||
        one.specimen->patient.empty()) {
      continue;
    }
    if (known.empty()) known = one.specimen->patient;
    if (one.specimen->patient == known) continue;
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("{} is of another patient than the reports before "
                            "it",
                            one.name));
  }
  return {};
}

// A control that no report is asked for is a typing error.
Result<void> CheckControls(const std::vector<SlideMeasurement>& measurements,
                           const GateOptions& options) {
  for (const auto& [marker, region_class] : options.internal_controls) {
    if (region_class.empty()) {
      return Fail(ErrorReason::kInvalidArgument,
                  "an internal control needs the name of a class of regions");
    }
    if (marker.empty() ||
        FirstOfMarker(measurements, marker) < measurements.size()) {
      continue;
    }
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("internal control \"{}={}\": no report is of that "
                            "marker",
                            marker, region_class));
  }
  return {};
}

// Pairs each later measurement of a marker with its first.
Result<std::vector<MeasuredPair>> PairsOf(
    const std::vector<SlideMeasurement>& measurements) {
  std::vector<MeasuredPair> pairs;
  for (std::size_t k = 1; k < measurements.size(); ++k) {
    const std::size_t first =
        FirstOfMarker(measurements, measurements[k].marker);
    if (first == k) continue;
    CQ_CHECK(CheckOrder(measurements[k - 1], measurements[k]));
    pairs.push_back({first, k});
  }
  if (!pairs.empty()) return pairs;
  return Fail(ErrorReason::kInvalidArgument,
              "nothing to compare: no marker has two reports");
}

// The classes to compare: controls hold none of the cells in question.
std::set<std::string> ClassNames(const SlideMeasurement& before,
                                 const SlideMeasurement& after) {
  std::set<std::string> names;
  for (const SlideMeasurement* measurement : {&before, &after}) {
    for (const ClassMeasurement& one : measurement->classes) {
      if (!one.negative_control) names.insert(one.region_class);
    }
  }
  return names;
}

std::optional<ClassMeasurement> ClassOf(const SlideMeasurement& measurement,
                                        const std::string& name) {
  const ClassMeasurement* one = FindClass(measurement, name);
  return one == nullptr ? std::nullopt : std::optional(*one);
}

// Why there can be no change of the class; empty when there can.
std::string WhyNone(const ClassComparison& one, bool refused) {
  if (!one.before) return "the earlier slide has no region of this class";
  if (!one.after) return "the later slide has no region of this class";
  if (!one.before->is_evaluable || one.before->area.value() <= 0.0) {
    return "the earlier slide's regions of this class are not evaluable";
  }
  if (!one.after->is_evaluable || one.after->area.value() <= 0.0) {
    return "the later slide's regions of this class are not evaluable";
  }
  return refused ? "the gate refuses the comparison" : "";
}

TimepointCount CountOf(const ClassMeasurement& one) {
  return {one.positive_cell_count, one.area, one.blocks};
}

ChangeRules RulesOf(const SlideMeasurement& after,
                    const CompareOptions& options) {
  return {.cleared_below = after.cleared_below,
          .recall = after.recall,
          .margin_low = options.margin_low,
          .margin_high = options.margin_high,
          .bootstrap = options.bootstrap};
}

Result<ClassComparison> CompareClass(const Comparison& comparison,
                                     const MeasuredPair& pair,
                                     const std::string& name, bool refused) {
  const SlideMeasurement& before = comparison.measurements[pair.before];
  const SlideMeasurement& after = comparison.measurements[pair.after];
  ClassComparison one{.pair = pair,
                      .region_class = name,
                      .before = ClassOf(before, name),
                      .after = ClassOf(after, name),
                      .rules = RulesOf(after, comparison.options),
                      .change = std::nullopt,
                      .no_change_reason = "",
                      .caveats = {}};
  one.no_change_reason = WhyNone(one, refused);
  if (!one.no_change_reason.empty()) return one;
  CQ_ASSIGN(one.change, MeasureChange(CountOf(*one.before), CountOf(*one.after),
                                      one.rules));
  one.caveats = CaveatsOf(one);
  return one;
}

std::string PatientOf(const std::vector<SlideMeasurement>& measurements) {
  std::set<std::string> patients;
  for (const SlideMeasurement& one : measurements) {
    patients.insert(one.specimen ? one.specimen->patient : "");
  }
  return patients.size() == 1 ? *patients.begin() : "";
}

}  // namespace

Result<Comparison> Compare(std::vector<SlideMeasurement> measurements,
                           const CompareOptions& options) {
  Comparison comparison;
  comparison.options = options;
  comparison.patient = PatientOf(measurements);
  comparison.measurements = ByMarker(std::move(measurements));
  CQ_CHECK(CheckNoneTwice(comparison.measurements));
  CQ_CHECK(CheckOnePatient(comparison.measurements));
  CQ_CHECK(CheckControls(comparison.measurements, options.gate));
  CQ_ASSIGN(const auto pairs, PairsOf(comparison.measurements));
  for (const MeasuredPair& pair : pairs) {
    const SlideMeasurement& before = comparison.measurements[pair.before];
    const SlideMeasurement& after = comparison.measurements[pair.after];
    const Gate gate = CheckComparable(before, after, options.gate);
    const bool refused = gate.status == GateStatus::kRefuse && !options.force;
    comparison.gate_status = std::max(comparison.gate_status, gate.status);
    comparison.gates.push_back({pair, gate});
    for (const std::string& name : ClassNames(before, after)) {
      CQ_ASSIGN(ClassComparison one,
                CompareClass(comparison, pair, name, refused));
      comparison.comparisons.push_back(std::move(one));
    }
  }
  comparison.caveats = CaveatsOf(comparison);
  return comparison;
}

}  // namespace cellquant::core
