// HALO's .annotations (core/annotations/layered_reader.h), V[@X @Y].
//
// Closed outlines repeat their first vertex. A polygon may also be an open
// line, with end caps (HasEndcaps="1") or without; HALO lists an area for both,
// as if their ends were joined, so they are areas here, too. Who drew a region
// and when is known from its first comment only.
#include "core/annotations/layered_reader.h"
#include "core/annotations/reader.h"
#include "core/base/rfc3339.h"

namespace cellquant::core {
namespace {

void DescribeByComment(const XmlElement& region, Drawing& drawing) {
  const XmlElement comment = region.Child("Comments").Child("Comment");
  const std::string_view author = comment.Attribute("Author");
  if (author != "<no user>") drawing.annotated_by = author;
  const std::string_view created = comment.Attribute("CreatedTime");
  if (IsRfc3339DateOrTime(created)) drawing.annotated_at = created;
}

}  // namespace

Result<Drawings> ReadHalo(std::string_view bytes, const SlideInfo*) {
  const LayerDialect dialect{
      .vertex = "V",
      .types = {{"Polygon", OutlineKind::kPolygon, "polygon"},
                {"Rectangle", OutlineKind::kRectangle, "rectangle"},
                {"Ellipse", OutlineKind::kEllipse, "ellipse"},
                {"Ruler", OutlineKind::kNoArea, "ruler"},
                {"Pin", OutlineKind::kNoArea, "pin"}},
      .repeats_first_vertex = true,
      .describe = DescribeByComment,
  };
  return ReadLayers(bytes, dialect);
}

}  // namespace cellquant::core
