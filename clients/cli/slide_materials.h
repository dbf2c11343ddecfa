// What the pages of a comparison are drawn from: slides, regions and cells.
#ifndef CELLQUANT_CLIENTS_CLI_SLIDE_MATERIALS_H_
#define CELLQUANT_CLIENTS_CLI_SLIDE_MATERIALS_H_

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/compare/comparison.h"
#include "core/pages/pictures.h"
#include "core/slide/tile_source.h"

namespace cellquant::cli {

struct SlideMaterials {
  std::vector<std::unique_ptr<core::TileSource>> slides;
  std::vector<core::SlideMaterial> materials;  // of these slides
  std::vector<std::string> missing;  // what there are no pictures of, and why
};

// Returns what is there of each measurement, whose name is the folder of a
// result of quantify, or its report.json: cells.csv and regions.geojson beside
// the report, and the slide, by its file name, in one of `slide_folders`: the
// first that fits the report's hash. What is not there is `missing`. What is
// there but does not fit the report's hashes and names is an error,
// kInvalidArgument: a picture of another slide or region must not stand beside
// its numbers. Fails with kFileNotFound when one of the folders does not exist,
// and also as core::OpenSlideFile.
core::Result<SlideMaterials> LoadSlideMaterials(
    const core::Comparison& comparison,
    const std::vector<std::string>& slide_folders);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_SLIDE_MATERIALS_H_
