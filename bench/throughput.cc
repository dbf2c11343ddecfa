// Megapixels a second: end to end, stage by stage, and against OpenSlide merely
// reading the same tiles on the same threads, all in one run. Pixels are
// level-0 pixels of the tiles' cores, so margins count as overhead.
//
//   throughput_bench [--benchmark_repetitions=5 ...]
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <thread>

#include "core/annotations/regions_to_count.h"
#include "core/base/file.h"
#include "core/cells/classical_detector.h"
#include "core/cells/measure.h"
#include "core/cells/network_detector.h"
#include "core/formats/protocol_yaml.h"
#include "core/phantom/phantom.h"
#include "core/pipeline/analyze_slide.h"
#include "core/pipeline/parallel.h"
#include "core/slide/open_slide.h"
#include "core/slide/tile_grid.h"
#include "core/slide/working_image.h"
#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

constexpr Size kSlide{8192, 8192};

// Stops the program with a message: a benchmark of a failure measures nothing.
template <class T>
T Must(Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << result.error().message << '\n';
  std::exit(1);
}

// A phantom slide on disk, made once.
class Slide {
 public:
  Slide() {
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("cellquant-bench-{}", getpid());
    Must(MakeFolder(folder_).map([] { return true; }));
    PhantomOptions options;
    options.size_px = kSlide;
    options.threads = Threads();
    Must(WritePhantom(options, {folder_ / "slide.tif", {}, {}}));
    source_ = Must(OpenSlideFile(folder_ / "slide.tif"));
    protocol_ = Must(Must(ProtocolCatalog::LoadInstalled()).Find("cd138"));
    const double side = kSlide.width;
    regions_ = {
        {{"all", "", "", {{{{0, 0}, {side, 0}, {side, side}, {0, side}}, {}}}}},
        {}};
  }
  ~Slide() { std::filesystem::remove_all(folder_); }
  Slide(const Slide&) = delete;
  Slide& operator=(const Slide&) = delete;

  static int Threads() {
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  }
  const TileSource& source() const { return *source_; }
  const RegionSet& regions() const { return regions_; }
  const Protocol& protocol() const { return protocol_; }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<TileSource> source_;
  Protocol protocol_;
  RegionSet regions_;
};

const Slide& TheSlide() {
  static const Slide slide;
  return slide;
}

void SetRate(benchmark::State& state, std::int64_t pixels) {
  state.counters["MP/s"] =
      benchmark::Counter(static_cast<double>(pixels) * 1e-6,
                         benchmark::Counter::kIsIterationInvariantRate);
}

const std::shared_ptr<const NetworkModel>& Network() {
  static const auto network = Must(NetworkModel::LoadInstalled());
  return network;
}

void EndToEnd(benchmark::State& state, AnalysisOptions options) {
  const Slide& slide = TheSlide();
  options.threads = static_cast<int>(state.range(0));
  for (auto unused : state) {
    benchmark::DoNotOptimize(Must(AnalyzeSlide(slide.source(), slide.regions(),
                                               slide.protocol(), options)));
  }
  SetRate(state, kSlide.width * kSlide.height);
}

void NetworkEndToEnd(benchmark::State& state) {
  AnalysisOptions options;
  options.network = Network();
  EndToEnd(state, options);
}
void ClassicalEndToEnd(benchmark::State& state) { EndToEnd(state, {}); }

void OpenSlideReads(benchmark::State& state) {
  const Slide& slide = TheSlide();
  const auto tiles = TileGrid({{0, 0, kSlide.width, kSlide.height}},
                              AnalysisOptions{}.tile_px);
  ParallelOptions options;
  options.threads = static_cast<int>(state.range(0));
  for (auto unused : state) {
    const auto read =
        ForEachIndex(tiles.size(), options, [&](std::size_t i) -> Result<void> {
          const WorkingRect& tile = tiles[i];
          CQ_CHECK(slide.source().Read(
              0, {tile.x, tile.y, tile.width, tile.height}));
          return {};
        });
    if (!read) state.SkipWithError("reading failed");
  }
  SetRate(state, kSlide.width * kSlide.height);
}

// One tile of 1024 x 1024 working pixels from the middle of the slide.
struct Stages {
  WorkingGrid grid = Must(WorkingGrid::Make({0.25, 0.25}));
  WorkingRect tile{1024, 1024, 1024, 1024};
  cv::Mat3b rgb = Must(grid.Read(TheSlide().source(), tile));
  OpticalDensityImage density = ToOpticalDensity(rgb, {243, 243, 243});
  StainPlanes planes = SeparateStains(density, TheSlide().protocol().stains);
  NucleusMap nuclei = DetectNuclei(planes, grid.mpp().x, {});
};

const Stages& TheStages() {
  static const Stages stages;
  return stages;
}

template <class Work>
void Stage(benchmark::State& state, Work work) {
  const Stages& s = TheStages();
  for (auto unused : state) benchmark::DoNotOptimize(work(s));
  SetRate(state, 4 * s.tile.area());
}

void ReadWorkingImage(benchmark::State& state) {
  Stage(state, [](const Stages& s) {
    return Must(s.grid.Read(TheSlide().source(), s.tile));
  });
}
void OpticalDensities(benchmark::State& state) {
  Stage(state, [](const Stages& s) {
    return ToOpticalDensity(s.rgb, {243, 243, 243});
  });
}
void Separation(benchmark::State& state) {
  Stage(state, [](const Stages& s) {
    return SeparateStains(s.density, TheSlide().protocol().stains);
  });
}
void NetworkMapping(benchmark::State& state) {
  Stage(state, [](const Stages& s) { return Must(Network()->Run(s.density)); });
}
void NetworkNuclei(benchmark::State& state) {
  const NetworkMaps maps = Must(Network()->Run(TheStages().density));
  Stage(state, [&](const Stages& s) {
    return NucleiOfMaps(maps, s.grid.mpp().x, {});
  });
}
void ClassicalNuclei(benchmark::State& state) {
  Stage(state, [](const Stages& s) {
    return DetectNuclei(s.planes, s.grid.mpp().x, {});
  });
}
void Measuring(benchmark::State& state) {
  Stage(state, [](const Stages& s) {
    return MeasureCells(s.planes, s.nuclei, s.grid.mpp().x, {});
  });
}

// Prints as usual, and remembers the rates for the ratio at the end.
class Reporter : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      const auto rate = run.counters.find("MP/s");
      if (run.run_type == Run::RT_Iteration && rate != run.counters.end()) {
        rates_[run.run_name.function_name].push_back(rate->second.value);
      }
    }
    benchmark::ConsoleReporter::ReportRuns(runs);
  }

  double Median(const std::string& name) {
    auto& rates = rates_[name];
    if (rates.empty()) return 0.0;
    std::sort(rates.begin(), rates.end());
    return rates[rates.size() / 2];
  }

 private:
  std::map<std::string, std::vector<double>> rates_;
};

}  // namespace
}  // namespace cellquant::core

int main(int argc, char** argv) {
  using namespace cellquant::core;  // NOLINT: this program's own
  benchmark::Initialize(&argc, argv);
  const int threads = Slide::Threads();
  for (const auto& [name, function] :
       {std::pair{"NetworkEndToEnd", &NetworkEndToEnd},
        {"ClassicalEndToEnd", &ClassicalEndToEnd},
        {"OpenSlideReads", &OpenSlideReads}}) {
    benchmark::RegisterBenchmark(name, function)
        ->Arg(threads)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
  }
  for (const auto& [name, function] :
       {std::pair{"ReadWorkingImage", &ReadWorkingImage},
        {"OpticalDensities", &OpticalDensities},
        {"Separation", &Separation},
        {"NetworkMapping", &NetworkMapping},
        {"NetworkNuclei", &NetworkNuclei},
        {"ClassicalNuclei", &ClassicalNuclei},
        {"Measuring", &Measuring}}) {
    benchmark::RegisterBenchmark(name, function)->Unit(benchmark::kMillisecond);
  }
  Reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  const double reading = reporter.Median("OpenSlideReads");
  for (const auto* name : {"NetworkEndToEnd", "ClassicalEndToEnd"}) {
    const double rate = reporter.Median(name);
    if (reading <= 0.0 || rate <= 0.0) continue;
    std::cout << fmt::format(
        "{} / OpenSlide merely reading, {} threads: {:.2f}\n", name, threads,
        rate / reading);
  }
  return 0;
}
