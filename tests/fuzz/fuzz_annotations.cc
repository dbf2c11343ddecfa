// The whole way from the bytes of any annotation file to counted regions.
#include "core/annotations/read_annotations.h"
#include "core/annotations/roles.h"
#include "tests/fuzz/regions.h"

namespace cellquant::fuzz {
namespace {

void RequireRegions(const core::RegionSet& set) {
  Require(!set.regions.empty(), "no regions to count in are an error");
  for (const core::Region& region : set.regions) {
    RequireAnArea(region.shape, "region " + region.id);
    Require(!region.id.empty(), "every region has an id");
  }
}

void Count(const core::AnnotationFile& file, const core::RegionRoles& roles) {
  const auto counted = core::CountedRegions(file, roles);
  if (!counted) return RequireAReason(counted.error());
  Require(file.problems.empty(), "nothing is counted in a file with problems");
  RequireRegions(*counted);
}

void ReadAndCount(std::string_view bytes, bool repair) {
  const core::SlideInfo slide = SlideOf100000x80000();
  const core::ReadAnnotationsOptions options{&slide, repair};
  const auto file = core::ReadAnnotations(bytes, options);
  if (!file) return RequireAReason(file.error());
  Require(file->format == core::DetectAnnotationFormat(bytes),
          "the format is the one detected");
  for (const core::Region& region : file->regions) {
    RequireAnArea(region.shape, "region " + region.id);
  }
  const auto again = core::ReadAnnotations(bytes, options);
  Require(again && again->regions == file->regions &&
              again->problems == file->problems,
          "reading twice is the same");
  Count(*file, {});
  Count(*file, {.include = {"Tumor"}, .exclude = {"Exclude"}});
}

}  // namespace
}  // namespace cellquant::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string_view bytes = cellquant::fuzz::TextOf(data, size);
  cellquant::fuzz::ReadAndCount(bytes, /*repair=*/false);
  cellquant::fuzz::ReadAndCount(bytes, /*repair=*/true);
  return 0;
}
