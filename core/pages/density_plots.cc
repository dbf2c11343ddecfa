#include "core/pages/density_plots.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/pages/page_text.h"

namespace cellquant::core {
namespace {

constexpr const char* kDensity = "cells per mm\u00b2";
constexpr double kLinearUpTo = 10.0;
constexpr double kDodge = 0.012;  // of the axis, between series
constexpr double kHeadroom = 1.08;
constexpr int kMostInThreeColumns = 15;

PlotPoint PointOf(double x, const ClassMeasurement& region_class,
                  const ClassDensity& density) {
  PlotPoint point{x, density.value};
  point.inner = {density.poisson.low, density.poisson.high};
  if (density.bootstrap) {
    point.outer = {density.bootstrap->low, density.bootstrap->high};
  }
  point.upper_bound = region_class.positive_cell_count == 0;
  return point;
}

// One marker and class over time.
PlotSeries SeriesOf(const Comparison& comparison, const MarkerGroup& group,
                    const std::string& region_class, const TimeAxis& axis) {
  PlotSeries series;
  series.color = MarkerColor(group.marker);
  for (const std::size_t k : group.measurements) {
    const SlideMeasurement& measurement = comparison.measurements[k];
    const ClassMeasurement* c = FindClass(measurement, region_class);
    if (c == nullptr) continue;
    const auto density = DensityOf(*c, comparison.options.bootstrap);
    if (!density) continue;
    series.points.push_back(PointOf(axis.At(measurement), *c, *density));
  }
  return series;
}

double Highest(const std::vector<PlotSeries>& all) {
  double highest = 0.0;
  for (const PlotSeries& series : all) {
    for (const PlotPoint& p : series.points) {
      highest = std::max(highest, p.y);
      if (p.inner && !series.faint) highest = std::max(highest, p.inner->high);
      if (p.outer && !series.faint) highest = std::max(highest, p.outer->high);
    }
  }
  return highest > 0.0 ? highest : 1.0;
}

// Bars at the same time stand side by side.
void Dodge(std::vector<PlotSeries>& all, const PlotRange& axis) {
  const double step = kDodge * (axis.high - axis.low);
  const double middle = (static_cast<double>(all.size()) - 1.0) / 2.0;
  for (std::size_t k = 0; k < all.size(); ++k) {
    for (PlotPoint& p : all[k].points) {
      p.x += (static_cast<double>(k) - middle) * step;
    }
  }
}

// "d90 (day 90)" in two lines: beside each other there is not room for three.
std::vector<PlotTick> InTwoLines(std::vector<PlotTick> ticks) {
  for (PlotTick& tick : ticks) {
    const std::size_t bracket = tick.text.rfind(" (");
    if (bracket != std::string::npos) tick.text[bracket] = '\n';
  }
  return ticks;
}

PlotSeries Faint(PlotSeries series) {
  series.faint = true;
  series.color = {150, 150, 150};
  return series;
}

std::vector<PlotTick> DecadesUpTo(double highest) {
  std::vector<PlotTick> ticks = {{0.0, "0"}};
  if (highest < 100.0) ticks.push_back({1.0, "1"});
  for (double decade = 10.0; decade <= highest; decade *= 10.0) {
    ticks.push_back({decade, fmt::format("{:.0f}", decade)});
  }
  return ticks;
}

Plot AllMarkers(const Comparison& comparison,
                const std::vector<std::string>& classes, const TimeAxis& axis) {
  Plot plot{"", kDensity, axis.range(), InTwoLines(axis.ticks()), {}};
  const std::vector<MarkerGroup> groups = MarkersOf(comparison);
  for (std::size_t k = 0; k < groups.size() && k < classes.size(); ++k) {
    if (classes[k].empty()) continue;
    PlotSeries series = SeriesOf(comparison, groups[k], classes[k], axis);
    series.name = groups[k].marker;
    series.style = static_cast<int>(plot.series.size());
    plot.series.push_back(std::move(series));
  }
  Dodge(plot.series, plot.x);
  const double highest = Highest(plot.series);
  plot.y = {0.0, 1.3 * highest};
  plot.linear_up_to = kLinearUpTo;
  plot.y_ticks = DecadesUpTo(plot.y.high);
  plot.key = true;
  return plot;
}

PlotSeries& KindOf(std::vector<PlotSeries>& all, const std::string& name) {
  for (PlotSeries& series : all) {
    if (series.name == name) return series;
  }
  constexpr Color kColors[] = {{0, 114, 178}, {213, 94, 0}, {0, 0, 0}};
  PlotSeries series;
  series.name = name;
  series.style = static_cast<int>(all.size());
  series.color = kColors[all.size() % std::size(kColors)];
  all.push_back(series);
  return all.back();
}

// Each kind's score at a timepoint once, whichever marker's slide carries it.
Plot Scores(const Comparison& comparison, const TimeAxis& axis) {
  Plot plot{"", "score", axis.range(), InTwoLines(axis.ticks()), {-0.2, 3.4}};
  for (const SlideMeasurement& measurement : comparison.measurements) {
    const double x = axis.At(measurement);
    for (const PathologistScore& score : measurement.scores) {
      auto& points = KindOf(plot.series, ScoreName(score.kind)).points;
      const PlotPoint point{x, static_cast<double>(score.score)};
      const bool known = std::any_of(
          points.begin(), points.end(),
          [&](const PlotPoint& p) { return p.x == point.x && p.y == point.y; });
      if (!known) points.push_back(point);
    }
  }
  for (PlotSeries& series : plot.series) {
    std::stable_sort(
        series.points.begin(), series.points.end(),
        [](const PlotPoint& a, const PlotPoint& b) { return a.x < b.x; });
  }
  Dodge(plot.series, plot.x);
  plot.y_ticks = {{0, "0"}, {1, "1"}, {2, "2"}, {3, "3"}};
  plot.key = true;
  return plot;
}

}  // namespace

PlotSheet DensityPlots(const Comparison& comparison,
                       const std::vector<const Comparison*>& others) {
  std::vector<const Comparison*> all = {&comparison};
  all.insert(all.end(), others.begin(), others.end());
  const TimeAxis axis(all);
  PlotSheet sheet{3, 330, 250, {}};
  for (const MarkerGroup& group : MarkersOf(comparison)) {
    for (const std::string& region_class : group.classes) {
      Plot plot{fmt::format("{}, {}", group.marker, region_class),
                kDensity,
                axis.range(),
                InTwoLines(axis.ticks()),
                {}};
      for (const Comparison* other : others) {
        for (const MarkerGroup& same : MarkersOf(*other)) {
          if (same.marker != group.marker) continue;
          plot.series.push_back(
              Faint(SeriesOf(*other, same, region_class, axis)));
        }
      }
      plot.series.push_back(SeriesOf(comparison, group, region_class, axis));
      if (plot.series.back().points.empty()) continue;  // not evaluable
      plot.y = {0.0, kHeadroom * Highest(plot.series)};
      sheet.plots.push_back(std::move(plot));
    }
  }
  const auto count = static_cast<int>(sheet.plots.size());
  if (count > kMostInThreeColumns) sheet.columns = 4;  // one page of paper
  sheet.columns = std::clamp(count, 1, sheet.columns);
  return sheet;
}

PlotSheet FigurePlots(const Comparison& comparison,
                      const std::vector<std::string>& classes) {
  const TimeAxis axis({&comparison});
  PlotSheet sheet{1, 840, 360, {AllMarkers(comparison, classes, axis)}};
  Plot scores = Scores(comparison, axis);
  if (scores.series.empty()) return sheet;
  sheet.columns = 2;
  sheet.width_px /= 2;
  sheet.plots.push_back(std::move(scores));
  return sheet;
}

}  // namespace cellquant::core
