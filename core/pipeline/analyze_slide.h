// The whole measurement: a slide and its regions in, cells per mm2 out.
//
// The report is the same bytes for any tile size, number of threads and order
// of tiles, with a network on one kind of processor (docs/architecture.md,
// "Rules that keep a count true").
#ifndef CELLQUANT_CORE_PIPELINE_ANALYZE_SLIDE_H_
#define CELLQUANT_CORE_PIPELINE_ANALYZE_SLIDE_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/cells/network_model.h"
#include "core/protocol/protocol.h"
#include "core/protocol/stain_profile.h"
#include "core/regions/region.h"
#include "core/regions/report.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// Called as tiles are done, from any thread, never from two at once; `done`
// rises to `total`.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

struct AnalysisOptions {
  // The network that finds the nuclei; without one, the classical detector
  // does.
  std::shared_ptr<const NetworkModel> network;

  // A laboratory's stains, in place of the protocol's and the slide's.
  std::optional<StainProfile> stains;

  // What of the slide goes into the report besides its pixels.
  std::string slide_sha256;
  std::optional<Specimen> specimen;
  std::vector<PathologistScore> pathologist_scores;

  // Classification or name of the regions that hold no such cell; may be empty.
  std::string negative_control;

  // How the work is scheduled; no number depends on these.
  int threads = 0;  // 0: all cores
  // Level-0 pixels, at most 1024 working ones; of the classical detector only,
  // the network has blocks of its own.
  std::int64_t tile_px = 2048;
  std::stop_token stop;             // checked before each tile
  std::filesystem::path debug_dir;  // stage images of one tile, if not empty
};

// Counts the cells of `regions`. Without regions, the region is the whole
// tissue. Fails with kInvalidArgument (an option, or no region is the negative
// control), kPixelSizeUnknown, kNotBrightfield, kRegionOutsideSlide,
// kNoTissue, kSlideDamaged (of the first tile that cannot be read),
// kModelInvalid or kCancelled; there is never a partial count.
Result<SlideReport> AnalyzeSlide(const TileSource& source,
                                 const RegionSet& regions,
                                 const Protocol& protocol,
                                 const AnalysisOptions& options = {},
                                 const Progress& progress = {});

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_ANALYZE_SLIDE_H_
