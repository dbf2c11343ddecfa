// A stored analysis as the message that clients see.
#ifndef CELLQUANT_SERVER_ANALYSIS_MESSAGE_H_
#define CELLQUANT_SERVER_ANALYSIS_MESSAGE_H_

#include "cellquant/v1/analysis_service.pb.h"
#include "core/base/result.h"
#include "server/store.h"

namespace cellquant::server {

// Returns the message, with the report if the record holds one. kInternal when
// what is stored does not fit the messages.
core::Result<v1::Analysis> AnalysisMessage(const AnalysisRecord& record);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_ANALYSIS_MESSAGE_H_
