// What the remote commands print.
#ifndef CELLQUANT_CLIENTS_CLI_REMOTE_OUTPUT_H_
#define CELLQUANT_CLIENTS_CLI_REMOTE_OUTPUT_H_

#include <google/protobuf/message.h>

#include <ostream>
#include <string>
#include <vector>

#include "cellquant/v1/analysis_service.pb.h"

namespace cellquant::cli {

// Prints a message as indented JSON, with the field names of the .proto files.
void PrintJson(std::ostream& out, const google::protobuf::Message& message);

// Prints analyses as one JSON array.
void PrintJson(std::ostream& out, const std::vector<v1::Analysis>& analyses);

// Prints an analysis for people: a line for each thing worth knowing, and the
// table of regions once there is a report.
void PrintAnalysis(std::ostream& out, const v1::Analysis& analysis);

// Prints one line for each analysis.
void PrintList(std::ostream& out, const std::vector<v1::Analysis>& analyses);

// "SUCCEEDED" for STATE_SUCCEEDED.
std::string StateName(v1::Analysis::State state);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REMOTE_OUTPUT_H_
