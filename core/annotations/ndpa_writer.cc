// Hamamatsu's NDPA (core/annotations/ndpa_reader.cc). Lengths are whole
// nanometers, since many programs read nothing else; that is less than 0.01
// pixels.
#include <fmt/format.h>

#include <cmath>
#include <initializer_list>
#include <utility>

#include "core/annotations/flat_areas.h"
#include "core/annotations/hex_color.h"
#include "core/annotations/losses.h"
#include "core/annotations/ndpa_frame.h"
#include "core/annotations/xml_document.h"

namespace cellquant::core {
namespace {

constexpr Color kBlack{0, 0, 0};

void AddPlace(const PlaceOnGlass& place, XmlElement& to) {
  to.Append("x").SetText(fmt::format("{}", std::llround(place.x_nm)));
  to.Append("y").SetText(fmt::format("{}", std::llround(place.y_nm)));
}

void AddTexts(std::initializer_list<std::pair<const char*, const char*>> texts,
              XmlElement& to) {
  for (const auto& [name, text] : texts) to.Append(name).SetText(text);
}

void AddOutline(const FlatArea& area, const NdpaFrame& frame,
                XmlElement& view) {
  XmlElement annotation = view.Append("annotation");
  annotation.SetAttribute("type", "freehand");
  annotation.SetAttribute("displayname", "AnnotateFreehand");
  annotation.SetAttribute("color",
                          ToHexColor(area.region->color.value_or(kBlack)));
  AddTexts({{"measuretype", "0"}, {"closed", "1"}}, annotation);
  XmlElement points = annotation.Append("pointlist");
  for (const Level0Point& p : *area.outline) {
    XmlElement point = points.Append("point");
    AddPlace(frame.ToGlass(p), point);
  }
}

void AddView(const FlatArea& area, std::size_t number, const NdpaFrame& frame,
             XmlElement& annotations) {
  XmlElement view = annotations.Append("ndpviewstate");
  view.SetAttribute("id", fmt::format("{}", number));
  if (!area.region->annotated_by.empty()) {
    view.SetAttribute("owner", area.region->annotated_by);
  }
  view.Append("title").SetText(area.Class());
  view.Append("details").SetText(area.Name());
  // What the viewer shows when the annotation is chosen: its first vertex, at
  // a magnification of 10.
  AddTexts({{"coordformat", "nanometers"}, {"lens", "10"}}, view);
  AddPlace(frame.ToGlass(area.outline->front()), view);
  AddTexts({{"z", "0"},
            {"showtitle", "0"},
            {"showhistogram", "0"},
            {"showlineprofile", "0"}},
           view);
  AddOutline(area, frame, view);
}

}  // namespace

Result<WrittenAnnotations> WriteNdpa(const Regions& regions,
                                     const SlideInfo* slide) {
  CQ_ASSIGN(const NdpaFrame frame, NdpaFrame::Of(slide));
  CQ_ASSIGN(const std::vector<FlatArea> areas, FlatAreas(regions));
  const XmlDocument document = XmlDocument::WithRoot("annotations");
  XmlElement root = document.Root();
  std::size_t number = 0;
  for (const FlatArea& area : areas) AddView(area, ++number, frame, root);
  WrittenAnnotations written{document.Bytes(), LossesOfXml(regions)};
  AddLossOfHoles(areas, "title", written.losses);
  AddLossOfDates(regions, written.losses);
  return written;
}

}  // namespace cellquant::core
