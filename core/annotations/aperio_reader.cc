// Aperio ImageScope's XML (core/annotations/layered_reader.h), Vertex[@X @Y
// @Z]; Z is 0 and not read.
//
// The types: 0 is an outline drawn by hand or by clicks. 1 is a rectangle,
// written with its four corners. 2 is an ellipse in the box between two
// vertices: files give its Area as pi/4 times the box. 5 is a point. That 3 is
// an arrow and 4 a ruler is not proven; they are skipped only with one or two
// vertices, so that no area is lost. Files of other programs have no Type where
// they mean 0; those that number their classes by Type are refused, region by
// region, wherever the vertices do not fit it.
#include "core/annotations/layered_reader.h"
#include "core/annotations/reader.h"

namespace cellquant::core {

Result<Drawings> ReadAperio(std::string_view bytes, const SlideInfo*) {
  const LayerDialect dialect{
      .vertex = "Vertex",
      .types = {{"0", OutlineKind::kPolygon, "polygon"},
                {"", OutlineKind::kPolygon, "polygon"},
                {"1", OutlineKind::kRectangle, "rectangle"},
                {"2", OutlineKind::kEllipse, "ellipse"},
                {"3", OutlineKind::kNoArea, "arrow"},
                {"4", OutlineKind::kNoArea, "ruler"},
                {"5", OutlineKind::kNoArea, "point"}},
      .repeats_first_vertex = false,
      .describe =
          [](const XmlElement& region, Drawing& drawing) {
            drawing.name = region.Attribute("Text");
          },
  };
  return ReadLayers(bytes, dialect);
}

}  // namespace cellquant::core
