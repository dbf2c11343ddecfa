#include "core/phantom/options.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

namespace cellquant::core {
namespace {

constexpr std::int64_t kSmallestSide = 256;
constexpr std::int64_t kLargestSide = 100'000;

constexpr std::array<std::pair<std::string_view, PhantomPreset>, 2> kPresets{{
    {"before", PhantomPreset::kBefore},
    {"after", PhantomPreset::kAfter},
}};

constexpr std::array<std::pair<std::string_view, PhantomMarker>, 6> kMarkers{{
    {"cd20", PhantomMarker::kCd20},
    {"cd138", PhantomMarker::kCd138},
    {"cd68", PhantomMarker::kCd68},
    {"cd23", PhantomMarker::kCd23},
    {"cd3", PhantomMarker::kCd3},
    {"ki67", PhantomMarker::kKi67},
}};

constexpr std::array<std::pair<std::string_view, PhantomPattern>, 2> kPatterns{
    {{"node", PhantomPattern::kNode}, {"sheet", PhantomPattern::kSheet}}};

template <class Table>
auto FromName(const Table& table, std::string_view name)
    -> std::optional<decltype(table[0].second)> {
  for (const auto& [entry, value] : table) {
    if (entry == name) return value;
  }
  return std::nullopt;
}

template <class Table, class Value>
std::string_view NameOf(const Table& table, Value value) {
  for (const auto& [entry, candidate] : table) {
    if (candidate == value) return entry;
  }
  return "";
}

Result<void> CheckSide(std::string_view field, std::int64_t side) {
  if (side >= kSmallestSide && side <= kLargestSide) return {};
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("{} is {} px; must be {} to {}", field, side,
                          kSmallestSide, kLargestSide));
}

Result<void> CheckRange(std::string_view field, double value, double low,
                        double high, ErrorReason reason) {
  // Written so that NaN fails too.
  if (value >= low && value <= high) return {};
  return Fail(reason, fmt::format("{} is {}; must be {} to {}", field, value,
                                  low, high));
}

}  // namespace

std::optional<PhantomPreset> PhantomPresetFromName(std::string_view name) {
  return FromName(kPresets, name);
}

std::string_view PhantomPresetName(PhantomPreset preset) {
  return NameOf(kPresets, preset);
}

std::optional<PhantomMarker> PhantomMarkerFromName(std::string_view name) {
  return FromName(kMarkers, name);
}

std::string_view PhantomMarkerName(PhantomMarker marker) {
  return NameOf(kMarkers, marker);
}

std::optional<PhantomPattern> PhantomPatternFromName(std::string_view name) {
  return FromName(kPatterns, name);
}

Result<void> Validate(const PhantomOptions& options) {
  constexpr ErrorReason kArgument = ErrorReason::kInvalidArgument;
  CQ_CHECK(CheckSide("width", options.size_px.width));
  CQ_CHECK(CheckSide("height", options.size_px.height));
  CQ_CHECK(CheckRange("mpp", options.mpp, 0.1, 1.0,
                      ErrorReason::kPixelSizeOutOfRange));
  CQ_CHECK(CheckRange("stain strength", options.stain_strength, 0.0, 3.0,
                      kArgument));
  CQ_CHECK(CheckRange("hematoxylin strength", options.hematoxylin_strength, 0.0,
                      3.0, kArgument));
  CQ_CHECK(
      CheckRange("DAB strength", options.dab_strength, 0.0, 3.0, kArgument));
  CQ_CHECK(CheckRange("stain angle", options.stain_angle_deg, -15.0, 15.0,
                      kArgument));
  CQ_CHECK(CheckRange("noise", options.noise_sd, 0.0, 20.0, kArgument));
  CQ_CHECK(CheckRange("blur", options.blur_um, 0.0, 2.0, kArgument));
  CQ_CHECK(
      CheckRange("JPEG quality", options.jpeg_quality, 1.0, 100.0, kArgument));
  if (options.anucleate_profiles && options.marker != PhantomMarker::kCd68) {
    return Fail(kArgument, "only the marker cd68 shows anucleate profiles");
  }
  return CheckRange("threads", options.threads, 1.0, 256.0, kArgument);
}

}  // namespace cellquant::core
