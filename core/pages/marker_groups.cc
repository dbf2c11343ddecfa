#include "core/pages/marker_groups.h"

#include <algorithm>
#include <map>

#include "core/formats/class_color.h"
#include "core/pages/page_text.h"

namespace cellquant::core {
namespace {

constexpr double kClosestDays = 0.3;  // of the whole axis: room for texts
constexpr double kMargin = 0.12;      // on each side of the axis

template <class T>
void AddOnce(std::vector<T>& list, const T& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) {
    list.push_back(item);
  }
}

MarkerGroup& GroupOf(std::vector<MarkerGroup>& groups,
                     const std::string& marker) {
  for (MarkerGroup& group : groups) {
    if (group.marker == marker) return group;
  }
  groups.push_back({marker, {}, {}});
  return groups.back();
}

std::optional<int> DayOf(const SlideMeasurement& measurement) {
  return measurement.specimen ? measurement.specimen->timepoint_day
                              : std::nullopt;
}

// The timepoints of one comparison, each once, by day where all have one.
std::vector<PlotTick> TimepointsOf(const Comparison& comparison, bool by_day) {
  std::vector<PlotTick> places;
  for (const SlideMeasurement& m : comparison.measurements) {
    const std::string text = TimepointText(m);
    const bool known =
        std::any_of(places.begin(), places.end(),
                    [&](const PlotTick& t) { return t.text == text; });
    if (!known) places.push_back({by_day ? *DayOf(m) : 0.0, text});
  }
  std::stable_sort(
      places.begin(), places.end(),
      [](const PlotTick& a, const PlotTick& b) { return a.at < b.at; });
  return places;
}

bool TooClose(const std::vector<PlotTick>& sorted) {
  const double whole = sorted.back().at - sorted.front().at;
  for (std::size_t k = 1; k < sorted.size(); ++k) {
    if (sorted[k].at - sorted[k - 1].at < kClosestDays * whole) return true;
  }
  return whole <= 0.0;
}

}  // namespace

std::vector<MarkerGroup> MarkersOf(const Comparison& comparison) {
  std::vector<MarkerGroup> groups;
  for (std::size_t k = 0; k < comparison.measurements.size(); ++k) {
    const SlideMeasurement& measurement = comparison.measurements[k];
    MarkerGroup& group = GroupOf(groups, measurement.marker);
    group.measurements.push_back(k);
    for (const ClassMeasurement& c : measurement.classes) {
      if (!c.negative_control) AddOnce(group.classes, c.region_class);
    }
  }
  return groups;
}

std::optional<ClassDensity> DensityOf(const ClassMeasurement& region_class,
                                      const BlockBootstrapOptions& options) {
  const std::uint64_t count = region_class.positive_cell_count;
  const SquareMillimeters area = region_class.area;
  if (!region_class.is_evaluable || !(area.value() > 0.0)) return std::nullopt;
  ClassDensity density{DensityText(count, area), Density(count, area).value(),
                       PoissonInterval(count, area), std::nullopt, ""};
  if (region_class.blocks.empty()) {
    density.no_bootstrap = "the report has no blocks";
    return density;
  }
  const auto bootstrap = BlockBootstrap(region_class.blocks, options);
  if (!bootstrap) {
    density.no_bootstrap = bootstrap.error().message;
    return density;
  }
  density.bootstrap = bootstrap->interval;
  density.no_bootstrap = bootstrap->refused;
  return density;
}

Color MarkerColor(const std::string& marker) {
  static const std::map<std::string, Color> kColors = {
      {"CD20", {0x7b, 0x2d, 0x8b}},  {"CD138", {0xe6, 0x7e, 0x00}},
      {"CD3", {0x00, 0x72, 0xb2}},   {"CD68", {0x00, 0x9e, 0x73}},
      {"CD23", {0x56, 0xb4, 0xe9}},  {"CD19", {0xcc, 0x79, 0xa7}},
      {"Ki-67", {0x99, 0x1f, 0x00}}, {"CD8", {0x33, 0x33, 0x33}}};
  const auto own = kColors.find(marker);
  return own == kColors.end() ? ClassColor(marker) : own->second;
}

TimeAxis::TimeAxis(const std::vector<const Comparison*>& comparisons) {
  by_day_ = true;
  for (const Comparison* c : comparisons) {
    for (const SlideMeasurement& m : c->measurements) {
      by_day_ = by_day_ && DayOf(m).has_value();
    }
  }
  if (comparisons.front()->measurements.empty()) return;
  ticks_ = TimepointsOf(*comparisons.front(), by_day_);
  if (by_day_ && !TooClose(ticks_)) {
    for (const Comparison* c : comparisons) {
      for (const PlotTick& t : TimepointsOf(*c, true)) places_.push_back(t);
    }
    return;
  }
  const bool sorted_by_day = by_day_;
  by_day_ = false;
  for (const Comparison* c : comparisons) {
    for (const PlotTick& t : TimepointsOf(*c, sorted_by_day)) {
      const bool known =
          std::any_of(places_.begin(), places_.end(),
                      [&](const PlotTick& p) { return p.text == t.text; });
      if (!known) places_.push_back({double(places_.size()), t.text});
    }
  }
  ticks_ = places_;
}

double TimeAxis::At(const SlideMeasurement& measurement) const {
  if (by_day_) return *DayOf(measurement);
  const std::string text = TimepointText(measurement);
  for (const PlotTick& place : places_) {
    if (place.text == text) return place.at;
  }
  return 0.0;
}

PlotRange TimeAxis::range() const {
  PlotRange range{0.0, 1.0};
  if (places_.empty()) return range;
  const auto [first, last] = std::minmax_element(
      places_.begin(), places_.end(),
      [](const PlotTick& a, const PlotTick& b) { return a.at < b.at; });
  const double whole = std::max(1.0, last->at - first->at);
  return {first->at - kMargin * whole, last->at + kMargin * whole};
}

}  // namespace cellquant::core
