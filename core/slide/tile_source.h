// Where pixels come from: the one seam of the core. A slide file, a plain image
// and a test's drawing are all read through it.
#ifndef CELLQUANT_CORE_SLIDE_TILE_SOURCE_H_
#define CELLQUANT_CORE_SLIDE_TILE_SOURCE_H_

#include <opencv2/core/mat.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/geometry/frames.h"

namespace cellquant::core {

// Who said how large a pixel is.
enum class PixelSizeSource { kSlide, kTiffResolution, kCaller };

// "slide", "tiff_resolution" or "caller", as in report.json.
std::string_view PixelSizeSourceName(PixelSizeSource source);

struct PixelSize {
  MicronsPerPixel mpp;
  PixelSizeSource source = PixelSizeSource::kSlide;
};

struct PyramidLevel {
  Size size;
  double downsample = 1.0;  // level-0 pixels per pixel of this level
};

// A place on the glass, in nanometers.
struct PlaceOnGlass {
  double x_nm = 0.0;
  double y_nm = 0.0;
};

struct SlideInfo {
  std::string name;                  // file name without its folder
  std::string format;                // "aperio", "hamamatsu", ..., or "image"
  std::vector<PyramidLevel> levels;  // level 0 first, never empty
  std::optional<PixelSize> pixel_size;  // of level 0; nothing if not stated
  // Where the middle of level 0 lies, from the middle of the glass; only
  // Hamamatsu's scanners say.
  std::optional<PlaceOnGlass> image_center = {};
  std::string scanner = {};  // make and model; empty if not stated

  Size size() const { return levels.front().size; }
};

// Thread-safe: any number of threads may read at once.
class TileSource {
 public:
  virtual ~TileSource() = default;

  virtual const SlideInfo& info() const = 0;

  // Returns the pixels of `rect` (pixels of level `level`), R, G, B order.
  // Where the rectangle leaves the slide, or the scanner recorded nothing,
  // pixels are white (255). Fails with kSlideDamaged when the file cannot be
  // decoded there.
  virtual Result<cv::Mat3b> Read(int level, const LevelRect& rect) const = 0;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_SLIDE_TILE_SOURCE_H_
