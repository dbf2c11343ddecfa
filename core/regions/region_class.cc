#include "core/regions/region_class.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

#include "core/cells/positivity.h"
#include "core/geometry/lattice_area.h"

namespace cellquant::core {
namespace {

// Of a block: far less than a cell (region_blocks.cc).
constexpr double kLeastShare = 1e-9;

std::vector<RegionIndices> MembersOf(const std::vector<RegionClass>& classes) {
  std::vector<RegionIndices> members;
  members.reserve(classes.size());
  for (const RegionClass& one : classes) members.push_back(one.members);
  return members;
}

// Positive cells that can be evaluated, of one class.
struct Positives {
  std::vector<Level0Point> places;
  std::vector<double> densities;
};

void CountCell(const Cell& cell, Compartment compartment, ClassReport& one,
               Positives& positives) {
  EvaluableArea& evaluable = one.areas.evaluable;
  ++one.group.cell_count;
  if (cell.evaluable) ++evaluable.cell_count;
  if (cell.classification != CellClass::kPositive) return;
  ++one.group.positive_cell_count;
  if (!cell.evaluable) return;
  ++evaluable.positive_cell_count;
  positives.places.push_back(cell.centroid);
  positives.densities.push_back(StainIn(compartment, cell.measured).value());
}

// The lower of two middle ones.
std::optional<OpticalDensity> Median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return OpticalDensity(*middle);
}

// A cell on the outer edge may lie in a block of which nothing else is in the
// class. Without any block there is none to put a cell into.
void PutIntoBlocks(const std::vector<Level0Point>& cells,
                   const Lattice& lattice, SquareMillimeters least,
                   std::vector<CountBlock>& blocks) {
  if (blocks.empty()) return;
  std::map<std::pair<std::int64_t, std::int64_t>, CountBlock> by_place;
  for (const CountBlock& block : blocks) by_place[{block.j, block.i}] = block;
  for (const Level0Point& cell : cells) {
    const std::int64_t i = lattice.Column(cell.x);
    const std::int64_t j = lattice.Row(cell.y);
    ++by_place.try_emplace({j, i}, CountBlock{i, j, 0, least})
          .first->second.count;
  }
  blocks.clear();
  for (const auto& [place, block] : by_place) blocks.push_back(block);
}

}  // namespace

std::string ClassNameOf(const std::string& classification,
                        const std::string& name) {
  if (!classification.empty()) return classification;
  return name.empty() ? "unnamed" : name;
}

Result<std::vector<RegionClass>> ClassesOf(const RegionSet& regions,
                                           const std::string& negative_control,
                                           MicronsPerPixel mpp) {
  std::map<std::pair<std::string, bool>, RegionIndices> members;
  for (std::uint32_t k = 0; k < regions.regions.size(); ++k) {
    const Region& region = regions.regions[k];
    const bool control = !negative_control.empty() &&
                         (region.classification == negative_control ||
                          region.name == negative_control);
    members[{ClassNameOf(region.classification, region.name), control}]
        .push_back(k);
  }
  std::vector<RegionClass> classes;
  for (auto& [key, indices] : members) {
    CQ_ASSIGN(const RegionGroup group, UnionOf(indices, regions, mpp));
    classes.push_back({key.first, key.second, std::move(indices), group});
  }
  return classes;
}

std::vector<ClassReport> CountClasses(const std::vector<RegionClass>& classes,
                                      std::vector<ClassAreas> areas,
                                      const SlideReport& report) {
  std::vector<ClassReport> reports;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    reports.push_back({classes[k].name, classes[k].negative_control,
                       classes[k].group, std::move(areas[k])});
  }
  std::vector<Positives> positives(classes.size());
  const GroupLookup lookup(MembersOf(classes), report.regions.size());
  const Compartment compartment = report.protocol.positivity.compartment;
  for (const CountedCell& counted : report.cells) {
    for (const std::uint32_t k : lookup.GroupsOf(counted.regions)) {
      CountCell(counted.cell, compartment, reports[k], positives[k]);
    }
  }
  const double side = report.block_bootstrap.block_side.value();
  const MicronsPerPixel mpp = report.pixel_size.mpp;
  const SquareMillimeters least =
      ToSquareMillimeters(SquareMicrometers(kLeastShare * side * side));
  for (std::size_t k = 0; k < classes.size(); ++k) {
    PutIntoBlocks(positives[k].places, {side / mpp.x, side / mpp.y}, least,
                  reports[k].areas.blocks);
    reports[k].positive_dab = Median(std::move(positives[k].densities));
  }
  return reports;
}

}  // namespace cellquant::core
