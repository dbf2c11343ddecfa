// Points and rectangles that know which image they are measured in.
//
// Three frames, which never mix:
//   Level0   pixels of the slide at full resolution. Everything stored, sent
//            or reported is in this frame. Pixel (i, j) covers
//            [i, i+1) x [j, j+1); the origin is top left, y points down.
//   Level    pixels of one level of the slide's pyramid.
//   Working  pixels of the image that is analysed, about 0.5 um each, on one
//            grid anchored at the slide's origin (slide/working_image.h).
// Only `slide` converts between them.
#ifndef CELLQUANT_CORE_GEOMETRY_FRAMES_H_
#define CELLQUANT_CORE_GEOMETRY_FRAMES_H_

#include <algorithm>
#include <cstdint>

namespace cellquant::core {

template <class Frame>
struct Point {
  double x = 0.0;
  double y = 0.0;
  friend constexpr bool operator==(const Point&, const Point&) = default;
};

// Half-open: holds the pixels x <= i < x + width, y <= j < y + height.
template <class Frame>
struct Rect {
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;

  constexpr std::int64_t right() const { return x + width; }
  constexpr std::int64_t bottom() const { return y + height; }
  constexpr bool empty() const { return width <= 0 || height <= 0; }
  constexpr std::int64_t area() const { return empty() ? 0 : width * height; }

  constexpr bool Contains(const Point<Frame>& p) const {
    return p.x >= static_cast<double>(x) &&
           p.x < static_cast<double>(right()) &&
           p.y >= static_cast<double>(y) && p.y < static_cast<double>(bottom());
  }

  // This rectangle with `margin` more pixels on each side.
  constexpr Rect Inflated(std::int64_t margin) const {
    return {x - margin, y - margin, width + 2 * margin, height + 2 * margin};
  }

  // The part that both hold; empty when they do not meet.
  constexpr Rect Intersection(const Rect& other) const {
    const std::int64_t left = std::max(x, other.x);
    const std::int64_t top = std::max(y, other.y);
    return {
        left, top,
        std::max<std::int64_t>(0, std::min(right(), other.right()) - left),
        std::max<std::int64_t>(0, std::min(bottom(), other.bottom()) - top)};
  }

  friend constexpr bool operator==(const Rect&, const Rect&) = default;
};

using Level0Point = Point<struct Level0Frame>;
using Level0Rect = Rect<struct Level0Frame>;
using LevelRect = Rect<struct LevelFrame>;
using WorkingPoint = Point<struct WorkingFrame>;
using WorkingRect = Rect<struct WorkingFrame>;

// Returns the largest whole number that is at most a / b; b must be positive.
constexpr std::int64_t FloorDiv(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

struct Size {
  std::int64_t width = 0;
  std::int64_t height = 0;
  friend constexpr bool operator==(const Size&, const Size&) = default;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_GEOMETRY_FRAMES_H_
