// HALO's .annotations (core/annotations/layered_writer.h). Who annotated a
// region, and when, is an empty comment: HALO has no other place for it.
#include "core/annotations/layered_writer.h"
#include "core/annotations/losses.h"
#include "core/annotations/writer.h"

namespace cellquant::core {
namespace {

void DescribeLayer(XmlElement& /*layer*/, std::size_t /*number*/) {}

void DescribeRegion(XmlElement& element, const Region& region,
                    std::size_t /*number*/) {
  element.SetAttribute("HasEndcaps", "0");
  XmlElement comments = element.Append("Comments");
  if (region.annotated_at.empty()) return;
  XmlElement comment = comments.Append("Comment");
  comment.SetAttribute("Author", region.annotated_by.empty()
                                     ? "<no user>"
                                     : region.annotated_by);
  comment.SetAttribute("Body", "");
  comment.SetAttribute("CreatedTime", region.annotated_at);
  comment.SetAttribute("ModifiedTime", region.annotated_at);
}

}  // namespace

Result<WrittenAnnotations> WriteHalo(const Regions& regions, const SlideInfo*) {
  const LayerStyle style{.vertex = "V",
                         .polygon = "Polygon",
                         .visible = "True",
                         .repeats_first_vertex = true,
                         .describe_layer = DescribeLayer,
                         .describe_region = DescribeRegion};
  const XmlDocument document = XmlDocument::WithRoot("Annotations");
  WriteLayers(regions, style, document.Root());
  WrittenAnnotations written{document.Bytes(), LossesOfXml(regions)};
  AddLoss(
      regions, [](const Region& r) { return !r.name.empty(); },
      "lose their name", written.losses);
  AddLoss(
      regions,
      [](const Region& r) {
        return !r.annotated_by.empty() && r.annotated_at.empty();
      },
      "lose who annotated them, since HALO's comments need a time",
      written.losses);
  return written;
}

}  // namespace cellquant::core
