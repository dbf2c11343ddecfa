#include "core/compare/comparison_caveats.h"

#include <fmt/format.h>

#include <algorithm>

namespace cellquant::core {
namespace {

// Changes of less than this are in no direction.
constexpr double kDirection = 0.05;

void AddOnce(std::vector<std::string>& caveats, std::string text) {
  if (std::find(caveats.begin(), caveats.end(), text) == caveats.end()) {
    caveats.push_back(std::move(text));
  }
}

// -1, 0 or 1: which way a quantity went.
int Direction(double before, double after) {
  if (after > before * (1.0 + kDirection)) return 1;
  return after * (1.0 + kDirection) < before ? -1 : 0;
}

std::string ShrinkageCaveat(const ClassMeasurement& before,
                            const ClassMeasurement& after) {
  const double count_before = before.positive_cell_count;
  const double count_after = after.positive_cell_count;
  const int density = Direction(count_before / before.area.value(),
                                count_after / after.area.value());
  if (density * Direction(count_before, count_after) >= 0) return "";
  return fmt::format(
      "the density {} while the number of cells {} ({} in {:.3g} mm2, then {} "
      "in {:.3g} mm2): tissue that shrinks or grows changes the density by "
      "itself",
      density > 0 ? "rises" : "falls", density > 0 ? "falls" : "rises",
      before.positive_cell_count, before.area.value(),
      after.positive_cell_count, after.area.value());
}

}  // namespace

std::vector<std::string> CaveatsOf(const ClassComparison& comparison) {
  std::vector<std::string> caveats;
  const std::string shrinkage =
      ShrinkageCaveat(*comparison.before, *comparison.after);
  if (!shrinkage.empty()) caveats.push_back(shrinkage);
  if (comparison.before->by_name || comparison.after->by_name) {
    caveats.emplace_back(
        "its regions have no classification: they are compared because they "
        "have one name");
  }
  const Change& change = *comparison.change;
  for (const auto& [clustering, time] : {std::pair(&change.before, "before"),
                                         std::pair(&change.after, "after")}) {
    if (clustering->not_assessed.empty()) continue;
    caveats.push_back(
        fmt::format("how far the cells cluster {} could not be assessed: {}",
                    time, clustering->not_assessed));
  }
  return caveats;
}

std::vector<std::string> CaveatsOf(const Comparison& comparison) {
  std::vector<std::string> caveats;
  if (comparison.options.force &&
      comparison.gate_status == GateStatus::kRefuse) {
    caveats.emplace_back(
        "the gate refuses this comparison; it was made because that was "
        "forced, and its verdicts must not be relied on");
  }
  for (const SlideMeasurement& one : comparison.measurements) {
    for (const std::string& text : one.caveats) {
      AddOnce(caveats, one.marker + ": " + text);
    }
  }
  for (const SlideMeasurement& one : comparison.measurements) {
    if (!one.recall_validated) {
      AddOnce(caveats, one.marker +
                           ": the protocol has no validated recall; bounds "
                           "assume that every cell present is found");
    }
    const auto times = std::count_if(comparison.measurements.begin(),
                                     comparison.measurements.end(),
                                     [&](const SlideMeasurement& other) {
                                       return other.marker == one.marker;
                                     });
    if (times == 1) {
      AddOnce(caveats, one.marker + ": one timepoint only, nothing to compare");
    }
  }
  return caveats;
}

}  // namespace cellquant::core
