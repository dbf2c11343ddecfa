#include "core/annotations/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "core/geometry/validity.h"

namespace cellquant::core {
namespace {

constexpr double kFarthestPx = 1e9;  // no slide is larger

template <class Visit>
void ForEachRing(const MultiPolygon& shape, Visit visit) {
  for (const Polygon& part : shape) {
    visit(part.exterior);
    for (const Ring& hole : part.holes) visit(hole);
  }
}

// What no repair can mend.
std::optional<std::string> WhyHopeless(const MultiPolygon& normalized) {
  std::optional<std::string> why;
  ForEachRing(normalized, [&](const Ring& ring) {
    for (const Level0Point& p : ring) {
      // Written so that it holds for NaN, too.
      if (std::abs(p.x) <= kFarthestPx && std::abs(p.y) <= kFarthestPx) {
        continue;
      }
      why = fmt::format("vertex ({}, {}) is not a place on a slide", p.x, p.y);
      return;
    }
    if (ring.size() < 3) why = "a ring has fewer than 3 different vertices";
  });
  if (normalized.empty()) why = "it has no ring";
  return why;
}

Error Invalid(const Drawing& drawing, const std::string& what) {
  return {ErrorReason::kRegionInvalid, drawing.place + ": " + what};
}

// The valid form of `drawing`'s shape, or what is wrong with it.
Result<MultiPolygon> Valid(const Drawing& drawing, bool repair,
                           std::vector<std::string>& repairs) {
  MultiPolygon shape = Normalized(drawing.shape);
  if (const auto why = WhyHopeless(shape)) {
    return tl::unexpected(Invalid(drawing, *why));
  }
  const auto why = WhyInvalid(shape);
  if (why && !repair) return tl::unexpected(Invalid(drawing, *why));
  if (why) {
    CQ_ASSIGN(shape, MadeValid(shape));
    repairs.push_back(
        fmt::format("{}: {}; repaired to {} part(s) of {:.1f} px2 together",
                    drawing.place, *why, shape.size(), AreaPx2(shape)));
  }
  if (AreaPx2(shape) > 0.0) return shape;
  return tl::unexpected(Invalid(drawing, "its area is zero"));
}

// Takes `negative` off `area` if it covers some of it, but not if all.
Result<bool> TakeOff(const Drawing& negative, Drawing& area) {
  CQ_ASSIGN(MultiPolygon left, Difference(area.shape, negative.shape));
  if (left.empty() || left == area.shape) return false;  // island, or apart
  area.shape = std::move(left);
  return true;
}

Result<void> TakeOffNegatives(const std::vector<Drawing>& negatives,
                              CheckedDrawings& checked) {
  for (const Drawing& negative : negatives) {
    const Level0Rect bounds = Bounds(negative.shape);
    bool taken = false;
    for (Drawing& area : checked.areas) {
      if (area.layer != negative.layer ||
          Bounds(area.shape).Intersection(bounds).empty()) {
        continue;
      }
      CQ_ASSIGN(const bool some, TakeOff(negative, area));
      taken = taken || some;
    }
    if (taken) continue;
    checked.warnings.push_back(
        negative.place +
        ": it is negative, and there is no area of its layer "
        "to take it off");
  }
  return {};
}

}  // namespace

Result<CheckedDrawings> CheckDrawings(std::vector<Drawing> drawings,
                                      bool repair) {
  CheckedDrawings checked;
  std::vector<Drawing> negatives;
  for (Drawing& drawing : drawings) {
    auto shape = Valid(drawing, repair, checked.repairs);
    if (!shape && shape.error().reason == ErrorReason::kInternal) {
      return tl::unexpected(shape.error());
    }
    if (!shape) {
      checked.problems.push_back(shape.error());
      continue;
    }
    drawing.shape = *std::move(shape);
    (drawing.negative ? negatives : checked.areas)
        .push_back(std::move(drawing));
  }
  CQ_CHECK(TakeOffNegatives(negatives, checked));
  return checked;
}

}  // namespace cellquant::core
