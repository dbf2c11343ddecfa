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
  width_ = static_cast<std::size_t>(2.0 * radius_ + 3.0);
  index_.assign(width_ * width_, -1);
  std::int32_t next = 0;
  for (const core::CountBlock& block : empty_.blocks) {
    empty_.area = empty_.area + block.area;
    index_[static_cast<std::size_t>(block.j) * width_ +
           static_cast<std::size_t>(block.i)] = next++;
  }
}

void Node::Add(double x, double y, core::TimepointCount& sample) const {
  const double dx = x - center_x_;
  const double dy = y - center_y_;
  if (dx * dx + dy * dy > radius_ * radius_) return;
  const auto place =
      static_cast<std::size_t>(y) * width_ + static_cast<std::size_t>(x);
  if (index_[place] < 0) return;  // a sliver that the polygon has not
  ++sample.blocks[static_cast<std::size_t>(index_[place])].count;
  ++sample.count;
}

void Node::AddGroup(const Pattern& pattern, double x, double y, Dice& dice,
                    core::TimepointCount& sample) const {
  const std::uint32_t cells = pattern.equal_groups
                                  ? static_cast<std::uint32_t>(pattern.group)
                                  : dice.Poisson(pattern.group);
  for (std::uint32_t cell = 0; cell < cells; ++cell) {
    double dx = 0.0;
    double dy = 0.0;
    do {
      dx = 2.0 * dice.Uniform() - 1.0;
      dy = 2.0 * dice.Uniform() - 1.0;
    } while (dx * dx + dy * dy > 1.0);
    Add(x + pattern.radius_mm * dx, y + pattern.radius_mm * dy, sample);
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
