#include <fmt/format.h>

#include "core/pages/marker_groups.h"
#include "core/pages/page_sections.h"
#include "core/pages/page_text.h"

namespace cellquant::core {
namespace {

std::string Count(std::uint32_t count) { return fmt::format("{}", count); }

std::string OrNothing(const std::string& text) {
  return text.empty() ? std::string(kNothing) : text;
}

void AddCount(const SlideMeasurement& measurement, const ClassMeasurement& c,
              const BlockBootstrapOptions& options, PageData& table) {
  PageData& row = table.Add("COUNT");
  row.texts["CLASS"] = c.region_class;
  row.texts["TIME"] = TimepointText(measurement);
  row.texts["REGIONS"] = Count(c.region_count);
  row.texts["ENCLOSED"] = NumberText(c.enclosed_area.value());
  row.texts["AREA"] = NumberText(c.area.value());
  row.texts["LOST"] = NumberText(c.lost_percent);
  row.texts["CELLS"] = Count(c.cell_count);
  row.texts["POSITIVE"] = Count(c.positive_cell_count);
  const auto density = DensityOf(c, options);
  row.texts["DENSITY"] = density ? density->text : "not evaluable";
  row.texts["POISSON"] =
      density ? IntervalText(density->poisson) : std::string(kNothing);
  row.texts["BOOTSTRAP"] = density && density->bootstrap
                               ? IntervalText(*density->bootstrap)
                               : std::string(kNothing);
  if (density) row.texts["NO_BOOTSTRAP"] = density->no_bootstrap;
}

void AddEstimate(const std::string& name, const Estimate& estimate,
                 PageData& table, const PageData& head) {
  PageData& row = table.Add("CHANGE");
  row.texts = head.texts;
  row.texts["QUANTITY"] = name;
  row.texts["VALUE"] = NumberText(estimate.value);
  row.texts["POISSON"] = BoundsText(estimate.poisson);
  row.texts["CLUSTERED"] = BoundsText(estimate.clustered);
  row.texts["BOOTSTRAP"] = BoundsText(estimate.bootstrap);
  row.texts["NO_BOOTSTRAP"] = estimate.bootstrap_refused;
}

std::string EffectText(const Clustering& clustering) {
  if (!clustering.design_effect) return std::string(kNothing);
  return fmt::format("{} ({} blocks)", NumberText(*clustering.design_effect),
                     clustering.blocks);
}

std::string BoundAfter(const Change& change, bool none_found) {
  std::string text =
      UpperBoundText(change.upper_bound_after.value(), none_found);
  if (change.clustered_upper_bound_after) {
    text +=
        "; with clustering " +
        UpperBoundText(change.clustered_upper_bound_after->value(), none_found);
  }
  return text;
}

void AddBasis(const ClassComparison& comparison, const PageData& head,
              PageData& table) {
  const Change& change = *comparison.change;
  const bool none_found =
      comparison.after && comparison.after->positive_cell_count == 0;
  PageData& row = table.Add("BASIS");
  row.texts = head.texts;
  row.texts["EQUIVALENCE"] = BoundsText(change.equivalence);
  row.texts["EFFECT_BEFORE"] = EffectText(change.before);
  row.texts["EFFECT_AFTER"] = EffectText(change.after);
  row.texts["UPPER_BOUND"] = BoundAfter(change, none_found);
}

void AddChanges(const Comparison& comparison, const MarkerGroup& group,
                PageData& table) {
  for (const ClassComparison& c : comparison.comparisons) {
    const SlideMeasurement& before = comparison.measurements[c.pair.before];
    const SlideMeasurement& after = comparison.measurements[c.pair.after];
    if (after.marker != group.marker || !c.change) continue;
    PageData head;
    head.texts["CLASS"] = c.region_class;
    head.texts["PAIR"] = fmt::format("{} \u2192 {}", TimepointText(before),
                                     TimepointText(after));
    AddEstimate("ratio", c.change->ratio, table, head);
    AddEstimate("difference, per mm\u00b2", c.change->difference, table, head);
    AddBasis(c, head, table);
  }
}

void AddScores(const Comparison& comparison, PageData& page) {
  for (const SlideMeasurement& m : comparison.measurements) {
    for (const PathologistScore& score : m.scores) {
      PageData& row = page.Add("SCORE");
      row.texts["TIME"] = TimepointText(m);
      row.texts["MARKER"] = m.marker;
      row.texts["KIND"] = ScoreName(score.kind);
      row.texts["VALUE"] = fmt::format("{}", score.score);
      row.texts["BY"] = score.by;
      row.texts["AT"] = score.at;
    }
  }
  if (page.sections["SCORE"].empty()) page.Add("NO_SCORE");
}

void AddSpecimen(const SlideMeasurement& m, PageData& part) {
  const Specimen specimen = m.specimen.value_or(Specimen{});
  std::string therapies;
  for (const Therapy& therapy : specimen.therapies) {
    therapies += therapies.empty() ? "" : "; ";
    therapies += therapy.target;
    if (therapy.day) therapies += fmt::format(" (day {})", *therapy.day);
  }
  part.texts["BLOCK"] = OrNothing(specimen.block);
  part.texts["ACCESSION"] = OrNothing(specimen.accession);
  part.texts["CLONE"] = OrNothing(specimen.stain_clone);
  part.texts["SCANNER"] = OrNothing(specimen.scanner);
  part.texts["THERAPIES"] = OrNothing(therapies);
  part.texts["THICKNESS"] =
      specimen.section_thickness_um > 0.0
          ? NumberText(specimen.section_thickness_um) + " \u00b5m"
          : std::string("not known");
}

}  // namespace

void AddTables(const Comparison& comparison, PageData& page) {
  const BlockBootstrapOptions& options = comparison.options.bootstrap;
  page.texts["BLOCK_SIDE"] =
      fmt::format("{:g}", options.block_side.value() / 1000.0);
  for (const MarkerGroup& group : MarkersOf(comparison)) {
    PageData& table = page.Add("MARKER_TABLE");
    table.texts["MARKER"] = group.marker;
    for (const std::string& name : group.classes) {
      for (const std::size_t k : group.measurements) {
        const SlideMeasurement& measurement = comparison.measurements[k];
        const ClassMeasurement* c = FindClass(measurement, name);
        if (c != nullptr) AddCount(measurement, *c, options, table);
      }
    }
    AddChanges(comparison, group, table);
    if (!table.sections["CHANGE"].empty()) table.Add("HAS_CHANGES");
  }
  AddScores(comparison, page);
}

void AddParameters(const Comparison& comparison, PageData& page) {
  for (const SlideMeasurement& m : comparison.measurements) {
    PageData& part = page.Add("MEASUREMENT");
    part.texts["MARKER"] = m.marker;
    part.texts["TIME"] = TimepointText(m);
    part.texts["NAME"] = m.name;
    part.texts["REPORT_DIGEST"] = m.digest;
    part.texts["SLIDE"] = m.slide_name;
    part.texts["SLIDE_SHA256"] = m.slide_sha256;
    part.texts["FORMAT"] = m.slide_format;
    part.texts["MPP"] = fmt::format("{:.6g} x {:.6g}", m.mpp.x, m.mpp.y);
    part.texts["WORKING_MPP"] =
        fmt::format("{:.6g} x {:.6g}", m.working_mpp.x, m.working_mpp.y);
    part.texts["PROTOCOL"] =
        fmt::format("{}, version {}", m.protocol_id, m.protocol_version);
    part.texts["PROTOCOL_SHA256"] = m.protocol_sha256;
    part.texts["DETECTOR"] = m.detector;
    part.texts["SOFTWARE"] = m.software;
    part.texts["CLEARED_BELOW"] =
        m.cleared_below ? NumberText(m.cleared_below->value()) + " per mm\u00b2"
                        : std::string("the protocol has no limit");
    part.texts["RECALL"] =
        NumberText(m.recall) + (m.recall_validated ? "" : ", not validated");
    AddSpecimen(m, part);
  }
}

}  // namespace cellquant::core
