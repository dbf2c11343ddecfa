// SlideService over the configured folders (slide_service.proto).
#ifndef CELLQUANT_SERVER_SLIDE_SERVICE_H_
#define CELLQUANT_SERVER_SLIDE_SERVICE_H_

#include "cellquant/v1/slide_service.grpc.pb.h"
#include "server/slide_roots.h"

namespace cellquant::server {

// `roots` must outlive it. Thread-safe, as gRPC requires.
class SlideService final : public v1::SlideService::Service {
 public:
  explicit SlideService(const SlideRoots& roots) : roots_(roots) {}

  grpc::Status ListSlides(grpc::ServerContext* context,
                          const v1::ListSlidesRequest* request,
                          v1::ListSlidesResponse* response) override;
  grpc::Status GetSlide(grpc::ServerContext* context,
                        const v1::GetSlideRequest* request,
                        v1::Slide* response) override;
  grpc::Status ReadRegion(grpc::ServerContext* context,
                          const v1::ReadRegionRequest* request,
                          v1::ReadRegionResponse* response) override;

 private:
  const SlideRoots& roots_;
};

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_SLIDE_SERVICE_H_
