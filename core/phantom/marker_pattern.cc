#include "core/phantom/marker_pattern.h"

#include "core/phantom/hash_random.h"
#include "core/phantom/population.h"

namespace cellquant::core {
namespace {

bool InFollicle(TissueZone c) {
  return c == TissueZone::kMantle || c == TissueZone::kDarkZone ||
         c == TissueZone::kLightZone;
}

bool IsGerminalCell(CellType type) {
  return type == CellType::kCentroblast || type == CellType::kCentrocyte;
}

// B cells: nearly all of a follicle, few elsewhere.
double Cd20Share(const PhantomCell& cell) {
  if (IsGerminalCell(cell.type)) {
    return InFollicle(cell.zone) ? 0.97 : 0.5;
  }
  if (cell.type != CellType::kSmallLymphocyte) return 0.0;
  if (cell.zone == TissueZone::kMantle) return 0.95;
  if (InFollicle(cell.zone)) return 0.45;
  return cell.zone == TissueZone::kMedullaryCord ? 0.14 : 0.05;
}

// In a sheet 80 % are B cells, and what is no B cell is a T cell.
double SheetShare(const PhantomOptions& options, const PhantomCell& cell) {
  const bool lymphoid = cell.type == CellType::kSmallLymphocyte ||
                        cell.type == CellType::kCentrocyte;
  if (!lymphoid) return 0.0;
  const bool b_cell =
      HashRandom(cell.key, RandomStream::kStain, 1000).Chance(0.8);
  return b_cell == (options.marker == PhantomMarker::kCd20) ? 1.0 : 0.0;
}

// T cells: most of the paracortex, and helpers in the light zone.
double Cd3Share(const PhantomCell& cell) {
  if (cell.type != CellType::kSmallLymphocyte) return 0.0;
  switch (cell.zone) {
    case TissueZone::kParacortex:
      return 0.82;
    case TissueZone::kMedullaryCord:
      return 0.45;
    case TissueZone::kMantle:
      return 0.04;
    case TissueZone::kLightZone:
      return 0.5;
    case TissueZone::kDarkZone:
      return 0.2;
    case TissueZone::kGlass:
    case TissueZone::kAdipose:
    case TissueZone::kCapsule:
    case TissueZone::kSubcapsularSinus:
    case TissueZone::kMedullarySinus:
    case TissueZone::kVessel:
      return 0.25;
  }
  return 0.0;
}

double Cd23Share(PhantomPreset preset, const PhantomCell& cell) {
  const bool mantle = cell.type == CellType::kSmallLymphocyte &&
                      cell.zone == TissueZone::kMantle;
  if (!mantle) return 0.0;
  return preset == PhantomPreset::kBefore ? 0.40 : 0.15;
}

// Proliferation: the germinal center before, hardly anything after.
double Ki67Share(PhantomPreset preset, const PhantomCell& cell) {
  const bool before = preset == PhantomPreset::kBefore;
  if (cell.type == CellType::kCentroblast) return before ? 0.88 : 0.15;
  if (cell.type == CellType::kCentrocyte) return before ? 0.45 : 0.08;
  if (cell.type == CellType::kSmallLymphocyte) return before ? 0.03 : 0.01;
  return 0.0;
}

double PositiveShare(const PhantomOptions& options, const PhantomCell& cell) {
  const bool b_or_t = options.marker == PhantomMarker::kCd20 ||
                      options.marker == PhantomMarker::kCd3;
  if (b_or_t && IsInSheet(options, cell.zone)) return SheetShare(options, cell);
  switch (options.marker) {
    case PhantomMarker::kCd20:
      return Cd20Share(cell);
    case PhantomMarker::kCd138:
      return cell.type == CellType::kPlasmaCell ? 1.0 : 0.0;
    case PhantomMarker::kCd68:
      return cell.type == CellType::kMacrophage ||
                     cell.type == CellType::kAnucleateProfile
                 ? 1.0
                 : 0.0;
    case PhantomMarker::kCd23:
      return Cd23Share(options.preset, cell);
    case PhantomMarker::kCd3:
      return Cd3Share(cell);
    case PhantomMarker::kKi67:
      return Ki67Share(options.preset, cell);
  }
  return 0.0;
}

struct WallRange {
  double thinnest_um = 0.0;
  double widest_um = 0.0;
};

WallRange WallsOf(PhantomMarker marker) {
  switch (marker) {
    case PhantomMarker::kCd20:
      return {1.5, 2.0};
    case PhantomMarker::kCd138:
      return {1.5, 2.4};
    case PhantomMarker::kCd23:
      return {1.5, 1.8};
    case PhantomMarker::kCd3:
      return {1.3, 1.6};
    case PhantomMarker::kCd68:
    case PhantomMarker::kKi67:
      return {};
  }
  return {};
}

CellStain PositiveStain(PhantomMarker marker, HashRandom& random) {
  CellStain stain;
  stain.classification = CellClass::kPositive;
  const WallRange walls = WallsOf(marker);
  stain.wall_um = random.Range(walls.thinnest_um, walls.widest_um);
  switch (marker) {
    case PhantomMarker::kCd20:
      stain.membrane = random.Range(0.95, 1.45);
      stain.cytoplasm = random.Range(0.22, 0.36);
      break;
    case PhantomMarker::kCd138:
      stain.membrane = random.Range(1.3, 2.1);
      stain.cytoplasm = random.Range(0.35, 1.35);
      break;
    case PhantomMarker::kCd68:
      stain.granules = random.Range(0.75, 1.15);
      stain.cytoplasm = random.Range(0.28, 0.40);
      break;
    case PhantomMarker::kCd23:
      stain.membrane = random.Range(0.75, 0.95);
      stain.cytoplasm = random.Range(0.22, 0.30);
      break;
    case PhantomMarker::kCd3:
      stain.membrane = random.Range(1.15, 1.50);
      stain.cytoplasm = random.Range(0.24, 0.34);
      break;
    case PhantomMarker::kKi67:
      stain.nucleus = random.Range(0.55, 1.45);
      break;
  }
  return stain;
}

}  // namespace

CellStain StainOf(const PhantomOptions& options, const PhantomCell& cell) {
  HashRandom random(cell.key, RandomStream::kStain,
                    static_cast<std::int64_t>(options.marker));
  if (!random.Chance(PositiveShare(options, cell))) return {};
  return PositiveStain(options.marker, random);
}

double WidestWallUm(PhantomMarker marker) { return WallsOf(marker).widest_um; }

bool ShedsStain(PhantomMarker marker) {
  return marker == PhantomMarker::kCd138 || marker == PhantomMarker::kCd68;
}

bool StainsBodies(PhantomMarker marker) {
  return marker != PhantomMarker::kKi67;
}

}  // namespace cellquant::core
