#include "clients/cli/cohort_table.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>
#include <vector>

#include "clients/cli/table.h"
#include "core/base/printable_text.h"
#include "core/regions/density.h"

namespace cellquant::cli {
namespace {

using core::CohortTest;
using core::PrintableText;

std::string DensityText(const core::ClassMeasurement& one) {
  return core::DensityText(one.positive_cell_count, one.area);
}

std::string RatioOf(const core::Change& change) {
  return change.ratio.value ? fmt::format("{:.3g}", *change.ratio.value) : "-";
}

// With what "cleared" depends on: how cells that remain may lie.
std::string VerdictText(const core::Change& change) {
  const std::string_view verdict = core::VerdictName(change.verdict);
  if (!change.holds_for_groups_of) return std::string(verdict);
  return fmt::format("{} (groups of <= {:.3g})", verdict,
                     *change.holds_for_groups_of);
}

std::vector<std::string> RowOf(const core::Cohort& cohort,
                               const core::CohortPair& pair) {
  const core::CohortPatient& patient = cohort.patients[pair.patient];
  const core::ClassComparison& one =
      patient.comparison->comparisons[pair.comparison];
  const auto gate = core::GateStatusOf(*patient.comparison, one.pair);
  return {PrintableText(patient.patient),
          VerdictText(*one.change),
          std::string(core::GateStatusName(gate)),
          DensityText(*one.before),
          DensityText(*one.after),
          RatioOf(*one.change)};
}

void PrintStatistics(std::ostream& out, const core::Cohort& cohort,
                     const CohortTest& test) {
  if (!test.signed_rank) {
    fmt::print(out, "  {}\n", test.not_tested);
    return;
  }
  fmt::print(out,
             "  {} patients: change of {:.4g} /mm2 ({:.4g} to {:.4g}), p = "
             "{:.3g}, adjusted for {} {} {:.3g}\n",
             test.pairs.size(), test.shift->estimate, test.shift->low,
             test.shift->high, test.signed_rank->p_value, cohort.adjusted_for,
             cohort.adjusted_for == 1 ? "test" : "tests",
             *test.adjusted_p_value);
}

void PrintTest(std::ostream& out, const core::Cohort& cohort,
               const CohortTest& test) {
  fmt::print(out, "{}  {}  {} to {}\n", PrintableText(test.marker),
             PrintableText(test.region_class),
             PrintableText(cohort.timepoints.front()),
             PrintableText(test.timepoint));
  if (!test.pairs.empty()) {
    std::vector<std::vector<std::string>> rows = {
        {"  patient", "verdict", "gate", "before/mm2", "after/mm2", "ratio"}};
    for (const core::CohortPair& pair : test.pairs) {
      rows.push_back(RowOf(cohort, pair));
      rows.back()[0] = "  " + rows.back()[0];
    }
    PrintTable(out, rows, 3);
  }
  PrintStatistics(out, cohort, test);
}

}  // namespace

void PrintCohort(std::ostream& out, const core::Cohort& cohort) {
  for (const CohortTest& test : cohort.tests) PrintTest(out, cohort, test);
  for (const core::CohortGap& gap : cohort.gaps) {
    fmt::print(out, "missing: {}", gap.patient);
    for (const std::string* word :
         {&gap.marker, &gap.region_class, &gap.timepoint}) {
      if (!word->empty()) fmt::print(out, " {}", PrintableText(*word));
    }
    fmt::print(out, ": {}\n", PrintableText(gap.reason));
  }
}

}  // namespace cellquant::cli
