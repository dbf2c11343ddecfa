// Reports and cells as messages.
//
// The report's message is made from the very text of report.json, by
// Protobuf's JSON mapping: one list of fields in the core, and no copy of it
// here to fall behind. A field that the message lacks is an error, and a test
// compares the two object by object.
#ifndef CELLQUANT_SERVER_REPORT_MESSAGE_H_
#define CELLQUANT_SERVER_REPORT_MESSAGE_H_

#include <string_view>

#include "cellquant/v1/comparison.pb.h"
#include "cellquant/v1/report.pb.h"
#include "core/base/result.h"
#include "core/regions/report.h"
#include "server/store.h"

namespace cellquant::server {

// Returns the message of a report's JSON; kInternal when they do not agree.
core::Result<v1::Report> ReportMessage(std::string_view report_json);

// The same for a specimen's JSON.
core::Result<v1::Specimen> SpecimenMessage(std::string_view specimen_json);

// The same for comparison.json.
core::Result<v1::ComparisonResult> ComparisonResultMessage(
    std::string_view comparison_json);

// The protocol as it stands in a report.
core::Result<v1::ReportProtocol> ReportProtocolMessage(
    const core::Protocol& protocol);

// Returns the cells of a report as serialized StreamCellsResponse messages of
// at most 10,000 cells and about 1 MiB each, in the report's order.
CellPages CellMessages(const core::SlideReport& report);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_REPORT_MESSAGE_H_
