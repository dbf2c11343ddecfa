#include "clients/cli/options.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <cmath>
#include <string_view>

#include "core/slide/open_slide.h"

namespace cellquant::cli {
namespace {

using core::ErrorReason;
using core::Fail;

template <class Number>
bool ToNumber(std::string_view text, Number& value) {
  const auto [end, code] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && end == text.data() + text.size();
}

// Standard error leads nowhere while this lives.
class QuietStandardError {
 public:
  QuietStandardError() : saved_(dup(STDERR_FILENO)) {
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) return;
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
  }
  ~QuietStandardError() {
    if (saved_ < 0) return;
    dup2(saved_, STDERR_FILENO);
    close(saved_);
  }
  QuietStandardError(const QuietStandardError&) = delete;
  QuietStandardError& operator=(const QuietStandardError&) = delete;

 private:
  int saved_;
};

}  // namespace

core::Result<std::optional<core::MicronsPerPixel>> ParseMpp(
    const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::string_view all = text;
  const std::size_t comma = all.find(',');
  core::MicronsPerPixel mpp;
  bool good = ToNumber(all.substr(0, comma), mpp.x) && std::isfinite(mpp.x);
  mpp.y = mpp.x;
  if (comma != std::string_view::npos) {
    good =
        good && ToNumber(all.substr(comma + 1), mpp.y) && std::isfinite(mpp.y);
  }
  if (!good) {
    return Fail(ErrorReason::kInvalidArgument,
                "--mpp takes micrometers, as 0.25 or 0.25,0.26, not " + text);
  }
  CQ_CHECK(core::CheckPixelSize(mpp));
  return mpp;
}

core::Result<core::Size> ParseSize(const std::string& text) {
  const std::string_view all = text;
  const std::size_t x = all.find('x');
  core::Size size;
  if (x == std::string_view::npos || !ToNumber(all.substr(0, x), size.width) ||
      !ToNumber(all.substr(x + 1), size.height)) {
    return Fail(ErrorReason::kInvalidArgument,
                "--size-px takes WIDTHxHEIGHT, as 4000x3000, not " + text);
  }
  return size;
}

core::Result<std::unique_ptr<core::TileSource>> OpenSlideQuietly(
    const std::string& path, std::optional<core::MicronsPerPixel> mpp) {
  const QuietStandardError quiet;
  return core::OpenSlideFile(path, mpp);
}

void AddDicomImageOption(CLI::App& command, std::string& path) {
  command
      .add_option("--dicom-image", path,
                  "The same slide as DICOM: cells.dcm refers to it and takes "
                  "patient, study and specimen from it")
      ->type_name("FILE");
}

core::Result<std::optional<core::DicomImage>> LoadDicomImage(
    const std::string& path, core::Size slide) {
  if (path.empty()) return std::nullopt;
  CQ_ASSIGN(core::DicomImage image,
            core::DicomImage::Read(path, slide.width, slide.height));
  return image;
}

}  // namespace cellquant::cli
