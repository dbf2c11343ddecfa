#include "core/geometry/membership.h"

#include <algorithm>

namespace cellquant::core {
namespace {

constexpr std::size_t kMaxBands = 4096;
constexpr double kEntriesPerEdge = 8.0;

}  // namespace

Membership::Membership(const MultiPolygon& shape) {
  for (const Polygon& part : shape) {
    AddRing(part.exterior);
    for (const Ring& hole : part.holes) AddRing(hole);
  }
  if (edges_.empty()) return;
  top_ = edges_[0].lower.y;
  bottom_ = edges_[0].upper.y;
  for (const Edge& edge : edges_) {
    top_ = std::min(top_, edge.lower.y);
    bottom_ = std::max(bottom_, edge.upper.y);
  }
  double total_height = 0.0;
  for (const Edge& edge : edges_) total_height += edge.upper.y - edge.lower.y;
  // An edge stands in each band that it crosses: fewer bands for tall edges,
  // so that memory stays a few entries an edge.
  const double share = total_height / (bottom_ - top_);
  const auto affordable = static_cast<std::size_t>(
      kEntriesPerEdge * static_cast<double>(edges_.size()) / share);
  bands_.resize(std::clamp<std::size_t>(std::min(edges_.size(), affordable), 1,
                                        kMaxBands));
  band_height_ = (bottom_ - top_) / static_cast<double>(bands_.size());
  for (std::uint32_t i = 0; i < edges_.size(); ++i) {
    const std::size_t last = BandOf(edges_[i].upper.y);
    for (std::size_t b = BandOf(edges_[i].lower.y); b <= last; ++b) {
      bands_[b].push_back(i);
    }
  }
}

void Membership::AddRing(const Ring& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    Level0Point a = ring[i];
    Level0Point b = ring[(i + 1) % ring.size()];
    if (a.y == b.y) continue;  // never crossed by a horizontal ray
    if (a.y > b.y) std::swap(a, b);
    edges_.push_back({a, b});
  }
}

std::size_t Membership::BandOf(double y) const {
  const double band = (y - top_) / band_height_;
  return static_cast<std::size_t>(
      std::clamp(band, 0.0, static_cast<double>(bands_.size() - 1)));
}

template <class Visit>
void Membership::ForEachCrossing(double y, Visit visit) const {
  if (edges_.empty() || !(y >= top_ && y < bottom_)) return;
  for (const std::uint32_t i : bands_[BandOf(y)]) {
    const auto& [lower, upper] = edges_[i];
    if (y < lower.y || y >= upper.y) continue;
    visit(lower.x + (y - lower.y) / (upper.y - lower.y) * (upper.x - lower.x));
  }
}

bool Membership::Contains(Level0Point p) const {
  bool inside = false;
  ForEachCrossing(p.y, [&](double x) { inside = inside != (x <= p.x); });
  return inside;
}

std::vector<double> Membership::CrossingsAt(double y) const {
  std::vector<double> crossings;
  ForEachCrossing(y, [&](double x) { crossings.push_back(x); });
  std::sort(crossings.begin(), crossings.end());
  return crossings;
}

}  // namespace cellquant::core
