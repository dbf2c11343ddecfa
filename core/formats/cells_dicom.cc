#include "core/formats/cells_dicom.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

#include "core/dicom/annotation_object.h"

namespace cellquant::core {
namespace {

constexpr DicomCode kAnatomicalStructure = {"91723000", "SCT",
                                            "Anatomical Structure"};
constexpr DicomCode kNucleus = {"84640000", "SCT", "Nucleus"};
constexpr DicomCode kSquareMicrometer = {"um2", "UCUM", "square micrometer"};
constexpr DicomCode kNoUnits = {"1", "UCUM", "no units"};
// Context group 7162, families of algorithms.
constexpr DicomCode kArtificialIntelligence = {"123110", "DCM",
                                               "Artificial Intelligence"};
constexpr DicomCode kEdgeDetection = {"123103", "DCM", "Edge Detection"};

// No code of DICOM or SNOMED CT says optical density of a stain in a part of a
// cell, so these are ours.
constexpr std::string_view kOwn = "99CELLQUANT";

struct Figure {
  DicomCode name;
  DicomCode unit;
};

constexpr std::array<Figure, DicomCellWriter::kFigureCount> kFigures = {{
    {{"42798000", "SCT", "Area"}, kSquareMicrometer},
    {{"DAB_NUCLEUS", kOwn, "Mean optical density of DAB in nucleus"}, kNoUnits},
    {{"DAB_MEMBRANE", kOwn, "Optical density of DAB on membrane"}, kNoUnits},
    {{"DAB_CYTOPLASM", kOwn, "Optical density of DAB in cytoplasm"}, kNoUnits},
    {{"HEMATOX_NUCLEUS", kOwn,
      "Mean optical density of hematoxylin in nucleus"},
     kNoUnits},
    {{"CELL_PROBABILITY", kOwn, "Probability that a cell is there"}, kNoUnits},
    {{"POSITIVE_SHARE", kOwn, "Share of positive in that probability"},
     kNoUnits},
}};

// The classes in the order of their groups.
constexpr std::array kClasses = {CellClass::kPositive, CellClass::kEquivocal,
                                 CellClass::kNegative};

float Float(double value) { return static_cast<float>(value); }

float FloatOrNan(const std::optional<double>& value) {
  return value ? Float(*value) : std::numeric_limits<float>::quiet_NaN();
}

std::array<float, DicomCellWriter::kFigureCount> FiguresOf(const Cell& cell) {
  const Measurement& m = cell.measured;
  return {
      Float(cell.nucleus_area.value()),     Float(m.dab_nucleus.value()),
      Float(m.dab_membrane.value()),        Float(m.dab_cytoplasm.value()),
      Float(m.hematoxylin_nucleus.value()), FloatOrNan(cell.cell_probability),
      FloatOrNan(cell.class_share)};
}

// A column without its gaps; nothing for one that is all gaps.
std::optional<DicomMeasurement> MeasurementOf(const Figure& figure,
                                              std::vector<float> column) {
  std::vector<std::uint32_t> known;
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (std::isnan(column[i])) continue;
    column[known.size()] = column[i];
    known.push_back(static_cast<std::uint32_t>(i) + 1);
  }
  if (known.empty()) return std::nullopt;
  if (known.size() < column.size()) {
    column.resize(known.size());
  } else {
    known.clear();
  }
  return DicomMeasurement{figure.name, figure.unit, std::move(column),
                          std::move(known)};
}

DicomAlgorithm AlgorithmOf(const CellsDicomOptions& options) {
  const DetectorDescription& detector = options.detector;
  const bool network = detector.name == kNetworkDetectorName;
  return {network ? kArtificialIntelligence : kEdgeDetection, "cellquant",
          fmt::format("protocol {} {}; detector {}; model {} {}{}{}",
                      options.protocol_id, options.protocol_version,
                      detector.name, detector.model, detector.model_sha256,
                      options.analyzed_at.empty() ? "" : "; analyzed ",
                      options.analyzed_at)};
}

// A group without its points and figures.
DicomAnnotationGroup GroupOf(CellClass cells,
                             const CellsDicomOptions& options) {
  DicomAnnotationGroup group{"", std::string(CellClassName(cells))};
  group.description = fmt::format(
      "{}: {} cells by protocol {} {}", options.marker, CellClassName(cells),
      options.protocol_id, options.protocol_version);
  group.generation = "AUTOMATIC";
  group.algorithm = AlgorithmOf(options);
  group.category = kAnatomicalStructure;
  group.type = kNucleus;
  group.graphic = "POINT";
  return group;
}

}  // namespace

DicomCellWriter::DicomCellWriter(std::ostream& out, CellsDicomOptions options)
    : out_(&out), options_(std::move(options)) {}

Result<void> DicomCellWriter::Write(const Cell& cell,
                                    const std::vector<std::string_view>&) {
  Columns& columns = classes_[static_cast<std::size_t>(cell.classification)];
  columns.points.push_back(Float(cell.centroid.x));
  columns.points.push_back(Float(cell.centroid.y));
  const auto figures = FiguresOf(cell);
  for (std::size_t i = 0; i < kFigureCount; ++i) {
    columns.figures[i].push_back(figures[i]);
  }
  return {};
}

Result<void> DicomCellWriter::Finish() {
  DicomAnnotationObject object{options_.image
                                   ? options_.image->reference()
                                   : DerivedReference(options_.slide_sha256)};
  object.content_label = "CELLS";
  object.content_description = "Cells counted by cellquant";
  object.created_at = options_.analyzed_at;
  for (const CellClass cells : kClasses) {
    Columns columns =
        std::exchange(classes_[static_cast<std::size_t>(cells)], Columns());
    if (columns.points.empty()) continue;
    DicomAnnotationGroup group = GroupOf(cells, options_);
    group.count = static_cast<std::uint32_t>(columns.points.size() / 2);
    group.float_coordinates = std::move(columns.points);
    for (std::size_t i = 0; i < kFigureCount; ++i) {
      auto measurement =
          MeasurementOf(kFigures[i], std::move(columns.figures[i]));
      if (measurement) group.measurements.push_back(*std::move(measurement));
    }
    object.groups.push_back(std::move(group));
  }
  // At least one group must be there.
  if (object.groups.empty()) {
    object.groups.push_back(GroupOf(CellClass::kPositive, options_));
  }
  Identify(object);
  return WriteAnnotationObject(
      std::move(object), options_.image ? &*options_.image : nullptr, *out_);
}

}  // namespace cellquant::core
