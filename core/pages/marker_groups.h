// What a comparison holds, by marker and by time.
#ifndef CELLQUANT_CORE_PAGES_MARKER_GROUPS_H_
#define CELLQUANT_CORE_PAGES_MARKER_GROUPS_H_

#include <optional>
#include <string>
#include <vector>

#include "core/compare/comparison.h"
#include "core/pages/gnuplot.h"
#include "core/regions/block_bootstrap.h"

namespace cellquant::core {

struct MarkerGroup {
  std::string marker;
  std::vector<std::size_t> measurements;  // by time
  std::vector<std::string> classes;       // but for negative controls
};

// Returns the markers in the comparison's order.
std::vector<MarkerGroup> MarkersOf(const Comparison& comparison);

// A density and how far it can be trusted, cells per mm2.
struct ClassDensity {
  std::string text;  // "12.3", "< 3.00"
  double value = 0.0;
  DensityInterval poisson;
  std::optional<DensityInterval> bootstrap;
  std::string no_bootstrap;  // why there is none, else empty
};

// Nothing where no density may be read.
std::optional<ClassDensity> DensityOf(const ClassMeasurement& region_class,
                                      const BlockBootstrapOptions& options);

// The color in which a marker is drawn: its own for the common ones, CD20
// purple and CD138 orange as in the literature, and otherwise one of a few that
// color-blind readers can tell apart, always the same for the same name.
Color MarkerColor(const std::string& marker);

// Where timepoints stand on an axis: by day where every measurement has one and
// the days are not too close to be read, else side by side.
class TimeAxis {
 public:
  // Takes the timepoints of all of `comparisons`; ticks are those of the first.
  explicit TimeAxis(const std::vector<const Comparison*>& comparisons);

  double At(const SlideMeasurement& measurement) const;
  const std::vector<PlotTick>& ticks() const { return ticks_; }
  PlotRange range() const;

 private:
  bool by_day_ = false;
  std::vector<PlotTick> places_;  // of all timepoints
  std::vector<PlotTick> ticks_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_MARKER_GROUPS_H_
