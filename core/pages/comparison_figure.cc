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

// One row of panel g.
void AddRow(const Comparison& comparison, const MarkerGroup& group,
            const PictureRow& row, int y, int side, PageData& figure) {
  AddText("ROW_NAME", kLeft - 14, y + side / 2, group.marker, figure);
  for (std::size_t k = 0; k < row.size(); ++k) {
    const int x = kLeft + static_cast<int>(k) * (side + kGap);
    const std::string time =
        TimepointText(comparison.measurements[group.measurements[k]]);
    if (y == kTop) AddText("COLUMN_NAME", x + side / 2, y - 8, time, figure);
    AddField(row[k], x, y, side, fmt::format("{}, {}", group.marker, time),
             figure);
  }
}

std::vector<MarkerGroup> FieldGroups(const std::vector<MarkerGroup>& groups,
                                     const FigureOptions& options) {
  std::vector<MarkerGroup> chosen;
  for (const std::string& marker : options.field_markers) {
    for (const MarkerGroup& group : groups) {
      if (group.marker == marker) chosen.push_back(group);
    }
  }
  return chosen;
}

int PictureSide(const std::vector<MarkerGroup>& groups) {
  std::size_t columns = 1;
  for (const MarkerGroup& group : groups) {
    columns = std::max(columns, group.measurements.size());
  }
  const int count = static_cast<int>(columns);
  return std::min(kLargestPicture,
                  (kWidth - kLeft - kGap * (count - 1)) / count);
}

// What a reader must know of the panels, a line each.
std::vector<std::string> NotesOn(const std::vector<MarkerGroup>& groups,
                                 const std::vector<std::string>& classes,
                                 const FigureOptions& options) {
  std::string of;
  for (std::size_t k = 0; k < groups.size(); ++k) {
    of += fmt::format("{}{} in {}", of.empty() ? "" : ", ", groups[k].marker,
                      classes[k].empty() ? "no region" : classes[k]);
  }
  return {fmt::format("g, fields of {:g} \u00b5m whose density is nearest to "
                      "the median of all; arrows on positive cells, at most "
                      "40 a field.",
                      options.field_side.value()),
          "h, thick bars: exact 95 % Poisson intervals; thin: block bootstrap; "
          "triangle: upper bound where none was found.",
          of + "."};
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
  const double side_mm = options.field_side.value() / 1000.0;
  const std::vector<MarkerGroup> rows = FieldGroups(groups, options);
  const int side = PictureSide(rows);
  int y = kTop;
  for (const MarkerGroup& group : rows) {
    const std::string region_class = ClassOf(comparison, group, options);
    AddRow(comparison, group,
           RepresentativeFields(group, region_class, materials,
                                SquareMillimeters(side_mm * side_mm)),
           y, side, figure);
    y += side + kGap;
  }
  const PlotSheet sheet = FigurePlots(comparison, classes);
  const auto plot = DrawPlots(sheet, options.gnuplot);
  figure.texts["WIDTH"] = Px(kWidth);
  figure.texts["PLOT_Y"] = Px(y + kGap);
  figure.texts["LETTER_Y"] = Px(y + 2 * kGap);
  if (!plot) figure.Add("NO_PLOT").texts["WHY"] = plot.error().message;
  y += sheet.height_px + 2 * kGap;
  for (const std::string& note : NotesOn(groups, classes, options)) {
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
