// Plots of densities and scores, drawn by gnuplot. The only file that knows it.
#ifndef CELLQUANT_CORE_PAGES_GNUPLOT_H_
#define CELLQUANT_CORE_PAGES_GNUPLOT_H_

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/regions/region.h"

namespace cellquant::core {

struct PlotRange {
  double low = 0.0;
  double high = 0.0;
};

struct PlotPoint {
  double x = 0.0;
  double y = 0.0;
  std::optional<PlotRange> inner = {};  // a thick bar
  std::optional<PlotRange> outer = {};  // a thin bar
  bool upper_bound = false;  // the inner bar ends in a triangle: "at most"
};

struct PlotSeries {
  std::string name;  // in the key; empty: not in it
  Color color = {};
  int style = 0;       // which mark and dash
  bool faint = false;  // thin, without marks
  std::vector<PlotPoint> points;
};

struct PlotTick {
  double at = 0.0;
  std::string text;  // '\n' begins another line
};

struct Plot {
  std::string title;
  std::string y_title;
  PlotRange x;
  std::vector<PlotTick> x_ticks;
  PlotRange y;
  // The y axis is linear up to about this and logarithmic above (asinh), so
  // that 0 and 5000 have their place; nothing: linear.
  std::optional<double> linear_up_to = {};
  std::vector<PlotTick> y_ticks = {};  // empty: as gnuplot likes
  bool key = false;                    // names of the series
  std::vector<PlotSeries> series = {};
};

struct PlotSheet {
  int columns = 1;
  int width_px = 400;       // of each plot
  int height_px = 300;      // of each plot
  std::vector<Plot> plots;  // by row
};

// Returns the plots as one SVG. All texts are shown as they are: nothing in
// them is a command, a format or markup. The same input gives the same bytes
// with one version of gnuplot. `gnuplot` is the program, looked for in PATH.
// Fails as RunProgram (core/base/child_process.h), and with kInvalidArgument
// without a plot. Thread-safe.
Result<std::string> DrawPlots(const PlotSheet& sheet,
                              const std::string& gnuplot);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_GNUPLOT_H_
