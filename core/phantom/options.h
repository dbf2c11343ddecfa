// What a phantom shall show, and how it shall be photographed.
#ifndef CELLQUANT_CORE_PHANTOM_OPTIONS_H_
#define CELLQUANT_CORE_PHANTOM_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/result.h"
#include "core/geometry/frames.h"

namespace cellquant::core {

// The same patient's node before and after a therapy that clears plasma
// cells: afterwards there are fewer and smaller follicles, hardly any
// germinal center, no dendritic network and not one plasma cell.
enum class PhantomPreset { kBefore, kAfter };

// The antigen that the brown stain shows (docs: markers in a lymph node).
enum class PhantomMarker { kCd20, kCd138, kCd68, kCd23, kCd3, kKi67 };

// "before", "after"; nothing for any other name.
std::optional<PhantomPreset> PhantomPresetFromName(std::string_view name);
std::string_view PhantomPresetName(PhantomPreset preset);

// "cd20", "cd138", "cd68", "cd23", "cd3", "ki67"; nothing for any other name.
std::optional<PhantomMarker> PhantomMarkerFromName(std::string_view name);
std::string_view PhantomMarkerName(PhantomMarker marker);

struct PhantomOptions {
  PhantomPreset preset = PhantomPreset::kBefore;
  PhantomMarker marker = PhantomMarker::kCd138;
  // Level-0 pixels; each side 256 to 100,000.
  Size size_px{4000, 3000};
  std::uint64_t seed = 1;
  // Pixel size in um, the same in x and y; 0.1 to 1.
  double mpp = 0.25;
  // Factor on the amount of both stains; 0 to 3.
  double stain_strength = 1.0;
  // Standard deviation of the camera's noise, in 8-bit levels; 0 to 20.
  double noise_sd = 2.0;
  // Standard deviation of the optics' blur, in um; 0 to 2.
  double blur_um = 0.25;
  // Quality of the JPEG tiles; 1 to 100.
  int jpeg_quality = 85;
  // Number of worker threads, at least 1. Changes no byte of the result.
  int threads = 1;
};

// Fails with kInvalidArgument, or kPixelSizeOutOfRange, and names the field.
Result<void> Validate(const PhantomOptions& options);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_OPTIONS_H_
