#include "core/regions/representative_field.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/geometry/lattice_area.h"
#include "core/geometry/membership.h"

namespace cellquant::core {
namespace {

constexpr std::int64_t kSteps = 4;  // lattice cells along a field's side
constexpr double kShorter = 0.95;
constexpr double kShortestSideUm = 50.0;

// A lattice whose cells have whole pixels, so that fields do.
Lattice LatticeFor(double side_um, MicronsPerPixel mpp) {
  const auto step = [side_um](double um) {
    return std::max(1.0, std::round(side_um / um / kSteps));
  };
  return {step(mpp.x), step(mpp.y)};
}

// Sums over squares of kSteps x kSteps lattice cells.
class FieldSums {
 public:
  explicit FieldSums(const LatticeAreas& areas)
      : columns_(areas.columns),
        sums_(static_cast<std::size_t>((areas.columns + 1) * (areas.rows + 1)),
              0.0) {}

  void Set(std::int64_t column, std::int64_t row, double value) {
    sums_[At(column + 1, row + 1)] = value + sums_[At(column, row + 1)] +
                                     sums_[At(column + 1, row)] -
                                     sums_[At(column, row)];
  }

  // Of the field whose first cell is (column, row).
  double Sum(std::int64_t column, std::int64_t row) const {
    return sums_[At(column + kSteps, row + kSteps)] -
           sums_[At(column, row + kSteps)] - sums_[At(column + kSteps, row)] +
           sums_[At(column, row)];
  }

 private:
  std::size_t At(std::int64_t column, std::int64_t row) const {
    return static_cast<std::size_t>(row * (columns_ + 1) + column);
  }

  std::int64_t columns_;
  std::vector<double> sums_;
};

std::vector<double> CountsIn(const LatticeAreas& areas, const Lattice& lattice,
                             const std::vector<Level0Point>& inside) {
  std::vector<double> counts(areas.px2.size(), 0.0);
  for (const Level0Point& p : inside) {
    ++counts[areas.Index(lattice.Column(p.x), lattice.Row(p.y))];
  }
  return counts;
}

// All fields of one size that lie in the region.
std::vector<RepresentativeField> Candidates(
    const MultiPolygon& shape, const std::vector<Level0Point>& inside,
    MicronsPerPixel mpp, double side_um) {
  const Lattice lattice = LatticeFor(side_um, mpp);
  const LatticeAreas areas = AreasWithin(shape, lattice);
  const std::vector<double> counts = CountsIn(areas, lattice, inside);
  FieldSums area_sums(areas);
  FieldSums count_sums(areas);
  for (std::int64_t row = 0; row < areas.rows; ++row) {
    for (std::int64_t column = 0; column < areas.columns; ++column) {
      const auto k = static_cast<std::size_t>(row * areas.columns + column);
      area_sums.Set(column, row, areas.px2[k]);
      count_sums.Set(column, row, counts[k]);
    }
  }
  const auto width = static_cast<std::int64_t>(lattice.width_px);
  const auto height = static_cast<std::int64_t>(lattice.height_px);
  const double pixel_mm2 = ToSquareMillimeters(mpp.PixelArea()).value();
  std::vector<RepresentativeField> fields;
  for (std::int64_t row = 0; row + kSteps <= areas.rows; ++row) {
    for (std::int64_t column = 0; column + kSteps <= areas.columns; ++column) {
      RepresentativeField field;
      field.rect = {(areas.first_column + column) * width,
                    (areas.first_row + row) * height, kSteps * width,
                    kSteps * height};
      const auto px2 = static_cast<double>(field.rect.area());
      const double in_region = std::min(px2, area_sums.Sum(column, row));
      if (in_region < kLeastFieldShare * px2) continue;
      field.area = SquareMillimeters(px2 * pixel_mm2);
      field.area_in_region = SquareMillimeters(in_region * pixel_mm2);
      field.count =
          static_cast<std::uint32_t>(std::lround(count_sums.Sum(column, row)));
      field.density =
          CellsPerSquareMillimeter(field.count / field.area_in_region.value());
      fields.push_back(field);
    }
  }
  return fields;
}

double MedianDensity(const std::vector<RepresentativeField>& fields) {
  std::vector<double> densities;
  densities.reserve(fields.size());
  for (const auto& field : fields) densities.push_back(field.density.value());
  std::sort(densities.begin(), densities.end());
  const std::size_t n = densities.size();
  return 0.5 * (densities[(n - 1) / 2] + densities[n / 2]);
}

RepresentativeField NearestToMedian(
    const std::vector<RepresentativeField>& fields) {
  const double median = MedianDensity(fields);
  const auto distance = [median](const RepresentativeField& field) {
    return std::abs(field.density.value() - median);
  };
  RepresentativeField nearest = *std::min_element(
      fields.begin(), fields.end(),
      [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
  nearest.median = CellsPerSquareMillimeter(median);
  nearest.candidates = fields.size();
  return nearest;
}

}  // namespace

Result<RepresentativeField> FindRepresentativeField(
    const MultiPolygon& shape, const std::vector<Level0Point>& places,
    MicronsPerPixel mpp, SquareMillimeters area) {
  if (!(mpp.x > 0.0 && mpp.y > 0.0 && area.value() >= 0.0025 &&
        area.value() <= 4.0)) {
    return Fail(ErrorReason::kInvalidArgument,
                "a field must have 0.0025 to 4 mm2, and a pixel a size");
  }
  const Membership membership(shape);
  std::vector<Level0Point> inside;
  std::copy_if(places.begin(), places.end(), std::back_inserter(inside),
               [&](Level0Point p) { return membership.Contains(p); });
  const double asked_um = 1000.0 * std::sqrt(area.value());
  for (double side = asked_um; side >= kShortestSideUm; side *= kShorter) {
    const auto fields = Candidates(shape, inside, mpp, side);
    if (fields.empty()) continue;
    RepresentativeField field = NearestToMedian(fields);
    field.smaller_than_asked = side < asked_um;
    return field;
  }
  return Fail(ErrorReason::kNotFound,
              "the region is too narrow for a field of 50 um");
}

}  // namespace cellquant::core
