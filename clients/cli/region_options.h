// The annotations of a slide, as options of several subcommands.
#ifndef CELLQUANT_CLIENTS_CLI_REGION_OPTIONS_H_
#define CELLQUANT_CLIENTS_CLI_REGION_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>

#include "core/base/result.h"
#include "core/protocol/region_roles.h"
#include "core/regions/region.h"
#include "core/slide/tile_source.h"

namespace cellquant::cli {

struct RegionArguments {
  std::string file = {};  // empty: all tissue is one region
  core::RegionRoles roles = {};
  bool repair = false;
  std::string annotated_by = {};
  std::string annotated_at = {};
};

// Adds --regions, --include, --exclude, --repair, --annotated-by and
// --annotated-at.
void AddRegionOptions(CLI::App& command, RegionArguments& arguments);

// Adds --include, --exclude and --repair alone.
void AddRoleOptions(CLI::App& command, RegionArguments& arguments);

// Returns the bytes of a file of annotations. Fails as core::ReadFile, and with
// kRegionsUnreadable for an empty one, which would mean all tissue.
core::Result<std::string> ReadRegionFile(const std::string& path);

// Returns the regions to count in of the file, none without one. `protocol`
// holds the protocol's roles. Fails as RegionsToCount, and with
// kInvalidArgument when roles are given without a file.
core::Result<core::RegionSet> LoadRegions(
    const RegionArguments& arguments, const core::SlideInfo& slide,
    const core::RegionRoles& protocol = {});

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REGION_OPTIONS_H_
