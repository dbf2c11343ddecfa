#include "tests/compare/simulated_tissue.h"

#include <algorithm>
#include <cmath>

#include "core/regions/region_blocks.h"

namespace cellquant::testing {
namespace {

constexpr double kTurn = 6.283185307179586;
constexpr int kCorners = 720;  // the polygon has 0.001 % less than the disk

// In um: one pixel is one.
core::MultiPolygon Disk(double x, double y, double radius) {
  core::Polygon polygon;
  for (int k = 0; k < kCorners; ++k) {
    const double angle = kTurn * k / kCorners;
    polygon.exterior.push_back({1e3 * (x + radius * std::cos(angle)),
                                1e3 * (y + radius * std::sin(angle))});
  }
  return {polygon};
}

}  // namespace

// Knuth's product of uniform numbers, in steps that do not underflow.
std::uint32_t Dice::Poisson(double mean) {
  std::uint32_t count = 0;
  for (; mean > 0.0; mean -= 100.0) {
    const double least = std::exp(-std::min(mean, 100.0));
    for (double product = Uniform(); product > least; product *= Uniform()) {
      ++count;
    }
  }
  return count;
}

Node::Node(core::SquareMillimeters area, Dice& dice)
    : radius_(std::sqrt(2.0 * area.value() / kTurn)),
      center_x_(radius_ + 1.0 + dice.Uniform()),
      center_y_(radius_ + 1.0 + dice.Uniform()) {
  empty_.blocks = core::BlocksOf(Disk(center_x_, center_y_, radius_), {},
                                 {1.0, 1.0}, core::Micrometers(1000.0));
  for (const core::CountBlock& block : empty_.blocks) {
    index_[{block.i, block.j}] = index_.size();
    empty_.area = empty_.area + block.area;
  }
}

void Node::Add(double x, double y, core::TimepointCount& sample) const {
  if (std::hypot(x - center_x_, y - center_y_) > radius_) return;
  const auto block =
      index_.find({static_cast<std::int64_t>(x), static_cast<std::int64_t>(y)});
  if (block == index_.end()) return;  // a sliver that the polygon has not
  ++sample.blocks[block->second].count;
  ++sample.count;
}

void Node::AddGroup(const Pattern& pattern, double x, double y, Dice& dice,
                    core::TimepointCount& sample) const {
  const std::uint32_t cells = pattern.equal_groups
                                  ? static_cast<std::uint32_t>(pattern.group)
                                  : dice.Poisson(pattern.group);
  for (std::uint32_t cell = 0; cell < cells; ++cell) {
    const double r = pattern.radius_mm * std::sqrt(dice.Uniform());
    const double angle = kTurn * dice.Uniform();
    Add(x + r * std::cos(angle), y + r * std::sin(angle), sample);
  }
}

core::TimepointCount Node::Draw(const Pattern& pattern, Dice& dice) const {
  core::TimepointCount sample = empty_;
  // Groups whose middle is outside reach in, too.
  const double side = 2.0 * (radius_ + pattern.radius_mm);
  const std::uint32_t groups =
      dice.Poisson(pattern.per_mm2 / pattern.group * side * side);
  for (std::uint32_t group = 0; group < groups; ++group) {
    const double x = center_x_ + side * (dice.Uniform() - 0.5);
    const double y = center_y_ + side * (dice.Uniform() - 0.5);
    AddGroup(pattern, x, y, dice, sample);
  }
  return sample;
}

}  // namespace cellquant::testing
