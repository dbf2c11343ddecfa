// Options that several subcommands share.
#ifndef CELLQUANT_CLIENTS_CLI_OPTIONS_H_
#define CELLQUANT_CLIENTS_CLI_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/dicom/image.h"
#include "core/geometry/frames.h"
#include "core/slide/tile_source.h"

namespace cellquant::cli {

// Returns the pixel size in "0.25" or "0.25,0.26" um; nothing for "". Fails
// with kInvalidArgument.
core::Result<std::optional<core::MicronsPerPixel>> ParseMpp(
    const std::string& text);

// Returns the size in "4000x3000". Fails with kInvalidArgument.
core::Result<core::Size> ParseSize(const std::string& text);

// Opens a slide as core::OpenSlideFile does. The decoders of PNG and TIFF write
// to standard error themselves; that is kept quiet, so that an error is one
// line. Not thread-safe.
core::Result<std::unique_ptr<core::TileSource>> OpenSlideQuietly(
    const std::string& path, std::optional<core::MicronsPerPixel> mpp);

// Adds --dicom-image.
void AddDicomImageOption(CLI::App& command, std::string& path);

// Returns the DICOM image of a slide of this size; nothing for an empty path.
core::Result<std::optional<core::DicomImage>> LoadDicomImage(
    const std::string& path, core::Size slide);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_OPTIONS_H_
