// Dates and times as DICOM writes them: DA "20250301", TM "103000.5" and the
// offset from UTC "+0100", each an element of its own (DICOM PS3.5, section
// 6.2).
#ifndef CELLQUANT_CORE_DICOM_DATE_TIME_H_
#define CELLQUANT_CORE_DICOM_DATE_TIME_H_

#include <string>
#include <string_view>

namespace cellquant::core {

struct DicomDateTime {
  std::string date = {};
  std::string time = {};        // may be empty
  std::string utc_offset = {};  // may be empty
};

// All empty for what is neither a date nor a date and time of RFC 3339.
DicomDateTime DicomDateTimeFromRfc3339(std::string_view text);

// A date and time, or a date where time or offset are missing or to no second;
// empty for what is no date.
std::string Rfc3339FromDicom(const DicomDateTime& when);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_DICOM_DATE_TIME_H_
