#include "core/phantom/phantom.h"

#include "core/base/file.h"
#include "core/phantom/artifacts_truth.h"
#include "core/phantom/meshwork_truth.h"
#include "core/phantom/pyramid_writer.h"
#include "core/phantom/regions_geojson.h"
#include "core/phantom/truth.h"

namespace cellquant::core {
namespace {

Result<int> WriteSlide(const PhantomScene& scene,
                       const std::filesystem::path& path,
                       const PhantomProgress& progress) {
  const PhantomOptions& options = scene.options();
  CQ_ASSIGN(PyramidWriter writer,
            PyramidWriter::Create(path, {.size_px = options.size_px,
                                         .mpp = options.mpp,
                                         .jpeg_quality = options.jpeg_quality,
                                         .threads = options.threads}));
  const PhantomRenderer renderer(scene);
  const auto render = [&renderer](const Level0Rect& rect) {
    return renderer.Render(rect);
  };
  for (std::int64_t row = 0; row < writer.rows(); ++row) {
    if (progress && !progress(static_cast<double>(row) /
                              static_cast<double>(writer.rows()))) {
      return Fail(ErrorReason::kCancelled, "stopped on request");
    }
    CQ_CHECK(writer.WriteRow(render));
  }
  CQ_CHECK(writer.Finish());
  return writer.levels();
}

}  // namespace

Result<PhantomSummary> WritePhantom(const PhantomOptions& options,
                                    const PhantomPaths& paths,
                                    const PhantomProgress& progress) {
  CQ_CHECK(Validate(options));
  if (!paths.meshwork.empty() && options.marker != PhantomMarker::kCd23) {
    return Fail(ErrorReason::kInvalidArgument,
                "only the marker cd23 shows a meshwork");
  }
  const PhantomScene scene(options);
  const std::vector<PhantomRegion> regions = RegionsOf(scene);
  PhantomSummary summary{
      .size_px = options.size_px,
      .regions = static_cast<std::int64_t>(regions.size()),
      .follicles = static_cast<std::int64_t>(scene.follicles().size())};
  if (!paths.regions.empty()) {
    CQ_CHECK(WriteFileAtomically(paths.regions, ToGeoJson(regions)));
  }
  if (!paths.truth.empty()) {
    CQ_ASSIGN(const CellCounts counts, WriteTruth(scene, paths.truth));
    summary.cells = counts.all;
    summary.positive = counts.positive;
  }
  if (!paths.meshwork.empty()) {
    CQ_CHECK(WriteFileAtomically(paths.meshwork, ToGeoJson(MeshworkOf(scene))));
  }
  if (!paths.artifacts.empty()) {
    const std::vector<PhantomRegion> artifacts = ArtifactsOf(scene);
    CQ_CHECK(WriteFileAtomically(paths.artifacts, ToGeoJson(artifacts)));
    summary.artifacts = static_cast<std::int64_t>(artifacts.size());
  }
  if (!paths.slide.empty()) {
    CQ_ASSIGN(summary.levels, WriteSlide(scene, paths.slide, progress));
  }
  if (progress) progress(1.0);
  return summary;
}

cv::Mat3b Render(const PhantomScene& scene, const Level0Rect& rect) {
  return PhantomRenderer(scene).Render(rect);
}

}  // namespace cellquant::core
