#include "core/annotations/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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
  }
  if (!(AreaPx2(shape) > 0.0)) {
    return tl::unexpected(Invalid(drawing, "its area is zero"));
  }
  if (why) {
    repairs.push_back(
        fmt::format("{}: {}; repaired to {} part(s) of {:.1f} px2 together",
                    drawing.place, *why, shape.size(), AreaPx2(shape)));
  }
  return shape;
}

struct Negative {
  Drawing drawing;
  Level0Rect bounds;
  bool used = false;
};

// A hostile file could make each area meet each negative one.
constexpr std::size_t kMostMeetings = 100'000;

class NegativeAreas {
 public:
  explicit NegativeAreas(std::vector<Drawing> drawings) {
    for (Drawing& drawing : drawings) {
      const Level0Rect bounds = Bounds(drawing.shape);
      negatives_.push_back({std::move(drawing), bounds});
    }
  }

  // Takes all of them off `area` together, so that their order in the file does
  // not matter. What is left may be next to nothing.
  Result<void> TakeOffFrom(Drawing& area) {
    CQ_ASSIGN(const std::vector<Negative*> meeting, MeetingWith(area));
    std::vector<const MultiPolygon*> taken_off;
    for (Negative* negative : meeting) {
      CQ_ASSIGN(const bool island, IsIslandIn(*negative, area));
      if (island) continue;
      negative->used = true;
      taken_off.push_back(&negative->drawing.shape);
    }
    if (taken_off.empty()) return {};
    CQ_ASSIGN(const MultiPolygon together, UnionOfShapes(taken_off));
    CQ_ASSIGN(area.shape, Difference(area.shape, together));
    return {};
  }

  std::vector<std::string> Warnings() const {
    std::vector<std::string> warnings;
    for (const Negative& negative : negatives_) {
      if (negative.used) continue;
      warnings.push_back(negative.drawing.place +
                         ": it is negative, and there is no area of its layer "
                         "to take it off");
    }
    return warnings;
  }

 private:
  Result<std::vector<Negative*>> MeetingWith(const Drawing& area) {
    const Level0Rect bounds = Bounds(area.shape);
    std::vector<Negative*> near;
    std::vector<const MultiPolygon*> shapes;
    for (Negative& negative : negatives_) {
      if (negative.drawing.layer == area.layer &&
          !negative.bounds.Intersection(bounds).empty()) {
        near.push_back(&negative);
        shapes.push_back(&negative.drawing.shape);
      }
    }
    meetings_ += near.size();
    if (meetings_ > kMostMeetings) {
      return Fail(ErrorReason::kRegionsUnreadable,
                  "more than 100,000 times an area and a negative one meet");
    }
    const std::vector<bool> meet = MeetWith(area.shape, shapes);
    std::vector<Negative*> meeting;
    for (std::size_t i = 0; i < near.size(); ++i) {
      if (meet[i]) meeting.push_back(near[i]);
    }
    return meeting;
  }

  // An area that lies wholly in one negative one is an island in it.
  static Result<bool> IsIslandIn(const Negative& negative,
                                 const Drawing& area) {
    const Level0Rect bounds = Bounds(area.shape);
    const Level0Rect around = negative.bounds.Inflated(1);  // of rounding
    if (!(around.Intersection(bounds) == bounds)) return false;
    CQ_ASSIGN(const MultiPolygon left,
              Difference(area.shape, negative.drawing.shape));
    return IsNextToNothing(left, area.shape);
  }

  std::vector<Negative> negatives_;
  std::size_t meetings_ = 0;
};

Result<void> TakeOffNegatives(std::vector<Drawing> drawings,
                              CheckedDrawings& checked) {
  if (drawings.empty()) return {};
  NegativeAreas negatives(std::move(drawings));
  std::vector<Drawing> areas;
  for (Drawing& area : checked.areas) {
    const MultiPolygon drawn = area.shape;
    CQ_CHECK(negatives.TakeOffFrom(area));
    if (IsNextToNothing(area.shape, drawn)) {
      checked.warnings.push_back(area.place +
                                 ": negative areas together take off all of "
                                 "it; it is no region");
    } else {
      areas.push_back(std::move(area));
    }
  }
  checked.areas = std::move(areas);
  for (std::string& warning : negatives.Warnings()) {
    checked.warnings.push_back(std::move(warning));
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
  CQ_CHECK(TakeOffNegatives(std::move(negatives), checked));
  return checked;
}

}  // namespace cellquant::core
