// What is printed below the table of a report of areas: what could not be
// evaluated, and what was measured as an area.
#ifndef CELLQUANT_CLIENTS_CLI_AREA_NOTES_H_
#define CELLQUANT_CLIENTS_CLI_AREA_NOTES_H_

#include <nlohmann/json_fwd.hpp>
#include <ostream>

namespace cellquant::cli {

// Prints a line for each region that lost tissue to artifacts, that holds
// meshwork or profiles without a nucleus, or whose cells run together; and one
// when the tissue's margin is stained. `report` is the object of report.json.
void PrintAreaNotes(std::ostream& out, const nlohmann::json& report);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_AREA_NOTES_H_
