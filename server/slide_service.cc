#include "server/slide_service.h"

#include <fmt/format.h>

#include <filesystem>

#include "core/slide/open_slide.h"
#include "server/image_encoding.h"
#include "server/page_request.h"
#include "server/resource_names.h"
#include "server/slide_listing.h"
#include "server/status.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Fail;
using core::Result;

constexpr std::uint32_t kMaxRegionPx = 4096;

v1::Slide SlideMessage(const SlideName& name, const core::SlideInfo& info) {
  v1::Slide message;
  message.set_name(Format(name));
  message.set_format(info.format);
  message.set_width_px(static_cast<std::uint32_t>(info.size().width));
  message.set_height_px(static_cast<std::uint32_t>(info.size().height));
  if (info.pixel_size) {
    message.set_microns_per_pixel_x(info.pixel_size->mpp.x);
    message.set_microns_per_pixel_y(info.pixel_size->mpp.y);
  }
  for (const core::PyramidLevel& level : info.levels) {
    v1::SlideLevel* added = message.add_levels();
    added->set_width_px(static_cast<std::uint32_t>(level.size.width));
    added->set_height_px(static_cast<std::uint32_t>(level.size.height));
    added->set_downsample(level.downsample);
  }
  return message;
}

// The rectangle asked for, once it is known to lie within the level.
Result<core::LevelRect> CheckedRect(const v1::ReadRegionRequest& request,
                                    const core::SlideInfo& info) {
  if (request.level() >= info.levels.size()) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("level {} does not exist; the slide has {}",
                            request.level(), info.levels.size()));
  }
  const core::LevelRect rect{request.x_px(), request.y_px(), request.width_px(),
                             request.height_px()};
  if (rect.empty() || rect.width > kMaxRegionPx || rect.height > kMaxRegionPx) {
    return Fail(
        ErrorReason::kInvalidArgument,
        fmt::format("width_px and height_px must be 1 to {}", kMaxRegionPx));
  }
  const core::Size size = info.levels[request.level()].size;
  if (rect.right() > size.width || rect.bottom() > size.height) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("the region leaves level {} of {} x {} px",
                            request.level(), size.width, size.height));
  }
  return rect;
}

Result<ImageFormat> CheckedFormat(v1::ReadRegionRequest::Format format) {
  switch (static_cast<int>(format)) {
    case v1::ReadRegionRequest::FORMAT_UNSPECIFIED:
    case v1::ReadRegionRequest::FORMAT_PNG:
      return ImageFormat::kPng;
    case v1::ReadRegionRequest::FORMAT_JPEG:
      return ImageFormat::kJpeg;
    default:  // clients may send any number
      return Fail(ErrorReason::kInvalidArgument, "unknown format");
  }
}

// The page of `slides` after the name `token`. Slides that come or go between
// two pages do not shift it.
v1::ListSlidesResponse PageAfter(const std::vector<ListedSlide>& slides,
                                 const std::string& token, std::int64_t size) {
  v1::ListSlidesResponse page;
  for (const ListedSlide& slide : slides) {
    const std::string name = Format(slide.name);
    if (name <= token) continue;
    if (page.slides_size() == size) {
      page.set_next_page_token(page.slides(page.slides_size() - 1).name());
      break;
    }
    v1::Slide* added = page.add_slides();
    added->set_name(name);
    added->set_size_bytes(slide.size_bytes);
  }
  return page;
}

}  // namespace

grpc::Status SlideService::ListSlides(grpc::ServerContext*,
                                      const v1::ListSlidesRequest* request,
                                      v1::ListSlidesResponse* response) {
  return Answer([&]() -> Result<void> {
    std::string root;
    if (!request->parent().empty()) {
      CQ_ASSIGN(root, ParseRootName(request->parent()));
    }
    if (!request->page_token().empty()) {
      CQ_CHECK(ParseSlideName(request->page_token()));
    }
    CQ_ASSIGN(const std::int64_t size, PageSize(request->page_size()));
    CQ_ASSIGN(const auto slides, ListSlideFiles(roots_, root));
    *response = PageAfter(slides, request->page_token(), size);
    return {};
  });
}

grpc::Status SlideService::GetSlide(grpc::ServerContext*,
                                    const v1::GetSlideRequest* request,
                                    v1::Slide* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const SlideName name, ParseSlideName(request->name()));
    CQ_ASSIGN(const auto path, roots_.Resolve(name));
    CQ_ASSIGN(const auto slide, core::OpenSlideFile(path));
    *response = SlideMessage(name, slide->info());
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(path, code);
    if (!code) response->set_size_bytes(size);
    return {};
  });
}

grpc::Status SlideService::ReadRegion(grpc::ServerContext*,
                                      const v1::ReadRegionRequest* request,
                                      v1::ReadRegionResponse* response) {
  return Answer([&]() -> Result<void> {
    CQ_ASSIGN(const SlideName name, ParseSlideName(request->name()));
    CQ_ASSIGN(const ImageFormat format, CheckedFormat(request->format()));
    CQ_ASSIGN(const auto path, roots_.Resolve(name));
    CQ_ASSIGN(const auto slide, core::OpenSlideFile(path));
    CQ_ASSIGN(const core::LevelRect rect, CheckedRect(*request, slide->info()));
    CQ_ASSIGN(const cv::Mat3b rgb,
              slide->Read(static_cast<int>(request->level()), rect));
    CQ_ASSIGN(*response->mutable_image(), EncodeImage(rgb, format));
    response->set_content_type(format == ImageFormat::kPng ? "image/png"
                                                           : "image/jpeg");
    return {};
  });
}

}  // namespace cellquant::server
