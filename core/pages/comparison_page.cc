#include "core/pages/comparison_page.h"

#include <fmt/format.h>

#include "core/pages/density_plots.h"
#include "core/pages/page_sections.h"
#include "core/pages/page_text.h"
#include "core/pages/template.h"
#include "core/pages/templates.h"

namespace cellquant::core {
namespace {

// A picture, or why it is missing.
void AddPicture(const Result<Picture>& picture, const std::string& title,
                PageData& row) {
  PageData& cell = row.Add("PICTURE");
  cell.texts["TITLE"] = title;
  if (!picture) {
    cell.Add("MISSING").texts["WHY"] = picture.error().message;
    return;
  }
  PageData& shown = cell.Add("SHOWN");
  shown.texts["TYPE"] = picture->type;
  shown.images["IMAGE"] = picture->bytes;
  shown.texts["CAPTION"] = picture->caption;
}

PageData& AddRow(const PictureRow& pictures, const std::string& title,
                 const Comparison& comparison, const MarkerGroup& group,
                 PageData& part) {
  PageData& row = part.Add("ROW");
  row.texts["ROW_TITLE"] = title;
  row.texts["COLUMNS"] = pictures.size() <= 2 ? "two" : "three";
  for (std::size_t k = 0; k < pictures.size(); ++k) {
    AddPicture(pictures[k],
               TimepointText(comparison.measurements[group.measurements[k]]),
               row);
  }
  return row;
}

bool HasMaterial(const MarkerGroup& group,
                 const std::vector<SlideMaterial>& materials) {
  for (const SlideMaterial& material : materials) {
    for (const std::size_t k : group.measurements) {
      if (material.measurement == k) return true;
    }
  }
  return false;
}

void AddMarkerPictures(const Comparison& comparison, const MarkerGroup& group,
                       const std::vector<SlideMaterial>& materials,
                       SquareMillimeters field_area, PageData& page) {
  PageData& part = page.Add("MARKER_PICTURES");
  part.texts["MARKER"] = group.marker;
  if (!HasMaterial(group, materials)) {
    part.Add("NO_PICTURES");
    return;
  }
  AddRow(Overviews(comparison, group, materials), "Slides and regions",
         comparison, group, part);
  const HeatMaps maps = DensityMaps(group, materials);
  PageData& heat =
      AddRow(maps.row, "Density of positive cells", comparison, group, part);
  if (maps.key) {
    PageData& key = heat.Add("KEY");
    key.images["KEY_IMAGE"] = maps.key->bytes;
    key.texts["KEY_CAPTION"] = maps.key->caption;
  }
  for (const std::string& name : group.classes) {
    AddRow(RepresentativeFields(group, name, materials, field_area),
           "Representative field, " + name, comparison, group, part);
  }
  if (!group.classes.empty()) part.Add("FIELDS_NOTE");
}

void AddPlots(const Comparison& comparison, const PageOptions& options,
              PageData& page) {
  const auto plots =
      DrawPlots(DensityPlots(comparison, options.others), options.gnuplot);
  if (!plots) {
    page.Add("NO_PLOT").texts["WHY"] = plots.error().message;
    return;
  }
  PageData& plot = page.Add("PLOT");
  plot.images["PLOT_IMAGE"] = *plots;
  if (options.others.empty()) return;
  plot.Add("COHORT").texts["OTHERS"] = fmt::format("{}", options.others.size());
}

}  // namespace

Result<void> CheckIndices(const Comparison& comparison) {
  const auto count = comparison.measurements.size();
  const auto exists = [count](const MeasuredPair& pair) {
    return pair.before < count && pair.after < count;
  };
  bool good = true;
  for (const PairGate& gate : comparison.gates) {
    good = good && exists(gate.pair);
  }
  for (const ClassComparison& c : comparison.comparisons) {
    good = good && exists(c.pair);
  }
  if (good) return {};
  return Fail(ErrorReason::kInvalidArgument,
              "the comparison names a measurement that it lacks");
}

Result<std::string> ComparisonPage(const Comparison& comparison,
                                   const std::vector<SlideMaterial>& materials,
                                   const PageOptions& options) {
  CQ_CHECK(CheckIndices(comparison));
  PageData page;
  AddTitle(comparison, page);
  AddAnswer(comparison, page);
  AddGate(comparison, page);
  AddCaveats(comparison, page);
  AddPlots(comparison, options, page);
  if (materials.empty()) {
    page.Add("NO_MATERIAL");
  } else {
    for (const MarkerGroup& group : MarkersOf(comparison)) {
      AddMarkerPictures(comparison, group, materials, options.field_area, page);
    }
  }
  AddTables(comparison, page);
  AddParameters(comparison, page);
  return FillTemplate(kComparisonPageTemplate, page);
}

}  // namespace cellquant::core
