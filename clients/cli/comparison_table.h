// A comparison for people.
#ifndef CELLQUANT_CLIENTS_CLI_COMPARISON_TABLE_H_
#define CELLQUANT_CLIENTS_CLI_COMPARISON_TABLE_H_

#include <nlohmann/json_fwd.hpp>
#include <ostream>

namespace cellquant::cli {

// Prints the gate's checks that do not pass, a line for each marker, class and
// later timepoint with densities, ratio and verdict, what decided each, and the
// caveats. `comparison` is the object of comparison.json.
void PrintComparison(std::ostream& out, const nlohmann::json& comparison);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_COMPARISON_TABLE_H_
