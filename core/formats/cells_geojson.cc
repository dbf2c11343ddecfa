#include "core/formats/cells_geojson.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/uuid.h"
#include "core/formats/class_color.h"
#include "core/formats/report_json.h"
#include "core/regions/density.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

// QuPath's own colors (qupath.lib.objects.classes.PathClass). It has no
// equivocal cells; its scale's weakest step is as yellow.
Color ColorOf(CellClass c) {
  switch (c) {
    case CellClass::kPositive:
      return {200, 50, 50};
    case CellClass::kNegative:
      return {90, 90, 180};
    case CellClass::kEquivocal:
      return {255, 215, 0};
  }
  return {};
}

Color ColorOf(const Region& region) {
  return region.color.value_or(ClassColor(region.classification));
}

// QuPath throws on a class without a color.
json ClassJson(std::string_view name, const Color& color) {
  return {{"name", name}, {"color", {color.red, color.green, color.blue}}};
}

// To 0.01, without trailing zeros.
void AppendPx(double px, std::string& text) {
  const long long hundredths = std::llround(px * 100.0);
  const long long size = std::abs(hundredths);
  if (hundredths < 0) text += '-';
  fmt::format_to(std::back_inserter(text), "{}", size / 100);
  if (size % 100 == 0) return;
  fmt::format_to(std::back_inserter(text), ".{:02}", size % 100);
  if (text.back() == '0') text.pop_back();
}

void AppendPoint(const Level0Point& p, std::string& text) {
  text += '[';
  AppendPx(p.x, text);
  text += ',';
  AppendPx(p.y, text);
  text += ']';
}

void AppendRing(const Ring& ring, std::string& text) {
  text += '[';
  for (const Level0Point& p : ring) {
    AppendPoint(p, text);
    text += ',';
  }
  AppendPoint(ring.front(), text);
  text += ']';
}

void AppendPart(const Polygon& part, std::string& text) {
  text += '[';
  AppendRing(part.exterior, text);
  for (const Ring& hole : part.holes) {
    text += ',';
    AppendRing(hole, text);
  }
  text += ']';
}

std::string GeometryOf(const MultiPolygon& shape) {
  std::string text;
  if (shape.size() == 1) {
    text = R"({"type":"Polygon","coordinates":)";
    AppendPart(shape.front(), text);
    return text += '}';
  }
  text = R"({"type":"MultiPolygon","coordinates":[)";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i > 0) text += ',';
    AppendPart(shape[i], text);
  }
  return text += "]}";
}

std::string GeometryOf(const Cell& cell) {
  if (!cell.outline.empty()) return GeometryOf(cell.outline.Shape());
  std::string text = R"({"type":"Point","coordinates":)";
  AppendPoint(cell.centroid, text);
  return text += '}';
}

// Text from outside, which may not even be UTF-8.
std::string Quoted(std::string_view text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

void AppendMeasurements(const Cell& cell, std::string& text) {
  const Measurement& m = cell.measured;
  const auto add = [&](std::string_view name, double value) {
    fmt::format_to(std::back_inserter(text), R"(,"{}":{:.4f})", name, value);
  };
  fmt::format_to(std::back_inserter(text), R"("Nucleus: Area um^2":{:.2f})",
                 cell.nucleus_area.value());
  add("Nucleus: DAB OD mean", m.dab_nucleus.value());
  add("Membrane: DAB OD", m.dab_membrane.value());
  add("Cytoplasm: DAB OD", m.dab_cytoplasm.value());
  add("Nucleus: Hematoxylin OD mean", m.hematoxylin_nucleus.value());
  if (cell.cell_probability) add("Cell probability", *cell.cell_probability);
  if (cell.class_share) add("Class share", *cell.class_share);
}

std::string FeatureOf(const Cell& cell,
                      const std::vector<std::string_view>& region_ids,
                      std::string_view slide_sha256) {
  const Color color = ColorOf(cell.classification);
  std::string text = fmt::format(
      R"({{"type":"Feature","id":"{}","geometry":{},"properties":{{)"
      R"("objectType":"detection","classification":{{"name":"{}",)"
      R"("color":[{},{},{}]}},"measurements":{{)",
      UuidOfName(fmt::format("cell {} {} {} {}", slide_sha256, cell.centroid.x,
                             cell.centroid.y, cell.nucleus_area.value())),
      GeometryOf(cell), QuPathClassName(cell.classification), color.red,
      color.green, color.blue);
  AppendMeasurements(cell, text);
  text += R"(},"metadata":{"region_ids":)" + Quoted(JoinedIds(region_ids));
  if (cell.veto != CellVeto::kNone) {
    text += R"(,"veto":)" + Quoted(CellVetoName(cell.veto));
  }
  if (!cell.artifact.empty()) text += R"(,"artifact":)" + Quoted(cell.artifact);
  return text += "}}}";
}

json MeasurementsOf(const RegionReport& report) {
  json measurements = {{"Area mm^2", report.area.value()},
                       {"Cell count", report.cell_count},
                       {"Positive cell count", report.positive_cell_count},
                       {"Equivocal cell count", report.equivocal_cell_count}};
  // A bare 0 would say that there is none, and a number that it can be trusted.
  if (report.positive_cell_count > 0 && report.areas.evaluable.IsEvaluable()) {
    measurements["Positive cells per mm^2"] =
        Density(report.positive_cell_count, report.area).value();
  }
  return measurements;
}

std::string FeatureOf(const Region& region, const RegionReport& report,
                      std::string_view slide_sha256) {
  json properties = {{"objectType", "annotation"},
                     {"isLocked", true},
                     {"measurements", MeasurementsOf(report)},
                     {"metadata", {{"region_id", region.id}}}};
  if (report.area.value() > 0.0) {
    properties["metadata"]["positive_cells_per_mm2"] =
        PositiveDensityText(report);
  }
  if (!region.name.empty()) properties["name"] = region.name;
  if (!region.classification.empty()) {
    properties["classification"] =
        ClassJson(region.classification, ColorOf(region));
  }
  return fmt::format(
      R"({{"type":"Feature","id":"{}","geometry":{},"properties":{}}})",
      ParseUuid(region.id).value_or(
          UuidOfName(fmt::format("region {} {}", slide_sha256, region.id))),
      GeometryOf(region.shape),
      properties.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace

std::string_view QuPathClassName(CellClass c) {
  switch (c) {
    case CellClass::kPositive:
      return "Positive";
    case CellClass::kNegative:
      return "Negative";
    case CellClass::kEquivocal:
      return "Equivocal";
  }
  return "";
}

GeoJsonCellWriter::GeoJsonCellWriter(std::ostream& out, GeoJsonLayout layout,
                                     std::string slide_sha256)
    : out_(out), layout_(layout), slide_sha256_(std::move(slide_sha256)) {
  if (layout_ == GeoJsonLayout::kCollection) {
    out_ << R"({"type":"FeatureCollection","features":[)";
  }
}

Result<void> GeoJsonCellWriter::WriteRegion(const Region& region,
                                            const RegionReport& report) {
  return Add(FeatureOf(region, report, slide_sha256_));
}

Result<void> GeoJsonCellWriter::Write(
    const Cell& cell, const std::vector<std::string_view>& region_ids) {
  return Add(FeatureOf(cell, region_ids, slide_sha256_));
}

Result<void> GeoJsonCellWriter::Finish() {
  if (layout_ == GeoJsonLayout::kCollection) out_ << "\n]}\n";
  return CheckWritten(out_.flush());
}

Result<void> GeoJsonCellWriter::Add(std::string_view feature) {
  if (layout_ == GeoJsonLayout::kLines) {
    out_ << feature << '\n';
  } else {
    out_ << (any_ ? ",\n" : "\n") << feature;
  }
  any_ = true;
  return CheckWritten(out_);
}

}  // namespace cellquant::core
