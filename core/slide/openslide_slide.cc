#include "core/slide/openslide_slide.h"

#include <fmt/format.h>
#include <openslide/openslide.h>

#include <array>
#include <cstdlib>
#include <opencv2/core.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/printable_text.h"
#include "core/slide/open_slide.h"

namespace cellquant::core {
namespace {

using Handle = std::unique_ptr<openslide_t, decltype(&openslide_close)>;

// OpenSlide reports sizes as 64-bit numbers taken from the file; a larger
// request is refused before it can make the library abort.
constexpr std::int64_t kMaxReadPixels = std::int64_t{1} << 28;
constexpr int kMaxLevels = 32;

std::optional<double> Number(openslide_t* slide, const char* property) {
  const char* text = openslide_get_property_value(slide, property);
  if (text == nullptr) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(text, &end);
  if (end == text) return std::nullopt;
  return value;
}

// TIFF's resolution tags, where OpenSlide does not turn them into a pixel size
// itself. Most programs write a screen's 72 dpi there, which is no microscope's
// and counts as not stated.
std::optional<MicronsPerPixel> TiffResolution(openslide_t* slide) {
  const char* unit_text =
      openslide_get_property_value(slide, "tiff.ResolutionUnit");
  const std::string_view unit = unit_text == nullptr ? "" : unit_text;
  const double microns =
      unit == "centimeter" ? 10'000.0 : (unit == "inch" ? 25'400.0 : 0.0);
  const auto x = Number(slide, "tiff.XResolution");
  const auto y = Number(slide, "tiff.YResolution");
  if (microns == 0.0 || !x || !y || *x <= 0.0 || *y <= 0.0) return std::nullopt;
  const MicronsPerPixel mpp{microns / *x, microns / *y};
  if (!CheckPixelSize(mpp)) return std::nullopt;
  return mpp;
}

std::optional<PixelSize> PixelSizeOf(openslide_t* slide,
                                     std::string_view format) {
  const auto x = Number(slide, OPENSLIDE_PROPERTY_NAME_MPP_X);
  const auto y = Number(slide, OPENSLIDE_PROPERTY_NAME_MPP_Y);
  if (x && y) return PixelSize{{*x, *y}, PixelSizeSource::kSlide};
  if (format != "generic-tiff") return std::nullopt;
  const auto mpp = TiffResolution(slide);
  if (!mpp) return std::nullopt;
  return PixelSize{*mpp, PixelSizeSource::kTiffResolution};
}

// Hamamatsu's scanners say where the middle of the picture lies on the glass.
std::optional<PlaceOnGlass> ImageCenterOf(openslide_t* slide) {
  const auto x = Number(slide, "hamamatsu.XOffsetFromSlideCentre");
  const auto y = Number(slide, "hamamatsu.YOffsetFromSlideCentre");
  if (!x || !y) return std::nullopt;
  return PlaceOnGlass{*x, *y};
}

// Color premultiplied by alpha in native-endian ARGB, as OpenSlide returns it,
// laid over white.
cv::Vec3b OverWhite(std::uint32_t argb) {
  const std::uint32_t missing = 255U - (argb >> 24U);
  const auto channel = [&](unsigned shift) {
    return static_cast<unsigned char>(
        std::min<std::uint32_t>(255U, ((argb >> shift) & 255U) + missing));
  };
  return {channel(16U), channel(8U), channel(0U)};
}

// What the file says of the scanner's make and model. Aperio's files name the
// instrument by a short identifier of the laboratory's; serial numbers are left
// alone.
std::string ScannerOf(openslide_t* slide) {
  constexpr std::size_t kMostBytes = 100;
  constexpr std::array<const char*, 7> kProperties = {
      "tiff.Make",
      "tiff.Model",
      "aperio.ScanScope ID",
      "leica.device-model",
      "philips.DICOM_MANUFACTURER",
      "dicom.Manufacturer",
      "dicom.ManufacturerModelName"};
  std::string scanner;
  for (const char* property : kProperties) {
    const char* text = openslide_get_property_value(slide, property);
    if (text == nullptr || *text == '\0') continue;
    if (!scanner.empty()) scanner += ' ';
    scanner += PrintableText(text, kMostBytes);
  }
  return scanner;
}

class OpenSlideSlide final : public TileSource {
 public:
  OpenSlideSlide(Handle slide, SlideInfo info)
      : slide_(std::move(slide)), info_(std::move(info)) {}

  const SlideInfo& info() const override { return info_; }

  Result<cv::Mat3b> Read(int level, const LevelRect& rect) const override {
    if (level < 0 || static_cast<std::size_t>(level) >= info_.levels.size() ||
        rect.empty() || rect.area() > kMaxReadPixels) {
      return Fail(ErrorReason::kInvalidArgument,
                  fmt::format("cannot read {} x {} pixels of level {}",
                              rect.width, rect.height, level));
    }
    const PyramidLevel& pyramid = info_.levels[static_cast<std::size_t>(level)];
    cv::Mat3b image(static_cast<int>(rect.height), static_cast<int>(rect.width),
                    cv::Vec3b(255, 255, 255));
    const LevelRect inside =
        rect.Intersection({0, 0, pyramid.size.width, pyramid.size.height});
    if (inside.empty()) return image;
    CQ_CHECK(ReadInside(level, pyramid.downsample, inside,
                        image(cv::Rect(static_cast<int>(inside.x - rect.x),
                                       static_cast<int>(inside.y - rect.y),
                                       static_cast<int>(inside.width),
                                       static_cast<int>(inside.height)))));
    return image;
  }

 private:
  Result<void> ReadInside(int level, double downsample, const LevelRect& rect,
                          cv::Mat3b out) const {
    std::vector<std::uint32_t> argb(static_cast<std::size_t>(rect.area()));
    // OpenSlide wants the corner in level-0 pixels.
    openslide_read_region(
        slide_.get(), argb.data(),
        static_cast<std::int64_t>(static_cast<double>(rect.x) * downsample),
        static_cast<std::int64_t>(static_cast<double>(rect.y) * downsample),
        level, rect.width, rect.height);
    if (const char* error = openslide_get_error(slide_.get())) {
      return Fail(ErrorReason::kSlideDamaged,
                  fmt::format("cannot decode {} near pixel ({}, {}) of level "
                              "{}: {}",
                              info_.name, rect.x, rect.y, level, error));
    }
    const std::uint32_t* in = argb.data();
    for (int y = 0; y < out.rows; ++y) {
      cv::Vec3b* row = out[y];
      for (int x = 0; x < out.cols; ++x) row[x] = OverWhite(*in++);
    }
    return {};
  }

  Handle slide_;
  SlideInfo info_;
};

Result<SlideInfo> InfoOf(openslide_t* slide, const std::string& name) {
  SlideInfo info{name, "unknown", {}, std::nullopt};
  if (const char* vendor =
          openslide_get_property_value(slide, OPENSLIDE_PROPERTY_NAME_VENDOR)) {
    info.format = vendor;
  }
  if (info.format == "mirax" || name.ends_with(".vms") ||
      name.ends_with(".vmu")) {
    return Fail(ErrorReason::kNotASlide,
                name +
                    " keeps its pixels in several files, which the "
                    "report's hash of the slide does not cover yet");
  }
  const int levels = openslide_get_level_count(slide);
  if (levels < 1 || levels > kMaxLevels) {
    return Fail(ErrorReason::kSlideDamaged,
                fmt::format("{} claims {} pyramid levels", name, levels));
  }
  for (int i = 0; i < levels; ++i) {
    PyramidLevel level;
    openslide_get_level_dimensions(slide, i, &level.size.width,
                                   &level.size.height);
    level.downsample = openslide_get_level_downsample(slide, i);
    constexpr std::int64_t kMaxSide = std::int64_t{1} << 24;
    if (level.size.width < 1 || level.size.height < 1 ||
        level.size.width > kMaxSide || level.size.height > kMaxSide) {
      return Fail(ErrorReason::kSlideDamaged,
                  fmt::format("{} claims a level of {} x {} pixels", name,
                              level.size.width, level.size.height));
    }
    info.levels.push_back(level);
  }
  info.pixel_size = PixelSizeOf(slide, info.format);
  info.image_center = ImageCenterOf(slide);
  info.scanner = ScannerOf(slide);
  return info;
}

}  // namespace

bool IsOpenSlideFormat(const std::filesystem::path& path) {
  return openslide_detect_vendor(path.c_str()) != nullptr;
}

Result<std::unique_ptr<TileSource>> OpenWithOpenSlide(
    const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  Handle slide(openslide_open(path.c_str()), &openslide_close);
  if (!slide) {
    return Fail(ErrorReason::kNotASlide, name + " is not a slide");
  }
  if (const char* error = openslide_get_error(slide.get())) {
    return Fail(ErrorReason::kSlideDamaged,
                fmt::format("cannot open {}: {}", name, error));
  }
  CQ_ASSIGN(SlideInfo info, InfoOf(slide.get(), name));
  return std::make_unique<OpenSlideSlide>(std::move(slide), std::move(info));
}

std::string OpenSlideVersion() { return openslide_get_version(); }

}  // namespace cellquant::core
