// Numbers that know their unit. Only conversions that someone needs exist.
#ifndef CELLQUANT_CORE_BASE_UNITS_H_
#define CELLQUANT_CORE_BASE_UNITS_H_

#include <compare>

namespace cellquant::core {

template <class Unit>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}

  constexpr double value() const { return value_; }

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity(a.value_ + b.value_);
  }

 private:
  double value_ = 0.0;
};

using Micrometers = Quantity<struct MicrometersUnit>;
using SquareMicrometers = Quantity<struct SquareMicrometersUnit>;
using SquareMillimeters = Quantity<struct SquareMillimetersUnit>;
using CellsPerSquareMillimeter = Quantity<struct CellsPerSquareMillimeterUnit>;

// -log10(I / I0), base 10 as in Ruifrok & Johnston 2001; no unit, but not
// just any number either.
using OpticalDensity = Quantity<struct OpticalDensityUnit>;

constexpr SquareMillimeters ToSquareMillimeters(SquareMicrometers area) {
  return SquareMillimeters(area.value() / 1e6);
}

// Size of a pixel. Scanners differ by less than a percent between the axes,
// but an area must use both.
struct MicronsPerPixel {
  double x = 0.0;
  double y = 0.0;

  constexpr SquareMicrometers PixelArea() const {
    return SquareMicrometers(x * y);
  }
  friend constexpr bool operator==(const MicronsPerPixel&,
                                   const MicronsPerPixel&) = default;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_UNITS_H_
