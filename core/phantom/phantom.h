// Synthetic lymph-node slides with an exact truth.
//
// A phantom is what a counting program can be held against without a person's
// judgement: a whole slide as a scanner writes it, annotated regions as a
// pathologist draws them, and the list of every cell with its class. It is
// also the demonstration that anyone can run, because it holds no patient's
// data. Everything follows from the options: the same options give the same
// files, byte by byte, on any number of threads.
//
//   options -> PhantomScene (what lies where) -> CellsIn (the cells of a box)
//           -> StainOf (which of them are brown) -> PhantomRenderer (pixels)
//           -> PyramidWriter (the slide)
#ifndef CELLQUANT_CORE_PHANTOM_PHANTOM_H_
#define CELLQUANT_CORE_PHANTOM_PHANTOM_H_

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/base/result.h"
#include "core/phantom/options.h"
#include "core/phantom/render.h"
#include "core/phantom/scene.h"

namespace cellquant::core {

// Files to write; an empty path leaves that one out.
struct PhantomPaths {
  std::filesystem::path slide = {};      // pyramidal TIFF
  std::filesystem::path regions = {};    // GeoJSON
  std::filesystem::path truth = {};      // CSV
  std::filesystem::path meshwork = {};   // GeoJSON; for CD23 alone
  std::filesystem::path artifacts = {};  // GeoJSON
};

struct PhantomSummary {
  Size size_px;
  int levels = 0;  // of the slide's pyramid; 0 if none was written
  std::int64_t regions = 0;
  std::int64_t follicles = 0;
  std::int64_t cells = 0;      // 0 if no truth was written
  std::int64_t positive = 0;   // of these
  std::int64_t artifacts = 0;  // 0 if their truth was not written
};

// Told the finished share of the work, 0 to 1, now and then, on the calling
// thread. Returns whether to go on.
using PhantomProgress = std::function<bool(double)>;

// Writes the files and returns what is in them. Memory does not depend on the
// slide's height: about 1,600 bytes for each pixel of its width, and some
// 10 MB a thread. Fails with kInvalidArgument or kPixelSizeOutOfRange (the
// options), kOutputUnwritable, or kCancelled when `progress` said so; an
// unfinished slide is removed.
Result<PhantomSummary> WritePhantom(const PhantomOptions& options,
                                    const PhantomPaths& paths,
                                    const PhantomProgress& progress = {});

// Returns the pixels of a level-0 rectangle, R, G, B order; see
// PhantomRenderer, which is faster for many rectangles of one scene.
cv::Mat3b Render(const PhantomScene& scene, const Level0Rect& rect);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PHANTOM_H_
