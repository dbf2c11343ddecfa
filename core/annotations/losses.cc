#include "core/annotations/losses.h"

#include <fmt/format.h>

#include <algorithm>

namespace cellquant::core {

void AddLoss(const Regions& regions,
             const std::function<bool(const Region&)>& lost,
             const std::string& what, std::vector<std::string>& losses) {
  const auto count = std::count_if(regions.begin(), regions.end(), lost);
  if (count > 0) losses.push_back(fmt::format("{} region(s) {}", count, what));
}

void AddLossOfParts(const Regions& regions, std::vector<std::string>& losses) {
  AddLoss(
      regions, [](const Region& r) { return r.shape.size() > 1; },
      "have several parts, each of which becomes a region", losses);
}

std::vector<std::string> LossesOfXml(const Regions& regions) {
  std::vector<std::string> losses;
  AddLossOfParts(regions, losses);
  // "region-3" is a place in a file, which the next file has, too.
  AddLoss(
      regions,
      [](const Region& r) {
        return !r.id.empty() && !r.id.starts_with("region-");
      },
      "lose their id", losses);
  return losses;
}

void AddLossOfAnnotators(const Regions& regions,
                         std::vector<std::string>& losses) {
  AddLoss(
      regions, [](const Region& r) { return !r.annotated_by.empty(); },
      "lose who annotated them", losses);
}

void AddLossOfDates(const Regions& regions, std::vector<std::string>& losses) {
  AddLoss(
      regions, [](const Region& r) { return !r.annotated_at.empty(); },
      "lose when they were annotated", losses);
}

}  // namespace cellquant::core
