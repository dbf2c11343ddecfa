#include "core/cells/outline.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "core/geometry/membership.h"

namespace cellquant::core {
namespace {

using WholeNumbers = std::vector<std::int32_t>;

constexpr double kPerPx = 100.0;
constexpr std::int32_t kFewestEdges = 4;

std::int32_t Hundredths(double px) {
  return static_cast<std::int32_t>(std::llround(px * kPerPx));
}

// Begins with an edge along x.
void AddRing(Ring ring, WholeNumbers& numbers) {
  if (ring[0].x == ring[1].x) {
    std::rotate(ring.begin(), ring.begin() + 1, ring.end());
  }
  numbers.push_back(static_cast<std::int32_t>(ring.size()));
  numbers.push_back(Hundredths(ring[0].x));
  numbers.push_back(Hundredths(ring[0].y));
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Level0Point& from = ring[i];
    const Level0Point& to = ring[(i + 1) % ring.size()];
    numbers.push_back(i % 2 == 0 ? Hundredths(to.x) - Hundredths(from.x)
                                 : Hundredths(to.y) - Hundredths(from.y));
  }
}

void AddNumber(std::int32_t number, std::vector<std::uint8_t>& bytes) {
  const auto bits = static_cast<std::uint32_t>(number);
  auto rest = (bits << 1U) ^ (number < 0 ? ~0U : 0U);
  for (; rest >= 0x80U; rest >>= 7U) {
    bytes.push_back(static_cast<std::uint8_t>(rest | 0x80U));
  }
  bytes.push_back(static_cast<std::uint8_t>(rest));
}

std::vector<std::uint8_t> Packed(const WholeNumbers& numbers) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(3 * numbers.size());
  for (const std::int32_t number : numbers) AddNumber(number, bytes);
  bytes.shrink_to_fit();
  return bytes;
}

WholeNumbers Unpacked(const std::vector<std::uint8_t>& bytes) {
  WholeNumbers numbers;
  std::uint32_t bits = 0;
  unsigned shift = 0;
  for (const std::uint8_t byte : bytes) {
    bits |= (byte & 0x7FU) << shift;
    shift += 7;
    if ((byte & 0x80U) != 0) continue;
    numbers.push_back(
        static_cast<std::int32_t>((bits >> 1U) ^ (0U - (bits & 1U))));
    bits = shift = 0;
  }
  return numbers;
}

// The corners of the ring whose numbers begin at `at`, which moves behind them.
Ring TakeRing(const WholeNumbers& numbers, std::size_t& at) {
  const auto edges = static_cast<std::size_t>(numbers[at]);
  std::int64_t x = numbers[at + 1];
  std::int64_t y = numbers[at + 2];
  at += 3;
  Ring ring;
  ring.reserve(edges);
  for (std::size_t i = 0; i < edges; ++i) {
    ring.push_back(
        {static_cast<double>(x) / kPerPx, static_cast<double>(y) / kPerPx});
    (i % 2 == 0 ? x : y) += numbers[at++];
  }
  return ring;
}

bool FitsInt32(std::int64_t value) {
  return value >= std::numeric_limits<std::int32_t>::min() &&
         value <= std::numeric_limits<std::int32_t>::max();
}

// Why no ring begins at `at`; empty when one does.
std::string WhyNoRing(const WholeNumbers& numbers, std::size_t at) {
  const std::size_t left = numbers.size() - at;
  const std::int32_t edges = numbers[at];
  if (edges < kFewestEdges || edges % 2 != 0) return "a wrong number of edges";
  if (left < 3 || left - 3 < static_cast<std::size_t>(edges)) {
    return "an edge missing";
  }
  const std::int64_t first_x = numbers[at + 1];
  const std::int64_t first_y = numbers[at + 2];
  std::int64_t x = first_x;
  std::int64_t y = first_y;
  for (std::size_t i = 0; i < static_cast<std::size_t>(edges); ++i) {
    const std::int32_t length = numbers[at + 3 + i];
    (i % 2 == 0 ? x : y) += length;
    if (length == 0) return "an edge without length";
    if (!FitsInt32(x) || !FitsInt32(y)) return "a corner too far away";
  }
  return x == first_x && y == first_y ? "" : "a ring that is not closed";
}

}  // namespace

NucleusOutline::NucleusOutline(const MultiPolygon& shape) {
  WholeNumbers numbers;
  for (const Polygon& part : shape) {
    AddRing(part.exterior, numbers);
    for (const Ring& hole : part.holes) AddRing(hole, numbers);
  }
  bytes_ = Packed(numbers);
}

Result<NucleusOutline> NucleusOutline::FromNumbers(
    const std::vector<std::int32_t>& numbers) {
  std::string why;
  for (std::size_t at = 0; at < numbers.size() && why.empty();) {
    const bool first = at == 0;
    why = WhyNoRing(numbers, at);
    if (why.empty() && SignedAreaPx2(TakeRing(numbers, at)) < 0.0 && first) {
      why = "a hole in nothing";
    }
  }
  if (!why.empty()) {
    return Fail(ErrorReason::kInvalidArgument,
                "the outline of a nucleus has " + why);
  }
  NucleusOutline outline;
  outline.bytes_ = Packed(numbers);
  return outline;
}

std::vector<std::int32_t> NucleusOutline::Numbers() const {
  return Unpacked(bytes_);
}

MultiPolygon NucleusOutline::Shape() const {
  const WholeNumbers numbers = Unpacked(bytes_);
  MultiPolygon shape;
  for (std::size_t at = 0; at < numbers.size();) {
    Ring ring = TakeRing(numbers, at);
    if (shape.empty() || SignedAreaPx2(ring) > 0.0) {
      shape.push_back({std::move(ring), {}});
    } else {
      shape.back().holes.push_back(std::move(ring));
    }
  }
  return shape;
}

MultiPolygon PartsWithHoles(std::vector<Ring> rings) {
  MultiPolygon shape;
  std::vector<Ring> holes;
  for (Ring& ring : rings) {
    if (SignedAreaPx2(ring) > 0.0) {
      shape.push_back({std::move(ring), {}});
    } else {
      holes.push_back(std::move(ring));
    }
  }
  for (Ring& hole : holes) {
    // In the middle of an edge a hole meets no other ring.
    const Level0Point place{(hole[0].x + hole[1].x) / 2.0,
                            (hole[0].y + hole[1].y) / 2.0};
    Polygon* owner = nullptr;
    for (Polygon& part : shape) {
      if (!Membership({{part.exterior, {}}}).Contains(place)) continue;
      if (owner == nullptr ||
          SignedAreaPx2(part.exterior) < SignedAreaPx2(owner->exterior)) {
        owner = &part;
      }
    }
    assert(owner != nullptr && "a hole lies in a ring");
    if (owner != nullptr) owner->holes.push_back(std::move(hole));
  }
  return shape;
}

}  // namespace cellquant::core
