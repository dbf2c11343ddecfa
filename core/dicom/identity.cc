// What an annotation object is called: the same content has the same UIDs.
#include <fmt/format.h>

#include "core/base/sha256.h"
#include "core/dicom/annotation_object.h"
#include "core/dicom/uid.h"

namespace cellquant::core {
namespace {

template <class T>
std::string HashOf(const std::vector<T>& column) {
  return Sha256({reinterpret_cast<const char*>(column.data()),
                 column.size() * sizeof(T)});
}

// A text that differs where the groups differ in anything.
std::string KeyOf(const DicomAnnotationGroup& group) {
  std::string key =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n", group.uid, group.label,
                  group.description, group.graphic, HashOf(group.coordinates),
                  HashOf(group.float_coordinates));
  key += HashOf(group.starts);
  if (group.algorithm) {
    key += fmt::format("\n{}\n{}", group.algorithm->name,
                       group.algorithm->parameters);
  }
  for (const DicomMeasurement& m : group.measurements) {
    key += fmt::format("\n{} {} {}", m.name.value, HashOf(m.values),
                       HashOf(m.annotations));
  }
  return key;
}

}  // namespace

void Identify(DicomAnnotationObject& object) {
  std::string key = fmt::format(
      "cellquant/dicom/annotations/{}/{}\n{}\n{}\n{}\n",
      object.image.instance_uid, object.content_label,
      object.content_description, object.creator, object.created_at);
  key += CELLQUANT_VERSION;
  for (const DicomAnnotationGroup& group : object.groups) key += KeyOf(group);
  object.instance_uid = DerivedUid(key);
  object.series_uid = DerivedUid("series of " + object.instance_uid);
  for (std::size_t i = 0; i < object.groups.size(); ++i) {
    std::string& uid = object.groups[i].uid;
    // Not a UUID, so that a reader takes it for no id of the group's region.
    if (uid.empty()) uid = fmt::format("{}.{}", object.instance_uid, i + 1);
  }
}

}  // namespace cellquant::core
