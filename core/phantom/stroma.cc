#include "core/phantom/stroma.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/phantom/hash_random.h"

namespace cellquant::core {
namespace {

constexpr double kVesselPitchUm = 320.0;
constexpr double kVesselShare = 0.7;  // of the places where one could be
constexpr double kVacuolePitchUm = 52.0;
constexpr double kLargestVacuoleUm = 42.0;

std::int64_t LatticeIndex(double um, double pitch) {
  return static_cast<std::int64_t>(std::floor(um / pitch));
}

double Distance(MicronPoint a, MicronPoint b) {
  const double dx = a.x - b.x;
  const double dy = a.y - b.y;
  return std::sqrt(dx * dx + dy * dy);
}

// The vessel of a lattice cell, wherever that is. It stays within 70 um of its
// center.
Vessel VesselOf(HashRandom& random, std::int64_t i, std::int64_t j) {
  Vessel vessel;
  const double x = static_cast<double>(i) + random.Range(0.27, 0.73);
  const double y = static_cast<double>(j) + random.Range(0.27, 0.73);
  vessel.center = {x * kVesselPitchUm, y * kVesselPitchUm};
  const double angle = random.Range(0.0, std::numbers::pi);
  vessel.cosine = std::cos(angle);
  vessel.sine = std::sin(angle);
  const double size = random.Uniform();
  vessel.minor_um = 6.0 + 22.0 * size * size;
  vessel.major_um = vessel.minor_um * random.Range(1.1, 2.4);
  vessel.filled = random.Chance(0.55);
  return vessel;
}

Vacuole VacuoleOf(std::uint64_t seed, std::int64_t i, std::int64_t j) {
  HashRandom random(seed, RandomStream::kVacuole, i, j);
  const double x = static_cast<double>(i) + random.Range(0.15, 0.85);
  const double y = static_cast<double>(j) + random.Range(0.15, 0.85);
  return {{x * kVacuolePitchUm, y * kVacuolePitchUm},
          random.Range(26.0, kLargestVacuoleUm)};
}

}  // namespace

bool Vessel::Contains(MicronPoint p, double margin_um) const {
  if (major_um == 0.0 || minor_um + margin_um <= 0.0) return false;
  const double dx = p.x - center.x;
  const double dy = p.y - center.y;
  const double u = (dx * cosine + dy * sine) / (major_um + margin_um);
  const double v = (dy * cosine - dx * sine) / (minor_um + margin_um);
  return u * u + v * v < 1.0;
}

VesselMap::VesselMap(std::uint64_t seed, double width_um, double height_um,
                     const std::function<double(MicronPoint)>& depth_um)
    : columns_(LatticeIndex(width_um, kVesselPitchUm) + 1),
      rows_(LatticeIndex(height_um, kVesselPitchUm) + 1) {
  for (std::int64_t j = 0; j < rows_; ++j) {
    for (std::int64_t i = 0; i < columns_; ++i) {
      HashRandom random(seed, RandomStream::kVessel, i, j);
      const Vessel vessel = VesselOf(random, i, j);
      const bool here = depth_um(vessel.center) > vessel.major_um &&
                        random.Chance(kVesselShare);
      vessels_.push_back(here ? vessel : Vessel{});
    }
  }
}

bool VesselMap::IsNear(MicronPoint p, double margin_um) const {
  const std::int64_t i = LatticeIndex(p.x, kVesselPitchUm);
  const std::int64_t j = LatticeIndex(p.y, kVesselPitchUm);
  if (i < 0 || j < 0 || i >= columns_ || j >= rows_) return false;
  return vessels_[static_cast<std::size_t>(j * columns_ + i)].Contains(
      p, margin_um);
}

std::vector<Vessel> VesselMap::Near(const MicronBox& box) const {
  std::vector<Vessel> found;
  if (vessels_.empty()) return found;
  const auto index = [](double um, std::int64_t count) {
    return std::clamp<std::int64_t>(LatticeIndex(um, kVesselPitchUm), 0,
                                    count - 1);
  };
  for (auto j = index(box.top, rows_); j <= index(box.bottom, rows_); ++j) {
    for (auto i = index(box.left, columns_); i <= index(box.right, columns_);
         ++i) {
      const Vessel& vessel =
          vessels_[static_cast<std::size_t>(j * columns_ + i)];
      if (vessel.major_um > 0.0) found.push_back(vessel);
    }
  }
  return found;
}

std::vector<Vacuole> VacuolesNear(std::uint64_t seed, const MicronBox& box) {
  std::vector<Vacuole> found;
  const MicronBox reach = box.Inflated(kLargestVacuoleUm + 2.0);
  for (std::int64_t j = LatticeIndex(reach.top, kVacuolePitchUm);
       j <= LatticeIndex(reach.bottom, kVacuolePitchUm); ++j) {
    for (std::int64_t i = LatticeIndex(reach.left, kVacuolePitchUm);
         i <= LatticeIndex(reach.right, kVacuolePitchUm); ++i) {
      found.push_back(VacuoleOf(seed, i, j));
    }
  }
  return found;
}

Septum SeptumAt(std::uint64_t seed, MicronPoint p) {
  double first = -1e9;
  double second = -1e9;
  Vacuole inner;
  Vacuole outer;
  for (const Vacuole& v : VacuolesNear(seed, {p.x, p.y, p.x, p.y})) {
    const double inside = v.radius_um - Distance(v.center, p);
    if (inside > first) {
      second = first;
      outer = inner;
      first = inside;
      inner = v;
    } else if (inside > second) {
      second = inside;
      outer = v;
    }
  }
  const double dx = outer.center.x - inner.center.x;
  const double dy = outer.center.y - inner.center.y;
  const double length = std::max(1e-6, std::sqrt(dx * dx + dy * dy));
  const double distance =
      first < 0.0 ? -first : std::min(first, (first - second) / 2.0);
  return {distance, -dy / length, dx / length};
}

}  // namespace cellquant::core
