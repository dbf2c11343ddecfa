// A finished report for people.
#ifndef CELLQUANT_CLIENTS_CLI_REPORT_TABLE_H_
#define CELLQUANT_CLIENTS_CLI_REPORT_TABLE_H_

#include <nlohmann/json_fwd.hpp>
#include <ostream>

namespace cellquant::cli {

// Prints a line for each region of a report (the object of report.json): area,
// cells, positive cells and their density with its 95 % interval.
void PrintReportTable(std::ostream& out, const nlohmann::json& report);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REPORT_TABLE_H_
