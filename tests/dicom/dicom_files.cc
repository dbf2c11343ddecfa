// Writes cells.dcm and regions.dcm for pydicom_test.py, and reads what it
// wrote.
//
//   dicom_files write FOLDER CELLS [IMAGE]
//   dicom_files read FILE
//
// IMAGE has 50 x 50 pixels. The cells follow formulas that stand in both files.
// Reading prints a line for each region: class, name, area in square pixels; or
// why there is none.
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "core/annotations/read_annotations.h"
#include "core/annotations/writer.h"
#include "core/base/file.h"
#include "core/formats/cells_dicom.h"

namespace cellquant::core {
namespace {

constexpr std::array kClasses = {CellClass::kPositive, CellClass::kEquivocal,
                                 CellClass::kNegative};

Cell CellOf(int i) {
  const auto density = [](int steps) { return OpticalDensity(steps / 128.0); };
  const int row = i / 1000;
  Cell cell{
      {i % 1000 + 0.25, row + 0.5},
      kClasses[static_cast<std::size_t>(i % 3)],
      SquareMicrometers(20 + i % 50),
      {density(i % 100), density(i % 99), density(i % 98), density(i % 97)}};
  if (i % 4 != 0) cell.cell_probability = (i % 16) / 16.0;
  return cell;
}

Result<void> WriteCells(const std::filesystem::path& path, int cells,
                        const char* image) {
  CellsDicomOptions options{std::string(64, 'a'), "cd138", "1.0.0", "CD138"};
  options.detector.name = kNetworkDetectorName;
  options.detector.model = "a.onnx";
  options.analyzed_at = "2025-03-01T10:30:00Z";
  if (image != nullptr) {
    CQ_ASSIGN(options.image, DicomImage::Read(image, 50, 50));
  }
  std::ofstream out(path, std::ios::binary);
  DicomCellWriter writer(out, options);
  for (int i = 0; i < cells; ++i) CQ_CHECK(writer.Write(CellOf(i), {}));
  return writer.Finish();
}

Result<void> WriteRegions(const std::filesystem::path& path) {
  const Region region = {
      "01234567-89ab-cdef-0123-456789abcdef",
      "F1",
      "Follicle",
      {{{{0.1, 0.2}, {100.3, 0.4}, {50.5, 90.6}},
        {{{40, 10}, {60, 10}, {50, 30}}}},
       {{{200, 200}, {300, 200}, {300, 300}, {200, 300}}, {}}}};
  CQ_ASSIGN(const WrittenAnnotations written, WriteDicom({region}, nullptr));
  return WriteFileAtomically(path, written.bytes);
}

Result<void> Write(const std::filesystem::path& folder, int cells,
                   const char* image) {
  CQ_CHECK(WriteCells(folder / "cells.dcm", cells, image));
  return WriteRegions(folder / "regions.dcm");
}

Result<void> Read(const std::filesystem::path& path) {
  CQ_ASSIGN(const std::string bytes, ReadFile(path, kMaxAnnotationBytes));
  CQ_ASSIGN(const AnnotationFile file, ReadAnnotations(bytes));
  for (const Region& region : file.regions) {
    std::cout << region.classification << ' ' << region.name << ' '
              << AreaPx2(region.shape) << '\n';
  }
  return {};
}

}  // namespace
}  // namespace cellquant::core

int main(int count, char** arguments) {
  using cellquant::core::Read;
  using cellquant::core::Write;
  if (count < 3) return 2;
  const auto done =
      std::string(arguments[1]) == "read"
          ? Read(arguments[2])
          : Write(arguments[2], count > 3 ? std::stoi(arguments[3]) : 0,
                  count > 4 ? arguments[4] : nullptr);
  if (!done) std::cout << done.error().message << '\n';
  return done ? 0 : 1;
}
