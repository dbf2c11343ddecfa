// Hamamatsu's NDPA (NDP.view), "<slide>.ndpi.ndpa".
//
//   annotations / ndpviewstate[@id @owner] / title, details, coordformat, ...
//     / annotation[@type @displayname @color]
//       freehand: closed, pointlist / point / x, y      also rectangles
//       circle:   x, y, radius
//       pin, pointer, linearmeasure: no area
//
// All lengths are nanometers (core/annotations/ndpa_frame.h). The title is the
// class, the details are the name. A line is freehand with closed 0.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/annotations/drawing_collector.h"
#include "core/annotations/hex_color.h"
#include "core/annotations/ndpa_frame.h"
#include "core/annotations/reader.h"
#include "core/annotations/shapes.h"
#include "core/annotations/xml_document.h"
#include "core/base/printable_text.h"

namespace cellquant::core {
namespace {

// Of the point in `element`'s x and y, still in nanometers.
Result<PlaceOnGlass> PlaceFrom(const XmlElement& element,
                               const std::string& place, std::size_t number) {
  CQ_ASSIGN(const Level0Point nm,
            VertexFrom(element.Child("x").Text(), element.Child("y").Text(),
                       place, number));
  return PlaceOnGlass{nm.x, nm.y};
}

Result<Ring> PolygonOf(const XmlElement& annotation, const NdpaFrame& frame,
                       const std::string& place) {
  const std::string_view closed = annotation.Child("closed").Text();
  if (closed != "1" && !closed.empty()) {
    return InvalidAt(place, fmt::format("closed is \"{}\", neither 0 nor 1",
                                        PrintableText(closed, 32)));
  }
  Ring ring;
  for (const XmlElement& point :
       annotation.Grandchildren("pointlist", "point")) {
    CQ_ASSIGN(const PlaceOnGlass nm, PlaceFrom(point, place, ring.size() + 1));
    ring.push_back(frame.ToPixels(nm));
  }
  if (ring.size() > 2 && ring.front() == ring.back()) ring.pop_back();
  return ring;
}

// Pixels need not be square, so in pixels a circle may be an ellipse.
Result<Ring> CircleOf(const XmlElement& annotation, const NdpaFrame& frame,
                      const std::string& place) {
  CQ_ASSIGN(const PlaceOnGlass middle, PlaceFrom(annotation, place, 1));
  const std::string_view written = annotation.Child("radius").Text();
  const auto radius = NumberFrom(written);
  if (!radius) {
    return InvalidAt(place, fmt::format("its radius is no number: \"{}\"",
                                        PrintableText(written, 32)));
  }
  return EllipseRing(
      frame.ToPixels({middle.x_nm - *radius, middle.y_nm - *radius}),
      frame.ToPixels({middle.x_nm + *radius, middle.y_nm + *radius}));
}

// How a thing without area is to be called; nothing when it may have one.
std::optional<std::string> NameOfNoArea(const XmlElement& annotation) {
  constexpr std::array<std::string_view, 3> kNoArea = {"pin", "pointer",
                                                       "linearmeasure"};
  const std::string_view type = annotation.Attribute("type");
  if (std::find(kNoArea.begin(), kNoArea.end(), type) != kNoArea.end()) {
    return std::string(type);
  }
  const std::string_view closed = annotation.Child("closed").Text();
  const bool line =
      closed == "0" || (closed.empty() && annotation.Attribute("displayname") ==
                                              "AnnotateFreehandLine");
  if (type == "freehand" && line) return "line";
  return std::nullopt;
}

Result<Ring> OutlineOf(const XmlElement& view, const XmlElement& annotation,
                       const NdpaFrame& frame, const std::string& place) {
  const std::string_view unit = view.Child("coordformat").Text();
  if (unit != "nanometers") {
    return InvalidAt(place, fmt::format("its coordformat is \"{}\"; it must be "
                                        "nanometers",
                                        PrintableText(unit, 32)));
  }
  const std::string_view type = annotation.Attribute("type");
  if (type == "freehand") return PolygonOf(annotation, frame, place);
  if (type == "circle") return CircleOf(annotation, frame, place);
  return InvalidAt(place, fmt::format("annotations of the type \"{}\" are not "
                                      "known",
                                      PrintableText(type, 32)));
}

}  // namespace

Result<Drawings> ReadNdpa(std::string_view bytes, const SlideInfo* slide) {
  CQ_ASSIGN(const NdpaFrame frame, NdpaFrame::Of(slide));
  CQ_ASSIGN(const XmlDocument document,
            XmlDocument::Parse(bytes, "annotations"));
  DrawingCollector collector;
  std::size_t number = 0;
  std::size_t annotations = 0;
  for (const XmlElement& view : document.Root().Children("ndpviewstate")) {
    const std::string_view title = view.Child("title").Text();
    Drawing drawing{PlaceOf("annotation", ++number, title)};
    drawing.classification = title;
    drawing.name = view.Child("details").Text();
    drawing.annotated_by = view.Attribute("owner");
    for (const XmlElement& annotation : view.Children("annotation")) {
      ++annotations;
      drawing.color = FromHexColor(annotation.Attribute("color"));
      if (const auto name = NameOfNoArea(annotation)) {
        collector.Skip(*name);
      } else {
        collector.AddOutline(drawing,
                             OutlineOf(view, annotation, frame, drawing.place));
      }
    }
  }
  collector.CheckAllRead("annotation", document.Root().CountBelow("annotation"),
                         annotations);
  return collector.Finish();
}

}  // namespace cellquant::core
