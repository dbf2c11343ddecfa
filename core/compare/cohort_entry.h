// A measurement takes its place in a cohort.
#ifndef CELLQUANT_CORE_COMPARE_COHORT_ENTRY_H_
#define CELLQUANT_CORE_COMPARE_COHORT_ENTRY_H_

#include "core/base/result.h"
#include "core/compare/cohort.h"

namespace cellquant::core {

// Returns `entry`, which says where the measurement belongs, with it. The
// report wins: where its specimen or its protocol says another patient, label,
// day or marker (upper or lower case aside), this fails with kManifestInvalid,
// naming both. Where they say nothing, the specimen gets what the entry says,
// and the entry the specimen's day. Pure and thread-safe.
Result<CohortEntry> WithMeasurement(CohortEntry entry,
                                    SlideMeasurement measurement);

// Succeeds when `specimen` could be that of `entry`; fails as WithMeasurement.
Result<void> CheckSpecimen(const CohortEntry& entry, const Specimen& specimen);

// Gives `specimen` the entry's patient, label and day where it has none.
void CompleteSpecimen(const CohortEntry& entry, Specimen& specimen);

// Whether two names of a marker are the same, upper or lower case aside.
bool IsSameMarker(const std::string& a, const std::string& b);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_COHORT_ENTRY_H_
