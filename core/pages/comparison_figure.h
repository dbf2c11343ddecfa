// The figure of a paper: fields before and after, and densities over time.
#ifndef CELLQUANT_CORE_PAGES_COMPARISON_FIGURE_H_
#define CELLQUANT_CORE_PAGES_COMPARISON_FIGURE_H_

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/compare/comparison.h"
#include "core/pages/pictures.h"

namespace cellquant::core {

struct FigureOptions {
  // The rows of panel g; empty: those of CD20 and CD138 that were measured.
  std::vector<std::string> field_markers = {};
  Micrometers field_side{300.0};
  // Of fields and densities; empty: of each marker the class with the largest
  // evaluable area at its first timepoint.
  std::string region_class = {};
  std::string gnuplot = "gnuplot";  // the program, looked for in PATH
};

// Returns one SVG, complete in itself. Panel g: for each marker a row, for each
// timepoint of any of them a column, with the representative field, arrows on
// positive cells and a scale bar of 100 um; without a marker to show there is
// no panel g. Panel h: cells per mm2 of all markers against time with their
// intervals, and beside it the scores that pathologists gave, if any. What
// cannot be drawn is missing with the reason in its place. Fails with
// kInvalidArgument for a comparison without measurements and for a marker that
// was not measured, and with kInternal.
// Same input, same bytes, as ComparisonPage. Thread-safe.
Result<std::string> ComparisonFigure(
    const Comparison& comparison, const std::vector<SlideMaterial>& materials,
    const FigureOptions& options = {});

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_COMPARISON_FIGURE_H_
