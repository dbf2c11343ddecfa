// What holds for areas from any annotation file, whatever its bytes are.
#ifndef CELLQUANT_TESTS_FUZZ_REGIONS_H_
#define CELLQUANT_TESTS_FUZZ_REGIONS_H_

#include <string>

#include "core/geometry/polygon.h"
#include "core/geometry/validity.h"
#include "core/slide/tile_source.h"
#include "tests/fuzz/require.h"

namespace cellquant::fuzz {

// Formats that are not in level-0 pixels are read for this slide.
inline core::SlideInfo SlideOf100000x80000() {
  return {.name = "slide.ndpi",
          .format = "hamamatsu",
          .levels = {{{100000, 80000}, 1.0}},
          .pixel_size = core::PixelSize{{0.25, 0.25}},
          .image_center = core::PlaceOnGlass{1000.0, -2000.0}};
}

inline void RequireAnArea(const core::MultiPolygon& shape,
                          const std::string& place) {
  const auto why = core::WhyInvalid(shape);
  Require(!why, place + " is valid, not: " + why.value_or(""));
  Require(core::AreaPx2(shape) > 0.0, place + " has an area");
  Require(core::Normalized(shape) == shape, place + " is normalised");
}

inline void RequireAReason(const core::Error& error) {
  Require(error.reason != core::ErrorReason::kInternal,
          "a file's mistakes are no defects: " + error.message);
  Require(!error.message.empty(), "an error says what is wrong");
}

}  // namespace cellquant::fuzz

#endif  // CELLQUANT_TESTS_FUZZ_REGIONS_H_
