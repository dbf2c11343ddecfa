#include "core/phantom/population.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cellquant::core {
namespace {

// Share of the lattice's candidates (27,800 per mm2) that become a cell of
// each type. Hard-core thinning takes some of them away again, in the mantle
// nearly half.
struct Mix {
  double lymphocyte = 0.0;
  double centroblast = 0.0;
  double centrocyte = 0.0;
  double plasma = 0.0;
  double macrophage = 0.0;
  double dendritic = 0.0;
  double stromal = 0.0;
  double profile = 0.0;
};

// Plasma cells lie in groups: nearly all of them where this field is high.
double PlasmaClustering(const PhantomScene& scene, MicronPoint p) {
  const double field = ValueNoise(scene.seed(), 5, p.x / 32.0, p.y / 32.0);
  return field > 0.72 ? 7.0 : 0.3;
}

Mix MixOf(TissueZone zone) {
  switch (zone) {
    case TissueZone::kMantle:
      return {.lymphocyte = 0.97, .dendritic = 0.0029, .stromal = 0.0029};
    case TissueZone::kDarkZone:
      return {.lymphocyte = 0.16,
              .centroblast = 0.60,
              .centrocyte = 0.14,
              .macrophage = 0.0103};
    case TissueZone::kLightZone:
      return {.lymphocyte = 0.28,
              .centroblast = 0.06,
              .centrocyte = 0.50,
              .macrophage = 0.0073,
              .dendritic = 0.0367};
    case TissueZone::kParacortex:
      return {.lymphocyte = 0.52,
              .centroblast = 0.004,
              .plasma = 0.0007,
              .macrophage = 0.0059,
              .dendritic = 0.0059,
              .stromal = 0.0257};
    case TissueZone::kMedullaryCord:
      return {.lymphocyte = 0.28,
              .plasma = 0.0145,
              .macrophage = 0.0103,
              .stromal = 0.0294};
    case TissueZone::kMedullarySinus:
      return {.lymphocyte = 0.05,
              .plasma = 0.0044,
              .macrophage = 0.033,
              .stromal = 0.022};
    case TissueZone::kSubcapsularSinus:
      return {.lymphocyte = 0.11, .macrophage = 0.0205, .stromal = 0.022};
    case TissueZone::kCapsule:
      return {.lymphocyte = 0.008, .stromal = 0.1174};
    case TissueZone::kAdipose:
      return {.stromal = 0.1614};
    case TissueZone::kVessel:
    case TissueZone::kGlass:
      return {};
  }
  return {};
}

// A monotonous population without any order.
constexpr Mix kSheetMix{.lymphocyte = 0.80,
                        .centrocyte = 0.17,
                        .macrophage = 0.004,
                        .stromal = 0.003};

struct Shape {
  double radius_low = 3.0;  // mean half axis of the nucleus, um
  double radius_high = 3.0;
  double elongation = 1.2;     // at most, major over minor half axis
  double cytoplasm_low = 1.0;  // body beyond the nucleus, um
  double cytoplasm_high = 1.0;
  double exclusion = 1.0;  // of the body's radius
};

Shape ShapeOf(CellType type) {
  switch (type) {
    case CellType::kSmallLymphocyte:
      return {2.75, 3.4, 1.22, 0.8, 1.2, 0.86};
    case CellType::kCentroblast:
      return {3.8, 5.0, 1.30, 0.9, 1.5, 0.82};
    case CellType::kCentrocyte:
      return {3.1, 4.1, 1.55, 0.8, 1.3, 0.84};
    case CellType::kPlasmaCell:
      return {2.9, 3.5, 1.20, 1.9, 3.4, 0.86};
    case CellType::kMacrophage:
      return {3.4, 4.3, 1.60, 3.2, 5.0, 0.80};
    case CellType::kDendritic:
      return {3.6, 4.6, 1.70, 1.0, 1.8, 0.80};
    case CellType::kStromal:
      return {2.4, 3.0, 4.50, 0.4, 0.7, 0.95};
    case CellType::kEndothelial:
      return {2.2, 2.8, 4.80, 0.3, 0.5, 0.95};
    case CellType::kAnucleateProfile:
      return {0.0, 0.0, 1.80, 0.0, 0.0, 0.85};
  }
  return {};
}

bool IsLymphoid(CellType type) {
  return type == CellType::kSmallLymphocyte || type == CellType::kCentroblast ||
         type == CellType::kCentrocyte;
}

double DrawProfile(const Shape& shape, PhantomCell& cell, HashRandom& random) {
  const double radius = std::sqrt(random.Range(25.0, 150.0) / std::numbers::pi);
  const double stretch = std::sqrt(random.Range(1.0, shape.elongation));
  cell.nucleus_major_um = 0.0;
  cell.nucleus_minor_um = 0.0;
  cell.body_major_um = radius * stretch;
  cell.body_minor_um = radius / stretch;
  return shape.exclusion * radius;
}

}  // namespace

std::optional<CellType> DrawCellType(const PhantomScene& scene, TissueZone zone,
                                     MicronPoint p, HashRandom& random) {
  const PhantomOptions& options = scene.options();
  Mix mix = IsInSheet(options, zone) ? kSheetMix : MixOf(zone);
  if (options.anucleate_profiles) mix.profile = mix.macrophage;
  const bool before = options.preset == PhantomPreset::kBefore;
  mix.plasma *= before ? PlasmaClustering(scene, p) : 0.0;
  double u = random.Uniform();
  const auto falls_into = [&u](double share) {
    u -= share;
    return u < 0.0;
  };
  if (falls_into(mix.plasma)) return CellType::kPlasmaCell;
  if (falls_into(mix.macrophage)) return CellType::kMacrophage;
  if (falls_into(mix.dendritic)) return CellType::kDendritic;
  if (falls_into(mix.stromal)) return CellType::kStromal;
  if (falls_into(mix.centroblast)) return CellType::kCentroblast;
  if (falls_into(mix.centrocyte)) return CellType::kCentrocyte;
  if (falls_into(mix.lymphocyte)) return CellType::kSmallLymphocyte;
  if (falls_into(mix.profile)) return CellType::kAnucleateProfile;
  return std::nullopt;
}

bool IsInSheet(const PhantomOptions& options, TissueZone zone) {
  return options.pattern == PhantomPattern::kSheet &&
         (zone == TissueZone::kParacortex || zone == TissueZone::kMantle ||
          zone == TissueZone::kDarkZone || zone == TissueZone::kLightZone);
}

double DrawShape(const PhantomOptions& options, PhantomCell& cell,
                 HashRandom& random) {
  Shape shape = ShapeOf(cell.type);
  if (cell.type == CellType::kAnucleateProfile) {
    return DrawProfile(shape, cell, random);
  }
  // Pressed against each other.
  if (IsInSheet(options, cell.zone)) shape.exclusion *= 0.89;
  if (options.wide_cells && IsLymphoid(cell.type)) {
    // They keep apart, or their membranes would lie nearer to the nucleus.
    shape.cytoplasm_low = 1.5;
    shape.cytoplasm_high = 4.0;
    shape.exclusion = 1.06;
  }
  const double radius = random.Range(shape.radius_low, shape.radius_high);
  // Spindle nuclei are all long; round ones are round to any degree.
  const double least = shape.elongation > 3.0 ? 2.2 : 1.0;
  const double stretch = std::sqrt(random.Range(least, shape.elongation));
  const double cytoplasm =
      random.Range(shape.cytoplasm_low, shape.cytoplasm_high);
  cell.nucleus_major_um = radius * stretch;
  cell.nucleus_minor_um = radius / stretch;
  cell.body_major_um = cell.nucleus_major_um + cytoplasm;
  cell.body_minor_um = cell.nucleus_minor_um + cytoplasm;
  if (cell.type == CellType::kPlasmaCell) {
    cell.body_minor_um =
        std::max(cell.body_minor_um, 0.82 * cell.body_major_um);
  }
  return shape.exclusion * std::sqrt(cell.body_major_um * cell.body_minor_um);
}

void PlaceBody(PhantomCell& cell, HashRandom& random) {
  double shift = 0.0;
  if (cell.type == CellType::kPlasmaCell) shift = random.Range(0.9, 1.7);
  if (cell.type == CellType::kMacrophage) shift = random.Range(0.5, 2.2);
  const double sign = random.Chance(0.5) ? 1.0 : -1.0;
  cell.body = {cell.nucleus.x + sign * shift * cell.cosine,
               cell.nucleus.y + sign * shift * cell.sine};
}

}  // namespace cellquant::core
