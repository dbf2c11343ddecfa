#include "core/annotations/drawing_collector.h"

#include <fmt/format.h>

#include <utility>

#include "core/annotations/reader.h"

namespace cellquant::core {

void DrawingCollector::Add(Drawing drawing, Result<MultiPolygon> shape) {
  if (!shape) {
    drawings_.problems.push_back(std::move(shape).error());
    return;
  }
  vertices_ += VertexCount(*shape);
  if (vertices_ > kMaxAnnotationVertices) return;
  drawing.shape = *std::move(shape);
  drawings_.areas.push_back(std::move(drawing));
}

void DrawingCollector::AddOutline(Drawing drawing, Result<Ring> outline) {
  Add(std::move(drawing), std::move(outline).map([](Ring ring) {
    return MultiPolygon{{std::move(ring), {}}};
  }));
}

void DrawingCollector::Warn(std::string warning) {
  drawings_.warnings.push_back(std::move(warning));
}

void DrawingCollector::CheckAllRead(const std::string& element,
                                    std::size_t there, std::size_t read) {
  if (there == read) return;
  drawings_.problems.push_back(
      {ErrorReason::kRegionInvalid,
       fmt::format("{} of {} <{}> elements stand where none belong",
                   there - read, there, element)});
}

Result<Drawings> DrawingCollector::Finish() {
  if (vertices_ > kMaxAnnotationVertices) {
    return Fail(ErrorReason::kRegionsUnreadable,
                "the annotations have more than 1,000,000 vertices");
  }
  for (const auto& [kind, count] : skipped_) {
    Warn(fmt::format("{} {}(s) skipped: no annotated area", count, kind));
  }
  return std::move(drawings_);
}

std::string PlaceOf(const std::string& what, std::size_t number,
                    std::string_view name) {
  if (name.empty()) return fmt::format("{} {}", what, number);
  return fmt::format("{} {} (\"{}\")", what, number, name);
}

tl::unexpected<Error> InvalidAt(const std::string& place,
                                const std::string& why) {
  return Fail(ErrorReason::kRegionInvalid, place + ": " + why);
}

}  // namespace cellquant::core
