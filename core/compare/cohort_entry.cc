#include "core/compare/cohort_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace cellquant::core {
namespace {

tl::unexpected<Error> Other(const char* what, const std::string& theirs,
                            const std::string& ours) {
  return Fail(
      ErrorReason::kManifestInvalid,
      fmt::format("the {} is {}, but {} is expected", what, theirs, ours));
}

Result<void> CheckText(const char* what, const std::string& theirs,
                       const std::string& ours) {
  if (theirs.empty() || theirs == ours) return {};
  return Other(what, theirs, ours);
}

}  // namespace

bool IsSameMarker(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) {
                      return std::tolower(x) == std::tolower(y);
                    });
}

Result<void> CheckSpecimen(const CohortEntry& entry, const Specimen& specimen) {
  CQ_CHECK(CheckText("specimen's patient", specimen.patient, entry.patient));
  CQ_CHECK(CheckText("specimen's timepoint", specimen.timepoint_label,
                     entry.timepoint));
  if (!entry.day || !specimen.timepoint_day ||
      *entry.day == *specimen.timepoint_day) {
    return {};
  }
  return Other("specimen's day", std::to_string(*specimen.timepoint_day),
               std::to_string(*entry.day));
}

void CompleteSpecimen(const CohortEntry& entry, Specimen& specimen) {
  if (specimen.patient.empty()) specimen.patient = entry.patient;
  if (specimen.timepoint_label.empty()) {
    specimen.timepoint_label = entry.timepoint;
  }
  if (!specimen.timepoint_day) specimen.timepoint_day = entry.day;
}

Result<CohortEntry> WithMeasurement(CohortEntry entry,
                                    SlideMeasurement measurement) {
  if (!IsSameMarker(measurement.marker, entry.marker)) {
    return Other("marker", measurement.marker, entry.marker);
  }
  entry.marker = measurement.marker;
  if (!measurement.specimen) measurement.specimen.emplace();
  CQ_CHECK(CheckSpecimen(entry, *measurement.specimen));
  CompleteSpecimen(entry, *measurement.specimen);
  entry.day = measurement.specimen->timepoint_day;
  entry.measurement = std::move(measurement);
  return entry;
}

}  // namespace cellquant::core
