#include "core/annotations/layered_writer.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace cellquant::core {
namespace {

constexpr Color kGreen{0, 255, 0};

struct Part {
  const Region* region;
  const Polygon* polygon;
};

std::vector<Part> PartsOf(const Regions& regions) {
  std::vector<Part> parts;
  for (const Region& region : regions) {
    for (const Polygon& polygon : region.shape) {
      parts.push_back({&region, &polygon});
    }
  }
  return parts;
}

bool ShareLayer(const Part& a, const Part& b) {
  return a.polygon->holes.empty() && b.polygon->holes.empty() &&
         a.region->classification == b.region->classification &&
         a.region->color == b.region->color;
}

std::string LineColor(const Color& color) {
  return fmt::format("{}", color.red + 256 * color.green + 65536 * color.blue);
}

class Writer {
 public:
  Writer(const LayerStyle& style, XmlElement annotations)
      : style_(style), annotations_(annotations) {}

  void BeginLayer(const Region& region) {
    XmlElement layer = annotations_.Append("Annotation");
    style_.describe_layer(layer, ++layers_);
    layer.SetAttribute("Name", region.classification);
    layer.SetAttribute("LineColor", LineColor(region.color.value_or(kGreen)));
    layer.SetAttribute("Visible", style_.visible);
    layer_ = layer.Append("Regions");
    in_layer_ = 0;
  }

  void Add(const Part& part) {
    AddOutline(*part.region, part.polygon->exterior, /*negative=*/false);
    for (const Ring& hole : part.polygon->holes) {
      AddOutline(*part.region, hole, /*negative=*/true);
    }
  }

 private:
  void AddOutline(const Region& region, const Ring& ring, bool negative) {
    XmlElement element = layer_.Append("Region");
    element.SetAttribute("Type", style_.polygon);
    element.SetAttribute("NegativeROA", negative ? "1" : "0");
    XmlElement vertices = element.Append("Vertices");
    for (const Level0Point& p : ring) AddVertex(p, vertices);
    if (style_.repeats_first_vertex && !ring.empty()) {
      AddVertex(ring.front(), vertices);
    }
    style_.describe_region(element, region, ++in_layer_);
  }

  // The shortest digits that are read back as the same number.
  void AddVertex(const Level0Point& p, XmlElement& vertices) const {
    XmlElement vertex = vertices.Append(style_.vertex);
    vertex.SetAttribute("X", fmt::format("{}", p.x));
    vertex.SetAttribute("Y", fmt::format("{}", p.y));
  }

  const LayerStyle& style_;
  XmlElement annotations_;
  XmlElement layer_ = annotations_;
  std::size_t layers_ = 0;
  std::size_t in_layer_ = 0;
};

}  // namespace

void WriteLayers(const Regions& regions, const LayerStyle& style,
                 XmlElement annotations) {
  Writer writer(style, annotations);
  const Part* previous = nullptr;
  const std::vector<Part> parts = PartsOf(regions);
  for (const Part& part : parts) {
    if (previous == nullptr || !ShareLayer(*previous, part)) {
      writer.BeginLayer(*part.region);
    }
    writer.Add(part);
    previous = &part;
  }
}

}  // namespace cellquant::core
