// The points of a group of DICOM annotations, and where each annotation has its
// own.
#ifndef CELLQUANT_CORE_ANNOTATIONS_DICOM_POINTS_H_
#define CELLQUANT_CORE_ANNOTATIONS_DICOM_POINTS_H_

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/dicom/annotation_object.h"
#include "core/geometry/polygon.h"

namespace cellquant::core {

class DicomPoints {
 public:
  // Succeeds when the counts and indices in `group` fit its coordinates; the
  // group must outlive the points. Fails with kRegionsUnreadable, naming
  // `place`.
  static Result<DicomPoints> Of(const DicomAnnotationGroup& group,
                                const std::string& place);

  // The points of annotation `number`, from 0: at least one.
  Ring Annotation(std::size_t number) const;

 private:
  explicit DicomPoints(const DicomAnnotationGroup& group);

  // Each annotation begins where the list says, and ends where the next does.
  Result<void> SetStarts(const std::string& place);
  // Each annotation has as many points as the others.
  Result<void> SetSteps(const std::string& place);
  double Coordinate(std::size_t i) const;

  const DicomAnnotationGroup* group_;
  std::size_t size_;  // in coordinates
  // Among the coordinates, from 0; and the end of the last.
  std::vector<std::size_t> begins_ = {};
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_DICOM_POINTS_H_
