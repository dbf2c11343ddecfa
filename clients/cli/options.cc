#include "clients/cli/options.h"

#include <charconv>
#include <cmath>
#include <string_view>

#include "core/base/file.h"
#include "core/formats/regions_geojson.h"
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
    good = good && ToNumber(all.substr(comma + 1), mpp.y) &&
           std::isfinite(mpp.y);
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

core::Result<core::RegionSet> LoadRegions(const std::string& path) {
  if (path.empty()) return core::RegionSet{};
  CQ_ASSIGN(const std::string text,
            core::ReadFile(path, core::kMaxGeoJsonBytes));
  return core::RegionsFromGeoJson(text);
}

}  // namespace cellquant::cli
