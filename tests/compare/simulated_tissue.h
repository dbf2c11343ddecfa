// Tissue with cells of a known density, as blocks: a round node on a lattice of
// 1 mm, cells anywhere or in follicles of 0.6 mm.
#ifndef CELLQUANT_TESTS_COMPARE_SIMULATED_TISSUE_H_
#define CELLQUANT_TESTS_COMPARE_SIMULATED_TISSUE_H_

#include <cstdint>
#include <random>
#include <vector>

#include "core/compare/change.h"
#include "core/geometry/polygon.h"

namespace cellquant::testing {

// Cells lie in groups, the middles of which are independent of each other: a
// Neyman-Scott process. Groups of one cell are independent cells.
struct Pattern {
  double per_mm2 = 0.0;  // cells
  // Mean number of cells per group, a Poisson number unless all have as many.
  double group = 1.0;
  bool equal_groups = true;
  double radius_mm = 0.3;  // of the disk that a group fills evenly
};

// Random numbers that are the same with every standard library.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  double Uniform() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }
  std::uint32_t Poisson(double mean);

 private:
  std::mt19937_64 random_;
};

// A disk of this area, its place on the lattice drawn.
class Node {
 public:
  Node(core::SquareMillimeters area, Dice& dice);

  // Blocks, count and area of one drawn sample of the pattern.
  core::TimepointCount Draw(const Pattern& pattern, Dice& dice) const;

 private:
  void AddGroup(const Pattern& pattern, double x, double y, Dice& dice,
                core::TimepointCount& sample) const;
  void Add(double x, double y, core::TimepointCount& sample) const;

  double radius_ = 0.0;  // mm
  double center_x_ = 0.0;
  double center_y_ = 0.0;
  core::TimepointCount empty_;
  std::size_t width_ = 0;            // of the lattice, which is square
  std::vector<std::int32_t> index_;  // of each place's block; -1: none
};

}  // namespace cellquant::testing

#endif  // CELLQUANT_TESTS_COMPARE_SIMULATED_TISSUE_H_
