// A comparison's densities and scores against time.
#ifndef CELLQUANT_CORE_PAGES_DENSITY_PLOTS_H_
#define CELLQUANT_CORE_PAGES_DENSITY_PLOTS_H_

#include <string>
#include <vector>

#include "core/pages/gnuplot.h"
#include "core/pages/marker_groups.h"

namespace cellquant::core {

// Returns a plot for each marker and region class, on a linear axis from 0:
// thick bars are Poisson's intervals, thin ones those of the block bootstrap
// where there is one. Where nothing was found, the bar goes from 0 to the upper
// bound and ends in a triangle. The densities of `others`, patients of the same
// cohort, are faint lines.
PlotSheet DensityPlots(const Comparison& comparison,
                       const std::vector<const Comparison*>& others);

// Returns all markers in one plot, for one region class each, on an axis that
// is linear up to 10 cells per mm2 and logarithmic above; and beside it the
// scores that pathologists gave, 0 to 3, if any. `classes` has a class for each
// of MarkersOf(comparison); an empty one leaves the marker out.
PlotSheet FigurePlots(const Comparison& comparison,
                      const std::vector<std::string>& classes);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_DENSITY_PLOTS_H_
