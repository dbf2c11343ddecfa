#include "core/phantom/pigment.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/phantom/hash_random.h"
#include "core/phantom/paint_vessels.h"

namespace cellquant::core {
namespace {

constexpr double kCrystalPitchUm = 70.0;
constexpr double kCrystalShare = 0.5;
constexpr double kSpillPitchUm = 150.0;
constexpr double kSpillShare = 0.15;
constexpr double kDiscPitchUm = 6.6;

bool Asked(const PhantomScene& scene, PhantomArtifact kind) {
  const auto& kinds = scene.options().artifacts;
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

struct Cluster {
  double share;  // of the macrophages
  double least_um;
  double most_um;  // radii of the cluster
  double finest_um;
  double coarsest_um;  // radii of the granules
  double per_um2;      // granules
  double palest;
  double darkest;
};

Cluster ClusterOf(PhantomArtifact kind) {
  if (kind == PhantomArtifact::kHemosiderin) {
    return {0.33, 4.0, 8.5, 0.5, 1.5, 0.22, 0.55, 1.20};
  }
  if (kind == PhantomArtifact::kMelanin) {
    return {0.33, 4.0, 8.0, 0.25, 0.5, 1.50, 0.80, 1.50};
  }
  return {0.34, 3.0, 8.5, 0.4, 1.4, 0.40, 1.00, 2.20};
}

constexpr std::array<PhantomArtifact, 3> kPhagocytosed{
    PhantomArtifact::kHemosiderin, PhantomArtifact::kMelanin,
    PhantomArtifact::kAnthracosis};

PigmentBlob ClusterIn(const PhantomCell& cell, PhantomArtifact kind) {
  HashRandom random(static_cast<std::uint64_t>(cell.key),
                    RandomStream::kPigment, static_cast<std::int64_t>(kind));
  const Cluster c = ClusterOf(kind);
  const double radius = random.Range(c.least_um, c.most_um);
  PigmentBlob blob{.kind = kind, .center = cell.nucleus};
  const auto count = static_cast<int>(
      std::max(4.0, c.per_um2 * std::numbers::pi * radius * radius));
  for (int k = 0; k < count; ++k) {
    const double angle = random.Range(0.0, 2.0 * std::numbers::pi);
    const double away = radius * std::sqrt(random.Uniform());
    PigmentGranule granule;
    // Clusters follow the body, which is longer than wide.
    const double u = 1.1 * away * std::cos(angle);
    const double v = 0.8 * away * std::sin(angle);
    granule.center = {cell.body.x + u * cell.cosine - v * cell.sine,
                      cell.body.y + u * cell.sine + v * cell.cosine};
    granule.half_u_um = random.Range(c.finest_um, c.coarsest_um);
    granule.half_v_um = granule.half_u_um * random.Range(0.7, 1.0);
    granule.amount = random.Range(c.palest, c.darkest);
    blob.granules.push_back(granule);
  }
  return blob;
}

void AddClusters(const PhantomScene& scene,
                 const std::vector<PhantomCell>& cells, const MicronBox& box,
                 std::vector<PigmentBlob>& blobs) {
  for (const PhantomCell& cell : cells) {
    if (cell.type != CellType::kMacrophage || !box.Contains(cell.nucleus)) {
      continue;
    }
    double which = HashRandom(cell.key, RandomStream::kPigment, 0, 1).Uniform();
    for (const PhantomArtifact kind : kPhagocytosed) {
      which -= ClusterOf(kind).share;
      if (which >= 0.0) continue;
      if (Asked(scene, kind)) blobs.push_back(ClusterIn(cell, kind));
      break;
    }
  }
}

// Calls `visit(i, j)` for the cells of a lattice that may concern the box.
template <class Visit>
void ForLattice(const MicronBox& box, double pitch_um, const Visit& visit) {
  const auto index = [pitch_um](double um) {
    return static_cast<std::int64_t>(std::floor(um / pitch_um));
  };
  for (std::int64_t j = index(box.top); j <= index(box.bottom); ++j) {
    for (std::int64_t i = index(box.left); i <= index(box.right); ++i) {
      visit(i, j);
    }
  }
}

MicronPoint InLattice(std::int64_t i, std::int64_t j, double pitch_um,
                      HashRandom& random) {
  const double x = static_cast<double>(i) + random.Range(0.05, 0.95);
  const double y = static_cast<double>(j) + random.Range(0.05, 0.95);
  return {x * pitch_um, y * pitch_um};
}

void AddCrystals(const PhantomScene& scene, const MicronBox& box,
                 std::vector<PigmentBlob>& blobs) {
  ForLattice(box, kCrystalPitchUm, [&](std::int64_t i, std::int64_t j) {
    HashRandom random(scene.seed(), RandomStream::kCrystal, i, j);
    PigmentGranule crystal;
    crystal.center = InLattice(i, j, kCrystalPitchUm, random);
    const bool here = random.Chance(kCrystalShare);
    if (!here || !box.Contains(crystal.center) ||
        scene.EdgeDepth(crystal.center) < 4.0) {
      return;
    }
    const double angle = random.Range(0.0, std::numbers::pi);
    crystal.cosine = std::cos(angle);
    crystal.sine = std::sin(angle);
    crystal.half_u_um = random.Range(0.6, 1.5);
    crystal.half_v_um = std::max(0.5, crystal.half_u_um * random.Range(0.4, 1));
    crystal.angular = true;
    crystal.amount = random.Range(1.2, 2.2);
    blobs.push_back({PhantomArtifact::kFormalin, crystal.center, {crystal}});
  });
}

void AddDisc(MicronPoint center, double radius_um, HashRandom& random,
             std::vector<PigmentBlob>& blobs) {
  blobs.push_back({PhantomArtifact::kErythrocytes,
                   center,
                   {{.center = center,
                     .half_u_um = radius_um,
                     .half_v_um = radius_um,
                     .amount = random.Range(0.15, 0.30)}}});
}

bool MeetsNucleus(MicronPoint p, double radius_um,
                  const std::vector<PhantomCell>& cells) {
  return std::any_of(cells.begin(), cells.end(), [&](const PhantomCell& cell) {
    const double dx = p.x - cell.nucleus.x;
    const double dy = p.y - cell.nucleus.y;
    const double u = (dx * cell.cosine + dy * cell.sine) /
                     (cell.nucleus_major_um + radius_um - 0.4);
    const double v = (dy * cell.cosine - dx * cell.sine) /
                     (cell.nucleus_minor_um + radius_um - 0.4);
    return u * u + v * v < 1.0;
  });
}

// Spilt blood: discs on a lattice of their own, where a patch of blood is.
void AddSpilt(const PhantomScene& scene, const std::vector<PhantomCell>& cells,
              const MicronBox& box, std::vector<PigmentBlob>& blobs) {
  ForLattice(box, kDiscPitchUm, [&](std::int64_t i, std::int64_t j) {
    HashRandom random(scene.seed(), RandomStream::kSpilt, i, j);
    const double x = static_cast<double>(i) + random.Range(0.3, 0.7);
    const double y = static_cast<double>(j) + random.Range(0.3, 0.7);
    const MicronPoint p{x * kDiscPitchUm, y * kDiscPitchUm};
    const double radius = random.Range(3.0, 3.5);
    if (!box.Contains(p) || scene.node().Depth(p) < 6.0) return;
    const auto a = static_cast<std::int64_t>(std::floor(p.x / kSpillPitchUm));
    const auto b = static_cast<std::int64_t>(std::floor(p.y / kSpillPitchUm));
    HashRandom patch(scene.seed(), RandomStream::kSpilt, a, b + (1LL << 40));
    if (!patch.Chance(kSpillShare)) return;
    const MicronPoint middle{
        (static_cast<double>(a) + patch.Range(0.35, 0.65)) * kSpillPitchUm,
        (static_cast<double>(b) + patch.Range(0.35, 0.65)) * kSpillPitchUm};
    const double reach = patch.Range(25.0, 50.0);
    const double dx = p.x - middle.x;
    const double dy = p.y - middle.y;
    if (dx * dx + dy * dy > reach * reach) return;
    if (scene.vessels().IsNear(p, 8.0) || MeetsNucleus(p, radius, cells)) {
      return;
    }
    AddDisc(p, radius, random, blobs);
  });
}

void AddBlood(const PhantomScene& scene, const MicronBox& box,
              std::vector<PigmentBlob>& blobs) {
  for (const Vessel& vessel : scene.vessels().Near(box)) {
    for (const Erythrocyte& cell : ErythrocytesIn(scene, vessel)) {
      if (!box.Contains(cell.center)) continue;
      HashRandom random(scene.seed(), RandomStream::kPigment,
                        std::llround(cell.center.x * 16.0),
                        std::llround(cell.center.y * 16.0));
      AddDisc(cell.center, cell.radius_um, random, blobs);
    }
  }
}

}  // namespace

std::vector<PigmentBlob> PigmentIn(const PhantomScene& scene,
                                   const std::vector<PhantomCell>& cells,
                                   const MicronBox& box) {
  std::vector<PigmentBlob> blobs;
  AddClusters(scene, cells, box, blobs);
  if (Asked(scene, PhantomArtifact::kFormalin)) AddCrystals(scene, box, blobs);
  if (Asked(scene, PhantomArtifact::kErythrocytes)) {
    AddBlood(scene, box, blobs);
    AddSpilt(scene, cells, box, blobs);
  }
  // What a tear takes away, it takes whole.
  std::erase_if(blobs, [&](const PigmentBlob& blob) {
    return scene.artifacts().IsTorn(blob.center, kPigmentReachUm);
  });
  return blobs;
}

}  // namespace cellquant::core
