// ASAP's XML (core/annotations/asap_reader.cc). ASAP refuses a file in which a
// group is named that is not listed, so all are.
#include <fmt/format.h>

#include <set>

#include "core/annotations/flat_areas.h"
#include "core/annotations/hex_color.h"
#include "core/annotations/losses.h"
#include "core/annotations/xml_document.h"

namespace cellquant::core {
namespace {

constexpr Color kYellow{0xF4, 0xFA, 0x58};  // as ASAP draws what has no color
constexpr const char* kNoGroup = "None";

void AddCoordinates(const Ring& ring, XmlElement coordinates) {
  std::size_t order = 0;
  for (const Level0Point& p : ring) {
    XmlElement coordinate = coordinates.Append("Coordinate");
    coordinate.SetAttribute("Order", fmt::format("{}", order++));
    coordinate.SetAttribute("X", fmt::format("{}", p.x));
    coordinate.SetAttribute("Y", fmt::format("{}", p.y));
  }
}

void AddAnnotation(const FlatArea& area, XmlElement annotations) {
  const std::string group = area.Class();
  XmlElement annotation = annotations.Append("Annotation");
  annotation.SetAttribute("Name", area.Name());
  annotation.SetAttribute("Type", "Polygon");
  annotation.SetAttribute("PartOfGroup", group.empty() ? kNoGroup : group);
  annotation.SetAttribute("Color",
                          ToHexColor(area.region->color.value_or(kYellow)));
  AddCoordinates(*area.outline, annotation.Append("Coordinates"));
}

void AddGroup(const FlatArea& area, XmlElement groups) {
  XmlElement group = groups.Append("Group");
  group.SetAttribute("Name", area.Class());
  group.SetAttribute("PartOfGroup", kNoGroup);
  group.SetAttribute("Color", ToHexColor(area.region->color.value_or(kYellow)));
  group.Append("Attributes");
}

Result<void> CheckClasses(const Regions& regions) {
  for (const Region& region : regions) {
    if (region.classification != kNoGroup) continue;
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("region {}: to ASAP the class \"None\" is no class",
                            region.id));
  }
  return {};
}

}  // namespace

Result<WrittenAnnotations> WriteAsap(const Regions& regions, const SlideInfo*) {
  CQ_CHECK(CheckClasses(regions));
  CQ_ASSIGN(const std::vector<FlatArea> areas, FlatAreas(regions));
  const XmlDocument document = XmlDocument::WithRoot("ASAP_Annotations");
  XmlElement root = document.Root();
  const XmlElement annotations = root.Append("Annotations");
  const XmlElement groups = root.Append("AnnotationGroups");
  std::set<std::string> listed = {""};
  for (const FlatArea& area : areas) {
    AddAnnotation(area, annotations);
    if (listed.insert(area.Class()).second) AddGroup(area, groups);
  }
  WrittenAnnotations written{document.Bytes(), LossesOfXml(regions)};
  AddLossOfHoles(areas, "group", written.losses);
  AddLossOfAnnotators(regions, written.losses);
  AddLossOfDates(regions, written.losses);
  return written;
}

}  // namespace cellquant::core
