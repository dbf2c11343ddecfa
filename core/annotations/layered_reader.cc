#include "core/annotations/layered_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/annotations/drawing_collector.h"
#include "core/annotations/shapes.h"
#include "core/base/printable_text.h"

namespace cellquant::core {
namespace {

std::optional<Color> ColorFrom(std::string_view line_color) {
  std::uint32_t bgr = 0;
  const char* const end = line_color.data() + line_color.size();
  const auto [stop, error] = std::from_chars(line_color.data(), end, bgr);
  if (error != std::errc() || stop != end || bgr > 0xFFFFFFU) {
    return std::nullopt;
  }
  const auto byte = [&](unsigned shift) {
    return static_cast<std::uint8_t>(bgr >> shift & 255U);
  };
  return Color{byte(0), byte(8), byte(16)};
}

Result<Ring> RingOf(const std::vector<XmlElement>& vertices,
                    const std::string& place) {
  Ring ring;
  ring.reserve(vertices.size());
  for (const XmlElement& v : vertices) {
    CQ_ASSIGN(
        const Level0Point p,
        VertexFrom(v.Attribute("X"), v.Attribute("Y"), place, ring.size() + 1));
    ring.push_back(p);
  }
  return ring;
}

Result<Ring> ShapeOf(const RegionType& type, Ring vertices,
                     const std::string& place) {
  const std::size_t n = vertices.size();
  switch (type.kind) {
    case OutlineKind::kPolygon:
      return vertices;
    case OutlineKind::kRectangle:
      if (n == 2) return RectangleRing(vertices[0], vertices[1]);
      if (n == 4) return vertices;
      return InvalidAt(
          place,
          fmt::format("a rectangle has {} vertices; it needs 2 or 4", n));
    case OutlineKind::kEllipse:
      if (n == 2) return EllipseRing(vertices[0], vertices[1]);
      return InvalidAt(place,
                       fmt::format("an ellipse has {} vertices; it needs the 2 "
                                   "corners of its box",
                                   n));
    case OutlineKind::kNoArea:
      break;
  }
  return InvalidAt(place, fmt::format("the type {} has 1 or 2 vertices, not {}",
                                      type.name, n));
}

class Reader {
 public:
  explicit Reader(const LayerDialect& dialect) : dialect_(dialect) {}

  Result<Drawings> Read(const XmlElement& root) {
    for (const XmlElement& layer : root.Children("Annotation")) AddLayer(layer);
    if (open_ > 0) {
      collector_.Warn(fmt::format(
          "{} outline(s) are open; their ends are joined by a straight line. "
          "The first is {}",
          open_, first_open_));
    }
    collector_.CheckAllRead("Annotation", root.CountBelow("Annotation"),
                            static_cast<std::size_t>(layers_));
    collector_.CheckAllRead("Region", root.CountBelow("Region"), regions_);
    return collector_.Finish();
  }

 private:
  void AddLayer(const XmlElement& layer) {
    ++layers_;
    const std::string_view name = layer.Attribute("Name");
    Drawing drawing{PlaceOf("layer", static_cast<std::size_t>(layers_), name)};
    drawing.layer = layers_ - 1;
    drawing.classification = name;
    drawing.color = ColorFrom(layer.Attribute("LineColor"));
    std::size_t regions = 0;
    for (const XmlElement& list : layer.Children("Regions")) {
      for (const XmlElement& region : list.Children("Region")) {
        Drawing of_region = drawing;
        of_region.place += fmt::format(", region {}", ++regions);
        ++regions_;
        AddRegion(region, std::move(of_region));
      }
    }
  }

  void AddRegion(const XmlElement& region, Drawing drawing) {
    const RegionType* const type = TypeOf(region);
    const auto vertices = region.Grandchildren("Vertices", dialect_.vertex);
    if (type != nullptr && type->kind == OutlineKind::kNoArea &&
        vertices.size() <= 2) {
      collector_.Skip(type->name);
      return;
    }
    dialect_.describe(region, drawing);
    auto outline = OutlineOf(region, type, vertices, drawing);
    collector_.AddOutline(std::move(drawing), std::move(outline));
  }

  const RegionType* TypeOf(const XmlElement& region) const {
    const auto found =
        std::find_if(dialect_.types.begin(), dialect_.types.end(),
                     [&](const RegionType& type) {
                       return type.written == region.Attribute("Type");
                     });
    return found == dialect_.types.end() ? nullptr : &*found;
  }

  // Also says in `drawing` whether it is negative.
  Result<Ring> OutlineOf(const XmlElement& region, const RegionType* type,
                         const std::vector<XmlElement>& vertices,
                         Drawing& drawing) {
    if (type == nullptr) {
      return InvalidAt(
          drawing.place,
          fmt::format("regions of the type \"{}\" are not known",
                      PrintableText(region.Attribute("Type"), 32)));
    }
    CQ_ASSIGN(drawing.negative, IsNegative(region, drawing.place));
    CQ_ASSIGN(Ring ring, RingOf(vertices, drawing.place));
    JoinEnds(*type, ring, drawing.place);
    return ShapeOf(*type, std::move(ring), drawing.place);
  }

  static Result<bool> IsNegative(const XmlElement& region,
                                 const std::string& place) {
    const std::string_view written = region.Attribute("NegativeROA");
    if (written == "1") return true;
    if (written == "0" || written.empty()) return false;
    return InvalidAt(place,
                     fmt::format("NegativeROA is \"{}\", neither 0 nor 1",
                                 PrintableText(written, 32)));
  }

  // A ring is not closed by repeating its first vertex.
  void JoinEnds(const RegionType& type, Ring& vertices,
                const std::string& place) {
    if (vertices.size() > 2 && vertices.front() == vertices.back()) {
      vertices.pop_back();
    } else if (type.kind == OutlineKind::kPolygon &&
               dialect_.repeats_first_vertex && ++open_ == 1) {
      first_open_ = place;
    }
  }

  const LayerDialect& dialect_;
  DrawingCollector collector_;
  int layers_ = 0;
  std::size_t regions_ = 0;  // of all layers
  int open_ = 0;
  std::string first_open_;
};

}  // namespace

Result<Drawings> ReadLayers(std::string_view bytes,
                            const LayerDialect& dialect) {
  CQ_ASSIGN(const XmlDocument document,
            XmlDocument::Parse(bytes, "Annotations"));
  return Reader(dialect).Read(document.Root());
}

}  // namespace cellquant::core
