#include "core/pages/comparison_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/pages/density_plots.h"
#include "core/pages/page_text.h"
#include "core/pages/template.h"
#include "core/pages/templates.h"

namespace cellquant::core {
namespace {

// Pixels of the figure.
constexpr int kWidth = 900;
constexpr int kLeft = 44;  // of the pictures: room for the marker's name
constexpr int kTop = 34;   // of the pictures: room for the timepoints
constexpr int kGap = 10;
constexpr int kLargestPicture = 420;

// Where the plot goes in the filled template: texts from outside cannot look
// like this, their "<" is escaped.
constexpr std::string_view kPlotHere = "<!--plot-->";

std::string Px(int px) { return fmt::format("{}", px); }

std::string ClassOf(const Comparison& comparison, const MarkerGroup& group,
                    const FigureOptions& options) {
  if (!options.region_class.empty()) return options.region_class;
  const SlideMeasurement& first =
      comparison.measurements[group.measurements.front()];
  const ClassMeasurement* largest = nullptr;
  for (const ClassMeasurement& c : first.classes) {
    if (c.negative_control) continue;
    if (largest == nullptr || c.area > largest->area) largest = &c;
  }
  return largest == nullptr ? "" : largest->region_class;
}

void AddField(const Result<Picture>& picture, int x, int y, int side,
              const std::string& title, PageData& figure) {
  PageData& field = figure.Add("FIELD");
  field.texts = {{"X", Px(x)},
                 {"Y", Px(y)},
                 {"SIDE", Px(side)},
                 {"MIDDLE_X", Px(x + side / 2)},
                 {"MIDDLE_Y", Px(y + side / 2)},
                 {"TITLE", title}};
  if (!picture) {
    field.Add("MISSING").texts["WHY"] = picture.error().message;
    return;
  }
  PageData& shown = field.Add("SHOWN");
  shown.texts["CAPTION"] = picture->caption;
  shown.images["IMAGE"] = picture->bytes;
}

void AddText(const std::string& section, int x, int y, const std::string& text,
             PageData& figure) {
  figure.Add(section).texts = {{"X", Px(x)}, {"Y", Px(y)}, {"TEXT", text}};
}

// The columns of panel g: the timepoints of its rows, each once.
class Columns {
 public:
  Columns(const Comparison& comparison, const std::vector<MarkerGroup>& rows) {
    const TimeAxis axis({&comparison});
    for (const PlotTick& tick : axis.ticks()) {
      const bool shown =
          std::any_of(rows.begin(), rows.end(), [&](const MarkerGroup& group) {
            return std::any_of(
                group.measurements.begin(), group.measurements.end(),
                [&](std::size_t k) {
                  return TimepointText(comparison.measurements[k]) == tick.text;
                });
          });
      if (shown) times_.push_back(tick.text);
    }
    const int count = std::max(1, static_cast<int>(times_.size()));
    side_ = std::min(kLargestPicture,
                     (kWidth - kLeft - kGap * (count - 1)) / count);
  }

  int side() const { return side_; }
  const std::vector<std::string>& times() const { return times_; }

  int Left(const std::string& time) const {
    const auto found = std::find(times_.begin(), times_.end(), time);
    return kLeft + static_cast<int>(found - times_.begin()) * (side_ + kGap);
  }

 private:
  std::vector<std::string> times_;
  int side_ = 0;
};

// One row of panel g: each field under its own timepoint.
void AddRow(const Comparison& comparison, const MarkerGroup& group,
            const PictureRow& row, const Columns& columns, int y,
            PageData& figure) {
  const int side = columns.side();
  AddText("ROW_NAME", kLeft - 14, y + side / 2, group.marker, figure);
  for (std::size_t k = 0; k < row.size(); ++k) {
    const std::string time =
        TimepointText(comparison.measurements[group.measurements[k]]);
    AddField(row[k], columns.Left(time), y, side,
             fmt::format("{}, {}", group.marker, time), figure);
  }
}

Result<std::vector<MarkerGroup>> FieldGroups(
    const std::vector<MarkerGroup>& groups, const FigureOptions& options) {
  const bool asked = !options.field_markers.empty();
  const std::vector<std::string> markers =
      asked ? options.field_markers : std::vector<std::string>{"CD20", "CD138"};
  std::vector<MarkerGroup> chosen;
  for (const std::string& marker : markers) {
    const auto found = std::find_if(
        groups.begin(), groups.end(),
        [&](const MarkerGroup& group) { return group.marker == marker; });
    if (found != groups.end()) {
      chosen.push_back(*found);
    } else if (asked) {
      return Fail(ErrorReason::kInvalidArgument,
                  "no measurement of the marker " + marker +
                      ", whose fields the figure was to show");
    }
  }
  return chosen;
}

// Draws panel g and returns where it ends.
int AddFields(const Comparison& comparison,
              const std::vector<MarkerGroup>& rows,
              const std::vector<SlideMaterial>& materials,
              const FigureOptions& options, PageData& figure) {
  if (rows.empty()) return 0;
  figure.Add("PANEL_G");
  const double side_mm = options.field_side.value() / 1000.0;
  const Columns columns(comparison, rows);
  for (const std::string& time : columns.times()) {
    AddText("COLUMN_NAME", columns.Left(time) + columns.side() / 2, kTop - 8,
            time, figure);
  }
  int y = kTop;
  for (const MarkerGroup& group : rows) {
    AddRow(
        comparison, group,
        RepresentativeFields(group, ClassOf(comparison, group, options),
                             materials, SquareMillimeters(side_mm * side_mm)),
        columns, y, figure);
    y += columns.side() + kGap;
  }
  return y;
}

// What a reader must know of the panels, a line each.
std::vector<std::string> NotesOn(const std::vector<MarkerGroup>& groups,
                                 const std::vector<std::string>& classes,
                                 bool fields, const FigureOptions& options) {
  std::string of;
  for (std::size_t k = 0; k < groups.size(); ++k) {
    of += fmt::format("{}{} in {}", of.empty() ? "" : ", ", groups[k].marker,
                      classes[k].empty() ? "no region" : classes[k]);
  }
  std::vector<std::string> notes;
  if (fields) {
    notes = {
        fmt::format("g, fields of {:g} \u00b5m whose density is nearest to "
                    "the median of all; folds and blur are not taken off "
                    "their area.",
                    options.field_side.value()),
        "Arrows on positive cells, at most 40 a field."};
  }
  notes.emplace_back(
      "h, thick bars: exact 95 % Poisson intervals; thin: block bootstrap; "
      "triangle: upper bound where none was found.");
  notes.push_back(of + ".");
  return notes;
}

}  // namespace

Result<std::string> ComparisonFigure(
    const Comparison& comparison, const std::vector<SlideMaterial>& materials,
    const FigureOptions& options) {
  if (comparison.measurements.empty()) {
    return Fail(ErrorReason::kInvalidArgument, "there is nothing to draw");
  }
  const std::vector<MarkerGroup> groups = MarkersOf(comparison);
  std::vector<std::string> classes;
  classes.reserve(groups.size());
  for (const MarkerGroup& group : groups) {
    classes.push_back(ClassOf(comparison, group, options));
  }
  PageData figure;
  CQ_ASSIGN(const std::vector<MarkerGroup> rows, FieldGroups(groups, options));
  int y = AddFields(comparison, rows, materials, options, figure);
  const PlotSheet sheet = FigurePlots(comparison, classes);
  const auto plot = DrawPlots(sheet, options.gnuplot);
  figure.texts["WIDTH"] = Px(kWidth);
  figure.texts["PLOT_Y"] = Px(y + kGap);
  figure.texts["LETTER_Y"] = Px(y + 2 * kGap);
  if (!plot) figure.Add("NO_PLOT").texts["WHY"] = plot.error().message;
  y += sheet.height_px + 2 * kGap;
  for (const std::string& note :
       NotesOn(groups, classes, !rows.empty(), options)) {
    AddText("NOTE", kLeft, y += 16, note, figure);
  }
  figure.texts["HEIGHT"] = Px(y + kGap);
  CQ_ASSIGN(std::string svg, FillTemplate(kComparisonFigureTemplate, figure));
  if (plot) {
    const std::size_t root = plot->find("<svg");
    svg.replace(svg.find(kPlotHere), kPlotHere.size(), plot->substr(root));
  }
  return svg;
}

}  // namespace cellquant::core
