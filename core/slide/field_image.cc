#include "core/slide/field_image.h"

#include <fmt/format.h>

#include <cstdint>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "core/base/file.h"
#include "core/slide/image_header.h"
#include "core/slide/jpeg_decoder.h"

namespace cellquant::core {
namespace {

constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{2} << 30;
constexpr std::int64_t kMaxPixels = std::int64_t{1} << 28;

bool IsOpaque(const cv::Mat& bgra) {
  cv::Mat alpha;
  cv::extractChannel(bgra, alpha, 3);
  double lowest = 0.0;
  cv::minMaxLoc(alpha, &lowest);
  return lowest == 255.0;
}

Result<cv::Mat> Decode(const std::string& bytes, const std::string& name) {
  cv::Mat image;
  std::string reason = "broken or unsupported image data";
  try {
    image = cv::imdecode(
        cv::Mat(1, static_cast<int>(bytes.size()), CV_8U,
                const_cast<char*>(bytes.data())),  // NOLINT: only read
        cv::IMREAD_UNCHANGED);
  } catch (const cv::Exception&) {
    reason = "the decoder refused it";
  }
  if (image.empty()) {
    return Fail(ErrorReason::kSlideDamaged,
                fmt::format("cannot decode {}: {}", name, reason));
  }
  return image;
}

Result<cv::Mat3b> ToRgb(const cv::Mat& image, const std::string& name) {
  const bool color =
      image.type() == CV_8UC3 || (image.type() == CV_8UC4 && IsOpaque(image));
  if (!color) {
    return Fail(ErrorReason::kNotBrightfield,
                fmt::format("{} is not an opaque 8-bit color image ({} "
                            "channels of {} bits)",
                            name, image.channels(), image.elemSize1() * 8));
  }
  cv::Mat3b rgb;
  cv::cvtColor(image, rgb,
               image.channels() == 4 ? cv::COLOR_BGRA2RGB : cv::COLOR_BGR2RGB);
  return rgb;
}

}  // namespace

Result<std::unique_ptr<TileSource>> OpenFieldImage(
    const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  CQ_ASSIGN(const std::string bytes, ReadFile(path, kMaxFileBytes - 1));
  if (bytes.empty()) return Fail(ErrorReason::kNotASlide, name + " is empty");
  const auto header = ReadImageHeader(bytes);
  if (!header) {
    return Fail(
        ErrorReason::kNotASlide,
        name + " is neither a known slide format nor PNG, JPEG or TIFF");
  }
  if (header->size.width > kMaxPixels || header->size.height > kMaxPixels ||
      header->size.width * header->size.height > kMaxPixels) {
    return Fail(ErrorReason::kNotASlide,
                fmt::format("{} claims {} x {} pixels; a plain image may have "
                            "2^28, larger ones must be pyramids",
                            name, header->size.width, header->size.height));
  }
  if (header->format == ImageFormat::kJpeg) {
    CQ_ASSIGN(cv::Mat3b decoded, DecodeJpeg(bytes, header->size, name));
    return std::make_unique<FieldImage>(name, std::move(decoded));
  }
  CQ_ASSIGN(const cv::Mat image, Decode(bytes, name));
  CQ_ASSIGN(cv::Mat3b rgb, ToRgb(image, name));
  return std::make_unique<FieldImage>(name, std::move(rgb));
}

FieldImage::FieldImage(std::string name, cv::Mat3b rgb)
    : info_{std::move(name),
            "image",
            {{{rgb.cols, rgb.rows}, 1.0}},
            std::nullopt},
      rgb_(std::move(rgb)) {}

Result<cv::Mat3b> FieldImage::Read(int level, const LevelRect& rect) const {
  if (level != 0 || rect.empty()) {
    return Fail(ErrorReason::kInvalidArgument, "an image has one level");
  }
  cv::Mat3b out(static_cast<int>(rect.height), static_cast<int>(rect.width),
                cv::Vec3b(255, 255, 255));
  const LevelRect inside = rect.Intersection({0, 0, rgb_.cols, rgb_.rows});
  if (inside.empty()) return out;
  const auto part = [&](std::int64_t x, std::int64_t y) {
    return cv::Rect(static_cast<int>(x), static_cast<int>(y),
                    static_cast<int>(inside.width),
                    static_cast<int>(inside.height));
  };
  rgb_(part(inside.x, inside.y))
      .copyTo(out(part(inside.x - rect.x, inside.y - rect.y)));
  return out;
}

}  // namespace cellquant::core
