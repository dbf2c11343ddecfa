#include "tests/pages/toy_comparison.h"

namespace cellquant::testing {
namespace {

using namespace core;  // NOLINT: a fixture of its types

SlideMeasurement Measured(const std::string& text, const std::string& marker,
                          int day, std::uint32_t positive) {
  SlideMeasurement m;
  m.name = text + "analyses/1";
  m.digest = text + "sha256:aa";
  m.slide_name = text + "slide.ndpi";
  m.slide_sha256 = text + "bb";
  m.slide_format = text + "hamamatsu";
  m.scanner = text + "scanner";
  m.mpp = {0.25, 0.25};
  m.working_mpp = {0.5, 0.5};
  m.protocol_id = text + "p";
  m.protocol_version = text + "1";
  m.protocol_sha256 = text + "cc";
  m.marker = text + marker;
  m.cleared_below = CellsPerSquareMillimeter(5.0);
  m.detector = text + "network";
  m.software = text + "0.1.0";
  Specimen specimen;
  specimen.patient = text + "patient-01";
  specimen.accession = text + "a";
  specimen.block = text + "b";
  specimen.stain_clone = text + "clone";
  specimen.section_thickness_um = 2.0;
  specimen.timepoint_label = text + (day < 0 ? "pre" : "d90");
  specimen.timepoint_day = day;
  specimen.therapies = {{text + "BCMA", 0}};
  m.specimen = specimen;
  ClassMeasurement c;
  c.region_class = text + "cortex";
  c.region_count = 2;
  c.enclosed_area = SquareMillimeters(4.2);
  c.area = SquareMillimeters(4.0);
  c.lost_percent = 4.8;
  c.cell_count = 5000;
  c.positive_cell_count = positive;
  m.classes = {c};
  m.scores = {
      {text + "fdc_network", day < 0 ? 3 : 0, text + "by", text + "at"}};
  return m;
}

Change Changed(const std::string& text, Verdict verdict, double ratio) {
  Change change;
  change.ratio.value = ratio;
  change.ratio.poisson = {0.8 * ratio, 1.2 * ratio + 0.01, false, "exact"};
  change.ratio.bootstrap_refused = text + "fewer than 20 blocks";
  change.difference.value = -100.0;
  change.difference.poisson = {-120.0, -80.0, false, "score"};
  change.difference.clustered = ConfidenceBounds{-150.0, -50.0, false, "score"};
  change.before.not_assessed = text + "too few blocks";
  change.equivalence = {0.1, 0.4, false, "exact"};
  change.upper_bound_after = CellsPerSquareMillimeter(0.75);
  change.verdict = verdict;
  change.reason = text + "the upper bound is below the limit";
  if (verdict == Verdict::kCleared) change.holds_for_groups_of = 3.0;
  return change;
}

ClassComparison Compared(const Comparison& comparison, std::size_t before,
                         const Change& change, const std::string& text) {
  ClassComparison c;
  c.pair = {before, before + 1};
  c.before = comparison.measurements[before].classes.front();
  c.after = comparison.measurements[before + 1].classes.front();
  c.region_class = c.before->region_class;
  c.change = change;
  c.caveats = {text + "the density rises while the number of cells falls"};
  return c;
}

Gate GateWithCaveat(const std::string& text) {
  return {GateStatus::kPassWithCaveats,
          {{text + "stain_vectors", GateStatus::kPass, text + "1.0 deg",
            text + "2.0 deg", text + "4 deg", ""},
           {text + "section_thickness", GateStatus::kPassWithCaveats,
            text + "2 um", text + "4 um", text + "the same",
            text + "thicker sections show more profiles"}}};
}

}  // namespace

Comparison ToyComparison(const std::string& text) {
  Comparison comparison;
  comparison.patient = text + "patient-01";
  comparison.measurements = {
      Measured(text, "CD20", -7, 4000), Measured(text, "CD20", 90, 800),
      Measured(text, "CD138", -7, 400), Measured(text, "CD138", 90, 0)};
  comparison.gate_status = GateStatus::kPassWithCaveats;
  comparison.gates = {{{0, 1}, GateWithCaveat(text)},
                      {{2, 3}, GateWithCaveat(text)}};
  comparison.comparisons = {
      Compared(comparison, 0, Changed(text, Verdict::kReduced, 0.2), text),
      Compared(comparison, 2, Changed(text, Verdict::kCleared, 0.0), text)};
  comparison.caveats = {text + "CD20: anti-CD20 therapy hides CD20"};
  return comparison;
}

ToyMaterial::ToyMaterial(const std::string& text)
    : slide_(std::vector<std::string>(60, std::string(60, '.'))) {
  const std::vector<Region> regions = {
      {"r1", text + "left", text + "cortex", AsciiRectangle(0, 0, 60, 60)}};
  std::vector<Cell> cells;
  for (int y = 50; y < 1200; y += 100) {
    for (int x = 50; x < 1200; x += 100) {
      Cell cell;
      cell.centroid = {double(x), double(y)};
      cell.classification = CellClass::kPositive;
      cells.push_back(cell);
    }
  }
  materials_ = {{0, &slide_, regions, cells}, {1, &slide_, regions, {}}};
}

}  // namespace cellquant::testing
