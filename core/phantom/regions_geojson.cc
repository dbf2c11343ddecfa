#include "core/phantom/regions_geojson.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/phantom/hash_random.h"

namespace cellquant::core {
namespace {

constexpr std::size_t kNamedFollicles = 20;
constexpr std::size_t kNamedCenters = 5;
constexpr int kNodeVertices = 200;
constexpr int kMedullaVertices = 120;
constexpr int kFollicleVertices = 72;

double Rounded(double px) { return std::round(px * 100.0) / 100.0; }

class RegionList {
 public:
  explicit RegionList(const PhantomScene& scene) : scene_(scene) {}

  Ring RingOf(const std::vector<MicronPoint>& outline) const {
    return PhantomRing(scene_, outline);
  }

  void Add(std::string name, std::string classification,
           std::array<int, 3> color, Polygon polygon) {
    regions_.push_back(
        {PhantomRegionId(scene_, PhantomFile::kRegions,
                         static_cast<std::int64_t>(regions_.size())),
         std::move(name),
         std::move(classification),
         color,
         {std::move(polygon)}});
  }

  std::vector<PhantomRegion> Take() { return std::move(regions_); }

 private:
  const PhantomScene& scene_;
  std::vector<PhantomRegion> regions_;
};

Polygon Paracortex(const PhantomScene& scene, const RegionList& list) {
  Polygon polygon;
  polygon.exterior =
      list.RingOf(scene.node().Outline(kNodeVertices, 1.0, -scene.rim_um()));
  polygon.holes.push_back(
      list.RingOf(scene.medulla().Outline(kMedullaVertices)));
  for (const Follicle& follicle : scene.follicles()) {
    polygon.holes.push_back(
        list.RingOf(follicle.outline.Outline(kFollicleVertices)));
  }
  return polygon;
}

void AddFollicles(const PhantomScene& scene, RegionList& list) {
  const auto& follicles = scene.follicles();
  for (std::size_t k = 0; k < std::min(follicles.size(), kNamedFollicles);
       ++k) {
    list.Add(
        fmt::format("Follicle {}", k + 1), "Follicle", {51, 102, 204},
        {list.RingOf(follicles[k].outline.Outline(kFollicleVertices)), {}});
  }
  if (scene.options().preset == PhantomPreset::kAfter) return;
  for (std::size_t k = 0; k < std::min(follicles.size(), kNamedCenters); ++k) {
    list.Add(fmt::format("Germinal center {}", k + 1), "Germinal center",
             {153, 51, 204},
             {list.RingOf(follicles[k].outline.Outline(
                  kFollicleVertices, follicles[k].germinal_share)),
              {}});
  }
}

nlohmann::ordered_json Coordinates(const Ring& ring) {
  auto points = nlohmann::ordered_json::array();
  for (std::size_t k = 0; k <= ring.size(); ++k) {
    const Level0Point& p = ring[k % ring.size()];
    points.push_back({p.x, p.y});
  }
  return points;
}

nlohmann::ordered_json Feature(const PhantomRegion& region) {
  const Polygon& polygon = region.shape.front();
  auto rings = nlohmann::ordered_json::array();
  rings.push_back(Coordinates(polygon.exterior));
  for (const Ring& hole : polygon.holes) rings.push_back(Coordinates(hole));
  nlohmann::ordered_json feature;
  feature["type"] = "Feature";
  feature["id"] = region.id;
  feature["geometry"]["type"] = "Polygon";
  feature["geometry"]["coordinates"] = std::move(rings);
  feature["properties"]["objectType"] = "annotation";
  feature["properties"]["name"] = region.name;
  feature["properties"]["classification"]["name"] = region.classification;
  feature["properties"]["classification"]["color"] = region.color;
  feature["properties"]["isLocked"] = false;
  if (region.area_mm2) {
    feature["properties"]["measurements"]["area_mm2"] = *region.area_mm2;
  }
  return feature;
}

}  // namespace

std::string PhantomRegionId(const PhantomScene& scene, PhantomFile file,
                            std::int64_t index) {
  const PhantomOptions& options = scene.options();
  const auto run = static_cast<std::int64_t>(file) * 64 +
                   static_cast<std::int64_t>(options.preset) * 16 +
                   static_cast<std::int64_t>(options.marker);
  HashRandom random(scene.seed(), RandomStream::kIdentifier, index, run);
  const std::uint64_t a = random.Bits();
  const std::uint64_t b = random.Bits();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", a >> 32,
                     (a >> 16) & 0xFFFF, a & 0xFFF,
                     ((b >> 48) & 0x3FFF) | 0x8000, b & 0xFFFFFFFFFFFF);
}

Ring PhantomRing(const PhantomScene& scene,
                 const std::vector<MicronPoint>& outline) {
  const double mpp = scene.options().mpp;
  Ring ring;
  for (const MicronPoint& p : outline) {
    ring.push_back({Rounded(p.x / mpp), Rounded(p.y / mpp)});
  }
  return ring;
}

std::vector<PhantomRegion> RegionsOf(const PhantomScene& scene) {
  RegionList list(scene);
  list.Add("Lymph node", "Lymph node", {0, 153, 102},
           {list.RingOf(scene.node().Outline(kNodeVertices)), {}});
  list.Add("Paracortex", "Paracortex", {230, 159, 0}, Paracortex(scene, list));
  list.Add("Medulla", "Medulla", {204, 51, 51},
           {list.RingOf(scene.medulla().Outline(kMedullaVertices)), {}});
  AddFollicles(scene, list);
  return list.Take();
}

std::string ToGeoJson(const std::vector<PhantomRegion>& regions) {
  nlohmann::ordered_json collection;
  collection["type"] = "FeatureCollection";
  collection["features"] = nlohmann::ordered_json::array();
  for (const PhantomRegion& region : regions) {
    collection["features"].push_back(Feature(region));
  }
  return collection.dump(1) + "\n";
}

}  // namespace cellquant::core
