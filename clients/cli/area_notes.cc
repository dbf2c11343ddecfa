#include "clients/cli/area_notes.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>
#include <string>

#include "clients/cli/report_notes.h"

namespace cellquant::cli {
namespace {

using nlohmann::json;

constexpr double kWorthTellingPercent = 1.0;  // of the tissue lost

std::string ArtifactsText(const json& evaluable) {
  std::string text;
  for (const json& share : evaluable["artifacts"]) {
    const auto kind = share["kind"].get<std::string>();
    if (kind == "hole" || kind == "erythrocytes") continue;  // nothing is lost
    text += fmt::format("{}{} {:.4f} mm2", text.empty() ? "" : ", ", kind,
                        share["area_mm2"].get<double>());
  }
  return text;
}

void PrintEvaluable(std::ostream& out, const json& region) {
  const json& evaluable = region["evaluable"];
  const double lost = evaluable["lost_percent"].get<double>();
  if (lost < kWorthTellingPercent) return;
  fmt::print(out, "{}: {:.1f} % of its tissue cannot be evaluated ({})",
             LabelOf(region), lost, ArtifactsText(evaluable));
  if (evaluable["is_evaluable"].get<bool>()) {
    fmt::print(out, "; in the {:.4f} mm2 left {} of {} cells are positive, ",
               evaluable["area_mm2"].get<double>(),
               evaluable["positive_cell_count"].get<std::uint64_t>(),
               evaluable["cell_count"].get<std::uint64_t>());
    fmt::print(out, "{:.1f}/mm2\n",
               evaluable["positive_cells_per_mm2"].get<double>());
  } else {
    fmt::print(out, ", more than {:g} %: no density\n",
               evaluable["most_lost_percent"].get<double>());
  }
}

void PrintMeshwork(std::ostream& out, const json& region) {
  if (!region.contains("meshwork")) return;
  const json& meshwork = region["meshwork"];
  fmt::print(out,
             "{}: meshwork {:.4f} mm2, {:.1f} % of the region, {} pieces; "
             "proposed score {}\n",
             LabelOf(region), meshwork["area_mm2"].get<double>(),
             meshwork["percent_of_region"].get<double>(),
             meshwork["count"].get<int>(),
             meshwork["proposed_score"].get<int>());
}

void PrintProfiles(std::ostream& out, const json& region) {
  if (!region.contains("anucleate_profiles")) return;
  const json& profiles = region["anucleate_profiles"];
  fmt::print(out,
             "{}: {} stained profiles without a nucleus, {:.1f}/mm2; {:.2f} % "
             "of the region is stained\n",
             LabelOf(region), profiles["count"].get<int>(),
             profiles["per_mm2"].get<double>(),
             region.value("positive_area_percent", 0.0));
}

void PrintConfluence(std::ostream& out, const json& region) {
  const json& check = region["confluence"];
  if (!check["flagged"].get<bool>()) return;
  fmt::print(out,
             "{}: cells run together: the stained area is that of {:.0f} "
             "single cells, {:+.0f} % of the count\n",
             LabelOf(region), check["cells_by_area"].get<double>(),
             check["differs_percent"].get<double>());
}

}  // namespace

void PrintAreaNotes(std::ostream& out, const json& report) {
  for (const json& region : report["regions"]) {
    PrintEvaluable(out, region);
    PrintMeshwork(out, region);
    PrintProfiles(out, region);
    PrintConfluence(out, region);
  }
  if (report["edge_stain"]["flagged"].get<bool>()) {
    fmt::print(out,
               "the tissue's margin is browner than its inside, by an optical "
               "density of {:.2f}: positive cells there may be none\n",
               report["edge_stain"]["excess_od"].get<double>());
  }
}

}  // namespace cellquant::cli
