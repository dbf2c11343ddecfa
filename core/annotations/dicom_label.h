// The label of a group of DICOM annotations whose areas have no class: it must
// not be empty.
#ifndef CELLQUANT_CORE_ANNOTATIONS_DICOM_LABEL_H_
#define CELLQUANT_CORE_ANNOTATIONS_DICOM_LABEL_H_

#include <string_view>

namespace cellquant::core {

inline constexpr std::string_view kNoClassLabel = "Unclassified";

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_DICOM_LABEL_H_
