// What a client asks of a comparison, read and checked.
#ifndef CELLQUANT_SERVER_COMPARISON_REQUEST_H_
#define CELLQUANT_SERVER_COMPARISON_REQUEST_H_

#include <string>
#include <vector>

#include "cellquant/v1/comparison_service.pb.h"
#include "core/base/result.h"
#include "core/compare/comparison.h"

namespace cellquant::server {

struct ComparisonRequest {
  std::string request_id;             // a lowercase UUID, or empty
  std::string sha256;                 // of everything else
  std::vector<std::string> analyses;  // UUIDs
  core::CompareOptions options;
};

// Returns the request of a message. Fails with kInvalidArgument: fewer than two
// analyses or more than 1000, one that comes twice, a malformed name or id.
core::Result<ComparisonRequest> ReadRequest(
    const v1::CreateComparisonRequest& message);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_COMPARISON_REQUEST_H_
