// The anatomy of a synthetic lymph node: what kind of tissue is where.
//
// From the outside in: empty glass; on one side a lobe of adipose tissue; a
// capsule; the subcapsular sinus; then follicles (a mantle round a germinal
// center, which has a light zone toward the capsule and a dark zone away from
// it) in a paracortex, and on the hilar side the medulla with its cords and
// sinuses. Blood vessels run through paracortex and medulla.
//
// All lengths are in um. A node of 2 mm and more has follicles of 300 to
// 800 um; a smaller field gets a smaller node with smaller follicles, at least
// one, but cells of the same size.
#ifndef CELLQUANT_CORE_PHANTOM_SCENE_H_
#define CELLQUANT_CORE_PHANTOM_SCENE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/phantom/artifacts.h"
#include "core/phantom/options.h"
#include "core/phantom/star_shape.h"
#include "core/phantom/stroma.h"

namespace cellquant::core {

enum class TissueZone {
  kGlass,
  kAdipose,
  kCapsule,
  kSubcapsularSinus,
  kMantle,
  kDarkZone,
  kLightZone,
  kParacortex,
  kMedullaryCord,
  kMedullarySinus,
  kVessel,
};

// "mantle", "dark zone" and so on, as in the truth's last column.
std::string_view TissueZoneName(TissueZone zone);

struct Follicle {
  StarShape outline;
  double germinal_share = 0.0;  // radius of the germinal center, of the whole
  MicronPoint light;            // unit vector toward the light zone
};

class PhantomScene {
 public:
  // `options` must be valid. Thread-safe afterwards.
  explicit PhantomScene(const PhantomOptions& options);

  const PhantomOptions& options() const { return options_; }
  std::uint64_t seed() const { return options_.seed; }
  double width_um() const { return width_um_; }
  double height_um() const { return height_um_; }

  const StarShape& node() const { return node_; }
  const StarShape& medulla() const { return medulla_; }
  const std::vector<Follicle>& follicles() const { return follicles_; }
  // How deep capsule and subcapsular sinus reach together, in um.
  double rim_um() const { return capsule_um_ + sinus_um_; }

  TissueZone ZoneAt(MicronPoint p) const;

  const VesselMap& vessels() const { return vessels_; }

  // Direction from the node's center to the lobe of fat, in radians.
  double fat_side() const { return fat_side_; }

  const ArtifactMap& artifacts() const { return artifacts_; }

  // How far inside the tissue, node or fat, `p` is, in um; negative on glass.
  double EdgeDepth(MicronPoint p) const;

  // Density of the CD23+ dendritic meshwork, 0 to 1.
  double MeshworkAt(MicronPoint p) const;

 private:
  void MakeNode(double a, double b);
  void MakeAdipose(double glass_um);
  void MakeMedulla(double a, double b);
  double VascularDepth(MicronPoint p) const;
  void MakeFollicles();
  bool TryFollicle(double radius_um, double deepest_um, int attempt);
  bool Fits(const StarShape& outline) const;
  Follicle MakeFollicle(MicronPoint center, double radius_um,
                        std::int64_t key) const;
  const Follicle* FollicleAt(MicronPoint p) const;
  TissueZone InFollicle(const Follicle& follicle, MicronPoint p) const;
  TissueZone InsideNode(MicronPoint p, double depth_um) const;

  PhantomOptions options_;
  double width_um_ = 0.0;
  double height_um_ = 0.0;
  double radius_um_ = 0.0;  // the smaller half axis of the node
  double capsule_um_ = 0.0;
  double sinus_um_ = 0.0;
  StarShape node_;
  StarShape adipose_;
  StarShape medulla_;
  std::vector<Follicle> follicles_;
  VesselMap vessels_;
  double fat_side_ = 0.0;
  ArtifactMap artifacts_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_SCENE_H_
