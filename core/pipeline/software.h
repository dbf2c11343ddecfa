// What computes the numbers: versions and instruction set.
#ifndef CELLQUANT_CORE_PIPELINE_SOFTWARE_H_
#define CELLQUANT_CORE_PIPELINE_SOFTWARE_H_

#include "core/regions/report.h"

namespace cellquant::core {

// Returns the versions of this program and of the libraries that it runs with,
// and the widest vector instructions of this processor.
SoftwareReport Software();

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_SOFTWARE_H_
