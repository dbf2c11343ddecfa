// What reading and writing with DCMTK have in common. For this folder only.
#ifndef CELLQUANT_CORE_DICOM_DCMTK_DATASET_H_
#define CELLQUANT_CORE_DICOM_DCMTK_DATASET_H_

#include <dcmtk/dcmdata/dcfilefo.h>

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace cellquant::core {

// DCMTK writes what it thinks of a file to the standard error stream, values
// included; those may be a patient's. Call this before anything else of it.
void SilenceDcmtk();

// Parses bytes that ScanDicomDataset has found sound. Fails with
// kRegionsUnreadable.
Result<void> ParseDicom(std::string_view bytes, DcmFileFormat& file);

// The text of an element, without padding; empty where there is none.
std::string TextOf(DcmItem& item, const DcmTagKey& tag);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_DICOM_DCMTK_DATASET_H_
