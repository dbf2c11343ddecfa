// ASAP's XML.
//
//   ASAP_Annotations
//     / Annotations / Annotation[@Name @Type @PartOfGroup @Color]
//       / Coordinates / Coordinate[@Order @X @Y]     level-0 pixels
//     / AnnotationGroups / Group[@Name @PartOfGroup @Color]
//
// The group is the class; it is "None" for none. Coordinates are sorted by
// Order. A spline is read as straight lines between its points, as ASAP's own
// area and mask take it (Annotation.cpp and AnnotationToMask.cpp of
// computationalpathologygroup/ASAP). Where the decimal mark of a computer is
// the comma, so it is in the file.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/annotations/drawing_collector.h"
#include "core/annotations/hex_color.h"
#include "core/annotations/reader.h"
#include "core/annotations/xml_document.h"
#include "core/base/printable_text.h"

namespace cellquant::core {
namespace {

bool HasArea(std::string_view type) {
  return type == "Polygon" || type == "Spline" || type == "Rectangle";
}

// What ASAP can draw that has no area, as it is to be called.
std::optional<std::string> NameOfNoArea(std::string_view type) {
  static const std::map<std::string_view, std::string> kNames = {
      {"Dot", "dot"},
      {"PointSet", "set of points"},
      {"Measurement", "measurement"},
      {"None", "unfinished annotation"}};
  const auto found = kNames.find(type);
  if (found == kNames.end()) return std::nullopt;
  return found->second;
}

Result<Ring> OutlineOf(const XmlElement& annotation, const std::string& place) {
  std::map<double, Level0Point> by_order;
  std::size_t number = 0;
  for (const XmlElement& c :
       annotation.Grandchildren("Coordinates", "Coordinate")) {
    ++number;
    CQ_ASSIGN(const Level0Point p,
              VertexFrom(c.Attribute("X"), c.Attribute("Y"), place, number,
                         DecimalMark::kPointOrComma));
    const std::string_view written = c.Attribute("Order");
    const auto order = NumberFrom(written);
    if (!order || !by_order.emplace(*order, p).second) {
      return InvalidAt(
          place, fmt::format("vertex {} has the Order \"{}\", which is {}",
                             number, PrintableText(written, 32),
                             order ? "another's, too" : "no number"));
    }
  }
  Ring ring;
  ring.reserve(by_order.size());
  for (const auto& [order, p] : by_order) ring.push_back(p);
  return ring;
}

void AddAnnotation(const XmlElement& annotation, std::size_t number,
                   DrawingCollector& collector) {
  const std::string_view type = annotation.Attribute("Type");
  if (const auto name = NameOfNoArea(type)) {
    collector.Skip(*name);
    return;
  }
  const std::string_view name = annotation.Attribute("Name");
  const std::string_view group = annotation.Attribute("PartOfGroup");
  Drawing drawing{PlaceOf("annotation", number, name)};
  drawing.name = name;
  if (group != "None") drawing.classification = group;
  drawing.color = FromHexColor(annotation.Attribute("Color"));
  if (!HasArea(type)) {
    collector.AddOutline(
        drawing, InvalidAt(drawing.place,
                           fmt::format("annotations of the type \"{}\" are not "
                                       "known",
                                       PrintableText(type, 32))));
    return;
  }
  collector.AddOutline(drawing, OutlineOf(annotation, drawing.place));
}

}  // namespace

Result<Drawings> ReadAsap(std::string_view bytes, const SlideInfo*) {
  CQ_ASSIGN(const XmlDocument document,
            XmlDocument::Parse(bytes, "ASAP_Annotations"));
  DrawingCollector collector;
  std::size_t number = 0;
  for (const XmlElement& list : document.Root().Children("Annotations")) {
    for (const XmlElement& annotation : list.Children("Annotation")) {
      AddAnnotation(annotation, ++number, collector);
    }
  }
  collector.CheckAllRead("Annotation", document.Root().CountBelow("Annotation"),
                         number);
  return collector.Finish();
}

}  // namespace cellquant::core
