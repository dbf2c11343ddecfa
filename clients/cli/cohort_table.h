// A cohort for people.
#ifndef CELLQUANT_CLIENTS_CLI_COHORT_TABLE_H_
#define CELLQUANT_CLIENTS_CLI_COHORT_TABLE_H_

#include <ostream>

#include "core/compare/cohort.h"

namespace cellquant::cli {

// Prints, for each test, a line for every patient in it and what can be said
// over all of them, and in the end what is missing.
void PrintCohort(std::ostream& out, const core::Cohort& cohort);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_COHORT_TABLE_H_
