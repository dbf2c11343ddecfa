#include "core/dicom/image.h"

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "core/base/file.h"
#include "core/dicom/dcmtk_dataset.h"
#include "core/dicom/element_scan.h"
#include "core/dicom/uid.h"

namespace cellquant::core {
namespace {

// All that is before the pixels is there.
constexpr std::uintmax_t kMostBytes = 64U << 20;

// The begin of a file; less than it has where it cannot be read.
std::string BeginOf(const std::filesystem::path& path) {
  std::error_code code;
  const std::uintmax_t size = std::filesystem::file_size(path, code);
  std::string bytes(code ? 0 : std::min(size, kMostBytes), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

Result<void> Parse(std::string_view bytes, const DicomFileHead& head,
                   DcmFileFormat& file) {
  CQ_ASSIGN(const std::size_t end, ScanDicomDataset(bytes, head));
  return ParseDicom(bytes.substr(0, end), file);
}

DicomImageReference ReferenceOf(DcmItem& dataset) {
  return {TextOf(dataset, DCM_StudyInstanceUID),
          TextOf(dataset, DCM_SeriesInstanceUID),
          TextOf(dataset, DCM_SOPClassUID),
          TextOf(dataset, DCM_SOPInstanceUID)};
}

Result<void> CheckComplete(const DicomImageReference& image,
                           const std::string& name) {
  for (const std::string& uid : {image.study_uid, image.series_uid,
                                 image.sop_class_uid, image.instance_uid}) {
    if (!uid.empty()) continue;
    return Fail(ErrorReason::kSlideDamaged, name + " lacks an identifier");
  }
  return {};
}

Result<void> CheckSize(DcmItem& dataset, std::int64_t width,
                       std::int64_t height, const std::string& name) {
  Uint32 columns = 0;
  Uint32 rows = 0;
  if (dataset.findAndGetUint32(DCM_TotalPixelMatrixColumns, columns).bad() ||
      dataset.findAndGetUint32(DCM_TotalPixelMatrixRows, rows).bad()) {
    return Fail(ErrorReason::kSlideDamaged, name + " does not say its size");
  }
  if (columns == width && rows == height) return {};
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("{} has {} x {} pixels, the slide {} x {}: it is not "
                          "the slide at full resolution",
                          name, columns, rows, width, height));
}

}  // namespace

DicomImageReference DerivedReference(std::string_view slide) {
  const auto uid = [&](std::string_view what) {
    return DerivedUid(fmt::format("cellquant/dicom/{}/{}", what, slide));
  };
  return {uid("study"), uid("image-series"),
          UID_VLWholeSlideMicroscopyImageStorage, uid("image")};
}

Result<DicomImage> DicomImage::Read(const std::filesystem::path& path,
                                    std::int64_t width, std::int64_t height) {
  CQ_CHECK(CheckReadableFile(path));
  const std::string name = path.filename().string();
  const std::string bytes = BeginOf(path);
  const auto head = ScanDicomHead(bytes);
  if (!head || head->sop_class_uid != UID_VLWholeSlideMicroscopyImageStorage) {
    return Fail(ErrorReason::kNotASlide,
                name + " is no whole-slide microscopy image of DICOM");
  }
  DcmFileFormat file;
  if (const auto parsed = Parse(bytes, *head, file); !parsed) {
    return Fail(ErrorReason::kSlideDamaged,
                name + ": " + parsed.error().message);
  }
  // What is copied from here is written as UTF-8.
  if (file.getDataset()->convertToUTF8().bad()) {
    return Fail(ErrorReason::kSlideDamaged,
                name + " has text that is not in the character set it names");
  }
  DicomImage image;
  image.dataset_.reset(file.getAndRemoveDataset());
  image.reference_ = ReferenceOf(*image.dataset_);
  CQ_CHECK(CheckComplete(image.reference_, name));
  CQ_CHECK(CheckSize(*image.dataset_, width, height, name));
  return image;
}

}  // namespace cellquant::core
