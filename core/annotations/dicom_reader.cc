// Microscopy Bulk Simple Annotations of DICOM (PS3.3, section C.37).
//
// A group becomes a layer: its label is the classification of its drawings, its
// description their name. POLYGON, RECTANGLE (four corners) and ELLIPSE (the
// ends of the major axis, then those of the minor) are areas; POINT and
// POLYLINE are none. Coordinates are pixels of the image that the file refers
// to. That this is the slide at full resolution cannot be seen in the file, so
// a warning says which image it is.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "core/annotations/dicom_label.h"
#include "core/annotations/dicom_points.h"
#include "core/annotations/drawing_collector.h"
#include "core/annotations/reader.h"
#include "core/annotations/shapes.h"
#include "core/base/printable_text.h"
#include "core/dicom/annotation_object.h"
#include "core/dicom/uid.h"

namespace cellquant::core {
namespace {

constexpr double kAxisTolerancePx = 1.0;  // of points rounded to pixels

tl::unexpected<Error> Unreadable(const std::string& place, std::string what) {
  return Fail(ErrorReason::kRegionsUnreadable, place + ": " + std::move(what));
}

bool IsFinite(Level0Point p) {
  return std::isfinite(p.x) && std::isfinite(p.y);
}

double Distance(Level0Point p, Level0Point q) {
  return std::hypot(p.x - q.x, p.y - q.y);
}

// An ellipse by the ends of its two axes; its problem when these are no axes.
Result<Ring> EllipseOf(const Ring& ends, const std::string& place) {
  const auto middle = [](Level0Point p, Level0Point q) {
    return Level0Point{(p.x + q.x) / 2.0, (p.y + q.y) / 2.0};
  };
  const Level0Point center = middle(ends[0], ends[1]);
  const Level0Point a{ends[1].x - center.x, ends[1].y - center.y};
  const Level0Point b{(ends[3].x - ends[2].x) / 2.0,
                      (ends[3].y - ends[2].y) / 2.0};
  const double length = std::hypot(a.x, a.y);
  // How far the end of b lies from where it would be at a right angle.
  const double askew =
      length > 0.0 ? std::abs(a.x * b.x + a.y * b.y) / length : 0.0;
  if (Distance(center, middle(ends[2], ends[3])) > kAxisTolerancePx ||
      askew > kAxisTolerancePx) {
    return InvalidAt(place,
                     "the axes of the ellipse do not halve each other at a "
                     "right angle");
  }
  return EllipseRing(center, a, b);
}

// The outline of one area; its problem when it is none.
Result<Ring> OutlineOf(const DicomAnnotationGroup& group, Ring points,
                       const std::string& place) {
  if (!std::all_of(points.begin(), points.end(), IsFinite)) {
    return InvalidAt(place, "a coordinate is not a number");
  }
  if (group.graphic == "ELLIPSE") return EllipseOf(points, place);
  return points;
}

// Goes through the groups in the order of the file.
class GroupReader {
 public:
  explicit GroupReader(const DicomAnnotationObject& object)
      : object_(&object) {}

  Result<Drawings> Read() {
    for (const DicomAnnotationGroup& group : object_->groups) {
      CQ_CHECK(AddGroup(group));
    }
    if (any_area_) WarnOfImage();
    return collector_.Finish();
  }

 private:
  void WarnOfImage() {
    collector_.Warn(fmt::format(
        "coordinates are taken as pixels at full resolution; the file refers "
        "to the DICOM image {} and does not say whether it is the slide at "
        "full resolution",
        PrintableText(object_->image.instance_uid, 64)));
  }

  Result<void> AddGroup(const DicomAnnotationGroup& group) {
    ++layer_;
    const std::string place =
        fmt::format("group {} (\"{}\")", layer_, group.label);
    constexpr std::array<std::string_view, 3> kAreas = {"POLYGON", "RECTANGLE",
                                                        "ELLIPSE"};
    const bool is_area =
        std::find(kAreas.begin(), kAreas.end(), group.graphic) != kAreas.end();
    if (!is_area && group.graphic != "POINT" && group.graphic != "POLYLINE") {
      return Unreadable(place,
                        fmt::format("\"{}\" is no known type of annotation",
                                    PrintableText(group.graphic, 64)));
    }
    CQ_ASSIGN(const DicomPoints points, DicomPoints::Of(group, place));
    if (!is_area) {
      collector_.Skip(group.graphic == "POINT" ? "point" : "polyline",
                      group.count);
      return {};
    }
    any_area_ = any_area_ || group.count > 0;
    for (std::size_t i = 0; i < group.count; ++i) {
      Drawing drawing = DrawingOf(group, place, i);
      auto outline = OutlineOf(group, points.Annotation(i), drawing.place);
      collector_.AddOutline(std::move(drawing), std::move(outline));
    }
    return {};
  }

  // What a drawing takes from its group.
  Drawing DrawingOf(const DicomAnnotationGroup& group, const std::string& place,
                    std::size_t number) const {
    Drawing drawing{group.count == 1
                        ? place
                        : fmt::format("{}, annotation {}", place, number + 1)};
    // A group's id names one area only where it has one.
    if (group.count == 1) drawing.id = UuidFromUid(group.uid);
    drawing.name = group.description;
    drawing.classification = group.label == kNoClassLabel ? "" : group.label;
    drawing.layer = layer_;
    // The creator is who drew; what a program drew, nobody did.
    if (group.generation != "AUTOMATIC") {
      drawing.annotated_by = object_->creator;
    }
    drawing.annotated_at = object_->created_at;
    return drawing;
  }

  const DicomAnnotationObject* object_;
  DrawingCollector collector_;
  bool any_area_ = false;
  int layer_ = 0;
};

}  // namespace

Result<Drawings> ReadDicom(std::string_view bytes, const SlideInfo*) {
  CQ_ASSIGN(const DicomAnnotationObject object, ReadAnnotationObject(bytes));
  return GroupReader(object).Read();
}

}  // namespace cellquant::core
