#include "core/phantom/cells.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "core/phantom/hash_random.h"
#include "core/phantom/population.h"

namespace cellquant::core {
namespace {

constexpr double kPitchUm = 6.0;
// Candidates are shifted by at most 0.45 of the pitch, so those three lattice
// cells apart are at least 12.6 um apart: out of reach of each other.
constexpr double kShift = 0.9;
constexpr std::int64_t kNeighborhood = 2;

// A sheet is packed more densely.
int RoundsOf(const PhantomOptions& options) {
  return options.pattern == PhantomPattern::kSheet ? 6 : 3;
}

// Each round looks at neighbours twice: who survives, and whom that removes.
std::int64_t MarginOf(const PhantomOptions& options) {
  return 2 * kNeighborhood * RoundsOf(options);
}

constexpr double kHardCore = 0.9;

struct Candidate {
  PhantomCell cell;
  double exclusion_um = 0.0;  // 0: no cell here
  double priority = 0.0;
};

struct Lattice {
  std::int64_t left = 0;
  std::int64_t top = 0;
  std::int64_t columns = 0;
  std::int64_t rows = 0;
};

std::int64_t IndexOf(double um) {
  return static_cast<std::int64_t>(std::floor(um / kPitchUm));
}

// Turns the cell into the direction (dx, dy), of any length.
void Orient(PhantomCell& cell, double dx, double dy) {
  const double length = std::max(1e-9, std::sqrt(dx * dx + dy * dy));
  cell.cosine = dx / length;
  cell.sine = dy / length;
}

void OrientInTissue(const PhantomScene& scene, PhantomCell& cell,
                    HashRandom& random) {
  const MicronPoint p = cell.nucleus;
  if (cell.zone == TissueZone::kCapsule) {
    Orient(cell, -(p.y - scene.node().center().y) + random.Range(-9.0, 9.0),
           p.x - scene.node().center().x + random.Range(-9.0, 9.0));
  } else if (cell.zone == TissueZone::kAdipose) {
    const Septum septum = SeptumAt(scene.seed(), p);
    Orient(cell, septum.cosine, septum.sine);
  } else {
    Orient(cell, random.Range(-1.0, 1.0), random.Range(-1.0, 1.0));
  }
}

// In fat, cells are pressed into the walls between the vacuoles.
bool HasRoom(const PhantomScene& scene, const PhantomCell& cell) {
  if (cell.zone == TissueZone::kAdipose) {
    return SeptumAt(scene.seed(), cell.nucleus).distance_um < 1.1;
  }
  return !scene.vessels().IsNear(cell.nucleus, 3.5 + cell.nucleus_minor_um);
}

Candidate CandidateAt(const PhantomScene& scene, std::int64_t i,
                      std::int64_t j) {
  HashRandom random(scene.seed(), RandomStream::kCell, i, j);
  Candidate candidate;
  PhantomCell& cell = candidate.cell;
  const double x = 0.5 + kShift * (random.Uniform() - 0.5);
  const double y = 0.5 + kShift * (random.Uniform() - 0.5);
  cell.nucleus = {(static_cast<double>(i) + x) * kPitchUm,
                  (static_cast<double>(j) + y) * kPitchUm};
  cell.key = random.Bits();
  cell.zone = scene.ZoneAt(cell.nucleus);
  const std::optional<CellType> type =
      DrawCellType(scene, cell.zone, cell.nucleus, random);
  if (!type) return candidate;
  cell.type = *type;
  const double exclusion = DrawShape(scene.options(), cell, random);
  OrientInTissue(scene, cell, random);
  PlaceBody(cell, random);
  if (!HasRoom(scene, cell)) return candidate;
  candidate.exclusion_um = exclusion;
  candidate.priority = exclusion + random.Uniform();  // the large ones stay
  return candidate;
}

std::vector<Candidate> CandidatesOn(const PhantomScene& scene,
                                    const Lattice& lattice) {
  std::vector<Candidate> candidates;
  candidates.reserve(static_cast<std::size_t>(lattice.columns * lattice.rows));
  for (std::int64_t j = 0; j < lattice.rows; ++j) {
    for (std::int64_t i = 0; i < lattice.columns; ++i) {
      candidates.push_back(
          CandidateAt(scene, lattice.left + i, lattice.top + j));
    }
  }
  return candidates;
}

enum class Fate : std::uint8_t { kPending, kAlive, kGone };

bool TooNear(const Candidate& a, const Candidate& b) {
  const double dx = a.cell.nucleus.x - b.cell.nucleus.x;
  const double dy = a.cell.nucleus.y - b.cell.nucleus.y;
  const double least = kHardCore * (a.exclusion_um + b.exclusion_um);
  return dx * dx + dy * dy < least * least;
}

// Who of the candidates on a lattice becomes a cell.
class HardCore {
 public:
  HardCore(const std::vector<Candidate>& candidates, const Lattice& lattice,
           int rounds)
      : candidates_(candidates), lattice_(lattice) {
    for (const Candidate& candidate : candidates) {
      fates_.push_back(candidate.exclusion_um > 0.0 ? Fate::kPending
                                                    : Fate::kGone);
    }
    for (int round = 0; round < rounds; ++round) {
      Replace(Fate::kPending, Fate::kAlive, [&](std::size_t k) {
        return !HasNeighbor(k, Fate::kPending, candidates_[k].priority);
      });
      Replace(Fate::kPending, Fate::kGone, [&](std::size_t k) {
        return HasNeighbor(k, Fate::kAlive, -1.0);
      });
    }
  }

  bool IsAlive(std::size_t k) const { return fates_[k] == Fate::kAlive; }

 private:
  // Gives all candidates of fate `from` for which `test` holds the fate `to`,
  // at once: no decision of this pass sees another.
  template <class Test>
  void Replace(Fate from, Fate to, const Test& test) {
    std::vector<Fate> next = fates_;
    for (std::size_t k = 0; k < fates_.size(); ++k) {
      if (fates_[k] == from && test(k)) next[k] = to;
    }
    fates_ = std::move(next);
  }

  // Whether a neighbour of that fate and of higher priority is too near.
  bool HasNeighbor(std::size_t k, Fate fate, double priority) const {
    const auto index = static_cast<std::int64_t>(k);
    const std::int64_t j = index / lattice_.columns;
    const std::int64_t i = index % lattice_.columns;
    const std::int64_t bottom = std::min(j + kNeighborhood, lattice_.rows - 1);
    const std::int64_t right =
        std::min(i + kNeighborhood, lattice_.columns - 1);
    for (auto b = std::max<std::int64_t>(0, j - kNeighborhood); b <= bottom;
         ++b) {
      for (auto a = std::max<std::int64_t>(0, i - kNeighborhood); a <= right;
           ++a) {
        const auto other = static_cast<std::size_t>(b * lattice_.columns + a);
        if (other != k && fates_[other] == fate &&
            candidates_[other].priority > priority &&
            TooNear(candidates_[k], candidates_[other])) {
          return true;
        }
      }
    }
    return false;
  }

  const std::vector<Candidate>& candidates_;
  Lattice lattice_;
  std::vector<Fate> fates_;
};

// Flat nuclei along the wall, one about every 16 um.
void AddEndothelium(const PhantomScene& scene, const Vessel& vessel,
                    const MicronBox& box, std::vector<PhantomCell>& cells) {
  HashRandom random(scene.seed(), RandomStream::kVessel,
                    std::llround(vessel.center.x * 8.0),
                    std::llround(vessel.center.y * 8.0) + (1LL << 40));
  const double mean = 0.5 * (vessel.major_um + vessel.minor_um);
  const int count =
      std::clamp(static_cast<int>(2.0 * std::numbers::pi * mean / 16.0), 3, 16);
  for (int k = 0; k < count; ++k) {
    const double angle =
        2.0 * std::numbers::pi * (k + random.Range(-0.2, 0.2)) / count;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const double u = (vessel.major_um + 1.2) * c;
    const double v = (vessel.minor_um + 1.2) * s;
    PhantomCell cell;
    cell.key = random.Bits();
    cell.type = CellType::kEndothelial;
    cell.zone = TissueZone::kVessel;
    cell.nucleus = {vessel.center.x + u * vessel.cosine - v * vessel.sine,
                    vessel.center.y + u * vessel.sine + v * vessel.cosine};
    DrawShape(scene.options(), cell, random);
    const double du = -(vessel.major_um + 1.2) * s;
    const double dv = (vessel.minor_um + 1.2) * c;
    Orient(cell, du * vessel.cosine - dv * vessel.sine,
           du * vessel.sine + dv * vessel.cosine);
    PlaceBody(cell, random);
    if (box.Contains(cell.nucleus)) cells.push_back(cell);
  }
}

}  // namespace

std::string_view CellTypeName(CellType type) {
  switch (type) {
    case CellType::kSmallLymphocyte:
      return "small_lymphocyte";
    case CellType::kCentroblast:
      return "centroblast";
    case CellType::kCentrocyte:
      return "centrocyte";
    case CellType::kPlasmaCell:
      return "plasma_cell";
    case CellType::kMacrophage:
      return "macrophage";
    case CellType::kDendritic:
      return "dendritic_cell";
    case CellType::kStromal:
      return "stromal_cell";
    case CellType::kEndothelial:
      return "endothelial_cell";
    case CellType::kAnucleateProfile:
      return "anucleate_profile";
  }
  return "";
}

std::vector<PhantomCell> CellsIn(const PhantomScene& scene,
                                 const MicronBox& box) {
  std::vector<PhantomCell> cells;
  for (const Vessel& vessel : scene.vessels().Near(box)) {
    AddEndothelium(scene, vessel, box, cells);
  }
  const std::int64_t margin = MarginOf(scene.options());
  // A nucleus never leaves its lattice cell.
  Lattice lattice{IndexOf(box.left) - margin, IndexOf(box.top) - margin, 0, 0};
  lattice.columns = IndexOf(box.right) + margin + 1 - lattice.left;
  lattice.rows = IndexOf(box.bottom) + margin + 1 - lattice.top;
  const std::vector<Candidate> candidates = CandidatesOn(scene, lattice);
  const HardCore hard_core(candidates, lattice, RoundsOf(scene.options()));
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    const PhantomCell& cell = candidates[k].cell;
    if (hard_core.IsAlive(k) && box.Contains(cell.nucleus)) {
      cells.push_back(cell);
    }
  }
  return cells;
}

}  // namespace cellquant::core
