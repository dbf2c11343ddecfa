// Regions as Microscopy Bulk Simple Annotations of DICOM.
//
// A group for each region, whose polygons are its parts: the label is its
// classification, the description its name, the UID its id where that is a
// UUID. Coordinates are of double precision, so nothing is rounded. What has
// made the regions is not known here; they are said to be drawn by hand.
#include <fmt/format.h>

#include <sstream>
#include <utility>

#include "core/annotations/dicom_label.h"
#include "core/annotations/flat_areas.h"
#include "core/annotations/losses.h"
#include "core/annotations/writer.h"
#include "core/base/printable_text.h"
#include "core/dicom/annotation_object.h"
#include "core/dicom/date_time.h"
#include "core/dicom/uid.h"

namespace cellquant::core {
namespace {

constexpr DicomCode kTissue = {"85756007", "SCT", "Tissue"};

DicomAnnotationGroup GroupOf(const std::vector<Ring>& rings,
                             std::string_view label) {
  DicomAnnotationGroup group{"", std::string(label)};
  group.category = kTissue;
  group.type = kTissue;
  group.graphic = "POLYGON";
  group.count = static_cast<std::uint32_t>(rings.size());
  for (const Ring& ring : rings) {
    group.starts.push_back(
        static_cast<std::uint32_t>(group.coordinates.size()) + 1);
    for (const Level0Point& p : ring) {
      group.coordinates.push_back(p.x);
      group.coordinates.push_back(p.y);
    }
  }
  return group;
}

Result<DicomAnnotationGroup> GroupOf(const Region& region,
                                     const std::vector<Ring>& parts) {
  const std::string& label = region.classification;
  if (!label.empty() && (!IsDicomLabel(label) || label == kNoClassLabel)) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("region {}: \"{}\" cannot be a label in DICOM, "
                            "which has at most 64 characters, none of them a "
                            "backslash, and is not \"{}\"",
                            region.id, PrintableText(label), kNoClassLabel));
  }
  DicomAnnotationGroup group =
      GroupOf(parts, label.empty() ? kNoClassLabel : label);
  group.uid = UidFromUuid(region.id);
  group.description = region.name;
  return group;
}

// A group for each region and one for all holes.
Result<std::vector<DicomAnnotationGroup>> GroupsOf(
    const Regions& regions, const std::vector<FlatArea>& areas) {
  std::vector<DicomAnnotationGroup> groups;
  std::vector<Ring> holes;
  auto area = areas.begin();  // in the order of the regions
  for (const Region& region : regions) {
    std::vector<Ring> parts;
    for (; area != areas.end() && area->region == &region; ++area) {
      (area->hole ? holes : parts).push_back(*area->outline);
    }
    CQ_ASSIGN(DicomAnnotationGroup group, GroupOf(region, parts));
    groups.push_back(std::move(group));
  }
  if (!holes.empty()) groups.push_back(GroupOf(holes, kHoleClass));
  return groups;
}

// What all regions say alike; nothing where they differ.
const std::string& Shared(const Regions& regions, std::string Region::*member) {
  static const std::string kNothing;
  for (const Region& region : regions) {
    if (region.*member != regions.front().*member) return kNothing;
  }
  return regions.empty() ? kNothing : regions.front().*member;
}

void AddLosses(const Regions& regions, const DicomAnnotationObject& object,
               std::vector<std::string>& losses) {
  AddLossOfParts(regions, losses);
  AddLoss(
      regions, [](const Region& r) { return r.color.has_value(); },
      "lose their color", losses);
  AddLoss(
      regions,
      [](const Region& r) {
        const bool uuid = !UidFromUuid(r.id).empty();
        return uuid ? r.shape.size() > 1 : !r.id.starts_with("region-");
      },
      "lose their id, which is no UUID or belongs to several parts", losses);
  AddLoss(
      regions,
      [](const Region& r) {
        return PrintableText(r.name) != r.name || r.name.ends_with(' ');
      },
      "lose control characters, or spaces at the end, of their name", losses);
  AddLoss(
      regions,
      [&](const Region& r) {
        return r.annotated_by != object.creator ||
               r.annotated_at != object.created_at;
      },
      "lose who annotated them or when: a file has one of each", losses);
}

DicomImageReference ReferenceTo(const SlideInfo* slide) {
  if (slide == nullptr) return DerivedReference("unknown slide");
  return DerivedReference(fmt::format(
      "{} {}x{}", slide->name, slide->size().width, slide->size().height));
}

}  // namespace

Result<WrittenAnnotations> WriteDicom(const Regions& regions,
                                      const SlideInfo* slide) {
  CQ_ASSIGN(const std::vector<FlatArea> areas, FlatAreas(regions));
  DicomAnnotationObject object{ReferenceTo(slide)};
  object.content_label = "REGIONS";
  object.content_description = "Annotated regions";
  CQ_ASSIGN(object.groups, GroupsOf(regions, areas));
  const std::string& by = Shared(regions, &Region::annotated_by);
  if (IsDicomLabel(by)) object.creator = by;
  const std::string& at = Shared(regions, &Region::annotated_at);
  if (!DicomDateTimeFromRfc3339(at).date.empty()) object.created_at = at;
  WrittenAnnotations written;
  AddLossOfHoles(areas, "label", written.losses);
  AddLosses(regions, object, written.losses);

  Identify(object);
  std::ostringstream out;
  CQ_CHECK(WriteAnnotationObject(std::move(object), nullptr, out));
  written.bytes = std::move(out).str();
  return written;
}

}  // namespace cellquant::core
