#include "core/geometry/validity.h"

#include <fmt/format.h>
#include <geos_c.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace cellquant::core {
namespace {

// One GEOS context and the geometry built in it; everything is freed with it.
class Geos {
 public:
  Geos() : context_(GEOS_init_r()) {}
  ~Geos() { GEOS_finish_r(context_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  GEOSContextHandle_t get() const { return context_; }

  auto Own(GEOSGeometry* geometry) const {
    const auto destroy = [context = context_](GEOSGeometry* g) {
      GEOSGeom_destroy_r(context, g);
    };
    return std::unique_ptr<GEOSGeometry, decltype(destroy)>(geometry, destroy);
  }

  // The caller owns the result of these three, as GEOS does it.
  GEOSGeometry* LinearRing(const Ring& ring) const {
    const auto size = static_cast<unsigned>(ring.size());
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context_, size + 1, 2);
    for (unsigned i = 0; i <= size; ++i) {
      const Level0Point& p = ring[i % size];
      GEOSCoordSeq_setXY_r(context_, sequence, i, p.x, p.y);
    }
    return GEOSGeom_createLinearRing_r(context_, sequence);
  }

  GEOSGeometry* PolygonOf(const Polygon& part) const {
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : part.holes) holes.push_back(LinearRing(hole));
    return GEOSGeom_createPolygon_r(context_, LinearRing(part.exterior),
                                    holes.data(),
                                    static_cast<unsigned>(holes.size()));
  }

  GEOSGeometry* MultiPolygonOf(const MultiPolygon& shape) const {
    std::vector<GEOSGeometry*> parts;
    for (const Polygon& part : shape) parts.push_back(PolygonOf(part));
    return GEOSGeom_createCollection_r(context_, GEOS_MULTIPOLYGON,
                                       parts.data(),
                                       static_cast<unsigned>(parts.size()));
  }

  // The union; null when GEOS fails.
  auto Merged(const std::vector<const MultiPolygon*>& shapes) const {
    std::vector<GEOSGeometry*> parts;
    for (const MultiPolygon* shape : shapes) {
      for (const Polygon& part : *shape) parts.push_back(PolygonOf(part));
    }
    const auto all = Own(GEOSGeom_createCollection_r(
        context_, GEOS_GEOMETRYCOLLECTION, parts.data(),
        static_cast<unsigned>(parts.size())));
    return Own(GEOSUnaryUnion_r(context_, all.get()));
  }

  Level0Point PointOf(const GEOSGeometry* point) const {
    Level0Point p;
    GEOSGeomGetX_r(context_, point, &p.x);
    GEOSGeomGetY_r(context_, point, &p.y);
    return p;
  }

  Ring RingOf(const GEOSGeometry* ring) const {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context_, ring);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(context_, sequence, &size);
    Ring points(size);
    for (unsigned i = 0; i < size; ++i) {
      GEOSCoordSeq_getXY_r(context_, sequence, i, &points[i].x, &points[i].y);
    }
    return points;  // closed: normalisation drops the repeated vertex
  }

  // The areas of a geometry of any kind; lines and points in it have none.
  MultiPolygon ShapeOf(const GEOSGeometry* geometry) const {
    MultiPolygon shape;
    const int count = GEOSGetNumGeometries_r(context_, geometry);
    for (int i = 0; i < count; ++i) {
      const GEOSGeometry* part = GEOSGetGeometryN_r(context_, geometry, i);
      const int type = GEOSGeomTypeId_r(context_, part);
      if (type == GEOS_POLYGON && GEOSisEmpty_r(context_, part) == 0) {
        shape.push_back(PartOf(part));
      } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        MultiPolygon inner = ShapeOf(part);
        std::move(inner.begin(), inner.end(), std::back_inserter(shape));
      }
    }
    return Normalized(std::move(shape));
  }

  Polygon PartOf(const GEOSGeometry* polygon) const {
    Polygon part{RingOf(GEOSGetExteriorRing_r(context_, polygon)), {}};
    const int holes = GEOSGetNumInteriorRings_r(context_, polygon);
    for (int i = 0; i < holes; ++i) {
      part.holes.push_back(
          RingOf(GEOSGetInteriorRingN_r(context_, polygon, i)));
    }
    return part;
  }

 private:
  GEOSContextHandle_t context_;
};

Ring RectangleRing(const Level0Rect& r) {
  const auto left = static_cast<double>(r.x);
  const auto top = static_cast<double>(r.y);
  const auto right = static_cast<double>(r.right());
  const auto bottom = static_cast<double>(r.bottom());
  return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

}  // namespace

std::optional<std::string> WhyInvalid(const MultiPolygon& shape) {
  const Geos geos;
  const auto geometry = geos.Own(geos.MultiPolygonOf(shape));
  if (!geometry) return "not a polygon";
  char* reason = nullptr;
  GEOSGeometry* place = nullptr;
  const char valid =
      GEOSisValidDetail_r(geos.get(), geometry.get(), 0, &reason, &place);
  const auto owned_place = geos.Own(place);
  std::string why = reason == nullptr ? "not a valid polygon" : reason;
  if (reason != nullptr) GEOSFree_r(geos.get(), reason);
  if (valid == 1) return std::nullopt;
  if (place == nullptr) return why;
  const Level0Point p = geos.PointOf(place);
  return fmt::format("{} at ({}, {})", why, p.x, p.y);
}

Result<MultiPolygon> UnionOf(const std::vector<Level0Rect>& rectangles) {
  std::vector<MultiPolygon> shapes;
  std::vector<const MultiPolygon*> pointers;
  shapes.reserve(rectangles.size());
  pointers.reserve(rectangles.size());
  for (const Level0Rect& rectangle : rectangles) {
    pointers.push_back(
        &shapes.emplace_back(MultiPolygon{{RectangleRing(rectangle), {}}}));
  }
  return UnionOfShapes(pointers);
}

std::vector<bool> MeetWith(const MultiPolygon& shape,
                           const std::vector<const MultiPolygon*>& others) {
  const Geos geos;
  const auto geometry = geos.Own(geos.MultiPolygonOf(shape));
  const GEOSPreparedGeometry* prepared =
      GEOSPrepare_r(geos.get(), geometry.get());
  std::vector<bool> meet;
  for (const MultiPolygon* other : others) {
    const auto one = geos.Own(geos.MultiPolygonOf(*other));
    // 2 is a failure; who meets is looked at more closely.
    meet.push_back(GEOSPreparedIntersects_r(geos.get(), prepared, one.get()) !=
                   0);
  }
  GEOSPreparedGeom_destroy_r(geos.get(), prepared);
  return meet;
}

Result<MultiPolygon> Difference(const MultiPolygon& shape,
                                const MultiPolygon& taken_off) {
  const Geos geos;
  const auto from = geos.Own(geos.MultiPolygonOf(shape));
  const auto what = geos.Own(geos.MultiPolygonOf(taken_off));
  const auto left =
      geos.Own(GEOSDifference_r(geos.get(), from.get(), what.get()));
  if (!left) return Fail(ErrorReason::kInternal, "polygon difference failed");
  return geos.ShapeOf(left.get());
}

namespace {

// All rings of `shape` are outer ones.
Result<MultiPolygon> JoinedValid(const MultiPolygon& shape) {
  const Geos geos;
  const auto drawn = geos.Own(geos.MultiPolygonOf(shape));
  GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(geos.get());
  GEOSMakeValidParams_setMethod_r(geos.get(), params,
                                  GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos.get(), params, 0);
  const auto valid =
      geos.Own(GEOSMakeValidWithParams_r(geos.get(), drawn.get(), params));
  GEOSMakeValidParams_destroy_r(geos.get(), params);
  if (!valid) return Fail(ErrorReason::kInternal, "polygon repair failed");
  return geos.ShapeOf(valid.get());
}

}  // namespace

// Apart, or GEOS would make an area of a hole that lies outside.
Result<MultiPolygon> MadeValid(const MultiPolygon& shape) {
  MultiPolygon outer;
  MultiPolygon holes;
  for (const Polygon& part : shape) {
    outer.push_back({part.exterior, {}});
    for (const Ring& hole : part.holes) holes.push_back({hole, {}});
  }
  CQ_ASSIGN(MultiPolygon valid, JoinedValid(outer));
  if (holes.empty()) return valid;
  CQ_ASSIGN(const MultiPolygon valid_holes, JoinedValid(holes));
  return Difference(valid, valid_holes);
}

Result<MultiPolygon> UnionOfShapes(
    const std::vector<const MultiPolygon*>& shapes) {
  const Geos geos;
  const auto merged = geos.Merged(shapes);
  if (!merged) return Fail(ErrorReason::kInternal, "polygon union failed");
  return geos.ShapeOf(merged.get());
}

Result<double> UnionAreaPx2(const std::vector<const MultiPolygon*>& shapes) {
  const Geos geos;
  const auto merged = geos.Merged(shapes);
  double area = 0.0;
  if (merged && GEOSArea_r(geos.get(), merged.get(), &area) == 1) return area;
  return Fail(ErrorReason::kInternal, "the union of regions failed");
}

std::string GeosVersion() { return GEOSversion(); }

}  // namespace cellquant::core
