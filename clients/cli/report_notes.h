// What is printed below the table of a report: what may be claimed from it.
#ifndef CELLQUANT_CLIENTS_CLI_REPORT_NOTES_H_
#define CELLQUANT_CLIENTS_CLI_REPORT_NOTES_H_

#include <nlohmann/json_fwd.hpp>
#include <ostream>
#include <string>

namespace cellquant::cli {

// Returns what a person calls a region of a report: its name, else its
// classification, else its id; safe to print.
std::string LabelOf(const nlohmann::json& region);

// Prints a line for each class of several regions, for the clearing limit, the
// negative control and the limits against it, and for each caveat. `report` is
// the object of report.json.
void PrintReportNotes(std::ostream& out, const nlohmann::json& report);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REPORT_NOTES_H_
