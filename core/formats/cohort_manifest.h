// The manifest of a cohort: which slide or report is which patient's, at which
// timepoint, of which marker (docs/cohort.md).
#ifndef CELLQUANT_CORE_FORMATS_COHORT_MANIFEST_H_
#define CELLQUANT_CORE_FORMATS_COHORT_MANIFEST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace cellquant::core {

// Larger manifests are refused.
inline constexpr std::uintmax_t kMaxManifestBytes = 16U << 20;

// Paths are as written, relative to the manifest; what is not given is empty.
struct ManifestRow {
  std::size_t line = 0;
  std::string patient;
  std::string timepoint;
  std::string marker;
  std::optional<int> day;
  std::string report;  // report.json, or the folder that it is in
  std::string slide;   // to be analysed; one of the two is given
  std::string regions;
  std::string specimen;
  std::string protocol;
  std::string mpp;
};

// Returns the rows of a manifest, CSV with a header. Columns may stand in any
// order: patient, timepoint, marker, at least one of report and slide, and, if
// wanted, day, regions, specimen, protocol, mpp. A row has either a report or a
// slide; regions, specimen, protocol and mpp are of slides.
//
// Fails with kManifestInvalid, naming the line: as RecordsFromCsv; for an
// unknown, repeated or missing column; no row; a patient, timepoint or marker
// that is empty, longer than 100 bytes, begins with a dot, begins or ends with
// a space, is NA, or holds a slash, a backslash, a line break or one of
// < > : " | ? *; a day that is no whole number; and two rows of the same
// patient, timepoint and marker. Thread-safe.
Result<std::vector<ManifestRow>> ManifestFromCsv(std::string_view text);

// The error that a row is not right, with its line.
Error WrongRow(const ManifestRow& row, std::string_view what);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_COHORT_MANIFEST_H_
