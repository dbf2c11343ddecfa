// The DICOM image that annotations belong to: its identifiers, and whom and
// what it shows.
#ifndef CELLQUANT_CORE_DICOM_IMAGE_H_
#define CELLQUANT_CORE_DICOM_IMAGE_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

class DcmItem;  // of DCMTK

namespace cellquant::core {

struct DicomImageReference {
  std::string study_uid = {};
  std::string series_uid = {};
  std::string sop_class_uid = {};
  std::string instance_uid = {};
};

// A reference to a whole-slide image that was never written as DICOM: its UIDs
// are derived from `slide`, which says which slide it is. Whoever writes the
// image later may give it these.
DicomImageReference DerivedReference(std::string_view slide);

// A whole-slide image of DICOM, without its pixels. Copies share their content,
// and only one of them may be used at a time: reading it moves cursors in it.
class DicomImage {
 public:
  // Reads the image of a slide of `width` x `height` level-0 pixels: only if it
  // is as large does what is found in the one lie right in the other. Fails
  // with kFileNotFound, kFileUnreadable, kNotASlide (no whole-slide image of
  // DICOM), kSlideDamaged, and kInvalidArgument for an image of another size.
  static Result<DicomImage> Read(const std::filesystem::path& path,
                                 std::int64_t width, std::int64_t height);

  const DicomImageReference& reference() const { return reference_; }

  // All that was read, in UTF-8, for those who copy from it.
  DcmItem& dataset() const { return *dataset_; }

 private:
  DicomImage() = default;
  DicomImageReference reference_;
  std::shared_ptr<DcmItem> dataset_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_DICOM_IMAGE_H_
