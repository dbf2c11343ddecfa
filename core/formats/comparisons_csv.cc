#include <cmath>
#include <optional>

#include "core/compare/cohort_gaps.h"
#include "core/formats/cohort_csv.h"
#include "core/formats/csv.h"
#include "core/formats/csv_table.h"

namespace cellquant::core {
namespace {

struct Row {
  const Cohort& cohort;
  const CohortTest& test;
  const CohortPatient& patient;
  const ClassComparison* one;  // nullptr: a slide is not there
};

using Column = CsvColumn<Row>;

const Change* ChangeOf(const Row& row) {
  return row.one != nullptr && row.one->change ? &*row.one->change : nullptr;
}

const SlideMeasurement* SlideOf(const Row& row, bool after) {
  if (row.one == nullptr) return nullptr;
  const MeasuredPair& pair = row.one->pair;
  return &row.patient.comparison
              ->measurements[after ? pair.after : pair.before];
}

const ClassMeasurement* ClassOf(const Row& row, bool after) {
  if (row.one == nullptr) return nullptr;
  const auto& measured = after ? row.one->after : row.one->before;
  return measured ? &*measured : nullptr;
}

std::string DayText(const Row& row, bool after) {
  const SlideMeasurement* slide = SlideOf(row, after);
  if (slide == nullptr || !slide->specimen) return CsvText("");
  return CsvNumber(slide->specimen->timepoint_day);
}

std::string DigestText(const Row& row, bool after) {
  const SlideMeasurement* slide = SlideOf(row, after);
  return CsvText(slide == nullptr ? "" : slide->digest);
}

std::string CountText(const Row& row, bool after) {
  const ClassMeasurement* one = ClassOf(row, after);
  if (one == nullptr) return CsvText("");
  return CsvNumber(one->positive_cell_count);
}

std::string AreaText(const Row& row, bool after) {
  const ClassMeasurement* one = ClassOf(row, after);
  return one == nullptr ? CsvText("") : CsvNumber(one->area.value());
}

std::string DensityText(const Row& row, bool after) {
  const ClassMeasurement* one = ClassOf(row, after);
  if (one == nullptr || !one->is_evaluable || one->area.value() <= 0.0) {
    return CsvText("");
  }
  return CsvNumber(DensityOf(*one).value());
}

std::optional<double> ClearedBelow(const Row& row) {
  if (row.one == nullptr || !row.one->rules.cleared_below) return std::nullopt;
  return row.one->rules.cleared_below->value();
}

// One number of the change; NA without one.
template <auto get>
std::string NumberOf(const Row& row) {
  const Change* change = ChangeOf(row);
  return CsvNumber(change == nullptr ? std::nullopt
                                     : std::optional<double>(get(*change)));
}

// One side of an interval, and whether it is the only one; NA without one.
using BoundsOf = std::optional<ConfidenceBounds> (*)(const Change& change);

template <BoundsOf get, auto side>
std::string BoundOf(const Row& row) {
  const Change* change = ChangeOf(row);
  const auto bounds = change == nullptr ? std::nullopt : get(*change);
  return CsvNumber(bounds ? (*bounds).*side : std::nullopt);
}

template <BoundsOf get>
std::string IsOneSided(const Row& row) {
  const Change* change = ChangeOf(row);
  const auto bounds = change == nullptr ? std::nullopt : get(*change);
  return bounds ? CsvFlag(bounds->one_sided) : CsvText("");
}

constexpr BoundsOf kDifference =
    [](const Change& c) -> std::optional<ConfidenceBounds> {
  return c.difference.poisson;
};
constexpr BoundsOf kClusteredDifference = [](const Change& c) {
  return c.difference.clustered;
};
constexpr BoundsOf kRatio =
    [](const Change& c) -> std::optional<ConfidenceBounds> {
  return c.ratio.poisson;
};
constexpr BoundsOf kClusteredRatio = [](const Change& c) {
  return c.ratio.clustered;
};
constexpr BoundsOf kEquivalence =
    [](const Change& c) -> std::optional<ConfidenceBounds> {
  return c.equivalence;
};
constexpr auto kLow = &ConfidenceBounds::low;
constexpr auto kHigh = &ConfidenceBounds::high;

std::optional<double> ClusteredUpperBound(const Change& change) {
  const auto& bound = change.clustered_upper_bound_after;
  return bound ? std::optional(bound->value()) : std::nullopt;
}

std::optional<double> LogRatio(const Change& change) {
  const std::optional<double>& ratio = change.ratio.value;
  if (!ratio || *ratio <= 0.0) return std::nullopt;
  return std::log2(*ratio);
}

constexpr Column kColumns[] = {
    {"patient", [](const Row& r) { return CsvText(r.patient.patient); }},
    {"marker", [](const Row& r) { return CsvText(r.test.marker); }},
    {"region_class", [](const Row& r) { return CsvText(r.test.region_class); }},
    {"before",
     [](const Row& r) { return CsvText(r.cohort.timepoints.front()); }},
    {"after", [](const Row& r) { return CsvText(r.test.timepoint); }},
    {"before_day", [](const Row& r) { return DayText(r, false); }},
    {"after_day", [](const Row& r) { return DayText(r, true); }},
    {"gate",
     [](const Row& r) {
       if (r.one == nullptr) return CsvText("");
       return CsvText(
           GateStatusName(GateStatusOf(*r.patient.comparison, r.one->pair)));
     }},
    {"verdict",
     [](const Row& r) {
       const Change* change = ChangeOf(r);
       return CsvText(change == nullptr ? "" : VerdictName(change->verdict));
     }},
    {"no_verdict_reason",
     [](const Row& r) {
       return CsvText(ChangeOf(r) != nullptr
                          ? ""
                          : WhyNotIn(r.test, r.patient.patient, r.cohort));
     }},
    {"before_positive_cell_count",
     [](const Row& r) { return CountText(r, false); }},
    {"after_positive_cell_count",
     [](const Row& r) { return CountText(r, true); }},
    {"before_area_mm2", [](const Row& r) { return AreaText(r, false); }},
    {"after_area_mm2", [](const Row& r) { return AreaText(r, true); }},
    {"before_per_mm2", [](const Row& r) { return DensityText(r, false); }},
    {"after_per_mm2", [](const Row& r) { return DensityText(r, true); }},
    {"cleared_below_per_mm2",
     [](const Row& r) { return CsvNumber(ClearedBelow(r)); }},
    {"after_upper_bound_per_mm2",
     NumberOf<[](const Change& c) { return c.upper_bound_after.value(); }>},
    {"after_clustered_upper_bound_per_mm2", NumberOf<ClusteredUpperBound>},
    {"holds_for_groups_of",
     NumberOf<[](const Change& c) { return c.holds_for_groups_of; }>},
    {"difference_per_mm2",
     NumberOf<[](const Change& c) { return c.difference.value; }>},
    {"difference_low_per_mm2", BoundOf<kDifference, kLow>},
    {"difference_high_per_mm2", BoundOf<kDifference, kHigh>},
    {"difference_one_sided", IsOneSided<kDifference>},
    {"difference_clustered_low_per_mm2", BoundOf<kClusteredDifference, kLow>},
    {"difference_clustered_high_per_mm2", BoundOf<kClusteredDifference, kHigh>},
    {"difference_clustered_one_sided", IsOneSided<kClusteredDifference>},
    {"ratio", NumberOf<[](const Change& c) { return c.ratio.value; }>},
    {"ratio_low", BoundOf<kRatio, kLow>},
    {"ratio_high", BoundOf<kRatio, kHigh>},
    {"ratio_one_sided", IsOneSided<kRatio>},
    {"ratio_clustered_low", BoundOf<kClusteredRatio, kLow>},
    {"ratio_clustered_high", BoundOf<kClusteredRatio, kHigh>},
    {"ratio_clustered_one_sided", IsOneSided<kClusteredRatio>},
    {"equivalence_low", BoundOf<kEquivalence, kLow>},
    {"equivalence_high", BoundOf<kEquivalence, kHigh>},
    {"log2_fold_change", NumberOf<LogRatio>},
    {"before_report_digest", [](const Row& r) { return DigestText(r, false); }},
    {"after_report_digest", [](const Row& r) { return DigestText(r, true); }}};

}  // namespace

std::string ComparisonsCsv(const Cohort& cohort) {
  std::string table;
  AppendHeader(kColumns, table);
  for (const CohortTest& test : cohort.tests) {
    for (const CohortPatient& patient : cohort.patients) {
      AppendRow(kColumns,
                Row{cohort, test, patient, FindComparison(test, patient)},
                table);
    }
  }
  return table;
}

}  // namespace cellquant::core
