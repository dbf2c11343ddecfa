#include "core/phantom/artifacts.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/phantom/hash_random.h"
#include "core/phantom/scene.h"

namespace cellquant::core {
namespace {

constexpr double kGapUm = 6.0;
constexpr int kAttempts = 600;
constexpr int kAttemptsOfASize = 60;

// What a size is a share of, where the node is small.
double SmallerHalfAxis(const PhantomScene& scene) {
  return std::min(scene.width_um(), scene.height_um()) / 2.0;
}

MicronPoint Somewhere(const PhantomScene& scene, HashRandom& random) {
  const double x = random.Range(0.0, scene.width_um());
  return {x, random.Range(0.0, scene.height_um())};
}

// Round, with an outline that waves by up to `uneven` of its radius.
Blob BlobAt(MicronPoint center, double radius_um, double uneven,
            HashRandom& random) {
  const double a = random.Range(0.0, 2.0 * std::numbers::pi);
  const double b = random.Range(0.0, 2.0 * std::numbers::pi);
  const double c = random.Range(0.0, 2.0 * std::numbers::pi);
  return {StarShape(center, [&](double angle) {
    return radius_um * (1.0 + uneven * (0.5 * std::cos(2.0 * angle + a) +
                                        0.3 * std::cos(3.0 * angle + b) +
                                        0.2 * std::cos(7.0 * angle + c)));
  })};
}

Band BandFrom(MicronPoint start, MicronPoint end, double half_um) {
  const double dx = end.x - start.x;
  const double dy = end.y - start.y;
  const double length = std::max(1.0, std::sqrt(dx * dx + dy * dy));
  return {.start = start,
          .cosine = dx / length,
          .sine = dy / length,
          .length_um = length,
          .half_um = half_um};
}

// From glass to glass: ink green, blue or black, and so dark that it hides
// what is below.
AreaArtifact Pen(const PhantomScene& scene, double size, HashRandom& random) {
  const double angle = random.Range(0.0, 2.0 * std::numbers::pi);
  const double other = angle + std::numbers::pi + random.Range(-0.7, 0.7);
  const auto end = [&](double direction) {
    const double dx = std::cos(direction);
    const double dy = std::sin(direction);
    const double r = scene.node().RadiusToward(dx, dy) +
                     0.02 * size * SmallerHalfAxis(scene);
    return MicronPoint{scene.node().center().x + r * dx,
                       scene.node().center().y + r * dy};
  };
  const double most = size * 0.14 * SmallerHalfAxis(scene);
  Band band = BandFrom(end(angle), end(other),
                       std::min(random.Range(50.0, 150.0), most));
  band.snake_um = random.Range(-0.05, 0.05) * band.length_um;
  constexpr std::array<std::array<float, 3>, 3> kInks{
      {{1.25F, 0.42F, 0.85F}, {1.30F, 0.95F, 0.28F}, {1.35F, 1.32F, 1.26F}}};
  const auto ink = static_cast<std::size_t>(random.Range(0.0, 3.0));
  return {.kind = PhantomArtifact::kPen,
          .shape = band,
          .ink = kInks[std::min<std::size_t>(ink, 2)]};
}

AreaArtifact Fold(const PhantomScene& scene, double size, HashRandom& random) {
  const double room = SmallerHalfAxis(scene);
  const double angle = random.Range(0.0, 2.0 * std::numbers::pi);
  const double length = size * std::min(random.Range(400.0, 900.0), 0.9 * room);
  const MicronPoint start = Somewhere(scene, random);
  const double half = random.Range(20.0, 40.0) * std::min(1.0, 4.0 * size);
  Band band = BandFrom(
      start,
      {start.x + length * std::cos(angle), start.y + length * std::sin(angle)},
      half);
  band.bow_um = random.Range(-0.08, 0.08) * length;
  band.snake_um = random.Range(-0.04, 0.04) * length;
  AreaArtifact fold{
      .kind = PhantomArtifact::kFold, .shape = band, .defocus_um = 1.0};
  // What lies on top came from beside the strip.
  const double aside = (2.0 * half + 7.0) / scene.options().mpp;
  fold.layer_dx = std::llround(-band.sine * aside);
  fold.layer_dy = std::llround(band.cosine * aside);
  return fold;
}

AreaArtifact Round(const PhantomScene& scene, PhantomArtifact kind, double size,
                   HashRandom& random) {
  struct Sizes {
    double least_um;
    double most_um;  // radii
    double share;    // of the node, at most
    double uneven;
  };
  const auto sizes = [kind]() -> Sizes {
    if (kind == PhantomArtifact::kBlur) return {150.0, 300.0, 0.30, 0.15};
    if (kind == PhantomArtifact::kMist) return {150.0, 350.0, 0.30, 0.25};
    if (kind == PhantomArtifact::kBubble) return {100.0, 250.0, 0.22, 0.02};
    return {30.0, 100.0, 0.12, 0.35};
  }();
  const MicronPoint center = Somewhere(scene, random);
  const double radius =
      size * std::min(random.Range(sizes.least_um, sizes.most_um),
                      sizes.share * SmallerHalfAxis(scene));
  AreaArtifact round{.kind = kind,
                     .shape = BlobAt(center, radius, sizes.uneven, random)};
  if (kind == PhantomArtifact::kBlur) round.defocus_um = random.Range(3.0, 5.0);
  if (kind == PhantomArtifact::kBubble) round.defocus_um = 1.5;
  if (kind == PhantomArtifact::kMist) round.brown = random.Range(0.06, 0.11);
  return round;
}

// Away from the fat, so that the margin is the node's own.
AreaArtifact Edge(const PhantomScene& scene, HashRandom& random) {
  const double middle =
      scene.fat_side() + std::numbers::pi + random.Range(-0.3, 0.3);
  const Rim rim{.margin = scene.node(),
                .cosine = std::cos(middle),
                .sine = std::sin(middle),
                .reach = 0.45,
                .width_um = std::min(random.Range(25.0, 60.0),
                                     0.15 * SmallerHalfAxis(scene))};
  return {.kind = PhantomArtifact::kEdge,
          .shape = rim,
          .brown = random.Range(0.40, 0.60)};
}

AreaArtifact Candidate(const PhantomScene& scene, PhantomArtifact kind,
                       double size, HashRandom& random) {
  if (kind == PhantomArtifact::kPen) return Pen(scene, size, random);
  if (kind == PhantomArtifact::kFold) return Fold(scene, size, random);
  if (kind == PhantomArtifact::kEdge) return Edge(scene, random);
  return Round(scene, kind, size, random);
}

double NodeMm2(const PhantomScene& scene) {
  double twice = 0.0;
  const std::vector<MicronPoint> outline = scene.node().Outline(200);
  for (std::size_t k = 0; k < outline.size(); ++k) {
    const MicronPoint& a = outline[k];
    const MicronPoint& b = outline[(k + 1) % outline.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return std::abs(twice) / 2.0 / 1e6;
}

int CountOf(PhantomArtifact kind, double node_mm2) {
  const auto about = [node_mm2](double per_mm2, int least, int most) {
    return std::clamp(static_cast<int>(node_mm2 * per_mm2), least, most);
  };
  switch (kind) {
    case PhantomArtifact::kPen:
    case PhantomArtifact::kEdge:
      return 1;
    case PhantomArtifact::kFold:
      return about(0.30, 1, 12);
    case PhantomArtifact::kBlur:
    case PhantomArtifact::kMist:
    case PhantomArtifact::kBubble:
      return about(0.20, 1, 10);
    case PhantomArtifact::kHole:
      return about(1.5, 2, 60);
    case PhantomArtifact::kHemosiderin:
    case PhantomArtifact::kMelanin:
    case PhantomArtifact::kAnthracosis:
    case PhantomArtifact::kFormalin:
    case PhantomArtifact::kErythrocytes:
      return 0;
  }
  return 0;
}

bool OnSlide(const PhantomScene& scene, const MicronBox& box) {
  const double pixel = scene.options().mpp;
  return box.left > pixel && box.top > pixel &&
         box.right < scene.width_um() - pixel &&
         box.bottom < scene.height_um() - pixel;
}

}  // namespace

ArtifactMap::ArtifactMap(const PhantomScene& scene) {
  const double node_mm2 = NodeMm2(scene);
  for (const PhantomArtifact kind : scene.options().artifacts) {
    for (int k = 0; k < CountOf(kind, node_mm2); ++k) Lay(scene, kind, k);
  }
}

bool ArtifactMap::IsFree(const PhantomScene& scene,
                         const AreaArtifact& candidate,
                         const std::vector<MicronPoint>& outline) const {
  if (!OnSlide(scene, candidate.box)) return false;
  if (candidate.kind == PhantomArtifact::kPen ||
      candidate.kind == PhantomArtifact::kEdge) {
    return true;
  }
  // As deep as no strip along the edge reaches.
  const double rim = std::max(64.0, scene.rim_um() + kGapUm);
  const double shallow = std::min(rim, 0.18 * SmallerHalfAxis(scene));
  const bool inside = std::all_of(
      outline.begin(), outline.end(),
      [&](const MicronPoint& p) { return scene.node().Depth(p) > shallow; });
  return inside &&
         std::all_of(areas_.begin(), areas_.end(), [&](const auto& a) {
           if (DepthIn(candidate.shape, OutlineOf(a.shape).front()) > 0.0) {
             return false;
           }
           return std::all_of(
               outline.begin(), outline.end(),
               [&](const auto& p) { return DepthIn(a.shape, p) < -kGapUm; });
         });
}

void ArtifactMap::Lay(const PhantomScene& scene, PhantomArtifact kind,
                      int index) {
  const std::int64_t key = static_cast<std::int64_t>(kind) * 1000 + index;
  double size = 1.0;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    HashRandom random(scene.seed(), RandomStream::kArtifact, key, attempt);
    AreaArtifact candidate = Candidate(scene, kind, size, random);
    const std::vector<MicronPoint> outline = OutlineOf(candidate.shape);
    candidate.box = BoxOf(outline);
    if (IsFree(scene, candidate, outline)) {
      areas_.push_back(std::move(candidate));
      return;
    }
    if (attempt % kAttemptsOfASize == kAttemptsOfASize - 1) size *= 0.85;
  }
}

bool ArtifactMap::IsTorn(MicronPoint p, double margin_um) const {
  return std::any_of(areas_.begin(), areas_.end(), [&](const auto& area) {
    return area.kind == PhantomArtifact::kHole &&
           area.box.Inflated(margin_um).Contains(p) &&
           DepthIn(area.shape, p) > -margin_um;
  });
}

}  // namespace cellquant::core
