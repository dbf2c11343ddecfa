#include "core/formats/class_measurement_json.h"

#include <cmath>
#include <string>
#include <vector>

#include "core/tissue/artifacts.h"

namespace cellquant::core {
namespace {

// A mistake of units is beyond.
constexpr double kMostMm2 = 1e6;
constexpr double kMostOd = 10.0;

// Area of artifacts of one kind; 0 when there are none.
Result<double> AreaOf(const std::vector<JsonFields>& artifacts,
                      Evaluability kind) {
  double area = 0.0;
  for (const JsonFields& artifact : artifacts) {
    CQ_ASSIGN(const std::string name, artifact.Text("kind"));
    CQ_ASSIGN(const double one, artifact.Number("area_mm2", 0.0, kMostMm2));
    if (name == EvaluabilityName(kind)) area += one;
  }
  return area;
}

// Holes are no tissue.
Result<void> ReadLosses(const JsonFields& evaluable, ClassMeasurement& into) {
  CQ_ASSIGN(into.lost_percent, evaluable.Number("lost_percent", 0.0, 100.0));
  CQ_ASSIGN(into.is_evaluable, evaluable.Flag("is_evaluable"));
  into.is_evaluable = into.is_evaluable && into.area.value() > 0.0;
  CQ_ASSIGN(const auto artifacts, evaluable.Objects("artifacts"));
  CQ_ASSIGN(const double holes, AreaOf(artifacts, Evaluability::kHole));
  CQ_ASSIGN(const double blurred, AreaOf(artifacts, Evaluability::kOutOfFocus));
  const double tissue = into.enclosed_area.value() - holes;
  if (tissue > 0.0) into.out_of_focus_percent = 100.0 * blurred / tissue;
  return {};
}

Result<void> ReadEvaluable(const JsonFields& one, ClassMeasurement& into) {
  if (!one.Has("evaluable")) {
    return one.Wrong("evaluable",
                     "is missing: the report is of an older version; analyse "
                     "the slide again");
  }
  CQ_ASSIGN(const JsonFields evaluable, one.Object("evaluable"));
  CQ_ASSIGN(const double area, evaluable.Number("area_mm2", 0.0, kMostMm2));
  into.area = SquareMillimeters(area);
  CQ_ASSIGN(into.cell_count, evaluable.Count("cell_count"));
  CQ_ASSIGN(into.positive_cell_count, evaluable.Count("positive_cell_count"));
  if (into.positive_cell_count > into.cell_count) {
    return evaluable.Wrong("positive_cell_count", "is more than cell_count");
  }
  return ReadLosses(evaluable, into);
}

Result<CountBlock> ReadBlock(const JsonFields& fields) {
  CountBlock block;
  CQ_ASSIGN(block.i, fields.Integer("i"));
  CQ_ASSIGN(block.j, fields.Integer("j"));
  CQ_ASSIGN(block.count, fields.Count("positive_cell_count"));
  CQ_ASSIGN(const double area, fields.Number("area_mm2", 0.0, kMostMm2));
  block.area = SquareMillimeters(area);
  return block;
}

// Or the statistics would be of other tissue than the counts.
Result<void> CheckBlocks(const JsonFields& one, const ClassMeasurement& into) {
  if (into.blocks.empty()) return {};
  std::uint64_t count = 0;
  double area = 0.0;
  for (const CountBlock& block : into.blocks) {
    count += block.count;
    area += block.area.value();
  }
  if (count == into.positive_cell_count &&
      std::abs(area - into.area.value()) <= 1e-6 * into.area.value()) {
    return {};
  }
  return one.Wrong("blocks", "do not add up to the class's cells and area");
}

// All comparisons are of blocks of one size.
Result<void> CheckBlockSide(const JsonFields& one) {
  const char* kInterval = "positive_cells_per_mm2_block_interval";
  if (!one.Has(kInterval)) return {};
  CQ_ASSIGN(const JsonFields interval, one.Object(kInterval));
  CQ_ASSIGN(const double side, interval.Number("block_side_um", 10.0, 1e5));
  if (side == BlockBootstrapOptions{}.block_side.value()) return {};
  return interval.Wrong("block_side_um", "must be 1000 to be compared");
}

Result<void> ReadBlocks(const JsonFields& one, ClassMeasurement& into) {
  if (!one.Has("blocks")) return {};
  CQ_CHECK(CheckBlockSide(one));
  CQ_ASSIGN(const auto blocks, one.Objects("blocks"));
  for (const JsonFields& fields : blocks) {
    CQ_ASSIGN(const CountBlock block, ReadBlock(fields));
    into.blocks.push_back(block);
  }
  return CheckBlocks(one, into);
}

}  // namespace

Result<ClassMeasurement> ClassMeasurementFrom(const JsonFields& one) {
  ClassMeasurement into;
  CQ_ASSIGN(into.region_class, one.Text("classification"));
  CQ_ASSIGN(into.negative_control, one.Flag("negative_control"));
  CQ_ASSIGN(into.region_count, one.Count("region_count"));
  CQ_ASSIGN(const double enclosed, one.Number("area_mm2", 0.0, kMostMm2));
  into.enclosed_area = SquareMillimeters(enclosed);
  CQ_CHECK(ReadEvaluable(one, into));
  CQ_CHECK(ReadBlocks(one, into));
  CQ_ASSIGN(into.positive_dab, OpticalDensityFrom(one, "positive_dab_od"));
  if (one.Has("meshwork_area_mm2")) {
    CQ_ASSIGN(const double mm2, one.Number("meshwork_area_mm2", 0.0, kMostMm2));
    into.meshwork_area = SquareMillimeters(mm2);
  }
  return into;
}

Result<std::optional<OpticalDensity>> OpticalDensityFrom(
    const JsonFields& object, const char* key) {
  if (!object.Has(key)) return std::nullopt;
  CQ_ASSIGN(const double od, object.Number(key, 0.0, kMostOd));
  return OpticalDensity(od);
}

}  // namespace cellquant::core
