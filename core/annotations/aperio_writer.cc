// Aperio ImageScope's XML (core/annotations/layered_writer.h), with the
// attributes that the files of other programs have.
#include <fmt/format.h>

#include "core/annotations/layered_writer.h"
#include "core/annotations/losses.h"
#include "core/annotations/writer.h"

namespace cellquant::core {
namespace {

void DescribeLayer(XmlElement& layer, std::size_t number) {
  layer.SetAttribute("Id", fmt::format("{}", number));
  for (const char* no :
       {"ReadOnly", "NameReadOnly", "LineColorReadOnly", "Incremental"}) {
    layer.SetAttribute(no, "0");
  }
  layer.SetAttribute("Type", "4");  // as in all files
}

void DescribeRegion(XmlElement& element, const Region& region,
                    std::size_t number) {
  element.SetAttribute("Id", fmt::format("{}", number));
  element.SetAttribute("DisplayId", fmt::format("{}", number));
  element.SetAttribute("InputRegionId", "0");
  element.SetAttribute("ImageFocus", "-1");
  element.SetAttribute("Analyze", "1");
  element.SetAttribute("Text", region.name);
}

}  // namespace

Result<WrittenAnnotations> WriteAperio(const Regions& regions,
                                       const SlideInfo* slide) {
  const LayerStyle style{.vertex = "Vertex",
                         .polygon = "0",
                         .visible = "1",
                         .repeats_first_vertex = false,
                         .describe_layer = DescribeLayer,
                         .describe_region = DescribeRegion};
  const XmlDocument document = XmlDocument::WithRoot("Annotations");
  XmlElement root = document.Root();
  if (slide != nullptr && slide->pixel_size) {
    root.SetAttribute("MicronsPerPixel",
                      fmt::format("{}", slide->pixel_size->mpp.x));
  }
  WriteLayers(regions, style, root);
  WrittenAnnotations written{document.Bytes(), LossesOfXml(regions)};
  AddLossOfAnnotators(regions, written.losses);
  AddLossOfDates(regions, written.losses);
  return written;
}

}  // namespace cellquant::core
