#include "core/slide/open_slide.h"

#include <fmt/format.h>

#include <utility>

#include "core/base/file.h"
#include "core/slide/field_image.h"
#include "core/slide/openslide_slide.h"

namespace cellquant::core {
namespace {

// Another source with the pixel size that the caller gave.
class WithPixelSize final : public TileSource {
 public:
  WithPixelSize(std::unique_ptr<TileSource> source, MicronsPerPixel mpp)
      : source_(std::move(source)), info_(source_->info()) {
    info_.pixel_size = PixelSize{mpp, PixelSizeSource::kCaller};
  }
  const SlideInfo& info() const override { return info_; }
  Result<cv::Mat3b> Read(int level, const LevelRect& rect) const override {
    return source_->Read(level, rect);
  }

 private:
  std::unique_ptr<TileSource> source_;
  SlideInfo info_;
};

}  // namespace

std::string_view PixelSizeSourceName(PixelSizeSource source) {
  switch (source) {
    case PixelSizeSource::kSlide:
      return "slide";
    case PixelSizeSource::kTiffResolution:
      return "tiff_resolution";
    case PixelSizeSource::kCaller:
      return "caller";
  }
  return "";
}

Result<void> CheckPixelSize(MicronsPerPixel mpp) {
  const auto plausible = [](double um) { return um >= 0.05 && um <= 10.0; };
  if (plausible(mpp.x) && plausible(mpp.y)) return {};
  return Fail(ErrorReason::kPixelSizeOutOfRange,
              fmt::format("a pixel of {} x {} um is outside 0.05 to 10 um",
                          mpp.x, mpp.y));
}

Result<PixelSize> RequirePixelSize(const SlideInfo& info) {
  if (!info.pixel_size) {
    return Fail(ErrorReason::kPixelSizeUnknown,
                info.name +
                    " does not state its pixel size; give it in "
                    "micrometers (--mpp)");
  }
  CQ_CHECK(CheckPixelSize(info.pixel_size->mpp));
  return *info.pixel_size;
}

Result<std::unique_ptr<TileSource>> OpenSlideFile(
    const std::filesystem::path& path, std::optional<MicronsPerPixel> mpp) {
  if (mpp) CQ_CHECK(CheckPixelSize(*mpp));
  CQ_CHECK(CheckReadableFile(path));
  CQ_ASSIGN(auto source, IsOpenSlideFormat(path) ? OpenWithOpenSlide(path)
                                                 : OpenFieldImage(path));
  if (!mpp) return source;
  return std::make_unique<WithPixelSize>(std::move(source), *mpp);
}

}  // namespace cellquant::core
