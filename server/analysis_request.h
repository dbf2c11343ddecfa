// What a client asks for, checked as far as can be before it is queued.
#ifndef CELLQUANT_SERVER_ANALYSIS_REQUEST_H_
#define CELLQUANT_SERVER_ANALYSIS_REQUEST_H_

#include "cellquant/v1/analysis_service.pb.h"
#include "core/base/result.h"
#include "core/cells/network_model.h"
#include "core/formats/protocol_yaml.h"
#include "server/slide_roots.h"
#include "server/store.h"

namespace cellquant::server {

// Returns the request that `message` makes, with its hash, without touching
// the slide. The hash does not cover the request id, and is the same for two
// ways of saying the same (defaults written out, a UUID in uppercase). Fails
// with kInvalidArgument, kProtocolNotFound, kSpecimenInvalid or
// kPixelSizeOutOfRange.
core::Result<AnalysisRequest> ReadRequest(
    const v1::CreateAnalysisRequest& message,
    const core::ProtocolCatalog& protocols);

// The protocol as it was when the analysis was asked for.
core::Result<core::Protocol> ProtocolOf(const AnalysisRequest& request);

// Writes down which network the analysis is to be made with, if with one.
// Fails with kModelNotFound when it needs one and `network` is null.
core::Result<void> ChooseModel(const core::NetworkModel* network,
                               AnalysisRequest& request);

// Succeeds when the slide opens, has a pixel size that shows nuclei, and holds
// the regions. Fails as the core does.
core::Result<void> CheckAgainstSlide(const AnalysisRequest& request,
                                     const SlideRoots& roots);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_ANALYSIS_REQUEST_H_
