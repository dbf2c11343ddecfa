// What it costs to write a million cells in each format: seconds, bytes and
// the most memory that the program had. A process for each format, as memory
// never shrinks.
//
//   cells_output_bench [--cells N] [FORMAT...]
//
// A cell is made when it is written, as in a stream, so the memory is the
// writer's. "list" makes the list of cells that quantify holds and writes
// nothing.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "core/cells/label_rings.h"
#include "core/formats/cell_output.h"

namespace cellquant::core {
namespace {

constexpr int kNucleusPx = 14;     // working pixels; about 32 corners
constexpr double kPxPerCell = 60;  // level-0
constexpr int kCellsPerRow = 1000;

// A nucleus with an edge as uneven as on slides.
MultiPolygon NucleusShape(int kind) {
  cv::Mat1i labels(kNucleusPx, kNucleusPx, 0);
  for (int y = 0; y < kNucleusPx; ++y) {
    for (int x = 0; x < kNucleusPx; ++x) {
      const double away = std::hypot(x - 6.5, y - 6.5);
      const double angle = std::atan2(y - 6.5, x - 6.5);
      labels(y, x) = away < 5.5 + 0.8 * std::sin(5.0 * angle + kind) ? 1 : 0;
    }
  }
  std::vector<Ring> rings;
  const auto traced = RingsOfLabels(labels, 1);
  for (const PixelRing& ring : traced.front()) {
    Ring& points = rings.emplace_back();
    for (const cv::Point p : ring) points.push_back({p.x * 2.0, p.y * 2.0});
  }
  return PartsWithHoles(std::move(rings));
}

class CellSource {
 public:
  CellSource() {
    for (int kind = 0; kind < 64; ++kind) shapes_.push_back(NucleusShape(kind));
  }

  Cell At(std::int64_t i) const {
    const double x = static_cast<double>(i % kCellsPerRow) * kPxPerCell;
    const double y = static_cast<double>(i / kCellsPerRow) * kPxPerCell;
    const double od = static_cast<double>(i % 997) / 1000.0;
    MultiPolygon shape = shapes_[static_cast<std::size_t>(i) % shapes_.size()];
    for (Polygon& part : shape) {
      for (Level0Point& p : part.exterior) p = {p.x + x, p.y + y};
    }
    Cell cell{{x + 13.4, y + 13.1 + od},
              i % 20 == 0 ? CellClass::kPositive : CellClass::kNegative,
              SquareMicrometers(AreaPx2(shape) / 16.0),
              {OpticalDensity(od), OpticalDensity(od / 2.0),
               OpticalDensity(od / 3.0), OpticalDensity(0.4)}};
    cell.cell_probability = 0.9;
    cell.class_share = od;
    cell.outline = NucleusOutline(shape);
    return cell;
  }

 private:
  std::vector<MultiPolygon> shapes_;
};

bool WriteAll(const std::string& format, std::int64_t cells,
              const std::filesystem::path& path) {
  const CellSource source;
  const std::vector<std::string_view> ids = {"region-1"};
  auto output =
      CellOutput::ToFile(path, format, {std::string(64, '0'), {}, {}});
  if (!output) return false;
  for (std::int64_t i = 0; i < cells; ++i) {
    if (!(*output)->Write(source.At(i), ids)) return false;
  }
  return (*output)->Finish().has_value();
}

bool HoldAll(std::int64_t cells) {
  const CellSource source;
  std::vector<CountedCell> all;
  for (std::int64_t i = 0; i < cells; ++i) all.push_back({source.At(i), {0}});
  return all.size() == static_cast<std::size_t>(cells);
}

// Runs one format in a process of its own and prints its line.
void Measure(const std::string& format, std::int64_t cells) {
  const auto path = std::filesystem::temp_directory_path() /
                    fmt::format("cellquant-bench-{}.{}", getpid(), format);
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    const bool done =
        format == "list" ? HoldAll(cells) : WriteAll(format, cells, path);
    _exit(done ? 0 : 1);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const std::chrono::duration<double> time =
      std::chrono::steady_clock::now() - begin;
  if (status != 0) {
    std::cerr << "cannot write " << format << '\n';
    std::exit(1);
  }
  std::error_code none;
  const auto bytes = std::filesystem::file_size(path, none);
  std::cout << fmt::format("{:<14}{:>8.1f} s{:>10.1f} MB{:>8.1f} MB peak\n",
                           format, time.count(),
                           none ? 0.0 : static_cast<double>(bytes) / 1e6,
                           static_cast<double>(usage.ru_maxrss) / 1e3)
            << std::flush;
  std::filesystem::remove(path, none);
}

}  // namespace
}  // namespace cellquant::core

int main(int argc, char** argv) {
  std::int64_t cells = 1'000'000;
  std::vector<std::string> formats;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--cells" && i + 1 < argc) {
      cells = std::atoll(argv[++i]);
    } else {
      formats.push_back(argument);
    }
  }
  if (formats.empty()) {
    formats = cellquant::core::CellFormatNames();
    formats.insert(formats.begin(), "list");
  }
  for (const std::string& format : formats) {
    cellquant::core::Measure(format, cells);
  }
}
