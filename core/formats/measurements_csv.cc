#include "core/formats/cohort_csv.h"
#include "core/formats/csv.h"
#include "core/formats/csv_table.h"
#include "core/regions/density.h"
#include "core/regions/percent_positive.h"

namespace cellquant::core {
namespace {

struct Row {
  const CohortEntry& entry;
  const ClassMeasurement* one;  // nullptr: the slide was not measured
};

using Column = CsvColumn<Row>;

template <class Get>
std::string NumberOf(const Row& row, Get get) {
  if (row.one == nullptr) return CsvNumber(std::nullopt);
  return CsvNumber(get(*row.one));
}

template <class Get>
std::string FlagOf(const Row& row, Get get) {
  return row.one == nullptr ? CsvText("") : CsvFlag(get(*row.one));
}

template <class Get>
std::string TextOf(const Row& row, Get get) {
  return CsvText(row.entry.measurement ? get(*row.entry.measurement) : "");
}

std::optional<DensityInterval> IntervalOf(const Row& row) {
  const ClassMeasurement* one = row.one;
  if (one == nullptr || !one->is_evaluable || one->area.value() <= 0.0) {
    return std::nullopt;
  }
  return PoissonInterval(one->positive_cell_count, one->area);
}

std::optional<double> PerSquareMillimeter(const Row& row, bool all) {
  if (!IntervalOf(row)) return std::nullopt;
  return Density(all ? row.one->cell_count : row.one->positive_cell_count,
                 row.one->area)
      .value();
}

std::optional<PercentPositive> PositiveShareOf(const Row& row) {
  if (!IntervalOf(row) || row.one->cell_count == 0) return std::nullopt;
  return PercentOf(row.one->positive_cell_count, row.one->cell_count);
}

std::optional<double> DayOf(const Row& row) { return row.entry.day; }

constexpr Column kColumns[] = {
    {"patient", [](const Row& r) { return CsvText(r.entry.patient); }},
    {"timepoint", [](const Row& r) { return CsvText(r.entry.timepoint); }},
    {"day", [](const Row& r) { return CsvNumber(DayOf(r)); }},
    {"marker", [](const Row& r) { return CsvText(r.entry.marker); }},
    {"region_class",
     [](const Row& r) {
       return CsvText(r.one == nullptr ? "" : r.one->region_class);
     }},
    {"not_measured_reason",
     [](const Row& r) { return CsvText(r.entry.missing); }},
    {"negative_control",
     [](const Row& r) {
       return FlagOf(r, [](const auto& c) { return c.negative_control; });
     }},
    {"region_count",
     [](const Row& r) {
       return NumberOf(r, [](const auto& c) { return c.region_count; });
     }},
    {"enclosed_area_mm2",
     [](const Row& r) {
       return NumberOf(r,
                       [](const auto& c) { return c.enclosed_area.value(); });
     }},
    {"is_evaluable",
     [](const Row& r) {
       return FlagOf(r, [](const auto& c) { return c.is_evaluable; });
     }},
    {"lost_percent",
     [](const Row& r) {
       return NumberOf(r, [](const auto& c) { return c.lost_percent; });
     }},
    {"area_mm2",
     [](const Row& r) {
       return NumberOf(r, [](const auto& c) { return c.area.value(); });
     }},
    {"cell_count",
     [](const Row& r) {
       return NumberOf(r, [](const auto& c) { return c.cell_count; });
     }},
    {"positive_cell_count",
     [](const Row& r) {
       return NumberOf(r, [](const auto& c) { return c.positive_cell_count; });
     }},
    {"cells_per_mm2",
     [](const Row& r) { return CsvNumber(PerSquareMillimeter(r, true)); }},
    {"positive_cells_per_mm2",
     [](const Row& r) { return CsvNumber(PerSquareMillimeter(r, false)); }},
    {"positive_cells_per_mm2_low",
     [](const Row& r) {
       const auto interval = IntervalOf(r);
       return interval ? CsvNumber(interval->low) : CsvNumber(std::nullopt);
     }},
    {"positive_cells_per_mm2_high",
     [](const Row& r) {
       const auto interval = IntervalOf(r);
       return interval ? CsvNumber(interval->high) : CsvNumber(std::nullopt);
     }},
    {"interval_one_sided",
     [](const Row& r) {
       const auto interval = IntervalOf(r);
       return interval ? CsvFlag(interval->one_sided) : CsvText("");
     }},
    {"percent_positive",
     [](const Row& r) {
       const auto percent = PositiveShareOf(r);
       return percent ? CsvNumber(percent->percent) : CsvNumber(std::nullopt);
     }},
    {"positive_dab_od",
     [](const Row& r) {
       return NumberOf(r, [](const auto& c) -> std::optional<double> {
         if (!c.positive_dab) return std::nullopt;
         return c.positive_dab->value();
       });
     }},
    {"meshwork_area_mm2",
     [](const Row& r) {
       return NumberOf(r, [](const auto& c) -> std::optional<double> {
         if (!c.meshwork_area) return std::nullopt;
         return c.meshwork_area->value();
       });
     }},
    {"protocol_id",
     [](const Row& r) {
       return TextOf(r, [](const auto& m) { return m.protocol_id; });
     }},
    {"protocol_version",
     [](const Row& r) {
       return TextOf(r, [](const auto& m) { return m.protocol_version; });
     }},
    {"slide_name",
     [](const Row& r) {
       return TextOf(r, [](const auto& m) { return m.slide_name; });
     }},
    {"report_digest", [](const Row& r) {
       return TextOf(r, [](const auto& m) { return m.digest; });
     }}};

}  // namespace

std::string MeasurementsCsv(const Cohort& cohort) {
  std::string table;
  AppendHeader(kColumns, table);
  for (const CohortEntry& entry : cohort.entries) {
    if (!entry.measurement) {
      AppendRow(kColumns, Row{entry, nullptr}, table);
      continue;
    }
    for (const ClassMeasurement& one : entry.measurement->classes) {
      AppendRow(kColumns, Row{entry, &one}, table);
    }
  }
  return table;
}

}  // namespace cellquant::core
