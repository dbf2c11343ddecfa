#include "core/annotations/dicom_points.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace cellquant::core {
namespace {

constexpr std::size_t kCorners = 4;  // of RECTANGLE and ELLIPSE

tl::unexpected<Error> Unreadable(const std::string& place, std::string what) {
  return Fail(ErrorReason::kRegionsUnreadable, place + ": " + std::move(what));
}

}  // namespace

DicomPoints::DicomPoints(const DicomAnnotationGroup& group)
    : group_(&group),
      size_(group.coordinates.size() + group.float_coordinates.size()) {}

Result<DicomPoints> DicomPoints::Of(const DicomAnnotationGroup& group,
                                    const std::string& place) {
  if (!group.coordinates.empty() && !group.float_coordinates.empty()) {
    return Unreadable(place, "it has its coordinates twice");
  }
  DicomPoints points(group);
  if (points.size_ % 2 != 0) return Unreadable(place, "a point lacks its y");
  if (group.count == 0 && points.size_ != 0) {
    return Unreadable(place, "it has coordinates, but no annotation");
  }
  const bool indexed =
      group.graphic == "POLYGON" || group.graphic == "POLYLINE";
  CQ_CHECK(indexed ? points.SetStarts(place) : points.SetSteps(place));
  return points;
}

Ring DicomPoints::Annotation(std::size_t number) const {
  Ring ring;
  for (std::size_t i = begins_[number]; i < begins_[number + 1]; i += 2) {
    ring.push_back({Coordinate(i), Coordinate(i + 1)});
  }
  return ring;
}

double DicomPoints::Coordinate(std::size_t i) const {
  return group_->coordinates.empty() ? group_->float_coordinates[i]
                                     : group_->coordinates[i];
}

Result<void> DicomPoints::SetStarts(const std::string& place) {
  if (group_->starts.size() != group_->count) {
    return Unreadable(place, fmt::format("{} indices for {} annotations",
                                         group_->starts.size(), group_->count));
  }
  for (const std::uint32_t start : group_->starts) {
    const bool in_order =
        begins_.empty() ? start == 1 : start > begins_.back() + 1;
    if (!in_order || start % 2 != 1 || start >= size_) {
      return Unreadable(
          place, fmt::format("index {} is not that of the next annotation's "
                             "first x, of {} coordinates from 1",
                             start, size_));
    }
    begins_.push_back(start - 1);
  }
  begins_.push_back(size_);
  return {};
}

Result<void> DicomPoints::SetSteps(const std::string& place) {
  const std::size_t step = 2 * (group_->graphic == "POINT" ? 1 : kCorners);
  if (size_ != step * group_->count) {
    return Unreadable(place, fmt::format("{} coordinates for {} annotations",
                                         size_, group_->count));
  }
  for (std::size_t at = 0; at <= size_; at += step) begins_.push_back(at);
  return {};
}

}  // namespace cellquant::core
