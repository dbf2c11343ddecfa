#include "core/phantom/scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/phantom/hash_random.h"

namespace cellquant::core {
namespace {

constexpr std::size_t kMostFollicles = 48;

// A closed wave round the center with amplitude 1 at most: three harmonics.
struct Wave {
  Wave(std::uint64_t seed, RandomStream stream, std::int64_t key) {
    HashRandom random(seed, stream, key, 99);
    for (double& p : phase) p = random.Range(0.0, 2.0 * std::numbers::pi);
  }
  double At(double angle) const {
    return 0.5 * std::cos(2.0 * angle + phase[0]) +
           0.3 * std::cos(3.0 * angle + phase[1]) +
           0.2 * std::cos(5.0 * angle + phase[2]);
  }
  double phase[3] = {};
};

double Distance(MicronPoint a, MicronPoint b) {
  const double dx = a.x - b.x;
  const double dy = a.y - b.y;
  return std::sqrt(dx * dx + dy * dy);
}

}  // namespace

std::string_view TissueZoneName(TissueZone zone) {
  switch (zone) {
    case TissueZone::kGlass:
      return "glass";
    case TissueZone::kAdipose:
      return "adipose tissue";
    case TissueZone::kCapsule:
      return "capsule";
    case TissueZone::kSubcapsularSinus:
      return "subcapsular sinus";
    case TissueZone::kMantle:
      return "mantle";
    case TissueZone::kDarkZone:
      return "dark zone";
    case TissueZone::kLightZone:
      return "light zone";
    case TissueZone::kParacortex:
      return "paracortex";
    case TissueZone::kMedullaryCord:
      return "medullary cord";
    case TissueZone::kMedullarySinus:
      return "medullary sinus";
    case TissueZone::kVessel:
      return "vessel";
  }
  return "";
}

PhantomScene::PhantomScene(const PhantomOptions& options)
    : options_(options),
      width_um_(static_cast<double>(options.size_px.width) * options.mpp),
      height_um_(static_cast<double>(options.size_px.height) * options.mpp) {
  const double shorter = std::min(width_um_, height_um_);
  const double glass = std::clamp(0.07 * shorter, 8.0, 900.0);
  const double a = width_um_ / 2.0 - glass;
  const double b = height_um_ / 2.0 - glass;
  radius_um_ = std::min(a, b);
  capsule_um_ = std::min(26.0, 0.04 * radius_um_);
  sinus_um_ = std::min(24.0, 0.04 * radius_um_);
  MakeNode(a, b);
  MakeAdipose(glass);
  MakeMedulla(a, b);
  MakeFollicles();
  vessels_ = VesselMap(seed(), width_um_, height_um_,
                       [this](MicronPoint p) { return VascularDepth(p); });
  artifacts_ = ArtifactMap(*this);
}

void PhantomScene::MakeNode(double a, double b) {
  const Wave wave(seed(), RandomStream::kOutline, 0);
  // A superellipse fills the field better than an ellipse; the wave only
  // takes away, so that the node stays on the slide.
  node_ = StarShape({width_um_ / 2.0, height_um_ / 2.0}, [&](double angle) {
    const double x = std::abs(std::cos(angle)) / a;
    const double y = std::abs(std::sin(angle)) / b;
    const double r = std::pow(std::pow(x, 2.6) + std::pow(y, 2.6), -1.0 / 2.6);
    return r * (0.95 + 0.05 * wave.At(angle));
  });
}

void PhantomScene::MakeAdipose(double glass_um) {
  HashRandom random(seed(), RandomStream::kAdipose, 0);
  const double side = random.Range(0.0, 2.0 * std::numbers::pi);
  fat_side_ = side;
  adipose_ = StarShape(node_.center(), [&](double angle) {
    const double r = node_.RadiusToward(std::cos(angle), std::sin(angle));
    const double lobe = std::max(0.0, std::cos(angle - side) - 0.3) / 0.7;
    return r + 0.8 * glass_um * lobe;
  });
}

void PhantomScene::MakeMedulla(double a, double b) {
  HashRandom hilum(seed(), RandomStream::kMedulla, 0);
  const double toward = hilum.Range(0.0, 2.0 * std::numbers::pi);
  const Wave folds(seed(), RandomStream::kMedulla, 1);
  const MicronPoint center{node_.center().x + 0.40 * a * std::cos(toward),
                           node_.center().y + 0.40 * b * std::sin(toward)};
  medulla_ = StarShape(center, [&](double angle) {
    const double x = std::cos(angle) / (0.40 * a);
    const double y = std::sin(angle) / (0.40 * b);
    return (0.90 + 0.10 * folds.At(angle)) / std::sqrt(x * x + y * y);
  });
}

Follicle PhantomScene::MakeFollicle(MicronPoint center, double radius_um,
                                    std::int64_t key) const {
  const bool before = options_.preset == PhantomPreset::kBefore;
  HashRandom random(seed(), RandomStream::kFollicle, 2, key);
  const Wave wave(seed(), RandomStream::kFollicle, key);
  Follicle follicle;
  follicle.outline = StarShape(center, [&](double angle) {
    return radius_um * (1.0 + 0.09 * wave.At(angle));
  });
  const double share = random.Range(0.58, 0.68);
  follicle.germinal_share = before ? share : 0.5 * share;
  const double dx = center.x - node_.center().x;
  const double dy = center.y - node_.center().y;
  const double length = std::max(1e-6, std::sqrt(dx * dx + dy * dy));
  follicle.light = {dx / length, dy / length};
  return follicle;
}

bool PhantomScene::Fits(const StarShape& outline) const {
  const double gap = std::min(12.0, 0.02 * radius_um_);
  for (const MicronPoint& p : outline.Outline(72)) {
    if (node_.Depth(p) < rim_um() + gap) return false;
    if (medulla_.Depth(p) > -gap) return false;
  }
  return std::all_of(
      follicles_.begin(), follicles_.end(), [&](const Follicle& other) {
        return Distance(other.outline.center(), outline.center()) >
               other.outline.largest_radius() + outline.largest_radius() + gap;
      });
}

bool PhantomScene::TryFollicle(double radius_um, double deepest_um,
                               int attempt) {
  HashRandom random(seed(), RandomStream::kFollicle, 0, attempt);
  const MicronPoint center{random.Range(0.0, width_um_),
                           random.Range(0.0, height_um_)};
  const double depth = node_.Depth(center);
  if (depth < radius_um || depth > deepest_um) return false;
  Follicle follicle = MakeFollicle(center, radius_um, attempt);
  if (!Fits(follicle.outline)) return false;
  follicles_.push_back(std::move(follicle));
  return true;
}

void PhantomScene::MakeFollicles() {
  const bool before = options_.preset == PhantomPreset::kBefore;
  const double low = std::min(0.24 * radius_um_, 150.0);
  const double high = std::min(0.36 * radius_um_, 400.0);
  const double area_mm2 = std::numbers::pi * width_um_ * height_um_ / 4.0 / 1e6;
  const auto full = std::clamp<std::size_t>(
      static_cast<std::size_t>(3.0 + 2.5 * area_mm2), 3, kMostFollicles);
  const std::size_t wanted = before ? full : (full + 1) / 2;
  // The cortex holds one row of follicles, sometimes two.
  const double deepest = rim_um() + std::min(0.75 * radius_um_, 3.2 * high);
  double shrink = before ? 1.0 : 0.62;
  constexpr int kAttempts = 6000;
  for (int k = 0; k < kAttempts && follicles_.size() < wanted; ++k) {
    HashRandom random(seed(), RandomStream::kFollicle, 1, k);
    TryFollicle(shrink * random.Range(low, high), deepest, k);
    if (k % 500 == 499) shrink *= 0.93;  // the gaps that are left are smaller
  }
}

double PhantomScene::VascularDepth(MicronPoint p) const {
  const double depth = node_.Depth(p) - rim_um();
  return depth > 0.0 && FollicleAt(p) == nullptr ? depth : 0.0;
}

const Follicle* PhantomScene::FollicleAt(MicronPoint p) const {
  for (const Follicle& follicle : follicles_) {
    const StarShape& outline = follicle.outline;
    if (std::abs(p.x - outline.center().x) > outline.largest_radius() ||
        std::abs(p.y - outline.center().y) > outline.largest_radius()) {
      continue;
    }
    if (outline.Relative(p) < 1.0) return &follicle;
  }
  return nullptr;
}

TissueZone PhantomScene::InFollicle(const Follicle& follicle,
                                    MicronPoint p) const {
  const StarShape& outline = follicle.outline;
  // The border of a germinal center is sharp, but not a drawn line.
  const double ragged =
      0.10 * (ValueNoise(seed(), 1, p.x / 18.0, p.y / 18.0) - 0.5);
  if (outline.Relative(p) + ragged > follicle.germinal_share) {
    return TissueZone::kMantle;
  }
  const double up = (p.x - outline.center().x) * follicle.light.x +
                    (p.y - outline.center().y) * follicle.light.y;
  const double wavy =
      0.5 * (ValueNoise(seed(), 2, p.x / 40.0, p.y / 40.0) - 0.5);
  return up > (wavy - 0.05) * outline.largest_radius() ? TissueZone::kLightZone
                                                       : TissueZone::kDarkZone;
}

TissueZone PhantomScene::InsideNode(MicronPoint p, double depth_um) const {
  if (depth_um < capsule_um_) return TissueZone::kCapsule;
  if (depth_um < rim_um()) return TissueZone::kSubcapsularSinus;
  if (const Follicle* follicle = FollicleAt(p)) {
    return InFollicle(*follicle, p);
  }
  if (medulla_.Relative(p) < 1.0) {
    // Sinuses are where a smooth field is near its middle value: a net of
    // winding channels about 25 um wide, with the cords in its meshes.
    const double field = ValueNoise(seed(), 3, p.x / 75.0, p.y / 75.0);
    return std::abs(field - 0.5) < 0.07 ? TissueZone::kMedullarySinus
                                        : TissueZone::kMedullaryCord;
  }
  return TissueZone::kParacortex;
}

TissueZone PhantomScene::ZoneAt(MicronPoint p) const {
  const double depth = node_.Depth(p);
  if (depth >= 0.0) {
    return vessels_.IsNear(p, 2.0) ? TissueZone::kVessel : InsideNode(p, depth);
  }
  return adipose_.Depth(p) > 0.0 ? TissueZone::kAdipose : TissueZone::kGlass;
}

double PhantomScene::EdgeDepth(MicronPoint p) const {
  return std::max(node_.Depth(p), adipose_.Depth(p));
}

double PhantomScene::MeshworkAt(MicronPoint p) const {
  if (options_.preset == PhantomPreset::kAfter) return 0.0;
  if (options_.pattern == PhantomPattern::kSheet) return 0.0;
  const Follicle* follicle = FollicleAt(p);
  if (follicle == nullptr) return 0.0;
  const StarShape& outline = follicle->outline;
  const double edge = follicle->germinal_share * 1.08 - outline.Relative(p);
  const double up = ((p.x - outline.center().x) * follicle->light.x +
                     (p.y - outline.center().y) * follicle->light.y) /
                    outline.largest_radius();
  const double rim = std::clamp(edge / 0.12, 0.0, 1.0);
  const double pole = std::clamp((up + 0.22) / 0.25, 0.0, 1.0);
  const double patches =
      0.55 + 0.45 * ValueNoise(seed(), 4, p.x / 30.0, p.y / 30.0);
  return rim * pole * patches;
}

}  // namespace cellquant::core
