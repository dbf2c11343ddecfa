// Writes a slide as a tiled, pyramidal TIFF, one row of tiles after another.
//
// The file is what OpenSlide calls generic-tiff: the first directory is level
// 0, and each further one a level of half the size (box mean of 2 x 2 pixels,
// the odd last row or column left out), marked as a reduced-resolution image,
// until the longer side is 512 px or less. Tiles are 256 x 256 px, JPEG in
// YCbCr with color at half resolution (TIFF Technical Note 2). The resolution
// tags carry the pixel size: 10,000 / mpp pixels per centimeter.
//
// TIFF wants a level's directory complete before the next begins, so the lower
// levels' compressed tiles wait in spill files beside the result and are
// appended at the end. Only one row of tiles per level is ever in memory:
// about 6 bytes times 256 times the width.
#ifndef CELLQUANT_CORE_PHANTOM_PYRAMID_WRITER_H_
#define CELLQUANT_CORE_PHANTOM_PYRAMID_WRITER_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <opencv2/core/mat.hpp>

#include "core/base/result.h"
#include "core/geometry/frames.h"

namespace cellquant::core {

inline constexpr std::int64_t kPyramidTilePx = 256;

struct PyramidOptions {
  Size size_px;
  double mpp = 0.25;
  int jpeg_quality = 85;
  int threads = 1;
};

// Returns the pixels of a level-0 rectangle, R, G, B; called from several
// threads at once.
using RegionRenderer = std::function<cv::Mat3b(const Level0Rect&)>;

class PyramidWriter {
 public:
  // Creates `path`. Fails with kOutputUnwritable.
  static Result<PyramidWriter> Create(const std::filesystem::path& path,
                                      const PyramidOptions& options);
  PyramidWriter(PyramidWriter&&) noexcept;
  PyramidWriter& operator=(PyramidWriter&&) noexcept;
  // Removes the file if it was not finished.
  ~PyramidWriter();

  // Number of rows of level-0 tiles that WriteRow must be called for.
  std::int64_t rows() const;
  int levels() const;

  // Renders and writes the next row of tiles. Fails with kOutputUnwritable.
  Result<void> WriteRow(const RegionRenderer& render);

  // Appends the lower levels and closes the file. Fails with
  // kOutputUnwritable.
  Result<void> Finish();

 private:
  struct State;
  explicit PyramidWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PYRAMID_WRITER_H_
