// What a phantom shall show, and how it shall be photographed.
#ifndef CELLQUANT_CORE_PHANTOM_OPTIONS_H_
#define CELLQUANT_CORE_PHANTOM_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/frames.h"
#include "core/phantom/artifact_kind.h"

namespace cellquant::core {

// The same patient's node before and after a therapy that clears plasma
// cells: afterwards there are fewer and smaller follicles, hardly any
// germinal center, no dendritic network and not one plasma cell.
enum class PhantomPreset { kBefore, kAfter };

// The antigen that the brown stain shows (docs: markers in a lymph node).
enum class PhantomMarker { kCd20, kCd138, kCd68, kCd23, kCd3, kKi67 };

// What the tissue is made of: a node with follicles, or one whose follicles and
// paracortex are effaced by a confluent sheet of B cells, 80 % of its cells,
// with T cells among them.
enum class PhantomPattern { kNode, kSheet };

// "before", "after"; nothing for any other name.
std::optional<PhantomPreset> PhantomPresetFromName(std::string_view name);
std::string_view PhantomPresetName(PhantomPreset preset);

// "cd20", "cd138", "cd68", "cd23", "cd3", "ki67"; nothing for any other name.
std::optional<PhantomMarker> PhantomMarkerFromName(std::string_view name);
std::string_view PhantomMarkerName(PhantomMarker marker);

// "node", "sheet"; nothing for any other name.
std::optional<PhantomPattern> PhantomPatternFromName(std::string_view name);

struct PhantomOptions {
  PhantomPreset preset = PhantomPreset::kBefore;
  PhantomMarker marker = PhantomMarker::kCd138;
  PhantomPattern pattern = PhantomPattern::kNode;
  // Lymphoid cells with so much cytoplasm that their membrane lies 1.5 to 4 um
  // beyond the nucleus's edge.
  bool wide_cells = false;
  // Stained pieces of macrophages, 25 to 150 um2, whose nucleus is not in the
  // section; for CD68 alone.
  bool anucleate_profiles = false;
  // Level-0 pixels; each side 256 to 100,000.
  Size size_px{4000, 3000};
  std::uint64_t seed = 1;
  // Pixel size in um, the same in x and y; 0.1 to 1.
  double mpp = 0.25;
  // Factor on the amount of both stains; 0 to 3.
  double stain_strength = 1.0;
  // Further factors on the amount of one stain alone; 0 to 3.
  double hematoxylin_strength = 1.0;
  double dab_strength = 1.0;
  // Angle by which both stain vectors are turned in the plane that they span,
  // in degrees, from hematoxylin toward DAB; -15 to 15. Beyond that a vector
  // would have a negative channel.
  double stain_angle_deg = 0.0;
  // Standard deviation of the camera's noise, in 8-bit levels; 0 to 20.
  double noise_sd = 2.0;
  // Standard deviation of the optics' blur, in um; 0 to 2.
  double blur_um = 0.25;
  // Quality of the JPEG tiles; 1 to 100.
  int jpeg_quality = 85;
  // What shall be wrong with the slide; each kind once.
  std::vector<PhantomArtifact> artifacts = {};
  // Number of worker threads, at least 1. Changes no byte of the result.
  int threads = 1;
};

// Fails with kInvalidArgument, or kPixelSizeOutOfRange, and names the field.
Result<void> Validate(const PhantomOptions& options);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_OPTIONS_H_
