// What a client asks of the annotations it sends, as the store keeps it.
#ifndef CELLQUANT_SERVER_ANNOTATION_REQUEST_H_
#define CELLQUANT_SERVER_ANNOTATION_REQUEST_H_

#include <string>

#include "cellquant/v1/analysis_service.pb.h"
#include "core/base/result.h"
#include "core/protocol/protocol.h"
#include "core/regions/region.h"
#include "core/slide/tile_source.h"
#include "server/store.h"

namespace cellquant::server {

// Returns roles, repair and annotator as JSON; empty when the client asks for
// nothing. Fails with kInvalidArgument.
core::Result<std::string> AnnotationsJson(
    const v1::CreateAnalysisRequest& message);

// Returns the regions that the request counts in; none without a file. Fails as
// core::RegionsToCount.
core::Result<core::RegionSet> RegionsOf(const AnalysisRequest& request,
                                        const core::SlideInfo& slide,
                                        const core::Protocol& protocol);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_ANNOTATION_REQUEST_H_
