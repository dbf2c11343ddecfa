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

// One number of the change; NA without one.
template <class Get>
std::string NumberOf(const Row& row, Get get) {
  const Change* change = ChangeOf(row);
  return CsvNumber(change == nullptr ? std::nullopt
                                     : std::optional<double>(get(*change)));
}

using OptionalBounds = std::optional<ConfidenceBounds>;

std::optional<double> Low(const OptionalBounds& bounds) {
  return bounds ? bounds->low : std::nullopt;
}

std::optional<double> High(const OptionalBounds& bounds) {
  return bounds ? bounds->high : std::nullopt;
}

using Number = std::optional<double>;

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
    {"after_upper_bound_per_mm2",
     [](const Row& r) {
       return NumberOf(r, [](const Change& c) -> Number {
         return c.upper_bound_after.value();
       });
     }},
    {"difference_per_mm2",
     [](const Row& r) {
       return NumberOf(r, [](const Change& c) { return c.difference.value; });
     }},
    {"difference_low_per_mm2",
     [](const Row& r) {
       return NumberOf(
           r, [](const Change& c) { return c.difference.poisson.low; });
     }},
    {"difference_high_per_mm2",
     [](const Row& r) {
       return NumberOf(
           r, [](const Change& c) { return c.difference.poisson.high; });
     }},
    {"difference_clustered_low_per_mm2",
     [](const Row& r) {
       return NumberOf(
           r, [](const Change& c) { return Low(c.difference.clustered); });
     }},
    {"difference_clustered_high_per_mm2",
     [](const Row& r) {
       return NumberOf(
           r, [](const Change& c) { return High(c.difference.clustered); });
     }},
    {"ratio",
     [](const Row& r) {
       return NumberOf(r, [](const Change& c) { return c.ratio.value; });
     }},
    {"ratio_low",
     [](const Row& r) {
       return NumberOf(r, [](const Change& c) { return c.ratio.poisson.low; });
     }},
    {"ratio_high",
     [](const Row& r) {
       return NumberOf(r, [](const Change& c) { return c.ratio.poisson.high; });
     }},
    {"ratio_clustered_low",
     [](const Row& r) {
       return NumberOf(r,
                       [](const Change& c) { return Low(c.ratio.clustered); });
     }},
    {"ratio_clustered_high",
     [](const Row& r) {
       return NumberOf(r,
                       [](const Change& c) { return High(c.ratio.clustered); });
     }},
    {"log2_fold_change",
     [](const Row& r) {
       return NumberOf(r, [](const Change& c) -> Number {
         if (!c.ratio.value || *c.ratio.value <= 0.0) return std::nullopt;
         return std::log2(*c.ratio.value);
       });
     }},
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
