#include "clients/cli/region_options.h"

#include "core/annotations/reader.h"
#include "core/annotations/regions_to_count.h"
#include "core/base/file.h"

namespace cellquant::cli {

void AddRoleOptions(CLI::App& command, RegionArguments& arguments) {
  command
      .add_option("--include", arguments.roles.include,
                  "Class or name of annotations to count in; may be repeated. "
                  "Without it, all that are not excluded")
      ->type_name("CLASS")
      ->allow_extra_args(false);
  command
      .add_option("--exclude", arguments.roles.exclude,
                  "Class or name of annotations whose area is taken off, with "
                  "the cells in it; may be repeated")
      ->type_name("CLASS")
      ->allow_extra_args(false);
  command.add_flag("--repair", arguments.repair,
                   "Make outlines that cross themselves valid, and say what "
                   "was done; without it such a file is refused");
}

void AddRegionOptions(CLI::App& command, RegionArguments& arguments) {
  command
      .add_option("--regions", arguments.file,
                  "Annotated regions: QuPath GeoJSON, ImageScope, HALO, NDPA "
                  "or ASAP XML, DICOM (docs/formats.md); without it, all "
                  "tissue on the slide is one region")
      ->type_name("FILE");
  AddRoleOptions(command, arguments);
  command
      .add_option("--annotated-by", arguments.annotated_by,
                  "Who drew the regions: initials or a pseudonym, kept with "
                  "the result")
      ->type_name("WHO");
  command
      .add_option("--annotated-at", arguments.annotated_at,
                  "When they were drawn, as 2025-03-01 or with the time (RFC "
                  "3339), kept with the result")
      ->type_name("DATE");
}

core::Result<std::string> ReadRegionFile(const std::string& path) {
  CQ_ASSIGN(std::string bytes, core::ReadFile(path, core::kMaxAnnotationBytes));
  if (!bytes.empty()) return bytes;
  return core::Fail(core::ErrorReason::kRegionsUnreadable,
                    "the file of annotations is empty");
}

core::Result<core::RegionSet> LoadRegions(const RegionArguments& arguments,
                                          const core::SlideInfo& slide,
                                          const core::RegionRoles& protocol) {
  const core::AnnotationRequest request{arguments.roles, arguments.repair,
                                        arguments.annotated_by,
                                        arguments.annotated_at};
  CQ_CHECK(core::CheckAnnotationRequest(request, !arguments.file.empty()));
  if (arguments.file.empty()) return core::RegionSet{};
  CQ_ASSIGN(const std::string bytes, ReadRegionFile(arguments.file));
  return core::RegionsToCount(bytes, request, &slide, protocol);
}

}  // namespace cellquant::cli
