#include "core/dicom/dcmtk_dataset.h"

#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/oflog/oflog.h>
#include <fmt/format.h>

#include <mutex>

namespace cellquant::core {

void SilenceDcmtk() {
  static std::once_flag once;
  std::call_once(once, [] { OFLog::configure(OFLogger::OFF_LOG_LEVEL); });
}

Result<void> ParseDicom(std::string_view bytes, DcmFileFormat& file) {
  SilenceDcmtk();
  DcmInputBufferStream stream;
  stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
  stream.setEos();
  file.transferInit();
  const OFCondition read = file.read(stream);
  file.transferEnd();
  if (read.good()) return {};
  return Fail(ErrorReason::kRegionsUnreadable,
              fmt::format("the DICOM file cannot be read: {}", read.text()));
}

std::string TextOf(DcmItem& item, const DcmTagKey& tag) {
  OFString text;
  if (item.findAndGetOFStringArray(tag, text).bad()) return "";
  return {text.c_str(), text.size()};
}

}  // namespace cellquant::core
