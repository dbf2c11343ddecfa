// Comparisons as messages.
#ifndef CELLQUANT_SERVER_COMPARISON_MESSAGE_H_
#define CELLQUANT_SERVER_COMPARISON_MESSAGE_H_

#include "cellquant/v1/comparison_service.pb.h"
#include "core/base/result.h"
#include "server/comparison_store.h"

namespace cellquant::server {

// Returns the message of a comparison; without a result for a record from a
// list. Fails with kInternal when message and comparison.json do not agree.
core::Result<v1::Comparison> ComparisonMessage(const ComparisonRecord& record);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_COMPARISON_MESSAGE_H_
